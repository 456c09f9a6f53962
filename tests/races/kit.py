"""The race itself, and what it must leave behind."""

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connections

from foundation.audit.errors import RuleBroken, StaleState
from foundation.audit.models import Event
from foundation.audit.once import digest_of, once
from foundation.audit.verify import verify
from tests.people import Cast

RACERS = 8
Deed = Callable[[], Any]


@dataclass(frozen=True)
class Scene:
    """A verb, and what makes the deed that the racers share. `name` where a verb has several.

    `keyed`: the deed may be done again and again, so that the key of its form makes it one (`once`), as pages and API
    do. `events` is how many events the one effect leaves. `lasting`: the deed changes reference data, which emptying a
    test database leaves in place, so that it is done in a copy.
    """

    verb: str
    set_up: Callable[[Cast], Deed]
    name: str = ""
    keyed: bool = False
    events: int = 1
    lasting: bool = False

    def __str__(self) -> str:
        return f"{self.verb} {self.name}".strip()


def race(deed: Deed, racers: int = RACERS) -> list[Any]:
    """Run a deed in so many threads at once and return what each got: its answer, or the exception it raised."""
    began, answers = threading.Barrier(racers), []

    def run() -> None:
        began.wait(20)
        try:
            answers.append(deed())
        except Exception as error:  # noqa: BLE001  (the test looks at what was raised)
            answers.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _each in range(racers)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(answers) == racers
    return answers


def outcomes(answers: list[Any]) -> list[str]:
    """The answers by the names of their kinds, in order."""
    return sorted(type(answer).__name__ for answer in answers)


def run(scene: Scene, cast: Cast, racers: int = RACERS) -> None:
    """Set a scene up, let the racers go, and insist on one effect: one answer, its events, a sound trail."""
    deed = _by_key(scene.set_up(cast)) if scene.keyed else scene.set_up(cast)
    before = Counter(_kinds())
    answers = race(deed, racers)
    if scene.keyed:
        assert not any(isinstance(answer, Exception) for answer in answers), answers
        assert sum(done for _answer, done in answers) == 1
    else:
        late = [answer for answer in answers if isinstance(answer, (RuleBroken, StaleState)) or answer == 0]
        others = [answer for answer in answers if answer not in late]
        assert len(late) == racers - 1, answers
        assert not isinstance(others[0], Exception), others
    told = sorted((Counter(_kinds()) - before).elements())
    assert len(told) == scene.events, told
    assert verify().sound


def _by_key(deed: Deed) -> Deed:
    def act() -> dict[str, Any]:
        deed()
        return {}

    return lambda: once("race", "one form", digest_of({}), act)


def _kinds() -> list[str]:
    return list(Event.objects.exclude(kind="act.refused").values_list("kind", flat=True))
