"""Registering a client, giving it a new secret, making a token: a second sending does nothing and shows no secret."""

import re
from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from foundation.audit.models import OnceDone
from foundation.exchange.models import ApiClient, PersonalToken
from tests.api.conftest import System
from tests.people import Cast

SignIn = Callable[[str], Client]
Register = Callable[..., System]


def key_on(client: Client, address: str) -> str:
    found = re.search(r'name="form_key" value="([^"]+)"', client.get(address).content.decode())
    assert found is not None
    return found[1]


def test_a_client_registered_by_a_double_click_is_registered_once(sign_in: SignIn, cast: Cast) -> None:
    browser, address = sign_in("administrator"), "/administration/clients/new/"
    form = {
        "name": "示例业务系统", "organisation": cast.jinan_institution.organisation.pk, "role": "case_clerk",
        "scopes": ["cases:read"], "reason": "示例：机构申请对接", "form_key": key_on(browser, address),
    }  # fmt: skip
    first, second = browser.post(address, form), browser.post(address, form)
    client = ApiClient.objects.get()
    assert (first.status_code, second.status_code) == (200, 302)
    assert second.headers["Location"] == f"/administration/clients/{client.pk}/"
    shown = browser.get(second.headers["Location"]).content.decode()
    assert first.context["secret"] not in shown and "只显示过一次" in shown
    assert first.context["secret"] not in str(OnceDone.objects.values_list("answer", flat=True))


def test_a_new_secret_asked_for_twice_is_given_once(sign_in: SignIn, register: Register) -> None:
    system, browser = register(), sign_in("administrator")
    address = f"/administration/clients/{system.client.pk}/secret/"
    form = {
        "version": system.client.trail_seq, "overlap_days": 0, "reason": "示例：定期更换",
        "form_key": key_on(browser, address),
    }  # fmt: skip
    first, second = browser.post(address, form), browser.post(address, form)
    assert (first.status_code, second.status_code) == (200, 302)
    assert system.sign_in(secret=first.context["secret"]).status_code == 200
    system.client.refresh_from_db()
    assert system.client.trail_seq == form["version"] + 1


def test_a_token_made_by_a_double_click_is_made_once(sign_in: SignIn) -> None:
    browser, address = sign_in("jinan_clerk"), "/account/tokens/new/"
    until = timezone.localdate() + timedelta(days=20)
    form = {
        "name": "示例脚本", "scopes": ["cases:read"], "valid_until": until.isoformat(),
        "form_key": key_on(browser, address),
    }  # fmt: skip
    first, second = browser.post(address, form), browser.post(address, form)
    assert (first.status_code, second.status_code) == (200, 302)
    assert second.headers["Location"] == "/account/tokens/"
    assert PersonalToken.objects.count() == 1
    text = re.search(r"sfjdp_[\w-]{43}", first.content.decode())
    assert text is not None and text.group() not in browser.get("/account/tokens/").content.decode()
