"""Containers lie in their headers, so limits are counted while inflating (trust IN-04)."""

import io
import struct
import tracemalloc
import zipfile

import pytest

from foundation.documents import kinds
from foundation.documents.recognition import recognise
from foundation.documents.refusals import FileRefused
from tests.documents import making


def refusal(content: bytes, name: str = "ledger.xlsx") -> str:
    with pytest.raises(FileRefused) as caught:
        recognise(io.BytesIO(content), name)
    return str(caught.value.code)


def test_an_honest_bomb_is_refused() -> None:
    assert refusal(making.xlsx({"xl/sheet.xml": making.bomb(64 * kinds.MIB)})) == "inflates_too_much"


def test_many_small_parts_add_up() -> None:
    parts = {f"xl/sheet{number}.xml": making.bomb(kinds.MIB) for number in range(64)}
    assert refusal(making.xlsx(parts)) == "inflates_too_much"


@pytest.mark.parametrize("claimed", [0, 10, 200 * kinds.MIB])
def test_a_bomb_that_lies_about_its_size_is_refused(claimed: int) -> None:
    container = making.lying(making.xlsx({"xl/sheet.xml": making.bomb(64 * kinds.MIB)}), "xl/sheet.xml", claimed)
    assert refusal(container) == "inflates_too_much"


def test_a_small_part_that_lies_about_its_size_is_refused() -> None:
    container = making.lying(making.xlsx({"xl/sheet.xml": b"<sheet/>"}), "xl/sheet.xml", 4)
    assert refusal(container) == "damaged"


def test_a_bomb_costs_little_memory() -> None:
    container = making.xlsx({"xl/sheet.bin": making.bomb(64 * kinds.MIB)})
    tracemalloc.start()
    assert refusal(container) == "inflates_too_much"
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * kinds.MIB


def test_too_many_parts_are_refused() -> None:
    assert refusal(making.xlsx({f"x/{number}": b"" for number in range(2_001)})) == "too_many_parts"


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "a/../../b", "C:evil", "a\\..\\b"])
def test_unsafe_names_inside_are_refused(name: str) -> None:
    assert refusal(making.xlsx({name: b"x"})) == "unsafe_names"


def test_doubled_names_are_refused() -> None:
    assert refusal(making.xlsx({"XL/Sheet.xml": b"a", "xl/sheet.XML": b"b"})) == "unsafe_names"


def test_links_are_refused() -> None:
    out = io.BytesIO(making.xlsx())
    with zipfile.ZipFile(out, "a") as archive:
        link = zipfile.ZipInfo("xl/link.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert refusal(out.getvalue()) == "unsafe_names"


def test_unusual_packing_is_refused() -> None:
    out = io.BytesIO(making.xlsx())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_LZMA) as archive:
        archive.writestr("xl/sheet.xml", b"x" * 100)
    assert refusal(out.getvalue()) == "packing"


def test_overlapping_parts_are_refused() -> None:
    """Two entries of the directory that point at the same packed bytes."""
    container = bytearray(making.xlsx({"a.bin": b"a" * 100, "b.bin": b"a" * 100}))
    entries = []
    at = container.find(b"PK\x01\x02")
    while at >= 0:
        (length,) = struct.unpack_from("<H", container, at + 28)
        entries.append((at, bytes(container[at + 46 : at + 46 + length])))
        at = container.find(b"PK\x01\x02", at + 4)
    first, second = (at for at, name in entries if name.endswith(b".bin"))
    offset = container[first + 42 : first + 46]
    container[second + 42 : second + 46] = offset
    container[second + 46 : second + 51] = b"a.bin"
    assert refusal(bytes(container)) in {"overlap", "unsafe_names", "damaged"}
    # With a local header that fits the second name, only the overlap itself remains.
    doubled = bytearray(making.xlsx({"a.bin": b"a" * 4_000, "b.bin": b"b"}))
    with zipfile.ZipFile(io.BytesIO(bytes(doubled))) as archive:
        outer = archive.getinfo("a.bin")
    directory = doubled.find(b"a.bin", doubled.find(b"PK\x01\x02")) - 46
    struct.pack_into("<L", doubled, directory + 20, outer.compress_size + 40)
    assert refusal(bytes(doubled)) in {"overlap", "damaged"}


def test_another_name_in_the_local_header_is_refused() -> None:
    container = making.xlsx({"xl/sheet.xml": b"x"})
    at = container.find(b"xl/sheet.xml")
    assert refusal(container[:at] + b"xl/other.xml" + container[at + 12 :]) == "damaged"


def test_every_single_wrong_byte_is_refused_or_harmless() -> None:
    """Flip each byte of a small container: it is refused, or still inflates to the same parts."""
    container = making.xlsx({"xl/sheet.xml": b"<sheet><row/></sheet>"})
    with zipfile.ZipFile(io.BytesIO(container)) as archive:
        sound = sorted(archive.read(name) for name in archive.namelist())
    for at in range(len(container)):
        changed = container[:at] + bytes([container[at] ^ 0x5A]) + container[at + 1 :]
        try:
            recognise(io.BytesIO(changed), "ledger.xlsx")
        except FileRefused:
            continue
        with zipfile.ZipFile(io.BytesIO(changed)) as archive:
            assert sorted(archive.read(name) for name in archive.namelist()) == sound
