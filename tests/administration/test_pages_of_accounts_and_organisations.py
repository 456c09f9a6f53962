"""The pages of an account and of an organisation: acts with their reasons, tabs, trail."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from foundation.accounts.actions.disabling import disable
from foundation.accounts.roles import Role
from tests.factories.users import make_posting
from tests.people import Cast

SignIn = Callable[[str], Client]


def page(client: Client, route: str, key: object) -> str:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    answer = client.get(reverse(f"administration:{route}", args=[key]))
    assert answer.status_code == 200, route
    return answer.content.decode()


def test_an_account_in_use_can_be_given_postings_reset_and_disabled(cast: Cast, sign_in: SignIn) -> None:
    text = page(sign_in("administrator"), "user", cast.jinan.user_id)
    for route in ("posting_new", "user_reset", "user_disable"):
        assert f'href="{reverse(f"administration:{route}", args=[cast.jinan.user_id])}"' in text
    assert "Enable the account" not in text


def test_a_disabled_account_says_why_it_gets_neither_posting_nor_password(cast: Cast, sign_in: SignIn) -> None:
    disable(cast.jinan.user, by=cast.actor("administrator"), reason="离岗")
    text = page(sign_in("administrator"), "user", cast.jinan.user_id)
    assert text.count("The account is disabled; enable it first.") == 2
    assert f'href="{reverse("administration:user_enable", args=[cast.jinan.user_id])}"' in text
    assert reverse("administration:posting_new", args=[cast.jinan.user_id]) not in text


def test_nobody_is_offered_acts_on_his_own_account(cast: Cast, sign_in: SignIn) -> None:
    text = page(sign_in("administrator"), "user", cast.administrator.user_id)
    assert text.count("Nobody changes his own account or postings. You can: Ask another administrator.") == 3
    assert reverse("administration:user_disable", args=[cast.administrator.user_id]) not in text


def test_an_account_with_postings_elsewhere_is_not_the_institutions_to_change(cast: Cast, sign_in: SignIn) -> None:
    make_posting("", Role.CASE_CLERK, cast.qingdao_institution.organisation, user=cast.jinan_clerk.user)
    text = page(sign_in("jinan_institution_administrator"), "user", cast.jinan_clerk.user_id)
    assert text.count("only the system administrator may change it.") == 2
    assert f'href="{reverse("administration:posting_new", args=[cast.jinan_clerk.user_id])}"' in text


def test_the_trail_of_an_account_tells_of_its_postings_too(cast: Cast, sign_in: SignIn) -> None:
    disable(cast.jinan.user, by=cast.actor("administrator"), reason="离岗")
    text = page(sign_in("administrator"), "user_trail", cast.jinan.user_id)
    for words in ("Account disabled", "Posting granted", "离岗"):
        assert words in text


def test_an_organisation_shows_facts_postings_and_trail(cast: Cast, sign_in: SignIn) -> None:
    client, body = sign_in("administrator"), cast.jinan.organisation
    assert "Open an account" in page(client, "organisation", body.pk)
    assert "示例jinan" in page(client, "organisation_postings", body.pk)
    assert "Organisation entered" in page(client, "organisation_trail", body.pk)
    listed = client.get(reverse("administration:organisations")).content.decode()
    assert reverse("administration:organisation", args=[body.pk]) in listed


@pytest.mark.parametrize("route", ["organisation", "organisation_postings", "organisation_trail"])
def test_an_institution_finds_its_own_organisation_only(cast: Cast, sign_in: SignIn, route: str) -> None:
    client = sign_in("jinan_institution_administrator")
    own, other = cast.jinan_institution.organisation_id, cast.qingdao_institution.organisation_id
    assert client.get(reverse(f"administration:{route}", args=[own])).status_code == 200
    for key in (other, uuid4()):
        assert client.get(reverse(f"administration:{route}", args=[key])).status_code == 404
