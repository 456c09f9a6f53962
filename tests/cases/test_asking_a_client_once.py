"""A client is asked once to complete an entrustment, with everything that is missing, and within a period."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cases.actions.completing import ask, complete
from cases.actions.filing import file
from cases.actions.writing_completions import write_completion_request
from cases.entrustments.completing import CompletionGiven
from cases.entrustments.filing import MaterialGiven
from cases.models import Completion, Entrustment
from foundation.audit.errors import RuleBroken
from foundation.audit.models import Event
from foundation.documents.actions.reading import content_of
from tests.documents.test_papers import text_of
from tests.factories.entrustments import make_entrustment, make_filing
from tests.people import Cast

SignIn = Callable[[str], Client]
UNTIL = date(2026, 12, 15)
BARE = (MaterialGiven("示例检材", "other", "1份"),)
NEW = MaterialGiven("示例新影像", "other", "2张", "胶片", "完好", date(2026, 11, 25))


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


def asked(cast: Cast, row: Entrustment, **values: Any) -> Entrustment:
    given = {"version": row.trail_seq, "wanted": "示例：写明用途", "period_until": UNTIL, **values}
    return ask(row.pk, by=cast.actor("jinan_clerk"), **given)


def answered(cast: Cast, row: Entrustment, **values: Any) -> Entrustment:
    came = CompletionGiven(received="示例来函", **values)
    by = cast.actor("jinan_clerk")
    return complete(row.pk, by=by, version=row.trail_seq, completion=came, received_on=date(2026, 11, 25))


def codes(cast: Cast, row: Entrustment, **values: Any) -> dict[str, str]:
    with pytest.raises(RuleBroken) as broken:
        asked(cast, row, **values)
    return {finding.field: finding.code for finding in broken.value.findings}


def test_the_request_names_a_period_and_lists_what_the_client_can_put_in_order(cast: Cast) -> None:
    row = asked(cast, make_entrustment(cast.jinan_institution, purpose="", facts="", materials=BARE))
    request = Completion.objects.get(entrustment=row)
    assert (request.period_until, request.materials_before, request.raised) == (UNTIL, 1, "")
    assert [point.partition("：")[0] for point in request.points] == [
        "未写明鉴定用途",
        "未写明基本案情",
        "鉴定材料登记事项不全",
    ]
    assert Event.objects.get(stream=row.stream, kind="cases.ask_completion").content["facts"]["period_until"]
    assert write_completion_request(request.pk)
    request.refresh_from_db()
    assert request.letter is not None
    text = text_of(content_of(request.letter))
    for point in (*request.points, "补充期限", "12", "一次性告知", "逾期未补充"):
        assert set(point) - set("：；、 ") <= set(text), point


def test_what_is_the_institution_s_own_matter_is_not_asked_of_the_client(cast: Cast) -> None:
    row = asked(cast, make_entrustment(cast.jinan_institution, category="WZ-01"))  # outside the scope, no appraisers
    assert Completion.objects.get(entrustment=row).points == []
    found = Event.objects.get(stream=row.stream, kind="cases.ask_completion").content["facts"]["findings"]
    assert "outside_scope" in found


@pytest.mark.parametrize("until", [None, date(2026, 11, 25), date(2027, 11, 27)])
def test_a_period_ends_after_today_and_within_a_year(cast: Cast, until: date | None) -> None:
    assert "period_until" in codes(cast, make_entrustment(cast.jinan_institution), period_until=until)


def test_a_second_request_is_refused_unless_new_materials_raised_it(cast: Cast) -> None:
    row = answered(cast, asked(cast, make_entrustment(cast.jinan_institution, purpose="")), purpose="民事诉讼")
    assert codes(cast, row, reason="示例：仍缺") == {"": "asked_before"}
    row = complete(
        row.pk, by=cast.actor("jinan_clerk"), version=row.trail_seq, completion=CompletionGiven(materials=(NEW,))
    )
    assert codes(cast, row) == {"reason": ""}
    row = asked(cast, row, reason="示例：新影像缺少拍摄日期")
    second = Completion.objects.get(entrustment=row, number=2)
    assert (second.raised, second.materials_before) == ("示例：新影像缺少拍摄日期", 2)
    assert codes(cast, answered(cast, row), reason="示例：仍缺") == {"": "asked_before"}


def test_a_first_request_has_no_new_material_to_name(cast: Cast) -> None:
    assert codes(cast, make_entrustment(cast.jinan_institution), reason="示例：无") == {"reason": "not_asked"}


def test_the_page_says_what_the_letter_lists_and_bars_a_second_request(cast: Cast, sign_in: SignIn) -> None:
    row = make_entrustment(cast.jinan_institution, purpose="")
    client, address = sign_in("jinan_clerk"), reverse("entrustment_ask", args=[row.pk])
    page = client.get(address).content.decode()
    assert "告知书将列明下列审查情形" in page and "未写明鉴定用途" in page and 'name="reason"' not in page
    given = {"version": row.trail_seq, "wanted": "示例：写明用途"}
    assert 'id="id_period_until_error"' in client.post(address, given).content.decode()
    assert client.post(address, {**given, "period_until": "2026-12-15"}).status_code == 302
    assert "2026-12-15" in client.get(row.get_absolute_url()).content.decode()
    assert "2026-12-15" in client.get("/work/completions_awaited/").content.decode()
    row.refresh_from_db()
    answered(cast, row, purpose="民事诉讼")
    page = client.get(address).content.decode()
    assert "已要求委托人补充过" in page and "btn-primary" not in page


def test_a_client_outside_litigation_is_a_person_or_a_company(cast: Cast, sign_in: SignIn) -> None:
    kind = {"client_name": "示例有限公司", "client_kind": "non_litigation"}
    row = make_entrustment(cast.jinan_institution, **kind, client_nature="body")
    assert row.client_nature == "body"
    assert "非诉讼" in (page := sign_in("jinan_clerk").get(row.get_absolute_url()).content.decode())
    assert "单位" in page
    for given in ({**kind, "client_nature": ""}, {"client_nature": "person"}):
        with pytest.raises(RuleBroken) as broken:
            file(make_filing(**given), cast.jinan_institution, by=cast.actor("jinan_clerk"))
        assert [finding.field for finding in broken.value.findings] == ["client_nature"]
