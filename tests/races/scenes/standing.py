"""Races about the standing of institutions and appraisers."""

from datetime import date

from django.db import transaction

from appraisers.actions.keeping_records import end_assistant, engage, enter_training, withdraw_training
from appraisers.actions.managing_quality import appoint, dismiss
from appraisers.actions.renewing import decide_certificate_renewal, record_certificate_renewal
from appraisers.actions.restricting import restrict_appraiser
from appraisers.models import Appraiser
from institutions.actions.accrediting import end_accreditation, record_accreditation
from institutions.actions.barring_heads import restrict_head
from institutions.actions.ending_suspensions import end_suspension, give_up, report_kept
from institutions.actions.housing import Place, leave_premises, record_premises
from institutions.actions.insuring import end_policy, record_policy
from institutions.actions.objecting import decide_objection, object_to
from institutions.actions.renewing import decide_renewal, record_renewal
from institutions.actions.restricting import lift, restrict_institution
from institutions.actions.scoping import end_scope, enter_scope
from institutions.actions.suspending import ask_suspension, decide_suspension
from tests.factories.entrustments import make_appraiser
from tests.factories.heads import head_bar, make_revoked
from tests.factories.standing import (
    WHY,
    bar,
    make_accreditation,
    make_assistant,
    make_lapse,
    make_objection,
    make_personal_restriction,
    make_policy,
    make_premises,
    make_quality_manager,
    make_renewals,
    make_restriction,
    make_scope,
    make_suspended,
    make_suspension_asked,
    make_training,
)
from tests.people import Cast
from tests.races.kit import Deed, Scene

TODAY = date(2026, 11, 25)
PAPER = {"document_number": "示例文件〔2026〕8号", "reason": WHY}


def _appraiser(cast: Cast) -> Appraiser:
    with transaction.atomic():
        return make_appraiser(cast.jinan_institution, until=date(2027, 6, 30))


def scope(cast: Cast) -> Deed:
    house, by, since = cast.jinan_institution, cast.actor("jinan"), date(2024, 7, 1)
    return lambda: enter_scope(
        house.pk, by=by, version=house.trail_seq, categories=["FY-0201"], valid_from=since, **PAPER
    )


def scope_end(cast: Cast) -> Deed:
    (item,) = make_scope(cast.jinan_institution, "FY-0201", by=cast.actor("jinan"))
    return lambda: end_scope(item.pk, by=cast.actor("jinan"), version=item.trail_seq, valid_until=TODAY, **PAPER)


def accreditation(cast: Cast) -> Deed:
    certificate = {"kind": "CMA", "level": "provincial", "certificate_number": "示例CMA90001", "reason": WHY}
    term = {"valid_from": date(2024, 7, 1), "valid_until": date(2030, 6, 30)}
    house = cast.jinan_institution.pk
    return lambda: record_accreditation(house, by=cast.actor("jinan"), categories=["FY-02"], **certificate, **term)


def accreditation_end(cast: Cast) -> Deed:
    row = make_accreditation(cast.jinan_institution, "FY-02", by=cast.actor("jinan"))
    return lambda: end_accreditation(row.pk, by=cast.actor("jinan"), version=row.trail_seq, ended_on=TODAY, reason=WHY)


def of_an_institution(cast: Cast) -> Deed:
    said = bar()
    return lambda: restrict_institution(cast.jinan_institution.pk, by=cast.actor("jinan"), bar=said)


def of_an_appraiser(cast: Cast) -> Deed:
    appraiser, said = _appraiser(cast), bar(ground="XZ-5")
    return lambda: restrict_appraiser(appraiser.pk, by=cast.actor("jinan"), bar=said)


def of_a_head(cast: Cast) -> Deed:
    house, said = make_revoked(by=cast.actor("province")), head_bar()
    return lambda: restrict_head(house.pk, by=cast.actor("province"), **said)


def restriction_lift(cast: Cast) -> Deed:
    row = make_personal_restriction(_appraiser(cast), by=cast.actor("jinan"))
    return lambda: lift(row.pk, by=cast.actor("jinan"), version=row.trail_seq, **PAPER)


