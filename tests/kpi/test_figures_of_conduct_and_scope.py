"""Opinions after an extension, entries within 24 hours, compulsory items accredited: what counts and what does not."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client

from cases.actions import extending
from cases.models import Case, Extension, ProcessEntry
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from foundation.kpi.areas import PROVINCE, Area
from foundation.kpi.catalogue import Value, value
from foundation.kpi.merging import merge
from foundation.kpi.periods import Span
from foundation.kpi.recomputing import recompute
from institutions.covering import duties_on, duty_of
from institutions.models import Institution
from tests.factories.bodies import make_institution
from tests.factories.cases import make_case, make_process_entry
from tests.factories.standing import make_accreditation, make_scope
from tests.people import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
TODAY = date(2026, 11, 25)
YEAR = Span(date(2026, 1, 1), TODAY)


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel("2026-11-25 12:00+08:00", tick=False):
        yield


def figure(code: str, area: Area = PROVINCE, span: Span = YEAR) -> tuple[int, int]:
    """Numerator and denominator, which are the same before and after the merge and in a recount."""
    before = value(code, area, span, today=TODAY)
    merge()
    found: Value = value(code, area, span, today=TODAY)
    assert (found.numerator, found.denominator) == (before.numerator, before.denominator)
    assert recompute().total == 0
    return found.numerator, found.denominator


def opened(client: Client, code: str) -> int:
    """How many rows the page behind a figure of the catalogue lists."""
    answer = client.get("/figures/catalogue/")
    line = next(each for part in answer.context["parts"] for each in part.lines if each.kpi.code == code)
    assert "尚无数据" not in line.why
    return int(client.get(line.href).context["list"].page.count)


def extended(cast: Cast, case: Case, *, approve: bool) -> Case:
    extending.request(case.pk, by=cast.actor("jinan_clerk"), version=case.trail_seq, days=10, reason="示例：专项检验")
    row = Extension.objects.filter(case=case).latest("number")
    reason = "" if approve else "示例：理由不足"
    extending.decide(case.pk, by=cast.actor("jinan_head"), version=row.trail_seq, approve=approve, reason=reason)
    return Case.objects.get(pk=case.pk)


def issue(case: Case) -> None:
    case.state, case.issued_on = "issued", TODAY
    write(case, "case.corrected", by=SYSTEM)


def test_an_opinion_counts_as_extended_from_the_first_approval_on_and_a_refusal_changes_nothing(
    cast: Cast, sign_in: SignIn
) -> None:
    plain, declined, twice = (make_case(cast.jinan_institution) for _each in range(3))
    declined = extended(cast, declined, approve=False)
    twice = extended(cast, twice, approve=True)
    assert (declined.extended_on, twice.extended_on) == (None, TODAY)
    with time_machine.travel("2026-11-27 12:00+08:00", tick=False):
        twice = extended(cast, twice, approve=True)
    assert twice.extended_on == TODAY
    assert figure("extension_share") == (0, 0)
    for case in (plain, declined, twice):
        issue(case)
    loaded = make_case(cast.jinan_institution, issued_on=TODAY, import_id=uuid4(), import_row=1)
    assert loaded.extended_on is None
    assert figure("extension_share") == (1, 3), "a ledger does not say whether time was extended"
    assert opened(sign_in("province"), "extension_share") == 1


def test_the_extensions_of_present_cases_are_filled_as_the_verb_writes_them(cast: Cast) -> None:
    case = extended(cast, make_case(cast.jinan_institution), approve=True)
    make_case(cast.jinan_institution)
    Case.objects.update(extended_on=None)
    filling = import_module("cases.migrations.0025_fill_columns_of_conduct_figures")
    with connection.cursor() as cursor:
        cursor.execute(filling.EXTENSIONS)
    assert [row.pk for row in Case.objects.filter(extended_on=TODAY)] == [case.pk]


def test_an_entry_is_in_time_up_to_24_hours_after_and_belongs_to_its_civil_day(cast: Cast, sign_in: SignIn) -> None:
    case = make_case(cast.jinan_institution)
    midnight = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)  # the 25th begins in Shandong
    with time_machine.travel(midnight, tick=False):
        make_process_entry(case, happened_at=midnight - timedelta(hours=24))
        make_process_entry(case, happened_at=midnight - timedelta(hours=24, seconds=1))
    with time_machine.travel(midnight - timedelta(seconds=1), tick=False):
        make_process_entry(case)
    assert list(ProcessEntry.objects.values_list("is_prompt", flat=True)) == [True, False, True]
    assert figure("entered_in_time") == (2, 3)
    assert figure("entered_in_time", Area(city="370200")) == (0, 0)
    assert figure("entered_in_time", Area(institution=case.institution_id), Span(TODAY, TODAY)) == (1, 2)
    assert opened(sign_in("province"), "entered_in_time") == 2
    late = sign_in("jinan").get("/cases/process/?prompt=no")
    assert [row.number for row in late.context["list"].page.rows] == [2]
    assert "量角器" not in late.content.decode(), "texts stay under seal"
    assert sign_in("qingdao").get("/cases/process/").context["list"].page.count == 0


def licensed(*codes: str, **values: Any) -> Institution:
    there = make_institution(f"示例{uuid4().hex[:6]}鉴定所", "370102", **values)
    make_scope(there, *codes, by=SYSTEM)
    return there


def test_a_compulsory_item_is_accredited_by_one_certificate_in_force_that_covers_it(
    cast: Cast, sign_in: SignIn
) -> None:
    covered = licensed("FY-0501", "FY-0502", "FY-0201")
    make_accreditation(covered, "FY-05", by=SYSTEM, kind="CNAS", valid_until=TODAY)
    narrower = licensed("FY-05")
    make_accreditation(narrower, "FY-0501", by=SYSTEM)
    make_accreditation(licensed("FY-0501"), "FY-05", by=SYSTEM, valid_until=TODAY - timedelta(days=1))
    ended = licensed("FY-0501", licence_until=TODAY - timedelta(days=1))
    make_accreditation(ended, "FY-05", by=SYSTEM)
    assert figure("compulsory_accredited") == (2, 4), "the fifth item is of a licence that has ended"
    client = sign_in("province")
    assert opened(client, "compulsory_accredited") == 2
    missing = client.get("/institutions/scope/?accreditation=missing").context["list"].page.rows
    assert sorted(row.category_id for row in missing) == ["FY-05", "FY-0501"]
    with time_machine.travel("2026-11-26 12:00+08:00", tick=False):
        assert value("compulsory_accredited", PROVINCE, YEAR).numerator == 0


def test_the_duties_of_all_categories_are_those_of_each() -> None:
    every = duties_on(TODAY)
    assert {"FY-04", "FY-0501", "WZ-03", "HJ"} <= set(every) and "FY-0201" not in every
    assert all(duty_of(code, TODAY) == duty for code, duty in every.items())
