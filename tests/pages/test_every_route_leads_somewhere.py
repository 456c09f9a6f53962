"""Behind every route stands a page somebody opens, an act, a file or a way on."""

from tests.access.routes import all_routes
from tests.pages.inventory import BESIDES, NO_PAGE, OTHERWISE, Inventory


def test_no_route_is_forgotten(inventory: Inventory) -> None:
    print({kind: len(names) for kind, names in vars(inventory).items()})  # noqa: T201  (shown with -s)
    assert inventory.unopened == [], "name them in OTHERWISE or NO_PAGE of tests/pages/inventory.py"


def test_the_inventory_names_only_routes_that_exist() -> None:
    names = {route.name for route in all_routes()}
    assert {*OTHERWISE, *BESIDES, *NO_PAGE} <= names
