"""One test for each thing that can be wrong with a row, and for what is right."""

from datetime import date
from decimal import Decimal

import pytest

from cases.ledger.clients import KINDS, client_kind, read_state
from cases.ledger.messages import LEDGER_MESSAGES
from cases.ledger.rows import row_digest
from cases.models.case import ClientKind
from cases.states import State
from foundation.exchange.sheets.problems import teller
from tests.cases.ledger.ledgers import AS_OF, GOOD, LEDGER, checked, codes
from tests.exchange.synthetic import resident_number
from tests.exchange.workbooks import Formula


def test_a_good_row_comes_out_whole():
    result = checked({})
    assert codes(result) == []
    (row,) = result.rows
    assert row.row == 2
    assert (row.case_number, row.case_key) == ("示例鉴〔2024〕临鉴字第1号", "示例鉴(2024)临鉴字1")
    assert (row.received_on, row.accepted_on, row.issued_on) == (date(2024, 3, 1), date(2024, 3, 5), date(2024, 3, 26))
    assert row.effective_on == row.accepted_on, "the day of acceptance counts unless the ledger says otherwise"
    assert (row.category, row.client_kind, row.state) == ("FY-02", "court", "issued")
    assert (row.fee, row.appraisers) == (Decimal("1200.00"), "鉴定人甲001、鉴定人乙002")
    assert result.standings == ["new"]


LATER = {"opinion_number": "", "issued_on": ""}


@pytest.mark.parametrize(
    ("change", "column", "code"),
    [
        ({"case_number": ""}, "case_number", "missing"),
        ({"accepted_on": "—"}, "accepted_on", "missing"),
        ({"category": ""}, "category", "missing"),
        ({"category": "占卜"}, "category", "category_unknown"),
        ({"category": "物证", "case_number": "示例9号"}, "category", "category_ambiguous"),
        ({"category": "医疗损害鉴定"}, "category", "category_suggested"),
        ({"accepted_on": "2024-02-30"}, "accepted_on", "date_impossible"),
        ({"accepted_on": "24.3.5"}, "accepted_on", "date_two_digit_year"),
        ({"received_on": date(2024, 3, 6)}, "received_on", "received_after_accepted"),
        ({"effective_on": date(2024, 2, 28)}, "effective_on", "effective_before_received"),
        ({"effective_on": date(2024, 3, 27)}, "issued_on", "issued_before_effective"),
        ({"issued_on": date(2024, 3, 4)}, "issued_on", "issued_before_accepted"),
        ({**LATER, "terminated_on": date(2024, 3, 4)}, "terminated_on", "terminated_before_accepted"),
        ({"terminated_on": date(2024, 3, 26)}, "terminated_on", "issued_and_terminated"),
        ({"issued_on": ""}, "issued_on", "opinion_without_date"),
        ({**LATER, "state": "已出具"}, "state", "issued_without_date"),
        ({**LATER, "state": "终止"}, "state", "terminated_without_date"),
        ({"state": "甲乙"}, "state", "state_unknown"),
        ({"client_kind": "甲乙"}, "client_kind", "client_kind_unknown"),
        ({"subject_id_number": GOOD["subject_id_number"][:-1] + "1"}, "subject_id_number", "identity_check_digit"),
        ({"fee": -1}, "fee", "money_negative"),
        ({"fee": Formula("1+1")}, "fee", "formula_without_value"),
        ({"institution": "别的示例鉴定所"}, "institution", "other_institution"),
    ],
)
def test_an_error_keeps_its_row_out_and_says_where_it_is(change, column, code):
    result = checked({}, change, institution_names=frozenset({"示例鉴定所"}))
    assert codes(result) == [(3, column, code)]
    assert [row.row for row in result.rows] == [2]
    assert result.faulty_rows == {3}


