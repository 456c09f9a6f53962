"""Each figure of the dashboard moves with the act that is meant by it, and the rows behind it are as many."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.utils import timezone

from cases.actions.accepting import accept
from cases.actions.terminating import terminate
from foundation.audit.jobs import Run, registry
from foundation.desk.charts.contract import Figure
from foundation.kpi.areas import PROVINCE
from foundation.kpi.reading import Ask, ask
from institutions.actions.accrediting import end_accreditation, record_accreditation
from institutions.actions.renewing import decide_renewal, record_renewal
from institutions.models import Accreditation, LicenceRenewal
from tests.complaints.investigations import make_decided, make_handler
from tests.factories.agreements import make_terms
from tests.factories.annual_reviews import decide, propose, review_of, submit
from tests.factories.bodies import make_institution
from tests.factories.cases import make_case
from tests.factories.entrustments import make_appraiser, make_entrustment
from tests.factories.opinions import Office, brought_to, issued, make_office
from tests.people import Cast

pytestmark = pytest.mark.django_db
NOON = "2026-11-25 12:00+08:00"
TODAY = date(2026, 11, 25)
WHY = "示例：依申请办理，材料齐全。"
Show = Callable[[], "Shown"]


@dataclass
class Shown:
    """The figures of the dashboard as an officer of the province sees them now, and the rows behind a link."""

    client: Client
    figures: dict[str, Figure] = field(default_factory=dict)

    def of(self, code: str) -> Figure:
        return self.figures[code]

    def rows(self, href: str) -> int:
        """How many rows the page behind a figure lists."""
        return int(self.client.get(href).context["list"].page.count) if href else 0

    def part(self, code: str, place: int) -> tuple[str, int]:
        """A part of a figure: what it says, and how many rows stand behind it."""
        found = self.figures[code].parts[place]
        return found.value, self.rows(found.href)


@pytest.fixture
def show(cast: Cast, sign_in: Callable[[str], Client]) -> Show:
    client = sign_in("province")

    def now() -> Shown:
        registry["kpi.case_volume"].work(Run(1, {}))
        figures = client.get("/figures/").context["dashboard"].figures
        return Shown(client, {figure.code: figure for figure in figures})

    return now


@pytest.fixture
def office(cast: Cast) -> Office:
    head, days = cast.jinan_head, {"effective_on": date(2026, 11, 2), "due_on": date(2026, 12, 11)}
    return make_office(cast.jinan_institution, head, **days)


@time_machine.travel(NOON, tick=False)
def test_accepting_an_entrustment_moves_the_volume(cast: Cast, show: Show) -> None:
    with transaction.atomic():
        for _each in range(3):
            make_appraiser(cast.jinan_institution)
    before = show().of("case_volume").value
    row = make_entrustment(cast.jinan_institution)
    accept(row.pk, by=cast.actor("jinan_clerk"), version=row.trail_seq, effective_on=TODAY, terms=make_terms())
    after = show()
    assert (before, after.of("case_volume").value) == ("0", "1")
    assert after.rows(after.of("case_volume").href) == 1


@time_machine.travel(NOON, tick=False)
def test_issuing_an_opinion_moves_turnaround_and_the_share_on_time(show: Show, office: Office) -> None:
    brought_to(office, 3)
    before = show()
    assert (before.of("turnaround").value, before.of("on_time_share").value) == (None, None)
    issued(office)
    after = show()
    assert after.of("turnaround").value == "17"  # working days from 2 to 25 November
    assert after.rows(after.of("turnaround").href) == 1
    assert after.of("on_time_share").value == "100.0"
    assert after.rows(after.of("on_time_share").href) == 1


@time_machine.travel(NOON, tick=False)
def test_an_opinion_after_its_last_day_lowers_the_share_on_time(cast: Cast, show: Show, office: Office) -> None:
    make_case(cast.qingdao_institution, issued_on=TODAY, due_on=TODAY - timedelta(days=1))
    make_case(cast.qingdao_institution, issued_on=TODAY, due_on=None)
    brought_to(office, 3)
    issued(office)
    after = show()
    assert after.of("on_time_share").value == "50.0", "a case without a known last day is in neither count"
    assert after.rows("/cases/?measure=cases.issued_late&from=2026-01-01&until=2026-11-25") == 1


def test_a_case_whose_last_day_passes_becomes_overdue_until_it_ends(cast: Cast, show: Show) -> None:
    with time_machine.travel("2026-11-25 23:55+08:00", tick=False):
        case = make_case(cast.jinan_institution, due_on=TODAY)
        assert show().of("overdue").value == "0"
    with time_machine.travel("2026-11-26 00:05+08:00", tick=False):
        late = show()
        assert (late.of("overdue").value, late.rows(late.of("overdue").href)) == ("1", 1)
        terminate(
            case.pk, by=cast.actor("jinan_head"), version=case.trail_seq, ground="TZ29-5", reason=WHY,
            terminated_on=timezone.localdate(), return_until=date(2026, 12, 31),
        )  # fmt: skip
        assert show().of("overdue").value == "0"


@time_machine.travel(NOON, tick=False)
def test_an_upheld_complaint_moves_the_rate_with_its_counts_and_interval(cast: Cast, show: Show) -> None:
    for _each in range(10):
        make_case(cast.jinan_institution, issued_on=TODAY)
    assert show().of("complaint_rate").value == "0.00"
    make_decided(cast, [cast.jinan, make_handler(cast)])
    after = show().of("complaint_rate")
    assert after.value == "1,000.00"  # one in ten, for every ten thousand
    assert "10" in after.sentence
    assert "95" in after.sentence
    assert show().rows(after.href) == 1


@time_machine.travel(NOON, tick=False)
def test_an_accreditation_that_ends_soon_is_counted_until_it_is_followed_or_ended(cast: Cast, show: Show) -> None:
    house, by, last = cast.jinan_institution, cast.actor("jinan"), len(show().of("expiring_licences").parts) - 1

    def recorded(number: str, until: date) -> Accreditation:
        return record_accreditation(
            house.pk, by=by, kind="CMA", level="provincial", certificate_number=number, categories=["FY-02"],
            valid_from=date(2024, 7, 1), valid_until=until, reason=WHY,
        )  # fmt: skip

    assert show().part("expiring_licences", last) == ("0", 0)
    soon = recorded("示例CMA90001", TODAY + timedelta(days=60))
    assert show().part("expiring_licences", last) == ("1", 1)
    by_city = ask(PROVINCE, [Ask("it", ("accreditations.expiring_90",), by="city")], TODAY)
    assert by_city.counts("it", "accreditations.expiring_90") == {"370100": 1}
    later = recorded("示例CMA90002", TODAY + timedelta(days=900))
    assert show().part("expiring_licences", last) == ("0", 0)
    end_accreditation(later.pk, by=by, version=later.trail_seq, ended_on=TODAY, reason=WHY)
    assert show().part("expiring_licences", last) == ("1", 1)
    end_accreditation(soon.pk, by=by, version=soon.trail_seq, ended_on=TODAY, reason=WHY)
    assert show().part("expiring_licences", last) == ("0", 0)


@time_machine.travel(NOON, tick=False)
def test_a_renewed_licence_ends_soon_no_more(cast: Cast, show: Show) -> None:
    with transaction.atomic():
        house = make_institution("济南示例丙司法鉴定所", "370102", licence_until=TODAY + timedelta(days=80))
    assert show().of("expiring_licences").value == "1"
    paper: dict[str, Any] = {"document_number": "示例文件〔2026〕8号", "reason": WHY}
    record_renewal(house.pk, by=cast.actor("jinan"), version=house.trail_seq, asked_on=TODAY, **paper)
    row = LicenceRenewal.objects.get()
    decide_renewal(
        row.pk, by=cast.actor("province"), version=row.trail_seq, granted=True, new_until=date(2032, 2, 13), **paper
    )
    assert show().of("expiring_licences").value == "0"


@time_machine.travel(NOON, tick=False)
def test_a_decided_annual_review_moves_the_progress(cast: Cast, show: Show) -> None:
    review = review_of(cast.jinan_institution)
    before = show().of("annual_review_progress")
    assert before.value == "0.0"
    decide(propose(submit(review)))
    after = show()
    assert float(str(after.of("annual_review_progress").value)) > 0
    assert after.rows(after.of("annual_review_progress").href) == 1
