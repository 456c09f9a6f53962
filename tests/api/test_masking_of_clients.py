"""A client outside litigation may be a private person: programs are told no more of the name than pages show."""

import uuid

from foundation.audit.models import OnceDone
from tests.api.conftest import Call
from tests.api.test_filing import BODY
from tests.factories.cases import make_case
from tests.factories.entrustments import make_entrustment
from tests.people import Cast

NAME = "金丝雀示例人"


def test_a_private_client_is_masked_in_lists_and_single_records(cast: Cast, calling: Call) -> None:
    case = make_case(cast.jinan_institution, client_name=NAME, client_kind="non_litigation")
    row = make_entrustment(
        cast.jinan_institution, by=cast.actor("jinan_clerk"), client_name=NAME, client_kind="non_litigation"
    )
    for who in ("jinan_clerk", "jinan", "province"):
        for address in ("cases/", f"cases/{case.pk}/", "entrustments/", f"entrustments/{row.pk}/"):
            answer = calling(who).get(address)
            assert answer.status_code == 200
            assert NAME not in answer.content.decode(), (who, address)
            assert "金＊＊" in answer.content.decode()


def test_an_organ_is_named_in_full(cast: Cast, calling: Call) -> None:
    case = make_case(cast.jinan_institution, client_name="济南示例区人民法院", client_kind="court")
    assert calling("jinan_clerk").get(f"cases/{case.pk}/").json()["client_name"] == "济南示例区人民法院"


def test_the_answer_to_a_filing_and_what_is_kept_of_it_are_masked_too(cast: Cast, calling: Call) -> None:
    body = {**BODY, "client_name": NAME, "client_kind": "non_litigation", "client_nature": "person"}
    answer = calling("jinan_clerk").post("entrustments/", body, key=str(uuid.uuid4()))
    assert answer.status_code == 201
    assert answer.json()["client_name"] == "金＊＊"
    assert NAME not in str(list(OnceDone.objects.values_list("answer", flat=True)))
