"""How many questions a page asks the database, by a file that a review reads: more must be argued.

A count that grows with the rows fails.

A page that asks fewer must say so too, so that the file stays true: PORTAL_WRITE_BUDGETS=1 writes it anew.
"""

import json
import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from foundation.accounts.roles import Role
from foundation.exchange.actions import uploading
from foundation.exchange.models import Import
from foundation.kpi.merging import merge
from tests.cases.conftest import ledger, ledger_row, work_off
from tests.factories.bodies import make_institution
from tests.factories.cases import make_case
from tests.factories.users import make_posting
from tests.people import Cast

BUDGETS = Path(__file__).with_name("budgets.json")
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def queries(client: Client, address: str) -> int:
    """Count the questions of a page, the second time it is opened."""
    assert client.get(address).status_code == 200, address
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def fill(cast: Cast, rows: int, serial: int) -> None:
    """Add so many cases, institutions, accounts and imports."""
    actor = cast.actor("jinan_clerk")
    for number in range(rows):
        make_institution(f"济南示例{serial}之{number}司法鉴定所", "370102")
        make_case(cast.jinan_institution)
        make_case(cast.jinan_institution, issued_on=datetime(2026, 11, 2, tzinfo=NOW.tzinfo).date())
        make_posting(f"clerk{serial}-{number}", Role.CASE_CLERK, cast.jinan_institution.organisation)
        uploading.upload(
            ContentFile(ledger(ledger_row(number)), f"示例{serial}-{number}.xlsx"),
            kind="case_ledger", institution=cast.jinan_institution.organisation, by=actor, as_of=timezone.localdate(),
            in_background=False,
        )  # fmt: skip
    merge()


LISTS = {
    "province": [
        "/", "/figures/", "/figures/city/370100/", "/cases/", "/cases/?order=due", "/institutions/", "/appraisers/",
        "/imports/",
    ],
    "jinan_clerk": ["/", "/cases/", "/imports/", "/imports/new/"],
    "administrator": [
        "/administration/users/", "/administration/law/categories/", "/administration/jobs/",
        "/administration/organisations/",
    ],
    "auditor": ["/administration/trail/", "/administration/delegation/"],
}  # fmt: skip


def measured(cast: Cast, sign_in: SignIn) -> dict[str, int]:
    return {f"{who} {page}": queries(sign_in(who), page) for who, pages in LISTS.items() for page in pages}


def compare(part: str, found: dict[str, int]) -> None:
    """Compare with the file. Writes it where asked."""
    budgets = json.loads(BUDGETS.read_text(encoding="utf-8")) if BUDGETS.exists() else {}
    if os.environ.get("PORTAL_WRITE_BUDGETS"):
        budgets[part] = found
        BUDGETS.write_text(json.dumps(budgets, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    assert found == budgets.get(part)


def test_pages_ask_as_much_as_agreed_and_no_more_with_more_rows(cast: Cast, sign_in: SignIn) -> None:
    fill(cast, 3, 1)
    few = measured(cast, sign_in)
    fill(cast, 21, 2)
    many = measured(cast, sign_in)
    assert {page: (few[page], many[page]) for page in few if few[page] < many[page]} == {}, "grows with the rows"
    compare("lists", many)


def test_pages_of_one_import_and_one_case_ask_as_much_as_agreed(cast: Cast, sign_in: SignIn) -> None:
    """The import in each state it can stand in, with 3 and with 30 faulty rows; the case with its trail."""
    client = sign_in("jinan_clerk")
    found: dict[str, int] = {}
    for rows in (3, 30):
        content = ledger(ledger_row(900 + rows), *(ledger_row(number, 鉴定费=-5) for number in range(2, rows + 2)))
        imported = uploading.upload(
            ContentFile(content, "示例.xlsx"), kind="case_ledger", institution=cast.jinan_institution.organisation,
            by=cast.actor("jinan_clerk"), as_of=timezone.localdate(),
        )  # fmt: skip
        address = reverse("import", args=[imported.pk])
        states = {"uploaded": queries(client, address)}
        work_off()
        states["checked"] = queries(client, address)
        states["columns"] = queries(client, f"{address}?columns=1")
        row = Import.objects.get(pk=imported.pk)
        client.post(reverse("import_load", args=[row.pk]), {"version": row.trail_seq})
        work_off()
        states["loaded"] = queries(client, address)
        if not found:
            found = states
        assert states == found, f"grows with {rows} faulty rows"
    found["case"] = queries(client, make_case(cast.jinan_institution).get_absolute_url())
    compare("one import, one case", found)
