"""The letter of entrustment: its first version with the acceptance, later ones by consent, and its signing.

程序通则 art. 16; 文书格式 1, item 4; 条例 art. 31. The agreed limit moves the last day of the appraisal (art. 28).
"""

from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.agreements import gate
from cases.agreements.terms import SEALED, Terms, differing, put_terms, terms_of
from cases.agreements.verbs import AMEND, KEEP_SIGNED
from cases.conduct.locking import lock, locked
from cases.deadlines import clock_from, events_of
from cases.deriving import put_derived
from cases.models import Agreement, Assignment, Case, Entrustment
from foundation.audit import outbox
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken, StaleState
from foundation.audit.once import act
from foundation.audit.reasons import LEAST, LONGEST, at_most, unfit, unstorable
from foundation.audit.regulated import write
from foundation.documents.actions import storing
from foundation.documents.actions.storing import Received

LETTER_JOB: Final = "cases.write_agreement"


def first_version(case: Case, terms: Terms) -> Agreement:
    """Return the first version, unsaved; it is agreed on the day on which the letter takes effect."""
    row = Agreement(case=case, number=1, agreed_on=case.effective_on, trail_seq=case.trail_seq)
    put_terms(row, terms)
    return row


def letter_of(row: Agreement) -> tuple[dict[str, str], str]:
    """Return payload and key of the job that writes the letter of a version."""
    return {"agreement": str(row.pk)}, f"{LETTER_JOB}:{row.pk}"


def facts_of(row: Agreement) -> dict[str, Any]:
    """Return what the event says of a version; nothing that names a person."""
    return {
        "agreement": row.number,
        "agreed_on": row.agreed_on,
        "limit_days": row.limit_days,
        "limit_until": row.limit_until,
        "fee": str(row.fee),
    }


@act
def amend(pk: UUID, *, by: Actor, version: int, agreed_on: date, terms: Terms, reason: str, consent: str) -> Case:
    """Change what was agreed about an appraisal by consent of both sides; return the case.

    `version` is that of the case, `terms` are the whole terms as they are from `agreed_on` on; what is under seal and
    left empty stays as it was. `consent` says how the client consented. Another limit counts from the day of the
    agreement; agreed after the last day it cures nothing, and one that was recorded after the last day says so in the
    event. The letter is written anew by a job after the commit. Raises NotAllowed, StaleState, and RuleBroken with
    findings beside the fields, for a case that is over, or where nothing changes.
    """
    case = locked(pk, AMEND.code, by=by, version=version)
    today, before = timezone.localdate(), case.agreements.order_by("-number").first()
    old = terms_of(before) if before is not None else Terms()
    given = _carried_over(old, terms.tidy)
    changed = differing(old, given) if before is not None else []
    findings = [
        *_about_the_day(case, before, agreed_on, today),
        *gate.objections(given, case.institution_id, agreed_on, has_address=has_address(case)),
        *_about_assigned(case, given),
        *unfit(reason),
        *_about_consent(consent),
    ]
    if not findings and before is not None and not changed:
        findings.append(Finding(_("Nothing of what was agreed changes."), code="nothing_changes"))
    if findings:
        raise RuleBroken(findings)
    due = clock_from(case, events_of(case), today).due_on
    row = Agreement(case=case, number=1 + (before.number if before else 0), agreed_on=agreed_on, changed=changed)
    row.reason, row.consent = reason.strip(), consent.strip()
    put_terms(row, given)
    _refuse_a_limit_that_is_over(case, row, today)
    told = due is not None and agreed_on <= due < today
    facts = {**facts_of(row), "changed": changed, "recorded_late": told}
    write(case, AMEND.code, by=by, facts=facts, reason=row.reason, occurred_on=agreed_on)
    row.trail_seq = case.trail_seq
    row.save(force_insert=True)
    payload, key = letter_of(row)
    outbox.put(LETTER_JOB, payload, key=key)
    put_derived([case], today)
    return case


