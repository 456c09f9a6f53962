"""The conduct of a case by API: the verbs of the pages, with the same answers."""

import uuid
from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.db import transaction

from appraisers.models import Appraiser
from tests.api.conftest import Call
from tests.factories.cases import make_case
from tests.factories.entrustments import make_appraiser
from tests.people import Cast


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


@pytest.fixture
def two(cast: Cast) -> list[Appraiser]:
    """The appraiser of the cast, with a certificate, and a colleague."""
    with transaction.atomic():
        return [
            make_appraiser(cast.jinan_institution, person=cast.appraiser.user.person),
            make_appraiser(cast.jinan_institution),
        ]


def key() -> str:
    return str(uuid.uuid4())


def test_appraisers_are_assigned_by_program_and_one_recuses_himself(
    calling: Call, cast: Cast, two: list[Appraiser]
) -> None:
    case = make_case(cast.jinan_institution)
    clerk, own = calling("jinan_clerk"), calling("appraiser")
    address = f"cases/{case.pk}/assign/"
    refused = clerk.post(address, {"version": case.trail_seq, "appraisers": [str(two[0].pk)]}, key=key())
    assert refused.status_code == 422
    assert [error["code"] for error in refused.json()["errors"]] == ["too_few_appraisers"]
    assert own.get(f"cases/{case.pk}/").status_code == 404
    given = {"version": case.trail_seq, "appraisers": [str(row.pk) for row in two]}
    done = clerk.post(address, given, key=key())
    assert done.status_code == 200, done.content
    assert clerk.post(address, given, key=key()).status_code == 409
    first = own.get(f"cases/{case.pk}/").json()["assignments"][0]
    recusal = {"version": first["version"], "ground": "TZ20-1", "reason": "示例：利害关系"}
    assert clerk.post(f"cases/{case.pk}/recusal/", recusal, key=key()).status_code == 403
    unknown = own.post(f"cases/{case.pk}/recusal/", {**recusal, "ground": "X"}, key=key())
    assert (unknown.status_code, unknown.json()["errors"][0]["attr"]) == (422, "ground")
    gone = own.post(f"cases/{case.pk}/recusal/", recusal, key=key())
    assert (gone.status_code, gone.json()) == (200, {"id": str(case.pk)})
    assert own.get(f"cases/{case.pk}/").status_code == 404


def test_an_appraiser_is_replaced_by_program(calling: Call, cast: Cast, two: list[Appraiser]) -> None:
    case, head = make_case(cast.jinan_institution), calling("jinan_head")
    given = {"version": case.trail_seq, "appraisers": [str(row.pk) for row in two]}
    told = head.post(f"cases/{case.pk}/assign/", given, key=key()).json()
    with transaction.atomic():
        third = make_appraiser(cast.jinan_institution)
    leaving = told["assignments"][1]["id"]
    given = {"version": told["version"], "assignment": leaving, "appraiser": str(third.pk), "reason": "示例：调离"}
    done = head.post(f"cases/{case.pk}/replace/", given, key=key())
    assert done.status_code == 200, done.content
    ended = {row["id"]: row["ended_on"] for row in done.json()["assignments"]}
    assert ended[leaving] == "2026-11-25"


def test_a_supplement_and_an_extension_go_by_program(calling: Call, cast: Cast) -> None:
    case = make_case(cast.jinan_institution, accepted_on=date(2026, 11, 2))
    clerk, head = calling("jinan_clerk"), calling("jinan_head")
    given = {"version": case.trail_seq, "wanted": "示例：X线片原件", "supplier": "client"}
    told = clerk.post(f"cases/{case.pk}/supplement/", given, key=key())
    assert (told.status_code, told.json()["state"]) == (200, "suspended"), told.content
    version = told.json()["version"]
    ahead = {"version": version, "received_on": "2026-11-26"}
    assert clerk.post(f"cases/{case.pk}/supplement/received/", ahead, key=key()).status_code == 422
    told = clerk.post(
        f"cases/{case.pk}/supplement/received/", {"version": version, "received_on": "2026-11-25"}, key=key()
    )
    assert told.json()["supplements"][0]["received_on"] == "2026-11-25"
    given = {"version": told.json()["version"], "days": 10, "reason": "示例：需要专项检验"}
    told = clerk.post(f"cases/{case.pk}/extension/", given, key=key())
    asked = told.json()["extensions"][0]
    decision = {"version": asked["version"], "approve": True}
    assert clerk.post(f"cases/{case.pk}/extension/decide/", decision, key=key()).status_code == 403
    told = head.post(f"cases/{case.pk}/extension/decide/", decision, key=key())
    assert told.json()["extensions"][0]["state"] == "approved", told.content
    given = {"version": told.json()["extensions"][0]["version"], "informed_on": "2026-11-25"}
    told = clerk.post(f"cases/{case.pk}/extension/informed/", given, key=key())
    assert told.json()["extensions"][0]["informed_on"] == "2026-11-25"


def test_the_process_record_is_written_by_program_and_read_without_texts(calling: Call, cast: Cast) -> None:
    case, clerk = make_case(cast.jinan_institution), calling("jinan_clerk")
    given = {"kind": "GC-1", "happened_at": "2026-11-25T09:00:00+08:00", "text": "示例：收到病历1册"}
    address, once = f"cases/{case.pk}/process/", key()
    done = clerk.post(address, given, key=once)
    assert done.status_code == 201, done.content
    assert clerk.post(address, given, key=once).json() == done.json()
    assert clerk.post(address, {**given, "kind": "GC-7"}, key=key()).json()["errors"][0]["code"] == "not_an_appraiser"
    listed = clerk.get(address).json()["results"]
    assert [(row["number"], row["kind"]) for row in listed] == [(1, "GC-1")] and "text" not in listed[0]
    told = clerk.get(address).json()
    assert (told["total"], told["next"]) == (1, None)


def test_a_long_process_record_is_read_part_by_part(calling: Call, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cases.conduct.time_api.ENTRIES", 2)
    case, clerk = make_case(cast.jinan_institution), calling("jinan_clerk")
    address = f"cases/{case.pk}/process/"
    for _each in range(5):
        given = {"kind": "GC-1", "happened_at": "2026-11-25T09:00:00+08:00", "text": "示例：收到病历1册"}
        assert clerk.post(address, given, key=key()).status_code == 201
    numbers: list[list[int]] = []
    before: int | str | None = ""
    while before is not None:
        part = clerk.get(f"{address}{f'?before={before}' if before else ''}").json()
        numbers.append([row["number"] for row in part["results"]])
        before = part["next"]
    assert numbers == [[5, 4], [3, 2], [1]]
    assert clerk.get(f"{address}?before=x").status_code == 400
