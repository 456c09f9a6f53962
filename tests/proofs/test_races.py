"""Every race again with sixteen racers, fifty times over: what eight do not show once, eight hundred may."""

from types import ModuleType

import pytest
import time_machine
from django.core.management import call_command
from django.db import connections

from tests.database import in_a_copy
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
            with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
                for _round in range(ROUNDS):
                    _once(scene)
        except AssertionError as error:
            failed[str(scene)] = str(error)
    assert failed == {}


def _once(scene: Scene) -> None:
    """Run one race in an empty database and leave it empty."""
    if scene.lasting:
        with in_a_copy():
            run(scene, make_cast(), RACERS)
        return
    try:
        run(scene, make_cast(), RACERS)
    finally:
        connections.close_all()
        call_command("flush", interactive=False)
