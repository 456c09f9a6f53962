"""Accounts: opened with a code the user takes, reset without anybody seeing a password, disabled at once."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone

from foundation.accounts.actions.disabling import disable, enable
from foundation.accounts.actions.opening import NewAccount, open_account, open_organisation
from foundation.accounts.actions.resetting import set_password_with_code, start_reset
from foundation.accounts.identity import is_identity
from foundation.accounts.models import Organisation, Person, Posting, User
from foundation.accounts.roles import Role
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.models import Event
from tests.factories.users import make_posting
from tests.people import Cast, give_second_factor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
TODAY = date(2026, 11, 23)
IDENTITY = "379999199001010014"
PASSWORD = "示例口令-long-enough-77"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel("2026-11-23 10:00+08:00", tick=False) as travel:
        yield travel


def opened(cast: Cast, by: str = "administrator", **more) -> NewAccount:
    given = {
        "name": "示例新人",
        "username": "shili.xinren",
        "organisation": cast.jinan.organisation,
        "role": Role.OFFICER,
        "valid_from": TODAY,
        "reason": "示例入职",
    }
    return open_account(by=cast.actor(by), **{**given, **more})


def valid_identity() -> str:
    return next(number for number in (IDENTITY[:17] + digit for digit in "0123456789X") if is_identity(number))


def test_an_account_is_opened_with_a_person_a_posting_and_a_code(cast: Cast) -> None:
    account = opened(cast, identity_number=valid_identity())
    assert account.user.person.name == "示例新人"
    assert Posting.objects.get(user=account.user).role == Role.OFFICER
    assert not account.user.has_usable_password()
    assert set_password_with_code(username="shili.xinren", code=account.code, password=PASSWORD) == account.user
    assert User.objects.get(pk=account.user.pk).check_password(PASSWORD)


def test_a_code_works_once(cast: Cast) -> None:
    account = opened(cast)
    assert set_password_with_code(username="shili.xinren", code=account.code, password=PASSWORD)
    assert set_password_with_code(username="shili.xinren", code=account.code, password=PASSWORD + "x") is None


def test_a_code_works_for_a_day(cast: Cast, clock: time_machine.Traveller) -> None:
    account = opened(cast)
    clock.shift(timedelta(hours=24))
    assert set_password_with_code(username="shili.xinren", code=account.code, password=PASSWORD) is None


def test_a_code_may_be_typed_in_small_letters_and_without_hyphens(cast: Cast) -> None:
    account = opened(cast)
    typed = account.code.replace("-", " ").lower()
    assert set_password_with_code(username="SHILI.xinren ", code=typed, password=PASSWORD)


def test_a_wrong_code_an_unknown_name_and_a_weak_password_set_nothing(cast: Cast) -> None:
    account = opened(cast)
    assert set_password_with_code(username="shili.xinren", code="AAAA-BBBB", password=PASSWORD) is None
    assert set_password_with_code(username="nobody", code=account.code, password=PASSWORD) is None
    with pytest.raises(ValidationError):
        set_password_with_code(username="shili.xinren", code=account.code, password="kurz")
    assert set_password_with_code(username="shili.xinren", code=account.code, password=PASSWORD)


def test_no_code_is_stored_and_none_stands_in_the_trail(cast: Cast) -> None:
    account = opened(cast)
    plain = account.code.replace("-", "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT code_hash FROM accounts_resetcode")
        assert plain.encode() not in bytes(cursor.fetchone()[0])
    for event in Event.objects.filter(stream=account.user.stream):
        assert plain not in bytes(event.body).decode()
        assert account.code not in bytes(event.body).decode()


def test_the_trail_holds_neither_name_nor_identity_number(cast: Cast) -> None:
    account = opened(cast, identity_number=valid_identity())
    events = Event.objects.filter(stream__in=[account.user.stream, account.user.person.stream])
    bodies = b"".join(bytes(event.body) for event in events)
    assert "示例新人".encode() not in bodies
    assert valid_identity().encode() not in bodies


def test_one_person_has_one_account(cast: Cast) -> None:
    opened(cast, identity_number=valid_identity())
    with pytest.raises(RuleBroken, match=r"has an account|已有账号"):
        opened(cast, username="zweites", identity_number=valid_identity().lower())
    assert Person.objects.filter(name="示例新人").count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("username", "administrator"), ("username", "张三"), ("identity_number", "379999199001010011"), ("name", " ")],
)
def test_what_is_wrong_is_said_beside_its_field(cast: Cast, field: str, value: str) -> None:
    if field == "identity_number":
        value = valid_identity()[:17] + ("1" if valid_identity()[17] != "1" else "2")
    with pytest.raises(RuleBroken) as refused:
        opened(cast, **{field: value})
    assert field in [finding.field for finding in refused.value.findings]


def test_nothing_remains_of_a_refused_account(cast: Cast) -> None:
    persons = Person.objects.count()
    with pytest.raises(RuleBroken):
        opened(cast, role=Role.CASE_CLERK)
    assert Person.objects.count() == persons
    assert not User.objects.filter(username="shili.xinren").exists()


def test_an_institution_administrator_opens_accounts_of_his_institution(cast: Cast) -> None:
    own = {"by": "jinan_institution_administrator", "role": Role.CASE_CLERK}
    assert opened(cast, organisation=cast.jinan_institution.organisation, **own).code
    with pytest.raises(NotAllowed):
        opened(cast, username="fremd", organisation=cast.qingdao_institution.organisation, **own)


def test_a_reset_ends_the_session_and_the_old_password(cast: Cast, sign_in: Callable[[str], Client]) -> None:
    user = cast.jinan.user
    user.set_password(PASSWORD)
    user.save()
    browser = sign_in("jinan")
    assert browser.get("/").status_code == 200
    start_reset(user, by=cast.actor("administrator"), reason="示例：忘记口令")
    assert not User.objects.get(pk=user.pk).check_password(PASSWORD)
    assert "/accounts/login/" in browser.get("/inbox/").headers["Location"]


def test_a_reset_keeps_the_second_factor_unless_it_is_lost(cast: Cast) -> None:
    give_second_factor(cast.jinan.user)
    start_reset(cast.jinan.user, by=cast.actor("administrator"), reason="示例")
    assert Authenticator.objects.filter(user=cast.jinan.user).exists()
    start_reset(cast.jinan.user, second_factor_lost=True, by=cast.actor("administrator"), reason="示例")
    assert not Authenticator.objects.filter(user=cast.jinan.user).exists()


def test_a_later_reset_makes_the_earlier_code_useless(cast: Cast) -> None:
    first = start_reset(cast.jinan.user, by=cast.actor("administrator"), reason="示例")
    start_reset(cast.jinan.user, by=cast.actor("administrator"), reason="示例")
    assert set_password_with_code(username=cast.jinan.user.username, code=first, password=PASSWORD) is None


def test_nobody_resets_or_disables_himself(cast: Cast) -> None:
    administrator = cast.actor("administrator")
    with pytest.raises(RuleBroken):
        start_reset(administrator.user, by=administrator, reason="示例")
    with pytest.raises(RuleBroken):
        disable(administrator.user, by=administrator, reason="示例")


def test_disabling_ends_the_session_and_the_code(cast: Cast, sign_in: Callable[[str], Client]) -> None:
    browser = sign_in("jinan")
    assert browser.get("/inbox/").status_code == 200
    code = start_reset(cast.qingdao.user, by=cast.actor("administrator"), reason="示例")
    disable(cast.qingdao.user, by=cast.actor("administrator"), reason="示例离职")
    disable(cast.jinan.user, by=cast.actor("administrator"), reason="示例离职")
    assert browser.get("/inbox/").status_code == 302
    assert set_password_with_code(username=cast.qingdao.user.username, code=code, password=PASSWORD) is None
    assert enable(cast.jinan.user, by=cast.actor("administrator"), reason="示例回任").is_active


def test_an_institution_does_not_disable_somebody_who_also_works_elsewhere(cast: Cast) -> None:
    user = cast.jinan_clerk.user
    by = cast.actor("jinan_institution_administrator")
    make_posting("", Role.EXPERT, cast.province.organisation, user=user)
    with pytest.raises(NotAllowed):
        disable(user, by=by, reason="示例")
    with pytest.raises(NotAllowed):
        start_reset(cast.qingdao_clerk.user, by=by, reason="示例")
    assert disable(cast.jinan_head.user, by=by, reason="示例").is_active is False


def test_an_organ_is_entered_with_its_seat(cast: Cast) -> None:
    body = open_organisation(
        kind="organ",
        level="county",
        name="示例章丘区司法局",
        division="370114",
        parent=cast.jinan.organisation,
        by=cast.actor("administrator"),
        reason="示例",
    )
    assert (body.city_code, body.county_code) == ("370100", "370114")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "institution", "level": "none"}, "kind"),
        ({"kind": "organ", "level": "city"}, "level"),
        ({"kind": "case_handling", "level": "county"}, "level"),
        ({"division": "999999"}, "division"),
        ({"name": "示例历下区司法局"}, "name"),
    ],
)
def test_an_organisation_must_make_sense(cast: Cast, values: dict[str, str], field: str) -> None:
    given = {"kind": "organ", "level": "county", "name": "示例局", "division": "370102", **values}
    before = Organisation.objects.count()
    with pytest.raises(RuleBroken) as refused:
        open_organisation(**given, by=cast.actor("administrator"), reason="示例")
    assert field in [finding.field for finding in refused.value.findings]
    assert Organisation.objects.count() == before
    assert timezone.localdate() == TODAY