def objection(cast: Cast) -> Deed:
    row = make_restriction(cast.jinan_institution, by=cast.actor("jinan"))
    return lambda: object_to(row.pk, by=cast.actor("jinan_head"), version=row.trail_seq, text=WHY)


def objection_decision(cast: Cast) -> Deed:
    row = make_restriction(cast.jinan_institution, by=cast.actor("jinan"))
    make_objection(row, by=cast.actor("jinan_head"))
    by = cast.actor("province_leader")
    return lambda: decide_objection(row.pk, by=by, version=row.trail_seq, upheld=True, **PAPER)


def premises(cast: Cast) -> Deed:
    by, place = cast.actor("jinan_head"), Place("示例路1号", "office", "owned", 300, "示例产权1号", TODAY)
    return lambda: record_premises(cast.jinan_institution.pk, place, by=by)


def premises_left(cast: Cast) -> Deed:
    by = cast.actor("jinan_head")
    row = make_premises(cast.jinan_institution, by=by)
    return lambda: leave_premises(row.pk, by=by, version=row.trail_seq, ended_on=TODAY, reason=WHY)


def policy(cast: Cast) -> Deed:
    by = cast.actor("jinan_head")
    said = {"insurer": "示例保险公司", "policy_number": "示例保单1", "cover": 10**6}
    term = {"valid_from": TODAY, "valid_until": date(2027, 11, 24)}
    return lambda: record_policy(cast.jinan_institution.pk, by=by, **said, **term)


def policy_end(cast: Cast) -> Deed:
    by = cast.actor("jinan_head")
    row = make_policy(cast.jinan_institution, by=by)
    return lambda: end_policy(row.pk, by=by, version=row.trail_seq, ended_on=TODAY, reason=WHY)


def training(cast: Cast) -> Deed:
    row, by = _appraiser(cast), cast.actor("jinan_institution_administrator")
    said = {"title": "示例培训", "organiser": "示例协会", "ended_on": TODAY, "hours": 8}
    return lambda: enter_training(row.pk, by=by, **said)


def training_withdrawal(cast: Cast) -> Deed:
    by = cast.actor("jinan_institution_administrator")
    row = make_training(_appraiser(cast), by=by)
    return lambda: withdraw_training(row.pk, by=by, version=row.trail_seq, reason=WHY)


def quality_manager(cast: Cast) -> Deed:
    by, person = cast.actor("jinan_head"), _appraiser(cast).pk
    said = {"practice_code": "FY-02", "valid_from": TODAY, "document_number": "示例任命〔2026〕1号"}
    return lambda: appoint(cast.jinan_institution.pk, by=by, appraiser=person, **said)


def quality_manager_who_ends(cast: Cast) -> Deed:
    by = cast.actor("jinan_head")
    row = make_quality_manager(_appraiser(cast), by=by)
    return lambda: dismiss(row.pk, by=by, version=row.trail_seq, valid_until=TODAY, reason=WHY)


def suspension_asking(cast: Cast) -> Deed:
    row, by = make_lapse(cast.jinan_institution), cast.actor("jinan_head")
    said = {"until": date(2027, 5, 24), "plan": "示例：拟新聘专职鉴定人"}
    return lambda: ask_suspension(row.pk, by=by, version=row.trail_seq, **said)


def suspension_decision(cast: Cast) -> Deed:
    row, by = make_suspension_asked(cast.jinan_institution, by=cast.actor("jinan_head")), cast.actor("jinan")
    return lambda: decide_suspension(row.pk, by=by, version=row.trail_seq, granted=True, until=None, **PAPER)


def suspension_report(cast: Cast) -> Deed:
    row, by = make_suspended(cast.jinan_institution, cast), cast.actor("jinan_head")
    return lambda: report_kept(row.pk, by=by, version=row.trail_seq, report="示例：已聘专职鉴定人")


def giving_up(cast: Cast) -> Deed:
    row, by = make_lapse(cast.jinan_institution), cast.actor("jinan_head")
    return lambda: give_up(row.pk, by=by, version=row.trail_seq, report="示例：不再从事该项业务")


