"""Pages that one route shows in different states."""

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from foundation.exchange.actions import uploading
from foundation.exchange.models import Import
from tests.cases.conftest import HEADING, ledger, ledger_row, work_off
from tests.people import Cast


def imports_in_every_state(cast: Cast) -> list[str]:
    """Return the pages of imports: columns to assign, checked with faults and questions, loaded, cancelled."""
    faulty = [ledger_row(900, 鉴定费=-5), ledger_row(901, 受理日期="去年"), ledger_row(902, 鉴定类别="示例类别")]
    tidy = [ledger_row(number) for number in range(910, 914)]
    strange = tuple(f"栏{place}" for place in range(len(HEADING)))
    asked = _upload(cast, ledger(*tidy, heading=strange), "列名不明.xlsx")
    checked = _upload(cast, ledger(*faulty, *tidy), "有误.xlsx")
    loaded = _upload(cast, ledger(ledger_row(990), ledger_row(991, 鉴定费=-5)), "已载入.xlsx")
    work_off()
    uploading_page = _upload(cast, ledger(ledger_row(999)), "等待.xlsx")
    return [
        *(reverse("import", args=[row.pk]) for row in (asked, checked, loaded, uploading_page)),
        reverse("import", args=[checked.pk]) + "?columns=1",
    ]


def _upload(cast: Cast, content: bytes, name: str) -> Import:
    return uploading.upload(
        ContentFile(content, name), kind="case_ledger", institution=cast.jinan_institution.organisation,
        by=cast.actor("jinan_clerk"), as_of=timezone.localdate(),
    )  # fmt: skip
