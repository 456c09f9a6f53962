"""Who is let in, and how soon somebody who no longer may is not (trust AU-06, T10)."""

import io
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone
from oauth2_provider.models import get_access_token_model

from foundation.accounts.actions.disabling import disable
from foundation.accounts.actions.posting import end_posting
from foundation.accounts.actions.resetting import start_reset
from foundation.audit.actors import SYSTEM
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.models import Event
from foundation.audit.regulated import write
from foundation.exchange.actions import clients, personal_tokens, using_tokens
from foundation.exchange.models import ApiClient, ApiUse, PersonalToken
from tests.api.conftest import Call, Caller, System
from tests.people import Cast

Register = Callable[..., System]


def refused(answer: Any, status: int, code: str) -> bool:
    body = answer.json()
    return answer.status_code == status and [error["code"] for error in body["errors"]] == [code]


def test_without_a_token_nothing_is_answered_and_it_is_said_how(db: None) -> None:
    answer = Caller("").get("me/")
    assert refused(answer, 401, "token_missing")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_session_is_no_way_in(cast: Cast, sign_in: Callable[[str], Client]) -> None:
    browser = sign_in("province")
    assert browser.get("/cases/").status_code == 200
    answer = browser.get("/api/v1/me/")
    assert refused(answer, 401, "token_missing")
    assert not answer.cookies


def test_a_personal_token_acts_in_its_posting(calling: Call, cast: Cast) -> None:
    body = calling("lixia", "cases:read").get("me/").json()
    assert body["role"] == "officer"
    assert body["organisation"]["name"] == "示例历下区司法局"
    assert body["scopes"] == ["cases:read"]


def test_a_client_gets_a_short_token_and_acts_in_the_posting_of_its_machine_account(register: Register) -> None:
    system = register()
    answer = system.sign_in()
    assert answer.status_code == 200, answer.content
    assert answer.json()["expires_in"] <= 3600
    body = Caller(answer.json()["access_token"]).get("me/").json()
    assert body["organisation"]["name"] == "济南示例甲司法鉴定中心"
    assert body["scopes"] == ["cases:read", "institutions:read"]


def test_neither_secrets_nor_tokens_are_stored_in_the_open(register: Register, calling: Call) -> None:
    system = register()
    caller, own = system.caller(), calling("province")
    row = ApiClient.objects.get()
    assert system.secret not in row.client_secret
    token = get_access_token_model().objects.get()
    assert token.token == ""
    assert caller.token not in str(vars(token))
    assert own.token.encode() not in bytes(PersonalToken.objects.get().token_hash)


def test_a_client_cannot_get_a_scope_it_was_not_registered_for(register: Register) -> None:
    system = register(scopes=("cases:read",))
    answer = system.sign_in(scope="appraisers:read")
    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid_scope"
    assert answer.json()["errors"][0]["code"] == "invalid_scope"


def test_a_wrong_secret_gets_nothing(register: Register) -> None:
    answer = register().sign_in(secret="falsch")
    assert answer.status_code == 401
    assert answer.json()["error"] == "invalid_client"


def test_only_client_credentials_are_taken(register: Register) -> None:
    system = register()
    for kind in ("password", "refresh_token", "authorization_code", "", "示例"):
        form = {"grant_type": kind, "client_id": system.client.client_id, "client_secret": system.secret}
        answer = Client().post("/api/v1/token/", form)
        assert answer.status_code == 400, kind
        assert answer.json()["error"] == ("unsupported_grant_type" if kind else "invalid_request"), kind


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff=\xfe", "application/x-www-form-urlencoded; charset=gb18030"),
        (b"--x\r\nhalf", "multipart/form-data; boundary=x"),
        (b'{"grant_type": "client_credentials"}', "application/json"),
        (b"grant_type=client_credentials&client_id=%00&client_secret=%00", "application/x-www-form-urlencoded"),
        (b"", ""),
    ],
)
def test_a_request_for_a_token_that_cannot_be_read_is_refused(db: None, body: bytes, kind: str) -> None:
    answer = Client().generic("POST", "/api/v1/token/", body, content_type=kind)
    assert answer.status_code in {400, 401}, answer.content
    assert answer.json()["errors"][0]["code"]


