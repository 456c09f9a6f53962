"""From the template to the public register: an officer imports both sheets of a roster, a citizen finds them."""

import io
import subprocess
from pathlib import Path

import openpyxl
import pytest

from appraisers.models import Appraiser
from institutions.models import Institution
from tests.journeys.browser import Open
from tests.journeys.test_ledger_to_dashboard import arrive
from tests.people import Cast
from tests.rosters.sheets import appraiser_row, institution_row


def filled(template: bytes, rows: list[list[object]]) -> openpyxl.Workbook:
    """The template with rows in place of its example."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    sheet = book.worksheets[0]
    sheet.delete_rows(2)
    for row in rows:
        sheet.append(row)
    return book


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_an_officer_fills_the_templates_and_everybody_finds_the_institution(
    worker: subprocess.Popen[bytes], cast: Cast, opened: Open, tmp_path: Path, javascript: bool
) -> None:
    page = opened("province", javascript=javascript)
    row, person = institution_row(1), appraiser_row(1, 执业机构="示例名册001司法鉴定所")
    page.goto("/imports/new/")
    sheets = {}
    for kind, values in (("institution_roster", row), ("appraiser_roster", person)):
        with page.expect_download() as download:
            page.locator(f'a[href$="?kind={kind}"]').first.click()
        target = tmp_path / f"{kind}.xlsx"
        download.value.save_as(target)
        headings = [cell.value for cell in openpyxl.load_workbook(target).worksheets[0][1]]
        names = {"有效期止": "有效期至", "市": "所在市", "机构负责人": "负责人", "业务范围": "业务范围"}
        cells = [values.get(each, values.get(names.get(str(each), ""), "")) for each in headings]
        book = filled(target.read_bytes(), [cells])
        book.save(target)
        sheets[kind] = target
    for kind, sheet in sheets.items():
        page.goto("/imports/new/")
        page.check(f"input[name=kind][value={kind}]")
        page.set_input_files("input[type=file]", sheet)
        page.locator("main form[enctype] button[type=submit]").click()
        arrive(page, 'form[action$="/load/"]')
        page.locator('form[action$="/load/"] button[type=submit]').click()
        arrive(page, 'a[href*="loaded="]')
    assert Institution.objects.filter(licence_number="379800001").exists()
    assert Appraiser.objects.get().person.name == "鉴定人甲001"
    page.locator('a[href*="loaded="]').first.click()
    assert "鉴定人甲001" in page.locator("main").inner_text()
    citizen = opened("appraiser", javascript=javascript)
    citizen.context.clear_cookies()
    citizen.goto("/register/?q=示例名册001")
    assert "示例名册001司法鉴定所" in citizen.locator("main").inner_text()
