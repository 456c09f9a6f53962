"""Completing an entrustment by API: the verbs of the pages, with the same answers."""

import uuid
from collections.abc import Iterator

import pytest
import time_machine

from cases.models import Completion
from tests.api.conftest import Call
from tests.factories.entrustments import make_entrustment
from tests.people import Cast


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


def key() -> str:
    return str(uuid.uuid4())


def test_a_program_asks_and_records_what_has_come(calling: Call, cast: Cast) -> None:
    row = make_entrustment(cast.jinan_institution, purpose="", facts="")
    caller, address = calling("jinan_clerk"), f"entrustments/{row.pk}/"
    wrong = caller.post(
        f"{address}ask/", {"version": row.trail_seq, "period_until": "2026-12-15", "wanted": " "}, key=key()
    )
    assert (wrong.status_code, wrong.json()["errors"][0]["attr"]) == (422, "wanted")
    given, once = {"version": row.trail_seq, "wanted": "示例：用途与案情", "period_until": "2026-12-15"}, key()
    told = caller.post(f"{address}ask/", given, key=once)
    assert told.status_code == 200, told.content
    assert caller.post(f"{address}ask/", given, key=once).json() == told.json()
    assert told.json()["state"] == "awaiting"
    (asked,) = told.json()["completions"]
    assert [point.partition("：")[0] for point in asked.pop("points")] == ["未写明鉴定用途", "未写明基本案情"]
    assert asked == {
        "number": 1, "wanted": "示例：用途与案情", "asked_on": "2026-11-25", "period_until": "2026-12-15",
        "received_on": None, "received": "",
    }  # fmt: skip
    answer = {
        "version": told.json()["version"],
        "received_on": "2026-11-25",
        "received": "示例：来函",
        "purpose": "民事诉讼",
        "facts": "示例案情",
        "materials": [{"name": "示例X线片", "quantity": "2张"}],
        "particulars": [{"position": 1, "quantity": "9册"}],
    }
    refused = caller.post(f"{address}complete/", answer, key=key())
    assert (refused.status_code, refused.json()["errors"][0]["attr"]) == (422, "particulars.0.quantity")
    done = caller.post(f"{address}complete/", {**answer, "particulars": []}, key=key())
    assert done.status_code == 200, done.content
    assert (done.json()["state"], done.json()["purpose"]) == ("received", "民事诉讼")
    assert "示例案情" not in done.content.decode()
    assert {finding["code"] for finding in done.json()["findings"]} >= {"particulars_missing"}
    assert row.materials.count() == 2 and Completion.objects.get().received == "示例：来函"


def test_a_program_completes_within_its_scope_only(calling: Call, cast: Cast) -> None:
    own, foreign = make_entrustment(cast.jinan_institution), make_entrustment(cast.qingdao_institution)
    given = {"version": 1, "wanted": "示例：病历"}
    assert calling("jinan_clerk").post(f"entrustments/{foreign.pk}/ask/", given, key=key()).status_code == 404
    assert calling("jinan").post(f"entrustments/{own.pk}/ask/", given, key=key()).status_code == 403
