"""Who the subject is: under seal, opened for a reason that is on record first."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from cases.actions.revealing import open_identities
from cases.models import Case, Subject
from foundation.audit.actors import SYSTEM
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.models import Event
from foundation.audit.regulated import write
from tests.factories.cases import make_case
from tests.people import Cast

NUMBER = "379999199001010015"


@pytest.fixture
def case(cast: Cast) -> Case:
    made = make_case(cast.jinan_institution)
    subject = Subject(case=made)
    subject.name, subject.identity_number = "示例当事人甲", NUMBER
    write(subject, "case.subject_entered", by=SYSTEM)
    return made


def test_the_identity_is_shown_for_a_reason_that_is_on_record(case: Case, sign_in: Callable[[str], Client]) -> None:
    client = sign_in("jinan")
    assert NUMBER not in client.get(case.get_absolute_url()).content.decode()
    answer = client.post(reverse("case_reveal", args=[case.pk]), {"reason": "核对投诉"})
    assert NUMBER in answer.content.decode()
    event = Event.objects.get(stream=case.stream, kind="cases.reveal_subject")
    assert event.content["reason"] == "核对投诉"
    assert NUMBER.encode() not in bytes(event.body or b"")


def test_without_a_reason_nothing_is_opened_and_the_form_says_so(case: Case, sign_in: Callable[[str], Client]) -> None:
    answer = sign_in("jinan").post(reverse("case_reveal", args=[case.pk]), {"reason": "  "})
    assert answer.status_code == 422
    assert NUMBER not in answer.content.decode()
    assert not Event.objects.filter(kind="cases.reveal_subject").exists()


def test_another_city_finds_no_such_case(case: Case, sign_in: Callable[[str], Client]) -> None:
    assert sign_in("qingdao").get(case.get_absolute_url()).status_code == 404
    assert sign_in("qingdao").post(reverse("case_reveal", args=[case.pk]), {"reason": "x"}).status_code == 404


def test_the_verb_itself_refuses_who_may_not(case: Case, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        open_identities(case, by=cast.actor("qingdao"), reason="x")
    with pytest.raises(RuleBroken):
        open_identities(case, by=cast.actor("jinan"), reason="")
