"""Every route × method × role × relation to the object: what happens is what the rules say (trust AZ-01, AZ-02), and
each answer is sheltered (DP-02, DP-03, DP-04). Whatever page somebody may open has something to read and to do.

Routes come from the resolver, expectations from doors.csv, the delegation table and the oracle. Every
request is undone, so that each cell meets the same world.
"""

import csv
import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.access import oracle
from tests.access.people import Crowd, Member
from tests.access.routes import METHODS, Route, all_routes
from tests.access.sheltering import faults_of
from tests.access.world import Thing, Things
from tests.pages.content import fault_of
from tests.pages.inventory import AS_A_BROWSER, FOR_PROGRAMS, is_page

DOORS = Path(__file__).with_name("doors.csv")
FIELDS = ("route", "name", "door", "verb", "cells")
REWRITE = "PORTAL_WRITE_DECISIONS"
BEFORE_THE_OBJECT = {oracle.SIGN_IN, oracle.SET_UP, oracle.NO_TOKEN, oracle.DENIED}
A_FEW = ("visitor", "without_posting", "without_factor", "province", "jinan", "jinan_clerk", "administrator")
# HEAD and DELETE repeat what the doors have decided for GET and POST.
A_VERY_FEW = ("visitor", "without_factor", "province", "jinan_clerk")
ALLOWED = {200, 204, 302, 303, 304, 400, 405, 409, 415, 422}


def written() -> dict[str, dict[str, str]]:
    """Return the decisions in the repository, by route."""
    with DOORS.open(encoding="utf-8", newline="") as file:
        return {row["route"]: row for row in csv.DictReader(file)}


@contextmanager
def undone(client: Client) -> Iterator[None]:
    """Undo what a request changes: in the database, and the cookies of the browser."""
    cookies = client.cookies.output()
    kept = {name: morsel.value for name, morsel in client.cookies.items()}
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]  # durable verbs may stand in it, as in the test's own
    with block:
        yield
        transaction.set_rollback(True)
    if client.cookies.output() != cookies:
        client.cookies.clear()
        for name, value in kept.items():
            client.cookies[name] = value


def happened(response: HttpResponseBase) -> str:
    """Put an answer into the words of the oracle."""
    target = response.headers.get("Location", "")
    if response.status_code == 302 and target.startswith(reverse("account_login")):
        return oracle.SIGN_IN
    if response.status_code == 302 and target.startswith(reverse("mfa_activate_totp")):
        return oracle.SET_UP
    if response.status_code == 401:
        return oracle.NO_TOKEN
    if response.status_code in ALLOWED:
        return oracle.ALLOW
    return {403: oracle.DENIED, 404: oracle.ABSENT}.get(response.status_code, str(response.status_code))


def wanted_things(route: Route, method: str, things: Things) -> list[Thing | None]:
    """Return the objects a route is tried with; none for an address without arguments.

    Methods that only repeat the decision of GET and POST are tried with the first.
    """
    if not route.arguments:
        return [None]
    found = things[oracle.kind_of(route)]
    return [*found[: None if method in {"GET", "POST"} else 1]]


def without_marks(response: Any) -> bytes:
    """Return a page without what differs from request to request: its address, form tokens, the request's number."""
    body = response.content.replace(response.wsgi_request.path.encode(), b"")
    return re.sub(rb'value="[A-Za-z0-9]{64}"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22,27}', b"", body)


