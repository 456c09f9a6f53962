"""A decision moves the rate within the minute, in the area it belongs to, and the number opens its rows."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client

from complaints.decision import AllegationDecided
from complaints.models import Complaint
from foundation.audit.jobs import Run, registry
from foundation.kpi.areas import PROVINCE, Area
from foundation.kpi.catalogue import value
from foundation.kpi.drilling import drill, link
from foundation.kpi.periods import Span
from foundation.kpi.recomputing import recompute
from tests.complaints.investigations import DECISION, DISMISSED, make_decided, make_handler
from tests.factories.cases import make_case
from tests.people import Cast

NOW = "2026-11-25 10:00+08:00"
YEAR = Span(date(2026, 1, 1), date(2026, 11, 25))
SignIn = Callable[[str], Client]
pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def frozen() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def decided(cast: Cast) -> Complaint:
    """One complaint with an allegation upheld and one with none, in a Jinan of four opinions."""
    handler = make_handler(cast)
    for _each in range(4):
        make_case(cast.jinan_institution, issued_on=date(2026, 11, 2))
    nothing = AllegationDecided(1, "unestablished", "TS24-3", "示例：无法查实。")
    make_decided(cast, [cast.jinan, handler], [nothing, DISMISSED])
    return make_decided(cast, [cast.jinan, handler], DECISION)


def test_the_rate_moves_with_the_decision_and_stays_after_the_merge(decided: Complaint) -> None:
    for merged in (False, True):
        if merged:
            registry["kpi.complaint_rate"].work(Run(1, {}))
        for area in (PROVINCE, Area(city="370100"), Area(county="370102")):
            found = value("complaint_rate", area, YEAR)
            assert (found.numerator, found.denominator, found.number) == (1, 4, 2_500)
        assert value("complaint_rate", Area(city="370200"), YEAR).number is None
        assert value("complaints_received", PROVINCE, YEAR).number == 2
    assert recompute().as_result()["differing_cells"] == 0


def test_the_number_opens_exactly_the_upheld_complaints_within_scope(cast: Cast, decided: Complaint) -> None:
    address = link("complaints.upheld", PROVINCE, span=YEAR)
    assert address.startswith("/complaints/?measure=complaints.upheld")
    params = {"measure": "complaints.upheld", "from": "2026-01-01", "until": "2026-11-25"}
    assert list(drill(params, cast.actor("province")).queryset) == [decided]
    assert list(drill(params, cast.actor("qingdao")).queryset) == []


def test_the_dashboard_shows_rate_counts_and_interval_and_leads_to_the_rows(
    cast: Cast, sign_in: SignIn, decided: Complaint
) -> None:
    client = sign_in("province")
    page = client.get("/figures/", headers={"accept-language": "zh-hans"})
    figure = next(each for each in page.context["dashboard"].figures if each.code == "complaint_rate")
    assert figure.value == "2,500.00"
    assert "<b>" not in figure.sentence and "95" in figure.sentence
    rows = client.get(figure.href)
    assert rows.status_code == 200
    text = rows.content.decode()
    assert str(decided.pk) in text
    assert text.count("/complaints/") >= 1


def test_a_city_finds_only_its_own_in_the_list(cast: Cast, sign_in: SignIn, decided: Complaint) -> None:
    assert str(decided.pk) in sign_in("jinan").get("/complaints/").content.decode()
    elsewhere = sign_in("qingdao")
    assert str(decided.pk) not in elsewhere.get("/complaints/").content.decode()
    for address in ("", "letters/", "identity/", "trail/", "accept/", "decide/"):
        assert elsewhere.get(f"/complaints/{decided.pk}/{address}").status_code == 404
