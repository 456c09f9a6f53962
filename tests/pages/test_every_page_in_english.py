"""Every page in English, in a real browser: sound, narrow, and Chinese only where data are.

Axe goes over the Chinese pages; over the English ones in `make prove` (tests/proofs/test_pages.py): the
markup is the same, and that no name is empty is asked of the catalogue.
"""

from collections.abc import Iterable
from functools import partial

from playwright.sync_api import Browser, Page

from foundation.law.models import Division
from tests.access.people import Crowd
from tests.pages import inventory as pages
from tests.pages.walking import Walk, asked, axe_faults, chinese_words, walk

# Pages that quote the sheets people uploaded, cell by cell.
QUOTES = {"import", "import_columns", "import_categories"}


def look(window: Page, page: pages.Page, found: Walk, names: Iterable[str] = (), *, with_axe: bool = False) -> None:
    """Ask about one page; `names` are names of places."""
    found.note(page, "structure", asked(window, "structure", "en"))
    if page.route not in QUOTES:
        found.note(page, "words", list(chinese_words(window.evaluate("window.ask.texts()"), names)))
    if with_axe:
        found.note(page, "axe at 1440", axe_faults(window))
    window.set_viewport_size({"width": 390, "height": 844})
    found.note(page, "phone", asked(window, "sideways"))
    window.set_viewport_size({"width": 320, "height": 256})
    found.note(page, "zoom 400 %", asked(window, "sideways"))


def walked(chromium: Browser, origin: str, crowd: Crowd, inventory: pages.Inventory, *, with_axe: bool = False) -> None:
    """Walk over all pages and fail on every fault; behind every route stands a page, an act, a file or a way on."""
    assert inventory.unopened == [], "name them in OTHERWISE or NO_PAGE of tests/pages/inventory.py"
    places = sorted(Division.objects.values_list("name_zh", flat=True), key=len, reverse=True)
    found = walk(chromium, origin, crowd, inventory, "en", partial(look, names=places, with_axe=with_axe))
    assert found.faults == [], "\n".join(["", *found.faults])
    assert found.pages == len(inventory.pages)


def test_every_page_in_english(
    transactional_db: None, chromium: Browser, live_server: object, crowd: Crowd, inventory: pages.Inventory
) -> None:
    walked(chromium, str(live_server), crowd, inventory)
