"""Statements that are put together once: the same rows as the query set, for new values, never an old answer."""

import threading
from datetime import date
from typing import Any

from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from foundation.accounts.models import Posting
from foundation.accounts.roles import Role
from foundation.audit.statements import Statement, asked_again
from tests.factories.users import make_posting
from tests.people import Cast


def test_a_statement_gives_what_the_query_set_gives_for_whatever_values(cast: Cast) -> None:
    asked: Statement[Posting] = Statement(
        lambda role, day: Posting.objects.filter(role=role).in_force(day).select_related("organisation").order_by("id")
    )
    for role in (cast.province.role, cast.auditor.role, "nobody", cast.province.role):
        for day in (date(2019, 1, 1), date(2026, 11, 26)):
            with CaptureQueriesContext(connection) as captured:
                found = asked.rows(role=role, day=day)
                names = [row.organisation.name for row in found]
            assert len(captured) == 1, "with the organisations in one question"
            plain = Posting.objects.filter(role=role).in_force(day).order_by("id")
            assert (found, names) == (list(plain), [row.organisation.name for row in plain])


def test_the_same_question_finds_rows_written_in_between(cast: Cast) -> None:
    def held() -> int:
        return len(asked_again("test", lambda: Posting.objects.filter(role="case_clerk").values_list("pk", flat=True)))

    before = held()
    make_posting("another", Role.CASE_CLERK, cast.jinan_institution.organisation)
    assert held() == before + 1


def test_a_question_that_no_row_can_answer_is_not_sent(db: None) -> None:
    asked: Statement[Posting] = Statement(lambda: Posting.objects.filter(pk__in=[]))
    with CaptureQueriesContext(connection) as captured:
        assert asked.rows() == []
    assert len(captured) == 0


def test_each_thread_asks_by_its_own_connection(db: None) -> None:
    asked: Statement[Posting] = Statement(lambda role: Posting.objects.filter(role=role))
    asked.rows(role="officer")
    used: list[Any] = []

    def ask() -> None:
        own = connections["default"]

        def note(run: Any, *given: Any) -> Any:
            used.append(given[-1]["connection"])
            return run(*given)

        with own.execute_wrapper(note):
            asked.rows(role="officer")
        used.append(own)
        own.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert used[0] is used[1] and used[0] is not connections["default"]
