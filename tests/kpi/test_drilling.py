"""A figure and the list behind it show the same count, whoever looks, merged or not."""

from datetime import date
from random import Random
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appraisers.models import Appraiser
from cases.models import Case
from foundation.kpi import measures, reading
from foundation.kpi.areas import Area, opened, own_area
from foundation.kpi.drilling import NoSuchFigure, drill, figure_asked, link
from foundation.kpi.merging import merge, merge_some
from foundation.kpi.periods import Span
from foundation.kpi.reading import Ask
from institutions.models import Institution
from tests.kpi import worlds
from tests.people import Cast

pytestmark = pytest.mark.django_db
NOW = "2026-11-23 10:00+08:00"
CASE_CODES = [
    "cases.accepted", "cases.issued", "cases.terminated", "cases.turnaround", "cases.gross", "cases.open",
    "cases.overdue", "cases.issued_on_time", "cases.issued_late",
]  # fmt: skip
SPANS = st.tuples(st.dates(date(2024, 12, 1), date(2026, 12, 31)), st.dates(date(2024, 12, 1), date(2026, 12, 31))).map(
    lambda days: Span(min(days), max(days))
)


def followed(address: str) -> dict[str, str]:
    """The parameters of a link, as the list page reads them."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), spans=st.lists(SPANS, min_size=2, max_size=3))
def test_every_figure_counts_exactly_its_rows(cast: Cast, seed: int, spans: list[Span]) -> None:
    with transaction.atomic(), time_machine.travel(NOW, tick=False):
        random = Random(seed)
        institutions = [*worlds.make_institutions(), cast.jinan_institution, cast.qingdao_institution]
        cases = [worlds.add_case(random, institutions) for _each in range(40)]
        merge_some(random.randrange(1, 60))
        for case in random.sample(cases, 8):
            worlds.change_case(random, case, institutions)
        areas = [
            Area(), Area(city="370100"), Area(city="370200"), Area(county="370102"), Area(county="370202"),
            Area(institution=institutions[0].pk), Area(institution=cast.jinan_institution.pk),
        ]  # fmt: skip
        for who in ("province", "jinan", "lixia", "jinan_head", "auditor"):
            actor = cast.actor(who)
            for code in CASE_CODES:
                countable = measures.countable(code)
                dated = isinstance(countable, measures.Measure) and countable.date
                for span in spans if dated else [None]:
                    area, category = random.choice(areas), random.choice(["", "FY-02", "HJ"])
                    address = link(code, area, span=span, category=category)
                    found = drill(followed(address), actor, model=Case)
                    assert found.count() == found.queryset.count(), (who, address)
        transaction.set_rollback(True)


@time_machine.travel(NOW, tick=False)
def test_parts_add_up_to_the_whole(cast: Cast) -> None:
    random = Random(11)
    institutions = [*worlds.make_institutions(), cast.jinan_institution, cast.qingdao_institution]
    for each in range(80):
        worlds.add_case(random, institutions)
        if each == 50:
            merge()
    today = timezone.localdate()
    span = Span(date(2026, 2, 11), today)
    flows = ("cases.accepted", "cases.issued", "cases.terminated", "cases.issued_on_time", "cases.issued_late")
    for code in flows:
        whole = reading.count(code, Area(), today, span=span)
        for by in ("city", "county", "institution", "category"):
            parts = reading.ask(Area(), [Ask("it", (code,), span, by=by)], today).counts("it", code)
            assert sum(parts.values()) == whole, (code, by)
        months = reading.ask(Area(), [Ask("it", (code,), span, by="month")], today).counts("it", code)
        assert sum(months.values()) == whole
        for city in ("370100", "370200", "371300"):
            of_city = reading.count(code, Area(city=city), today, span=span)
            inside = reading.ask(Area(city=city), [Ask("it", (code,), span, by="institution")], today)
            assert sum(inside.counts("it", code).values()) == of_city


@time_machine.travel(NOW, tick=False)
def test_what_a_posting_sees_of_rows_and_of_figures_is_the_same_area(cast: Cast) -> None:
    random = Random(3)
    institutions = [*worlds.make_institutions(), cast.jinan_institution, cast.qingdao_institution]
    for _each in range(30):
        worlds.add_case(random, institutions)
    for name, posting in cast.postings().items():
        actor = cast.actor(name)
        visible = Case.objects.visible_to(actor).count()
        area = own_area(actor)
        counted = 0
        if area is not None:
            span = Span(worlds.FIRST, worlds.LAST)
            counted = reading.count("cases.accepted", area, timezone.localdate(), span=span)
        assert counted == visible, posting.role


def test_areas_that_exclude_each_other_open_nothing(cast: Cast) -> None:
    assert opened(cast.actor("jinan"), Area(city="370200")) is None
    assert opened(cast.actor("jinan"), Area(county="370202")) is None
    assert opened(cast.actor("jinan"), Area()) == Area(city="370100")
    assert opened(cast.actor("auditor"), Area()) is None


@time_machine.travel(NOW, tick=False)
def test_expiring_licences_and_certificates_open_their_rows(cast: Cast) -> None:
    for days, until in ((7, date(2026, 11, 30)), (30, date(2026, 12, 23)), (90, date(2027, 2, 21))):
        institution = worlds.make_institution(f"示例{days}日司法鉴定所", "370103", licence_until=until)
        found = drill({"measure": f"institutions.expiring_{days}"}, cast.actor("jinan"), model=Institution)
        assert institution in found.queryset
        assert found.count() == found.queryset.count()
    late = worlds.make_institution("示例逾期司法鉴定所", "370103", licence_until=date(2026, 11, 22))
    assert late not in drill({"measure": "institutions.expiring_90"}, cast.actor("jinan")).queryset
    people = drill({"measure": "appraisers.expiring_90"}, cast.actor("jinan"), model=Appraiser)
    assert people.count() == people.queryset.count() == 0


@pytest.mark.parametrize(
    "parameters",
    [
        {"measure": "cases.nothing"},
        {"measure": "cases.accepted"},
        {"measure": "cases.accepted", "from": "2026-01-01"},
        {"measure": "cases.accepted", "from": "2026-02-30", "until": "2026-03-01"},
        {"measure": "cases.accepted", "from": "2026-03-02", "until": "2026-03-01"},
        {"measure": "cases.open", "from": "2026-01-01", "until": "2026-03-01"},
        {"measure": "cases.open", "city": "济南"},
        {"measure": "cases.open", "city": "3701"},
        {"measure": "cases.open", "institution": "1"},
        {"measure": "cases.open", "category": "'; DROP TABLE"},
        {"measure": "institutions.registered", "category": "FY-02"},
    ],
)
def test_an_address_that_names_no_figure_is_a_404_with_its_reason(cast: Cast, parameters: dict[str, str]) -> None:
    with pytest.raises(NoSuchFigure) as refused:
        drill(parameters, cast.actor("province"))
    assert isinstance(refused.value, Http404)
    assert str(refused.value)


def test_a_list_page_refuses_the_rows_of_another_model(cast: Cast) -> None:
    assert figure_asked({}, cast.actor("province"), Case) is None
    with pytest.raises(NoSuchFigure):
        figure_asked({"measure": "institutions.registered"}, cast.actor("province"), Case)
