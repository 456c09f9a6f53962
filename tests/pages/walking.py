"""A walk over all pages in a real browser, and what is asked on each of them."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from playwright.sync_api import Browser, Page

from foundation.documents.codes import ALPHABET, CODE_LENGTH
from tests.access.people import Crowd
from tests.pages import inventory

ROOT = Path(__file__).resolve().parents[2]
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
CHECKS = Path(__file__).with_name("checks.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LARGEST_SHIFT = 0.02

# Counts how much the page moves while it loads, and what the content policy refused.
WATCH = """
window.shift = 0; window.refused = [];
new PerformanceObserver((list) => list.getEntries().forEach((each) => (window.shift += each.value)))
  .observe({ type: "layout-shift", buffered: true });
document.addEventListener("securitypolicyviolation", (event) => window.refused.push(event.violatedDirective));
"""

# Latin words that stand in Chinese text as they are: standards, formats, products, units.
LATIN = frozenset(
    {"CMA", "CNAS", "API", "QR", "ID", "TOTP", "Redis", "HTTP", "TLS", "OAuth", "JSON", "curl", "WCAG", "AA", "Excel",
     "Office", "English", "XLSX", "xlsx", "XLS", "CSV", "csv", "PDF", "DOCX", "TXT", "ZIP", "PNG", "JPEG", "WEBP",
     "UTF", "GB", "MB", "MiB", "KB", "Web", "Cookie", "OpenAPI", "UUID", "RFC"}
)  # fmt: skip
# Words that programs send and read, as the page about the interface for programs names them.
SPOKEN_BY_PROGRAMS = frozenset(
    {"null", "previous", "next", "error", "description", "attr", "Idempotency", "Key", "Replayed", "ETag", "If",
     "None", "Match", "RateLimit", "Remaining", "Retry", "After", "Accept", "Language",
     "completed", "stopped", "barred", "client", "courier", "other", "moved", "handed", "opened", "used",
     "count", "is", "capped", "zh", "CN", "en", "python"}
)  # fmt: skip
# Codes and addresses in running text: FY-02, DL02, TZ15-1, 3799ab, name.of.event, /path/, a user's sign-in name,
# and the check code of a paper, which now and then is drawn without a digit.
CODES = re.compile(
    rf"\b[{ALPHABET}]{{{CODE_LENGTH + 1}}}\b|"
    r"https?://\S+|/[\w/?=&.-]+/|[\w.-]+@[\w.-]+|\b[\w-]*\d[\w.-]*\b|(?<![A-Za-z0-9_])[a-z_]+(?:[.:][a-z_0-9-]+)+|\b[a-z]+_[a-z_]+\b"
)
WORD = re.compile(r"[A-Za-z]{2,}")
CHINESE = re.compile(r"[\u3400-\u9fff]")


@dataclass
class Walk:
    """What was found, and on how many pages."""

    faults: list[str]
    pages: int = 0

    def note(self, page: inventory.Page, where: str, faults: list[str]) -> None:
        """Add faults of a page."""
        self.faults += [f"{page} {where}: {fault}" for fault in faults]


def walk(
    chromium: Browser, origin: str, crowd: Crowd, pages: inventory.Inventory, language: str,
    look: Callable[[Page, inventory.Page, Walk], None],
) -> Walk:  # fmt: skip
    """Open every page once in `language` and `look` at it; messages of the browser are faults."""
    found = Walk([])
    for who, theirs in pages.by_person():
        context = chromium.new_context(base_url=origin, viewport={"width": 1440, "height": 900})
        context.add_cookies(_cookies(crowd[who], origin, language))
        context.add_init_script(WATCH)
        context.add_init_script(AXE)
        window = context.new_page()
        said = _listen(window)
        for page in theirs:
            said.clear()
            window.set_viewport_size({"width": 1440, "height": 900})
            answer = window.goto(page.address)
            assert answer is not None
            if answer.status != 200:
                found.note(page, language, [f"answers {answer.status}"])
                continue
            window.evaluate(CHECKS)
            look(window, page, found)
            found.note(page, "browser", [*said, *window.evaluate("window.refused")])
            found.pages += 1
        context.close()
    return found


def _listen(window: Page) -> list[str]:
    """Return a list that fills with what the browser complains about."""
    said: list[str] = []
    window.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    window.on("pageerror", lambda error: said.append(str(error)))
    return said


def _cookies(member: Any, origin: str, language: str) -> list[Any]:
    session = member.client.cookies.get(settings.SESSION_COOKIE_NAME)
    cookies = [{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": origin}]
    if session:
        cookies.append({"name": settings.SESSION_COOKIE_NAME, "value": session.value, "url": origin})
    return cookies


def axe_faults(window: Page) -> list[str]:
    """What axe finds, rule and first place."""
    if not window.evaluate("!!window.axe"):
        window.evaluate(AXE)
    return list(
        window.evaluate(
            "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations'], elementRef: false})"
            ".then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html.slice(0, 200)))",
            RULES,
        )
    )


def asked(window: Page, question: str, *arguments: str) -> list[str]:
    """Answers of checks.js."""
    return list(window.evaluate("([question, given]) => window.ask[question](...given)", [question, list(arguments)]))


def foreign_words(texts: list[list[str]], names: Iterable[str]) -> Iterator[str]:
    """Yield English words that were left in a Chinese page; `names` are sign-in names and names of data."""
    for kind, language, text in texts:
        if language != "zh-CN":
            continue
        rest = CODES.sub(" ", text)
        for name in sorted(names, key=len, reverse=True):
            rest = re.sub(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", " ", rest)
        words = [word for word in WORD.findall(rest) if word not in LATIN]
        if words:
            yield f"English in {kind}: {text[:90]} ({', '.join(words[:4])})"


# Proper names need no mark of language (WCAG 3.1.2): invented bodies and people, files, numbers of documents, the
# switch itself.
NAMES = re.compile(r"[\u4e00-\u9fff]*示例[\u4e00-\u9fff\w]*|[^\s/]+\.(?:xlsx|csv|pdf)|\S*〔\d{4}〕\S*|中文")


def chinese_words(texts: list[list[str]], names: Iterable[str]) -> Iterator[str]:
    """Yield Chinese that does not say that it is Chinese in an English page; `names` are names of places."""
    for kind, language, text in texts:
        rest = NAMES.sub(" ", text)
        for name in names:
            rest = rest.replace(name, " ")
        if language == "en" and CHINESE.search(rest):
            yield f"Chinese in {kind}: {text[:90]}"
