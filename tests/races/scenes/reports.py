"""Races about reports: one of an area and period is written at a time."""

from tests.factories.reports import make_order
from tests.people import Cast
from tests.races.kit import Deed, Scene


def ordering(cast: Cast) -> Deed:
    by = cast.actor("jinan")
    return lambda: make_order(by, "370100")


SCENES = (Scene("reports.order", ordering),)
