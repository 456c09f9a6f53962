"""A new edition of the calendar moves due dates and turnarounds, and nothing else."""

from collections.abc import Callable
from datetime import date

from cases.actions.recounting import recount
from cases.deadlines import clock_of
from cases.due_dates import opinion_due
from cases.models import Case
from foundation.audit.actors import SYSTEM
from foundation.clocks.actions.publishing import publish_edition
from foundation.clocks.models import CalendarEdition
from foundation.clocks.queries import current_calendar
from foundation.exchange.models import Import
from tests.cases.conftest import ledger, ledger_row
from tests.people import Cast

Load = Callable[..., Import]


def test_the_fast_due_date_is_that_of_the_clock(cast: Cast, load: Load) -> None:
    days = [date(2026, month, 27) for month in range(1, 12)]
    load(ledger(*(ledger_row(n, 受理日期=day, 出具日期="", 意见书编号="") for n, day in enumerate(days, 1))))
    for case in Case.objects.all():
        assert case.due_on == clock_of(case, date(2026, 11, 23)).due_on


def test_a_new_edition_moves_what_rests_on_its_year(cast: Cast, load: Load) -> None:
    late = ledger_row(1, 受理日期=date(2026, 12, 1), 出具日期="", 意见书编号="")
    load(ledger(late, ledger_row(2)), as_of=date(2026, 12, 2))
    waiting, issued = Case.objects.order_by("import_row")
    before = waiting.due_on
    (present,) = CalendarEdition.objects.in_force().filter(year=2027)
    publish_edition(
        year=2027,
        published=True,
        holidays={date(2027, 1, day): "Spring Festival" for day in range(1, 16)},
        makeup_days={},
        source="示例通知",
        supersedes=present.version,
        by=SYSTEM,
    )
    recount(2027)
    moved = Case.objects.get(pk=waiting.pk)
    assert before is not None and moved.due_on is not None and moved.due_on > before
    assert moved.due_on == opinion_due(current_calendar())(moved.effective_on)[0]
    assert not moved.due_provisional
    assert Case.objects.get(pk=issued.pk).due_on == issued.due_on
    assert recount(2027) == (0, 0)
