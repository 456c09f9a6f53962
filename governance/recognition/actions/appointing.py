"""Nominating an expert, appointing or declining, ending a term, and saying whether he is available."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from appraisers.models import Appraiser
from foundation.accounts.models import User
from foundation.accounts.notices import notify
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken, StaleState
from foundation.audit.moves import move
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.audit.regulated import write
from governance.recognition.experts import gate, states
from governance.recognition.experts.ranks import ranks_on
from governance.recognition.experts.states import ExpertState, Verdict
from governance.recognition.experts.verbs import APPOINT, AVAILABILITY, END, NOMINATE
from governance.recognition.models import Expert

DECIDED_NOTICE = "expert_decided"
ENDED_NOTICE = "expert_ended"


def locked(pk: UUID, version: int, by: Actor, verb: str) -> Expert:
    """Lock an expert who is still what was read. Raises NotAllowed, StaleState."""
    row = Expert.objects.for_list().select_for_update(of=("self",)).get(pk=pk)
    if not by.may(verb, row):
        raise NotAllowed(verb, _("Your posting does not allow this act."))
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    return row


@act
def nominate(
    appraiser: UUID,
    *,
    by: Actor,
    practice_code: str,
    rank: str,
    grounds: str,
    occurred_on: date | None = None,
    is_synthetic: bool = False,
) -> Expert:
    """Nominate an appraiser as an expert of a category and return the nomination; the province decides.

    `occurred_on` is the day of a nomination entered later. Raises NotAllowed, and RuleBroken with findings beside the
    fields.
    """
    person = Appraiser.objects.select_related("person", "institution").get(pk=appraiser)
    if not by.may(NOMINATE.code, person):
        raise NotAllowed(NOMINATE.code, _("Your posting does not allow this act."))
    today = occurred_on or timezone.localdate()
    found = list(gate.nominating_objections(person, practice_code, rank, grounds, today))
    if found:
        raise RuleBroken(found)
    row = Expert(
        appraiser=person,
        institution=person.institution,
        city_code=person.city_code,
        county_code=person.county_code,
        practice_code=practice_code,
        rank=rank,
        grounds=grounds.strip(),
        nominated_on=today,
        is_synthetic=is_synthetic,
    )
    try:
        with transaction.atomic():  # the unique standing decides between two who nominate at the same moment
            write(row, NOMINATE.code, by=by, facts={"category": practice_code, "rank": rank}, occurred_on=occurred_on)
    except IntegrityError:
        raise RuleBroken(gate.stands_already()) from None
    return row


@act
def appoint(
    pk: UUID, *, by: Actor, version: int, result: str, reason: str = "", occurred_on: date | None = None
) -> Expert:
    """Appoint a nominated expert for the term of his rank, or decline, and return him.

    What stood against nominating is asked again. `occurred_on` is the day of a decision entered later. Raises
    NotAllowed, StaleState, RuleBroken.
    """
    row = locked(pk, version, by, APPOINT.code)
    today = occurred_on or timezone.localdate()
    found = list(gate.appointing_objections(row, result, reason, by, today))
    if found:
        raise RuleBroken(found)
    values = {"decided_on": today, "decision_reason": reason.strip()}
    if result == Verdict.APPOINTED:
        values |= {"valid_from": today, "valid_until": ranks_on(today)[row.rank].until(today)}
    step = states.APPOINTING if result == Verdict.APPOINTED else states.DECLINING
    facts = {"category": row.practice_code, "rank": row.rank, "valid_until": values.get("valid_until")}
    move(row, step, by=by, reason=reason.strip(), facts=facts, values=values, occurred_on=occurred_on)
    _tell(row, DECIDED_NOTICE)
    return row


@act
def end(pk: UUID, *, by: Actor, version: int, reason: str) -> Expert:
    """End the term of an expert before its last day and return him. Raises NotAllowed, StaleState, RuleBroken."""
    row = locked(pk, version, by, END.code)
    if row.state != ExpertState.APPOINTED:
        raise RuleBroken(Finding(_("This expert is not appointed.")))
    found = unfit(reason)
    if found:
        raise RuleBroken(found)
    values = {"ended_on": timezone.localdate(), "end_reason": reason.strip()}
    move(row, states.ENDING, by=by, reason=reason.strip(), values=values)
    _tell(row, ENDED_NOTICE)
    return row


@act
def set_availability(pk: UUID, *, by: Actor, version: int, available: bool, reason: str = "") -> Expert:
    """Say whether an expert can be used and return him; who is not available is in no pool of a draw.

    Raises NotAllowed, StaleState, and RuleBroken: an absence has a reason, and organs speak for outsiders only.
    """
    row = locked(pk, version, by, AVAILABILITY.code)
    if row.state != ExpertState.APPOINTED:
        raise RuleBroken(Finding(_("This expert is not appointed.")))
    found = list(gate.speaking_objections(row, by)) or ([] if available and not reason.strip() else unfit(reason))
    if found:
        raise RuleBroken(found)
    row.is_available, row.availability_note = available, reason.strip()
    return write(row, AVAILABILITY.code, by=by, reason=reason.strip(), facts={"available": available})


def _tell(row: Expert, kind: str) -> None:
    """Tell an appraiser who has an account; whoever comes from outside is told by the organ, not by the portal."""
    if row.outsider_id is not None:
        return
    users = list(User.objects.filter(person=row.person).values_list("pk", flat=True))
    notify(users, kind, f"{kind}:{row.pk}", {"category": row.practice_code}, row.get_absolute_url())
