"""Rosters in each of their states, and an import being undone: accessible at both widths and in both languages."""

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases.models import Case
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from foundation.exchange.actions import loading, uploading
from foundation.exchange.models import Import
from tests.cases.conftest import ledger, ledger_row, work_off
from tests.journeys.browser import Open
from tests.journeys.test_an_import_in_every_state import FINDINGS, faults
from tests.journeys.test_an_import_in_every_state import load as load_ledger
from tests.journeys.test_an_import_in_every_state import upload as upload_ledger
from tests.pages.walking import AXE, RULES
from tests.people import Cast
from tests.rosters.sheets import appraiser_row, both, institution_row

SIZES = pytest.mark.parametrize(("width", "language"), [(1440, "zh-hans"), (390, "en")])


def here(page: Page, where: str) -> list[str]:
    """Return what axe finds on the page that is open, and whether it is wider than its window."""
    page.evaluate(AXE)
    found = page.evaluate(FINDINGS, RULES)
    wide = ["scrolls sideways"] * page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [f"{where} {fault[:300]}" for fault in [*found, *wide]]


def upload(cast: Cast, kind: str, content: bytes) -> Import:
    imported = uploading.upload(
        ContentFile(content, "示例名册.xlsx"),
        kind=kind,
        institution=None,
        by=cast.actor("province"),
        as_of=timezone.localdate(),
    )
    work_off()
    imported.refresh_from_db()
    return imported


def load(cast: Cast, imported: Import) -> None:
    loading.order(imported.pk, by=cast.actor("province"), version=imported.trail_seq)
    work_off()


@SIZES
def test_every_state_of_a_roster_is_accessible(
    transactional_db: None, cast: Cast, opened: Open, width: int, language: str
) -> None:
    page = opened("province", width=width, language=language)
    found = faults(page, "/imports/") + faults(page, "/imports/new/")
    spoiled = institution_row(2, 县区="不存在县", 许可证号=""), appraiser_row(3, 执业机构="不存在司法鉴定所")
    first = both([institution_row(1), spoiled[0]], [appraiser_row(1), spoiled[1]])
    later = both([institution_row(1, 地址="示例路8号")], [appraiser_row(1, 职称="主检法医师")])
    for kind in ("institution_roster", "appraiser_roster"):
        for content in (first, later):
            imported = upload(cast, kind, content)
            address = imported.get_absolute_url()
            assert imported.state == "checked"
            found += faults(page, address) + faults(page, f"{address}?columns=1")
            load(cast, imported)
            found += faults(page, address)
        assert imported.corrections.pending().count() == 1
    found += faults(page, "/imports/")
    assert found == [], "\n".join(found)


@SIZES
def test_every_state_of_an_undo_is_accessible(
    transactional_db: None, cast: Cast, opened: Open, width: int, language: str
) -> None:
    page = opened("jinan_head", width=width, language=language)
    imported = upload_ledger(cast, ledger(ledger_row(1), ledger_row(2)))
    work_off()
    load_ledger(cast, imported)
    changed = Case.objects.get(import_row=2)
    changed.remarks = "补充"
    with transaction.atomic():
        write(changed, "case.corrected", by=SYSTEM)
    address = imported.get_absolute_url()
    found = faults(page, address)
    page.locator("#undo summary").click()
    expect(page.locator("#undo details a")).to_have_count(1)
    page.fill("#undo textarea", "误传其他机构台账")
    page.locator("#undo button").click()
    page.wait_for_selector("#undo", state="detached")
    found += here(page, f"{address} being undone")
    work_off()
    found += faults(page, address)
    imported.refresh_from_db()
    assert (imported.state, imported.counts["undone"], imported.counts["kept"]) == ("undone", 1, 1)
    assert found == [], "\n".join(found)
