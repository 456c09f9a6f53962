"""Every page in English under axe (`make prove`); the Chinese ones are looked at in `make test`."""

import pytest
from playwright.sync_api import Browser

from tests.access.people import Crowd
from tests.pages.conftest import inventory, running_clock
from tests.pages.inventory import Inventory
from tests.pages.test_every_page_in_english import walked

__all__ = ["inventory", "running_clock"]
pytestmark = pytest.mark.prove


def test_every_page_in_english_is_accessible(
    transactional_db: None, chromium: Browser, live_server: object, crowd: Crowd, inventory: Inventory
) -> None:
    walked(chromium, str(live_server), crowd, inventory, with_axe=True)
