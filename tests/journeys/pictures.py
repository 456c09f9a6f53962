"""Pictures of every page type of a running demo, in both languages and at two widths: run by hand.

    .venv/bin/python -m tests.journeys.pictures [ADDRESS] [NAME …]

ADDRESS is where a demo runs (http://127.0.0.1:8000). Pictures go to docs/screenshots/NAME-LANGUAGE-WIDTH.png, in
256 colours, a third of the size. A page is an address, or an address and the link to follow from it, because ids
differ between demos.
"""

import base64
import os
import struct
import sys
import zlib
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.journeys.browser import FLAGS
from workshop.browser import chromium

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
LANGUAGES = {"zh": "zh-hans", "en": "en"}
WIDTHS = (1440, 390)
TALLEST = 3600  # pixels; the rest of a long page repeats


class Picture(NamedTuple):
    """One page type: its name, who looks (empty: a visitor), where, a link to follow from there, a button to press."""

    name: str
    who: str
    address: str
    follow: str = ""
    press: str = ""


PICTURES = (
    Picture("home", "", "/"),
    Picture("register", "", "/register/"),
    Picture("register-search", "", "/register/?q=jn"),
    Picture("register-institution", "", "/register/", "main a[href^='/register/institutions/']"),
    Picture("register-appraisers", "", "/register/appraisers/"),
    Picture("register-appraiser", "", "/register/appraisers/", "main a[href^='/register/appraisers/3']"),
    Picture("check", "", "/check/"),
    Picture("check-errors", "", "/check/", press="main form button[type=submit]"),
    Picture("complain", "", "/complain/"),
    Picture("statistics", "", "/statistics/"),
    Picture("how", "", "/how/"),
    Picture("how-page", "", "/how/", "main a[href^='/how/']"),
    Picture("statute", "", "/law/TZ/"),
    Picture("contacts", "", "/contacts/"),
    Picture("accessibility", "", "/accessibility/"),
    Picture("privacy", "", "/privacy/"),
    Picture("sign-in", "", "/accounts/login/"),
    Picture("not-found", "", "/no/such/page/"),
    Picture("health", "", "/health/"),
    Picture("demo-persons", "", "/demo/"),
    Picture("api", "", "/api/"),
    Picture("my-work", "demo-province", "/"),
    Picture("my-work-heap", "demo-province", "/", "main a[href^='/work/']"),
    Picture("figures", "demo-province", "/figures/"),
    Picture("figures-city", "demo-province", "/figures/city/370100/"),
    Picture("cases", "demo-province", "/cases/"),
    Picture("cases-empty", "demo-province", "/cases/?q=没有这样的案号"),
    Picture("cases-views", "demo-province", "/lists/cases/views/new/?state=in_progress"),
    Picture("case", "demo-province", "/cases/", "main tbody a[href^='/cases/']"),
    Picture("case-print", "demo-province", "/cases/", "main tbody a[href^='/cases/']", "a[href='?paper=1']"),
    Picture("case-trail", "demo-province", "/cases/", "main tbody a[href^='/cases/']", "a[href$='/trail/']"),
    Picture("institutions", "demo-province", "/institutions/"),
    Picture("institution", "demo-province", "/institutions/", "main tbody a[href^='/institutions/']"),
    Picture("appraisers", "demo-province", "/appraisers/"),
    Picture("appraiser", "demo-province", "/appraisers/", "main tbody a[href^='/appraisers/']"),
    Picture("search", "demo-province", "/search/?q=济南"),
    Picture("why", "demo-province", "/why/"),
    Picture("exports", "demo-province", "/exports/"),
    Picture("export-new", "demo-province", "/exports/new/?list=cases"),
    Picture("corrections", "demo-province", "/imports/corrections/"),
    Picture("my-work-institution", "demo-clerk", "/"),
    Picture("figures-institution", "demo-clerk", "/figures/"),
    Picture("entrustments", "demo-clerk", "/cases/entrustments/"),
    Picture("entrustment-new", "demo-clerk", "/cases/entrustments/new/"),
    Picture("entrustment-errors", "demo-clerk", "/cases/entrustments/new/", press="button.btn-primary[type=submit]"),
    Picture("entrustment", "demo-clerk", "/cases/entrustments/", "main tbody a[href^='/cases/entrustments/']"),
    Picture(
        "entrustment-withdraw",
        "demo-clerk",
        "/cases/entrustments/?state=received",
        "main tbody a[href^='/cases/entrustments/']",
        "a[href$='/withdraw/']",
    ),
    Picture("imports", "demo-clerk", "/imports/"),
    Picture("import-new", "demo-clerk", "/imports/new/"),
    Picture("import", "demo-clerk", "/imports/", "main tbody a[href^='/imports/']"),
    Picture("inbox", "demo-clerk", "/inbox/"),
    Picture("mail-of-the-day", "demo-clerk", "/account/mail/"),
    Picture("own-account", "demo-clerk", "/account/"),
    Picture("own-tokens", "demo-clerk", "/account/tokens/"),
    Picture("users", "demo-administrator", "/administration/users/"),
    Picture("user", "demo-administrator", "/administration/users/", "main tbody a[href*='/users/']"),
    Picture("organisations", "demo-administrator", "/administration/organisations/"),
    Picture("law-table", "demo-administrator", "/administration/law/categories/"),
    Picture("law-entry", "demo-administrator", "/administration/law/categories/", "main tbody a[href*='/law/']"),
    Picture("clients", "demo-administrator", "/administration/clients/"),
    Picture("jobs", "demo-administrator", "/administration/jobs/"),
    Picture("delegation", "demo-auditor", "/administration/delegation/"),
    Picture("trail", "demo-auditor", "/administration/trail/"),
)


