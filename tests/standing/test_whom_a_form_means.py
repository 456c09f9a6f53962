"""Forms that name a person or an institution ask: nobody is chosen beforehand, and nobody knows numbers by heart."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from appraisers.actions.moving import move_appraiser
from appraisers.models import Assistant, QualityManager
from foundation.audit.errors import RuleBroken
from institutions.actions.changing_registration import Paper
from tests.database import in_one_transaction
from tests.factories.bodies import make_institution
from tests.factories.people import make_appraiser
from tests.people import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
KEEPER = "jinan_institution_administrator"
PAPER = Paper(date(2026, 11, 25), "示例变更〔2026〕2号", "示例：变更执业机构")


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


def test_no_quality_manager_is_chosen_beforehand_and_none_is_appointed_unasked(cast: Cast, sign_in: SignIn) -> None:
    with in_one_transaction():
        make_appraiser(cast.jinan_institution)
    client, address = sign_in(KEEPER), reverse("quality_manager_new", args=[cast.jinan_institution.pk])
    assert '<option value="" selected>请选择鉴定人</option>' in client.get(address).content.decode()
    sent = {"practice_code": "FY-02", "appraiser": "", "valid_from": "2026-11-25", "document_number": "示例1号"}
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert 'id="id_appraiser_error"' in refused.content.decode()
    assert not QualityManager.objects.exists()


def test_no_mentor_is_chosen_beforehand(cast: Cast, sign_in: SignIn) -> None:
    with in_one_transaction():
        make_appraiser(cast.jinan_institution)
    client, address = sign_in(KEEPER), reverse("assistant_new", args=[cast.jinan_institution.pk])
    assert '<option value="" selected>请选择鉴定人</option>' in client.get(address).content.decode()
    refused = client.post(address, {"name": "示例助理", "mentor": "", "valid_from": "2026-11-25"})
    assert refused.status_code == 422
    assert not Assistant.objects.exists()


def test_a_move_offers_the_institutions_of_the_city_and_takes_a_name(cast: Cast, sign_in: SignIn) -> None:
    with in_one_transaction():
        row = make_appraiser(cast.jinan_institution)
        near = make_institution("济南示例丙司法鉴定所", "370102")
    page = sign_in("jinan").get(reverse("appraiser_move", args=[row.pk])).content.decode()
    assert f'<option value="{near.licence_number}">{near}</option>' in page
    assert f'value="{cast.jinan_institution.licence_number}"' not in page
    assert f'value="{cast.qingdao_institution.licence_number}"' not in page
    move_appraiser(
        row.pk, by=cast.actor("jinan"), version=row.trail_seq, paper=PAPER, licence_number=str(near),
        categories=["FY-02"],
    )  # fmt: skip
    row.refresh_from_db()
    assert row.institution_id == near.pk


def test_a_name_that_two_institutions_bear_moves_nobody(cast: Cast) -> None:
    with in_one_transaction():
        row = make_appraiser(cast.jinan_institution)
        for county in ("370102", "370202"):
            make_institution("示例同名司法鉴定所", county)
    with pytest.raises(RuleBroken) as broken:
        move_appraiser(
            row.pk, by=cast.actor("province"), version=row.trail_seq, paper=PAPER,
            licence_number="示例同名司法鉴定所", categories=["FY-02"],
        )  # fmt: skip
    assert ("licence_number", "institution_unknown") in {(e.field, e.code) for e in broken.value.findings}
