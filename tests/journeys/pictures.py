"""Pictures of every page type of a running demo, in both languages and at two widths: run by hand.

    .venv/bin/python -m tests.journeys.pictures [ADDRESS] [NAME …]

ADDRESS is where a demo runs (http://127.0.0.1:8000). Pictures go to docs/screenshots/NAME-LANGUAGE-WIDTH.png, or to
the folder named in PORTAL_SHOTS. Which pages there are stands in picture_list.py. The first run uploads sheets and
orders a file, so that the pages of imports and exports have something to show.
"""

import os
import sys
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

from tests.journeys.browser import FLAGS
from tests.journeys.palette import reduced
from tests.journeys.picture_list import PICTURES, Picture
from tests.journeys.picture_things import prepare
from workshop.browser import chromium

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
LANGUAGES = {"zh": ("zh-hans", "zh-CN"), "en": ("en", "en-GB")}
WIDTHS = (1440, 390)
PATIENCE = 15_000  # milliseconds
TALLEST = 1700  # pixels; the rest of a long page repeats


def take(origin: str, folder: Path, names: set[str]) -> int:
    """Take the pictures (those named, or all) of the demo at `origin`; return how many could not be taken."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [picture for picture in PICTURES if not names or picture.name in names]
    failed = 0
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(chromium()), args=FLAGS)
        if any(picture.prepared for picture in wanted):
            for who in ("demo-clerk", "demo-administrator"):
                prepare(_window(browser, origin, who), who)
        for who in dict.fromkeys(picture.who for picture in wanted):
            for short, (language, locale) in LANGUAGES.items():
                context = _window(browser, origin, who, locale)
                context.add_cookies([{"name": "portal_language", "value": language, "url": origin}])
                for picture in (each for each in wanted if each.who == who):
                    failed += _take(context, picture, folder / f"{picture.name}-{short}")
                context.close()
        browser.close()
    return failed


def _window(browser: Browser, origin: str, who: str, locale: str = "zh-CN") -> BrowserContext:
    context = browser.new_context(base_url=origin, reduced_motion="reduce", locale=locale)
    context.set_default_timeout(PATIENCE)
    if who:
        page = context.new_page()
        page.goto("/demo/")
        with page.expect_navigation():
            page.locator(f"form[action='/demo/{who}/'] button").click()
        page.close()
    return context


def _take(context: BrowserContext, picture: Picture, stem: Path) -> int:
    failed = 0
    for width in WIDTHS:
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": 900})
        try:
            _open(page, picture)
            _write(page, stem.with_name(f"{stem.name}-{width}.png"))
        except (Error, LookupError) as error:
            print(f"{stem.name} {width}: {error}")  # noqa: T201
            failed += 1
        page.close()
    return failed


def _open(page: Page, picture: Picture) -> None:
    page.goto(picture.address)
    for link in picture.follow:
        found = page.locator(link).first
        target = found.get_attribute("href") if found.count() else None
        if target is None:
            raise LookupError(f"no link {link} at {page.url}")
        page.goto(target)
    for field, value in picture.typed:
        page.locator(field).first.fill(value)
    if picture.press:
        with page.expect_navigation():
            page.locator(picture.press).first.click()


def _write(page: Page, path: Path) -> None:
    page.wait_for_load_state("networkidle")
    height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
    width = page.viewport_size["width"] if page.viewport_size else WIDTHS[0]
    shot = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
    path.write_bytes(reduced(page.context, shot, width, height))


def main(arguments: list[str]) -> int:
    """Run the command."""
    origin = arguments[0] if arguments else "http://127.0.0.1:8000"
    folder = Path(os.environ.get("PORTAL_SHOTS", FOLDER))
    return 1 if take(origin, folder, set(arguments[1:])) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