@pytest.mark.parametrize(
    ("change", "column", "code"),
    [
        ({"client_name": ""}, "client_name", "client_missing"),
        ({"issued_on": GOOD["accepted_on"]}, "issued_on", "turnaround_zero"),
        ({"issued_on": date(2025, 6, 1)}, "issued_on", "turnaround_long"),
        ({"fee": "26万"}, "fee", "fee_high"),
        ({"case_number": "示例鉴〔2023〕临鉴字第2号"}, "case_number", "year_differs"),
        ({"opinion_number": ""}, "opinion_number", "issued_without_number"),
        ({"subject_id_number": "379999********0013"}, "subject_id_number", "identity_masked"),
        (
            {"subject_id_number": f"{GOOD['subject_id_number']}、{resident_number(date(1991, 1, 1), 2)}"},
            "subject_id_number",
            "more_identities_than_subjects",
        ),
        ({"state": "在办"}, "state", "state_outdated"),
        ({"category": "声像资料"}, "category", "category_whole_class"),
        (
            {**LATER, "terminated_on": date(2024, 3, 9), "termination_ground": ""},
            "termination_ground",
            "terminated_without_ground",
        ),
    ],
)
def test_a_warning_lets_its_row_be_loaded(change, column, code):
    result = checked({}, change)
    assert codes(result) == [(3, column, code)]
    assert [row.row for row in result.rows] == [2, 3]


@pytest.mark.parametrize("column", ["received_on", "accepted_on", "issued_on"])
def test_a_day_after_the_import_is_an_error(column):
    late = date(2026, 11, 21)
    change = {
        "received_on": "",
        "case_number": "示例1号",
        column: late,
        **({"issued_on": late} if column != "issued_on" else {}),
    }
    assert (3, column, "in_the_future") in codes(checked({}, change))
    assert (
        codes(checked({"case_number": "示例鉴〔2026〕临鉴字第1号", "received_on": "", "accepted_on": AS_OF, **LATER}))
        == []
    )


# --- duplicates -------------------------------------------------------------------------------------------------------
def test_one_number_with_different_contents_puts_every_row_in_question():
    number = "示例鉴〔2024〕临鉴字第7号"
    result = checked({"case_number": number}, {"case_number": "示例鉴[2024]临鉴字第０7号", "fee": 5}, {})
    assert codes(result) == [(2, "case_number", "duplicate_number"), (3, "case_number", "duplicate_number")]
    assert result.problems[0].detail == "3"
    assert [row.row for row in result.rows] == [4]


def test_a_row_that_stands_twice_is_loaded_once():
    same = {"case_number": "示例鉴〔2024〕临鉴字第7号", "opinion_number": "示例意〔2024〕临意字第7号"}
    result = checked(same, same)
    assert codes(result) == [(3, "case_number", "duplicate_row")]
    assert [row.row for row in result.rows] == [2]


def test_one_opinion_number_for_two_cases_is_an_error():
    result = checked({"opinion_number": "意1号"}, {"opinion_number": "意 1 号"})
    assert codes(result) == [(2, "opinion_number", "duplicate_opinion"), (3, "opinion_number", "duplicate_opinion")]


# --- categories -------------------------------------------------------------------------------------------------------
def test_a_wording_that_fits_several_is_asked_once_for_each_letter():
    result = checked(
        {"category": "物证", "case_number": "示例鉴〔2024〕物鉴字第1号"},
        {"category": "物证", "case_number": "示例鉴〔2024〕物鉴字第2号"},
        {"category": "物证", "case_number": "示例鉴〔2024〕痕鉴字第3号"},
        {"category": "物证", "case_number": "示例鉴〔2024〕甲鉴字第4号"},
    )
    asked = {question.answer_key: (question.suggestion, question.rows) for question in result.questions}
    assert asked == {"物证|物": ("FY-04", 2), "物证|痕": ("WZ-02", 1), "物证": ("", 1)}
    assert result.questions[0].candidates == ("FY-04", "WZ-01", "WZ-02", "WZ-03")
    assert result.rows == []


def test_answers_are_followed():
    rows = [
        {"category": "物证", "case_number": "示例鉴〔2024〕物鉴字第1号"},
        {"category": "物证鉴定", "case_number": "示例鉴〔2024〕痕鉴字第3号"},
        {"category": "占卜", "case_number": "示例鉴〔2024〕甲鉴字第4号"},
    ]
    result = checked(*rows, category_answers={"物证|物": "FY-04", "物证|痕": "WZ-02", "占卜": "FY-03"})
    assert codes(result) == []
    assert [row.category for row in result.rows] == ["FY-04", "WZ-02", "FY-03"]
    whole = checked(*rows, category_answers={"物证": "FY-04", "占卜": "FY-03"})
    assert [row.category for row in whole.rows] == ["FY-04", "FY-04", "FY-03"]


