"""Races about agreements, projects, party branches and alliances."""

from datetime import date

from institutions.actions import allying, cooperating
from tests.factories.cooperation import make_alliance, make_cooperation, make_member, make_project
from tests.people import Cast
from tests.races.kit import Deed, Scene

TODAY = date(2026, 11, 25)
WHY = "示例：双方协商一致"


def agreement(cast: Cast) -> Deed:
    by, house = cast.actor("jinan_head"), cast.jinan_institution.pk
    said = {"kind": "HZ-1", "partner": "示例大学", "subject": "示例", "valid_from": TODAY, "valid_until": None}
    return lambda: cooperating.record_cooperation(house, by=by, document_number="示例协议1", **said)


def agreement_end(cast: Cast) -> Deed:
    by = cast.actor("jinan_head")
    row = make_cooperation(cast.jinan_institution, by=by)
    said = {"ended_on": TODAY, "document_number": "示例解除1号", "reason": WHY}
    return lambda: cooperating.end_cooperation(row.pk, by=by, version=row.trail_seq, **said)


def project(cast: Cast) -> Deed:
    by, house = cast.actor("jinan_head"), cast.jinan_institution.pk
    said = {"kind": "XM-1", "level": "XJ-1", "title": "示例", "funds": None, "begun_on": TODAY, "due_on": TODAY}
    return lambda: cooperating.record_project(house, by=by, number="示例课题1", **said)


def project_end(cast: Cast) -> Deed:
    by = cast.actor("jinan_head")
    row = make_project(cast.jinan_institution, by=by)
    said = {"state": "stopped", "ended_on": TODAY, "results": WHY}
    return lambda: cooperating.conclude_project(row.pk, by=by, version=row.trail_seq, **said)


def party_branch(cast: Cast) -> Deed:
    by, house = cast.actor("jinan_head"), cast.jinan_institution.pk
    return lambda: cooperating.state_party_branch(house, by=by, situation="DZ-1", valid_from=TODAY)


def alliance(cast: Cast) -> Deed:
    by, house = cast.actor("jinan"), cast.jinan_institution.pk
    said = {"name": "示例联盟", "kind": "LM-1", "purpose": "示例", "partners": "", "formed_on": TODAY}
    return lambda: allying.form_alliance(house, by=by, document_number="示例1号", **said)


def admission(cast: Cast) -> Deed:
    by, other = cast.actor("jinan"), cast.qingdao_institution.pk
    row = make_alliance(cast.jinan_institution, by=by)
    return lambda: allying.admit(row.pk, by=by, version=row.trail_seq, institution=other, joined_on=TODAY)


def leaving(cast: Cast) -> Deed:
    by = cast.actor("jinan")
    row = make_member(make_alliance(cast.jinan_institution, by=by), cast.qingdao_institution, by=by)
    return lambda: allying.let_leave(row.pk, by=by, version=row.trail_seq, left_on=TODAY, reason=WHY)


def alliance_end(cast: Cast) -> Deed:
    by = cast.actor("jinan")
    row = make_alliance(cast.jinan_institution, by=by)
    return lambda: allying.end_alliance(row.pk, by=by, version=row.trail_seq, ended_on=TODAY, reason=WHY)


SCENES = (
    Scene("institutions.keep_cooperation", agreement, "agreement"),
    Scene("institutions.keep_cooperation", agreement_end, "agreement ended"),
    Scene("institutions.keep_cooperation", project, "project"),
    Scene("institutions.keep_cooperation", project_end, "project over"),
    Scene("institutions.state_party_branch", party_branch),
    Scene("institutions.keep_alliances", alliance, "formed"),
    Scene("institutions.keep_alliances", admission, "joined"),
    Scene("institutions.keep_alliances", leaving, "left"),
    Scene("institutions.keep_alliances", alliance_end, "ended"),
)
