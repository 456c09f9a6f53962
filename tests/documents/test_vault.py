"""The private store: nothing readable on disk, nothing handed out that changed (trust IN-10)."""

import hashlib
import io
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.documents import vault
from foundation.documents.refusals import FileDamaged
from foundation.documents.vault import Deposit

pytestmark = pytest.mark.usefixtures("store")
CONTENT = "示例台账，演示数据\n".encode() * 9_000


def read(deposit: Deposit) -> bytes:
    with vault.open_checked(deposit.address, key=deposit.key, sha256=deposit.sha256, size=deposit.size) as content:
        return b"".join(content)


@pytest.mark.parametrize("size", [1, 65_535, 65_536, 65_537, 131_072, 200_000])
def test_what_goes_in_comes_out(size: int) -> None:
    content = hashlib.shake_128(b"seed").digest(size)
    deposit = vault.put(io.BytesIO(content))
    assert read(deposit) == content
    assert (deposit.sha256, deposit.size) == (hashlib.sha256(content).hexdigest(), size)


def test_on_disk_nothing_is_readable_and_the_name_is_the_hash_of_what_lies_there(store: Path) -> None:
    deposit = vault.put(io.BytesIO(CONTENT))
    sealed = vault.path_of(deposit.address)
    assert hashlib.sha256(sealed.read_bytes()).hexdigest() == deposit.address
    assert "演示数据".encode() not in sealed.read_bytes()
    assert stat.S_IMODE(sealed.stat().st_mode) == 0o400
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in (store, sealed.parent)] == [0o700, 0o700]
    assert not list((store / "incoming").iterdir())


def test_the_same_content_twice_is_two_files_nobody_can_compare(store: Path) -> None:
    first, second = vault.put(io.BytesIO(CONTENT)), vault.put(io.BytesIO(CONTENT))
    assert first.address != second.address and first.key != second.key
    assert first.sha256 == second.sha256


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
def test_a_flipped_byte_anywhere_stops_the_file_before_its_first_byte(at: float, flip: int) -> None:
    deposit = vault.put(io.BytesIO(CONTENT))
    path = vault.path_of(deposit.address)
    sealed = bytearray(path.read_bytes())
    sealed[int(at * len(sealed))] ^= flip
    path.chmod(0o600)
    path.write_bytes(sealed)
    with pytest.raises(FileDamaged):
        read(deposit)


@pytest.mark.parametrize("damage", ["cut", "piece lost", "pieces exchanged", "longer", "emptied"])
def test_cutting_and_reordering_are_found(damage: str) -> None:
    deposit = vault.put(io.BytesIO(CONTENT))
    path = vault.path_of(deposit.address)
    head, body, piece = vault.MAGIC, path.read_bytes()[len(vault.MAGIC) :], 64 * 1024 + 16
    path.chmod(0o600)
    path.write_bytes(
        {
            "cut": head + body[:-1],
            "piece lost": head + body[: 2 * piece],
            "pieces exchanged": head + body[piece : 2 * piece] + body[:piece] + body[2 * piece :],
            "longer": head + body + b"x",
            "emptied": b"",
        }[damage]
    )
    with pytest.raises(FileDamaged):
        read(deposit)


def test_another_file_in_its_place_is_found() -> None:
    deposit, other = vault.put(io.BytesIO(CONTENT)), vault.put(io.BytesIO(b"other"))
    path = vault.path_of(deposit.address)
    path.chmod(0o600)
    path.write_bytes(vault.path_of(other.address).read_bytes())
    with pytest.raises(FileDamaged):
        read(deposit)
    with pytest.raises(FileDamaged):
        read(Deposit(other.address, other.key, deposit.sha256, deposit.size))


def test_a_missing_file_is_damage_not_a_crash() -> None:
    deposit = vault.put(io.BytesIO(CONTENT))
    vault.path_of(deposit.address).unlink()
    with pytest.raises(FileDamaged):
        read(deposit)


@pytest.mark.parametrize("address", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 65])
def test_an_address_is_a_hash_and_never_a_path(address: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        vault.path_of(address)


def test_an_upload_that_breaks_off_leaves_nothing_behind(store: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > 100_000:
                raise OSError("connection lost")
            return super().read(size)

    with pytest.raises(OSError, match="connection lost"):
        vault.put(Broken(CONTENT))
    assert not [path for path in store.rglob("*") if path.is_file()]