# --- states, clients --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({}, "issued"),
        (LATER, "in_progress"),
        ({**LATER, "terminated_on": date(2024, 3, 9)}, "terminated"),
        ({**LATER, "state": "鉴定中"}, "in_progress"),
        ({**LATER, "state": "中止"}, "suspended"),
    ],
)
def test_the_dates_tell_the_state(change, state):
    assert checked(change).rows[0].state == state


def test_refused_entrustments_are_reported_and_are_no_cases():
    result = checked({}, {"state": "不予受理", "category": "", **LATER}, {"state": "办结"})
    assert codes(result) == []
    assert [row.row for row in result.rows] == [2, 4]
    assert [(found.row, found.text) for found in result.reported] == [(3, "不予受理")]


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("未完成", "in_progress"),
        ("已完成", "issued"),
        ("已终止", "terminated"),
        ("未受理", "refused"),
        ("已受理", "in_progress"),
        ("待出具", "in_progress"),
        ("中止", "suspended"),
        ("暂停鉴定", "suspended"),
        ("中止委托", "terminated"),
        ("", ""),
    ],
)
def test_words_of_the_state(written, state):
    assert read_state(written) == state


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("济南示例区人民法院", "court"),
        ("青岛示例区人民检察院", "procuratorate"),
        ("烟台市公安局示例分局", "police"),
        ("示例市公安局交通警察支队", "police"),
        ("济南仲裁委员会", "arbitration"),
        ("示例市劳动人事争议仲裁院", "arbitration"),
        ("示例市生态环境局", "other_organ"),
        ("示例区监察委员会", "other_organ"),
        ("示例保险有限公司", "non_litigation"),
        ("示例律师事务所", "non_litigation"),
        ("当事人A0001", "non_litigation"),
        ("", ""),
    ],
)
def test_the_name_of_a_client_shows_its_kind(name, kind):
    assert client_kind(name) == kind


def test_the_values_are_those_of_the_database():
    assert set(KINDS) == set(ClientKind.values)
    assert {"in_progress", "issued", "terminated"} <= set(State.values)


# --- again and again --------------------------------------------------------------------------------------------------
def test_a_second_import_tells_unchanged_from_changed():
    key = b"0" * 32
    first = checked({}, {}, {})
    known = {row.case_key: row_digest(row, key) for row in first.rows}
    again = checked({}, {"fee": 1300}, {}, {}, known=known, digest_key=key)
    assert again.standings == ["unchanged", "changed", "unchanged", "new"]


def test_the_digest_depends_on_the_contents_and_the_key_and_not_on_the_place():
    one, two = checked({}, {}).rows
    assert row_digest(one, b"k") == row_digest(one._replace(row=99), b"k")
    assert row_digest(one, b"k") != row_digest(one, b"l")
    assert row_digest(one, b"k") != row_digest(two, b"k")


# --- messages ---------------------------------------------------------------------------------------------------------
def test_a_message_never_shows_an_identity_number():
    number = GOOD["subject_id_number"]
    wrong = number[:-1] + ("1" if number[-1] != "1" else "2")
    result = checked({"subject_id_number": wrong}, {"state": f"甲 {number}"}, {"fee": f"见{number}"})
    tell = teller(LEDGER, LEDGER_MESSAGES)
    assert len(result.problems) == 3
    for problem in result.problems:
        assert number not in repr(problem)
        assert wrong not in repr(problem)
        assert number not in repr(tell(problem))


def test_every_problem_can_be_told_with_what_to_do():
    tell = teller(LEDGER, LEDGER_MESSAGES)
    result = checked({"accepted_on": "2024-02-30"}, {"fee": "26万"}, {"received_on": date(2024, 3, 6)})
    told = [tell(problem) for problem in result.problems]
    assert [each.severity for each in told] == ["error", "warning", "error"]
    assert "2024-03-05" in told[2].wrong
    assert all(each.to_do and "%" not in each.wrong + each.to_do for each in told)


def test_every_message_has_at_most_one_detail():
    for message in LEDGER_MESSAGES.values():
        for text in (str(message.wrong), str(message.to_do)):
            assert text.count("%") == text.count("%(detail)s") <= 1
