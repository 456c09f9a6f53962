"""The list of pages is of today; that no route is forgotten in it is asked by the walk over the English pages."""

from tests.access.routes import all_routes
from tests.pages.inventory import BESIDES, NO_PAGE, OTHERWISE


def test_the_inventory_names_only_routes_that_exist() -> None:
    names = {route.name for route in all_routes()}
    assert {*OTHERWISE, *BESIDES, *NO_PAGE} <= names
