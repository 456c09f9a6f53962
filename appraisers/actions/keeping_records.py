"""Training of appraisers and assistants with their mentors: entering, withdrawing, ending."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from appraisers.models import Appraiser, Assistant, Training
from appraisers.verbs import KEEP_ASSISTANTS, KEEP_TRAINING
from foundation.accounts.models import Person
from foundation.accounts.naming import spelled
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken, StaleState
from foundation.audit.once import act
from foundation.audit.reasons import at_most, unfit, unstorable
from foundation.audit.regulated import write
from institutions.actions.holding import held
from institutions.models import Institution
from institutions.renewing import holds
from institutions.standing import gate as standing_gate
from institutions.standing import twice

LINE = 100
MOST_HOURS = 400
ASSISTANTS = "山东省司法鉴定条例第十九条"


@act
def enter_training(
    pk: UUID, *, by: Actor, title: str, organiser: str, ended_on: date, hours: int, document_number: str = ""
) -> Training:
    """Enter hours of continuing education of an appraiser. Raises NotAllowed, and RuleBroken beside the fields."""
    row = _appraiser(pk, by, KEEP_TRAINING)
    findings = [
        *_line(title, "title"),
        *_line(organiser, "organiser"),
        *standing_gate.past_objections(ended_on, "ended_on", timezone.localdate()),
        *_long(document_number, "document_number"),
    ]
    if not 1 <= hours <= MOST_HOURS:
        words = _("1 to %(most)d hours.") % {"most": MOST_HOURS}
        findings.append(Finding(words, field="hours", code="hours_out_of_bounds"))
    findings += _trained_already(row, ended_on, title, document_number)
    if findings:
        raise RuleBroken(findings)
    made = Training(
        appraiser=row,
        title=title.strip(),
        organiser=organiser.strip(),
        ended_on=ended_on,
        hours=hours,
        document_number=document_number.strip(),
    )
    facts = {"hours": hours, "ended_on": ended_on}
    return write(made, "appraiser.trained", by=by, facts=facts, occurred_on=ended_on)


@act
def withdraw_training(pk: UUID, *, by: Actor, version: int, reason: str) -> Training:
    """Withdraw an entry that was wrong; it stays readable and counts no more.

    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    made = Training.objects.get(pk=pk)
    _appraiser(made.appraiser_id, by, KEEP_TRAINING)
    made.refresh_from_db()
    if made.trail_seq != version:
        raise StaleState(row_label=str(made))
    findings = list(unfit(reason))
    if made.withdrawn_on is not None:
        findings.insert(0, Finding(_("This entry was withdrawn already."), code="withdrawn_already"))
    if findings:
        raise RuleBroken(findings)
    made.withdrawn_on = timezone.localdate()
    facts = {"hours": made.hours, "ended_on": made.ended_on}
    return write(made, "appraiser.training_withdrawn", by=by, facts=facts, reason=reason.strip())


@act
def engage(pk: UUID, *, by: Actor, name: str, mentor: UUID, valid_from: date) -> Assistant:
    """Engage an assistant at an institution, with a mentor who practises there (条例 art. 19).

    Raises NotAllowed, and RuleBroken with findings beside the fields.
    """
    house = held(pk, by=by, verb=KEEP_ASSISTANTS)
    teacher = Appraiser.objects.filter(pk=mentor, institution=house).first()
    today = timezone.localdate()
    findings = [
        *_line(name, "name"),
        *standing_gate.past_objections(valid_from, "valid_from", today),
        *_about_mentor(teacher, today),
        *_engaged_already(house, name, valid_from),
    ]
    if findings or teacher is None:
        raise RuleBroken(findings)
    person = write(spelled(Person(name=name.strip())), "person.entered", by=by, facts={"identity_known": False})
    row = Assistant(person=person, institution=house, mentor=teacher, valid_from=valid_from)
    facts = {"mentor": teacher.certificate_number, "valid_from": valid_from}
    return write(row, "assistant.engaged", by=by, facts=facts, occurred_on=valid_from)


@act
def end_assistant(pk: UUID, *, by: Actor, version: int, valid_until: date, reason: str) -> Assistant:
    """End the time of an assistant at an institution; `valid_until` is the last day.

    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = Assistant.objects.get(pk=pk)
    held(row.institution_id, by=by, verb=KEEP_ASSISTANTS)
    row.refresh_from_db()
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    findings = [
        *standing_gate.past_objections(valid_until, "valid_until", timezone.localdate(), row.valid_from),
        *unfit(reason),
    ]
    if row.valid_until is not None:
        findings.insert(0, Finding(_("The assistant has left already."), code="ended_already"))
    if findings:
        raise RuleBroken(findings)
    row.valid_until = valid_until
    facts = {"valid_until": valid_until}
    return write(row, "assistant.ended", by=by, facts=facts, reason=reason.strip(), occurred_on=valid_until)


def _trained_already(row: Appraiser, day: date, title: str, document_number: str) -> Iterator[Finding]:
    """The same training of the same day, by its title or by the number of its certificate."""
    counted = Training.objects.filter(appraiser=row, ended_on=day, withdrawn_on__isnull=True)
    for field, said in (("title", title), ("document_number", document_number)):
        for same in twice.numbered(counted, field, said):
            yield Finding(
                _("This training is on record already."),
                field=field,
                fact=_("%(title)s, %(day)s") % {"title": same.title, "day": day.isoformat()},
                code="recorded_already",
                record_url=same.get_absolute_url(),
            )
            return


def _engaged_already(house: Institution, name: str, first: date) -> Iterator[Finding]:
    """Somebody of the same name assists at the institution on that day or later.

    Assistants are known by their names alone. Numbers of identity are not asked of them, so that a namesake needs a
    mark in his name.
    """
    running = Q(valid_until__isnull=True) | Q(valid_until__gte=first)
    for row in Assistant.objects.filter(running, institution=house).select_related("person"):
        if twice.alike(row.person.name) == twice.alike(name.replace("\0", "")):
            said = {"paper": row.person.name, "first": row.valid_from.isoformat()}
            yield Finding(
                _("This assistant is on record already."),
                field="name",
                fact=_("%(paper)s, since %(first)s") % said,
                way_out=_("Tell another person of the same name apart by a mark after the name."),
                code="recorded_already",
                record_url=row.get_absolute_url(),
            )
            return


def _appraiser(pk: UUID, by: Actor, verb: str) -> Appraiser:
    row = Appraiser.objects.select_for_update(no_key=True).get(pk=pk)
    if not by.may(verb, row):
        raise NotAllowed(verb, _("Your posting does not allow this act."))
    return row


def _about_mentor(teacher: Appraiser | None, today: date) -> Iterator[Finding]:
    if teacher is None:
        yield Finding(_("Choose an appraiser of the institution."), ASSISTANTS, "mentor", code="mentor_elsewhere")
    elif not holds(teacher.certificate_from, teacher.certificate_until, teacher.renewal_pending_since, today):
        yield Finding(_("The certificate of the mentor is not in force."), ASSISTANTS, "mentor", code="mentor_unfit")


def _line(text: str, field: str) -> Iterator[Finding]:
    if not text.strip():
        yield Finding(_("This was left empty."), field=field, code="missing")
    yield from _long(text, field)


def _long(text: str, field: str) -> Iterator[Finding]:
    if len(text) > LINE:
        yield Finding(at_most(text, LINE), field=field, code="too_long")
    yield from unstorable(text, field)
