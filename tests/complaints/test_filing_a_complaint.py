"""Filing a complaint: what is kept and how, the number, the code for following, what cannot be stored."""

import secrets
from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.contrib.auth.hashers import check_password
from django.db import connection

from complaints import following
from complaints.actions.filing import file
from complaints.models import Allegation, Complainant, Complaint, NumberSeries
from foundation.accounts.acting import Visitor
from foundation.accounts.sealing import blind_index
from foundation.audit.errors import RuleBroken
from foundation.audit.models import Event
from foundation.audit.verify import verify
from foundation.documents.codes import normalised
from tests.factories.bodies import make_institution
from tests.factories.complaints import IDENTITY, make_complainant, make_complaint, make_given
from tests.people import Cast
from tests.races.kit import race

NOW = "2026-11-25 10:00+08:00"
pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def frozen() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def fields_of(refused: pytest.ExceptionInfo[RuleBroken]) -> set[str]:
    return {finding.field for finding in refused.value.findings}


def test_a_citizen_without_account_complains_and_everything_is_kept(cast: Cast) -> None:
    filed = make_complaint(cast.jinan_institution)
    row = Complaint.objects.get(pk=filed.complaint.pk)
    assert (row.number, row.state, row.received_on) == ("鲁鉴诉〔2026〕第0001号", "received", date(2026, 11, 25))
    assert (row.city_code, row.county_code, row.interest) == ("370100", "370102", "party")
    assert row.account is not None and "收费标准" in row.account.reveal()
    who = Complainant.objects.get(complaint=row)
    assert who.name is not None and who.name.reveal() == "示例投诉人乙"
    assert who.agent_name is None
    assert bytes(who.identity_index or b"") == blind_index(IDENTITY)
    assert list(Allegation.objects.filter(complaint=row).values_list("kind", flat=True)) == ["TS10-05", "TS10-06"]


def test_the_event_of_a_complaint_says_what_and_names_nobody(cast: Cast) -> None:
    filed = make_complaint(cast.jinan_institution)
    event = Event.objects.get(stream=f"complaint:{filed.complaint.pk}")
    assert (event.kind, event.seq, event.actor) == ("complaint.filed", 1, "visitor")
    assert event.content["facts"]["kinds"] == ["TS10-05", "TS10-06"]
    body = bytes(event.body or b"").decode()
    assert not any(text in body for text in ("投诉人乙", IDENTITY, "0531", "示例路", "收费标准", filed.follow_code))
    assert verify().sound


def test_no_column_of_any_table_of_complaints_tells_who_complains_or_the_code(cast: Cast) -> None:
    key = secrets.token_urlsafe(24)
    filed = make_complaint(cast.jinan_institution, draft_key=key)
    stored = ""
    for model in (Complaint, Complainant, Allegation):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT t::text FROM {model._meta.db_table} t")
            stored += "".join(row[0] for row in cursor.fetchall())
    for text in ("投诉人乙", IDENTITY, "0531-00000001", "示例路", "收费标准", filed.follow_code, key):
        assert text not in stored
        assert text.encode().hex() not in stored


def test_the_organ_of_the_city_of_the_seat_decides_and_the_province_where_there_is_none(cast: Cast) -> None:
    assert make_complaint(cast.jinan_institution).complaint.organ == cast.jinan.organisation
    in_yantai = make_institution("烟台示例丙司法鉴定所", "370602")
    assert make_complaint(in_yantai).complaint.organ == cast.province.organisation


def test_seven_working_days_run_from_receipt(cast: Cast) -> None:
    assert make_complaint(cast.jinan_institution).complaint.due_on == date(2026, 12, 4)


def test_numbers_of_a_year_follow_one_another_without_gap_also_after_a_refused_filing(cast: Cast) -> None:
    make_complaint(cast.jinan_institution)
    with pytest.raises(RuleBroken):
        make_complaint(cast.jinan_institution, account=" ")
    assert make_complaint(cast.qingdao_institution).complaint.serial == 2
    with time_machine.travel("2027-01-04 10:00+08:00", tick=False):
        assert make_complaint(cast.jinan_institution).complaint.number == "鲁鉴诉〔2027〕第0001号"


