"""Sessions end when they should, and access ends with them (trust AU-05, AU-06)."""

from collections.abc import Callable
from datetime import date, timedelta

import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.models import Case
from foundation.accounts.models import Delegation, Posting
from foundation.accounts.roles import Role
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from foundation.exchange.actions import uploading
from tests.access.conftest import NOW
from tests.cases.conftest import ledger, ledger_row, work_off
from tests.factories.users import make_posting
from tests.people import PASSWORD, Cast, sign_in

__all__ = ["sign_in"]
SignIn = Callable[[str], Client]
CASES = "/cases/"


def is_signed_out(client: Client) -> bool:
    return client.get(CASES).status_code == 302


def test_an_idle_session_ends_after_half_an_hour(sign_in: SignIn) -> None:
    client = sign_in("province")
    assert client.get(CASES).status_code == 200
    with time_machine.travel(NOW + timedelta(minutes=29), tick=False):
        assert client.get(CASES).status_code == 200
    with time_machine.travel(NOW + timedelta(minutes=60), tick=False):
        assert is_signed_out(client)


def test_signing_out_kills_the_session_on_the_server(sign_in: SignIn) -> None:
    client = sign_in("province")
    client.get(CASES)
    stolen = client.cookies[settings.SESSION_COOKIE_NAME].value
    answer = client.post(reverse("account_logout"))
    assert answer.status_code == 302
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = stolen
    assert is_signed_out(thief)
    assert not Session.objects.filter(pk=stolen).exists()


def end(posting: Posting) -> None:
    posting.ended_on = timezone.localdate()
    write(posting, "posting.ended", by=SYSTEM)


def test_the_end_of_a_posting_works_with_the_next_request(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("jinan")
    assert client.get(CASES).status_code == 200
    end(cast.jinan)
    assert client.get(CASES).status_code == 403


def test_a_disabled_user_is_out_with_the_next_request(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("jinan")
    user = cast.jinan.user
    user.is_active = False
    user.save(update_fields=["is_active"])
    assert is_signed_out(client)


def test_a_new_password_ends_the_other_sessions(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("jinan")
    assert client.get(CASES).status_code == 200
    user = cast.jinan.user
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    assert is_signed_out(client)


def test_a_verb_taken_away_works_with_the_next_request(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("lixia")
    assert client.get(CASES).status_code == 200
    row = Delegation.objects.get(verb="cases.view", role=Role.OFFICER, level="county")
    row.effective_to = date(2026, 11, 22)
    write(row, "delegation.taken", by=SYSTEM)
    assert client.get(CASES).status_code == 403


def test_a_switched_posting_changes_what_is_seen(cast: Cast, sign_in: SignIn) -> None:
    second = make_posting("jinan", Role.OFFICER, cast.qingdao.organisation, user=cast.jinan.user)
    client = sign_in("jinan")
    assert client.post(reverse("switch_posting"), {"posting": str(second.pk)}).status_code == 302
    assert client.get("/figures/city/370200/").status_code == 200
    assert client.get("/figures/city/370100/").status_code == 404
    foreign = cast.province.pk
    assert client.post(reverse("switch_posting"), {"posting": str(foreign)}).status_code == 403
    assert client.get("/figures/").status_code == 302


def test_the_same_form_twice_has_one_effect(cast: Cast, sign_in: SignIn) -> None:
    """A load ordered twice is done once; the second answer says that somebody was first (trust TX-01, TX-02)."""
    actor = cast.actor("jinan_clerk")
    upload = ContentFile(ledger(ledger_row(1)), "台账.xlsx")
    imported = uploading.upload(
        upload,
        kind="case_ledger",
        institution=cast.jinan_institution.organisation,
        by=actor,
        as_of=timezone.localdate(),
    )
    work_off()
    imported.refresh_from_db()
    client = sign_in("jinan_clerk")
    address = reverse("import_load", args=[imported.pk])
    answers = [client.post(address, {"version": imported.trail_seq}).status_code for _each in range(3)]
    assert answers == [302, 409, 409]
    work_off()
    assert Case.objects.count() == 1
