"""Finding people by two characters of their name beside a scan, and cases by the beginning of their number.

Goals: a name at most 1/20 of the scan, a number at most 1/100. Both sides ask for the same first 25 rows in the
same order, alternate in one run, and are compared word by word: the search must find exactly what the scan finds.
The scan is the same table read through, without any index. Synthetic names, three characters each.

BENCH_NAMES says how many persons (300,000; SCALE=full 1,500,000), BENCH_CASES how many cases.
"""

import io
import os
import random
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

import psycopg2

from bench import province
from bench.ledgers import start

FULL: Final = os.environ.get("SCALE") == "full"
NAMES: Final = int(os.environ.get("BENCH_NAMES", "1500000" if FULL else "300000"))
NAME_GOAL, NUMBER_GOAL, ROUNDS, WORDS, SHOWN = 20, 100, 3, 20, 25
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志海燕玲春生文斌宇浩然子轩梓涵欣怡佳琪雨"
    "晨思远俊峰晓东立新德成永康长安学义庆祥宝林树森广才维民振兴继业光辉少华世杰家豪天佑一鸣可心若云诗语"
)
BYTES_PER_NAME: Final = 2_500


def main() -> int:
    """Measure and return 0 when both goals are met."""
    start()
    if shutil.disk_usage("/").free < NAMES * BYTES_PER_NAME:
        print(f"Not enough room for {NAMES:,} names.", flush=True)
        return 1
    draw = random.Random(20261125)
    people = _fill(draw)
    province.fill()
    good = _measure("two characters of a name", _names(people, draw), NAME_GOAL, f"{NAMES:,} persons")
    good &= _measure("beginning of a number", _numbers(draw), NUMBER_GOAL, f"{province.CASES:,} cases")
    return 0 if good else 1


Pair = tuple[str, Callable[[], list[Any]], Callable[[], list[Any]]]


def _names(people: list[str], draw: random.Random) -> list[Pair]:
    from foundation.accounts.models import Person
    from foundation.accounts.naming import is_named

    def pair(words: str) -> Pair:
        rows = Person._base_manager.order_by("name", "id").values_list("id", flat=True)
        searched = rows.filter(is_named(words, Person))[:SHOWN]
        scanned = rows.filter(name__contains=words)[:SHOWN]
        return words, lambda: list(searched.all()), lambda: _by_scan(scanned)

    chosen = [draw.choice(people) for _word in range(WORDS)]
    return [pair(name[at : at + 2]) for name in chosen for at in [draw.randrange(2)]]


def _numbers(draw: random.Random) -> list[Pair]:
    from cases.models import Case

    def pair(words: str) -> Pair:
        rows = Case._base_manager.filter(number_key__startswith=words).order_by("number_key", "id")
        keys = rows.values_list("id", flat=True)[:SHOWN]
        return words, lambda: list(keys.all()), lambda: _by_scan(keys)

    return [pair(f"P{draw.randrange(10_000, 99_999)}") for _word in range(WORDS)]


def _by_scan(rows: Any) -> list[Any]:
    """Ask the same with every index switched off."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_indexscan = off; SET LOCAL enable_indexonlyscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        return list(rows.all())


def _measure(what: str, pairs: list[Pair], goal: int, over: str) -> bool:
    shares, searched, scanned = [], [], []
    for words, search, scan in pairs:
        assert search() == scan(), f"{words}: the search and the scan find different rows"
        fast, slow = ([_time(each) for _round in range(ROUNDS)] for each in (search, scan))
        searched.append(statistics.median(fast))
        scanned.append(statistics.median(slow))
        shares.append(searched[-1] / scanned[-1])
    share = statistics.median(shares)
    met = share <= 1 / goal
    print(
        f"{what}, {len(pairs)} words over {over}: search {statistics.median(searched):.2f} ms (slowest "
        f"{max(searched):.2f}), scan {statistics.median(scanned):.1f} ms, 1/{1 / share:.0f}; goal 1/{goal}: "
        f"{'met' if met else 'NOT MET'}",
        flush=True,
    )
    return met


def _time(ask: Callable[[], list[Any]]) -> float:
    began = time.perf_counter()
    ask()
    return (time.perf_counter() - began) * 1000


def _fill(draw: random.Random) -> list[str]:
    """Make sure of so many persons, their ids counting up from a mark; return all their names."""
    from foundation.accounts.names import spell

    names = [draw.choice(SURNAMES) + draw.choice(GIVEN) + draw.choice(GIVEN) for _name in range(NAMES)]
    link = psycopg2.connect(os.environ["DATABASE_OWNER_URL"])
    with link, link.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_person WHERE id < %s", [str(UUID(int=10**9))])
        have = cursor.fetchone()[0]
        if have < NAMES:
            began = time.perf_counter()
            cursor.execute("ALTER TABLE accounts_person DISABLE TRIGGER USER")
            lines = io.StringIO()
            for number, name in enumerate(names[have:], have):
                spelling = spell(name, person=True)
                tokens = "{" + ",".join(f'"{token}"' for token in spelling.tokens) + "}"
                lines.write(f"{UUID(int=number)}\t0\t{name}\t{tokens}\t{spelling.key}\n")
            lines.seek(0)
            cursor.copy_expert("COPY accounts_person (id, trail_seq, name, tokens, name_key) FROM STDIN", lines)
            cursor.execute("ALTER TABLE accounts_person ENABLE TRIGGER USER")
            print(f"{NAMES - have:,} names written in {time.perf_counter() - began:.0f} s", flush=True)
    link.close()
    return names


if __name__ == "__main__":
    sys.exit(main())
