"""Detail pages in a real browser: axe over every tab, tabs with and without script, acts by keyboard alone."""

from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from cases.models import Case, Subject
from foundation.audit import trail
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from tests.factories.cases import make_case
from tests.factories.entrustments import make_appraiser, make_entrustment
from tests.journeys.browser import Open
from tests.people import Cast

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def case(transactional_db: None, cast: Cast) -> Case:
    """A case with a sealed subject, a masked client and a trail longer than a page."""
    made = make_case(cast.jinan_institution, client_name="张示例", client_kind="non_litigation")
    with transaction.atomic():
        subject = Subject(case=made)
        subject.name, subject.identity_number = "示例当事人甲", "379999199001010015"
        write(subject, "case.subject_entered", by=SYSTEM)
        for serial in range(25):
            trail.append(made.stream, "case.corrected", by=SYSTEM, reason=f"示例理由{serial}")
    for _serial in range(3):
        make_case(cast.jinan_institution)
    return made


def addresses(case: Case, cast: Cast) -> dict[str, list[str]]:
    with transaction.atomic():
        appraiser = make_appraiser(cast.jinan_institution)
    entrustment = make_entrustment(cast.jinan_institution)
    institution = case.institution_id
    of_case = [reverse(name, args=[case.pk]) for name in ("case", "case_related", "case_trail", "case_looks")]
    tabs = ("institution", "institution_cases", "institution_appraisers", "institution_trail")
    of_institution = [reverse(name, args=[institution]) for name in tabs]
    of_appraiser = [
        reverse(name, args=[appraiser.pk]) for name in ("appraiser", "appraiser_related", "appraiser_trail")
    ]
    names = ("entrustment", "entrustment_trail", "entrustment_looks")
    of_entrustment = [reverse(name, args=[entrustment.pk]) for name in names]
    user, body = cast.jinan.user_id, cast.jinan.organisation_id
    return {
        "province_leader": [*of_case, *of_institution, *of_appraiser, *of_entrustment],
        "jinan": [reverse("case", args=[case.pk]), reverse("case_reveal", args=[case.pk])],
        "administrator": [
            *(reverse(f"administration:{name}", args=[user]) for name in ("user", "user_trail")),
            *(
                reverse(f"administration:{name}", args=[body])
                for name in ("organisation", "organisation_postings", "organisation_trail")
            ),
        ],
    }


# With a long trail; tests/pages looks at the tabs of ordinary rows at both widths in both languages.
@pytest.mark.parametrize(("width", "language"), [(1440, "en"), (390, "zh-hans")])
def test_every_tab_is_accessible_and_fits(case: Case, cast: Cast, opened: Open, width: int, language: str) -> None:
    faults = []
    for who, pages in addresses(case, cast).items():
        page = opened(who, width=width, language=language)
        for address in pages:
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200, address
            page.wait_for_load_state("networkidle")
            page.evaluate(AXE.read_text(encoding="utf-8"))
            found = page.evaluate(
                "rules => axe.run(document, {runOnly: rules})"
                ".then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html))",
                RULES,
            )
            faults += [f"{address} {fault[:200]}" for fault in found]
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                faults.append(f"{address} scrolls sideways")
    assert faults == [], "\n".join(faults)


def test_tabs_swap_a_part_keep_their_address_and_move_the_focus(case: Case, cast: Cast, opened: Open) -> None:
    page = opened("province_leader")
    page.goto(reverse("case", args=[case.pk]))
    page.evaluate("window.kept = true")
    page.click("#tab-trail")
    page.wait_for_url(f"**{reverse('case_trail', args=[case.pk])}")
    assert page.evaluate("window.kept"), "the page was loaded anew"
    assert page.get_attribute("#tab-trail", "aria-current") == "page"
    assert page.get_attribute("#tab-overview", "aria-current") is None
    assert page.evaluate("document.activeElement.tagName") == "H2"
    assert "留痕" in page.title()
    page.click("a[rel=next]")
    page.wait_for_url("**after=*")
    expect(page.locator(".pt-log > li")).to_have_count(7)
    page.go_back()
    expect(page.locator(".pt-log > li")).to_have_count(20)
    page.go_back()
    page.wait_for_selector(".pt-facts")


def test_tabs_are_pages_without_script(case: Case, cast: Cast, opened: Open) -> None:
    page = opened("province_leader", javascript=False)
    page.goto(reverse("case", args=[case.pk]))
    page.click("#tab-related")
    link = page.locator(".pt-links a", has_text="打开列表（4）")
    link.click()
    expect(page.locator("tbody tr")).to_have_count(4)


def test_a_session_that_ended_leads_to_signing_in_and_not_to_an_empty_tab(case: Case, cast: Cast, opened: Open) -> None:
    page = opened("jinan")
    page.goto(reverse("case", args=[case.pk]))
    page.context.clear_cookies()
    page.click("#tab-trail")
    page.wait_for_url("**/accounts/login/?next=**")


def test_the_list_of_the_institution_is_loaded_into_the_tab(case: Case, cast: Cast, opened: Open) -> None:
    page = opened("jinan")
    page.goto(reverse("case_related", args=[case.pk]))
    page.wait_for_selector("#related tbody tr")
    expect(page.locator("#related tbody tr")).to_have_count(4)
    page.click("#related thead a >> nth=0")
    page.wait_for_selector("#related th[aria-sort]")
    assert page.url.endswith(reverse("case_related", args=[case.pk]))


def test_identities_are_opened_by_keyboard_alone(case: Case, cast: Cast, opened: Open) -> None:
    page = opened("jinan")
    page.goto(reverse("case", args=[case.pk]))
    page.focus("#tab-overview")
    for _press in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.pt-acts') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{reverse('case_reveal', args=[case.pk])}")
    page.focus("#id_reason")
    page.keyboard.type("核对投诉材料")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=379999199001010015")
    expect(page.locator("text=示例当事人甲")).to_have_count(1)


def test_paper_holds_the_trail_and_leaves_buttons_out(case: Case, cast: Cast, opened: Open) -> None:
    page = opened("jinan")
    page.add_init_script("window.print = () => { window.printed = true }")
    page.goto(reverse("case", args=[case.pk]) + "?paper=1")
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    expect(page.locator(".pt-log > li")).to_have_count(27)
    assert page.locator(".pt-onpaper").first.is_visible()
    for hidden in (".pt-tabs", ".pt-acts", ".pt-side"):
        assert not page.locator(hidden).first.is_visible(), hidden
