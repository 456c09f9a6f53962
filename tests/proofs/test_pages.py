"""Every page under axe, in English, and in Chinese at two widths (`make prove`); `make test` takes one in turn."""

import pytest
from playwright.sync_api import Browser

from tests.access.people import Crowd
from tests.pages.conftest import inventory, running_clock
from tests.pages.inventory import Inventory
from tests.pages.test_every_page_in_chinese import walked as walked_in_chinese
from tests.pages.test_every_page_in_english import walked

__all__ = ["inventory", "running_clock"]
pytestmark = pytest.mark.prove


def test_every_page_in_english_is_accessible(
    transactional_db: None, chromium: Browser, live_server: object, crowd: Crowd, inventory: Inventory
) -> None:
    walked(chromium, str(live_server), crowd, inventory, with_axe=True)


def test_every_page_in_chinese_is_accessible_on_a_desk_and_on_a_phone(
    transactional_db: None, chromium: Browser, live_server: object, crowd: Crowd, inventory: Inventory
) -> None:
    walked_in_chinese(chromium, str(live_server), crowd, inventory, whole=True)
