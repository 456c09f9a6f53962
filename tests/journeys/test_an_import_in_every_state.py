"""The pages of an import in each of its states, and of one case: accessible, and the errors go home as a sheet."""

from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from foundation.exchange.actions import loading, uploading
from foundation.exchange.models import Import
from tests.cases.conftest import ledger, ledger_row, work_off
from tests.exchange.messy import MessyLedger, make_ledger
from tests.factories.cases import make_case
from tests.journeys.browser import Open
from tests.pages.walking import AXE, RULES
from tests.people import Cast

FINDINGS = """rules => axe.run(document, {runOnly: rules}).then(result => result.violations.map(
    each => each.id + ": " + each.nodes.map(node => node.html.slice(0, 90)).join(" | ")))"""


@pytest.fixture
def messy() -> MessyLedger:
    return make_ledger(rows=60, seed=11, until=timezone.localdate() - timedelta(days=1), share=0.3)


def upload(cast: Cast, content: bytes) -> Import:
    return uploading.upload(
        ContentFile(content, "示例台账.xlsx"),
        kind="case_ledger",
        institution=cast.jinan_institution.organisation,
        by=cast.actor("jinan_clerk"),
        as_of=timezone.localdate(),
    )


def load(cast: Cast, imported: Import) -> None:
    imported.refresh_from_db()
    loading.order(imported.pk, by=cast.actor("jinan_clerk"), version=imported.trail_seq)
    work_off()


def faults(page: Page, address: str) -> list[str]:
    """Return what axe finds at an address, and whether it is wider than its window."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, address
    page.evaluate(AXE)
    found = page.evaluate(FINDINGS, RULES)
    wide = ["scrolls sideways"] * page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [f"{address} {fault[:300]}" for fault in [*found, *wide]]


@pytest.mark.parametrize(("width", "language"), [(1440, "zh-hans"), (390, "en")])
def test_every_state_of_an_import_is_accessible(
    transactional_db: None, cast: Cast, opened: Open, messy: MessyLedger, width: int, language: str
) -> None:
    page = opened("jinan_clerk", width=width, language=language)
    checked = upload(cast, messy.xlsx)
    address = reverse("import", args=[checked.pk])
    found = faults(page, address)
    work_off()
    found += faults(page, address) + faults(page, f"{address}?columns=1") + faults(page, f"{address}?severity=warning")
    load(cast, checked)
    found += faults(page, address)
    for fee in (1200, 1300):
        changed = upload(cast, ledger(ledger_row(1, 鉴定费=fee)))
        work_off()
        load(cast, changed)
    unclear = upload(cast, ledger(ledger_row(1), heading=tuple("甲乙丙丁戊己庚辛壬癸子")))
    work_off()
    for each in (changed, unclear):
        found += faults(page, reverse("import", args=[each.pk]))
    found += faults(page, make_case(cast.jinan_institution).get_absolute_url())
    states = set(Import.objects.values_list("state", flat=True))
    assert states == {"loaded", Import.objects.get(pk=unclear.pk).state}
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("width", [1440, 390])
def test_pages_before_signing_in_and_pages_of_refusal_are_accessible(
    transactional_db: None, cast: Cast, opened: Open, width: int
) -> None:
    page = opened("appraiser", width=width)
    found = faults(page, "/") + faults(page, "/accounts/2fa/") + faults(page, "/health/")
    for address in ("/cases/", "/no/such/page/"):
        page.goto(address)
        page.evaluate(AXE)
        found += page.evaluate(FINDINGS, RULES)
    page.context.clear_cookies()
    found += faults(page, "/accounts/login/") + faults(page, "/") + faults(page, "/new-password/")
    assert found == [], "\n".join(found)


def test_every_error_is_on_the_page_and_in_the_sheet_that_goes_back(
    transactional_db: None, cast: Cast, opened: Open, messy: MessyLedger, tmp_path: Path
) -> None:
    page = opened("jinan_clerk", javascript=False)
    imported = upload(cast, messy.xlsx)
    work_off()
    page.goto(reverse("import", args=[imported.pk]))
    imported.refresh_from_db()
    shown = page.locator("#problems tbody tr").count()
    assert shown == min(50, imported.counts["errors"]) > 5
    with page.expect_download() as download:
        page.locator('#problems a[href^="/files/"]').click()
    target = tmp_path / "back.xlsx"
    download.value.save_as(target)
    sheets = openpyxl.load_workbook(target).worksheets
    assert sum(sheet.max_row for sheet in sheets) > shown
