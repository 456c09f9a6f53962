"""The telephone of an institution is a public fact of its registration: with days, in the form, in the API, a link."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from appraisers.registration.beside import paper_under
from foundation.audit.errors import RuleBroken
from foundation.audit.models import OutboxMessage
from foundation.desk.telephones import telephone_links
from institutions.actions.changing_registration import Paper, change_registration
from institutions.models import Institution, RegistrationState
from institutions.registered import state_on
from tests.api.conftest import Caller
from tests.factories.tokens import make_token
from tests.people import Cast, give_second_factor

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


def change(cast: Cast, on: date = date(2026, 11, 20), **items: Any) -> RegistrationState:
    row = Institution.objects.get(pk=cast.jinan_institution.pk)
    paper = Paper(on, "示例备〔2026〕1号", "示例：依据机构来函")
    return change_registration(row.pk, by=cast.actor("jinan"), version=row.trail_seq, paper=paper, items=items)


def test_a_change_holds_from_its_day_and_what_was_true_before_stays_readable(cast: Cast) -> None:
    change(cast, telephone="0531-00000001")
    change(cast, date(2026, 11, 24), telephone="０５３１－00000002")
    row = Institution.objects.get(pk=cast.jinan_institution.pk)
    told = [getattr(state_on(row, day), "telephone", None) for day in (date(2026, 11, 19), date(2026, 11, 20), TODAY)]
    assert told == ["", "0531-00000001", "0531-00000002"]
    assert row.telephone == "0531-00000002"


def test_it_prints_no_new_licence_and_the_one_in_hand_still_stands(cast: Cast) -> None:
    printed = change(cast, address="示例路1号")
    change(cast, TODAY, telephone="0531-00000001")
    assert OutboxMessage.objects.filter(topic="institutions.write_licence").count() == 1
    paper = paper_under(printed.code, TODAY)
    assert paper is not None
    assert paper.verdict == "stands"
    change(cast, TODAY, head_name="示例负责人乙")
    paper = paper_under(printed.code, TODAY)
    assert paper is not None
    assert paper.verdict == "replaced"


def test_what_is_no_number_is_refused_beside_the_field(cast: Cast) -> None:
    with pytest.raises(RuleBroken) as broken:
        change(cast, telephone="见官网")
    assert [(each.field, each.code) for each in broken.value.findings] == [("telephone", "telephone_form")]


def test_it_may_be_taken_off_again(cast: Cast) -> None:
    change(cast, telephone="0531-00000001")
    change(cast, TODAY, telephone="")
    assert Institution.objects.get(pk=cast.jinan_institution.pk).telephone == ""


def test_the_pages_and_the_register_offer_it_to_a_phone(cast: Cast, sign_in: SignIn) -> None:
    change(cast, telephone="0531-00000001、0531-00000002转8")
    link = '<a class="pt-num pt-nb" href="tel:053100000001">0531-00000001</a>'
    assert link in sign_in("jinan").get(cast.jinan_institution.get_absolute_url()).content.decode()
    row = Institution.objects.get(pk=cast.jinan_institution.pk)
    public = Client().get(reverse("register_institution", args=[row.licence_number])).content.decode()
    assert link in public
    assert 'href="tel:053100000002,8"' in public
    assert link in Client().get(reverse("register"), {"q": str(row)}).content.decode()


def test_the_form_shows_and_changes_it_and_a_program_reads_it(cast: Cast, sign_in: SignIn) -> None:
    change(cast, telephone="0531-00000001")
    page = sign_in("jinan").get(reverse("registration_change", args=[cast.jinan_institution.pk])).content.decode()
    assert 'value="0531-00000001"' in page
    give_second_factor(cast.jinan.user)
    caller = Caller(make_token(cast.jinan))
    read = caller.get(reverse("api_registration", args=[cast.jinan_institution.pk])).json()
    assert read["state"]["telephone"] == "0531-00000001"
    assert caller.get(reverse("api_institutions_one", args=[cast.jinan_institution.pk])).json()["telephone"]


def test_nothing_that_is_typed_becomes_markup() -> None:
    assert "<b>" not in telephone_links("0531-00000001/<b>")
