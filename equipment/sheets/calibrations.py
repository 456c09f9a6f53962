"""The sheet of calibrations: what each came to, of instruments that are on record, one a row."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any, ClassVar, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from equipment.actions import calibrating
from equipment.models import Calibration, Instrument
from equipment.verbs import CALIBRATE
from foundation.audit.actors import Actor
from foundation.exchange.cells.faults import Fault, Message, Raw
from foundation.exchange.cells.texts import read_text, read_yes_no
from foundation.exchange.kinds import Words
from foundation.exchange.sheets.specs import CHOICE, NUMBER_ON_PAPER, Column, SheetSpec
from institutions.models import Institution
from institutions.roster.columns import simple
from institutions.sheets.columns import IGNORED, choice_column, day_column, house_column, text
from institutions.sheets.declaring import Entry, Note, RecordSheet, Seen, house

KINDS: Final = {
    "检定": "verification", "计量检定": "verification", "强制检定": "verification", "Verification": "verification",
    "校准": "calibration", "计量校准": "calibration", "Calibration": "calibration",
}  # fmt: skip
_PASSED: Final = {"合格": True, "通过": True, "Passed": True, "不合格": False, "未通过": False, "Not passed": False}


def read_passed(value: Raw) -> bool | Fault | None:
    """Whether it was passed; None for an empty cell."""
    if isinstance(value, str) and (word := read_text(value, longest=20)) in _PASSED:
        return _PASSED[str(word)]
    found = read_yes_no(value)
    return Fault("passed_form") if isinstance(found, Fault) else found


COLUMNS: Final = SheetSpec(
    name="calibration_sheet",
    columns=(
        house_column(),
        Column(
            "instrument",
            _("Instrument number"),
            ("仪器编号", "设备编号", "编号", "内部编号", "仪器设备编号", "instrument number"),
            text(),
            required=True,
            form=NUMBER_ON_PAPER,
            example="示例YQ-001",
            explanation=_("The number under which the institution keeps it; the instrument must be on record."),
        ),
        choice_column(
            "kind",
            _("Verification or calibration"),
            ("检定或者校准", "检定或校准", "种类", "溯源方式", "类型", "verification or calibration"),
            KINDS,
            "calibration_kind",
            required=True,
            example="校准",
            explanation=_("检定 or 校准."),
        ),
        day_column(
            "performed_on",
            _("Performed on"),
            ("检定日期", "校准日期", "检定校准日期", "检定（校准）日期", "日期", "完成日期", "performed on"),
            "2026-03-01",
            required=True,
        ),
        Column(
            "performed_by",
            _("Performed by"),
            (
                "检定机构",
                "校准机构",
                "检定校准机构",
                "检定（校准）机构",
                "实施机构",
                "溯源机构",
                "检定校准单位",
                "performed by",
            ),
            text(),
            required=True,
            example="示例计量院",
        ),
        Column(
            "certificate_number",
            _("Number of the certificate"),
            ("证书编号", "证书号", "检定证书编号", "校准证书编号", "number of the certificate"),
            text(),
            required=True,
            form=NUMBER_ON_PAPER,
            example="示例JL2026001",
        ),
        Column(
            "passed",
            pgettext_lazy("instrument", "Result"),
            ("结果", "结论", "检定结果", "校准结果", "是否合格", "确认结果", "result"),
            simple(read_passed),
            required=True,
            form=CHOICE,
            example="合格",
            explanation=_("合格 or 不合格."),
        ),
        day_column(
            "valid_until",
            _("Last valid day"),
            ("最后一日", "有效期至", "有效期止", "下次检定日期", "到期日期", "last day"),
            "2027-02-28",
            explanation=_("Only where it was passed."),
        ),
    ),
    ignored=(*IGNORED, "仪器名称", "设备名称", "仪器", "仪器设备", "instrument"),
)


class CalibrationSheet(RecordSheet):
    """Calibrations of instruments of an institution, recorded as on the page of the instrument."""

    code = "calibration_sheet"
    label = _("Sheet of calibrations")
    verb = CALIBRATE
    model = Calibration
    spec = COLUMNS
    words = Words(
        sheet=_("Sheet of calibrations"),
        record=_("Calibration"),
        template=_("Template of the sheet of calibrations"),
        about=_("Calibrations of instruments on record, one a row; the exported list has the same columns."),
        new=_("Calibrations that are not on record yet."),
        loaded=_("New calibrations, each with an event."),
        see=_("See the calibrations"),
    )
    position = 7
    route = "calibration_list"
    identity = ("performed_on", "certificate_number")
    compared = ("kind", "passed", "performed_by", "valid_until")
    order = "performed_on"
    messages: ClassVar[Mapping[str, Message]] = {
        "calibration_kind": Message(_("This is neither a verification nor a calibration."), _("Write 检定 or 校准.")),
        "passed_form": Message(_("This is no result of a calibration."), _("Write 合格 or 不合格.")),
        "instrument_unknown": Message(
            _("The institution has no instrument of this number on record."),
            _("Enter the instrument first, or correct the number."),
        ),
        "end_missing": Message(_("Say through which day it holds."), _("Type the last valid day of the certificate.")),
        "end_without_pass": Message(
            _("What was not passed holds through no day."), _("Leave the last valid day empty, or correct the result.")
        ),
        "withdrawn_already": Message(
            _("This instrument was withdrawn already."), _("Leave out calibrations of instruments that are gone.")
        ),
    }

    def settle(self, values: dict[str, Any], seen: Seen, note: Note) -> Instrument | None:
        """The instrument of the row."""
        owner = house(values, seen, note)
        if owner is None or not values["instrument"]:
            return None
        found: Instrument | None = seen.once(("instruments", owner.pk), lambda: self._numbered(owner)).get(
            values["instrument"]
        )
        if found is None:
            note("instrument", "instrument_unknown", "")
        return found

    def _numbered(self, owner: Institution) -> dict[str, Instrument]:
        return {row.number: row for row in Instrument.objects.filter(institution=owner)}

    def known(self, entries: Iterable[Entry]) -> Mapping[Hashable, Calibration]:
        """Calibrations by instrument, day and certificate."""
        every = list(entries)
        rows = Calibration.objects.filter(instrument__in={entry.owner.pk for entry in every})
        found = {(row.instrument_id, row.performed_on, row.certificate_number): row for row in rows}
        return {key: found[key] for entry in every if (key := self.key(entry)) in found}

    def told(self, stored: Calibration) -> Mapping[str, Any]:
        """What it came to."""
        return {name: getattr(stored, name) for name in self.compared}

    def record(self, entry: Entry, by: Actor) -> Calibration:
        """Record it."""
        said = {name: entry.values[name] for name in (*self.identity, *self.compared)}
        calibrating.calibrate(entry.owner.pk, by=by, version=_version(entry.owner.pk), **said)
        made: Calibration = Calibration.objects.get(instrument=entry.owner, **{n: said[n] for n in self.identity})
        return made

    def correct(self, stored: Calibration, values: Mapping[str, Any], by: Actor, reason: str) -> None:
        """Correct it; what was not passed holds through no day."""
        said = {**self.told(stored), **values}
        if not said["passed"] and "valid_until" not in values:
            said["valid_until"] = None
        version = _version(stored.instrument_id)
        calibrating.correct_calibration(stored.pk, by=by, version=version, reason=reason, **said)

    def stored(self, keys: Iterable[UUID]) -> Mapping[UUID, Calibration]:
        """Calibrations by key."""
        rows = Calibration.objects.select_for_update().filter(pk__in=list(keys)).order_by("pk")
        return {row.pk: row for row in rows}

    def shown(self, name: str, value: Any) -> str | None:
        """Kind and result in words."""
        if name == "kind" and value in Calibration.Kind.values:
            return str(Calibration.Kind(value).label)
        if name == "passed":
            return str(_("Passed") if value else _("Not passed"))
        return None

    def page(self, key: UUID) -> str:
        """The list that shows it alone."""
        return f"{reverse('calibration_list')}?calibration={key}"


def _version(instrument: UUID) -> int:
    """The version of an instrument now: of several calibrations of a sheet each raises it."""
    return int(Instrument.objects.values_list("trail_seq", flat=True).get(pk=instrument))
