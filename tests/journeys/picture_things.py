"""What a fresh demo lacks for its pictures: sheets being checked, a file taken out, a token, a client."""

from playwright.sync_api import BrowserContext, Page

from tests.exchange.messy import make_ledger
from tests.exchange.workbooks import one_sheet
from tests.journeys.picture_list import SEND

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS = "main tbody tr"


def _checked(page: Page) -> None:
    _upload(page, "示例台账.xlsx", make_ledger(240, share=0.1).xlsx)


def _columns(page: Page) -> None:
    table = make_ledger(30, share=0, untidy=False).table
    strange = [[f"栏{place}" if 0 < place < 4 else name for place, name in enumerate(table[0])], *table[1:]]
    _upload(page, "列名不明.xlsx", one_sheet(*strange))


def _upload(page: Page, name: str, content: bytes) -> None:
    page.goto("/imports/new/")
    if page.locator("[name=kind]").count():
        page.locator("[name=kind][value=case_ledger]").check()
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": WORKBOOK, "buffer": content})
    with page.expect_navigation():
        page.locator(SEND).click()
    page.wait_for_timeout(8_000)


def _export(page: Page) -> None:
    page.goto("/exports/new/?list=entrustments")
    with page.expect_navigation():
        page.locator(SEND).click()
    page.wait_for_timeout(5_000)


def _token(page: Page) -> None:
    page.goto("/account/tokens/new/")
    page.locator("[name=name]").fill("示例：统计脚本")
    page.locator("[name=scopes]").first.check()
    with page.expect_navigation():
        page.locator(SEND).click()


def _client(page: Page) -> None:
    page.goto("/administration/clients/new/")
    page.locator("[name=name]").fill("示例业务系统")
    body = page.locator("[name=organisation] option", has_text="济南示例01").first.get_attribute("value")
    page.locator("[name=organisation]").select_option(body)
    page.locator("[name=role]").select_option("case_clerk")
    page.locator("[name=scopes]").first.check()
    page.locator("[name=reason]").fill("示例：与业务系统对接")
    with page.expect_navigation():
        page.locator(SEND).click()


THINGS = {
    "demo-clerk": (
        ("/imports/?state=checked", _checked),
        ("/imports/?state=mapping_needed", _columns),
        ("/exports/", _export),
        ("/account/tokens/", _token),
    ),
    "demo-administrator": (("/administration/clients/", _client),),
}


def prepare(context: BrowserContext, who: str) -> None:
    """Make for `who` what the pictures show, unless it is there from an earlier run; leave the window closed."""
    page = context.new_page()
    for address, make in THINGS[who]:
        page.goto(address)
        if not page.locator(ROWS).count():
            make(page)
    context.close()
