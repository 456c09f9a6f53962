"""Postings: who may grant which, what nobody may hold, and that an end ends access with the next request."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from foundation.accounts.actions.posting import end_posting, grant_posting
from foundation.accounts.models import Notice, Posting, User
from foundation.accounts.notices import sentence_of
from foundation.accounts.roles import Role
from foundation.audit.actors import Actor
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.models import Event
from tests.factories.users import make_posting, make_user
from tests.people import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
TODAY = date(2026, 11, 23)


@pytest.fixture
def clock() -> Iterator[None]:
    with time_machine.travel("2026-11-23 10:00+08:00", tick=False):
        yield


def grant(user: User, by: Actor, **more) -> Posting:
    return grant_posting(user, by=by, **{"valid_from": TODAY, "reason": "示例任命", **more})


def words(refused: pytest.ExceptionInfo[RuleBroken]) -> str:
    return str(refused.value)


def test_an_administrator_grants_a_posting_and_the_user_is_told(cast: Cast) -> None:
    user = make_user("新人")
    posting = grant(user, cast.actor("administrator"), organisation=cast.jinan.organisation, role=Role.OFFICER)
    assert (posting.city_code, posting.county_code) == ("370100", "")
    event = Event.objects.get(stream=posting.stream)
    assert (event.kind, event.content["reason"]) == ("posting.granted", "示例任命")
    assert "示例济南市司法局" in sentence_of(Notice.objects.get(user=user))


def test_nobody_grants_himself(cast: Cast) -> None:
    administrator = cast.actor("administrator")
    with pytest.raises(RuleBroken, match=r"own account|自己"):
        grant(administrator.user, administrator, organisation=cast.jinan.organisation, role=Role.OFFICER)
    own = cast.actor("jinan_institution_administrator")
    with pytest.raises(RuleBroken, match=r"own account|自己"):
        grant(own.user, own, organisation=cast.jinan_institution.organisation, role=Role.CASE_CLERK)


@pytest.mark.parametrize("name", ["province", "province_leader", "jinan", "auditor", "jinan_clerk", "jinan_head"])
def test_others_than_administrators_grant_nothing(cast: Cast, name: str) -> None:
    with pytest.raises(NotAllowed):
        grant(make_user("新人"), cast.actor(name), organisation=cast.jinan.organisation, role=Role.OFFICER)


@pytest.mark.parametrize(
    ("held", "wanted"),
    [(Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR), (Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR)],
)
def test_nobody_is_system_administrator_and_auditor_at_once(cast: Cast, held: Role, wanted: Role) -> None:
    user = make_posting("甲", held, cast.province.organisation).user
    with pytest.raises(RuleBroken, match=r"auditor|审计人员"):
        grant(user, cast.actor("administrator"), organisation=cast.province.organisation, role=wanted)


def test_one_after_the_other_is_possible(cast: Cast) -> None:
    held = make_posting("甲", Role.AUDITOR, cast.province.organisation, until=date(2026, 12, 31))
    posting = grant(
        held.user,
        cast.actor("administrator"),
        organisation=cast.province.organisation,
        role=Role.SYSTEM_ADMINISTRATOR,
        valid_from=date(2027, 1, 1),
    )
    assert posting.pk


def test_an_institution_administrator_grants_inside_his_institution_only(cast: Cast) -> None:
    by = cast.actor("jinan_institution_administrator")
    assert grant(make_user("甲"), by, organisation=cast.jinan_institution.organisation, role=Role.CASE_CLERK).pk
    with pytest.raises(NotAllowed):
        grant(make_user("乙"), by, organisation=cast.qingdao_institution.organisation, role=Role.CASE_CLERK)
    with pytest.raises(NotAllowed):
        grant(make_user("丙"), by, organisation=cast.jinan.organisation, role=Role.OFFICER)


def test_an_institution_administrator_grants_institutional_roles_only(cast: Cast) -> None:
    with pytest.raises(RuleBroken) as refused:
        grant(
            make_user("甲"),
            cast.actor("jinan_institution_administrator"),
            organisation=cast.jinan_institution.organisation,
            role=Role.EXPERT,
        )
    assert refused.value.findings[0].field == "role"


@pytest.mark.parametrize("role", [Role.CASE_CLERK, Role.SYSTEM_ADMINISTRATOR, Role.ORGAN_USER])
def test_a_role_must_exist_at_the_body(cast: Cast, role: Role) -> None:
    with pytest.raises(RuleBroken):
        grant(make_user("甲"), cast.actor("administrator"), organisation=cast.jinan.organisation, role=role)


def test_a_posting_begins_today_at_the_earliest(cast: Cast) -> None:
    with pytest.raises(RuleBroken):
        grant(
            make_user("甲"),
            cast.actor("administrator"),
            organisation=cast.jinan.organisation,
            role=Role.OFFICER,
            valid_from=date(2026, 11, 22),
        )


def test_the_same_posting_is_held_once_at_a_time(cast: Cast) -> None:
    with pytest.raises(RuleBroken):
        grant(cast.jinan.user, cast.actor("administrator"), organisation=cast.jinan.organisation, role=Role.OFFICER)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_posting("", Role.OFFICER, cast.jinan.organisation, user=cast.jinan.user)


def test_ending_a_posting_shuts_the_open_session_with_the_next_request(
    cast: Cast, sign_in: Callable[[str], Client]
) -> None:
    browser = sign_in("administrator")
    assert browser.get("/administration/users/").status_code == 200
    end_posting(
        cast.administrator,
        last_day=None,
        by=make_actor(cast),
        reason="示例调离",
        version=cast.administrator.trail_seq,
    )
    assert browser.get("/administration/users/").status_code == 403


def make_actor(cast: Cast) -> Actor:
    """A second administrator: nobody ends his own posting."""
    from foundation.accounts.acting import PostedActor

    posting = make_posting("另一管理员", Role.SYSTEM_ADMINISTRATOR, cast.province.organisation)
    return PostedActor(posting.user, posting)


def test_a_posting_of_today_can_end_today_and_be_granted_again(cast: Cast) -> None:
    by = cast.actor("administrator")
    user = make_user("甲")
    first = grant(user, by, organisation=cast.jinan.organisation, role=Role.OFFICER)
    ended = end_posting(first, last_day=None, by=by, reason="示例误授", version=first.trail_seq)
    assert not ended.holds_on(TODAY)
    assert not Posting.objects.filter(user=user).in_force(TODAY).exists()
    second = grant(user, by, organisation=cast.jinan.organisation, role=Role.OFFICER)
    assert list(Posting.objects.filter(user=user).in_force(TODAY)) == [second]


def test_a_posting_can_end_on_a_day_to_come(cast: Cast) -> None:
    ended = end_posting(
        cast.jinan,
        last_day=date(2026, 12, 31),
        by=cast.actor("administrator"),
        reason="示例退休",
        version=cast.jinan.trail_seq,
    )
    assert ended.holds_on(date(2026, 12, 31))
    assert not ended.holds_on(date(2027, 1, 1))


def test_an_ended_posting_is_not_ended_twice(cast: Cast) -> None:
    by = cast.actor("administrator")
    ended = end_posting(cast.jinan, last_day=None, by=by, reason="示例", version=cast.jinan.trail_seq)
    with pytest.raises(RuleBroken):
        end_posting(ended, last_day=None, by=by, reason="示例", version=ended.trail_seq)
    with pytest.raises(StaleState):
        end_posting(cast.qingdao, last_day=None, by=by, reason="示例", version=cast.qingdao.trail_seq + 1)
