"""Licence and certificate on paper: printed once, with a code whose page says whether the paper still stands."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from appraisers.actions.changing_certificates import change_certificate, end_certificate
from foundation.audit.jobs import perform
from foundation.audit.models import OutboxMessage
from foundation.documents.models import StoredFile
from institutions import numbers
from institutions.actions.changing_registration import Paper, change_registration, reissue_licence
from institutions.numbers import Known
from institutions.registration.papers import licence
from tests.factories.entrustments import make_appraiser
from tests.people import Cast

TODAY = date(2026, 11, 25)
PAPER = Paper(TODAY, "示例决定〔2026〕1号", "示例：依据变更登记决定")


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


def run(topic: str) -> list[Any]:
    messages = list(OutboxMessage.objects.filter(topic=topic, done_at__isnull=True).order_by("pk"))
    for message in messages:
        perform(topic, message.pk)
    return messages


def test_a_licence_is_printed_once_with_every_item(cast: Cast) -> None:
    house = cast.jinan_institution
    state = reissue_licence(house.pk, by=cast.actor("province"), version=house.trail_seq, paper=PAPER)
    (message,) = run("institutions.write_licence")
    perform(message.topic, message.pk)
    (file,) = StoredFile.objects.filter(belongs_to=f"paper:{state.code}")
    assert (file.kind, file.organisation_id) == ("pdf", house.pk)
    assert licence(state).startswith(b"%PDF")


@pytest.mark.parametrize("after", ["nothing", "change", "end"])
def test_the_page_behind_the_code_says_whether_the_paper_stands(cast: Cast, client: Client, after: str) -> None:
    by = cast.actor("province")
    with transaction.atomic():
        row = make_appraiser(cast.jinan_institution)
    state = change_certificate(row.pk, by=by, version=row.trail_seq, paper=PAPER, items={"title": "示例职称甲"})
    run("appraisers.write_certificate")
    row.refresh_from_db()
    if after == "change":
        change_certificate(row.pk, by=by, version=row.trail_seq, paper=PAPER, items={"title": "示例职称乙"})
    if after == "end":
        end_certificate(row.pk, by=by, version=row.trail_seq, paper=PAPER, ground="SD24-1")
    page = client.get(reverse("register_paper", args=[state.code]), headers={"Accept-Language": "zh-hans"})
    assert page.status_code == 200
    words = page.content.decode()
    assert ("本证与名册一致" in words) == (after == "nothing")
    assert ("示例职称乙" in words) == (after == "change")
    assert "示例决定" not in words and "省司法厅 " not in words  # no documents, nobody who decided


def test_a_code_that_nobody_gave_is_unknown(cast: Cast, client: Client) -> None:
    for code in ("0000-0000-0000-0", "x", "A" * 60):
        assert client.get(reverse("register_paper", args=[code])).status_code == 404


def test_a_change_of_an_institution_voids_the_former_licence(cast: Cast, client: Client) -> None:
    house, by = cast.jinan_institution, cast.actor("province")
    state = reissue_licence(house.pk, by=by, version=house.trail_seq, paper=PAPER)
    house.refresh_from_db()
    items = {"head_name": "示例负责人乙"}
    later = change_registration(house.pk, by=by, version=house.trail_seq, paper=PAPER, items=items)
    assert "示例负责人乙" in client.get(reverse("register_paper", args=[state.code])).content.decode()
    assert later.code not in ("", state.code)


def test_numbers_are_judged_by_the_era_of_their_permit(db: None) -> None:
    cases = (
        ("3701001", date(2003, 1, 1), Known.OF_ITS_DAY), ("3701001", date(2026, 1, 1), Known.OF_ANOTHER_ERA),
        ("370112345", date(2026, 1, 1), Known.OF_ITS_DAY), ("3701001", None, Known.OF_ITS_DAY),
        ("31370000MD0123456X", date(2026, 1, 1), Known.OF_ITS_DAY), ("12", None, Known.UNKNOWN),
    )  # fmt: skip
    for number, issued_on, known in cases:
        assert numbers.judge(number, numbers.LICENCE, issued_on) is known, number
    assert numbers.judge("370012345678", numbers.CERTIFICATE, TODAY) is Known.OF_ITS_DAY
    assert numbers.judge("3700123", numbers.CERTIFICATE, TODAY) is Known.OF_ANOTHER_ERA