def test_sending_the_same_draft_again_is_harmless_and_shows_the_same_code(cast: Cast) -> None:
    key = secrets.token_urlsafe(24)
    first = make_complaint(cast.jinan_institution, draft_key=key)
    second = make_complaint(cast.jinan_institution, draft_key=key, account="示例：改过的经过。")
    assert (first.fresh, second.fresh) == (True, False)
    assert (second.complaint.pk, second.follow_code) == (first.complaint.pk, first.follow_code)
    assert Complaint.objects.count() == Event.objects.filter(kind="complaint.filed").count() == 1


def test_a_draft_key_that_could_be_guessed_is_refused(cast: Cast) -> None:
    with pytest.raises(ValueError, match="guessed"):
        file(make_given(), cast.jinan_institution, draft_key="short", by=Visitor())


def test_number_and_code_together_find_the_complaint_and_nothing_else_does(cast: Cast) -> None:
    filed, other = make_complaint(cast.jinan_institution), make_complaint(cast.qingdao_institution)
    row = filed.complaint
    assert normalised(filed.follow_code) == filed.follow_code
    assert check_password(filed.follow_code, row.follow_hash)
    assert following.followed(row.year, row.serial, filed.follow_code.lower()) == row
    for year, serial, code in (
        (row.year, row.serial, other.follow_code),
        (row.year, row.serial, ""),
        (row.year, row.serial, "\0"),
        (row.year, 99, filed.follow_code),
    ):
        assert following.followed(year, serial, code) is None


def test_what_cannot_be_stored_is_said_field_by_field(cast: Cast) -> None:
    wrong = make_given(
        interest="neighbour",
        kinds=("TS10-05", "TS10-05"),
        known_on=date(2026, 11, 26),
        account="长" * 4_001,
        request="a\0b",
        complainant=make_complainant(
            name=" ", phone="", address="长" * 201, identity_number="379999199001010016", agent_name="\0"
        ),
    )
    with pytest.raises(RuleBroken) as refused:
        file(wrong, cast.jinan_institution, draft_key=secrets.token_urlsafe(24), by=Visitor())
    assert fields_of(refused) == {
        "interest", "kinds", "known_on", "account", "request", "name", "phone", "address", "identity_number",
        "agent_name",
    }  # fmt: skip
    assert not Complaint.objects.exists()
    assert not NumberSeries.objects.exists()


def test_a_month_without_a_day_counts_to_its_end_but_not_beyond_today(cast: Cast) -> None:
    row = make_complaint(cast.jinan_institution, known_on=date(2024, 2, 1), known_to_month=True).complaint
    assert (row.known_on, row.known_to_month) == (date(2024, 2, 29), True)
    row = make_complaint(cast.jinan_institution, known_on=date(2026, 11, 1), known_to_month=True).complaint
    assert row.known_on == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("known", "found"),
    [(date(2023, 11, 25), []), (date(2023, 11, 24), ["too_late"]), (date(1996, 2, 29), ["too_late"])],
)
def test_three_years_are_found_and_keep_nobody_from_complaining(cast: Cast, known: date, found: list[str]) -> None:
    row = make_complaint(cast.jinan_institution, known_on=known).complaint
    event = Event.objects.get(stream=row.stream)
    assert event.content["facts"]["findings"] == found


@pytest.mark.django_db(transaction=True)
def test_eight_complaints_at_the_same_moment_get_the_numbers_one_to_eight(cast: Cast) -> None:
    answers = race(lambda: make_complaint(cast.jinan_institution).complaint.serial)
    assert sorted(answers) == [1, 2, 3, 4, 5, 6, 7, 8]


@pytest.mark.django_db(transaction=True)
def test_eight_who_send_one_draft_at_the_same_moment_make_one_complaint(cast: Cast) -> None:
    key = secrets.token_urlsafe(24)
    answers = race(lambda: make_complaint(cast.jinan_institution, draft_key=key))
    assert [filed.fresh for filed in answers].count(True) == 1
    assert len({(filed.complaint.pk, filed.follow_code) for filed in answers}) == 1
    assert Complaint.objects.count() == 1
    assert NumberSeries.objects.get().last == 1
