"""Many bad values at every address, in every form and alone in every parameter of a list (`make prove`)."""

from random import Random

import pytest

from tests.access.conftest import crowd, things, today
from tests.access.people import Crowd
from tests.access.test_bad_input import walk_addresses, walk_forms, walk_parameters
from tests.access.world import Things

__all__ = ["crowd", "things", "today"]
pytestmark = pytest.mark.prove
SEED = 20261127


def test_no_address_breaks_in_many_tries(crowd: Crowd, things: Things) -> None:
    assert walk_addresses(crowd, things, Random(SEED), requests=12) == []


def test_no_form_breaks_in_many_tries(crowd: Crowd, things: Things) -> None:
    assert walk_forms(crowd, things, Random(SEED), requests=12) == []


def test_no_parameter_alone_breaks_a_list(crowd: Crowd, things: Things) -> None:
    assert walk_parameters(crowd, things, one_in=1) == []
