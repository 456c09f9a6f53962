"""The day ruler: one cell a working day, hatched while paused, outlined while left, red when late."""

from datetime import date

import time_machine
from django.template.loader import render_to_string
from django.utils import translation

from foundation.desk.charts.days import ArithmeticLine, DayRuler, day_ruler

# The case of the mockup: 30 working days from 18 September 2024, 6 paused, make-up Sunday and Saturday, seven days off.
START, DUE, TODAY = date(2024, 9, 18), date(2024, 11, 12), date(2024, 11, 8)
MAKE_UP = {date(2024, 9, 29), date(2024, 10, 12)}
PAUSE = (date(2024, 10, 13), date(2024, 10, 21))


def _is_working(day: date) -> bool:
    holiday = date(2024, 10, 1) <= day <= date(2024, 10, 7)
    return day in MAKE_UP or (day.weekday() < 5 and not holiday)


def _ruler(today: date = TODAY) -> DayRuler:
    drawn = day_ruler(START, DUE, today, is_working=_is_working, pauses=[PAUSE])
    assert drawn is not None
    return drawn


def test_one_cell_stands_for_each_working_day() -> None:
    kinds = [cell.kind for cell in _ruler().cells]
    working = [day for day in range((DUE - START).days) if _is_working(date.fromordinal(START.toordinal() + day + 1))]
    assert len(kinds) == len(working)
    assert kinds.count("hold") == 6
    assert kinds.count("used") == 28
    assert kinds.count("left") == 2
    assert kinds.count("over") == 0


def test_holidays_leave_a_wider_gap_than_weekends() -> None:
    gaps = [cell.gap for cell in _ruler().cells]
    assert gaps.count("rest") == 1
    assert gaps.count("wk") >= 5


def test_a_late_case_goes_on_in_red_to_today() -> None:
    with translation.override("en"):
        drawn = _ruler(date(2024, 11, 15))
    assert [cell.kind for cell in drawn.cells][-3:] == ["over"] * 3
    assert drawn.cells[-1].today
    assert "3 late" in drawn.label


@time_machine.travel("2024-11-09T01:00:00Z", tick=False)
def test_a_rest_day_shows_today_at_the_working_day_before() -> None:
    with translation.override("zh-hans"):
        drawn = _ruler(date(2024, 11, 9))
    assert [cell.above for cell in drawn.cells if "今日" in cell.above] == ["今日11月9日"]
    assert not any(cell.today for cell in drawn.cells)


@time_machine.travel("2024-11-08T01:00:00Z", tick=False)
def test_the_component_prints_arithmetic_with_articles_and_a_sentence() -> None:
    lines = (
        ArithmeticLine("2024-09-19", "法定时限", "30", "《程序通则》第二十八条", "/law/1"),
        ArithmeticLine("2024-11-12", "到期", "36", total=True),
    )
    with translation.override("zh-hans"):
        html = render_to_string(
            "components/day_ruler.html", {"ruler": _ruler(), "lines": lines, "calendar": "日历第2024.2版"}
        )
    assert 'role="img" aria-label="已用28个工作日，暂停6日，余2日"' in html
    assert 'href="/law/1">《程序通则》第二十八条</a>' in html
    assert "日历第2024.2版" in html
    assert "11月12日到期" in html


def test_a_period_too_long_to_draw_is_left_to_its_arithmetic() -> None:
    assert day_ruler(date(2024, 1, 1), date(2026, 1, 1), TODAY, is_working=_is_working) is None
    assert day_ruler(START, START, START, is_working=_is_working) is None
