"""The pages of the ledger import: from the upload to the loaded cases, by role and by scope."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases.models import Case
from foundation.exchange.models import Import
from tests.cases.conftest import ledger, ledger_row, work_off
from tests.people import Cast

SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel("2026-11-23 10:00+08:00", tick=False):
        yield


def upload(client: Client, content: bytes, name: str = "台账.xlsx", **fields: str) -> Any:
    return client.post("/imports/new/", {"sheet": SimpleUploadedFile(name, content), **fields})


def uploaded(client: Client, content: bytes, **fields: str) -> Import:
    answer = upload(client, content, **fields)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    work_off()
    return Import.objects.latest("uploaded_at")


def act(client: Client, imported: Import, what: str, **fields: Any) -> Any:
    imported.refresh_from_db()
    return client.post(f"/imports/{imported.pk}/{what}/", {"version": imported.trail_seq, **fields})


def page(client: Client, imported: Import, query: str = "") -> str:
    answer = client.get(f"/imports/{imported.pk}/{query}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_clerk_uploads_checks_and_loads_a_ledger(cast: Cast, sign_in: SignIn) -> None:
    clerk = sign_in("jinan_clerk")
    imported = uploaded(clerk, ledger(ledger_row(1), ledger_row(2), ledger_row(3, 鉴定费=-1)))
    assert imported.state == "checked"
    assert imported.institution == cast.jinan_institution.organisation
    checked = page(clerk, imported)
    assert "装载2条有效行" in checked or "Load 2 valid rows" in checked
    assert act(clerk, imported, "load").status_code == 302
    imported.refresh_from_db()
    assert imported.is_at_work
    assert "progress" in page(clerk, imported)
    work_off()
    imported.refresh_from_db()
    assert (imported.state, imported.counts["loaded"]) == ("loaded", 2)
    assert f"loaded={imported.pk}" in page(clerk, imported)
    assert Case.objects.count() == 2
