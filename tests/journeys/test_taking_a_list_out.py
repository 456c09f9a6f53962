"""From a list to its file in a real browser, written by a real worker."""

import csv
import io
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.factories.cases import make_case
from tests.journeys.browser import Open
from tests.people import Cast
from tests.workers import carried_out


def ordered(page: Page, query: str, form: str) -> None:
    """Order the file on the page that asks for its form and columns."""
    page.goto(f"/exports/new/?list=cases&query={query}&format={form}")
    page.locator("main form[action$='/exports/new/'] button.btn-primary").click()
    page.wait_for_url("**/exports/*-*/")


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_a_clerk_takes_a_list_out_and_opens_the_file(
    worker: subprocess.Popen[bytes], cast: Cast, opened: Open, tmp_path: Path, javascript: bool
) -> None:
    for number in range(3):
        make_case(cast.jinan_institution, case_number=f"=示例鉴〔2026〕临鉴字第{number}号")
    make_case(cast.qingdao_institution)
    page = opened("jinan_clerk", javascript=javascript)
    ordered(page, "state%3Din_progress", "csv")
    address = page.url
    expect(page.locator(".pt-job")).to_have_count(1)

    def ready() -> bool:
        if not javascript:
            page.goto(address)
        return page.locator("a[href$='/file/']").count() == 1

    carried_out(ready, seconds=40, why=lambda: page.locator("main").inner_text()[:500])
    with page.expect_download() as waiting:
        page.locator("a[href$='/file/']").click()
    saved = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(saved)
    rows = list(csv.reader(io.StringIO(saved.read_text(encoding="utf-8-sig"))))
    assert len(rows) == 2 + 3
    assert {row[0][:2] for row in rows[2:]} == {"'="}
    assert saved.name.startswith("鉴定案件")
    page.goto("/inbox/")
    assert "共3条" in page.locator("main").inner_text()
