"""What a page weighs on its way to the browser, compressed as the portal sends it (issue: at most 150 KB).

The budgets stand in weights.json, in bytes. Pages are fetched by a real browser without a cache and counted on the
wire; static files come from the production middleware with hashed names, compressed, and are kept for ever. The
page itself is compressed by the proxy (deploy/proxy), so it is counted as gzip of the lowest level makes it.
"""

import gzip
import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.test import Client, override_settings
from playwright.sync_api import Browser

from tests.factories.cases import make_case
from tests.people import Cast

BUDGETS: dict[str, int] = json.loads(Path(__file__).with_name("weights.json").read_text(encoding="utf-8"))
FIRST_PUBLIC_PAGE = 150_000


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (its name in the base class)
        """Say nothing."""


def as_in_production(folder: Path) -> override_settings:
    """Take static files from `folder`, with hashed names."""
    static = {"BACKEND": settings.PRODUCTION_STATIC_STORAGE}
    return override_settings(STATIC_ROOT=folder, STORAGES={**settings.STORAGES, "staticfiles": static})


@pytest.fixture(scope="module")
def static_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Collect and compress the static files once."""
    folder = tmp_path_factory.mktemp("static")
    with as_in_production(folder):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


@pytest.fixture
def served(transactional_db: None, static_files: Path) -> Iterator[str]:
    """Serve the portal with its static files as production does: hashed, compressed, by whitenoise."""
    with as_in_production(static_files):
        yield from _serving()


def _serving() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


def weigh(chromium: Browser, origin: str, address: str, session: str = "") -> dict[str, int]:
    """Return the bytes that came over the wire, by address, headers and all."""
    context = chromium.new_context(base_url=origin)
    if session:
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": origin}])
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    names: dict[str, str] = {}
    weights: dict[str, int] = {}
    wire.on("Network.requestWillBeSent", lambda event: names.update({event["requestId"]: event["request"]["url"]}))
    wire.on(
        "Network.loadingFinished",
        lambda event: weights.update({names[event["requestId"]]: int(event["encodedDataLength"])}),
    )
    answer = page.goto(address, wait_until="networkidle")
    assert answer is not None
    assert answer.status == 200
    weights[origin + address] = len(gzip.compress(answer.body(), 1))
    context.close()
    return {name.removeprefix(origin): weight for name, weight in weights.items()}


def test_pages_weigh_no_more_than_agreed(
    chromium: Browser, served: str, cast: Cast, sign_in: Any, request: pytest.FixtureRequest
) -> None:
    for _each in range(30):
        make_case(cast.jinan_institution)
    session = sign_in("province").cookies[settings.SESSION_COOKIE_NAME].value
    home = weigh(chromium, served, "/")
    cases = weigh(chromium, served, "/cases/", session)
    figures = weigh(chromium, served, "/figures/", session)
    style = next(weight for name, weight in home.items() if re.search(r"portal\.[0-9a-f]{12}\.css$", name))
    found = {
        "public home": sum(home.values()),
        "list of cases": sum(cases.values()),
        "figures with charts": sum(figures.values()),
        "style sheet": style,
    }
    print(found, home, figures)  # noqa: T201  (shown with -s, and when it fails)
    assert {name: (found[name], most) for name, most in BUDGETS.items() if found[name] > most} == {}
    assert found["public home"] <= FIRST_PUBLIC_PAGE
    assert not any("charts" in name for name in {**home, **cases}), "charts where there is none"


def test_static_files_are_kept_for_ever_and_pages_are_not(served: str, chromium: Browser) -> None:
    context = chromium.new_context(base_url=served)
    page = context.new_page()
    kept: dict[str, dict[str, str]] = {}
    page.on("response", lambda answer: kept.update({answer.url: answer.headers}))
    page.goto("/")
    context.close()
    static = {url: headers for url, headers in kept.items() if "/static/" in url}
    assert len(static) >= 2
    for url, headers in static.items():
        assert "immutable" in headers["cache-control"] and "max-age=315360000" in headers["cache-control"], url
        assert "default-src 'none'" in headers["content-security-policy"], url
        assert headers["cross-origin-resource-policy"] == "same-origin", url


def test_a_class_of_tabler_that_a_page_uses_is_kept() -> None:
    root = Path(settings.BASE_DIR)
    own = "".join(path.read_text(encoding="utf-8") for path in (root / "assets" / "css").glob("*.css"))
    keep = (root / "assets" / "css" / "tabler.keep").read_text(encoding="utf-8")
    kept = {row.strip() for row in keep.splitlines() if row and not row.startswith("#")}
    known = set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", own)) | kept
    missing: dict[str, str] = {}
    for path in (root / "templates").rglob("*.html"):
        text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "\0", path.read_text(encoding="utf-8"))
        for words in re.findall(r'class="([^"]*)"', text):
            # what stands beside a tag may be half a word, as pt-st--{{ state }}
            whole = re.sub(r"[\w-]*\0[\w-]*", " ", words).split()
            missing.update({word: path.name for word in whole if word not in known})
    assert missing == {}, "write it in assets/css, or name Tabler's class in assets/css/tabler.keep"


def test_the_shell_of_a_page_is_sent_in_one_piece(client: Client, db: None) -> None:
    """One style sheet, one script, no font and no picture but the icon: nothing that shifts the page later."""
    text = client.get("/").content.decode()
    assert len(re.findall(r"<link[^>]+stylesheet", text)) == 1
    assert len(re.findall(r"<script[^>]+src=", text)) == 1
    assert "@font-face" not in (Path(settings.BASE_DIR) / "assets" / "css" / "ground.css").read_text(encoding="utf-8")
