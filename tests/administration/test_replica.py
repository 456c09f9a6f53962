"""Pages that only read may read from a second server; its absence is never seen by those who read."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings

from appraisal_portal.pages import health
from foundation import replica
from foundation.accounts.models import Organisation
from foundation.audit.statements import Statement
from tests.people import Cast


@pytest.fixture
def gone(db: None) -> Iterator[None]:
    """A second server is named, and nobody answers there."""
    connections.settings[replica.REPLICA] = {**connections.settings[DEFAULT_DB_ALIAS], "HOST": "127.0.0.1", "PORT": "9"}
    _standing_anew()
    there: Any = connections[replica.REPLICA]

    def connect() -> None:  # the guard of the tests over connections knows the first server only
        with there.wrap_database_errors:
            there.connect()

    there.ensure_connection = connect
    yield
    connections[replica.REPLICA].close()
    del connections[replica.REPLICA]
    del connections.settings[replica.REPLICA]
    _standing_anew()


def test_without_a_second_server_everything_is_read_where_it_is_written() -> None:
    assert not replica.is_configured()
    assert replica.alias() == DEFAULT_DB_ALIAS
    assert health.follower().state == "ok"


def test_what_is_read_goes_to_the_second_server_and_what_is_written_to_the_first() -> None:
    router = replica.Router()
    with replica.from_replica():
        assert router.db_for_read(Organisation) == replica.REPLICA
        assert router.db_for_write(Organisation) == DEFAULT_DB_ALIAS
    assert router.db_for_read(Organisation) == DEFAULT_DB_ALIAS
    assert not router.allow_migrate(replica.REPLICA, "cases")


def test_a_second_server_that_is_away_is_passed_over_and_said_to_be_away(
    gone: None, cast: Cast, sign_in: Callable[..., Client]
) -> None:
    assert sign_in("province").get("/figures/").status_code == 200
    assert Client().get("/register/").status_code == 200
    assert not replica.look().usable
    assert health.follower().state == "degraded"


def test_a_page_that_fails_on_the_second_server_is_made_again_from_the_first(gone: None) -> None:
    replica._standing.usable, replica._standing.looked_at = True, float("inf")
    read_from: list[str] = []

    @replica.reads_replica
    def page(request: HttpRequest) -> HttpResponse:
        read_from.append(replica.alias())
        if replica.alias() == replica.REPLICA:
            raise OperationalError("server closed the connection")
        return HttpResponse("figures")

    assert page(_get()).status_code == 200
    assert read_from == [replica.REPLICA, DEFAULT_DB_ALIAS]
    assert not replica._standing.usable, "the next page does not try it at once"


def test_a_question_first_asked_of_the_second_server_is_later_asked_of_the_first(gone: None) -> None:
    question: Statement[Organisation] = Statement(lambda: Organisation.objects.order_by("name"))
    with (
        replica.from_replica(),
        override_settings(DATABASE_ROUTERS=["foundation.replica.Router"]),
        pytest.raises(OperationalError),
    ):
        question.rows()
    assert question.rows() == []


def test_what_is_posted_never_reads_from_the_second_server(gone: None) -> None:
    replica._standing.usable, replica._standing.looked_at = True, float("inf")
    seen: list[str] = []

    @replica.reads_replica
    def page(request: HttpRequest) -> HttpResponse:
        seen.append(replica.alias())
        return HttpResponse()

    posted: Any = _get()
    posted.method = "POST"
    page(posted)
    assert seen == [DEFAULT_DB_ALIAS]


def _standing_anew() -> None:
    """As in a process that has not looked yet."""
    fresh = replica.Standing()
    replica._standing.usable, replica._standing.looked_at = fresh.usable, fresh.looked_at


def _get() -> HttpRequest:
    request = HttpRequest()
    request.method = "GET"
    return request