class Walk:
    """The cells walked so far, and every surprise among them.

    Of those who hold the same role at the same level one asks at each route, with one object that he may see and with
    one that he may not: in turn, so that over the routes of a kind of object all are asked for by all. Who is refused
    before any object is looked up (by the door, or because the address does not know the method) asks once. A `whole`
    walk (`make prove`) asks every route as everybody with every object.
    """

    def __init__(self, things: Things, *, whole: bool = False) -> None:
        self.things, self.whole = things, whole
        self.turns: Counter[tuple[str, str]] = Counter()
        self.cells: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self.passed_over: Counter[str] = Counter()
        self.opened: Counter[object] = Counter()
        self.surprises: list[str] = []
        self.statuses: set[int] = set()
        self.absences: dict[str, set[bytes]] = {}

    def visit(self, route: Route, member: Member, method: str) -> None:
        wanted = wanted_things(route, method, self.things)
        if self._was_refused_by_get(route, member, method, wanted[0]):
            self.passed_over[route.pattern] += 1
            return
        for thing in wanted if self.whole else self._in_turn(route, member, method, wanted):
            address = reverse(route.name, kwargs=thing.arguments if thing else {})
            with undone(member.client):
                response = member.client.generic(method, address, headers=AS_A_BROWSER if _for_people(route) else None)
                self._compare(route, member, method, thing, response)
                if response.streaming:
                    b"".join(response)  # to its end, which closes it
            if not self.whole and (response.status_code == 405 or happened(response) in BEFORE_THE_OBJECT):
                return

    def _was_refused_by_get(self, route: Route, member: Member, method: str, thing: Thing | None) -> bool:
        if self.whole or method != "POST" or member.name in A_VERY_FEW:
            return False
        answers = {oracle.decision(route, member, thing, each) for each in ("GET", "POST")}
        return len(answers) == 1 and answers <= BEFORE_THE_OBJECT

    def _in_turn(self, route: Route, member: Member, method: str, wanted: list[Thing | None]) -> list[Thing | None]:
        """One object of each answer that is expected; a few ask for one that lies elsewhere and for one that is not."""
        kind = oracle.kind_of(route) if route.arguments else ""
        self.turns[kind, member.name] += 1
        turn = self.turns[kind, member.name]
        groups: dict[object, list[Thing | None]] = {}
        for thing in wanted:
            expected = oracle.decision(route, member, thing, method)
            is_not = member.name in A_FEW and thing is not None and thing.relation == "absent"
            groups.setdefault((expected, is_not), []).append(thing)
        return [group[turn % len(group)] for group in groups.values()]

    def _compare(self, route: Route, member: Member, method: str, thing: Thing | None, response: Any) -> None:
        expected, found = oracle.decision(route, member, thing, method), happened(response)
        self.asked[route.pattern] += 1
        self.statuses.add(response.status_code)
        signed_in = member.signed_in and route.name != "account_logout"
        faults = faults_of(response, signed_in=signed_in)
        self.surprises += [f"{method} {route.pattern} {member.name}: {fault}" for fault in faults]
        refused_unseen = expected == oracle.ABSENT and response.status_code == 405
        if found != expected and not refused_unseen and found not in oracle.also_right(route, method):
            relation = thing.relation if thing else "-"
            self.surprises.append(f"{method} {route.pattern} {member.name} {relation}: {found}, not {expected}")
        if method == "GET" and _for_people(route) and is_page(response):
            self.opened[kind_of(member)] += 1
            fault = fault_of(response.content.decode())
            self.surprises += [f"{method} {route.pattern} {member.name}: {fault}"] if fault else []
        # account_set_password is no page, only a name; the API refuses in JSON.
        spoken = method != "HEAD" and route.name != "account_set_password" and route.door.kind != "api"
        if found == oracle.DENIED and spoken and b"pt-ways" not in response.content:
            self.surprises.append(f"{method} {route.pattern} {member.name}: refused without words")
        if found == oracle.ABSENT and method == "GET":
            self.absences.setdefault(f"{route.pattern} {member.name}", set()).add(without_marks(response))


@pytest.mark.parametrize("method", METHODS)
def test_every_cell_is_decided_and_holds(crowd: Crowd, things: Things, method: str) -> None:
    _compare_with_golden(walked(Walk(things), crowd, method), method)


def walked(walk: Walk, crowd: Crowd, method: str) -> Walk:
    """Ask every route as every role, and fail on every surprise.

    HEAD and DELETE are asked as a few, and as everybody in a whole walk.
    """
    asking = [crowd[name] for name in (crowd if walk.whole or method in {"GET", "POST"} else A_VERY_FEW)]
    alike = list(_alike(asking).values())
    for turn, route in enumerate(all_routes()):
        walk.cells[route.pattern] = len(asking) * len(wanted_things(route, method, walk.things))
        for member in asking if walk.whole else [group[turn % len(group)] for group in alike]:
            walk.visit(route, member, method)
    silent = [
        route.pattern
        for route in all_routes()
        if walk.asked[route.pattern] + walk.passed_over[route.pattern] < len(alike)
    ]
    assert silent == [], "not asked by every role"
    assert walk.surprises == [], "\n".join(walk.surprises)
    assert {302, 403, 404} <= walk.statuses
    assert [where for where, bodies in walk.absences.items() if len(bodies) > 1] == [], "foreign and absent differ"
    if method == "GET":
        assert [member.name for member in asking if walk.opened[kind_of(member)] < 3] == [], "fewer than three pages"
    return walk


def _for_people(route: Route) -> bool:
    return not route.pattern.startswith(FOR_PROGRAMS)


def kind_of(member: Member) -> object:
    """For whom the rules differ by place alone are of one kind: the same role and level, or none in the same way."""
    return member.role, member.level, member.signed_in, member.second_factor


def _alike(members: list[Member]) -> dict[object, list[Member]]:
    found: dict[object, list[Member]] = {}
    for member in members:
        found.setdefault(kind_of(member), []).append(member)
    return found


def _compare_with_golden(walk: Walk, method: str) -> None:
    """Fail when fewer cells are walked than ever before; the file counts those of one method."""
    print(f"{method}: {walk.cells.total()} cells decided")  # noqa: T201  (shown with -s, and when it fails)
    if method not in {"GET", "POST"}:
        return  # these are tried with fewer objects; the file counts the full walk
    if os.environ.get(REWRITE):
        write_down(walk)
    shrunk = {route: walk.cells[route] for route, row in written().items() if walk.cells[route] < int(row["cells"])}
    assert shrunk == {}, "fewer cells than before"


def write_down(walk: Walk) -> None:
    """Write the doors of all routes and the cells walked, for review."""
    with DOORS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(FIELDS)
        for route in sorted(all_routes(), key=lambda route: route.pattern):
            writer.writerow([route.pattern, route.name, route.door.kind, route.door.verb, walk.cells[route.pattern]])


def test_every_route_has_its_door_in_writing() -> None:
    found = {route.pattern: (route.name, route.door.kind, route.door.verb) for route in all_routes()}
    decided = {route: (row["name"], row["door"], row["verb"]) for route, row in written().items()}
    assert found == decided, f"look at the change, then run these tests with {REWRITE}=1 and commit doors.csv"
