"""Races about the registers of institutions and appraisers."""

from datetime import date

from django.db import transaction

from appraisers.actions.changing_certificates import change_certificate, end_certificate, reissue_certificate
from appraisers.actions.moving import move_appraiser
from appraisers.actions.registering_one import register_appraiser
from appraisers.gate import Certificate
from appraisers.models import Appraiser
from institutions.actions.changing_registration import (
    Paper,
    change_registration,
    end_registration,
    reissue_licence,
)
from institutions.actions.registering_one import register_institution
from institutions.gate import Registration, five_years_from
from tests.factories.entrustments import make_appraiser
from tests.people import Cast
from tests.races.kit import Deed, Scene

TODAY = date(2026, 11, 25)
WHY = "示例：依据文件登记"
PAPER = Paper(TODAY, "示例文件〔2026〕8号", WHY)
ON_PAPER = {"document_number": PAPER.number, "reason": WHY}


def _appraiser(cast: Cast) -> Appraiser:
    with transaction.atomic():
        return make_appraiser(cast.jinan_institution)


def institution(cast: Cast) -> Deed:
    entry = Registration(
        name="示例新设司法鉴定所", licence_number="379912345", licence_from=TODAY, licence_until=five_years_from(TODAY),
        division="370102", practice_codes=("FY-02",), address="示例路1号", head_name="示例负责人", abbreviation="示新",
    )  # fmt: skip
    return lambda: register_institution(by=cast.actor("province"), entry=entry, funds=500_000, **ON_PAPER)


def appraiser(cast: Cast) -> Deed:
    entry = Certificate(
        name="示例鉴定人新", identity_number="379999198001010016", certificate_number="379926112501",
        certificate_from=TODAY, certificate_until=five_years_from(TODAY), institution=None, practice_codes=("FY-02",),
        is_full_time=True,
    )  # fmt: skip
    house = cast.jinan_institution.pk
    return lambda: register_appraiser(house, by=cast.actor("province"), entry=entry, **ON_PAPER)


def registration_change(cast: Cast) -> Deed:
    house, by, items = cast.jinan_institution, cast.actor("jinan"), {"head_name": "示例负责人乙"}
    return lambda: change_registration(house.pk, by=by, version=house.trail_seq, paper=PAPER, items=items)


def licence(cast: Cast) -> Deed:
    house, by = cast.jinan_institution, cast.actor("jinan")
    return lambda: reissue_licence(house.pk, by=by, version=house.trail_seq, paper=PAPER)


def registration_end(cast: Cast) -> Deed:
    house, by = cast.jinan_institution, cast.actor("province")
    return lambda: end_registration(house.pk, by=by, version=house.trail_seq, paper=PAPER, ground="J27-1")


def certificate_change(cast: Cast) -> Deed:
    row, by, items = _appraiser(cast), cast.actor("jinan"), {"title": "示例职称"}
    return lambda: change_certificate(row.pk, by=by, version=row.trail_seq, paper=PAPER, items=items)


def certificate(cast: Cast) -> Deed:
    row, by = _appraiser(cast), cast.actor("jinan")
    return lambda: reissue_certificate(row.pk, by=by, version=row.trail_seq, paper=PAPER)


def certificate_end(cast: Cast) -> Deed:
    row, by = _appraiser(cast), cast.actor("province")
    return lambda: end_certificate(row.pk, by=by, version=row.trail_seq, paper=PAPER, ground="SD24-1")


def move(cast: Cast) -> Deed:
    row, by, number = _appraiser(cast), cast.actor("province"), cast.qingdao_institution.licence_number
    given = {"licence_number": number, "categories": ["FY-02"]}
    return lambda: move_appraiser(row.pk, by=by, version=row.trail_seq, paper=PAPER, **given)


SCENES = (
    Scene("institutions.register", institution, events=2),
    Scene("institutions.change_registration", registration_change, "items"),
    Scene("institutions.change_registration", licence, "licence"),
    Scene("institutions.end_registration", registration_end),
    Scene("appraisers.register", appraiser, events=2),
    Scene("appraisers.change_certificate", certificate_change, "items"),
    Scene("appraisers.change_certificate", certificate, "certificate"),
    Scene("appraisers.end_certificate", certificate_end),
    Scene("appraisers.move", move),
)
