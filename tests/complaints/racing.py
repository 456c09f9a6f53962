"""Eight who do the same at the same moment."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connections

RACERS = 8


def race(deed: Callable[[], Any]) -> list[Any]:
    """Run a deed in eight threads at once and return what each got: its answer, or the exception it raised."""
    began, answers = threading.Barrier(RACERS), []

    def run() -> None:
        began.wait(20)
        try:
            answers.append(deed())
        except Exception as error:  # noqa: BLE001  (the test looks at what was raised)
            answers.append(error)
        finally:
            connections.close_all()

    racers = [threading.Thread(target=run) for _each in range(RACERS)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert len(answers) == RACERS
    return answers
