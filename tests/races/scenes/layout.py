"""Races about plans of cities for their institutions."""

from django.utils import timezone

from governance.layout.actions import planning
from tests.factories.layout import make_plan, planned
from tests.people import Cast
from tests.races.kit import Deed, Scene


def adopting(cast: Cast) -> Deed:
    by = cast.actor("jinan")
    return lambda: planning.adopt_plan(planned(), by=by)


def ending(cast: Cast) -> Deed:
    by = cast.actor("jinan")
    row, today = make_plan(by), timezone.localdate()
    return lambda: planning.end_plan(row.pk, by=by, version=row.trail_seq, ended_on=today, reason="示例：由新规划代替")


SCENES = (Scene("layout.adopt", adopting), Scene("layout.end", ending))
