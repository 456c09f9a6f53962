"""A suspension of one item for rectification: asked for by the institution, decided by the organ (条例 art. 14)."""

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.notices import notify
from foundation.audit.actors import Actor
from foundation.audit.errors import RuleBroken, StaleState
from foundation.audit.moves import move
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from institutions.actions.holding import held
from institutions.actions.lapsing import place_of
from institutions.actions.restricting import Bar, put
from institutions.lapses import gate
from institutions.lapses.states import ASKING, GRANTING, REFUSING
from institutions.lapses.verbs import ASK, DECIDE
from institutions.models import Lapse
from institutions.recipients import in_charge_of, officers_of
from institutions.standing import gate as standing_gate

GROUND = "XZ-4"
"""The conditions for a certain item are no longer met: the ground of the bar that a suspension is."""


@act
def ask_suspension(pk: UUID, *, by: Actor, version: int, until: date, plan: str) -> Lapse:
    """Ask for a suspension of the item until a day, and say what will be done. A late application stays late.

    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = held_lapse(pk, by, ASK.code, version)
    today = timezone.localdate()
    findings = [
        *gate.may_ask(row),
        *gate.term_objections(until, today, "until"),
        *gate.plan_objections(plan),
    ]
    if findings:
        raise RuleBroken(findings)
    facts = {"until": until, "late": row.ask_by is not None and row.ask_by < today}
    values = {"asked_on": today, "asked_until": until, "plan": plan.strip()}
    move(row, ASKING, by=by, facts=facts, values=values)
    officers = officers_of([row.institution.city_code], today)[row.institution.city_code]
    tell(row, "suspension_asked", officers)
    return row


@act
def decide_suspension(
    pk: UUID, *, by: Actor, version: int, granted: bool, until: date | None, document_number: str, reason: str
) -> Lapse:
    """Grant a suspension, which bars the item until a day, a year at most; or refuse it, and the item stays stopped.

    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = held_lapse(pk, by, DECIDE.code, version)
    today, number, why = timezone.localdate(), document_number.strip(), reason.strip()
    findings = [*gate.may_decide(row), *standing_gate.document_objections(document_number), *unfit(reason)]
    if granted:
        last = until or row.asked_until or today
        findings += gate.term_objections(last, today, "until")
    if findings:
        raise RuleBroken(findings)
    values = {"decided_on": today, "decision_document": number, "decision_reason": why}
    facts = {"granted": granted, "document": number}
    if granted:
        bar = Bar(GROUND, today, number, why, [row.category] if row.category else [], last)
        house = row.institution
        made = put(house, bar, by=by, subject="organisation", practice_codes=house.practice_codes)
        move(row, GRANTING, by=by, reason=why, facts={**facts, "until": last}, values={**values, "restriction": made})
    else:
        move(row, REFUSING, by=by, reason=why, facts=facts, values=values)
    tell(row, "suspension_decided", in_charge_of([row.institution_id], today)[row.institution_id])
    return row


def held_lapse(pk: UUID, by: Actor, verb: str, version: int) -> Lapse:
    """Lock the institution of a lapse, and return the lapse as it is then. Raises NotAllowed, StaleState."""
    row = Lapse.objects.select_related("finding", "restriction__set_by").get(pk=pk)
    row.institution = held(row.institution_id, by=by, verb=verb)
    row.refresh_from_db(fields=["state", "trail_seq", "ask_by", "asked_until", "restriction"])
    if row.trail_seq != version:
        raise StaleState(row_label=_("%(place)s of %(name)s") % {"place": place_of(row), "name": row.institution})
    return row


def tell(row: Lapse, kind: str, users: list[int]) -> None:
    """Tell users what happened to a lapse, once a version of it."""
    told: dict[str, str | int] = {"name": str(row.institution), "place": place_of(row)}
    notify(users, kind, f"{kind}:{row.pk}:{row.trail_seq}", told, row.get_absolute_url())
