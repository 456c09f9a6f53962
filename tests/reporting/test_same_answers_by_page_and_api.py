"""Ordering a report does the same by its page and by the API, and is refused with the same findings."""

from collections.abc import Iterator

import pytest
import time_machine

from governance.reporting.models import Report
from tests.factories.reports import WHY, make_order
from tests.people import Cast
from tests.sameness import Act, Scene, by_api, by_page, compare, said_by_api, said_by_page

SHORT, LONG = {"reason": "x"}, {"reason": "长" * 501}


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


class Reports(Scene):
    """The reports of Jinan."""

    tables = ("reporting",)

    def nothing(self) -> None:
        """An act that begins something."""

    def ordered(self) -> None:
        """One is being written."""
        make_order(self.actor("jinan"), "370100")


ORDERING = Act(
    "report_order", "api_reports", "jinan", Reports.nothing,
    {"area": "370100", "period": "2026-10", "reason": WHY}, "reports.order",
    amiss=({"area": "370200"}, {"area": "370000"}, {"area": "999999"}, {"period": "2026-11"}, {"period": "2026-13"},
           {"period": "2026-Q3"}, SHORT, LONG),
    strangers=(("jinan_clerk", 403), ("auditor", 403)), versioned=False,
)  # fmt: skip
ACTS = (ORDERING,)


def test_page_and_api_do_the_same_and_refuse_the_same(cast: Cast) -> None:
    compare(Reports(cast), ORDERING)
    assert not Report.objects.exists(), "both ways were undone"


def test_while_one_is_being_written_both_say_so(cast: Cast) -> None:
    scene = Reports(cast)
    scene.ordered()
    page = by_page(scene, "jinan", ORDERING, None, ORDERING.given)
    api = by_api(scene, "jinan", ORDERING, None, ORDERING.given)
    assert (page.status_code, api.status_code) == (422, 422)
    assert said_by_page(page) == said_by_api(api, ORDERING, page) != set()
