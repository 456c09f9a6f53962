"""Habits of the code that reviewers would miss (docs/architecture.md)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import ROOT, is_outer, modules, place, tree

FILE_LINES, FUNCTION_LINES, TEMPLATE_LINES = 400, 60, 200
WRITING = {"save", "delete", "bulk_create", "bulk_update", "create", "update_or_create"}
DRAWERS = {"utils", "helpers", "common", "misc", "lib", "base", "core", "manager", "service"}
CLOCKS = {("date", "today"), ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow")}


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))


def test_every_file_can_be_read_in_one_sitting() -> None:
    long = [place(path) for path in modules() if len(path.read_text().splitlines()) > FILE_LINES]
    long += [place(path) for path in (ROOT / "tests").rglob("*.py") if len(path.read_text().splitlines()) > FILE_LINES]
    assert long == []


def test_every_function_fits_on_a_screen() -> None:
    long = [
        place(path, node.lineno)
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= FUNCTION_LINES
    ]
    assert long == []


def test_every_template_is_short() -> None:
    long = [
        place(path) for path in (ROOT / "templates").rglob("*.html") if path.read_text().count("\n") > TEMPLATE_LINES
    ]
    assert long == []


def test_no_drawer_without_meaning() -> None:
    assert [place(path) for path in modules() if path.stem in DRAWERS or path.parent.name in DRAWERS] == []


def test_nobody_asks_the_machine_what_day_it_is() -> None:
    asked = [
        place(path, node.lineno)
        for path in modules(migrations=True)
        for node in calls(path)
        if isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and (node.func.value.id, node.func.attr) in CLOCKS
    ]
    assert asked == []


def test_nothing_happens_by_signal_or_by_an_overridden_save() -> None:
    hidden = []
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.dispatch"):
                hidden.append(place(path, node.lineno))
            if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"} and "models" in path.parts:
                hidden.append(place(path, node.lineno))
            if isinstance(node, ast.FunctionDef) and any("receiver" in ast.dump(mark) for mark in node.decorator_list):
                hidden.append(place(path, node.lineno))
    assert hidden == []


def test_pages_api_forms_and_jobs_write_no_rows() -> None:
    writing = []
    for path in filter(is_outer, modules()):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITING:
                writing.append(place(path, node.lineno))
            if isinstance(node, ast.Assign) and any(
                isinstance(target, ast.Attribute) and target.attr == "state" for target in node.targets
            ):
                writing.append(place(path, node.lineno))
    assert writing == []


def test_pages_api_forms_and_jobs_read_through_scope() -> None:
    bare = []
    for path in filter(is_outer, modules()):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if re.search(r"\.objects\b(?!\.(visible_to|published|in_force)\()", line):
                bare.append(f"{place(path, number)} {line.strip()}")
    assert bare == []


def test_only_the_move_changes_a_state() -> None:
    """`update(state=…)` and `.state = …` stand in foundation/audit/moves.py and nowhere else."""
    elsewhere = [
        f"{place(path, number)} {line.strip()}"
        for path in modules()
        if path.name != "moves.py"
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(r"\.state = |update\([^)]*\bstate=", line)
    ]
    assert elsewhere == []


# Shown when nothing works any more, translation included.
LAST_RESORT = {"templates/500.html", "templates/errors/500.html"}


def test_templates_hold_no_words_that_bypass_the_translation() -> None:
    chinese = []
    for path in (ROOT / "templates").rglob("*.html"):
        text = re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", path.read_text(), flags=re.DOTALL)
        text = re.sub(r'<[^<]*lang="zh-CN"[^<]*<', "", text)
        if place(path) not in LAST_RESORT and re.search(r"[\u4e00-\u9fff]", text):
            chinese.append(place(path))
    assert chinese == []
