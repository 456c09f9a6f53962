"""A ledger on its way into the portal: what is loaded, how it is explained, and what a second load changes."""

import json
import os
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.db import connection

from cases.clients import client_of
from cases.models import Case, Subject
from foundation.accounts.sealing import blind_index
from foundation.audit.canonical import canonical
from foundation.audit.models import Event
from foundation.audit.verify import verify
from foundation.exchange.models import Import
from tests.cases.conftest import ledger, ledger_row
from tests.exchange.messy import make_ledger
from tests.exchange.synthetic import resident_number
from tests.people import Cast

Load = Callable[..., Import]


def test_a_tidy_ledger_becomes_cases_with_sealed_subjects(cast: Cast, load: Load) -> None:
    number = resident_number(date(1980, 5, 6), 12)
    imported = load(ledger(ledger_row(1, 身份证号=number), ledger_row(2, 出具日期="", 意见书编号="")))
    assert imported.state == "loaded"
    assert imported.counts["loaded"] == 2
    first, second = Case.objects.order_by("import_row")
    assert (first.state, second.state) == ("issued", "in_progress")
    assert first.institution == cast.jinan_institution
    assert (first.city_code, first.county_code) == ("370100", "370102")
    assert (first.category_id, first.practice_code) == ("FY-02", "FY-02")
    assert first.appraiser_names == ["鉴定人甲001", "鉴定人乙002"]
    assert first.fee == Decimal("1200.00")
    assert first.turnaround_days == first.gross_days == 14
    assert second.due_on is not None
    assert (first.import_id, first.import_row) == (imported.pk, 2)
    subject = Subject.objects.get(case=first)
    assert subject.name.reveal() == "当事人A00001"
    assert subject.identity_number.reveal() == number
    assert bytes(subject.identity_index or b"") == blind_index(number)


def test_every_case_has_one_canonical_event_that_names_import_row_and_sheet(cast: Cast, load: Load) -> None:
    imported = load(ledger(ledger_row(1), ledger_row(2)), by=cast.actor("jinan_clerk"))
    case = Case.objects.get(import_row=3)
    event = Event.objects.get(stream=f"case:{case.pk}")
    body = bytes(event.body or b"")
    assert canonical(json.loads(body)) == body
    assert event.kind == "case.imported"
    assert event.content["facts"] == {"import": str(imported.pk), "row": 3, "sheet": imported.file.sha256}
    assert event.content["by"]["posting"] == str(cast.jinan_clerk.pk)
    assert verify(event.stream).sound


def test_salts_of_events_differ(cast: Cast, load: Load) -> None:
    load(ledger(*(ledger_row(serial) for serial in range(1, 9))))
    bodies = [Event.objects.get(stream=f"case:{pk}").content for pk in Case.objects.values_list("pk", flat=True)]
    assert len({body["salt"] for body in bodies}) == 8


def test_the_same_ledger_again_changes_nothing(cast: Cast, load: Load) -> None:
    content = ledger(*(ledger_row(serial) for serial in range(1, 6)))
    load(content)
    before = list(Case.objects.order_by("pk").values())
    again = load(content)
    assert again.counts["loaded"] == again.counts["changed"] == again.counts["new"] == 0
    assert again.counts["identical"] == 5
    assert list(Case.objects.order_by("pk").values()) == before
    assert not again.corrections.exists()


def test_a_number_printed_with_other_brackets_is_the_same_number(cast: Cast, load: Load) -> None:
    load(ledger(ledger_row(1)))
    again = load(ledger(ledger_row(1, 案号="示例鉴(2026)临鉴字 第0001号", 意见书编号="示例意[2026]临意字第1号")))
    assert again.counts["identical"] == 1


def test_rows_with_errors_stay_out_and_valid_rows_are_loaded(cast: Cast, load: Load) -> None:
    imported = load(ledger(ledger_row(1), ledger_row(2, 受理日期="2026年2月30日"), ledger_row(3, 鉴定费=-5)))
    assert (imported.counts["loaded"], imported.counts["faulty"]) == (1, 2)
    problems = imported.problems.order_by("ordinal")
    assert [(p.row, p.column, p.code) for p in problems] == [
        (3, "accepted_on", "date_impossible"),
        (4, "fee", "money_negative"),
    ]
    assert problems[0].value.reveal() == "2026年2月30日"


def test_identity_numbers_stand_nowhere_in_the_open(cast: Cast, load: Load) -> None:
    wrong = "379999198005060012"
    imported = load(ledger(ledger_row(1, 身份证号=wrong)))
    problem = imported.problems.get()
    assert problem.code.startswith("identity_")
    assert wrong not in str(problem.value.reveal())
    assert wrong.encode() not in bytes(problem.value.blob)


def test_several_subjects_of_one_case_are_several_rows(cast: Cast, load: Load) -> None:
    load(ledger(ledger_row(1, 被鉴定人="当事人A1、当事人A2")))
    assert sorted(subject.name.reveal() for subject in Subject.objects.all()) == ["当事人A1", "当事人A2"]


def test_text_that_looks_like_an_escape_survives_the_copy(cast: Cast, load: Load) -> None:
    odd = r'反斜线\n 引号" {括号} \. ,'
    load(ledger(ledger_row(1, 备注=odd, 委托人=r"示例\公司")))
    case = Case.objects.get()
    assert (case.remarks, client_of(case)) == (odd, r"示例\公司")


def test_a_text_file_in_gb18030_is_read(cast: Cast, load: Load) -> None:
    text = "案号,受理日期,鉴定类别\n示例鉴〔2026〕临鉴字第1号,2026年3月2日,法医临床鉴定\n"
    imported = load(text.encode("gb18030"), "台账.csv")
    assert (imported.counts["loaded"], imported.findings["encoding"]) == (1, "gb18030")


def test_a_messy_ledger_loads_exactly_its_good_rows(cast: Cast, load: Load) -> None:
    rows = int(os.environ.get("MESSY_ROWS", "1500"))
    messy = make_ledger(rows, seed=7, until=date(2026, 11, 20))
    imported = load(messy.xlsx)
    assert imported.state == "loaded"
    assert imported.counts["loaded"] == messy.good_rows == Case.objects.count()
    stored = {(problem.row, problem.column, problem.code) for problem in imported.problems.all()}
    assert {tuple(planted) for planted in messy.planted} <= stored
    assert imported.findings["hidden_row_count"] == len(messy.hidden_rows)
    again = load(messy.xlsx)
    assert (again.counts["loaded"], again.counts["changed"]) == (0, 0)
    assert again.counts["identical"] == messy.good_rows


def test_figures_see_the_loaded_cases_at_once(cast: Cast, load: Load) -> None:
    load(ledger(ledger_row(1), ledger_row(2)))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM kpi_delta")
        assert cursor.fetchone()[0] > 0
