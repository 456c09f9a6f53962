"""Signatures of the server: one key signs, all verify, also those of before a change of keys."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.exceptions import ImproperlyConfigured

from foundation.documents.signing import Signature, from_text, is_signed, public_keys, sign, to_text

SEEDS = {name: base64.b64encode(bytes([number]) * 32).decode() for number, name in enumerate(("s1", "s2"), 1)}


def keys_file(path: Path, signing: Any) -> Path:
    path.write_text(json.dumps({"signing": signing}), encoding="utf-8")
    path.chmod(0o600)
    return path


def test_only_the_signed_bytes_verify() -> None:
    signature = sign("示例".encode())
    assert is_signed("示例".encode(), signature)
    assert not is_signed("示列".encode(), signature)
    assert not is_signed("示例".encode(), Signature("unknown", signature.value))
    assert not is_signed("示例".encode(), Signature(signature.key, b"\0" * 64))
    assert not is_signed("示例".encode(), Signature(signature.key, b""))


def test_after_a_change_of_keys_old_signatures_hold_and_the_new_key_signs(settings: Any, tmp_path: Path) -> None:
    settings.KEYS_FILE = keys_file(tmp_path / "1.json", {"active": "s1", "keys": {"s1": SEEDS["s1"]}})
    old = sign(b"receipt")
    settings.KEYS_FILE = keys_file(tmp_path / "2.json", {"active": "s2", "keys": SEEDS})
    assert sign(b"receipt").key == "s2"
    assert is_signed(b"receipt", old)
    public = Ed25519PrivateKey.from_private_bytes(base64.b64decode(SEEDS["s1"])).public_key().public_bytes_raw()
    retired = {"s1": base64.b64encode(public).decode()}
    signing = {"active": "s2", "keys": {"s2": SEEDS["s2"]}, "retired": retired}
    settings.KEYS_FILE = keys_file(tmp_path / "3.json", signing)
    assert is_signed(b"receipt", old), "the private half is destroyed, the public one verifies on"
    assert [(key.name, key.is_active) for key in public_keys()] == [("s2", True), ("s1", False)]


@pytest.mark.parametrize("signing", [None, {}, {"active": "s1", "keys": {}}, {"active": "s1", "keys": {"s1": "AAAA"}}])
def test_without_a_key_nothing_is_signed(settings: Any, tmp_path: Path, signing: Any) -> None:
    settings.KEYS_FILE = keys_file(tmp_path / "keys.json", signing)
    with pytest.raises(ImproperlyConfigured, match="signing key"):
        sign(b"receipt")


def test_a_printed_line_is_read_back_however_it_was_broken() -> None:
    signature = sign(b"receipt")
    line = to_text(b"receipt", signature)
    assert from_text(f" {line[:20]}\n{line[20:]}\t") == (b"receipt", signature)
    assert from_text("nothing") is None
