"""Fixtures for all tests: a cloned database, frozen time on request, the small cast of people."""

import gc

import pytest
from django.utils import translation
from hypothesis import settings as hypothesis
from pytest_django import DjangoDbBlocker

from tests.database import make_test_database, serve

# Times are measured in bench/: a busy machine must not fail a property.
hypothesis.register_profile("portal", deadline=None)
hypothesis.load_profile("portal")

# What was imported stays: looking through it again and again for garbage took a tenth of the time of the walks.
gc.freeze()
gc.set_threshold(200_000, 20, 50)


# What takes minutes begins first, so that at the end no process waits for another.
LONGEST = ("tests/access/", "tests/pages/", "tests/races/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the folders of long walks before all others; within them and after them the order stays."""

    def place(item: pytest.Item) -> int:
        return next((at for at, folder in enumerate(LONGEST) if item.nodeid.startswith(folder)), len(LONGEST))

    items.sort(key=place)


@pytest.fixture(autouse=True)
def language_of_the_portal() -> None:
    """Begin every test in Chinese: the language of the last request of another test stays with its thread."""
    translation.deactivate()


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> None:
    """Replace pytest-django's: clone the migrated template and act as the application role."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    with django_db_blocker.unblock():
        name = make_test_database(worker)
        serve(name)  # the launcher drops the databases of its run, as the superuser


# What it finds different is told in full, as in a test.
pytest.register_assert_rewrite("tests.sameness")

pytest_plugins = [
    "tests.people",
    "tests.workers",
    "tests.journeys.browser",
    "tests.journeys.phone",
    "tests.access.people",
    "tests.access.world",
]
