"""Figures equal a plain count after hundreds of random histories."""

import pytest

from tests.kpi.test_every_figure_in_random_worlds import random_worlds
from tests.kpi.test_merging_and_recomputing import random_history

pytestmark = [pytest.mark.prove, pytest.mark.django_db]

test_any_history_ends_in_the_cells_of_a_recount = random_history(400)
test_every_figure_of_many_worlds_equals_its_rows_and_a_count_by_hand = random_worlds(60, 150)
