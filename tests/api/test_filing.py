"""Filing and withdrawing entrustments by API: the verbs of the pages, once for a key (trust TX-01, TX-07, AZ-06)."""

import json
import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client

from cases.models import EntrustedMaterial, EntrustedSubject, Entrustment
from foundation.accounts.sealing import blind_index
from foundation.audit.models import Event, OnceDone
from tests.api.conftest import Call, Caller, System
from tests.factories.entrustments import IDENTITY, make_entrustment
from tests.people import Cast

BODY: dict[str, Any] = {
    "client_name": "济南示例区人民法院",
    "client_kind": "court",
    "client_reference": "（2026）示例01民初7号",
    "contact_name": "示例联系人金丝雀",
    "category": "FY-02",
    "matter": "人体残疾等级鉴定",
    "purpose": "民事诉讼",
    "facts": "示例：金丝雀案情。",
    "received_on": "2026-11-20",
    "subjects": [{"name": "示例当事人金丝雀", "kind": "person", "identity_number": IDENTITY}],
    "materials": [{"name": "病历资料", "kind": "other", "quantity": "1册"}],
}
ADDRESS = "entrustments/"


def key() -> str:
    return str(uuid.uuid4())


def problems(answer: Any) -> list[tuple[str, str]]:
    return [(error["attr"], error["code"]) for error in answer.json()["errors"]]


def test_an_entrustment_is_filed_for_the_institution_of_the_posting(calling: Call, cast: Cast) -> None:
    answer = calling("jinan_clerk").post(ADDRESS, BODY, key=key())
    assert answer.status_code == 201, answer.content
    row = Entrustment.objects.get()
    assert (row.institution_id, str(row.received_on), row.client_name) == (
        cast.jinan_institution.pk, "2026-11-20", BODY["client_name"],
    )  # fmt: skip
    assert answer.json()["id"] == str(row.pk)
    assert [bytes(subject.identity_index) for subject in row.subjects.all()] == [blind_index(IDENTITY)]
    event = Event.objects.get(stream=row.stream)
    assert (event.kind, event.content["from"]["door"]) == ("cases.file", "api")


def test_the_findings_are_those_of_the_page(calling: Call, cast: Cast, sign_in: Callable[[str], Client]) -> None:
    answer = calling("jinan_clerk").post(ADDRESS, BODY, key=key())
    page = sign_in("jinan_clerk").get(f"/cases/entrustments/{answer.json()['id']}/")
    shown = [finding.code for finding in page.context["verdict"].findings]
    assert shown
    assert [finding["code"] for finding in answer.json()["findings"]] == shown


def test_a_rule_refuses_with_the_same_words_as_on_the_page(calling: Call) -> None:
    wrong = {
        **BODY, "client_name": " ", "received_on": "2031-01-01", "category": "XX-99",
        "subjects": [{"name": "示例", "identity_number": "379999199001010011"}], "materials": [{"name": "x" * 201}],
    }  # fmt: skip
    answer = calling("jinan_clerk").post(ADDRESS, wrong, key=key())
    assert answer.status_code == 422
    assert answer.json()["type"] == "rule_broken"
    assert [attr for attr, _code in problems(answer)] == [
        "client_name", "category", "received_on", "subjects.0.identity_number", "materials.0.name",
    ]  # fmt: skip
    assert not Entrustment.objects.exists()


def test_without_a_key_nothing_is_written(calling: Call) -> None:
    caller = calling("jinan_clerk")
    assert problems(caller.post(ADDRESS, BODY)) == [("Idempotency-Key", "required")]
    for bad in ("x" * 101, "示例".encode().decode("latin-1")):
        assert problems(caller.post(ADDRESS, BODY, key=bad)) == [("Idempotency-Key", "invalid")]
    assert not Entrustment.objects.exists()


def test_the_same_key_and_body_give_the_same_answer_and_one_effect(calling: Call) -> None:
    caller, chosen = calling("jinan_clerk"), key()
    first = caller.post(ADDRESS, BODY, key=chosen)
    turned = dict(reversed(BODY.items()))
    second = caller.post(ADDRESS, turned, key=chosen)
    assert (second.status_code, second.json()) == (201, first.json())
    assert second.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    assert Entrustment.objects.count() == 1


