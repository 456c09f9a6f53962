"""Every race again with sixteen racers, fifty times over: what eight do not show once, eight hundred may."""

from types import ModuleType

import pytest
import time_machine
from django.core.management import call_command
from django.db import connections

from tests.database import begin_anew
from tests.people import make_cast
from tests.races.kit import Scene, run
from tests.races.scenes import AREAS

RACERS, ROUNDS = 16, 50


@pytest.mark.prove
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.__name__.rpartition(".")[2])
def test_of_sixteen_one_does_fifty_times_over(area: ModuleType) -> None:
    failed: dict[str, str] = {}
    for scene in area.SCENES:
        try:
            _fifty(scene)
        except AssertionError as error:
            failed[str(scene)] = str(error)
            _emptied(scene)
    assert failed == {}


def _fifty(scene: Scene) -> None:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        for _round in range(ROUNDS):
            run(scene, make_cast(), RACERS)
            _emptied(scene)


def _emptied(scene: Scene) -> None:
    """Give the next round an empty database."""
    connections.close_all()
    if scene.lasting:
        begin_anew()
    else:
        call_command("flush", interactive=False)
