"""The database counts what the code declares, and the serving role cannot cheat."""

import io
import uuid

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.db.models import Q

from cases.models import Case
from foundation.audit import trail
from foundation.audit.actors import SYSTEM
from foundation.kpi import measures, triggers
from foundation.kpi.compiling import freeze, predicate
from foundation.kpi.models import InstalledMeasure
from tests.factories.cases import make_case
from tests.kpi import worlds

pytestmark = pytest.mark.django_db
DECLARED = [
    "annual_reviews.decided/1", "annual_reviews.opened/1", "annual_reviews.reviewed/1",
    "annual_reviews.submitted/1", "appraisers.registered/1", "cases.accepted/1", "cases.accepted_issued/1",
    "cases.accepted_terminated/1", "cases.corrected/1", "cases.gross/1", "cases.issued/1", "cases.issued_extended/1",
    "cases.issued_late/1", "cases.issued_on_time/1", "cases.issued_unextended/1", "cases.open/1", "cases.revoked/1",
    "cases.suspended/1", "cases.terminated/1", "cases.turnaround/1", "cases.uncorrected/1", "complaints.accepted/1",
    "complaints.days_to_decide/1", "complaints.decided/1", "complaints.received/1", "complaints.refused/1",
    "complaints.upheld/1", "entrustments.accepted/1", "entrustments.filed/1", "entrustments.filed_accepted/1",
    "entrustments.filed_refused/1", "entrustments.filed_withdrawn/1", "entrustments.first_appraisals/1",
    "entrustments.reappraisals/1", "entrustments.refused/1", "entrustments.refused_sd30-1/1",
    "entrustments.refused_sd30-2/1", "entrustments.refused_sd30-3/1", "entrustments.refused_sd30-4/1",
    "entrustments.refused_sd30-5/1", "entrustments.refused_sd30-6/1", "entrustments.refused_sd30-7/1",
    "entrustments.refused_sd30-8/1", "entrustments.refused_tz15-1/1", "entrustments.refused_tz15-2/1",
    "entrustments.refused_tz15-3/1", "entrustments.refused_tz15-4/1", "entrustments.refused_tz15-5/1",
    "entrustments.refused_tz15-6/1", "entrustments.refused_tz15-7/1", "institutions.registered/1",
    "process.entered_in_time/1", "process.entered_later/1", "recognition.graded_dj-1/1",
    "recognition.graded_dj-2/1", "recognition.graded_dj-3/1", "recognition.graded_dj-4/1",
    "rectification.open_findings/1",
]  # fmt: skip


def test_no_measure_disappears_unnoticed() -> None:
    assert [f"{each.code}/{each.version}" for each in measures.all_measures()] == DECLARED
    assert sorted(str(row) for row in InstalledMeasure.objects.all()) == DECLARED


def test_the_installed_triggers_are_what_the_declarations_say_today() -> None:
    for model, declared in measures.by_model():
        table = model._meta.db_table
        name = triggers.function_name(table)
        with connection.cursor() as cursor:
            cursor.execute("SELECT prosrc, prosecdef FROM pg_proc WHERE proname = %s", [name])
            source, definer = cursor.fetchone()
            cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgname LIKE %s AND tgenabled = 'O'", [f"{name}%"])
            assert cursor.fetchone() == (3,)
        assert source == triggers.body([freeze(each) for each in declared])
        assert definer


def test_a_predicate_is_written_without_alias_and_with_its_values() -> None:
    assert predicate(Case, Q()) == "true"
    assert predicate(Case, Q(state="it's") & ~Q(issued_on=None)) == (
        "(\"state\" = 'it''s' AND NOT (\"issued_on\" IS NULL))"
    )


def test_the_serving_role_cannot_write_deltas() -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kpi_delta (measure, day, institution, city, county, category, bucket, value) "
            "VALUES ('cases.accepted', now(), %s, '', '', '', 0, 1000000)",
            [uuid.uuid4()],
        )


def test_a_copy_is_counted_as_one_statement() -> None:
    institution = worlds.make_institutions()[0]
    made = make_case(institution, accepted_on=worlds.FIRST)
    columns = [field.column for field in Case._meta.concrete_fields if field.column not in ("recorded_at",)]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM kpi_delta")
        text = io.StringIO()
        cursor.copy_expert(f"COPY (SELECT {', '.join(columns)} FROM cases_case WHERE id = '{made.pk}') TO STDOUT", text)
        lines = []
        for number in range(7):
            key = str(uuid.uuid4())
            trail.append(f"case:{key}", "case.imported", by=SYSTEM)
            line = text.getvalue().replace(str(made.pk), key).replace(made.number_key, f"N{number}")
            lines.append(line.replace(made.code, f"C{number}"))
        cursor.copy_expert(f"COPY cases_case ({', '.join(columns)}) FROM STDIN", io.StringIO("".join(lines)))
        cursor.execute("SELECT measure, value FROM kpi_delta ORDER BY measure")
        assert cursor.fetchall() == [("cases.accepted", 7), ("cases.open", 7)]


def test_raw_sql_is_counted_and_a_refused_statement_is_not() -> None:
    case = make_case(worlds.make_institutions()[0], issued_on=worlds.LAST)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM kpi_delta")
        cursor.execute("UPDATE cases_case SET gross_days = 40 WHERE id = %s", [str(case.pk)])
        cursor.execute("SELECT measure, bucket, value FROM kpi_delta ORDER BY value")
        assert cursor.fetchall() == [("cases.gross", 10, -1), ("cases.gross", 40, 1)]
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET accepted_on = '2025-02-03' WHERE id = %s", [str(case.pk)])
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM kpi_delta WHERE measure = 'cases.accepted'")
        assert cursor.fetchone() == (0,)
