"""Hundreds of random lives of cases, act by act."""

import pytest

from tests.cases.lives import live
from tests.factories.opinions import make_office
from tests.people import Cast

pytestmark = [pytest.mark.prove, pytest.mark.django_db]


def test_only_what_the_law_allows_happens_in_hundreds_of_lives(cast: Cast) -> None:
    office = make_office(cast.jinan_institution, cast.jinan_head, others=1)
    live(cast, office, examples=150, steps=60)
