"""Two lives of a condition on the pages: an accreditation foreseen, gone and renewed; a quality manager who leaves."""

import re
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from governance.standing.actions.looking import look
from institutions.models import Accreditation, Lapse, RectificationOrder
from tests.factories.entrustments import make_appraiser, make_entrustment
from tests.factories.standing import make_accreditation, make_quality_manager, make_scope
from tests.journeys.browser import Open
from tests.people import Cast


def sent(page: Page, address: str, **fields: str) -> None:
    """Fill the form of an address by the names of its fields, and send it."""
    page.goto(address)
    for name, value in fields.items():
        page.fill(f"main [name={name}]", value)
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(lambda url: not url.endswith(address))


def test_foreseen_gone_put_right_and_open_again(opened: Open, cast: Cast) -> None:
    house, today = cast.jinan_institution, timezone.localdate()
    with transaction.atomic():
        for _each in range(3):
            make_appraiser(house, practice_codes=("FY-02", "FY-05"))
    make_scope(house, "FY-0502", by=cast.actor("jinan"))
    row = make_accreditation(house, "FY-05", by=cast.actor("jinan"), valid_until=today + timedelta(days=5))
    entrusted = make_entrustment(house, category="FY-0502", received_on=today)
    officer, clerk, head = opened("jinan"), opened("jinan_clerk"), opened("jinan_head")

    officer.goto("/standing/foresight/?days=7")
    expect(officer.locator("main")).to_contain_text("FY-0502")
    sent(officer, f"/institutions/accreditations/{row.pk}/end/", reason="示例：资质认定被撤销")
    look(today)
    lapse = Lapse.objects.get(condition="accreditation", category="FY-0502")
    clerk.goto(f"{entrusted.get_absolute_url()}accept/")
    assert clerk.get_by_role("button", name="受理委托", exact=True).count() == 0

    assert lapse.finding is not None
    sent(officer, f"/rectification/findings/{lapse.finding_id}/order/", requirement="示例：取得有效的资质认定")
    order = RectificationOrder.objects.get()
    sent(head, f"/rectification/{order.pk}/answer/", text="示例：已重新取得资质认定")
    make_accreditation(house, "FY-05", by=cast.actor("jinan"), valid_from=today, certificate_number="示例CMA新")
    assert Accreditation.objects.count() == 2
    look(today)
    officer.goto(lapse.get_absolute_url())
    expect(officer.locator("main")).to_contain_text("恢复")
    clerk.reload()
    expect(clerk.get_by_role("button", name="受理委托", exact=True)).to_be_visible()


def test_a_quality_manager_leaves_and_another_one_comes(opened: Open, cast: Cast) -> None:
    house, today = cast.jinan_institution, timezone.localdate()
    with transaction.atomic():
        first, second = (make_appraiser(house, practice_codes=("FY-02",)) for _each in range(2))
    row = make_quality_manager(first, by=cast.actor("jinan_head"))
    keeper, officer = opened("jinan_institution_administrator"), opened("jinan")
    yesterday = (today - timedelta(days=1)).isoformat()
    sent(keeper, f"/institutions/quality-managers/{row.pk}/end/", valid_until=yesterday, reason="示例：已经离职")
    look(today)
    lapse = Lapse.objects.get(condition="quality_manager", category="FY-02")
    officer.goto("/lapses/?kind=standing")
    expect(officer.locator("main")).to_contain_text(str(house))
    keeper.goto(f"/institutions/{house.pk}/quality-managers/new/")
    keeper.check("input[name=practice_code][value='FY-02']")
    keeper.select_option("select[name=appraiser]", str(second.pk))
    keeper.fill("[name=valid_from]", today.isoformat())
    keeper.fill("[name=document_number]", "示例任命〔2026〕2号")
    keeper.locator("main form button[type=submit]").last.click()
    keeper.wait_for_url(re.compile(r"/quality-managers/$"))
    look(today)
    lapse.refresh_from_db()
    assert lapse.outcome == "restored"
