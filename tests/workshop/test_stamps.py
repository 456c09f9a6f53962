"""When a step of the launcher counts as done."""

from pathlib import Path

from workshop.stamps import Stamp, digest, files_under


def test_a_stamp_holds_only_for_the_inputs_it_was_set_for(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_text("one", encoding="utf-8")
    stamp = Stamp(tmp_path / "notes" / "stamp")
    assert not stamp.holds(digest([source]))
    stamp.set(digest([source]))
    assert stamp.holds(digest([source]))
    source.write_text("two", encoding="utf-8")
    assert not stamp.holds(digest([source]))


def test_a_lifted_stamp_does_not_hold(tmp_path: Path) -> None:
    stamp = Stamp(tmp_path / "stamp")
    stamp.set("x")
    stamp.lift()
    stamp.lift()
    assert not stamp.holds("x")


def test_names_absence_and_facts_are_inputs_too(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("same", encoding="utf-8")
    two.write_text("same", encoding="utf-8")
    assert (
        len({digest([one]), digest([two]), digest([tmp_path / "none"]), digest([one], "3.11"), digest([one, two])}) == 5
    )


def test_neighbouring_facts_do_not_run_into_each_other() -> None:
    assert digest([], "ab", "c") != digest([], "a", "bc")


def test_files_are_found_below_a_folder_in_one_order(tmp_path: Path) -> None:
    for name in ("b.po", "deep/a.po", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [path.name for path in files_under(tmp_path, "*.po", "*.p?")] == ["b.po", "a.po"]
