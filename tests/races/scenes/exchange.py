"""Races about sheets that come in, and lists that go out."""

from datetime import date

from django.core.files.base import ContentFile

from cases.actions.importing import import_ledger
from foundation.accounts.models import Organisation
from foundation.audit.actors import SYSTEM
from foundation.exchange.actions import deciding, loading, reading, undoing, uploading
from foundation.exchange.models import Import
from tests.cases.conftest import AS_OF, ledger, ledger_row
from tests.exchange.exports.ordering import order as order_export
from tests.people import Cast
from tests.races.kit import Deed, Scene
from tests.rosters import sheets

WHY = "示例：登记有误，予以更正"
TODAY = date(2026, 11, 25)


def _checked(cast: Cast, content: bytes, kind: str, who: str, house: Organisation | None = None) -> Import:
    row = uploading.upload(
        ContentFile(content, "示例.xlsx"), kind=kind, institution=house, by=cast.actor(who), as_of=TODAY,
        in_background=False,
    )  # fmt: skip
    reading.read(row.pk)
    row.refresh_from_db()
    assert row.state == "checked", row.findings
    return row


def _ledger(cast: Cast) -> Import:
    content = ledger(ledger_row(1))
    return _checked(cast, content, "case_ledger", "jinan_clerk", cast.jinan_institution.organisation)


def loading_a_ledger(cast: Cast) -> Deed:
    row = _ledger(cast)
    return lambda: loading.order(row.pk, by=cast.actor("jinan_clerk"), version=row.trail_seq)


def loading_institutions(cast: Cast) -> Deed:
    row = _checked(cast, sheets.institutions(sheets.institution_row(1)), "institution_roster", "province")
    return lambda: loading.order(row.pk, by=cast.actor("province"), version=row.trail_seq)


def loading_appraisers(cast: Cast) -> Deed:
    licence = cast.jinan_institution.licence_number
    content = sheets.appraisers(sheets.appraiser_row(1, 执业机构许可证号=licence))
    row = _checked(cast, content, "appraiser_roster", "province")
    return lambda: loading.order(row.pk, by=cast.actor("province"), version=row.trail_seq)


def cancelling(cast: Cast) -> Deed:
    row = _ledger(cast)
    return lambda: uploading.cancel(row.pk, by=cast.actor("jinan_clerk"), version=row.trail_seq, reason=WHY)


def undoing_a_ledger(cast: Cast) -> Deed:
    row = import_ledger(ledger(ledger_row(1)), "示例.xlsx", cast.jinan_institution, SYSTEM, AS_OF)
    by = cast.actor("jinan")
    return lambda: undoing.order(row.pk, by=by, version=row.trail_seq, reason=WHY)


def correction(cast: Cast) -> Deed:
    for fee in (1200, 1500):
        content = ledger(ledger_row(1, 鉴定费=fee))
        row = import_ledger(content, "示例.xlsx", cast.jinan_institution, SYSTEM, AS_OF)
    by = cast.actor("jinan_institution_administrator")
    return lambda: deciding.decide(row, by=by, take_over=True, reason=WHY)


def export(cast: Cast) -> Deed:
    return lambda: order_export(cast.actor("jinan_clerk"))


SCENES = (
    Scene("cases.import", loading_a_ledger),
    Scene("exchange.import", cancelling),
    Scene("institutions.import_roster", loading_institutions),
    Scene("appraisers.import_roster", loading_appraisers),
    Scene("cases.undo_import", undoing_a_ledger),
    Scene("cases.confirm_correction", correction, events=2),
    Scene("exports.make", export, keyed=True),
)
