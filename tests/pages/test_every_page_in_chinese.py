"""Every page in Chinese, in a real browser: accessible, narrow, zoomed, printed, still, and without English."""

from collections.abc import Iterable
from functools import partial

from playwright.sync_api import Browser, Page

from tests.access.people import Crowd
from tests.pages import inventory as pages
from tests.pages.walking import LARGEST_SHIFT, SPOKEN_BY_PROGRAMS, Walk, asked, axe_faults, foreign_words, walk


def look(window: Page, page: pages.Page, found: Walk, names: Iterable[str] = ()) -> None:
    """Ask everything about one page; `names` are sign-in names."""
    found.note(page, "structure", asked(window, "structure", "zh-CN"))
    known = {*names, *(SPOKEN_BY_PROGRAMS if page.route == "api_documentation" else ())}
    found.note(page, "words", list(foreign_words(window.evaluate("window.ask.texts()"), known)))
    found.note(page, "axe at 1440", axe_faults(window))
    found.note(page, "keyboard", asked(window, "focus"))
    shift = window.evaluate("window.shift")
    found.note(page, "layout", [f"moved by {shift:.3f} while loading"] if shift > LARGEST_SHIFT else [])
    window.set_viewport_size({"width": 720, "height": 450})
    found.note(page, "zoom 200 %", asked(window, "sideways"))
    window.emulate_media(media="print", reduced_motion="reduce")
    found.note(page, "print", asked(window, "paper"))
    window.emulate_media(media="screen", reduced_motion="reduce")
    found.note(page, "motion", asked(window, "motion"))
    window.set_viewport_size({"width": 390, "height": 844})
    found.note(page, "phone", asked(window, "sideways"))
    found.note(page, "axe at 390", axe_faults(window))
    window.set_viewport_size({"width": 320, "height": 256})
    found.note(page, "zoom 400 %", asked(window, "sideways"))
    found.note(page, "text spacing", asked(window, "spaced"))
    window.emulate_media(media="screen", reduced_motion="no-preference")


def test_every_page_in_chinese(
    transactional_db: None, chromium: Browser, live_server: object, crowd: Crowd, inventory: pages.Inventory
) -> None:
    found = walk(chromium, str(live_server), crowd, inventory, "zh-hans", partial(look, names=crowd))
    assert found.faults == [], "\n".join(["", *found.faults])
    assert found.pages == len(inventory.pages)
