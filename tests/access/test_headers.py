"""What answers carry that no route gives: absent pages, errors, refused forms. Routes are walked elsewhere."""

import io
from typing import Any

import pytest
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation, TooManyFieldsSent
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse

from appraisal_portal import urls
from foundation.accounts.doors import own_page, public_page
from foundation.audit.errors import Finding, NotAllowed, RuleBroken, StaleState
from tests.access import oracle
from tests.access.people import Crowd
from tests.access.routes import all_routes
from tests.access.sheltering import faults_of
from tests.access.test_every_route_for_every_role import undone
from tests.access.world import Things

SECRET = "示例保密内容379999198005060012"


def test_pages_that_do_not_exist_are_sheltered_too(crowd: Crowd) -> None:
    for name in ("visitor", "province"):
        response = crowd[name].client.get("/no/such/page/")
        assert response.status_code == 404
        assert faults_of(response, signed_in=crowd[name].signed_in) == []


@public_page
def _broken(request: HttpRequest) -> HttpResponse:
    raise ValueError(SECRET)


@own_page
def _broken_inside(request: HttpRequest) -> HttpResponse:
    local = SECRET
    raise ZeroDivisionError(local)


@pytest.mark.parametrize("name", ["visitor", "province"])
def test_an_error_says_nothing_and_is_sheltered(
    crowd: Crowd, name: str, monkeypatch: pytest.MonkeyPatch, settings: Any, log_lines: io.StringIO
) -> None:
    broken = [path("broken/", _broken, name="broken"), path("broken/inside/", _broken_inside, name="broken_inside")]
    monkeypatch.setattr(urls, "urlpatterns", [*urls.urlpatterns, *broken])
    settings.ROOT_URLCONF = "appraisal_portal.urls"  # forgets the resolver's memory
    client = crowd[name].client
    client.raise_request_exception = False
    for address in ("/broken/", *(["/broken/inside/"] if name == "province" else [])):
        response = client.get(address)
        assert response.status_code == 500
        assert faults_of(response, signed_in=name == "province") == []
        text = response.content.decode()
        assert SECRET not in text
        assert "Error" not in text
        assert "Traceback" not in text
    assert "_broken" in log_lines.getvalue()
    assert SECRET not in log_lines.getvalue(), "the log repeats the words of the error"


# Harmless to be made to post, each for the reason in its docstring.
WITHOUT_TOKEN = {"language/", "mail/stop/"}


def test_a_form_without_its_token_is_refused_everywhere(crowd: Crowd, things: Things) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = crowd["province"].client.cookies
    accepted = []
    for route in all_routes():
        thing = things[oracle.kind_of(route)][0] if route.arguments else None
        with undone(browser):
            response = browser.post(reverse(route.name, kwargs=thing.arguments if thing else {}))
        if route.pattern.startswith("api/v1/"):
            if response.status_code not in {400, 401, 405}:  # no cookie counts there, so no form can be forged
                accepted.append(f"{route.pattern}: {response.status_code}")
        elif route.pattern in WITHOUT_TOKEN:
            assert response.status_code in {302, 404}, route.pattern
        elif response.status_code != 403 or b"pt-" not in response.content:
            accepted.append(f"{route.pattern}: {response.status_code}")
    assert accepted == []


def _raising(error: Exception) -> Any:
    @public_page
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


@public_page
def _busy(request: HttpRequest) -> HttpResponse:
    return HttpResponse("{}", status=429, content_type="application/json")


ERRORS = {
    "bad_request": (400, BadRequest("示例")),
    "suspicious": (400, SuspiciousOperation("示例")),
    "too_many_fields": (400, TooManyFieldsSent("示例")),
    "forbidden": (403, PermissionDenied("示例")),
    "not_allowed": (403, NotAllowed("cases.view", "示例")),
    "absent": (404, Http404("示例")),
    "stale": (409, StaleState("示例")),
    "rule": (422, RuleBroken([Finding("示例")])),
}


@pytest.mark.parametrize("name", ERRORS)
def test_every_kind_of_error_is_a_sheltered_page_in_words(
    crowd: Crowd, name: str, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    status, error = ERRORS[name]
    monkeypatch.setattr(urls, "urlpatterns", [*urls.urlpatterns, path("raise/", _raising(error)), path("busy/", _busy)])
    settings.ROOT_URLCONF = "appraisal_portal.urls"
    response = crowd["province"].client.get("/raise/")
    assert response.status_code == status
    assert faults_of(response, signed_in=False) == []
    assert b"<main" in response.content
    assert b"pt-ways" in response.content or b"pt-why" in response.content, "no way on"
    busy = crowd["visitor"].client.get("/busy/")
    assert (busy.status_code, faults_of(busy, signed_in=False)) == (429, [])


def test_a_host_that_is_not_ours_gets_a_sheltered_refusal(db: None) -> None:
    response = Client(headers={"host": "elsewhere.example"}).get("/")
    assert response.status_code == 400
    assert faults_of(response, signed_in=False) == []
