"""The pages of signing in, as allauth serves them through the portal's templates."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.people import Cast, sign_in

__all__ = ["sign_in"]


@pytest.mark.django_db
def test_signing_in_with_an_unknown_name_lists_the_error_and_keeps_the_name() -> None:
    html = Client().post("/accounts/login/", {"login": "nobody", "password": "wrong-password"}).content.decode()
    assert "<title>有1处需要改：工作人员登录" in html
    assert "pt-errsum" in html
    assert 'value="nobody"' in html
    assert "wrong-password" not in html
    assert 'autocomplete="username"' in html


@pytest.mark.django_db
def test_the_sign_in_page_speaks_english_when_asked() -> None:
    client = Client(headers={"accept-language": "en"})
    assert '<html lang="zh-CN"' in client.get("/accounts/login/").content.decode(), "the browser decides nothing"
    client.post("/language/", {"language": "en", "next": "/accounts/login/"})
    html = client.get("/accounts/login/").content.decode()
    assert '<html lang="en"' in html
    assert "<h1>Staff sign-in</h1>" in html


def test_setting_up_the_second_step_shows_picture_and_key_without_a_data_address(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.jinan.user)
    response = client.get("/accounts/2fa/totp/activate/", follow=True)
    html = response.content.decode()
    if "reauthenticate" in response.request["PATH_INFO"]:
        assert "确认是本人" in html
        return
    assert "<svg" in html
    assert "data:image" not in html
    assert re.search(r'class="pt-secret">[A-Z2-7]{16,}<', html)


def test_an_account_without_a_password_is_not_offered_to_change_it(sign_in: Callable[[str], Client]) -> None:
    assert "修改密码" not in sign_in("jinan").get("/accounts/2fa/").content.decode()


def test_security_and_recovery_pages_open_for_the_person(sign_in: Callable[[str], Client]) -> None:
    client = sign_in("jinan")
    for address, words in (
        ("/accounts/2fa/", "验证器已设置"),
        ("/accounts/logout/", "草稿会保留"),
        ("/accounts/reauthenticate/", "确认是本人"),
    ):
        response = client.get(address, follow=True)
        html = response.content.decode()
        assert response.status_code == 200, address
        assert words in html
        assert html.count("<h1") == 1, address
