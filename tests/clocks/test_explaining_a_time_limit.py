"""The arithmetic in words: which days were counted, by which article, with which edition."""

from datetime import date

from django.utils import translation

from foundation.clocks.reckoning import reckon
from foundation.clocks.wording import PHRASES, say_all
from tests.clocks.calendars import (
    CHINA,
    COMPLAINT,
    HEARING,
    MOVE,
    OPINION,
    RENEWAL,
    agree,
    agree_day,
    extend,
    pause,
    start,
    stop,
)

EVENTS = [start(date(2026, 9, 14)), *pause(date(2026, 9, 28), date(2026, 10, 12))]


def test_the_whole_sum_is_printed_in_english():
    with translation.override("en"):
        text = "\n".join(say_all(reckon(OPINION, EVENTS, CHINA, date(2026, 11, 2)).lines))
    assert "30 working days. (程序通则 第28条)" in text
    assert "Mid-autumn Festival, 25 September 2026: one weekday off." in text
    assert "National Day, 1 October 2026 to 7 October 2026: 5 weekdays off." in text
    assert "10 October 2026 is a make-up workday (National Day) and counts." in text
    # 15 September to 9 November: 56 days, of them 16 weekend days; six off, two made up, six paused.
    assert "56 days − 16 weekend days − 6 weekdays off + 2 make-up workdays − 6 paused working days = 30" in text
    assert "Calendar in use: 2026." in text


def test_the_sum_is_printed_in_chinese():
    with translation.override("zh-hans"):
        text = "\n".join(say_all(reckon(OPINION, EVENTS, CHINA, date(2026, 11, 2)).lines))
    assert "国庆节（2026年10月1日至2026年10月7日）：扣除5个工作日" in text
    assert "2026年10月10日为调休上班日（国庆节），计入工作日" in text
    assert "期限最后一日：2026年11月9日" in text


def test_every_phrase_can_be_said():
    clocks = [
        (OPINION, EVENTS, date(2026, 11, 2)),
        (OPINION, [start(date(2026, 9, 14)), *pause(date(2026, 9, 28), code="EX-6")], date(2026, 10, 12)),
        (OPINION, [start(date(2026, 9, 14)), *pause(date(2026, 10, 31))], date(2026, 11, 2)),
        (OPINION, [*EVENTS, *pause(date(2026, 9, 29), date(2026, 10, 8), ref="fee")], date(2026, 10, 12)),
        (
            OPINION,
            [start(date(2026, 9, 14)), agree(date(2026, 9, 14), 15), agree(date(2026, 11, 2), 9)],
            date(2026, 12, 1),
        ),
        (OPINION, [start(date(2026, 9, 14)), agree(date(2026, 10, 12), 5)], date(2026, 10, 12)),
        (
            OPINION,
            [start(date(2026, 9, 14)), agree_day(date(2026, 10, 12), date(2026, 11, 20))],
            date(2026, 10, 12),
        ),
        (
            OPINION,
            [
                start(date(2026, 9, 14)),
                extend(date(2026, 9, 15), 31, date(2026, 9, 15)),
                extend(date(2026, 9, 16), 5),
                extend(date(2027, 12, 1), 5),
            ],
            date(2027, 12, 2),
        ),
        (
            OPINION,
            [
                start(date(2026, 9, 14)),
                stop(date(2026, 9, 30)),
                extend(date(2026, 10, 8), 5),
                agree(date(2026, 10, 8), 5),
            ],
            date(2026, 10, 9),
        ),
        (OPINION, [start(date(2026, 9, 14)), stop(date(2026, 11, 2))], date(2026, 11, 2)),
        (COMPLAINT, [start(date(2026, 8, 4))], date(2026, 9, 1)),
        (MOVE, [start(date(2026, 8, 31))], date(2027, 3, 5)),
        (RENEWAL, [start(date(2026, 12, 31))], date(2026, 9, 1)),
        (HEARING, [start(date(2026, 10, 12))], date(2026, 9, 1)),
    ]
    said = set()
    for language in ("en", "zh-hans"):
        with translation.override(language):
            for rule, events, as_of in clocks:
                lines = reckon(rule, events, CHINA, as_of).lines
                assert all(say_all(lines))
                said |= {line.key for line in lines}
    assert said == set(PHRASES)
