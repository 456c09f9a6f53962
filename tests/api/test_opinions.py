"""The chain of an opinion and a termination by API: the verbs of the pages, with the same answers."""

import uuid

import pytest

from cases.models import Case
from foundation.accounts.acting import PostedActor
from tests.api.conftest import Call, Caller
from tests.factories.cases import make_case
from tests.factories.opinions import TEXTS, Office, brought_to, make_office
from tests.factories.tokens import make_token
from tests.people import Cast, give_second_factor


@pytest.fixture
def office(cast: Cast) -> Office:
    return make_office(cast.jinan_institution, cast.jinan_head, others=1)


def of(actor: PostedActor) -> Caller:
    assert actor.posting is not None
    give_second_factor(actor.user)
    return Caller(make_token(actor.posting))


def test_the_chain_runs_by_programs_of_the_people_in_it(office: Office) -> None:
    root = f"cases/{office.case.pk}/opinion/"
    parts = {name: getattr(TEXTS, name) for name in ("facts", "summary", "process", "analysis", "opinion")}
    first = of(office.first)
    told = first.post(root + "versions/", {"version": 0, "ready": True, **parts}, key=str(uuid.uuid4()))
    assert (told.status_code, told.json()["state"]) == (200, "signing"), told.content
    version = told.json()["version"]
    assert TEXTS.opinion not in told.content.decode()
    for caller, step, given in (
        (first, "sign", {}),
        (of(office.second), "sign", {"dissent": "示例：不同意见"}),
        (of(office.reviewer), "review", {"on_procedure": "示例合法", "on_opinion": "示例充分"}),
        (of(office.head), "issue", {}),
    ):
        key = str(uuid.uuid4())
        told = caller.post(f"{root}{step}/", {"version": version, **given}, key=key)
        assert told.status_code == 200, told.content
        assert caller.post(f"{root}{step}/", {"version": version, **given}, key=key).json() == told.json()
        version = told.json()["version"]
    done = first.get(root).json()
    assert (done["state"], done["issued"]["number"][-3:]) == ("issued", "第1号")
    assert [each["verdict"] for each in done["sign_offs"]].count("dissented") == 1


def test_what_stands_against_a_step_is_told_to_programs_as_well(office: Office) -> None:
    opinion = brought_to(office, 2)
    root = f"cases/{office.case.pk}/opinion/"
    answer = of(office.reviewer).post(f"{root}issue/", {"version": opinion.trail_seq}, key=str(uuid.uuid4()))
    assert answer.status_code == 422
    back = of(office.reviewer).post(
        f"{root}return/", {"version": opinion.trail_seq, "disagreement": ""}, key=str(uuid.uuid4())
    )
    assert [error["attr"] for error in back.json()["errors"]] == ["disagreement"]


def test_an_appraisal_is_terminated_once_for_a_key(calling: Call, cast: Cast) -> None:
    case = make_case(cast.jinan_institution)
    caller, where, key = calling("jinan_clerk"), f"cases/{case.pk}/terminate/", str(uuid.uuid4())
    given = {
        "version": case.trail_seq,
        "ground": "SD36-1",
        "reason": "示例：委托人要求终止",
        "terminated_on": "2026-11-20",
        "return_until": "2026-12-31",
    }
    done = caller.post(where, given, key=key)
    assert (done.status_code, done.json()["state"]) == (200, "terminated"), done.content
    assert caller.post(where, given, key=key).json() == done.json()
    wrong = caller.post(where, {**given, "ground": "X"}, key=str(uuid.uuid4()))
    assert wrong.status_code in {409, 422}
    assert Case.objects.get(pk=case.pk).termination_ground == "SD36-1"