def test_a_changed_secret_works_beside_the_old_one_and_then_alone(register: Register, cast: Cast) -> None:
    system = register()
    changed = clients.rotate_secret(
        system.client,
        overlap_days=3,
        by=cast.actor("administrator"),
        reason="示例：定期更换",
        version=system.client.trail_seq,
    )
    assert system.sign_in().status_code == 200
    assert system.sign_in(secret=changed.secret).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=3, minutes=1)):
        assert system.sign_in().status_code == 401
        assert system.sign_in(secret=changed.secret).status_code == 200


def end_the_posting(cast: Cast, system: System) -> None:
    posting = system.client.posting
    end_posting(posting, last_day=None, by=cast.actor("administrator"), reason="示例", version=posting.trail_seq)


def disable_the_account(cast: Cast, system: System) -> None:
    disable(system.client.posting.user, by=cast.actor("administrator"), reason="示例")


def revoke_it(cast: Cast, system: System) -> None:
    actor = cast.actor("jinan_institution_administrator")
    clients.revoke_client(system.client, by=actor, reason="示例：密钥外泄", version=system.client.trail_seq)


def close_the_organisation(cast: Cast, system: System) -> None:
    body = system.client.organisation
    body.closed_on = timezone.localdate()
    write(body, "organisation.closed", by=SYSTEM)


@pytest.mark.parametrize("end", [end_the_posting, disable_the_account, revoke_it, close_the_organisation])
def test_whoever_is_shut_out_is_out_with_the_next_request(
    register: Register, cast: Cast, end: Callable[[Cast, System], None]
) -> None:
    system = register()
    caller = system.caller()
    assert caller.get("me/").status_code == 200
    end(cast, system)
    assert refused(caller.get("me/"), 401, "token_ended")
    assert system.sign_in().status_code == 401


def test_an_access_token_ends_after_half_an_hour(register: Register) -> None:
    caller = register().caller()
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert refused(caller.get("me/"), 401, "token_ended")
        assert using_tokens.clear_old(timezone.now())["expired"] == 1


def test_a_personal_token_ends_with_its_day_its_posting_the_password_and_the_second_factor(
    calling: Call, cast: Cast
) -> None:
    caller, other = calling("province"), calling("jinan")
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert refused(caller.get("me/"), 401, "token_ended")
    user = cast.province.user
    user.set_password("another-long-synthetic-password")
    user.save(update_fields=["password"])
    assert refused(caller.get("me/"), 401, "token_ended")
    Authenticator.objects.filter(user=cast.jinan.user).delete()
    assert refused(other.get("me/"), 401, "second_factor_missing")
    third = calling("qingdao")
    end_posting(
        cast.qingdao, last_day=None, by=cast.actor("administrator"), reason="示例", version=cast.qingdao.trail_seq
    )
    assert refused(third.get("me/"), 401, "posting_ended")


def test_a_reset_of_the_password_ends_the_tokens_too(calling: Call, cast: Cast) -> None:
    caller = calling("province")
    start_reset(cast.province.user, by=cast.actor("administrator"), reason="示例：本人申请")
    assert refused(caller.get("me/"), 401, "token_ended")


def test_counts_are_forgotten_after_thirty_days(calling: Call) -> None:
    calling("province").get("me/")
    assert using_tokens.clear_old(timezone.now())["counts"] == 0
    assert using_tokens.clear_old(timezone.now() + timedelta(days=31))["counts"] == 1
    assert not ApiUse.objects.exists()


def test_a_revoked_token_is_refused_and_only_its_owner_revokes_it(calling: Call, cast: Cast) -> None:
    caller = calling("province")
    token = PersonalToken.objects.get()
    personal_tokens.revoke_token(token, by=cast.actor("province"), version=token.trail_seq)
    assert refused(caller.get("me/"), 401, "token_ended")
    kinds = set(Event.objects.filter(stream=cast.province.user.stream).values_list("kind", flat=True))
    assert {"token.made", "token.revoked"} <= kinds