@act
def keep_signed(
    pk: UUID, *, by: Actor, version: int, number: int, signed_on: date, document: Received | None = None
) -> Case:
    """Record on which day both sides signed a version of the letter, with a copy where one is kept; return the case.

    `version` is that of the version named by `number`. `document` was received before. A copy may be added later; the
    day then stays. Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    case = lock(pk)  # also of a case that is over: a copy may come late
    if not by.may(KEEP_SIGNED.code, case):
        raise NotAllowed(KEEP_SIGNED.code, _("Your posting does not allow this act for this case."))
    row = Agreement.objects.select_for_update().filter(case=case, number=number).first()
    if row is None:
        raise RuleBroken(Finding(_("This version of the letter does not exist."), code="no_such_version"))
    if row.trail_seq != version:
        raise StaleState(row_label=case.case_number)
    findings = list(_about_signing(row, signed_on, document, timezone.localdate()))
    if findings:
        raise RuleBroken(findings)
    if document is not None:
        organisation = case.institution.organisation
        row.signed_copy = storing.record(document, by=by, organisation=organisation, belongs_to=case.stream)
    row.signed_on = signed_on
    digest = document.deposit.sha256 if document is not None else ""
    facts = {"agreement": row.number, "signed_on": signed_on, "sha256": digest}
    write(row, KEEP_SIGNED.code, by=by, facts=facts, occurred_on=signed_on)
    return case


def _carried_over(old: Terms, given: Terms) -> Terms:
    """Return the terms with what is under seal as it was where nothing else is given."""
    kept: dict[str, Any] = {name: getattr(given, name) or getattr(old, name) for name in SEALED}
    if not given.recused:
        kept["recusal_reason"] = given.recusal_reason
    return replace(given, **kept)


def has_address(case: Case) -> bool:
    """Whether an address of the client is on record to which an opinion can be sent."""
    return Entrustment.objects.filter(pk=case.pk, contact_address__isnull=False).exists()


def _about_the_day(case: Case, before: Agreement | None, agreed_on: date, today: date) -> list[Finding]:
    earliest = before.agreed_on if before is not None else case.effective_on
    if agreed_on > today:
        return [Finding(_("This day has not come yet."), field="agreed_on")]
    if agreed_on < earliest:
        words = _("The version before is of %(day)s; a change comes after it.")
        return [Finding(words % {"day": earliest.isoformat()}, field="agreed_on")]
    return []


def _about_assigned(case: Case, terms: Terms) -> list[Finding]:
    there = Assignment.objects.filter(case=case, ended_on__isnull=True, appraiser__in=terms.recused)
    names = "、".join(there.order_by("position").values_list("appraiser__person__name", flat=True))
    if not names:
        return []
    return [
        Finding(
            _("%(names)s: assigned to this case") % {"names": names},
            field="recused",
            way_out=_("Replace them first."),
            code="assigned",
        )
    ]


def _about_consent(consent: str) -> list[Finding]:
    if len(consent.strip()) < LEAST:
        return [Finding(_("Say how the client consented."), field="consent", code="missing")]
    if len(consent) > LONGEST:
        return [Finding(at_most(consent, LONGEST), field="consent")]
    return unstorable(consent, "consent")


def _refuse_a_limit_that_is_over(case: Case, row: Agreement, today: date) -> None:
    """Refuse a limit that would have run out on the very day it was agreed; it would be kept and change nothing."""
    clock = clock_from(case, events_of(case, [*case.agreements.all(), row]), today)
    for line in clock.lines:
        if line.key == "agreed_past" and line.params["on"] == row.agreed_on and row.has_limit:
            field = "limit_days" if row.limit_days is not None else "limit_until"
            raise RuleBroken(
                Finding(
                    _("This limit would have run out before it was agreed."),
                    gate.LIMIT,
                    field=field,
                    code="limit_is_over",
                )
            )


def _about_signing(row: Agreement, signed_on: date, document: Received | None, today: date) -> list[Finding]:
    if row.signed_on is not None and (document is None or row.signed_copy_id is not None):
        return [Finding(_("The signing of this version is on record."), code="signed_already")]
    if row.signed_on is not None and signed_on != row.signed_on:
        words = _("The day of the signing is on record: %(day)s.")
        return [Finding(words % {"day": row.signed_on.isoformat()}, field="signed_on")]
    if signed_on > today:
        return [Finding(_("This day has not come yet."), field="signed_on")]
    return []
