"""Passwords and keys on this machine."""

import base64
import json
from pathlib import Path

from workshop.private_files import kept_json, make_keys, password, write_private


def test_keys_are_made_once_and_readable_by_the_owner_only(tmp_path: Path) -> None:
    keys, secret = make_keys(tmp_path / "var")
    first = (keys.read_bytes(), secret.read_bytes())
    make_keys(tmp_path / "var")
    assert (keys.read_bytes(), secret.read_bytes()) == first
    assert {path.stat().st_mode & 0o777 for path in (keys, secret)} == {0o600}


def test_the_key_file_has_the_shape_the_portal_reads(tmp_path: Path) -> None:
    content = json.loads(make_keys(tmp_path)[0].read_text(encoding="utf-8"))
    assert content["active"] in content["keys"]
    assert {len(base64.b64decode(key)) for key in [*content["keys"].values(), content["index_key"]]} == {32}


def test_a_key_file_of_before_there_were_signatures_gets_a_signing_key_once(tmp_path: Path) -> None:
    old = {"active": "k1", "keys": {"k1": "old"}, "index_key": "old"}
    write_private(tmp_path / "keys.json", json.dumps(old))
    path, _secret = make_keys(tmp_path)
    first = json.loads(path.read_text(encoding="utf-8"))
    assert {name: first[name] for name in old} == old
    assert len(base64.b64decode(first["signing"]["keys"][first["signing"]["active"]])) == 32
    make_keys(tmp_path)
    assert json.loads(path.read_text(encoding="utf-8")) == first
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_is_kept_wins_over_what_would_be_new(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    assert kept_json(path, {"port": 1}) == {"port": 1}
    assert kept_json(path, {"port": 2}) == {"port": 1}


def test_a_rewritten_file_stays_private_and_leaves_no_draft(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o644)
    write_private(path, "new")
    assert path.read_text(encoding="utf-8") == "new"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_passwords_differ_and_need_no_escaping() -> None:
    made = {password() for _ in range(20)}
    assert len(made) == 20
    assert all(each.isalnum() for each in made)