def test_the_first_use_of_a_day_is_an_event_and_the_tenth_is_none(calling: Call, cast: Cast) -> None:
    caller = calling("province")
    for _time in range(10):
        assert caller.get("me/").status_code == 200
    used = Event.objects.filter(stream=cast.province.user.stream, kind="token.used")
    assert used.count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        caller.get("me/")
    assert used.count() == 2
    assert used.order_by("seq")[0].content["from"]["door"] == "api"
    assert PersonalToken.objects.get().last_used_at is not None


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": " "}, "name"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["appraisers:write"]}, "scopes"),
        ({"valid_until": -1}, "valid_until"),
        ({"valid_until": 91}, "valid_until"),
    ],
)
def test_a_token_that_may_too_much_or_lives_too_long_is_not_made(cast: Cast, given: dict, field: str) -> None:
    today = timezone.localdate()
    values = {"name": "示例", "scopes": ["cases:read"], "valid_until": 90} | given
    values["valid_until"] = today + timedelta(days=values["valid_until"])
    with pytest.raises(RuleBroken) as refusal:
        personal_tokens.make_token(**values, by=cast.actor("province"))
    assert [finding.field for finding in refusal.value.findings] == [field]


def test_a_token_may_not_more_than_its_posting(cast: Cast) -> None:
    with pytest.raises(RuleBroken):
        personal_tokens.make_token(
            name="示例", scopes=["cases:read"], valid_until=timezone.localdate(), by=cast.actor("auditor")
        )


def test_only_the_system_administrator_registers_clients_and_never_for_administration(cast: Cast) -> None:
    body = cast.jinan_institution.organisation
    values = {"name": "示例系统", "organisation": body, "scopes": ["cases:read"], "reason": "示例"}
    with pytest.raises(NotAllowed):
        clients.register_client(**values, role="case_clerk", by=cast.actor("jinan_institution_administrator"))
    with pytest.raises(RuleBroken):
        clients.register_client(**values, role="institution_administrator", by=cast.actor("administrator"))
    with pytest.raises(RuleBroken) as refusal:
        clients.register_client(
            **values | {"scopes": ["cases:accept"]}, role="appraiser", by=cast.actor("administrator")
        )
    assert [finding.field for finding in refusal.value.findings] == ["scopes"]


def test_who_asks_too_often_waits(calling: Call, settings: Any) -> None:
    settings.API_RATES = {**settings.API_RATES, "token": 3, "network": 2}
    caller, other = calling("province"), calling("jinan")
    with time_machine.travel(timezone.now(), tick=False):
        assert [caller.get("me/").status_code for _time in range(4)] == [200, 200, 200, 429]
        answer = caller.get("me/")
        assert refused(answer, 429, "throttled")
        assert 0 < int(answer.headers["Retry-After"]) <= 60
        assert other.get("me/").headers["RateLimit-Remaining"] == "2"
        assert [Caller("sfjdp_wrong").get("me/").status_code for _time in range(3)] == [401, 401, 429]
    assert ApiUse.objects.filter(subject__startswith="network:").get().requests == 3
    assert "127.0.0.1" not in "".join(ApiUse.objects.values_list("subject", flat=True))


def test_a_token_stands_in_no_log(calling: Call, register: Register) -> None:
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    for name in ("", "django.request", "oauth2_provider", "oauthlib"):
        logging.getLogger(name).addHandler(handler)
    system = register()
    tokens = [calling("province").token, system.caller().token, system.secret]
    for token in tokens:
        Caller(token).get("me/")
        Caller(token).get("absent/")
        Client().get("/api/v1/me/", {"access_token": token})
        Client().post(
            "/api/v1/token/", {"grant_type": "client_credentials", "client_id": token, "client_secret": token}
        )
    for name in ("", "django.request", "oauth2_provider", "oauthlib"):
        logging.getLogger(name).removeHandler(handler)
    assert lines.getvalue()
    assert [token for token in tokens if token in lines.getvalue()] == []


def test_a_token_in_the_address_is_no_token(register: Register) -> None:
    caller = register().caller()
    answer = Client().get("/api/v1/me/", {"access_token": caller.token})
    assert refused(answer, 401, "token_missing")
