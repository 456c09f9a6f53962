"""The numbers of a report are those of the pages of figures for the same area and period, in its files too."""

import io
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import time_machine
from django.test import Client

from tests.factories.cases import make_case
from tests.factories.reports import make_report
from tests.people import Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


@pytest.fixture
def world(cast: Cast) -> Cast:
    for year in (2025, 2026):
        for month in range(1, 11):
            for day in range(1, 3 + month):
                accepted = date(year, month, day)
                make_case(cast.jinan_institution, accepted_on=accepted, issued_on=date(year, month, day + 10))
                if day % 2 or year == 2026:
                    make_case(cast.qingdao_institution, accepted_on=accepted)
    return cast


def test_look(world: Cast) -> None:
    from foundation.documents.actions.reading import content_of
    import json, governance.reporting.paper as pp
    old = pp.render
    def spy(name, data):
        Path("/tmp/rep.json").write_text(json.dumps({"link": "", **data, "demo": True, "printed_on": "2026-11-25"}, ensure_ascii=False))
        return old(name, data)
    pp.render = spy
    row = make_report(world.actor("province"))
    Path("/tmp/rep.pdf").write_bytes(content_of(row.pdf))
    Path("/tmp/rep.xlsx").write_bytes(content_of(row.xlsx))
