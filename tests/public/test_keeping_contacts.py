"""Officers and the system administrator keep how an organ is reached, and everybody reads it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from foundation.accounts.actions.contacting import keep_contact, normal_telephone
from foundation.accounts.models import Organisation
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.models import Event
from tests.people import Cast

SignIn = Callable[[str], Client]
GIVEN = {
    "address": "示例路1号",
    "telephone": "０５３１－00000001，0531-00000002",
    "office_hours": "周一至周五",
    "reason": "示例",
}


def page_of(organ: Organisation) -> str:
    return reverse("administration:organisation_contact", args=[organ.pk])


def test_what_is_not_on_file_is_said_and_never_invented(cast: Cast) -> None:
    html = Client().get("/contacts/?city=370100").content.decode()
    assert "示例济南市司法局" in html
    assert "未登记" in html
    assert "修改" not in html


@pytest.mark.parametrize("who", ["jinan", "province", "administrator"])
def test_those_who_may_publish_the_contacts_of_an_organ(cast: Cast, sign_in: SignIn, who: str) -> None:
    organ = cast.jinan.organisation
    browser = sign_in(who)
    assert page_of(organ) in browser.get("/contacts/?city=370100").content.decode()
    answer = browser.post(page_of(organ), {**GIVEN, "version": organ.trail_seq})
    assert answer.status_code == 302
    html = Client().get("/contacts/?city=370100").content.decode()
    assert "0531-00000001、0531-00000002" in html
    assert "示例路1号" in html
    event = Event.objects.get(stream=organ.stream, kind="organisation.contact_kept")
    assert event.content["reason"] == "示例"


@pytest.mark.parametrize("who", ["qingdao", "lixia"])
def test_an_organ_outside_the_area_is_absent(cast: Cast, sign_in: SignIn, who: str) -> None:
    assert sign_in(who).get(page_of(cast.jinan.organisation)).status_code == 404


def test_a_clerk_has_no_such_verb(cast: Cast, sign_in: SignIn) -> None:
    assert sign_in("jinan_clerk").get(page_of(cast.jinan.organisation)).status_code == 403
    with pytest.raises(NotAllowed):
        keep_contact(cast.jinan.organisation, **GIVEN, version=1, by=cast.actor("jinan_clerk"))


@pytest.mark.parametrize(
    ("given", "words"),
    [({"telephone": "打电话来"}, "区号"), ({"reason": " "}, "理由"), ({"address": "长" * 201}, "200")],
)
def test_what_cannot_be_published_stands_beside_its_field(
    cast: Cast, sign_in: SignIn, given: dict[str, str], words: str
) -> None:
    organ = cast.jinan.organisation
    answer = sign_in("jinan").post(page_of(organ), {**GIVEN, "version": organ.trail_seq, **given})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert words in html
    assert "示例路1号" in html or "address" in given


def test_an_old_version_does_not_overwrite(cast: Cast) -> None:
    organ, officer = cast.jinan.organisation, cast.actor("jinan")
    keep_contact(organ, **GIVEN, version=organ.trail_seq, by=officer)
    with pytest.raises(StaleState):
        keep_contact(Organisation._base_manager.get(pk=organ.pk), **GIVEN, version=1, by=officer)


def test_empty_values_are_lawful_and_numbers_are_tidied(cast: Cast) -> None:
    organ = cast.jinan.organisation
    keep_contact(
        organ, address="", telephone="", office_hours="", version=organ.trail_seq, by=cast.actor("jinan"), reason="示例"
    )
    assert normal_telephone("0531—00000001 / 12348") == "0531-00000001、12348"
    with pytest.raises(RuleBroken):
        keep_contact(
            organ,
            address="",
            telephone="0531-000000011111111111111111111111",
            office_hours="",
            version=organ.trail_seq,
            by=cast.actor("jinan"),
            reason="示例",
        )
