"""Whatever arrives at any address, the portal answers in words and never breaks (trust IN-11, IN-12).

Parameters and fields are those that the pages themselves name, and some that nobody expects.
"""

import io
import re
from collections.abc import Iterator
from random import Random
from typing import Any
from urllib.parse import quote_from_bytes

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.access import oracle
from tests.access.people import Crowd
from tests.access.routes import Route, all_routes
from tests.access.test_every_route_for_every_role import undone
from tests.access.world import Things

WHO = ("province", "administrator", "auditor", "jinan_clerk")
PARAMETERS = (
    "q", "state", "category", "city", "county", "institution", "accepted_from", "accepted_until", "due", "loaded",
    "order", "after", "before", "measure", "from", "until", "year", "month", "quarter", "show", "rows", "page",
    "severity", "level", "on", "stream", "kind", "actor", "role", "organisation", "confidence", "list", "records",
    "verb", "next", "columns", "status", "expiring", "nobody_expects_this",
)  # fmt: skip
VALUES: tuple[bytes, ...] = (
    b"\0", "示例\0".encode(), b"\xff\xfe", b"\xed\xa0\x80", b"-1", b"0", b"1e309", b"nan", b"9" * 40, b"x" * 9_000,
    "汉".encode() * 3_000, b"2026-02-30", b"0000-00-00", b"99999-01-01", b"2026-11-23T25:61", b"../../etc/passwd",
    b"<script>", b"' OR 1=1 --", b"%", b"_", b"{}", b"[]", b"null", b"W10", b"WyJ4Il0", b"WyIyMDI2LTAyLTMwIiwgIngiXQ",
    b"WyJcdTAwMDAiLCAieCJd", b"W251bGwsIG51bGxd", b"W1tdLCB7fV0", "٣".encode(), "²".encode(), "２０２６".encode(),
    b"00000000-0000-0000-0000-000000000000", "\u202e".encode(), b"\r\nSet-Cookie: a=b", b"",
)  # fmt: skip
FIELD = re.compile(rb'<(?:input|select|textarea|button)[^>]*\sname="([^"]+)"')


def address_of(route: Route, things: Things) -> str:
    return reverse(route.name, kwargs=things[oracle.kind_of(route)][0].arguments if route.arguments else {})


def broken(client: Client, method: str, address: str, **request: Any) -> str:
    """Return what went wrong at an address; empty when the portal answered."""
    client.raise_request_exception = False
    with undone(client):
        response: Any = client.generic(method, address, **request)
        if response.streaming:
            b"".join(response)
    if response.status_code < 500:
        return ""
    what = " ".join(map(str, (response.exc_info or ())[:2]))
    return f"{method} {address[:160]} {str(request.get('data', ''))[:120]}: {response.status_code} {what[:160]}"


def readable(crowd: Crowd, things: Things) -> Iterator[tuple[Route, Client, str]]:
    """Yield every route with a reader who passes its door."""
    for route in all_routes():
        for name in WHO:
            if oracle.decision(route, crowd[name], None) == oracle.ALLOW:
                yield route, crowd[name].client, address_of(route, things)
                break


@pytest.mark.parametrize("seed", [20261123])
def test_no_address_breaks(crowd: Crowd, things: Things, seed: int) -> None:
    """Every parameter gets a few of the bad values at every address; over all addresses each value is tried often."""
    assert walk_addresses(crowd, things, Random(seed), requests=2) == []


def walk_addresses(crowd: Crowd, things: Things, random: Random, requests: int) -> list[str]:
    faults = []
    for _route, client, address in readable(crowd, things):
        for _each in range(requests):
            chosen = random.sample(PARAMETERS, k=6)
            query = "&".join(f"{name}={quote_from_bytes(random.choice(VALUES))}" for name in chosen)
            faults.append(broken(client, "GET", f"{address}?{query}"))
    return [fault for fault in faults if fault]


def test_no_single_parameter_breaks_a_list(crowd: Crowd, things: Things) -> None:
    """A third of the parameters at each list, in turn: over all lists each is tried alone on many."""
    assert walk_parameters(crowd, things, one_in=3) == []


