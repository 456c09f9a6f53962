"""Figures equal a plain count after hundreds of random histories."""

import pytest

from tests.kpi.test_merging_and_recomputing import random_history

pytestmark = [pytest.mark.prove, pytest.mark.django_db]

test_any_history_ends_in_the_cells_of_a_recount = random_history(400)