def suspension_end(cast: Cast) -> Deed:
    row = make_suspended(cast.jinan_institution, cast)
    head = cast.actor("jinan_head")
    row = report_kept(row.pk, by=head, version=row.trail_seq, report="示例：已聘专职鉴定人")
    by = cast.actor("jinan")
    return lambda: end_suspension(row.pk, by=by, version=row.trail_seq, outcome="send_back", **PAPER)


def assistant(cast: Cast) -> Deed:
    by, mentor = cast.actor("jinan_head"), _appraiser(cast).pk
    return lambda: engage(cast.jinan_institution.pk, by=by, name="示例助理", mentor=mentor, valid_from=TODAY)


def assistant_who_leaves(cast: Cast) -> Deed:
    by = cast.actor("jinan_head")
    row = make_assistant(_appraiser(cast), by=by)
    return lambda: end_assistant(row.pk, by=by, version=row.trail_seq, valid_until=TODAY, reason=WHY)


def licence_renewal(cast: Cast) -> Deed:
    house, by = cast.jinan_institution, cast.actor("jinan")
    return lambda: record_renewal(house.pk, by=by, version=house.trail_seq, asked_on=TODAY, **PAPER)


def certificate_renewal(cast: Cast) -> Deed:
    appraiser = _appraiser(cast)
    given = {"version": appraiser.trail_seq, "asked_on": TODAY, **PAPER}
    return lambda: record_certificate_renewal(appraiser.pk, by=cast.actor("jinan"), **given)


def licence_decision(cast: Cast) -> Deed:
    row, _certificate = make_renewals(_appraiser(cast), by=cast.actor("jinan"), asked_on=TODAY)
    given = {"version": row.trail_seq, "granted": True, "new_until": date(2032, 6, 30), **PAPER}
    return lambda: decide_renewal(row.pk, by=cast.actor("province"), **given)


def certificate_decision(cast: Cast) -> Deed:
    _licence, row = make_renewals(_appraiser(cast), by=cast.actor("jinan"), asked_on=TODAY)
    given = {"version": row.trail_seq, "granted": True, "new_until": date(2032, 6, 30), **PAPER}
    return lambda: decide_certificate_renewal(row.pk, by=cast.actor("province"), **given)


SCENES = (
    Scene("institutions.change_scope", scope, "entered"),
    Scene("institutions.change_scope", scope_end, "ended"),
    Scene("institutions.keep_accreditations", accreditation, "recorded"),
    Scene("institutions.keep_accreditations", accreditation_end, "ended"),
    Scene("institutions.restrict", of_an_institution, "institution"),
    Scene("institutions.restrict", of_an_appraiser, "appraiser"),
    Scene("institutions.restrict", of_a_head, "head", events=2),
    Scene("institutions.lift_restriction", restriction_lift),
    Scene("restrictions.object", objection),
    Scene("restrictions.decide_objection", objection_decision, events=2),
    Scene("institutions.keep_premises", premises, "recorded"),
    Scene("institutions.keep_premises", premises_left, "left"),
    Scene("institutions.keep_insurance", policy, "recorded"),
    Scene("institutions.keep_insurance", policy_end, "ended"),
    Scene("appraisers.keep_training", training, "entered"),
    Scene("appraisers.keep_training", training_withdrawal, "withdrawn"),
    Scene("lapses.ask", suspension_asking),
    Scene("lapses.decide", suspension_decision, events=2),
    Scene("lapses.report", suspension_report),
    Scene("lapses.give_up", giving_up),
    Scene("lapses.end", suspension_end),
    Scene("appraisers.keep_quality_managers", quality_manager, "appointed"),
    Scene("appraisers.keep_quality_managers", quality_manager_who_ends, "ended"),
    Scene("appraisers.keep_assistants", assistant, "engaged", keyed=True, events=2),
    Scene("appraisers.keep_assistants", assistant_who_leaves, "ended"),
    Scene("institutions.record_renewal", licence_renewal, "licence"),
    Scene("institutions.record_renewal", certificate_renewal, "certificate"),
    Scene("institutions.decide_renewal", licence_decision, "licence"),
    Scene("institutions.decide_renewal", certificate_decision, "certificate"),
)
