"""The legal tables come from files, once, and an administrator's edit outlives the next load."""

import csv
import shutil
import time
from datetime import date
from pathlib import Path

import pytest
import time_machine

from foundation.audit.actors import SYSTEM
from foundation.audit.models import Event
from foundation.law import queries
from foundation.law.actions.amending import amend
from foundation.law.citations import KnownSource, chinese_number, in_numerals, read
from foundation.law.models import Category, DeadlineRule, Division, FormerCategory, Ground, Source
from foundation.law.reading import FOLDER
from foundation.law.reference import load

pytestmark = pytest.mark.django_db
NOW = "2026-11-23 10:00+08:00"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the reference files that a test may change."""
    return Path(shutil.copytree(FOLDER, tmp_path / "law"))


def edit(path: Path, code: str, column: str, value: str) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    for line in lines:
        if line["code"] == code:
            line[column] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, lines[0].keys())
        writer.writeheader()
        writer.writerows(lines)


def test_every_line_of_the_tables_is_a_row() -> None:
    for path in FOLDER.glob("*.csv"):
        with path.open(encoding="utf-8") as file:
            count = len(list(csv.DictReader(file)))
        if path.stem == "categories":
            assert Category.objects.count() == count == 180
        elif path.stem == "divisions":
            assert Division.objects.count() == count == 153
        elif path.stem == "deadlines":
            assert DeadlineRule.objects.count() == count
        elif path.stem not in {"sources", "articles", "same_grounds"}:
            assert Ground.objects.filter(list_code=path.stem).count() == count, path.stem


def test_loading_again_changes_nothing_and_writes_no_event() -> None:
    events = Event.objects.count()
    counts = load(SYSTEM)
    assert counts["unchanged"] > 700
    assert {name: number for name, number in counts.items() if number} == {"unchanged": counts["unchanged"]}
    assert Event.objects.count() == events


def test_a_second_load_takes_well_under_two_seconds() -> None:
    began = time.perf_counter()
    load(SYSTEM)
    assert time.perf_counter() - began < 2


def test_rows_from_memory_are_to_be_confirmed() -> None:
    assert Ground.objects.get(code="TZ15-1").confidence == "verified"
    assert Ground.objects.get(code="TS24-1").to_be_confirmed
    assert Ground.objects.get(code="A", list_code="credit_grades").to_be_confirmed


def test_rows_hold_since_their_source_does() -> None:
    assert Ground.objects.get(code="TZ15-1").effective_from == date(2016, 5, 1)
    assert Ground.objects.get(code="SD30-1").effective_from == date(2012, 3, 1)
    assert DeadlineRule.objects.get(code="DL08").effective_from == date(2019, 6, 1)
    assert DeadlineRule.objects.get(code="DL16").source_code == "J95"


def test_deadlines_have_an_amount_where_the_table_gives_a_plain_number() -> None:
    assert DeadlineRule.objects.get(code="DL02").amount == 30
    assert DeadlineRule.objects.get(code="DL03").amount is None


def test_categories_know_their_practice_category_letter_and_what_stands_above_them() -> None:
    tree = queries.categories()
    assert [row.code for row in queries.practice_categories()] == [
        "FY-01", "FY-02", "FY-03", "FY-04", "FY-05", "WZ-01", "WZ-02", "WZ-03", "SX", "HJ",
    ]  # fmt: skip
    assert tree["FY-020301"].practice_code == "FY-02"
    assert tree["SX-03"].practice_code == "SX"
    assert tree["HJ-0101"].practice_code == "HJ"
    assert tree["FY"].practice_code == ""
    assert (tree["SX"].abbreviation, tree["SX-03"].abbreviation, tree["HJ"].abbreviation) == ("声", "电", "环")
    assert queries.lineage("FY-020301") == ("FY-020301", "FY-0203", "FY-02", "FY")
    assert queries.lineage("unknown") == ("unknown",)


def test_the_duty_of_accreditation_is_dated_names_its_source_and_is_to_be_confirmed() -> None:
    rows = queries.entries("accreditation_compulsory", date(2026, 11, 23))
    assert [row.details["category"] for row in rows] == ["FY-04", "FY-05", "WZ-03", "HJ"]
    assert {row.source_code for row in rows} == {"RZ"} and all(row.to_be_confirmed for row in rows)
    assert queries.entries("accreditation_compulsory", date(2018, 8, 31)) == ()


def test_sources_are_ranked_and_local_and_ministry_rules_stand_side_by_side() -> None:
    ranks = dict(Source.objects.values_list("code", "rank"))
    assert ranks["JD"] < ranks["SD"] == ranks["TZ"] < ranks["FYFL"] < ranks["ZC"]


def test_a_ground_that_two_sources_list_is_offered_once_and_both_are_cited() -> None:
    offered = {entry.code: entry for entry in queries.grounds("acceptance_refusal", date(2026, 11, 23))}
    assert "SD30-1" not in offered
    assert offered["TZ15-1"].codes == ("TZ15-1", "SD30-1")
    assert offered["TZ15-1"].citations == ("司法鉴定程序通则（132号令）第十五条", "山东省司法鉴定条例第三十条")
    assert "SD30-6" in offered


def test_before_the_rules_of_2016_the_regulation_of_2012_speaks_alone() -> None:
    offered = queries.grounds("acceptance_refusal", date(2015, 1, 1))
    assert {entry.code for entry in offered} == {f"SD30-{number}" for number in range(1, 9)}


@time_machine.travel(NOW, tick=False)
def test_a_changed_line_closes_its_row_and_opens_another(folder: Path) -> None:
    edit(folder / "recusal_grounds.csv", "TZ20-2", "name_zh", "曾经参加过同一鉴定事项鉴定的（示例修订）")
    counts = load(SYSTEM, folder)
    old, new = Ground.objects.filter(code="TZ20-2").order_by("effective_from")
    assert counts["amended"] == 1
    assert (old.effective_to, new.effective_from) == (date(2026, 11, 22), date(2026, 11, 23))
    assert new.name_zh.endswith("（示例修订）")
    assert load(SYSTEM, folder).get("amended", 0) == 0


@time_machine.travel(NOW, tick=False)
def test_a_changed_category_keeps_its_key_and_its_old_wording(folder: Path) -> None:
    edit(folder / "categories.csv", "FY-02", "name_zh", "法医临床鉴定（示例）")
    load(SYSTEM, folder)
    assert Category.objects.get(code="FY-02").name_zh == "法医临床鉴定（示例）"
    assert FormerCategory.objects.get(code="FY-02").name_zh == "法医临床鉴定"
    assert queries.categories()["FY-02"].name_zh == "法医临床鉴定（示例）"


@time_machine.travel(NOW, tick=False)
def test_what_an_administrator_edited_is_not_undone_by_a_load(folder: Path) -> None:
    row = Ground.objects.get(code="TZ20-3")
    amend(
        row,
        by=SYSTEM,
        values={"name_zh": "示例：改过的文字"},
        effective_from=date(2026, 12, 1),
        reason="示例",
        version=row.trail_seq,
    )
    edit(folder / "recusal_grounds.csv", "TZ20-3", "name_zh", "另一种文字")
    assert load(SYSTEM, folder)["kept"] == 1
    assert Ground.objects.filter(code="TZ20-3").latest("effective_from").name_zh == "示例：改过的文字"


@time_machine.travel(NOW, tick=False)
def test_a_line_that_is_gone_ends_its_row(folder: Path) -> None:
    path = folder / "credit_grades.csv"
    path.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")
    assert load(SYSTEM, folder)["ended"] == 1
    assert [entry.code for entry in queries.grounds("credit_grades", date(2026, 11, 23))] == ["A", "B", "C"]


def test_citations_are_written_as_officials_write_them() -> None:
    known = [KnownSource("SD", ("山东省司法鉴定条例",), date(2012, 3, 1))]
    cited = read("山东省司法鉴定条例(2011-11-25) @LawRefBook/Laws 第51条第2款; 见 example.com", known)
    assert (cited.text, cited.source_code) == ("山东省司法鉴定条例第五十一条第二款", "SD")
    assert "LawRefBook/Laws" in cited.evidence
    assert read("同上", known, cited).source_code == "SD"
    assert [chinese_number(number) for number in (7, 10, 15, 20, 28, 100, 102, 110, 115)] == [
        "七", "十", "十五", "二十", "二十八", "一百", "一百零二", "一百一十", "一百一十五",
    ]  # fmt: skip
    assert in_numerals("第13、23条") == "第十三、二十三条"
