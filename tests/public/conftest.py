"""A small province as a visitor finds it: institutions in different states, their appraisers, organs, opinions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from appraisers.models import Appraiser
from cases.models import Case
from foundation.accounts.models import Organisation
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from institutions.models import Institution
from tests.factories.bodies import make_institution, make_organ
from tests.factories.cases import make_case
from tests.factories.published import publish_appraiser
from tests.factories.standing import make_closed

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@dataclass(frozen=True)
class Province:
    """Who stands in the register."""

    jinan: Institution
    qingdao: Institution
    suspended: Institution
    ended: Institution
    expired: Institution
    wang: Appraiser
    opinion: Case
    organ: Organisation


def in_state(row: Institution, status: str) -> Institution:
    """Put an institution into a state."""
    row.status = status
    return write(row, "institution.measured", by=SYSTEM)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
@transaction.atomic
def province(db: None) -> Province:
    """Make the province."""
    make_organ("示例省司法厅", "province", "370000")
    make_organ("示例济南市司法局", "city", "370100")
    organ = make_organ("示例历下区司法局", "county", "370102")
    jinan = make_institution("济南示例甲司法鉴定中心", "370102", practice_codes=("FY-02", "FY-05"))
    qingdao = make_institution("青岛示例乙司法鉴定所", "370202", practice_codes=("WZ-01",))
    suspended = make_institution("济南示例丙司法鉴定所", "370103")
    make_closed(suspended, organ)
    ended = in_state(make_institution("济南示例丁司法鉴定所", "370103"), "ended")
    expired = make_institution("烟台示例戊司法鉴定所", "370602", licence_until=date(2026, 11, 24))
    wang = publish_appraiser(jinan, "王示例甲", "379901001001", "FY-02")
    publish_appraiser(qingdao, "李示例乙", "379902001001", "WZ-01")
    publish_appraiser(ended, "张示例丁", "379901004001", "FY-02")
    opinion = make_case(
        jinan, accepted_on=date(2026, 9, 1), issued_on=date(2026, 10, 8), opinion_number="济示甲司鉴〔2026〕临意字第7号"
    )
    return Province(jinan, qingdao, suspended, ended, expired, wang, opinion, organ)


@pytest.fixture
def visitor() -> Client:
    """Somebody who has not signed in."""
    return Client()
