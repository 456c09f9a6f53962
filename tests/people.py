"""A small named cast, the same in all tests: who watches, who works, who must not see what."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.db import transaction
from django.test import Client

from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Organisation, Posting, User
from foundation.accounts.roles import Role
from institutions.actions.keeping_states import begin
from institutions.models import Act, Institution
from tests.factories.bodies import institution, organ, organisation
from tests.factories.many import write_all
from tests.factories.users import account, person, posting

PASSWORD = "a-long-synthetic-password"
SINCE = date(2020, 1, 1)


@dataclass(frozen=True)
class Cast:
    """Who appears: three organs and their officers, an institution in Jinan and one in Qingdao, special roles."""

    province: Posting
    province_leader: Posting
    jinan: Posting
    qingdao: Posting
    lixia: Posting
    auditor: Posting
    administrator: Posting
    jinan_institution: Institution
    qingdao_institution: Institution
    jinan_clerk: Posting
    jinan_head: Posting
    jinan_institution_administrator: Posting
    qingdao_clerk: Posting
    appraiser: Posting

    def actor(self, name: str) -> PostedActor:
        """Return the actor of a posting by its name here."""
        posting: Posting = getattr(self, name)
        return PostedActor(posting.user, posting)

    def postings(self) -> dict[str, Posting]:
        """Every posting of the cast by name."""
        return {name: value for name, value in vars(self).items() if isinstance(value, Posting)}


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast in the database of the test."""
    return make_cast()


@transaction.atomic(savepoint=False)
def make_cast() -> Cast:
    """Make the cast, all of a kind at once: most tests begin with it."""
    province = organ("示例省司法厅", "province", "370000")
    jinan = organ("示例济南市司法局", "city", "370100")
    qingdao = organ("示例青岛市司法局", "city", "370200")
    lixia = organ("示例历下区司法局", "county", "370102")
    in_jinan, in_qingdao = _institutions(province, jinan, qingdao, lixia)
    at_jinan, at_qingdao = in_jinan.organisation, in_qingdao.organisation
    postings = _postings(
        province=(Role.OFFICER, province),
        province_leader=(Role.LEADER, province),
        jinan=(Role.OFFICER, jinan),
        qingdao=(Role.OFFICER, qingdao),
        lixia=(Role.OFFICER, lixia),
        auditor=(Role.AUDITOR, province),
        administrator=(Role.SYSTEM_ADMINISTRATOR, province),
        jinan_clerk=(Role.CASE_CLERK, at_jinan),
        jinan_head=(Role.HEAD_OF_INSTITUTION, at_jinan),
        jinan_institution_administrator=(Role.INSTITUTION_ADMINISTRATOR, at_jinan),
        qingdao_clerk=(Role.CASE_CLERK, at_qingdao),
        appraiser=(Role.APPRAISER, at_jinan),
    )
    return Cast(jinan_institution=in_jinan, qingdao_institution=in_qingdao, **postings)


def _institutions(*organs: Organisation) -> list[Institution]:
    """Write the organs, and an institution in Jinan and one in Qingdao."""
    houses = [
        organisation(name, "institution", county, city=f"{county[:4]}00", county=county)
        for name, county in (("济南示例甲司法鉴定中心", "370102"), ("青岛示例乙司法鉴定所", "370202"))
    ]
    write_all([*organs, *houses], "organisation.opened")
    rows = [institution(house) for house in houses]
    write_all(rows, "institution.registered")
    begin(rows, Act.ENTERED)
    return rows


def _postings(**wanted: tuple[Role, Organisation]) -> dict[str, Posting]:
    """Write a person, an account and a posting for each name."""
    persons = write_all([person(name) for name in wanted], "person.entered")
    users = {name: account(name, owner) for name, owner in zip(wanted, persons, strict=True)}
    User.objects.bulk_create(users.values())
    postings = {name: posting(users[name], role, where, since=SINCE) for name, (role, where) in wanted.items()}
    write_all(list(postings.values()), "posting.granted")
    return postings


@pytest.fixture
def sign_in(cast: Cast) -> Callable[..., Client]:
    """Return a function that gives a browser of the test client, signed in with a second factor set up.

    It takes a name of the cast, or any posting.
    """

    def enter(who: str | Posting) -> Client:
        user: User = (who if isinstance(who, Posting) else getattr(cast, who)).user
        give_second_factor(user)
        client = Client()
        client.force_login(user)
        return client

    return enter


def code_shown(secret: str, seconds_left: int = 8) -> str:
    """Read the authenticator of `secret`, as people do: a code about to change is not typed any more.

    A code counts in its own window of 30 seconds alone (trust AU-10); one read in the last seconds of it may
    reach the portal in the next, where it is refused.
    """
    left = 30 - time.time() % 30
    if left < seconds_left:
        time.sleep(left)
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def give_second_factor(user: User) -> None:
    """Set up a TOTP factor, so that the doors open."""
    if not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, generate_totp_secret())