def test_the_same_key_with_another_body_is_refused(calling: Call) -> None:
    caller, chosen = calling("jinan_clerk"), key()
    caller.post(ADDRESS, BODY, key=chosen)
    answer = caller.post(ADDRESS, {**BODY, "matter": "伤残程度鉴定"}, key=chosen)
    assert answer.status_code == 422
    assert [code for _attr, code in problems(answer)] == ["key_reused"]
    assert Entrustment.objects.count() == 1


def test_a_key_of_somebody_else_is_another_key(calling: Call) -> None:
    chosen = key()
    answers = [calling(name).post(ADDRESS, BODY, key=chosen) for name in ("jinan_clerk", "qingdao_clerk")]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert Entrustment.objects.count() == 2


def test_a_refused_request_may_be_put_right_under_the_same_key(calling: Call) -> None:
    caller, chosen = calling("jinan_clerk"), key()
    assert caller.post(ADDRESS, {**BODY, "matter": " "}, key=chosen).status_code == 422
    assert caller.post(ADDRESS, BODY, key=chosen).status_code == 201


def test_eight_at_once_with_one_key_have_one_effect_and_one_answer(transactional_db: None, calling: Call) -> None:
    caller, chosen = calling("jinan_clerk"), key()
    answers: list[Any] = []
    ready = threading.Barrier(8)

    def race() -> None:
        ready.wait()
        try:
            answers.append(caller.post(ADDRESS, BODY, key=chosen))
        finally:
            connections.close_all()

    racers = [threading.Thread(target=race) for _number in range(8)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert [answer.status_code for answer in answers] == [201] * 8
    assert len({answer.content for answer in answers}) == 1
    assert sum("Idempotency-Replayed" in answer.headers for answer in answers) == 7
    assert Entrustment.objects.count() == EntrustedSubject.objects.count() == EntrustedMaterial.objects.count() == 1
    assert OnceDone.objects.count() == 1


def test_a_withdrawal_needs_the_version_and_a_reason(calling: Call, cast: Cast) -> None:
    row = make_entrustment(cast.jinan_institution, by=cast.actor("jinan_clerk"))
    caller, address = calling("jinan_clerk"), f"entrustments/{row.pk}/withdraw/"
    stale = caller.post(address, {"version": row.trail_seq + 1, "reason": "示例"}, key=key())
    assert (stale.status_code, [code for _attr, code in problems(stale)]) == (409, ["stale"])
    blank = caller.post(address, {"version": row.trail_seq, "reason": " "}, key=key())
    assert blank.status_code in {400, 422}
    assert [attr for attr, _code in problems(blank)] == ["reason"]
    chosen, given = key(), {"version": row.trail_seq, "reason": "示例：委托人来函撤回"}
    done = caller.post(address, given, key=chosen)
    assert (done.status_code, done.json()["state"]) == (200, "withdrawn")
    assert caller.post(address, given, key=chosen).json() == done.json()
    again = caller.post(address, {**given, "version": done.json()["version"]}, key=key())
    assert again.status_code == 422


def test_a_foreign_entrustment_is_absent_for_reading_and_withdrawing(calling: Call, cast: Cast) -> None:
    row = make_entrustment(cast.qingdao_institution, by=cast.actor("qingdao_clerk"))
    caller = calling("jinan_clerk")
    assert caller.get(f"entrustments/{row.pk}/").status_code == 404
    given = {"version": row.trail_seq, "reason": "示例"}
    assert caller.post(f"entrustments/{row.pk}/withdraw/", given, key=key()).status_code == 404


def test_reading_is_not_filing(calling: Call) -> None:
    reader = calling("jinan_clerk", "cases:read")
    answer = reader.post(ADDRESS, BODY, key=key())
    assert (answer.status_code, problems(answer)) == (403, [(None, "scope_missing")])


def test_fields_that_nobody_may_give_are_refused_by_name(calling: Call) -> None:
    """Mass assignment: every column of the three tables, one after the other and all at once."""
    caller = calling("jinan_clerk")
    known = set(BODY) | {"contact_phone", "contact_address", "is_reappraisal", "remarks", "client_nature"}
    columns = {field.attname for field in Entrustment._meta.concrete_fields} | {
        field.name for field in Entrustment._meta.get_fields()
    }
    others = ("category_id", "findings", "version", "__class__")
    forbidden = [*sorted(columns - known - {"category", "category_id"}), *others]
    assert {"id", "state", "institution", "institution_id", "trail_seq", "is_synthetic", "due_on"} <= set(forbidden)
    for name in forbidden:
        answer = caller.post(ADDRESS, {**BODY, name: "x"}, key=key())
        assert (answer.status_code, problems(answer)) == (400, [(name, "unknown")]), name
    answer = caller.post(ADDRESS, {**BODY, **dict.fromkeys(forbidden, "x")}, key=key())
    assert problems(answer) == sorted((name, "unknown") for name in forbidden)
    for table, model in (("subjects", EntrustedSubject), ("materials", EntrustedMaterial)):
        rows = [{"name": "示例", "trail_seq": 1, "entrustment_id": "x", "position": 3}]
        answer = caller.post(ADDRESS, {**BODY, table: rows}, key=key())
        assert {attr for attr, _code in problems(answer)} == {
            f"{table}.0.{name}" for name in ("trail_seq", "entrustment_id", "position")
        }, model
    assert not Entrustment.objects.exists()


BROKEN = [
    (b"{", 400), (b"", 400), (b"[]", 400), (b"null", 400), (b"\xff\xfe", 400), (b'{"a": NaN}', 400),
    (b'{"matter": "a", "matter": "b"}', 400), (b'{"matter": "a\\u0000b"}', 400), (b'{"matter": "\\ud800"}', 400),
    (b'{"a": ' + b"[" * 25 + b"]" * 25 + b"}", 400), (b"[" * 100_000, 400), (b'{"a": 1' + b"0" * 5_000 + b"}", 400),
    (b'{"a": 1e999999}', 400), (b'{"a": "' + b"x" * 1_100_000 + b'"}', 413),
]  # fmt: skip


@pytest.mark.parametrize(("body", "status"), BROKEN, ids=range(len(BROKEN)))
def test_a_body_that_cannot_be_meant_is_refused(calling: Call, body: bytes, status: int) -> None:
    answer = calling("jinan_clerk").post(ADDRESS, body, key=key())
    assert answer.status_code == status, answer.content
    assert answer.json()["errors"][0]["detail"]


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=x", "application/xml", ""])
def test_a_body_that_is_no_json_is_refused(calling: Call, kind: str) -> None:
    answer = calling("jinan_clerk").ask(
        "POST", ADDRESS, data=b"<a/>", content_type=kind, headers={"Idempotency-Key": key()}
    )
    # Django itself reads a form before any view is asked, and says 400 to one that is broken.
    assert answer.status_code == (400 if kind.startswith("multipart") else 415)


def test_what_is_sealed_comes_back_nowhere(calling: Call, register: Callable[..., System]) -> None:
    caller: Caller = calling("jinan_clerk")
    filed = caller.post(ADDRESS, BODY, key=key())
    answers = [filed, caller.get(ADDRESS), caller.get(f"entrustments/{filed.json()['id']}/")]
    wrong = caller.post(
        ADDRESS, {**BODY, "subjects": [{"name": "示例", "identity_number": IDENTITY[:-1] + "1"}]}, key=key()
    )
    for answer in (*answers, wrong):
        text = json.dumps(answer.json(), ensure_ascii=False)
        assert [word for word in ("金丝雀", IDENTITY, IDENTITY[:-1] + "1") if word in text] == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(t)::text FROM audit_oncedone t")
        stored = "".join(row for (row,) in cursor.fetchall())
    assert "金丝雀" not in stored
    assert IDENTITY not in stored
