"""Rules are data: what fits no kind is refused, what changes is dated, and each says itself in both languages."""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.utils import timezone, translation

from foundation.audit import trail
from foundation.audit.actors import SYSTEM
from governance.early_warning import reference
from governance.early_warning.kinds import Kind, UnfitRule
from governance.early_warning.models import WarningRule
from governance.early_warning.plain import in_words
from governance.early_warning.queries import rule_on, rules_on
from tests.people import Cast

SignIn = Callable[[str], Client]
TODAY = date(2026, 11, 25)


def with_their_events() -> None:
    """Give the rules events again: a database emptied between tests keeps reference data and not their trail."""
    with transaction.atomic():
        for rule in WarningRule._base_manager.all():
            trail.append(rule.stream, "early_warning_rule.opened", by=SYSTEM)


def file_with(folder: Path, **changes: str) -> Path:
    """The file of the portal with its first line changed."""
    with reference.FILE.open(encoding="utf-8", newline="") as source:
        lines = list(csv.DictReader(source))
    lines[0] |= changes
    path = folder / "rules.csv"
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines[: 1 if changes.get("code") else None])
    return path


@pytest.mark.parametrize("changes", [
    {"kind": "guess"}, {"parameters": "kpi=pace"}, {"parameters": "kpi=pace;below=much"},
    {"parameters": "kpi=pace;below=100;more=1"}, {"parameters": "kpi=no_such;below=100"}, {"level": "institution"},
    {"tone": "loud"}, {"owner_role": "king"}, {"owner_level": "county"},
])  # fmt: skip
def test_a_line_that_is_no_rule_is_refused(db: None, tmp_path: Path, changes: dict[str, str]) -> None:
    with pytest.raises(UnfitRule):
        reference.load(SYSTEM, file_with(tmp_path, **changes))


def test_a_changed_line_closes_the_old_wording_and_opens_another_and_nothing_is_lost(db: None, tmp_path: Path) -> None:
    with_their_events()
    assert reference.load(SYSTEM) == {"unchanged": 11}
    assert reference.load(SYSTEM, file_with(tmp_path, parameters="kpi=pace;below=95")) == {
        "unchanged": 10,
        "amended": 1,
    }
    before, after = rule_on("YJ-01", TODAY - timedelta(days=1)), rule_on("YJ-01", TODAY)
    assert before is not None and after is not None
    assert (before.parameters["below"], after.parameters["below"]) == ("100", "95")
    assert before.effective_to == TODAY - timedelta(days=1)
    gone = file_with(tmp_path, code="YJ-01")
    assert reference.load(SYSTEM, gone)["ended"] == 10
    with time_machine.travel("2026-11-26 10:00+08:00", tick=False):
        assert [rule.code for rule in rules_on(timezone.localdate())] == ["YJ-01"]
    assert WarningRule._base_manager.filter(code="YJ-02").count() == 1


def test_every_kind_is_used_and_every_rule_says_itself_in_both_languages(db: None) -> None:
    rules = rules_on(TODAY)
    assert {rule.kind for rule in rules} == set(Kind.values)
    for rule in rules:
        with translation.override("zh-hans"):
            chinese = in_words(rule)
            said = f"{rule.name}{chinese.opens}{chinese.where}{rule.to_do}{chinese.owner}{chinese.closes}"
        with translation.override("en"):
            english = in_words(rule)
            told = f"{rule.name}{english.opens}{english.where}{rule.to_do}{english.owner}{english.closes}"
        assert "%(" not in said + told
        assert not any("a" <= letter <= "z" for letter in said), said
        assert not any("\u4e00" <= letter <= "\u9fff" for letter in told), told


def test_the_officer_of_the_province_reads_the_rules_and_the_city_does_not(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in("province").get("/warnings/rules/").content.decode()
    assert page.count("待核") == sum(rule.to_be_confirmed for rule in rules_on(TODAY))
    assert "年办案量落后于目标进度" in page
    assert sign_in("jinan").get("/warnings/rules/").status_code == 403
