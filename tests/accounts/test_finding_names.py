"""A name is found by any part of it, by its initials and its syllables; nothing else is found."""

import ast
import csv
import re
from itertools import product

import pytest
from django.conf import settings as portal
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin, pinyin

from appraisers.models import Appraiser
from foundation.accounts.models import Organisation, Person
from foundation.accounts.names import normal, spell, wanted
from foundation.accounts.naming import is_named, spell_all, spelled
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from institutions.models import Institution
from tests.architecture.sources import modules
from tests.factories.bodies import make_institution, make_organisation

COMMON = "济南青岛示例甲乙丙丁单解仇曾查盖区任行重长乐王李张司法鉴定中心所鲁"
LETTERS = st.sampled_from(list(COMMON + "0123AB"))
NAMES = st.text(LETTERS, min_size=1, max_size=12)
# Places whose reading the dictionary does not know (长岛 is Changdao); they have tests of their own.
with (portal.REFERENCE_DIR / "accounts" / "readings.csv").open(encoding="utf-8", newline="") as file:
    PLACES = [row["text"] for row in csv.DictReader(file) if row["kind"] == "place"]


def matches(words: str, name: str, *, person: bool = False) -> bool:
    """Say in Python, from tokens and key, whether a name is found; the database says it with index and regex."""
    spelling = spell(name, person=person)
    return any(
        set(way.tokens) <= set(spelling.tokens) and re.search(way.pattern, spelling.key) for way in wanted(words)
    )


@given(name=NAMES, data=st.data())
def test_a_name_is_found_by_each_of_its_parts(name: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(name) - 1))
    end = data.draw(st.integers(begin + 1, len(name)))
    assert matches(name[begin:end], name)


@given(name=NAMES, data=st.data())
def test_a_name_is_found_by_the_initials_of_its_parts(name: str, data: st.DataObject) -> None:
    assume(not any(place in name for place in PLACES))
    initials = "".join(reading[0].lower() for reading in lazy_pinyin(name, errors=list))
    begin = data.draw(st.integers(0, len(name) - 1))
    end = data.draw(st.integers(begin + 1, len(name)))
    assert matches(initials[begin:end], name), (initials, name)


@given(name=NAMES, words=st.text(st.sampled_from(list(COMMON + "jnqdslabdzx01 ")), min_size=1, max_size=4))
def test_nothing_else_is_found(name: str, words: str) -> None:
    """What is found contains the words character by character, each itself or the first letter of a reading of it."""
    typed = normal(words)
    if not matches(words, name):
        return
    possible = [{character.lower(), *_first_letters(character)} for character in name]
    places = range(len(name) - len(typed) + 1)
    contained = any(all(typed[i] in possible[at + i] for i in range(len(typed))) for at in places)
    syllables = any(_syllables_fit(typed, name[at:]) for at in range(len(name)))
    assert contained or syllables


def _first_letters(character: str) -> set[str]:
    return {reading[0] for reading in pinyin(character, heteronym=True, style=Style.NORMAL)[0]}


def _syllables_fit(typed: str, name: str) -> bool:
    return any(
        "".join(said) == typed
        for length in range(1, len(name) + 1)
        for said in product(*[pinyin(c, heteronym=True, style=Style.NORMAL)[0] for c in name[:length]])
    )


@pytest.mark.parametrize(
    ("words", "name", "person"),
    [
        ("jnsl", "济南示例甲司法鉴定中心", False),
        ("济南ｓｌ", "济南示例甲司法鉴定中心", False),
        (" 示 例 甲 ", "济南示例甲司法鉴定中心", False),
        ("jinanshili", "济南示例甲司法鉴定中心", False),
        ("示例０１", "青岛示例01司法鉴定所", False),
        ("sx", "单县示例司法鉴定所", False),
        ("ll", "乐陵示例司法鉴定所", False),
        ("zsl", "曾示例", True),
        ("csl", "曾示例", True),
        ("xsl", "解示例", True),
        ("qsl", "仇示例", True),
        ("ssl", "单示例", True),
        ("ysl", "尉迟示例", True),
        ("ycsl", "尉迟示例", True),
        ("阿不都热", "阿不都·热合曼", True),
        ("lv", "吕示例", True),
    ],
)
def test_it_is_found_as_people_type_it(words: str, name: str, person: bool) -> None:
    wanted_here = words != "ysl"
    assert matches(words, name, person=person) is wanted_here


