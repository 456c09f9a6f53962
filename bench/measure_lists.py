"""The list of cases as a signed-in officer of the province asks for it, at several sizes, and beside Django's own.

Goals: the page at the largest size at most 1.2 times the one at the smallest; the page at 80 % of the depth at most
1.2 times the first; against Django's default changelist at most 1/10 at 1.5 million and 1/30 at 10 million; the
beginning of a number found in at most 1/100 of the time of a scan (from 1.5 million). Below, these are only printed.
One client in this process for both sides, alternating. SCALE=full takes 1.5 and 10 million, and about twenty minutes.
"""

import base64
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from types import MappingProxyType, ModuleType
from typing import Any
from urllib.parse import urlencode

from bench import scales
from bench.ledgers import start

ROUNDS, REQUESTS = 5, 20
GROWTH, DEPTH = 1.2, 1.2
AGAINST_ADMIN = {1_500_000: 1 / 10, 10_000_000: 1 / 30}
AGAINST_SCAN, SCANNED_FROM = 1 / 100, 1_500_000


def main() -> int:
    """Measure every size and return 0 when all goals are met."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    start()
    _mount_admin()
    met, smallest = True, 0.0
    for size in scales.grown(scales.asked()):
        pages = _pages()
        smallest = smallest or pages["first"]
        print(
            f"  page {pages['first']:.1f} ms, at 80 % {pages['deep']:.1f} ms, the list alone {pages['part']:.1f} ms, "
            f"Django's own {pages['admin']:.1f} ms",
            flush=True,
        )
        met &= _said("growth since the smallest", pages["first"] / smallest, GROWTH)
        met &= _said("at 80 % against the first", pages["deep"] / pages["first"], DEPTH)
        met &= _said("against Django's own", pages["first"] / pages["admin"], AGAINST_ADMIN.get(size))
        _said("the list alone against Django's own", pages["part"] / pages["admin"], None)
        prefix, scan = _prefix(size)
        goal = AGAINST_SCAN if size >= SCANNED_FROM else None
        met &= _said(f"beginning of a number ({prefix:.2f} ms) against a scan ({scan:.0f} ms)", prefix / scan, goal)
    return 0 if met else 1


def _pages() -> dict[str, float]:
    """Milliseconds of the first page, one at 80 % of the depth, the list without its frame, and Django's own."""
    from bench.measure_dashboard import officer

    client = officer()  # anew for each size: while millions of cases are written, a session ends
    deep = f"/cases/?{urlencode({'after': _deep()})}"
    return _medians(
        {
            "first": lambda: client.get("/cases/"),
            "deep": lambda: client.get(deep),
            "part": lambda: client.get("/cases/", headers={"HX-Request": "true", "HX-Target": "list"}),
            "admin": lambda: client.get("/admin/cases/case/"),
        },
        seldom={"admin": 10},
    )


def _said(what: str, share: float, goal: float | None) -> bool:
    verdict = "" if goal is None else f", goal {goal:.3g}: {'met' if share <= goal else 'NOT MET'}"
    print(f"  {what}: {share:.3f}{verdict}", flush=True)
    return goal is None or share <= goal


def _medians(
    acts: dict[str, Callable[[], Any]],
    *,
    rounds: int = ROUNDS,
    requests: int = REQUESTS,
    seldom: Mapping[str, int] = MappingProxyType({}),
) -> dict[str, float]:
    """Return the median of each act in milliseconds, the acts taking turns after a warm-up.

    `seldom` names slow acts and in which turns they take part (every tenth): whatever else the machine does then
    falls on both sides.
    """
    times: dict[str, list[float]] = {name: [] for name in acts}
    for act in acts.values():
        answer = act()
        if answer is not None and answer.status_code != 200:
            raise SystemExit(f"{answer.request['PATH_INFO']} answered {answer.status_code}.")
    for turn in range(rounds * requests):
        for name, act in acts.items():
            if turn % seldom.get(name, 1):
                continue
            began = time.perf_counter()
            act()
            times[name].append(time.perf_counter() - began)
    return {name: statistics.median(taken) * 1000 for name, taken in times.items()}


def _deep() -> str:
    """The place of a case that 80 % of the cases precede, as the links of the list write it."""
    from cases.models import Case

    count = Case.objects.count()
    day, key = Case.objects.order_by("-accepted_on", "-id").values_list("accepted_on", "id")[int(count * 0.8)]
    return base64.urlsafe_b64encode(json.dumps([str(day), str(key)]).encode()).decode().rstrip("=")


def _prefix(size: int) -> tuple[float, float]:
    """Milliseconds to find the first 26 cases whose number begins so, and to scan for the same text anywhere."""
    from cases.models import Case

    text = f"P{size - 7}"[:-1]

    def begins() -> None:
        list(Case.objects.filter(number_key__startswith=text).order_by("number_key", "id").values_list("id")[:26])

    def scan() -> None:
        Case.objects.filter(number_key__contains=text).count()

    found = _medians({"prefix": begins}, rounds=3, requests=20) | _medians({"scan": scan}, rounds=1, requests=3)
    return found["prefix"], found["scan"]


def _mount_admin() -> None:
    """Put Django's own list beside the routes of the portal, for this process only."""
    from django.conf import settings
    from django.urls import include, path

    portal = __import__(settings.ROOT_URLCONF, fromlist=["urlpatterns"])
    both = ModuleType("bench.routes")
    both.urlpatterns = [*portal.urlpatterns, path("", include("bench.changelist"))]  # type: ignore[attr-defined]
    sys.modules[both.__name__] = both
    settings.ROOT_URLCONF = both.__name__


if __name__ == "__main__":
    sys.exit(main())
