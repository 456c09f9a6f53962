"""Sheets whose rows are acts: bad rows at once, loaded once, corrections decided, the exported list comes in again."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation

from appraisers.models import Appraiser, CertificateState, QualityManager, Training
from equipment.actions.keeping import withdraw
from equipment.models import Calibration, Instrument
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.models import Event
from foundation.audit.verify import verify
from foundation.desk import lists
from foundation.exchange import kinds
from foundation.exchange.actions import deciding, loading
from foundation.exchange.actions.reading import reopen
from foundation.exchange.exports.cells import value_of
from foundation.exchange.exports.writing import write_xlsx
from foundation.exchange.models import Import, LoadedRow
from foundation.exchange.sheets.mapping import mapped_rows
from institutions.models import InsurancePolicy, RegistrationState
from tests.exchange.workbooks import one_sheet
from tests.factories.equipment import make_instrument
from tests.factories.people import make_appraiser
from tests.people import Cast
from tests.rosters.conftest import Check, found

KEEPER = "jinan_institution_administrator"
Row = dict[str, Any]


@dataclass
class World:
    """An institution with two appraisers and an instrument."""

    cast: Cast
    people: list[Appraiser]
    instrument: Instrument


@pytest.fixture
def world(cast: Cast) -> World:
    house = cast.jinan_institution
    people = [make_appraiser(house), make_appraiser(house)]
    return World(cast, people, make_instrument(house, by=cast.actor(KEEPER), number="示例YQ-1"))


@dataclass(frozen=True)
class Kind:
    """One kind: who brings it, a tidy row, what a later sheet says otherwise, and planted faults with their codes."""

    code: str
    who: str
    table: Any
    shown_in: str
    tidy: Callable[[World], Row]
    later: Row
    known_by: str
    faults: list[tuple[Row, str, str]] = field(default_factory=list)

    def another(self, serial: int) -> Row:
        """What makes a row that of another record."""
        if self.known_by.endswith("日期"):
            return {self.known_by: date(2026, 2, 1 + serial)}
        proof = {"证明编号": f"示例{serial}"} if self.code == "training_sheet" else {}
        return {self.known_by: f"示例其他{serial}", **proof}

    def sheet(self, world: World, *others: Row) -> bytes:
        rows = [{**self.tidy(world), **other} for other in others or ({},)]
        heading = tuple(dict.fromkeys(name for row in rows for name in row))
        return one_sheet(heading, *(tuple(row.get(name) for name in heading) for row in rows))


def instrument(_world: World) -> Row:
    return {
        "仪器编号": "示例YQ-9",
        "仪器名称": "示例气相色谱仪",
        "型号": "GC-1",
        "启用日期": date(2024, 8, 1),
        "适用项目": "法医毒物鉴定",
        "需检定校准": "是",
    }


def calibration(_world: World) -> Row:
    return {
        "仪器编号": "示例YQ-1",
        "检定或校准": "校准",
        "校准日期": date(2026, 9, 1),
        "校准机构": "示例计量院",
        "证书编号": "示例JL9",
        "结果": "合格",
        "有效期至": date(2027, 8, 31),
    }


def training(world: World) -> Row:
    return {
        "姓名": world.people[0].person.name,
        "执业证号": world.people[0].certificate_number,
        "培训内容": "示例课程",
        "主办单位": "示例协会",
        "结业日期": date(2026, 5, 20),
        "学时": 16,
        "证明编号": "示例1",
    }


def manager(world: World) -> Row:
    return {
        "执业类别": "法医临床鉴定",
        "执业证号": world.people[0].certificate_number,
        "任职日期": date(2026, 1, 5),
        "任命文号": "示例任1号",
    }


def policy(_world: World) -> Row:
    return {
        "保险单号": "示例PZ1",
        "保险公司": "示例保险",
        "保险金额": 1000000,
        "自": date(2026, 1, 1),
        "最后一日": date(2026, 12, 31),
    }


def registration(world: World) -> Row:
    return {
        "机构名称": str(world.cast.jinan_institution),
        "变更日期": date(2026, 6, 1),
        "文号": "示例变1号",
        "变更后负责人": "示例新负责人",
        "资金": 2000000,
        "变更后地址": "示例路2号",
    }


def certificate(world: World) -> Row:
    return {
        "机构名称": str(world.cast.jinan_institution),
        "执业证号": world.people[0].certificate_number,
        "变更日期": date(2026, 6, 1),
        "文号": "示例变2号",
        "职称": "主任法医师",
        "专兼职": "专职",
    }


ALL = [
    Kind(
        "instrument_sheet",
        KEEPER,
        Instrument,
        "instruments",
        instrument,
        {"型号": "GC-2"},
        "仪器编号",
        [
            ({"仪器编号": ""}, "number", "missing"),
            ({"启用日期": date(2027, 1, 1)}, "in_service_from", "day_to_come"),
            ({"适用项目": "文书鉴定"}, "categories", "beyond_licence"),
            ({"适用项目": "没有这项"}, "categories", "category_unknown"),
            ({"适用方法": "没有这法"}, "methods", "method_unknown"),
            ({"鉴定机构": "青岛示例乙司法鉴定所"}, "institution", "another_institution"),
        ],
    ),
    Kind(
        "calibration_sheet",
        KEEPER,
        Calibration,
        "calibrations",
        calibration,
        {"有效期至": date(2027, 2, 28)},
        "证书编号",
        [
            ({"仪器编号": "没有"}, "instrument", "instrument_unknown"),
            ({"检定或校准": "擦拭"}, "kind", "calibration_kind"),
            ({"校准日期": date(2027, 1, 1)}, "performed_on", "day_to_come"),
            ({"有效期至": date(2026, 8, 1)}, "valid_until", "ends_before_begins"),
            ({"有效期至": None}, "valid_until", "end_missing"),
            ({"结果": "也许"}, "passed", "passed_form"),
        ],
    ),
    Kind(
        "training_sheet",
        KEEPER,
        Training,
        "trainings",
        training,
        {"学时": 24},
        "培训内容",
        [
            ({"学时": 999}, "hours", "hours_out_of_bounds"),
            ({"执业证号": "999"}, "certificate_number", "appraiser_unknown"),
            ({"结业日期": date(2027, 1, 1)}, "ended_on", "day_to_come"),
            ({"主办单位": ""}, "organiser", "missing"),
        ],
    ),
    Kind(
        "quality_manager_sheet",
        KEEPER,
        QualityManager,
        "quality_managers",
        manager,
        {"任命文号": "示例任2号"},
        "任职日期",
        [
            ({"执业类别": "文书鉴定"}, "practice_code", "category_not_licensed"),
            ({"执业类别": "法医毒物鉴定"}, "certificate_number", "refused"),
            ({"任职日期": date(2027, 1, 1)}, "valid_from", "day_to_come"),
            ({"执业证号": "999"}, "certificate_number", "appraiser_unknown"),
        ],
    ),
    Kind(
        "policy_sheet",
        KEEPER,
        InsurancePolicy,
        "policies",
        policy,
        {"保险金额": 3000000},
        "保险单号",
        [
            ({"保险金额": 0}, "cover", "cover_out_of_bounds"),
            ({"最后一日": date(2025, 1, 1)}, "valid_until", "ends_before_begins"),
            ({"保险公司": ""}, "insurer", "missing"),
        ],
    ),
    Kind(
        "registration_sheet",
        "province",
        RegistrationState,
        "registration_states",
        registration,
        {"变更后地址": "示例路3号"},
        "变更日期",
        [
            ({"文号": ""}, "document_number", "document_missing"),
            ({"变更日期": date(2027, 1, 1)}, "valid_from", "day_to_come"),
            ({"机构名称": "没有这家"}, "institution", "institution_unknown"),
            ({"资金": None, "变更后地址": None, "变更后负责人": None}, "valid_from", "nothing_changed"),
        ],
    ),
    Kind(
        "certificate_sheet",
        "province",
        CertificateState,
        "certificate_states",
        certificate,
        {"职称": "副主任法医师"},
        "变更日期",
        [
            ({"文号": ""}, "document_number", "document_missing"),
            ({"执业证号": "999"}, "certificate_number", "appraiser_unknown"),
            ({"执业类别": "文书鉴定"}, "categories", "beyond_institution"),
            ({"专兼职": "偶尔"}, "is_full_time", "full_time_form"),
        ],
    ),
]
each_kind = pytest.mark.parametrize("kind", ALL, ids=[kind.code for kind in ALL])


@each_kind
def test_a_row_is_recorded_once_by_the_act_of_its_page(kind: Kind, world: World, load: Check) -> None:
    before = kind.table.objects.count()
    imported = load(kind.code, kind.sheet(world), who=kind.who)
    assert (imported.counts["valid"], imported.counts["loaded"]) == (1, 1), [
        (each.column, each.code, each.detail) for each in imported.problems.all()
    ]
    made = kind.table.objects.get(pk=imported.loaded_rows.get().target)
    event = Event.objects.get(stream=made.stream, seq=made.trail_seq)
    assert event.content["from"] == {"door": "import", "request": f"{imported.code} 2", "address": ""}
    again = load(kind.code, kind.sheet(world), who=kind.who)
    assert (again.counts["loaded"], again.counts["identical"], kind.table.objects.count()) == (0, 1, before + 1)
    assert verify().sound


@each_kind
def test_every_bad_row_is_told_at_once_and_nothing_is_kept(kind: Kind, world: World, check: Check) -> None:
    before = (kind.table.objects.count(), Event.objects.exclude(stream__startswith="import:").count())
    planted = [{**kind.another(at), **fault} for at, (fault, _column, _code) in enumerate(kind.faults)]
    imported = check(kind.code, kind.sheet(world, *planted, {}, {}), who=kind.who)
    last = len(planted) + 2
    expected = {(at, column, code) for at, (_fault, column, code) in enumerate(kind.faults, start=2)}
    identity = kinds.known(kind.code).check.args[0].identity[-1]  # type: ignore[attr-defined]  # a partial
    repeated = {(row, identity, "repeated") for row in (last, last + 1)}
    told = found(imported)
    assert expected <= told
    assert repeated <= told
    after = Event.objects.exclude(stream__startswith="import:").exclude(stream__startswith="file:").count()
    assert (kind.table.objects.count(), after - before[1]) == (before[0], 0)


@each_kind
def test_a_later_sheet_is_decided_row_by_row(kind: Kind, world: World, load: Check) -> None:
    load(kind.code, kind.sheet(world), who=kind.who)
    imported = load(kind.code, kind.sheet(world, kind.later), who=kind.who)
    assert (imported.counts["loaded"], imported.counts["changed"]) == (0, 1), list(
        imported.problems.values_list("column", "code", "detail")
    )
    ((change,),) = kinds.known(kind.code).corrections.changes(list(imported.corrections.all()))
    assert change.old != change.new
    deciding.decide(imported, by=world.cast.actor(kind.who), take_over=True, reason="示例：以文件为准")
    same = load(kind.code, kind.sheet(world, kind.later), who=kind.who)
    assert (same.counts["identical"], same.counts["changed"]) == (1, 0)
    assert verify().sound


@each_kind
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_sheet_reads_what_the_list_writes(kind: Kind, language: str, world: World, load: Check) -> None:
    load(kind.code, kind.sheet(world), who=kind.who)
    actor, spec = world.cast.actor(kind.who), lists.known(kind.shown_in)
    rows = list(spec.rows(actor, QueryDict()))
    if spec.prepare is not None:
        spec.prepare(rows)
    columns = [column for column in spec.columns if column.exported]
    written = io.BytesIO()
    with translation.override(language):
        lines = [[value_of(column, row) for column in columns] for row in rows]
        write_xlsx(written, "示例", "示例导出", [str(column.label) for column in columns], lines)
    again = load(kind.code, written.getvalue(), who=kind.who)
    problems = list(again.problems.values_list("column", "code", "detail"))
    assert (again.counts["identical"], again.counts["loaded"], problems) == (len(rows), 0, [])


@each_kind
def test_a_load_that_begins_again_doubles_nothing(kind: Kind, world: World, check: Check) -> None:
    imported = check(kind.code, kind.sheet(world), who=kind.who)
    by = world.cast.actor(kind.who)
    loading.order(imported.pk, by=by, version=imported.trail_seq, in_background=False)
    known = kinds.known(kind.code)
    spec_check = known.check
    outcome = spec_check(imported, _mapped(imported))
    first = known.load(imported, outcome, by, lambda _rows: None)
    second = known.load(imported, outcome, by, lambda _rows: None)
    assert (first.loaded, second.loaded, LoadedRow.objects.filter(source=imported).count()) == (1, 1, 1)


def _mapped(imported: Import) -> Any:
    opened = reopen(imported, kinds.known(imported.kind))
    return mapped_rows(opened.table, imported.findings["assignment"])


@pytest.mark.parametrize("kind", ["instrument_sheet", "policy_sheet"])
def test_an_officer_brings_no_sheet_of_an_institution_nor_an_institution_those_of_the_organ(
    kind: str, world: World, check: Check
) -> None:
    sheet = one_sheet(("仪器编号",), ("1",))
    with pytest.raises(NotAllowed):
        check(kind, sheet, who="province")
    with pytest.raises(NotAllowed):
        check("registration_sheet", sheet, who=KEEPER)


def test_a_city_changes_the_registrations_of_its_own_institutions_only(world: World, check: Check) -> None:
    row = {**registration(world), "机构名称": str(world.cast.qingdao_institution)}
    imported = check("registration_sheet", one_sheet(tuple(row), tuple(row.values())), who="jinan")
    assert found(imported) == {(2, "institution", "outside_area")}


def test_a_history_of_quality_managers_comes_in_by_its_days(world: World, load: Check) -> None:
    kind = ALL[3]
    first = {"任职日期": date(2025, 1, 5), "离任日期": date(2025, 12, 31), "任命文号": "示例任0号"}
    second = {"执业证号": world.people[1].certificate_number, "任职日期": date(2026, 1, 5)}
    imported = load(kind.code, kind.sheet(world, second, first), who=KEEPER)
    assert imported.counts["loaded"] == 2
    told = QualityManager.objects.order_by("valid_from").values_list("appraiser", "valid_from", "valid_until")
    assert list(told) == [
        (world.people[0].pk, date(2025, 1, 5), date(2025, 12, 31)),
        (world.people[1].pk, date(2026, 1, 5), None),
    ]


def test_a_correction_that_became_unlawful_is_refused_when_it_is_decided(world: World, load: Check) -> None:
    kind = ALL[0]
    load(kind.code, kind.sheet(world), who=KEEPER)
    imported = load(kind.code, kind.sheet(world, {"适用项目": "法医临床鉴定"}), who=KEEPER)
    row = Instrument.objects.get(number="示例YQ-9")
    withdraw(
        row.pk,
        by=world.cast.actor(KEEPER),
        version=row.trail_seq,
        withdrawn_on=date(2026, 11, 20),
        reason="示例：报废了",
    )
    with pytest.raises(RuleBroken):
        deciding.decide(imported, by=world.cast.actor(KEEPER), take_over=True, reason="示例：以文件为准")
    assert Instrument.objects.get(pk=row.pk).categories == ["FY-05"]