@pytest.mark.parametrize("words", ["", "  ", "·", "％_", "\\", "（）", "济%", "济_"])
def test_signs_alone_find_nothing_and_are_no_wildcards(words: str) -> None:
    assert matches(words, "济南示例甲司法鉴定中心") is (normal(words) == "济")


@pytest.mark.parametrize("words", ["\\d", "[济]", "(济", "济{2}", "*", "a" * 100, "安" * 100, "xian" * 25])
def test_what_is_typed_is_never_a_pattern_and_never_expensive(db: None, words: str) -> None:
    make_institution("济南示例甲司法鉴定中心", "370102")
    list(Organisation._base_manager.filter(is_named(words, Organisation)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(NAMES, min_size=1, max_size=6, unique=True), words=st.text(LETTERS, min_size=1, max_size=3))
def test_the_database_finds_what_the_rule_says(db: None, names: list[str], words: str) -> None:
    mark = transaction.savepoint()
    for name in names:
        write(spelled(Person(name=name)), "person.entered", by=SYSTEM)
    found = Person._base_manager.filter(is_named(words, Person), name__in=names)
    assert {row.name for row in found} == {name for name in names if matches(words, name, person=True)}
    transaction.savepoint_rollback(mark)


def test_institutions_are_found_by_name_initials_and_number(db: None) -> None:
    first = make_institution("济南示例甲司法鉴定中心", "370102")
    second = make_institution("青岛示例乙司法鉴定所", "370202")
    assert set(Institution.objects.named("示例")) == {first, second}
    assert set(Institution.objects.named("JNSL")) == {first}
    assert set(Institution.objects.named(second.licence_number[:6])) >= {second}
    assert set(Institution.objects.named("…")) == set()


def test_the_names_are_looked_up_once_before_the_order(db: None) -> None:
    """`= ANY(ARRAY(…))` is planned as an InitPlan, so that no order walks an index and tests row after row."""
    with connection.cursor() as cursor:
        rows = Appraiser.objects.named("示例").order_by("certificate_number")[:8]
        sql, parameters = rows.query.sql_with_params()
        cursor.execute(f"EXPLAIN {sql}", parameters)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "InitPlan" in plan


def test_old_rows_become_findable(db: None) -> None:
    body = make_organisation("威海示例丁司法鉴定所", "institution", "371002", city="371000", county="371002")
    Organisation._base_manager.filter(pk=body.pk).update(tokens=[], name_key="", sort_key="")
    assert not Organisation._base_manager.filter(is_named("whsl", Organisation)).exists()
    assert spell_all() == 1
    assert Organisation._base_manager.filter(is_named("whsl", Organisation)).get() == body
    with CaptureQueriesContext(connection) as captured:
        assert spell_all() == 0
    assert len(captured) == 2


def test_every_writer_of_names_fills_what_they_are_found_by() -> None:
    """Person(…) and Organisation(…) stand inside spelled(…) wherever the product makes one."""
    bare = []
    for path in modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        spelt = {
            id(argument)
            for call in ast.walk(tree)
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "spelled"
            for argument in call.args
        }
        bare += [
            f"{path.name}:{call.lineno}"
            for call in ast.walk(tree)
            if isinstance(call, ast.Call)
            and getattr(call.func, "id", "") in {"Person", "Organisation"}
            and id(call) not in spelt
        ]
    assert bare == []
