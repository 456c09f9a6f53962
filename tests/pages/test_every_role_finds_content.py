"""Role × page: whatever page somebody may open has something to read and to do (the walk of the issue)."""

import re
from html import unescape

from django.urls import reverse

from tests.access import oracle
from tests.access.people import Crowd, Member
from tests.access.routes import Route, all_routes
from tests.access.world import Things
from tests.pages.inventory import AS_A_BROWSER, FOR_PROGRAMS, Inventory, is_page

SILENT = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
DOABLE = re.compile(r"<(?:a|button|input|select|textarea|summary)\b")


def read(html: str) -> str:
    """The text of a piece of a page without its spaces."""
    return re.sub(r"\s+", "", unescape(TAG.sub(" ", SILENT.sub("", html))))


def fault_of(html: str) -> str:
    """Return what a page lacks; empty when it lacks nothing."""
    main = html[html.find("<main") : html.find("</main>")]
    heading, words = "".join(read(found) for found in HEADING.findall(main)), read(main)
    if not heading:
        return "no heading"
    if len(words) - len(heading) < 12:
        return f"nothing to read beside the heading: {words[:60]}"
    if not DOABLE.search(main) and len(words) < 60:
        return f"nothing to do and little to read: {words[:60]}"
    return ""


def different(crowd: Crowd) -> list[Member]:
    """One of each role and level, and of each kind of account without a posting in force."""
    kinds = {(member.role, member.level, member.second_factor, member.signed_in): member for member in crowd.values()}
    return list(kinds.values())


def test_every_role_finds_content_on_every_page_it_may_open(crowd: Crowd, things: Things, inventory: Inventory) -> None:
    faults = []
    members = different(crowd)
    opened = dict.fromkeys((member.name for member in members), 0)
    for route in all_routes():
        if route.pattern.startswith(FOR_PROGRAMS):
            continue
        for member in members:
            page = seen_by(member, route, things)
            if page is not None:
                opened[member.name] += 1
                fault = fault_of(page)
                faults += [f"{member.name} {route.pattern}: {fault}"] if fault else []
    print(opened)  # noqa: T201  (shown with -s)
    assert faults == [], "\n".join(faults)
    assert all(count >= 3 for count in opened.values()), opened


def seen_by(member: Member, route: Route, things: Things) -> str | None:
    """Return the page somebody sees at a route, with the first object he may see; None if it is none for him."""
    for thing in things[oracle.kind_of(route)] if route.arguments else [None]:
        if oracle.decision(route, member, thing) == oracle.ALLOW:
            address = reverse(route.name, kwargs=thing.arguments if thing else {})
            response = member.client.get(address, headers=AS_A_BROWSER)
            if response.streaming:
                b"".join(response)
            return response.content.decode() if is_page(response) else None
    return None


def test_a_page_without_content_would_be_found() -> None:
    assert fault_of("<main><h1>Cases</h1></main>").startswith("nothing to read")
    assert fault_of("<main><p>some words that stand alone</p></main>") == "no heading"
    assert fault_of("<main><h1>Cases</h1><p>No case is on file.</p></main>").startswith("nothing to do")
    assert fault_of("<main><h1>Cases</h1><p>No case is on file here yet.</p><a href='/'>Back</a></main>") == ""
