"""The receipt: signed by the server, true on the day of a dispute, false after a change of one letter."""

import base64
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core.management import call_command
from django.test import Client
from django.utils.html import strip_tags

import complaints.receipt_paper
from complaints import receipts
from complaints.models import Complaint, Receipt
from complaints.receipt_paper import receipt_paper
from foundation.audit.models import Event
from foundation.documents import papers
from tests.complaints.filling import NAME
from tests.factories.complaints import IDENTITY, make_complaint
from tests.people import Cast

CHECK = "/complain/receipt/check/"


@pytest.fixture(autouse=True)
def today(cast: Cast) -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


@pytest.fixture
def complaint(cast: Cast) -> Complaint:
    return make_complaint(cast.jinan_institution).complaint


def test_a_receipt_says_number_moment_and_digest_and_names_nobody(complaint: Complaint) -> None:
    said = receipts.said_by(complaint.receipt)
    event = Event.objects.get(stream=complaint.stream)
    assert said["number"] == complaint.number
    assert receipts.moment_of(complaint.receipt) == event.recorded_at
    assert said["digest"] == event.content["facts"]["digest"]
    assert said["event"] == bytes(event.hash).hex()
    assert not any(word in complaint.receipt.body for word in (IDENTITY, "投诉人乙", "0531"))


def test_anybody_verifies_with_the_published_key_and_without_the_portal(complaint: Complaint) -> None:
    body, name, signature = complaint.receipt.text.split(".")
    published = Client().get("/complain/receipt/keys.json").json()["keys"]
    raw = next(base64.b64decode(key["public"]) for key in published if key["key"] == name)
    message = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
    value = base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4))
    Ed25519PublicKey.from_public_bytes(raw).verify(value, message)
    assert json.loads(message)["number"] == complaint.number


def test_a_receipt_changed_anywhere_fails(complaint: Complaint) -> None:
    text = complaint.receipt.text
    assert receipts.checked(text) is not None
    for place in (0, len(text) // 3, text.index(".") + 1, len(text) - 40):
        other = "A" if text[place] != "A" else "B"
        assert receipts.checked(text[:place] + other + text[place + 1 :]) is None
    for nonsense in ("", "a.b.c", "示例.s1.示例", text + ".x", "\0" * 10, "." * 9_000):
        assert receipts.checked(nonsense) is None


def test_the_check_says_whether_the_record_is_still_what_was_handed_in(
    complaint: Complaint, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = receipts.checked(complaint.receipt.text)
    assert found is not None and (found.number, found.on_file) == (complaint.number, True)
    monkeypatch.setattr(receipts, "digest_of", lambda *_given: "0" * 64)  # as if a row had been changed
    found = receipts.checked(complaint.receipt.text)
    assert found is not None and not found.on_file


def test_every_part_of_a_complaint_is_in_its_digest(cast: Cast, complaint: Complaint) -> None:
    complainant, kinds = complaint.complainant, ["TS10-05", "TS10-06"]
    digest = receipts.digest_of(complaint, complainant, kinds)
    assert digest == receipts.said_by(Receipt.objects.get())["digest"]
    assert receipts.digest_of(complaint, complainant, kinds[:1]) != digest
    for row, name in ((complaint, "account"), (complaint, "request"), (complainant, "phone"), (complainant, "name")):
        kept = getattr(row, name)
        setattr(row, name, "示例：别的内容")
        assert receipts.digest_of(complaint, complainant, kinds) != digest, name
        setattr(row, name, kept.blob)


def test_the_page_checks_a_receipt_as_it_was_copied(complaint: Complaint) -> None:
    text = complaint.receipt.text
    broken = "\n".join(text[at : at + 60] for at in range(0, len(text), 60))
    good = Client().post(CHECK, {"text": f"  {broken} "}).content.decode()
    assert complaint.number in strip_tags(good)
    assert "pt-verdict--" not in good
    bad = Client().post(CHECK, {"text": text[:-3]}).content.decode()
    assert "pt-verdict--zhu" in bad
    assert Client().post(CHECK, {"text": ""}).status_code == 422


def test_the_paper_holds_number_code_and_signature_and_no_person(
    complaint: Complaint, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: dict[str, Any] = {}
    kept = papers.render

    def render(name: str, data: Mapping[str, Any]) -> bytes:
        printed.update(data)
        return kept(name, data)

    monkeypatch.setattr(complaints.receipt_paper, "render", render)
    paper = receipt_paper(complaint, "K7QM-3XRD-9PHW-4", "https://portal.example/complain/follow/")
    assert paper.startswith(b"%PDF-")
    assert (printed["number"], printed["follow_code"]) == (complaint.number, "K7QM-3XRD-9PHW-4")
    assert printed["signed"] == complaint.receipt.text
    assert not any(word in str(printed) for word in (NAME, IDENTITY, "0531", "示例路", "收费标准"))


def test_the_command_checks_a_receipt_too(complaint: Complaint, monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(complaint.receipt.text))
    call_command("check_receipt", stdout=out)
    assert complaint.number in out.getvalue()
    monkeypatch.setattr("sys.stdin", io.StringIO(complaint.receipt.text[:-2]))
    with pytest.raises(SystemExit) as ended:
        call_command("check_receipt", stdout=out)
    assert ended.value.code == 2
