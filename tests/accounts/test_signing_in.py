"""Signing in: two factors for everybody, lock-out that an outsider cannot make permanent, sessions that end."""

from collections.abc import Callable
from datetime import date, timedelta

import time_machine
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foundation.accounts import lockout
from foundation.accounts.models import Person, SignInAttempt
from foundation.audit.models import Event
from foundation.audit.regulated import write
from tests.factories.users import make_user
from tests.people import PASSWORD, Cast, code_shown, give_second_factor

LOGIN = "/accounts/login/"


def try_password(client: Client, username: str, password: str, address: str = "198.51.100.7") -> int:
    answer = client.post(LOGIN, {"login": username, "password": password}, REMOTE_ADDR=address)
    return answer.status_code


def test_a_password_alone_opens_no_page(cast: Cast) -> None:
    user = cast.jinan.user
    user.set_password(PASSWORD)
    user.save()
    give_second_factor(user)
    client = Client()
    answer = client.post(LOGIN, {"login": "jinan", "password": PASSWORD})
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("switch_posting")).status_code == 302


def test_password_and_code_open_the_portal(cast: Cast) -> None:
    user = cast.jinan.user
    user.set_password(PASSWORD)
    user.save()
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(user, secret)
    client = Client()
    client.post(LOGIN, {"login": "jinan", "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": code_shown(secret, seconds_left=3)})
    assert client.get("/").context["posting"]["organisation"] == "示例济南市司法局"
    assert Event.objects.filter(stream=user.stream, kind="user.signed_in").count() == 1


def test_without_a_second_factor_the_first_page_is_its_setting_up(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.jinan.user)
    assert client.get("/").headers["Location"] == reverse("mfa_activate_totp")


def test_nobody_opens_an_account_for_himself(db: None) -> None:
    answer = Client().post("/accounts/signup/", {"username": "x", "password1": PASSWORD})
    assert "closed" in answer.templates[0].name


def test_guessing_locks_the_guesser_out_and_not_the_user(cast: Cast) -> None:
    user = cast.jinan.user
    user.set_password(PASSWORD)
    user.save()
    give_second_factor(user)
    tried = 0
    for number in range(200):
        address = f"203.0.{number % 20}.9"
        if lockout.blocked_until("jinan", address) is None:
            tried += 1
        try_password(Client(), "jinan", f"wrong-{number}", address)
    assert tried <= 20 * (lockout.FREE_FAILURES + 1)
    right = Client().post(LOGIN, {"login": "jinan", "password": PASSWORD}, REMOTE_ADDR="198.51.100.8")
    assert right.headers["Location"] == reverse("mfa_authenticate")


def test_a_guesser_of_one_network_is_stopped_within_ten_tries(cast: Cast) -> None:
    allowed = 0
    for number in range(50):
        allowed += lockout.blocked_until("jinan", "203.0.113.9") is None
        try_password(Client(), "jinan", f"wrong-{number}", "203.0.113.9")
    assert allowed <= 10


def test_the_wait_grows_and_ends(db: None) -> None:
    waits = []
    with time_machine.travel("2026-11-23 10:00+08:00", tick=False) as clock:
        for _number in range(8):
            lockout.failed("somebody", "203.0.113.9")
            until = lockout.blocked_until("somebody", "203.0.113.9")
            waits.append(0 if until is None else (until - timezone.now()).seconds)
        assert waits == [0, 0, 0, 0, 30, 60, 120, 240]
        clock.shift(timedelta(hours=2))
        assert lockout.blocked_until("somebody", "203.0.113.9") is None


def test_the_table_of_failures_names_neither_account_nor_network(db: None) -> None:
    lockout.failed("somebody", "203.0.113.9")
    row = SignInAttempt.objects.get()
    assert b"somebody" not in bytes(row.account)
    assert b"203.0" not in bytes(row.network)


def test_an_unknown_account_is_answered_like_a_wrong_password(cast: Cast) -> None:
    cast.jinan.user.set_password(PASSWORD)
    cast.jinan.user.save()
    pages = []
    for name in ("jinan", "nobody-of-that-name"):
        answer = Client().post(LOGIN, {"login": name, "password": "wrong-password"})
        pages.append((answer.status_code, answer.context["form"].non_field_errors()))
    assert pages[0] == pages[1]


def test_a_session_ends_when_it_was_idle_for_half_an_hour(sign_in: Callable[[str], Client]) -> None:
    with time_machine.travel("2026-11-23 10:00+08:00", tick=False) as clock:
        client = sign_in("jinan")
        assert client.get("/").status_code == 200
        clock.shift(timedelta(minutes=29))
        assert client.get("/").context["posting"] is not None
        clock.shift(timedelta(minutes=31))
        assert "posting" not in client.get("/").context


def test_no_session_outlives_twelve_hours_however_busy(sign_in: Callable[[str], Client]) -> None:
    with time_machine.travel("2026-11-23 08:00+08:00", tick=False) as clock:
        client = sign_in("jinan")
        for _time in range(36):
            assert client.get("/").context["posting"] is not None
            clock.shift(timedelta(minutes=20))
        clock.shift(timedelta(minutes=5))
        assert "posting" not in client.get("/").context


def test_the_end_of_a_posting_ends_access_at_the_next_request(sign_in: Callable[[str], Client], cast: Cast) -> None:
    with time_machine.travel("2026-11-23 10:00+08:00", tick=False):
        client = sign_in("jinan")
        assert client.get("/").context["posting"]["organisation"] == "示例济南市司法局"
        cast.jinan.valid_until = date(2026, 11, 22)
        write(cast.jinan, "posting.ended", by=cast.actor("administrator"))
        assert client.get("/").context["posting"] is None


def test_a_page_behind_sign_in_is_stored_nowhere(sign_in: Callable[[str], Client]) -> None:
    assert sign_in("jinan").get("/").headers["Cache-Control"] == "no-store"


def test_one_acts_in_ones_own_postings_only(sign_in: Callable[[str], Client], cast: Cast) -> None:
    answer = sign_in("jinan").post(reverse("switch_posting"), {"posting": str(cast.province.pk)})
    assert answer.status_code == 403


def test_a_sealed_number_cannot_be_read_without_its_row(db: None, cast: Cast) -> None:
    person = Person(name="示例")
    person.identity_number = "379999199001010015"
    write(person, "person.entered", by=cast.actor("administrator"))
    found = Person.objects.get(pk=person.pk)
    assert str(found.identity_number) == "••••"
    assert found.identity_number.reveal() == "379999199001010015"
    assert b"3799" not in found.identity_number.blob


def test_a_user_is_made_with_a_password_that_nobody_knows(db: None) -> None:
    assert not make_user("fresh").has_usable_password()
