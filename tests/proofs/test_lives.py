"""Hundreds of random lives of cases and complaints, act by act."""

import pytest

from tests.complaints.investigations import make_handler, make_leader
from tests.factories.opinions import make_office
from tests.lives.cases import world_of
from tests.lives.complaints import complaints_before
from tests.lives.machine import live
from tests.people import Cast

pytestmark = [pytest.mark.prove, pytest.mark.django_db]


def test_only_what_the_law_allows_happens_in_hundreds_of_lives(cast: Cast) -> None:
    office = make_office(cast.jinan_institution, cast.jinan_head, others=1)
    live(world_of(cast, office), examples=150, steps=60)


def test_only_what_the_law_allows_happens_to_hundreds_of_complaints(cast: Cast) -> None:
    world = complaints_before(cast, [cast.jinan, make_handler(cast)], make_leader(cast))
    live(world, examples=150, steps=60)