def walk_parameters(crowd: Crowd, things: Things, one_in: int) -> list[str]:
    """Each parameter alone, so that one fault does not hide another, with the letter that databases refuse."""
    faults, lists = [], 0
    for route, client, address in readable(crowd, things):
        if route.arguments or not route.name.endswith(
            ("_list", "users", "trail", "trail_stream", "delegation", "figures", "inbox", "why", "search")
        ):
            continue
        lists += 1
        for name in PARAMETERS[lists % one_in :: one_in]:
            faults.append(broken(client, "GET", f"{address}?{name}=%00"))
    assert lists > 20
    return [fault for fault in faults if fault]


def test_no_form_breaks(crowd: Crowd, things: Things) -> None:
    """Every field that a page names, filled with bad values; over all forms each value is tried often."""
    assert walk_forms(crowd, things, Random(20261123), requests=2) == []


def walk_forms(crowd: Crowd, things: Things, random: Random, requests: int) -> list[str]:
    faults = []
    for _route, client, address in readable(crowd, things):
        with undone(client):
            page = client.get(address)
            shown = set() if page.streaming else {name.decode() for name in FIELD.findall(page.content)}
        fields = sorted(
            (shown | {"version", "reason", "corrections", "answer_0", "column_0", "notice", "posting"})
            - {"csrfmiddlewaretoken"}
        )
        for _each in range(requests):
            body = "&".join(f"{name}={quote_from_bytes(random.choice(VALUES))}" for name in fields)
            form = "application/x-www-form-urlencoded"
            faults.append(broken(client, "POST", address, data=body, content_type=form))
    return [fault for fault in faults if fault]


def test_no_body_breaks(crowd: Crowd, things: Things) -> None:
    """Bodies that are no form: broken JSON, half a multipart body, a wrong length, a file where none is asked for."""
    half = b'--x\r\nContent-Disposition: form-data; name="sheet"; filename="a\0.xlsx"\r\n\r\nPK'
    bodies = [
        (b"{", "application/json"),
        (half, "multipart/form-data; boundary=x"),
        (b"\xff=\xfe", "application/x-www-form-urlencoded; charset=gb18030"),
        (b"a" * 70_000, "text/plain"),
    ]
    faults = []
    for turn, (_route, client, address) in enumerate(readable(crowd, things)):
        for data, content_type in bodies[turn % 2 :: 2]:  # two of them at each address, in turn
            faults.append(broken(client, "POST", address, data=data, content_type=content_type))
    assert [fault for fault in faults if fault] == []


def test_no_file_breaks_the_upload(crowd: Crowd) -> None:
    address = reverse("import_new")
    client = crowd["jinan_clerk"].client
    client.raise_request_exception = False
    faults = []
    for name in ("a.xlsx", "a.csv", "\u202excod.csv", "x" * 300 + ".csv", "..\\..\\a.xlsx"):
        for content in (
            b"",
            b"\0" * 50,
            b"PK\x03\x04broken",
            "案号,受理日期\n\0,\0".encode(),
            b"\xff\xfe" * 30,
            b"a,b\n" * 4,
        ):
            upload = io.BytesIO(content)
            upload.name = name
            with undone(client):
                response: Any = client.post(address, {"sheet": upload})
            if response.status_code >= 500:
                faults.append(f"{name[:30]!r} {content[:20]!r}: {response.status_code} {response.exc_info}")
    assert faults == []


def test_no_address_with_odd_letters_breaks(crowd: Crowd) -> None:
    """Arguments of routes that take text: letters that a database refuses."""
    client = crowd["administrator"].client
    odd = ("%00", "%FF", "a%00b", "x" * 3_000, "%E2%80%AE", "99999999999999999999", "-1")
    faults = [
        broken(client, "GET", pattern.format(word))
        for word in odd
        for pattern in (
            "/administration/law/sources/{}/", "/administration/law/{}/", "/administration/users/{}/",
            "/administration/jobs/{}/retry/", "/cases/{}/", "/files/{}/", "/figures/city/{}/", "/{}/",
        )
    ]  # fmt: skip
    assert [fault for fault in faults if fault] == []


@pytest.mark.parametrize("key", ["a" * 31 + "\0", "ÿ" * 32, "a" * 5_000, "'" * 32])
def test_no_session_cookie_breaks(db: None, key: str) -> None:
    for name in (settings.SESSION_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        client = Client()
        client.cookies[name] = key
        assert client.get("/").status_code == 200
        assert client.get("/cases/").status_code == 302
        assert client.post("/complain/follow/", {"number": "1", "code": "2"}).status_code in (403, 422)
