"""A court or a citizen checks an opinion by number and day; nothing can be found out by trying."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.checking import registered_opinions
from cases.models import Case
from cases.public import MOST
from foundation.audit.actors import SYSTEM
from foundation.audit.models import Event
from foundation.audit.regulated import write
from tests.factories.cases import make_case
from tests.public.conftest import Province

NUMBER = "济示甲司鉴〔2026〕临意字第7号"


def ask(client: Client, number: str = NUMBER, day: tuple[str, str, str] = ("2026", "10", "8"), **more: str) -> Any:
    year, month, of_month = day
    parts = {"issued_on_0": year, "issued_on_1": month, "issued_on_2": of_month}
    return client.post("/check/", {"number": number, "institution": "", **parts, **more})


def neutral(html: str) -> str:
    """A page without what differs from request to request."""
    return re.sub(r'value="[A-Za-z0-9]{64}"|<time.*?</time>', "", html)


@pytest.mark.parametrize(
    "typed",
    [
        NUMBER,
        "济示甲司鉴[2026]临意字第7号",
        "济示甲司鉴（2026）临意字第７号",
        " 济示甲司鉴 〔２０２６〕 临意字 第 007 号 ",
        "济示甲司鉴【2026】临意字7",
    ],
)
def test_an_opinion_on_file_is_confirmed_however_it_is_typed(province: Province, visitor: Client, typed: str) -> None:
    html = ask(visitor, typed).content.decode()
    assert "登记有这个编号和日期的意见书" in html
    assert "济南示例甲司法鉴定中心" in html
    assert "2026年10月8日" in html


def test_digits_of_any_width_make_a_day(province: Province, visitor: Client) -> None:
    assert "登记有这个编号" in ask(visitor, day=("２０２６", "10", "08")).content.decode()


def test_another_day_answers_word_for_word_like_a_number_that_does_not_exist(
    province: Province, visitor: Client
) -> None:
    other_day = ask(visitor, day=("2026", "10", "9"))
    no_number = ask(visitor, "济示甲司鉴〔2026〕临意字第8号", day=("2026", "10", "9"))
    assert other_day.status_code == no_number.status_code == 200
    assert neutral(other_day.content.decode()) == neutral(no_number.content.decode())
    assert "没有查到" in other_day.content.decode()
    assert "济南示例甲" not in other_day.content.decode()


def test_both_cost_the_same_questions(province: Province, visitor: Client) -> None:
    def questions(number: str, day: date) -> int:
        with CaptureQueriesContext(connection) as captured:
            registered_opinions(number, day)
        return len(captured)

    assert questions(NUMBER, date(2026, 10, 9)) == questions("济示甲司鉴〔2026〕临意字第8号", date(2026, 10, 9))


def test_the_institution_narrows_and_a_wrong_one_finds_nothing(province: Province, visitor: Client) -> None:
    assert "登记有这个编号" in ask(visitor, institution="示例甲").content.decode()
    assert "没有查到" in ask(visitor, institution="示例乙").content.decode()


def test_only_issued_opinions_are_confirmed(province: Province) -> None:
    make_case(province.jinan, accepted_on=date(2026, 9, 2), case_number="济示甲鉴〔2026〕临鉴字第99号")
    assert registered_opinions("济示甲鉴〔2026〕临鉴字第99号", date(2026, 9, 2)) == []
    assert registered_opinions("", date(2026, 9, 2)) == []


def test_nothing_about_people_is_told(province: Province, visitor: Client) -> None:
    html = ask(visitor).content.decode()
    for secret in (province.opinion.client_name, province.opinion.case_number, str(province.opinion.pk)):
        assert secret not in html


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"number": ""}, "请填写"),
        ({"number": "没有数字"}, "编号里没有数字"),
        ({"day": ("", "", "")}, "请填写"),
        ({"day": ("2026", "13", "1")}, "没有这一天"),
        ({"day": ("99999999999", "1", "1")}, ""),
        ({"day": ("2027", "1", "1")}, "还没有到"),
    ],
)
def test_what_is_missing_stands_beside_the_field_and_what_was_typed_stays(
    province: Province, visitor: Client, fields: dict[str, Any], words: str
) -> None:
    answer = ask(visitor, **fields)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert words in html
    if fields.get("number", NUMBER):
        assert fields.get("number", NUMBER) in html


def test_a_network_that_asks_too_often_waits_and_another_does_not(province: Province, visitor: Client) -> None:
    for _time in range(MOST):
        assert ask(visitor).status_code == 200
    refused = ask(visitor)
    assert refused.status_code == 429
    assert "短时间内请求过多" in refused.content.decode()
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert ask(elsewhere).status_code == 200


def test_the_number_is_never_in_an_address_and_leaves_no_event(province: Province, visitor: Client) -> None:
    before = Event.objects.count()
    assert 'method="post" action="/check/"' in visitor.get(f"/check/?number={NUMBER}").content.decode()
    answer = ask(visitor)
    assert "Location" not in answer
    assert "no-store" in answer["Cache-Control"]
    assert Event.objects.count() == before


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.text(max_size=40), day=st.dates())
def test_whatever_is_typed_only_the_true_pair_is_confirmed(province: Province, number: str, day: date) -> None:
    assert registered_opinions(number.replace("\0", ""), day) == []


def test_the_lookup_uses_its_index(province: Province) -> None:
    rows = Case.objects.issued_opinions().filter(opinion_key="x(2026)7")
    with connection.cursor() as cursor:
        # With the few rows of a test the planner would take any index; these leave it the one that answers alone.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        sql, parameters = rows.query.sql_with_params()
        cursor.execute(f"EXPLAIN {sql}", parameters)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "case_by_opinion" in plan


def test_a_void_case_confirms_no_opinion(province: Province) -> None:
    case = province.opinion
    assert len(registered_opinions(NUMBER, date(2026, 10, 8))) == 1
    case.state = "void"
    write(case, "case.measured", by=SYSTEM)
    assert registered_opinions(NUMBER, date(2026, 10, 8)) == []
