"""What stands no longer is said to whom it concerns, from its first day, and alike on every page."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from foundation.accounts.models import Notice
from foundation.accounts.notices import sentence_of
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from institutions.actions.accrediting import end_accreditation
from institutions.models import Accreditation
from tests.factories.entrustments import make_staff
from tests.factories.standing import make_accreditation, make_scope
from tests.people import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


def ended(row: Accreditation, cast: Cast) -> Accreditation:
    by, why = cast.actor("jinan"), "示例：被撤销"
    return end_accreditation(row.pk, by=by, version=row.trail_seq, ended_on=TODAY, reason=why)


def test_who_is_in_charge_is_told_of_an_early_end_and_of_the_items_that_stop(cast: Cast) -> None:
    house, by = cast.jinan_institution, cast.actor("province")
    make_scope(house, "FY-0202", "FY-0502", "FY-0505", by=by)
    first, second = make_accreditation(house, "FY-05", by=by), make_accreditation(house, "FY-0505", by=by)
    Notice.objects.all().delete()
    ended(first, cast)
    told = list(Notice.objects.all())
    head = cast.actor("jinan_head")
    assert head.user_id in {each.user_id for each in told}
    (said,) = {sentence_of(each) for each in told}
    assert f"{first.certificate_number}自2026-11-25起失效，下列业务自该日起不得受理：" in said
    assert "毒物" in said or "血" in said
    assert {each.params["items"].count("、") for each in told} == {0}  # the other certificate keeps FY-0505
    assert {each.link for each in told} == {house.standing_url}
    ended(second, cast)
    assert Notice.objects.filter(kind="accreditation_ended_items", params__number=second.certificate_number).exists()


def test_an_end_by_which_nothing_stops_says_so(cast: Cast) -> None:
    house, by = cast.jinan_institution, cast.actor("province")
    make_scope(house, "FY-0502", by=by)
    make_accreditation(house, "FY-05", by=by)
    ended(make_accreditation(house, "FY-0502", by=by), cast)
    said = sentence_of(Notice.objects.filter(kind__startswith="accreditation_ended")[0])
    assert said.endswith("自2026-11-25起失效，没有业务因此停止。")


def test_the_row_names_the_first_day_that_is_not_valid(cast: Cast, sign_in: Callable[[str], Client]) -> None:
    house, by = cast.jinan_institution, cast.actor("province")
    ended(make_accreditation(house, "FY-05", by=by), cast)
    page = sign_in("jinan").get(house.standing_url).content.decode()
    assert "自11月25日起失效" in page and "11月24日" not in page


def test_the_state_of_a_registration_does_not_contradict_that_the_licence_has_ended(
    cast: Cast, sign_in: Callable[[str], Client]
) -> None:
    house, jinan = cast.jinan_institution, sign_in("jinan")
    address = reverse("institution_registration", args=[house.pk])
    assert "登记未注销" not in jinan.get(address).content.decode()
    after = date(house.licence_until.year + 1, 1, 15)
    page = jinan.get(address, {"on": after.isoformat()}).content.decode()
    assert "许可证不在有效期内。" in page and "登记未注销，许可证不在有效期内" in page


def test_the_head_of_an_institution_that_takes_nothing_says_so(cast: Cast, sign_in: Callable[[str], Client]) -> None:
    house, by, jinan = cast.jinan_institution, cast.actor("province"), sign_in("jinan")
    with transaction.atomic():
        make_staff(house)
        house.practice_codes = ["FY-05"]
        write(house, "institution.measured", by=SYSTEM)
    make_scope(house, "FY-0502", by=by)
    row = make_accreditation(house, "FY-05", by=by)
    words = "暂不受理（各项业务均停止）"
    assert words not in jinan.get(house.get_absolute_url()).content.decode()
    ended(row, cast)
    assert words in jinan.get(house.get_absolute_url()).content.decode()
    assert words in jinan.get(house.standing_url).content.decode()
