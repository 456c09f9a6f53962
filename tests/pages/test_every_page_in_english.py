"""Every page in English, in a real browser: accessible on desk and phone, narrow, and Chinese only where data are."""

from playwright.sync_api import Browser, Page

from tests.access.people import Crowd
from tests.pages import inventory as pages
from tests.pages.walking import Walk, asked, axe_faults, chinese_words, walk


def look(window: Page, page: pages.Page, found: Walk) -> None:
    """Ask everything about one page."""
    found.note(page, "structure", asked(window, "structure", "en"))
    found.note(page, "words", list(chinese_words(window.evaluate("window.ask.texts()"))))
    found.note(page, "axe at 1440", axe_faults(window))
    window.set_viewport_size({"width": 390, "height": 844})
    found.note(page, "phone", asked(window, "sideways"))
    found.note(page, "axe at 390", axe_faults(window))
    window.set_viewport_size({"width": 320, "height": 256})
    found.note(page, "zoom 400 %", asked(window, "sideways"))


def test_every_page_in_english(
    transactional_db: None, chromium: Browser, live_server: object, crowd: Crowd, inventory: pages.Inventory
) -> None:
    found = walk(chromium, str(live_server), crowd, inventory, "en", look)
    assert found.faults == [], "\n".join(["", *found.faults])
    assert found.pages == len(inventory.pages)
