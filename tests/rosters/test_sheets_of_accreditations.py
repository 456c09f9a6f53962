"""The sheet of accreditations: every bad row at once, corrections decided, and the exported list comes in again."""

from datetime import date
from typing import Any

import pytest
from django.utils import translation

from foundation.audit.verify import verify
from foundation.exchange import kinds
from foundation.exchange.actions import deciding
from institutions.accreditation_sheet.columns import KINDS, LEVELS
from institutions.models import Accreditation
from tests.exchange.workbooks import one_sheet
from tests.people import Cast
from tests.rosters.conftest import Check, found

KIND = "accreditation_sheet"
HEADING = ("鉴定机构", "种类", "证书编号", "批准层级", "自", "最后一日", "认定（认可）范围")


def row(house: Any, serial: int = 1, **other: Any) -> tuple[Any, ...]:
    values = {
        "鉴定机构": str(house), "种类": "资质认定（CMA）", "证书编号": f"示例CMA{serial:05d}", "批准层级": "省级",
        "自": date(2024, 7, 1), "最后一日": date(2030, 6, 30), "认定（认可）范围": "法医毒物鉴定",
    }  # fmt: skip
    return tuple({**values, **other}[name] for name in HEADING)


def sheet(*rows: tuple[Any, ...]) -> bytes:
    return one_sheet(HEADING, *rows)


def test_certificates_are_recorded_once_with_an_event_each(cast: Cast, load: Check) -> None:
    house = cast.jinan_institution
    content = sheet(
        row(house, 1), row(house.licence_number, 2, 种类="CNAS", 批准层级="国家级", **{"认定（认可）范围": "FY-0502"})
    )
    imported = load(KIND, content)
    assert (imported.state, imported.counts["loaded"]) == ("loaded", 2)
    made = Accreditation.objects.filter(institution=house).order_by("certificate_number")
    assert [(each.kind, each.level, each.covers) for each in made] == [
        ("CMA", "provincial", ["FY-05"]), ("CNAS", "national", ["FY-0502"]),
    ]  # fmt: skip
    assert verify(house.stream).sound
    again = load(KIND, content)
    assert (again.counts["loaded"], again.counts["identical"], Accreditation.objects.count()) == (0, 2, 2)


def test_every_bad_row_is_told_at_once(cast: Cast, check: Check) -> None:
    house = cast.jinan_institution
    imported = check(
        KIND,
        sheet(
            row(house, 1),
            row("没有这家", 2),
            row(house, 3, 种类="别的"),
            row(house, 4, 批准层级="县级"),
            row(house, 5, 最后一日=date(2024, 1, 1)),
            row(house, 6, 自=date(2027, 1, 1)),
            row(house, 7, **{"认定（认可）范围": "文书鉴定"}),
            row(house, 8, **{"认定（认可）范围": "没有这项"}),
            row(house, 9, 证书编号=""),
            row(house, 10),
            row(house, 10),
        ),
    )
    assert found(imported) == {
        (3, "institution", "institution_unknown"), (4, "kind", "accreditation_kind"),
        (5, "level", "accreditation_level"), (6, "valid_until", "ends_before_begins"),
        (7, "valid_from", "day_to_come"), (8, "covers", "beyond_licence"), (9, "covers", "category_unknown"),
        (10, "certificate_number", "missing"), (11, "certificate_number", "repeated"),
        (12, "certificate_number", "repeated"),
    }  # fmt: skip


def test_a_city_brings_its_own_institutions_only(cast: Cast, check: Check) -> None:
    assert found(check(KIND, sheet(row(cast.qingdao_institution)), who="jinan")) == {(2, "institution", "outside_area")}


def test_a_later_sheet_is_decided(cast: Cast, load: Check) -> None:
    house = cast.jinan_institution
    load(KIND, sheet(row(house)))
    later = load(KIND, sheet(row(house, 最后一日=date(2031, 6, 30))))
    (told,) = kinds.known(KIND).corrections.changes(list(later.corrections.all()))
    assert [(change.old, change.new) for change in told] == [("2030-06-30", "2031-06-30")]
    deciding.decide(later, by=cast.actor("province"), take_over=True, reason="示例：以证书为准")
    assert Accreditation.objects.get(institution=house).valid_until == date(2031, 6, 30)
    assert verify().sound


def test_methods_of_the_annex_come_along_and_an_empty_cell_says_nothing(cast: Cast, load: Check) -> None:
    house = cast.jinan_institution
    first = (*row(house), "示例SF/T 0101—2021、示例GB/T 1—2020")
    load(KIND, one_sheet((*HEADING, "标准编号"), first))
    made = Accreditation.objects.get(institution=house)
    assert made.methods == ["示例SF/T 0101—2021", "示例GB/T 1—2020"]
    assert load(KIND, sheet(row(house))).counts["identical"] == 1


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_sheet_reads_what_the_list_writes(language: str) -> None:
    with translation.override(language):
        assert {str(kind.label) for kind in Accreditation.Kind} <= set(KINDS)
        assert {str(level.label) for level in Accreditation.Level} <= set(LEVELS)
