"""Scope items, accreditations, restrictions and renewals, made by the verbs."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.db import transaction
from django.utils import timezone

from appraisers.actions.keeping_records import engage, enter_training
from appraisers.actions.managing_quality import appoint
from appraisers.actions.renewing import record_certificate_renewal
from appraisers.actions.restricting import restrict_appraiser
from appraisers.models import Appraiser, Assistant, CertificateRenewal, QualityManager, Training
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Organisation
from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.regulated import write
from foundation.exchange.models import Import
from institutions.actions.accrediting import record_accreditation
from institutions.actions.housing import Place, record_premises
from institutions.actions.insuring import record_policy
from institutions.actions.lapsing import Lost, open_lapse
from institutions.actions.objecting import object_to
from institutions.actions.renewing import record_renewal
from institutions.actions.restricting import Bar, restrict_institution
from institutions.actions.scoping import enter_scope
from institutions.actions.suspending import ask_suspension, decide_suspension
from institutions.models import (
    Accreditation,
    Institution,
    InsurancePolicy,
    Lapse,
    LicenceRenewal,
    Objection,
    Premises,
    Restriction,
    ScopeItem,
)
from institutions.roster.bars import GROUND, SUSPENDED, follow
from institutions.standing.conditions import Answer, Judged, rules_on
from institutions.standing.kinds import Condition

WHY = "示例：依据文件登记"
_serial = count(1)


def make_scope(institution: Institution, *codes: str, by: Actor, since: date = date(2024, 7, 1)) -> list[ScopeItem]:
    """Enter items of the scope."""
    institution.refresh_from_db()
    made = enter_scope(
        institution.pk,
        by=by,
        version=institution.trail_seq,
        categories=codes,
        valid_from=since,
        document_number=f"示例许可〔2024〕{next(_serial)}号",
        reason=WHY,
    )
    institution.refresh_from_db()
    return made


def make_accreditation(institution: Institution, *codes: str, by: Actor, **values: Any) -> Accreditation:
    """Record an accreditation, valid from 2024 to 2030 unless said otherwise."""
    given: dict[str, Any] = {
        "kind": "CMA",
        "level": "provincial",
        "certificate_number": f"示例CMA{next(_serial):05d}",
        "valid_from": date(2024, 7, 1),
        "valid_until": date(2030, 6, 30),
        "reason": WHY,
    }
    return record_accreditation(institution.pk, by=by, categories=codes, **{**given, **values})


def bar(**values: Any) -> Bar:
    """Return what a restriction of the whole practice of an institution says: a penalty of suspension."""
    given: dict[str, Any] = {
        "ground": "XZ-3",
        "valid_from": date(2026, 11, 20),
        "valid_until": date(2027, 2, 19),
        "document_number": f"示例罚决〔2026〕{next(_serial)}号",
        "reason": "示例：受到停止执业处罚",
    }
    return Bar(**{**given, **values})


def make_restriction(institution: Institution, *, by: Actor, **values: Any) -> Restriction:
    """Restrict an institution."""
    return restrict_institution(institution.pk, by=by, bar=bar(**values))


@transaction.atomic(savepoint=False)
def make_bar_of_a_roster(institution: Institution, *, by: PostedActor) -> Restriction:
    """Bar an institution today as a roster does that says 停业."""
    source = Import(kind="institution_roster", code="SHILI001")
    row = Institution.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=institution.pk)
    follow(row, SUSPENDED, by=by, source=source, position=4)
    return Restriction.objects.get(organisation=institution.pk, ground=GROUND)


@transaction.atomic(savepoint=False)
def make_closed(institution: Institution, organ: Organisation) -> Restriction:
    """Bar the whole practice of an institution since June 2026 in the name of an organ, without anybody signed in."""
    row = Restriction(
        organisation=institution.organisation, institution=institution, ground="XZ-1",
        article="山东省司法鉴定条例第十四条、第十七条", document_number=f"示例停业〔2026〕{next(_serial)}号",
        reason="示例：停业整改", valid_from=date(2026, 6, 1), set_by=organ,
    )  # fmt: skip
    return write(row, "institutions.restrict", by=SYSTEM)


def make_personal_restriction(appraiser: Appraiser, *, by: Actor, **values: Any) -> Restriction:
    """Restrict an appraiser."""
    return restrict_appraiser(appraiser.pk, by=by, bar=bar(**{"ground": "XZ-5", **values}))


def make_renewals(appraiser: Appraiser, *, by: Actor, asked_on: date) -> tuple[LicenceRenewal, CertificateRenewal]:
    """Record that renewal was asked for: of the certificate of an appraiser and of the licence of the institution."""
    paper = {"document_number": f"示例延续申请〔2026〕{next(_serial)}号", "reason": WHY, "asked_on": asked_on, "by": by}
    house = Institution.objects.get(pk=appraiser.institution_id)
    appraiser.refresh_from_db()
    return (
        record_renewal(house.pk, version=house.trail_seq, **paper),
        record_certificate_renewal(appraiser.pk, version=appraiser.trail_seq, **paper),
    )


def make_objection(row: Restriction, *, by: PostedActor, text: str = "示例：整改已经完成") -> Objection:
    """Object to a restriction."""
    row.refresh_from_db()
    return object_to(row.pk, by=by, version=row.trail_seq, text=text)


def make_training(appraiser: Appraiser, *, by: Actor, **values: Any) -> Training:
    """Enter eight hours of training of June 2026."""
    given: dict[str, Any] = {
        "title": f"示例培训{next(_serial)}", "organiser": "示例协会", "ended_on": date(2026, 6, 12), "hours": 8,
    }  # fmt: skip
    return enter_training(appraiser.pk, by=by, **{**given, **values})


def make_assistant(mentor: Appraiser, *, by: Actor) -> Assistant:
    """Engage an assistant of a mentor since July 2026."""
    name = f"示例助理{next(_serial)}"
    return engage(mentor.institution_id, by=by, name=name, mentor=mentor.pk, valid_from=date(2026, 7, 1))


def make_quality_manager(person: Appraiser, *, by: Actor, **values: Any) -> QualityManager:
    """Appoint a quality manager of clinical appraisal since July 2026."""
    given: dict[str, Any] = {
        "practice_code": "FY-02",
        "valid_from": date(2026, 7, 1),
        "document_number": f"示例任命〔2026〕{next(_serial)}号",
    }
    return appoint(person.institution_id, by=by, appraiser=person.pk, **{**given, **values})


def make_lapse(
    institution: Institution, category: str = "FY-02", condition: Condition = Condition.THIRD_APPRAISER
) -> Lapse:
    """Open a lapse as the nightly look does: lost for three days."""
    today = timezone.localdate()
    judged = Judged(rules_on(today)[condition], category, Answer.LOST, 2)
    with transaction.atomic(savepoint=False):
        return open_lapse(institution, Lost(judged, today - timedelta(days=3), "示例：2名（应有3名）"), today)


def make_suspension_asked(institution: Institution, *, by: Actor, category: str = "FY-02") -> Lapse:
    """A lapse about which the institution asks for a suspension of half a year."""
    row, until = make_lapse(institution, category), timezone.localdate() + timedelta(days=180)
    return ask_suspension(row.pk, by=by, version=row.trail_seq, until=until, plan="示例：拟新聘专职鉴定人")


def make_suspended(institution: Institution, cast: Any, category: str = "FY-02") -> Lapse:
    """A lapse whose item the organ of Jinan has suspended for half a year."""
    row = make_suspension_asked(institution, by=cast.actor("jinan_head"), category=category)
    said = {"document_number": f"示例整改〔2026〕{next(_serial)}号", "reason": WHY}
    return decide_suspension(row.pk, by=cast.actor("jinan"), version=row.trail_seq, granted=True, until=None, **said)


def make_premises(institution: Institution, *, by: Actor, **values: Any) -> Premises:
    """Record an office of 300 m² that is leased from July 2025 to June 2027."""
    given: dict[str, Any] = {
        "address": "示例路1号",
        "use": "office",
        "right": "leased",
        "area": 300,
        "document_number": f"示例租约{next(_serial):05d}",
        "valid_from": date(2025, 7, 1),
        "valid_until": date(2027, 6, 30),
    }
    return record_premises(institution.pk, Place(**{**given, **values}), by=by)


def make_policy(institution: Institution, *, by: Actor, **values: Any) -> InsurancePolicy:
    """Record a policy of a million yuan for two years from July 2025."""
    given: dict[str, Any] = {
        "insurer": "示例保险公司",
        "policy_number": f"示例保单{next(_serial):05d}",
        "cover": 1_000_000,
        "valid_from": date(2025, 7, 1),
        "valid_until": date(2027, 6, 30),
    }
    return record_policy(institution.pk, by=by, **{**given, **values})
