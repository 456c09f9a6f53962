"""Of eight people who do the same at the same moment one does, and one event tells of it."""

from contextlib import nullcontext

import pytest
import time_machine

from tests.database import in_a_copy
from tests.people import make_cast
from tests.races.kit import Scene, run
from tests.races.scenes import SCENES


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scene", SCENES, ids=str)
def test_of_eight_who_act_at_once_one_does(scene: Scene) -> None:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False), in_a_copy() if scene.lasting else nullcontext():
        run(scene, make_cast())
