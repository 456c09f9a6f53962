"""Every page of the portal with somebody who opens it and where: found from the resolver, so that none is forgotten.

A new route comes in by itself: who may open it and which object its address names follow from the oracle of
tests/access. What cannot be opened that way is named here, with the reason.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.urls import reverse

from foundation.accounts.roles import Role
from tests.access import oracle
from tests.access.people import Crowd, Member
from tests.access.routes import Route, all_routes
from tests.access.world import Thing, Things
from tests.factories.users import make_posting
from tests.pages.states import imports_in_every_state
from tests.people import PASSWORD, Cast, give_second_factor

# In whose name a page is opened: the first of these whom door and scope let in. The list begins with the people
# whose pages hold most.
LOOKERS = (
    "jinan_clerk", "province", "administrator", "auditor", "jinan_head", "jinan_institution_administrator",
    "province_leader", "complaint_handler", "court_user", "appraiser", "association_secretary", "expert", "jinan",
    "visitor", "without_factor",
)  # fmt: skip

# Routes that are opened in another way: by whom, and with which query; {posting} is the key of one.
OTHERWISE: dict[str, tuple[str, str]] = {
    "mfa_activate_totp": ("without_factor", ""),
    "mfa_reauthenticate": ("careful", ""),
    "mfa_view_recovery_codes": ("careful", ""),
    "mfa_generate_recovery_codes": ("careful", ""),
    "mfa_deactivate_totp": ("careful", ""),
    "account_change_password": ("careful", ""),
    "account_reauthenticate": ("careful", ""),
    "account_login": ("visitor", ""),
    "account_signup": ("visitor", ""),
    "account_inactive": ("visitor", ""),
    "new_password": ("visitor", ""),
    "administration:trail_stream": ("auditor", "?stream=posting:{posting}"),
    "search": ("province", "?q=示例"),
    "export_new": ("province", "?list=cases"),
}

# Pages beside the plain address of their route: other answers of the same view, by query or by whole address.
BESIDES: dict[str, tuple[tuple[str, str], ...]] = {
    "home": (("visitor", ""), ("province", ""), ("administrator", ""), ("auditor", ""), ("court_user", "")),
    "case_list": (("province", "?order=due&state=in_progress"), ("jinan", "?q=没有这样的名称")),
    "institution_list": (("province", "?q=没有这样的名称"),),
    "search": (("province", ""), ("province", "?q=没有这样的名称")),
    "figures": (("jinan", ""), ("jinan_clerk", ""), ("province", "?circle=capital&year=2026&quarter=3&against=before")),
    "figures_board": tuple(
        ("province", f"/figures/boards/{board}/") for board in ("ranking", "categories", "flow", "deadlines", "expiry")
    ),
}

# Routes that no page stands behind although they answer GET with something else than a file or a way on.
NO_PAGE: dict[str, str] = {
    "mfa_authenticate": "is a step of signing in; the journey of signing in opens it",
    "account_set_password": "nobody has no password and may set one; the answer is a way on",
    "mfa_download_recovery_codes": "is a file, for those who have codes",
    "switch_posting": "a form of the masthead",
    "mail_stop": "is opened by the link of a mail alone; the tests of the mail open it",
    "complaint_letter": "is a paper that nobody may open without a grant; the tests of letters open it",
    "import_report": "is a paper, and there is none before the ledger is loaded",
}
# Answers of the API are read by programs.
FOR_PROGRAMS = "api/v1/"
AS_A_BROWSER = {"accept": "text/html"}


@dataclass(frozen=True)
class Page:
    """One page: the name of its route, who opens it, and its address with query."""

    route: str
    who: str
    address: str

    def __str__(self) -> str:
        return f"{self.who} {self.address}"


@dataclass
class Inventory:
    """All pages, and the routes behind which none was found, by the reason."""

    pages: list[Page] = field(default_factory=list)
    acts: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    ways_on: list[str] = field(default_factory=list)
    unopened: list[str] = field(default_factory=list)

    def by_person(self) -> Iterator[tuple[str, list[Page]]]:
        """Yield everybody with the pages he opens."""
        for who in dict.fromkeys(page.who for page in self.pages):
            yield who, [page for page in self.pages if page.who == who]


def is_page(response: Any) -> bool:
    """Whether an answer is a whole page for a person."""
    return (
        response.status_code == 200
        and not response.streaming
        and "text/html" in response.headers.get("Content-Type", "")
        and b"<main" in response.content
    )


@pytest.fixture
def inventory(running_clock: None, crowd: Crowd, things: Things, cast: Cast) -> Inventory:
    """Return every page, opened once by the test client."""
    crowd["careful"] = _careful(cast)
    imports = imports_in_every_state(cast)
    found = Inventory()
    for route in all_routes():
        _take_in(route, crowd, things, found)
    found.pages += [Page("import", "jinan_clerk", address) for address in imports]
    return found


def _careful(cast: Cast) -> Member:
    """Somebody with password, recovery codes and a fresh sign-in, who may open the pages of his own security."""
    user = make_posting("careful", Role.OFFICER, cast.lixia.organisation).user
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    give_second_factor(user)
    RecoveryCodes.activate(user)
    client = Client()
    client.force_login(user)
    session = client.session
    later = time.time() + 3600  # the walk lasts longer than a confirmation holds
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": later, "reauthenticated": True}]
    session[f"{AUTHENTICATION_METHODS_SESSION_KEY}_user"] = str(user.pk)
    session.save()
    return Member("careful", client, user, "officer", "county", "370100", "370102", cast.lixia.organisation.pk)


def _take_in(route: Route, crowd: Crowd, things: Things, found: Inventory) -> None:
    if route.name in NO_PAGE or route.pattern.startswith(FOR_PROGRAMS):
        return
    besides = [
        Page(route.name, who, query if query.startswith("/") else reverse(route.name) + query)
        for who, query in BESIDES.get(route.name, ())
    ]
    if route.name in OTHERWISE:
        who, query = OTHERWISE[route.name]
        page = Page(route.name, who, reverse(route.name) + query.format(posting=things["posting"][0].arguments["pk"]))
        assert is_page(crowd[who].client.get(page.address, headers=AS_A_BROWSER)), f"{page}: named here, and no page"
        found.pages += dict.fromkeys([page, *besides])
        return
    kinds = []
    for member, thing in _lookers(route, crowd, things):
        address = reverse(route.name, kwargs=thing.arguments if thing else {})
        response = member.client.get(address, headers=AS_A_BROWSER)
        if is_page(response):
            found.pages += dict.fromkeys([Page(route.name, member.name, address), *besides])
            return
        kinds.append(_kind_of(response))
        if kinds[-1] == "act":
            break
    for kind, names in (("act", found.acts), ("file", found.files), ("way on", found.ways_on)):
        if kind in kinds:
            names.append(route.name)
            return
    found.unopened.append(f"{route.name}: {', '.join(dict.fromkeys(kinds)) or 'nobody may open it'}")


def _lookers(route: Route, crowd: Crowd, things: Things) -> Iterator[tuple[Member, Thing | None]]:
    for who in LOOKERS:
        for thing in things[oracle.kind_of(route)] if route.arguments else [None]:
            if oracle.decision(route, crowd[who], thing) == oracle.ALLOW:
                yield crowd[who], thing


def _kind_of(response: Any) -> str:
    if response.streaming:
        b"".join(response)
        return "file"
    if response.status_code == 405:
        return "act"
    if response.status_code in {301, 302, 303}:
        return "way on"
    return "file" if response.status_code == 200 else str(response.status_code)
