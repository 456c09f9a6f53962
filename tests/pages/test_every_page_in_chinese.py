"""Every page in Chinese, in a real browser: accessible, narrow, zoomed, printed, still, and without English.

Axe takes half of the time: it goes over one page at the width of a desk and over the next at that of a phone, and over
every page at both in `make prove` (tests/proofs/test_pages.py).
"""

from collections.abc import Iterable
from itertools import cycle

from playwright.sync_api import Browser, Page

from tests.access.people import Crowd
from tests.pages import inventory as pages
from tests.pages.walking import LARGEST_SHIFT, SPOKEN_BY_PROGRAMS, Walk, asked, axe_faults, foreign_words, walk

DESK, TELEPHONE = 1440, 390


def look(
    window: Page, page: pages.Page, found: Walk, names: Iterable[str] = (), axe_at: Iterable[int] = (DESK, TELEPHONE)
) -> None:
    """Ask everything about one page; `names` are sign-in names, `axe_at` the widths for axe."""
    found.note(page, "structure", asked(window, "structure", "zh-CN"))
    known = {*names, *(SPOKEN_BY_PROGRAMS if page.route == "api_documentation" else ())}
    found.note(page, "words", list(foreign_words(window.evaluate("window.ask.texts()"), known)))
    found.note(page, "axe at 1440", axe_faults(window) if DESK in axe_at else [])
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
    found.note(page, "axe at 390", axe_faults(window) if TELEPHONE in axe_at else [])
    window.set_viewport_size({"width": 320, "height": 256})
    found.note(page, "zoom 400 %", asked(window, "sideways"))
    found.note(page, "text spacing", asked(window, "spaced"))
    window.emulate_media(media="screen", reduced_motion="no-preference")


def walked(chromium: Browser, origin: str, crowd: Crowd, inventory: pages.Inventory, *, whole: bool = False) -> None:
    """Walk over all pages and fail on every fault; axe at both widths of every page in a `whole` walk."""
    widths = cycle([(DESK,), (TELEPHONE,)])

    def look_in_turn(window: Page, page: pages.Page, found: Walk) -> None:
        look(window, page, found, crowd, (DESK, TELEPHONE) if whole else next(widths))

    found = walk(chromium, origin, crowd, inventory, "zh-hans", look_in_turn)
    assert found.faults == [], "\n".join(["", *found.faults])
    assert found.pages == len(inventory.pages)


def test_every_page_in_chinese(
    transactional_db: None, chromium: Browser, live_server: object, crowd: Crowd, inventory: pages.Inventory
) -> None:
    walked(chromium, str(live_server), crowd, inventory)
