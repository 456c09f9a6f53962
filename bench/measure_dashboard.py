"""The dashboard of the province beside the list of cases, both whole requests of a signed-in officer.

Goal: median of the dashboard at most twice that of the list. One client in this process, alternating.
"""

import os
import statistics
import sys
import time
from uuid import uuid4

from bench import province
from bench.ledgers import start

GOAL, ROUNDS, REQUESTS = 2.0, 5, 20


def main() -> int:
    """Measure and return 0 when the goal is met."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"  # plain static files: none are collected here
    start()
    province.fill()
    client = officer()
    times: dict[str, list[float]] = {"/cases/": [], "/figures/": [], "/figures/city/370100/": []}
    for address in times:
        assert client.get(address).status_code == 200, address
    for _round in range(ROUNDS):
        for address, taken in times.items():
            for _request in range(REQUESTS):
                began = time.perf_counter()
                client.get(address)
                taken.append(time.perf_counter() - began)
    medians = {address: statistics.median(taken) * 1000 for address, taken in times.items()}
    for address, milliseconds in medians.items():
        print(f"{address}: median {milliseconds:.1f} ms", flush=True)
    share = medians["/figures/"] / medians["/cases/"]
    met = share <= GOAL
    print(
        f"dashboard of the province: {share:.2f} times the list page over {province.CASES:,} cases; goal {GOAL}: "
        f"{'met' if met else 'NOT MET'}",
        flush=True,
    )
    return 0 if met else 1


def officer():  # type: ignore[no-untyped-def]  # django.test is imported only after start()
    """A browser of a provincial officer with a second factor."""
    from django.conf import settings
    from django.db import transaction
    from django.test import Client

    from foundation.accounts.roles import Role
    from tests.factories.bodies import make_organ
    from tests.factories.users import make_posting
    from tests.people import give_second_factor

    mark = uuid4().hex[:8]
    with transaction.atomic():
        organ = make_organ(f"示例测量省司法厅{mark}", "province", "370000")
        posting = make_posting(f"bench-{mark}", Role.OFFICER, organ)
    give_second_factor(posting.user)
    client = Client()
    client.force_login(posting.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


if __name__ == "__main__":
    sys.exit(main())
