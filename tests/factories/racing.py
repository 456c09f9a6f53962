"""Eight at once."""

import threading
from collections.abc import Callable

from django.db import connections

from foundation.audit.errors import RuleBroken, StaleState


def race(act: Callable[[int], object], *, racers: int = 8) -> list[str]:
    """Have a verb called by eight threads at the same moment and return what became of each, in words."""
    outcomes: list[str] = []
    ready = threading.Barrier(racers)

    def run(number: int) -> None:
        ready.wait()
        try:
            act(number)
            outcomes.append("done")
        except (RuleBroken, StaleState) as refusal:
            outcomes.append(type(refusal).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(racers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)
