"""Quality managers of an institution: appointing one for a practice category, and his last day."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from appraisers.models import Appraiser, QualityManager
from appraisers.verbs import KEEP_QUALITY_MANAGERS
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken, StaleState
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.audit.regulated import write
from institutions.actions.holding import held
from institutions.covering import named
from institutions.models import Institution
from institutions.renewing import holds
from institutions.standing import gate as standing_gate

BASIS: Final = "政策文件第（十一）条"


@act
def appoint(
    pk: UUID,
    *,
    by: Actor,
    practice_code: str,
    appraiser: UUID,
    valid_from: date,
    document_number: str,
    valid_until: date | None = None,
) -> QualityManager:
    """Appoint the quality manager of a practice category; who was it ends on the day before, in the same act.

    `valid_until` is the last day of a time that is over and is recorded late. Raises NotAllowed, and RuleBroken with
    findings beside the fields.
    """
    house = held(pk, by=by, verb=KEEP_QUALITY_MANAGERS)
    person = Appraiser.objects.filter(pk=appraiser, institution=house).first()
    rows = QualityManager.objects.filter(institution=house, practice_code=practice_code)
    last = rows.filter(valid_until__isnull=True).first()
    findings = [
        *_category(house, practice_code),
        *_about(person, practice_code, valid_from),
        *standing_gate.past_objections(valid_from, "valid_from", timezone.localdate()),
        *standing_gate.document_objections(document_number),
        *_over(valid_from, valid_until),
    ]
    if last is not None and person is not None and last.appraiser_id == person.pk:
        findings.append(Finding(_("He is the quality manager already."), BASIS, "appraiser", code="appointed_already"))
    if rows.filter(valid_from__gte=valid_from).exists() or rows.filter(valid_until__gte=valid_from).exists():
        words = _("On this day another quality manager of the category is on record.")
        findings.append(Finding(words, BASIS, "valid_from", code="another_manager"))
    if findings or person is None:
        raise RuleBroken(findings)
    if last is not None:
        last.valid_until = valid_from - timedelta(days=1)
        facts = {"practice": practice_code, "valid_until": last.valid_until}
        write(last, "institution.quality_manager_ended", by=by, facts=facts, occurred_on=last.valid_until)
    row = QualityManager(
        institution=house,
        practice_code=practice_code,
        appraiser=person,
        valid_from=valid_from,
        valid_until=valid_until,
        document_number=document_number.strip(),
    )
    facts = {"practice": practice_code, "certificate": person.certificate_number, "valid_from": valid_from}
    if valid_until is not None:
        facts["valid_until"] = valid_until
    return write(row, "institution.quality_manager_appointed", by=by, facts=facts, occurred_on=valid_from)


@act
def correct_manager(
    pk: UUID,
    *,
    by: Actor,
    version: int,
    appraiser: UUID,
    document_number: str,
    valid_until: date | None,
    reason: str,
) -> QualityManager:
    """Correct what was recorded wrongly of a time, as a later sheet says; category and first day make it known.

    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = QualityManager.objects.get(pk=pk)
    house = held(row.institution_id, by=by, verb=KEEP_QUALITY_MANAGERS)
    row.refresh_from_db()
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    person = Appraiser.objects.filter(pk=appraiser, institution=house).first()
    others = QualityManager.objects.filter(institution=house, practice_code=row.practice_code).exclude(pk=row.pk)
    findings = [
        *_about(person, row.practice_code, row.valid_from),
        *standing_gate.document_objections(document_number),
        *_over(row.valid_from, valid_until),
        *unfit(reason),
    ]
    later = others.filter(valid_from__gt=row.valid_from)
    if later.exists() if valid_until is None else later.filter(valid_from__lte=valid_until).exists():
        words = _("On this day another quality manager of the category is on record.")
        findings.append(Finding(words, BASIS, "valid_until", code="another_manager"))
    if findings or person is None:
        raise RuleBroken(findings)
    row.appraiser, row.document_number, row.valid_until = person, document_number.strip(), valid_until
    facts = {"practice": row.practice_code, "certificate": person.certificate_number, "valid_from": row.valid_from}
    kind = "institution.quality_manager_corrected"
    return write(row, kind, by=by, facts={**facts, "valid_until": valid_until}, reason=reason.strip())


@act
def dismiss(pk: UUID, *, by: Actor, version: int, valid_until: date, reason: str) -> QualityManager:
    """End the time of a quality manager without a successor; `valid_until` is the last day.

    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = QualityManager.objects.get(pk=pk)
    held(row.institution_id, by=by, verb=KEEP_QUALITY_MANAGERS)
    row.refresh_from_db()
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    findings = [
        *standing_gate.past_objections(valid_until, "valid_until", timezone.localdate(), row.valid_from),
        *unfit(reason),
    ]
    if row.valid_until is not None:
        findings.insert(0, Finding(_("His time as quality manager has ended already."), code="ended_already"))
    if findings:
        raise RuleBroken(findings)
    row.valid_until = valid_until
    facts = {"practice": row.practice_code, "valid_until": valid_until}
    kind = "institution.quality_manager_ended"
    return write(row, kind, by=by, facts=facts, reason=reason.strip(), occurred_on=valid_until)


def _over(first: date, last: date | None) -> Iterator[Finding]:
    """What is wrong with the last day of a time that is over."""
    if last is not None:
        yield from standing_gate.past_objections(last, "valid_until", timezone.localdate(), first)


def _category(house: Institution, code: str) -> Iterator[Finding]:
    if code not in house.practice_codes:
        yield Finding(
            _("Choose a practice category of the licence."), BASIS, "practice_code", code="category_not_licensed"
        )


def _about(person: Appraiser | None, code: str, on: date) -> Iterator[Finding]:
    if person is None:
        yield Finding(_("Choose an appraiser of the institution."), BASIS, "appraiser", code="appraiser_elsewhere")
        return
    valid = holds(person.certificate_from, person.certificate_until, person.renewal_pending_since, on)
    if not valid or code not in person.practice_codes:
        words = _("His certificate does not cover %(category)s on this day.") % {"category": named([code[:40]])}
        yield Finding(words.replace("\0", ""), BASIS, "appraiser", code="certificate_unfit")
