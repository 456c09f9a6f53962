"""What the tests of imports share."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from cases.actions.importing import import_ledger
from foundation.audit.actors import SYSTEM
from foundation.audit.jobs import perform
from foundation.audit.models import OutboxMessage
from foundation.exchange.models import Import
from tests.exchange.workbooks import one_sheet
from tests.people import Cast

AS_OF = date(2026, 11, 23)
HEADING = (
    "案号",
    "受理日期",
    "鉴定类别",
    "委托人",
    "被鉴定人",
    "身份证号",
    "鉴定人",
    "鉴定费",
    "出具日期",
    "意见书编号",
    "备注",
)
Row = tuple[Any, ...]


def ledger_row(serial: int, **other: Any) -> Row:
    """One tidy row; keywords replace cells by their heading."""
    values = {
        "案号": f"示例鉴〔2026〕临鉴字第{serial}号",
        "受理日期": date(2026, 3, 2),
        "鉴定类别": "法医临床鉴定",
        "委托人": "济南示例区人民法院",
        "被鉴定人": f"当事人A{serial:05d}",
        "身份证号": "",
        "鉴定人": "鉴定人甲001、鉴定人乙002",
        "鉴定费": 1200,
        "出具日期": date(2026, 3, 20),
        "意见书编号": f"示例意〔2026〕临意字第{serial}号",
        "备注": "演示数据",
    }
    return tuple({**values, **other}[name] for name in HEADING)


def ledger(*rows: Row, heading: Row = HEADING) -> bytes:
    """A workbook with one sheet of these rows."""
    return one_sheet(heading, *rows)


@pytest.fixture
def load(cast: Cast) -> Callable[..., Import]:
    """Return a function that imports a ledger for the institution in Jinan the whole way."""

    def run(content: bytes, name: str = "台账.xlsx", **other: Any) -> Import:
        institution = other.pop("institution", cast.jinan_institution)
        return import_ledger(content, name, institution, other.pop("by", SYSTEM), other.pop("as_of", AS_OF))

    return run


def work_off() -> None:
    """Do what waits in the outbox, as a worker would."""
    while waiting := list(OutboxMessage.objects.filter(done_at__isnull=True, parked_at__isnull=True).order_by("id")):
        for message in waiting:
            perform(message.topic, message.pk)
