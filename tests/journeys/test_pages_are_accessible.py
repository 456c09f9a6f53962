"""Every page passes axe (WCAG 2.2 A and AA), on a desk and on a phone, in both languages, and fits its window."""

from pathlib import Path

import pytest

from tests.factories.cases import make_case
from tests.journeys.browser import Open
from tests.people import Cast

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = {
    "province": ["/", "/figures/", "/cases/", "/institutions/", "/appraisers/", "/imports/", "/imports/new/", "/why/"],
    "administrator": [
        "/administration/users/",
        "/administration/law/",
        "/administration/jobs/",
        "/inbox/",
        "/account/",
    ],
    "auditor": ["/administration/trail/", "/administration/delegation/"],
}


@pytest.mark.parametrize(("width", "language"), [(1440, "zh-hans"), (390, "zh-hans"), (1440, "en"), (390, "en")])
@pytest.mark.parametrize("who", PAGES)
def test_pages_are_accessible_and_fit(
    transactional_db: None, cast: Cast, opened: Open, who: str, width: int, language: str
) -> None:
    make_case(cast.jinan_institution)
    page = opened(who, width=width, language=language)
    faults = []
    for address in PAGES[who]:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate(
            "rules => axe.run(document, {runOnly: rules})"
            ".then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html))",
            RULES,
        )
        faults += [f"{address} {fault[:200]}" for fault in found]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            faults.append(f"{address} scrolls sideways")
    assert faults == []
