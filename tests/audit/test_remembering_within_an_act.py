"""What an act has looked up it need not look up again, until something changes; nothing outlives the act."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.audit import trail
from foundation.audit.actors import SYSTEM
from foundation.audit.once import act
from foundation.audit.remembering import remembered, remembering
from foundation.law import queries as law


def test_an_act_asks_once_whether_a_legal_table_has_changed_and_anew_after_an_event(db: None) -> None:
    law.categories()

    def questions() -> int:
        with CaptureQueriesContext(connection) as captured:
            law.categories()
            law.lineage("FY-02")
        return len(captured)

    @act
    def asked_before_and_after_an_event() -> tuple[int, int, int]:
        first, second = questions(), questions()
        trail.append("test:1", "test.happened", by=SYSTEM)
        return first, second, questions()

    assert questions() == 2, "outside an act nothing is remembered"
    assert asked_before_and_after_an_event() == (1, 0, 1)
    assert questions() == 2


def test_an_act_that_ends_leaves_nothing_to_the_next(db: None) -> None:
    found: list[str] = []

    @act
    def look(word: str) -> None:
        found.append(remembered("a key", lambda: word))

    look("before")
    look("after")
    assert found == ["before", "after"]


def test_what_an_act_saw_that_failed_is_not_believed_by_the_rest_of_the_request(db: None) -> None:
    @act
    def fail() -> None:
        remembered("a key", lambda: "written, and rolled back")
        raise LookupError("it fails after it has written")

    with remembering():
        with pytest.raises(LookupError):
            fail()
        assert remembered("a key", lambda: "on file") == "on file"
