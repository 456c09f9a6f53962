"""Editions are published, never changed, and every process uses the newest at once."""

import shutil
from dataclasses import dataclass, field
from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.utils import translation

from foundation.audit.actors import SYSTEM
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.models import OutboxMessage
from foundation.clocks import recounting
from foundation.clocks.actions.publishing import load_calendar, publish_edition
from foundation.clocks.models import CalendarDay, CalendarEdition, DayKind
from foundation.clocks.queries import current_calendar
from foundation.clocks.reference import FOLDER
from tests.clocks.calendars import CHINA

pytestmark = pytest.mark.django_db

NOTICE = "国务院办公厅关于2027年部分节假日安排的通知（示例）"
HOLIDAYS_2027 = {date(2027, 1, day): "New Year's Day" for day in (1, 2, 3)}
MAKEUP_2027 = {date(2027, 2, 20): "Spring Festival"}


@dataclass
class Posted:
    """An actor with the given verbs."""

    verbs: set[str] = field(default_factory=set)
    id: str = "user:example"
    posting_id: str = ""
    label: str = "system_administrator@示例司法厅"

    def may(self, verb, row=None):
        return verb in self.verbs


ADMINISTRATOR = Posted({"clocks.publish_edition"})


def publish_2027(by=ADMINISTRATOR, **changed):
    given = {
        "year": 2027,
        "published": True,
        "holidays": HOLIDAYS_2027,
        "makeup_days": MAKEUP_2027,
        "source": NOTICE,
        "supersedes": "2027-provisional",
    }
    return publish_edition(**{**given, **changed}, by=by)


@pytest.fixture(autouse=True)
def reference_calendar():
    load_calendar(SYSTEM)


def test_the_loaded_editions_are_those_of_the_files():
    assert current_calendar().editions == CHINA.editions
    assert current_calendar().is_provisional(date(2027, 6, 1))


def test_loading_unchanged_files_changes_nothing():
    before = CalendarEdition.objects.count()
    assert load_calendar(SYSTEM) == []
    assert CalendarEdition.objects.count() == before


def test_a_changed_file_publishes_a_new_edition(tmp_path):
    folder = shutil.copytree(FOLDER, tmp_path / "calendar")
    with (folder / "holidays.csv").open("a", encoding="utf-8") as file:
        file.write("2026-12-31,holiday,New Year's Day\n")
    assert load_calendar(SYSTEM, folder) == ["2026-2"]
    assert not current_calendar().is_working_day(date(2026, 12, 31))
    assert current_calendar().versions_between(date(2026, 1, 1), date(2026, 1, 1)) == ("2026-2",)
    assert load_calendar(SYSTEM, folder) == []
    # The first file is known already: loading it again does not undo the newer edition.
    assert load_calendar(SYSTEM) == []
    assert not current_calendar().is_working_day(date(2026, 12, 31))


def test_the_published_year_takes_the_place_of_the_provisional_one_at_once():
    assert current_calendar().is_provisional(date(2027, 1, 4))
    edition = publish_2027()
    assert (edition.version, edition.serial) == ("2027", 2)
    assert not current_calendar().is_provisional(date(2027, 1, 4))
    assert current_calendar().is_working_day(date(2027, 2, 20))
    assert not CHINA.is_working_day(date(2027, 2, 20))
    assert load_calendar(SYSTEM) == []


def test_a_publication_rolled_back_leaves_no_stale_calendar(tmp_path):
    folder = shutil.copytree(FOLDER, tmp_path / "calendar")
    with (folder / "holidays.csv").open("a", encoding="utf-8") as file:
        file.write("2026-12-31,holiday,New Year's Day\n")
    with transaction.atomic():
        load_calendar(SYSTEM, folder)
        assert not current_calendar().is_working_day(date(2026, 12, 31))
        transaction.set_rollback(True)
    assert current_calendar().is_working_day(date(2026, 12, 31))


def test_a_known_calendar_costs_one_query(django_assert_num_queries):
    first = current_calendar()
    with django_assert_num_queries(1):
        assert current_calendar() is first


def test_apps_that_store_due_dates_are_asked_once_to_recount(monkeypatch):
    monkeypatch.setattr(recounting, "_jobs", set())
    recounting.recount_by("example.recount")
    publish_2027()
    message = OutboxMessage.objects.get(topic="example.recount")
    assert message.payload == {"year": 2027}


def test_publishing_needs_the_verb():
    with pytest.raises(NotAllowed):
        publish_2027(by=Posted())


def test_somebody_faster_is_noticed():
    publish_2027()
    with pytest.raises(StaleState):
        publish_2027(holidays={}, makeup_days={})


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"source": " "}, "notice"),
        ({"makeup_days": {date(2027, 2, 19): "Spring Festival"}}, "no calendar"),
        ({"holidays": {date(2026, 12, 31): "New Year's Day"}}, "no calendar"),
        ({"year": 2026, "holidays": {}, "makeup_days": {}, "published": False, "supersedes": "2026"}, "stay in force"),
    ],
    ids=["no source", "make-up workday in the week", "day of another year", "provisional after published"],
)
def test_an_impossible_edition_is_refused(changed, words):
    with translation.override("en"), pytest.raises(RuleBroken, match=words):
        publish_2027(**changed)


def test_an_edition_that_says_nothing_new_is_refused():
    publish_2027()
    with pytest.raises(RuleBroken):
        publish_2027(supersedes="2027")


def test_no_day_appears_changes_or_goes_without_an_event():
    edition = CalendarEdition.objects.get(version="2026")
    with pytest.raises(DatabaseError), transaction.atomic():
        CalendarDay.objects.create(
            edition=edition, trail_seq=edition.trail_seq + 1, date=date(2026, 12, 31), kind=DayKind.HOLIDAY, name="x"
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        CalendarDay.objects.filter(edition=edition).update(kind=DayKind.HOLIDAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        CalendarDay.objects.filter(edition=edition).delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        CalendarEdition.objects.filter(pk=edition.pk).update(published=False)
