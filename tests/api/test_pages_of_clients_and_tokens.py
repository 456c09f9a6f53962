"""The pages on which clients are registered and tokens made."""

import re
from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from foundation.exchange.models import ApiClient, PersonalToken
from tests.api.conftest import Caller, System
from tests.people import Cast

SignIn = Callable[[str], Client]
Register = Callable[..., System]
NEW = "/administration/clients/new/"


def token_form(**values: object) -> dict[str, object]:
    until = timezone.localdate() + timedelta(days=20)
    return {"name": "示例脚本", "scopes": ["cases:read"], "valid_until": until.isoformat()} | values


def test_a_client_is_registered_by_page_and_its_secret_is_shown_once(sign_in: SignIn, cast: Cast) -> None:
    browser = sign_in("administrator")
    form = {
        "name": "示例业务系统", "organisation": cast.jinan_institution.organisation.pk, "role": "case_clerk",
        "scopes": ["cases:read"], "reason": "示例：机构申请对接",
    }  # fmt: skip
    page = browser.post(NEW, form)
    assert page.status_code == 200
    secret = page.context["secret"]
    assert secret in page.content.decode()
    client = ApiClient.objects.get()
    assert System(client, secret).sign_in().status_code == 200
    for address in ("/administration/clients/", f"/administration/clients/{client.pk}/"):
        shown = browser.get(address)
        assert shown.status_code == 200
        assert secret not in shown.content.decode()
    again = browser.post(NEW, form)
    assert again.status_code == 422
    assert ApiClient.objects.count() == 1


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(sign_in: SignIn, cast: Cast) -> None:
    body = cast.jinan_institution.organisation.pk
    page = sign_in("administrator").post(
        NEW,
        {"name": "示例\0", "organisation": body, "role": "appraiser", "scopes": ["cases:read"], "reason": "示例理由"},
    )
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"name"}
    page = sign_in("administrator").post(
        NEW,
        {
            "name": "示例系统",
            "organisation": body,
            "role": "appraiser",
            "scopes": ["cases:accept"],
            "reason": "示例理由",
        },
    )
    assert set(page.context["form"].errors) == {"scopes"}
    assert "示例理由" in page.content.decode()


def test_an_institution_sees_and_revokes_its_own_clients_only(sign_in: SignIn, cast: Cast, register: Register) -> None:
    own = register()
    foreign = register(cast.qingdao_institution.organisation)
    browser = sign_in("jinan_institution_administrator")
    page = browser.get("/administration/clients/").content.decode()
    assert own.client.name in page
    assert foreign.client.name not in page
    assert browser.get(NEW).status_code == 403
    assert browser.get(f"/administration/clients/{foreign.client.pk}/").status_code == 404
    assert browser.get(f"/administration/clients/{foreign.client.pk}/revoke/").status_code == 404
    address = f"/administration/clients/{own.client.pk}/revoke/"
    caller = own.caller()
    version = own.client.trail_seq
    assert browser.post(address, {"version": version, "reason": ""}).status_code == 422
    assert browser.post(address, {"version": version - 1, "reason": "示例"}).status_code == 409
    assert caller.get("me/").status_code == 200
    assert browser.post(address, {"version": version, "reason": "示例：密钥外泄"}).status_code == 302
    assert caller.get("me/").status_code == 401
    assert browser.post(address, {"version": version, "reason": "示例"}).status_code == 422


def test_a_new_secret_by_page(sign_in: SignIn, register: Register) -> None:
    system = register()
    address = f"/administration/clients/{system.client.pk}/secret/"
    browser = sign_in("administrator")
    given = {"version": system.client.trail_seq, "overlap_days": 0, "reason": "示例：定期更换"}
    page = browser.post(address, given)
    assert page.status_code == 200
    assert system.sign_in().status_code == 401
    assert system.sign_in(secret=page.context["secret"]).status_code == 200


def test_a_token_is_made_by_page_works_and_is_revoked(sign_in: SignIn) -> None:
    browser = sign_in("jinan_clerk")
    page = browser.post("/account/tokens/new/", token_form())
    found = re.search(r"sfjdp_[\w-]{43}", page.content.decode())
    assert found is not None
    caller = Caller(found.group())
    assert caller.get("cases/").status_code == 200
    listed = browser.get("/account/tokens/").content.decode()
    assert found.group() not in listed
    assert found.group()[:10] in listed
    assert browser.post("/account/tokens/new/", token_form()).status_code == 422
    token = PersonalToken.objects.get()
    address = f"/account/tokens/{token.pk}/revoke/"
    assert sign_in("jinan_head").post(address, {"version": token.trail_seq}).status_code == 404
    assert browser.post(address, {"version": token.trail_seq}).status_code == 302
    assert caller.get("cases/").status_code == 401
    assert browser.post(address, {"version": "示例"}).status_code == 422


def test_only_scopes_of_the_posting_are_offered(sign_in: SignIn) -> None:
    offered = sign_in("auditor").get("/account/tokens/new/").context["form"].fields["scopes"].choices
    assert offered == []
    offered = sign_in("lixia").get("/account/tokens/new/").context["form"].fields["scopes"].choices
    assert {code for code, _label in offered} == {
        "annual_review:read", "appraisers:read", "assessment:read", "cases:read", "early_warning:read",
        "equipment:read", "institutions:read", "lapses:read", "layout:read", "recognition:read", "rectification:read",
        "reports:order",
        "reports:read", "restrictions:read",
    }  # fmt: skip


def test_the_list_of_accounts_names_machines(sign_in: SignIn, register: Register) -> None:
    system = register()
    browser = sign_in("administrator")
    assert system.client.posting.user.username in browser.get("/administration/users/?q=client-").content.decode()
    user = f"/administration/users/{system.client.posting.user_id}/"
    assert browser.get(user).status_code == 200
    assert browser.post(f"{user}reset/", {"reason": "示例"}).status_code == 422
