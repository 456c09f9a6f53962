"""The demo province: the same every time, plainly synthetic, loaded through the import."""

from collections import Counter
from datetime import date
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client, override_settings

from appraisal_portal.demo import loading
from appraisal_portal.demo import plan as planning
from appraisal_portal.demo.ledgers import Days, ledger_of, yearly_ledgers
from appraisal_portal.demo.plan import growing, identity_number, plan
from appraisal_portal.management.commands import load_province
from appraisers.models import Appraiser
from cases.models import Case, Entrustment
from complaints.models import Complaint
from complaints.states import ComplaintState
from foundation.accounts.models import Organisation, User
from foundation.audit.verify import verify
from foundation.clocks.calendar import Calendar
from foundation.clocks.reference import read_editions
from foundation.exchange.cells.identifiers import read_identity_number
from foundation.kpi.models import FigureCheck, Release
from foundation.kpi.recomputing import recompute
from governance.early_warning.models import EarlyWarning
from governance.recognition.models import Assessment, AssessmentRound, Expert
from governance.reporting.models import Report
from institutions.models import Accreditation, Finding, Lapse, Restriction, ScopeItem
from quality.models import CaseReviewRound, DrawnCase

UNTIL = date(2026, 11, 23)


def test_the_full_province_has_three_hundred_institutions_and_four_thousand_appraisers() -> None:
    province = plan(seed=1, until=UNTIL, scale=1)
    assert len(province.institutions) == planning.INSTITUTIONS
    assert abs(sum(len(one.appraisers) for one in province.institutions) - planning.APPRAISERS) < 100
    assert len({one.city.code for one in province.institutions}) == 16
    assert abs(sum(province.cases_of(one, 150_000) for one in province.institutions) - 150_000) < 300


def test_the_same_seed_and_day_give_the_same_ledgers() -> None:
    days = Days(Calendar([sourced.edition for sourced in read_editions()]), UNTIL)
    first, second = (plan(seed=7, until=UNTIL, scale=50) for _time in range(2))
    assert first == second
    assert ledger_of(first, first.institutions[3], days) == ledger_of(second, second.institutions[3], days)
    assert ledger_of(first, first.institutions[3], days) != ledger_of(first, first.institutions[4], days)


def test_every_name_says_that_it_is_an_example() -> None:
    province = plan(seed=1, until=UNTIL, scale=50)
    assert all("示例" in one.name for one in province.institutions)
    assert all(one.licence.startswith("3799") for one in province.institutions)


def test_identity_numbers_are_valid_in_form_and_of_a_region_that_does_not_exist() -> None:
    numbers = {identity_number(institution, index) for institution in range(1, 301) for index in range(1, 20)}
    assert len(numbers) > 5_000
    for number in list(numbers)[:200]:
        assert number.startswith("379999")
        assert read_identity_number(number) == number


@pytest.fixture
def loaded(transactional_db: None) -> None:
    with override_settings(PORTAL_DEMO=True), time_machine.travel("2026-11-23 10:00+08:00"):
        call_command("load_demo", scale=400, until=UNTIL, processes=1, stdout=StringIO())


def test_the_demo_comes_through_the_import_and_leaves_a_sound_trail(loaded: None) -> None:
    states = Counter(Case.objects.values_list("state", flat=True))
    assert states["issued"] > 500
    assert set(states) <= {"issued", "in_progress", "suspended", "terminated"}
    ends = Counter(Entrustment.objects.values_list("state", flat=True))
    assert set(ends) == {"received", "withdrawn", "refused", "accepted", "awaiting"}
    assert Case.objects.filter(import_id__isnull=True).count() == ends["accepted"]
    assert Case.objects.order_by("accepted_on").last().accepted_on <= UNTIL
    assert Appraiser.objects.count() > 500
    assert ScopeItem.objects.count() > 400 and Restriction.objects.in_force(UNTIL).count() == 6
    assert Restriction.objects.in_force(UNTIL).get(kind="heading").ground == "XZ-8"
    assert Lapse.objects.filter(outcome="resumed").count() == 1
    assert Expert.objects.get(outsider__person__user__username="demo-expert").seats.count() == 2
    assert [Accreditation.objects.expiring(UNTIL, days).count() for days in (7, 30, 90)] == [1, 2, 3]
    assert Accreditation.objects.lapsed(UNTIL).count() == 1
    assert set(Complaint.objects.values_list("state", flat=True)) == set(ComplaintState.values)
    closed, running = CaseReviewRound.objects.order_by("number")
    assert (closed.state, running.state) == ("closed", "drawn")
    assert [row.state for row in Finding.objects.filter(source="case_review")] == ["closed"]
    assert Counter(DrawnCase.objects.filter(round=running).values_list("state", flat=True))["disagreed"] == 1
    for year in (2024, 2025, 2026):  # every number of a year, in the order of receipt
        filed = list(Complaint.objects.filter(year=year).order_by("received_on", "serial"))
        assert [row.serial for row in filed] == list(range(1, len(filed) + 1))
        assert all(row.received_on.year == year for row in filed)
    assert Complaint.objects.overdue(UNTIL).exists() and Complaint.objects.filter(upheld=True).exists()
    releases = list(Release.objects.order_by("number").values_list("period", "state", "supersedes__number"))
    assert releases == [("2025", "published", None), ("2026-Q3", "superseded", None), ("2026-Q3", "published", 2)]
    reports = list(Report.objects.order_by("period", "city_code", "version").values_list("period", "state", "version"))
    assert reports == [("2025", "written", 1), *[("2026-10", "written", version) for version in (1, 2, 1)]]
    assert Report.objects.get(city_code="", period="2026-10", version=2).changed
    assert list(AssessmentRound.objects.order_by("year").values_list("state", flat=True)) == ["published", "disclosed"]
    assert {"objected", "settled"} < set(Assessment.objects.filter(year=2026).values_list("state", flat=True))
    warned = Counter(EarlyWarning.objects.values_list("state", flat=True))
    assert warned["open"] >= 3 and warned["acknowledged"] >= 1
    assert set(FigureCheck.objects.values_list("kind", "differing")) == {("full", 0), ("sample", 0)}
    assert recompute(repair=False).total == 0
    assert verify().sound


