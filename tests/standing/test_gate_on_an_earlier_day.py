"""What the gate says of a day that is over is what the registers held then, whatever happened since."""

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from appraisers.actions.changing_certificates import end_certificate
from appraisers.actions.practising import begun
from cases.asked import Asked
from cases.standing_checks import STANDING
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from foundation.documents.models import StoredFile
from foundation.law import queries as law
from institutions.actions.changing_registration import Paper, change_registration, end_registration
from institutions.models import Institution, RegistrationState
from institutions.registration.papers import licence
from tests.factories.entrustments import make_appraiser
from tests.people import Cast

TODAY, TENTH, TWENTIETH = date(2026, 11, 25), date(2026, 11, 10), date(2026, 11, 20)
WHY = "示例：依据文件办理"
SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


def found(house: Institution, on: date, category: str = "FY-0203") -> set[str]:
    """The codes of what stands against an acceptance on a day."""
    house.refresh_from_db()
    asked = Asked(on=on, institution=house, category=law.categories()[category])
    return {finding.code for check in STANDING for finding in _listed(check(asked))}


def _listed(answer: Any) -> list[Any]:
    return answer if isinstance(answer, list) else []


def test_days_before_a_change_are_judged_as_they_were(cast: Cast) -> None:
    house, by = cast.jinan_institution, cast.actor("province")
    people = []
    with transaction.atomic():
        for _each in range(3):
            person = make_appraiser(house)
            write(person, "appraiser.corrected", by=SYSTEM)
            begun([person])
            people.append(person)
    assert found(house, TENTH) == found(house, TODAY) == set()
    gone = people[0]
    paper = Paper(TWENTIETH, "示例注销〔2026〕1号", WHY)
    end_certificate(gone.pk, by=by, version=gone.trail_seq, paper=paper, ground="SD24-1")
    assert (found(house, TENTH), found(house, TWENTIETH), found(house, TODAY)) == (
        set(), {"item_stopped"}, {"item_stopped"},
    )  # fmt: skip
    change_registration(
        house.pk, by=by, version=house.trail_seq, paper=Paper(TWENTIETH, "示例变更〔2026〕1号", WHY),
        items={"practice_codes": ["FY-05"]},
    )  # fmt: skip
    assert (found(house, TENTH), found(house, TODAY)) == (set(), {"outside_scope"})
    house.refresh_from_db()
    paper = Paper(TODAY, "示例注销〔2026〕2号", WHY)
    end_registration(house.pk, by=by, version=house.trail_seq, paper=paper, ground="J27-1")
    assert found(house, TENTH) == set()
    assert "not_in_practice" in found(house, TODAY)


def test_the_form_of_an_act_sends_its_document(cast: Cast, sign_in: SignIn) -> None:
    house = cast.jinan_institution
    client = sign_in("province")
    address = reverse("licence_reissue", args=[house.pk])
    assert 'enctype="multipart/form-data"' in client.get(address).content.decode()
    paper = BytesIO(licence(_state(house)))
    paper.name = "示例决定.pdf"
    given = {
        "version": house.trail_seq, "issued_on": "2026-11-25", "document_number": "示例补发〔2026〕1号", "reason": WHY,
        "document": paper,
    }  # fmt: skip
    assert client.post(address, given).status_code == 302
    state = RegistrationState.objects.get(institution=house, act="reissued")
    assert state.document is not None
    assert state.document.sha256 == StoredFile.objects.get(purpose="registration.document").sha256
    page = client.get(reverse("institution_registration", args=[house.pk])).content.decode()
    assert state.document.sha256[:16] in page and "示例决定.pdf" in page


def _state(house: Institution) -> RegistrationState:
    state = RegistrationState.objects.get(institution=house)
    state.code = "0" * 13
    return state


def test_the_page_of_a_day_says_what_was_true_then(cast: Cast, sign_in: SignIn) -> None:
    house, client = cast.jinan_institution, sign_in("province")
    change_registration(
        house.pk, by=cast.actor("province"), version=house.trail_seq, paper=Paper(TENTH, "示例变更〔2026〕3号", WHY),
        items={"head_name": "示例负责人乙"},
    )  # fmt: skip
    address = reverse("institution_registration", args=[house.pk])
    before, after = (client.get(address, {"on": day}).content.decode() for day in ("2026-11-09", "2026-11-10"))
    heads = [page.split('id="h-history"')[0].count("示例负责人乙") for page in (before, after)]
    assert heads == [0, 1]
    for nonsense in ("2026-13-40", "x" * 500):
        assert client.get(address, {"on": nonsense}).status_code == 200
