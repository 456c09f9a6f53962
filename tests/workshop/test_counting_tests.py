"""The last line of `make test`, and what counts as failure."""

from pathlib import Path

import pytest

from workshop import testing


def test_a_skip_nobody_allowed_is_named(tmp_path: Path) -> None:
    allowed = tmp_path / "allowed_skips.txt"
    allowed.write_text("# reasons\ntests/a.py::test_one  # macOS only\n\n", encoding="utf-8")
    skipped = ["tests/a.py::test_one", "tests/a.py::test_two"]
    assert testing.unexpected_skips(skipped, allowed) == ["tests/a.py::test_two"]


def test_without_the_file_no_skip_is_allowed(tmp_path: Path) -> None:
    assert testing.unexpected_skips(["tests/a.py::test_one"], tmp_path / "none") == ["tests/a.py::test_one"]


@pytest.mark.parametrize(
    ("code", "ended", "verdict", "last_line"),
    [
        (0, {"passed": ["a", "b"]}, 0, "2 passed, 0 failed, 0 skipped"),
        (1, {"passed": ["a"], "failed": ["b"]}, 1, "1 passed, 1 failed, 0 skipped"),
        (0, {"passed": ["a"], "skipped": ["b"]}, 1, "1 passed, 0 failed, 1 skipped"),
        (5, {}, 1, "0 passed, 0 failed, 0 skipped"),
        (-9, {}, 1, "0 passed, 0 failed, 0 skipped"),
    ],
)
def test_the_verdict_and_its_last_line(
    code: int, ended: dict[str, list[str]], verdict: int, last_line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert testing._verdict(code, ended) == verdict
    assert capsys.readouterr().out.splitlines()[-1] == last_line


def test_the_whole_suite_gets_three_processes_and_named_tests_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORTAL_TEST_PROCESSES", raising=False)
    assert testing.parallel_options(["-q"])[:2] == ["-n", "3"]
    assert testing.parallel_options(["tests/workshop", "-q"]) == ["tests/workshop", "-q"]
    assert testing.parallel_options(["-n", "4"]) == ["-n", "4"]
    monkeypatch.setenv("PORTAL_TEST_PROCESSES", "5")
    assert testing.parallel_options(["tests/workshop"])[:2] == ["-n", "5"]