def test_an_interrupted_load_of_many_years_goes_on_where_it_stopped(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[str] = []

    def import_or_die(file: bytes, name: str, *rest: Any) -> Any:
        if len(taken) == 7:  # in the middle of the years of an institution
            raise KeyboardInterrupt
        taken.append(name)
        return original(file, name, *rest)

    original = loading.import_ledger
    wanted = {"cases": 1_200, "years": 3, "institutions": 48, "processes": 1}
    with override_settings(PORTAL_DEMO=True), time_machine.travel("2026-11-23 10:00+08:00"):
        monkeypatch.setattr(loading, "import_ledger", import_or_die)
        with pytest.raises(KeyboardInterrupt):
            call_command("load_province", **wanted, until=UNTIL, stdout=StringIO())
        before = Case.objects.count()
        assert before > 0
        monkeypatch.setattr(loading, "import_ledger", original)
        # Room is asked for what is missing: what was loaded has its room already.
        room = load_province.BYTES_A_CASE * (1_200 - before)
        monkeypatch.setattr(load_province.shutil, "disk_usage", lambda _path: SimpleNamespace(free=room - 1))
        with pytest.raises(CommandError, match=f"{1_200 - before:,} cases need"):
            call_command("load_province", **wanted, stdout=StringIO())
        monkeypatch.setattr(load_province.shutil, "disk_usage", lambda _path: SimpleNamespace(free=room))
        call_command("load_province", **wanted, stdout=StringIO())
        whole = Case.objects.count()
        call_command("load_province", **wanted, stdout=StringIO())
        assert Case.objects.count() == whole > before
    imported = Case.objects.filter(import_id__isnull=False)
    assert abs(imported.count() - 1_200) < 100
    assert {2024, 2025, 2026} <= set(imported.values_list("accepted_on__year", flat=True).distinct())
    assert recompute(repair=False).total == 0


def test_the_ledgers_of_the_years_are_the_one_ledger_in_parts() -> None:
    days = Days(Calendar([sourced.edition for sourced in read_editions()]), UNTIL, 4)
    province = plan(seed=3, until=UNTIL, scale=1, institutions=48, totals=growing(2_000, 4))
    one = province.institutions[5]
    heading = 2
    parts = [sheet.decode("utf-8-sig").splitlines()[heading:] for sheet in yearly_ledgers(province, one, days)]
    together = [row for part in parts for row in part]
    assert together == ledger_of(province, one, days).decode("utf-8-sig").splitlines()[heading:]
    assert len({row.split(",")[0] for row in together}) == len(together), "a number came twice"


@pytest.mark.parametrize("size", [{"cases": 10_000_001}, {"years": 0}, {"institutions": 3}, {"cases": 10}])
def test_a_province_that_cannot_be_is_refused_before_anything_is_written(db: None, size: dict[str, int]) -> None:
    with override_settings(PORTAL_DEMO=True), pytest.raises(CommandError, match="must lie between"):
        call_command("load_province", **{"cases": 5_000, **size}, until=UNTIL, stdout=StringIO())
    assert not Organisation.objects.exists()


def test_the_demo_is_refused_where_bodies_exist_already(db: None) -> None:
    from tests.factories.bodies import make_organ

    make_organ("示例省司法厅", "province", "370000")
    with override_settings(PORTAL_DEMO=True), pytest.raises(CommandError, match="of its own"):
        call_command("load_demo", scale=400, until=UNTIL, processes=1, stdout=StringIO())
    assert Organisation.objects.count() == 1


def test_without_the_demo_switch_there_is_no_demo_page(db: None) -> None:
    assert Client().get("/demo/").status_code == 404
    with pytest.raises(CommandError):
        call_command("load_demo", scale=400, until=UNTIL, stdout=StringIO())
    assert not User.objects.exists()