def take(origin: str, folder: Path, names: set[str]) -> int:
    """Take the pictures (those named, or all) of the demo at `origin`; return how many could not be taken."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [picture for picture in PICTURES if not names or picture.name in names]
    failed = 0
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(chromium()), args=FLAGS)
        for who in dict.fromkeys(picture.who for picture in wanted):
            context = _window(browser, origin, who)
            for picture in (each for each in wanted if each.who == who):
                failed += _take(context, origin, picture, folder)
            context.close()
        browser.close()
    return failed


def _window(browser: Browser, origin: str, who: str) -> BrowserContext:
    context = browser.new_context(base_url=origin, reduced_motion="reduce", locale="zh-CN")
    if who:
        page = context.new_page()
        page.goto("/demo/")
        page.locator(f"form[action='/demo/{who}/'] button").click()
        page.close()
    return context


def _take(context: BrowserContext, origin: str, picture: Picture, folder: Path) -> int:
    failed = 0
    for short, language in LANGUAGES.items():
        context.add_cookies([{"name": "portal_language", "value": language, "url": origin}])
        for width in WIDTHS:
            page = context.new_page()
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(picture.address)
            if picture.follow:
                link = page.locator(picture.follow).first
                target = link.get_attribute("href") if link.count() else None
                if target is None:
                    print(f"{picture.name}: no link {picture.follow} at {picture.address}")  # noqa: T201
                    failed += 1
                    page.close()
                    continue
                page.goto(target)
            if picture.press:
                page.locator(picture.press).first.click()
            _write(page, folder / f"{picture.name}-{short}-{width}.png")
            page.close()
    return failed


def _write(page: Page, path: Path) -> None:
    page.wait_for_load_state("networkidle")
    height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
    width = page.viewport_size["width"] if page.viewport_size else WIDTHS[0]
    shot = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
    blank = page.context.new_page()
    reduced = blank.evaluate(_REDUCE, base64.b64encode(shot).decode())
    blank.close()
    path.write_bytes(_png(width, height, base64.b64decode(reduced["palette"]), base64.b64decode(reduced["pixels"])))


# The browser reads the picture and answers its 256 most frequent colours and the number of one of them for each pixel.
_REDUCE = """async (shot) => {
  const bytes = await (await fetch("data:image/png;base64," + shot)).blob();
  const picture = await createImageBitmap(bytes);
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const brush = canvas.getContext("2d");
  brush.drawImage(picture, 0, 0);
  const data = new Uint32Array(brush.getImageData(0, 0, picture.width, picture.height).data.buffer);
  const counts = new Map();
  for (const colour of data) counts.set(colour, (counts.get(colour) || 0) + 1);
  const palette = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 256).map((each) => each[0]);
  const parts = (colour) => [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255];
  const known = new Map(palette.map((colour, place) => [colour, place]));
  const heads = palette.map(parts);
  const nearest = (colour) => {
    const [red, green, blue] = parts(colour);
    let best = 0, least = Infinity;
    heads.forEach(([r, g, b], place) => {
      const far = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
      if (far < least) { least = far; best = place; }
    });
    known.set(colour, best);
    return best;
  };
  const pixels = Uint8Array.from(data, (colour) => known.get(colour) ?? nearest(colour));
  const text = (array) => {
    let all = "";
    for (let at = 0; at < array.length; at += 32768) all += String.fromCharCode(...array.subarray(at, at + 32768));
    return btoa(all);
  };
  return { palette: text(Uint8Array.from(heads.flat())), pixels: text(pixels) };
}"""


def _png(width: int, height: int, palette: bytes, pixels: bytes) -> bytes:
    """Return an indexed PNG of one byte a pixel."""
    rows = b"".join(b"\0" + pixels[at : at + width] for at in range(0, width * height, width))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"PLTE", palette), chunk(b"IDAT", zlib.compress(rows, 9)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def main(arguments: list[str]) -> int:
    """Run the command."""
    origin = arguments[0] if arguments else "http://127.0.0.1:8000"
    folder = Path(os.environ.get("PORTAL_SHOTS", FOLDER))
    return 1 if take(origin, folder, set(arguments[1:])) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
