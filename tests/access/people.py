"""The cast and everybody else: each role once or more, and those who hold no posting that counts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from foundation.accounts.models import Posting, User
from foundation.accounts.roles import Role
from tests.database import in_one_transaction
from tests.factories.bodies import make_organ, make_organisation
from tests.factories.tokens import make_token
from tests.factories.users import make_posting, make_user
from tests.people import SINCE, Cast, give_second_factor


@dataclass
class Member:
    """Somebody at a browser, with what the rules know of him. `role` is empty for those without a posting in force."""

    name: str
    client: Client
    user: User | None = None
    role: str = ""
    level: str = ""
    city: str = ""
    county: str = ""
    organisation: UUID | None = None
    second_factor: bool = True

    @property
    def signed_in(self) -> bool:
        return self.user is not None


@pytest.fixture
def crowd(cast: Cast) -> dict[str, Member]:
    """Return everybody by name: the cast, the roles it lacks, visitor, no posting, ended posting, no second factor."""
    with in_one_transaction():
        return _crowd(cast)


def _crowd(cast: Cast) -> dict[str, Member]:
    postings = {**cast.postings(), **_missing_roles(cast)}
    members = {name: _posted(name, posting) for name, posting in postings.items()}
    members["visitor"] = Member("visitor", Client())
    members["without_posting"] = _member("without_posting", make_user("without_posting"))
    ended = make_posting("ended", Role.OFFICER, cast.province.organisation, since=SINCE, until=date(2026, 11, 22))
    members["ended"] = _member("ended", ended.user, token=make_token(ended))
    future = make_posting("future", Role.OFFICER, cast.province.organisation, since=date(2026, 11, 24))
    members["future"] = _member("future", future.user, token=make_token(future))
    bare = make_posting("without_factor", Role.OFFICER, cast.province.organisation, since=SINCE)
    members["without_factor"] = _posted("without_factor", bare, second_factor=False)
    return members


def _missing_roles(cast: Cast) -> dict[str, Posting]:
    """Postings of the roles that the cast lacks, and of leaders and special officers below the province."""
    society = make_organisation("示例省司法鉴定协会", "association", "370000", level="province")
    court = make_organisation("济南示例区人民法院", "case_handling", "370102", city="370100", county="370102")
    yantai = make_organ("示例烟台市司法局", "city", "370600")
    where: dict[str, tuple[Role, object]] = {
        "complaint_handler": (Role.COMPLAINT_HANDLER, cast.province.organisation),
        "qingdao_inspector": (Role.INSPECTOR, cast.qingdao.organisation),
        "lixia_leader": (Role.LEADER, cast.lixia.organisation),
        "yantai_leader": (Role.LEADER, yantai),
        "assistant": (Role.ASSISTANT, cast.jinan_institution.organisation),
        "quality_manager": (Role.QUALITY_MANAGER, cast.jinan_institution.organisation),
        "expert": (Role.EXPERT, society),
        "association_secretary": (Role.ASSOCIATION_SECRETARY, society),
        "court_user": (Role.ORGAN_USER, court),
    }
    return {name: make_posting(name, role, body, since=SINCE) for name, (role, body) in where.items()}


def _posted(name: str, posting: Posting, *, second_factor: bool = True) -> Member:
    member = _member(name, posting.user, second_factor=second_factor, token=make_token(posting))
    body = posting.organisation
    member.role, member.level, member.organisation = str(posting.role), body.level, body.pk
    member.city, member.county = body.city_code, body.county_code
    return member


def _member(name: str, user: User, *, second_factor: bool = True, token: str = "") -> Member:
    """Somebody at a browser; where he has a token, he shows it at every address, which only the API reads."""
    if second_factor:
        give_second_factor(user)
    client = Client(headers={"Authorization": f"Bearer {token}"} if token else {})
    client.force_login(user)
    _noted_for_long(client)
    return Member(name, client, user, second_factor=second_factor)


def _noted_for_long(client: Client) -> None:
    """Let the session be noted as seen for an hour to come: each visit is undone, and would note it again."""
    session = client.session
    now = timezone.now()
    session.update({"began_at": now.isoformat(), "seen_at": (now + timedelta(hours=1)).isoformat()})
    session.save()


Crowd = dict[str, Member]
Enter = Callable[[str], Client]
