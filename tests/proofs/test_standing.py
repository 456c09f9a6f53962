"""A hundred random worlds of what an institution has, every fifth day of a year: the gate against an oracle."""

import pytest
from django.db import transaction

from tests.database import in_one_transaction
from tests.people import Cast
from tests.standing.test_who_may_do_what_on_a_day import differing, frozen

__all__ = ["frozen"]
pytestmark = [pytest.mark.prove, pytest.mark.django_db]
WORLDS = range(1_000, 1_100)


def test_gate_and_oracle_agree_about_a_hundred_worlds(cast: Cast) -> None:
    wrong = []
    for seed in WORLDS:
        cast.jinan_institution.refresh_from_db()
        with in_one_transaction():  # each world is undone before the next
            wrong += [f"world {seed}: {each}" for each in differing(cast, seed, step=5)]
            transaction.set_rollback(True)
    assert wrong == []
