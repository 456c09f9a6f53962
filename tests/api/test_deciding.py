"""Deciding about entrustments by API: the verb of the page, with the same answers."""

import uuid

from foundation.documents.models import StoredFile
from tests.api.conftest import Call
from tests.factories.agreements import GIVEN
from tests.factories.entrustments import make_appraiser, make_entrustment
from tests.people import Cast

REASON = "示例：超出业务范围"


def test_an_entrustment_is_refused_once_for_a_key(calling: Call, cast: Cast) -> None:
    row = make_entrustment(cast.jinan_institution)
    caller, address, key = calling("jinan_clerk"), f"entrustments/{row.pk}/refuse/", str(uuid.uuid4())
    given = {"version": row.trail_seq, "ground": "SD30-1", "reason": REASON}
    done = caller.post(address, given, key=key)
    assert done.status_code == 200, done.content
    told = done.json()
    assert (told["state"], told["refusal_ground"], told["refusal_reason"]) == ("refused", "TZ15-1", REASON)
    assert caller.post(address, given, key=key).json() == told
    again = caller.post(address, {**given, "version": told["version"]}, key=str(uuid.uuid4()))
    assert again.status_code == 422
    assert not StoredFile.objects.exists()


def test_an_unknown_ground_is_refused_by_field(calling: Call, cast: Cast) -> None:
    row = make_entrustment(cast.jinan_institution)
    given = {"version": row.trail_seq, "ground": "X-1", "reason": REASON}
    answer = calling("jinan_clerk").post(f"entrustments/{row.pk}/refuse/", given, key=str(uuid.uuid4()))
    assert answer.status_code == 422
    assert [error["attr"] for error in answer.json()["errors"]] == ["ground"]


def test_the_scope_of_reading_refuses_nothing_and_a_foreign_one_is_absent(calling: Call, cast: Cast) -> None:
    given = {"version": 1, "ground": "TZ15-1", "reason": REASON}
    own, foreign = make_entrustment(cast.jinan_institution), make_entrustment(cast.qingdao_institution)
    reader = calling("jinan_clerk", "cases:read")
    assert reader.post(f"entrustments/{own.pk}/refuse/", given, key=str(uuid.uuid4())).status_code == 403
    caller = calling("jinan_clerk")
    assert caller.post(f"entrustments/{foreign.pk}/refuse/", given, key=str(uuid.uuid4())).status_code == 404


def test_an_entrustment_is_accepted_once_for_a_key(calling: Call, cast: Cast) -> None:
    for _each in range(3):
        make_appraiser(cast.jinan_institution)
    row = make_entrustment(cast.jinan_institution)
    caller, address, key = calling("jinan_clerk"), f"entrustments/{row.pk}/accept/", str(uuid.uuid4())
    given = {"version": row.trail_seq, "effective_on": str(row.received_on), **GIVEN}
    done = caller.post(address, given, key=key)
    assert (done.status_code, done.json()["state"]) == (200, "accepted"), done.content
    assert caller.post(address, given, key=key).json() == done.json()
    case = caller.get(f"cases/{row.pk}/").json()
    assert case["case_number"].endswith("第1号")


def test_the_gate_answers_a_program_with_its_findings(calling: Call, cast: Cast) -> None:
    row = make_entrustment(cast.jinan_institution, purpose="")
    given = {"version": row.trail_seq, "effective_on": str(row.received_on), **GIVEN}
    answer = calling("jinan_clerk").post(f"entrustments/{row.pk}/accept/", given, key=str(uuid.uuid4()))
    assert answer.status_code == 422
    assert {error["attr"] for error in answer.json()["errors"]} >= {"purpose"}
