"""The sheet of instruments of an institution, one a row; the exported list has the same columns."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any, ClassVar, Final
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from equipment.actions import keeping
from equipment.actions.keeping import Described
from equipment.models import Instrument, Method
from equipment.verbs import KEEP
from foundation.audit.actors import Actor
from foundation.exchange.cells.faults import Message
from foundation.exchange.cells.texts import read_yes_no
from foundation.exchange.kinds import Words
from foundation.exchange.sheets.specs import CHOICE, NAMES, NUMBER_ON_PAPER, Column, SheetSpec
from institutions.covering import named
from institutions.models import Institution
from institutions.roster.columns import simple
from institutions.roster.readers import read_words
from institutions.sheets.columns import IGNORED, categories_column, codes_of, day_column, house_column, text
from institutions.sheets.declaring import Entry, Note, RecordSheet, Seen, house

LINES: Final = ("number", "name", "type_name", "maker", "serial_number")
COLUMNS: Final = SheetSpec(
    name="instrument_sheet",
    columns=(
        house_column(),
        Column(
            "number",
            _("Instrument number"),
            ("仪器编号", "设备编号", "编号", "内部编号", "仪器设备编号", "固定资产编号", "instrument number"),
            text(),
            required=True,
            form=NUMBER_ON_PAPER,
            example="示例YQ-001",
            explanation=_("The number under which the institution keeps it."),
        ),
        Column(
            "name",
            _("Name of the instrument"),
            ("仪器名称", "设备名称", "仪器设备名称", "名称", "仪器", "仪器设备", "instrument"),
            text(),
            required=True,
            example="气相色谱仪",
        ),
        Column(
            "type_name",
            pgettext_lazy("instrument", "Type"),
            ("型号", "规格型号", "型号规格", "型号/规格", "type"),
            text(),
            example="示例GC-2030",
        ),
        Column(
            "maker",
            _("Maker"),
            ("生产厂家", "制造商", "厂家", "生产商", "制造厂", "maker"),
            text(),
            example="示例仪器厂",
        ),
        Column(
            "serial_number",
            _("Serial number"),
            ("出厂编号", "序列号", "机身编号", "serial number"),
            text(),
            form=NUMBER_ON_PAPER,
            example="示例C12345",
        ),
        day_column(
            "in_service_from",
            _("In service from"),
            ("投入使用日期", "启用日期", "启用日", "启用时间", "购置日期", "投用日期", "in service from"),
            "2024-03-01",
            required=True,
        ),
        categories_column(
            ("用于", "适用项目", "适用范围", "用途", "适用类别", "服务项目", "serves"),
            required=True,
            example="法医毒物鉴定",
        ),
        Column(
            "methods",
            _("Methods it is used for"),
            ("适用方法", "所用方法", "方法", "适用标准"),
            simple(read_words),
            form=NAMES,
            explanation=_("Numbers of methods that the institution has taken up, separated by “、”."),
        ),
        Column(
            "needs_calibration",
            _("Needs calibration"),
            ("是否检定校准", "需检定校准", "需要检定或者校准", "是否需要检定", "是否需要检定校准", "needs calibration"),
            simple(read_yes_no),
            form=CHOICE,
            example="是",
            explanation=_("是 or 否; empty stands for 是."),
        ),
    ),
    ignored=(
        *IGNORED,
        "检定（校准）有效期至",
        "检定校准有效期至",
        "有效期至",
        "停用日期",
        "退役日期",
        "calibrated until",
        "withdrawn on",
    ),
)


class InstrumentSheet(RecordSheet):
    """Instruments of an institution, entered and changed as on their pages."""

    code = "instrument_sheet"
    label = _("Sheet of instruments")
    verb = KEEP
    model = Instrument
    spec = COLUMNS
    words = Words(
        sheet=_("Sheet of instruments"),
        record=_("Instrument"),
        template=_("Template of the sheet of instruments"),
        about=_("Instruments of an institution, one a row; the exported list of instruments has the same columns."),
        new=_("Instruments that are not on record yet."),
        loaded=_("New instruments, each with an event."),
        see=_("See the instruments"),
    )
    position = 6
    route = "instrument_list"
    identity = ("number",)
    compared = (*LINES[1:], "in_service_from", "categories", "methods", "needs_calibration")
    messages: ClassVar[Mapping[str, Message]] = {
        "method_unknown": Message(
            _("The institution has not taken up a method of this number: %(detail)s."),
            _("Take up the method first, or correct the row."),
        ),
        "withdrawn_already": Message(
            _("This instrument was withdrawn already."), _("Leave the row out; a new instrument has a new number.")
        ),
    }

    def settle(self, values: dict[str, Any], seen: Seen, note: Note) -> Institution | None:
        """Categories by code, methods by key."""
        owner = house(values, seen, note)
        if owner is None:
            return None
        values["categories"] = codes_of(values["categories"] or (), owner.practice_codes, note)
        offered = seen.once(("methods", owner.pk), lambda: self._methods(owner))
        words = values["methods"] or ()
        if missing := [word for word in words if word not in offered]:
            note("methods", "method_unknown", "、".join(missing))
        values["methods"] = tuple(word for word in words if word in offered)
        return owner

    def _methods(self, owner: Institution) -> dict[str, UUID]:
        return {row.code: row.pk for row in Method.objects.filter(institution=owner, valid_until=None)}

    def known(self, entries: Iterable[Entry]) -> Mapping[Hashable, Instrument]:
        """Instruments by institution and number."""
        every = list(entries)
        where = Q(institution__in={entry.owner.pk for entry in every}, number__in=[e.values["number"] for e in every])
        found = {(row.institution_id, row.number): row for row in Instrument.objects.filter(where)}
        return {key: found[key] for entry in every if (key := self.key(entry)) in found}

    def told(self, stored: Instrument) -> Mapping[str, Any]:
        """What the form of a change shows, methods by their numbers."""
        values = {name: getattr(stored, name) for name in self.compared}
        codes = Method.objects.filter(pk__in=stored.methods).values_list("code", flat=True) if stored.methods else ()
        return {**values, "categories": tuple(stored.categories), "methods": tuple(codes)}

    def record(self, entry: Entry, by: Actor) -> Instrument:
        """Enter it."""
        said = {name: value for name, value in entry.values.items() if name in (*self.identity, *self.compared)}
        if said["needs_calibration"] is None:
            said["needs_calibration"] = True
        return keeping.enter(entry.owner.pk, by=by, said=self._described(entry.owner, said))

    def correct(self, stored: Instrument, values: Mapping[str, Any], by: Actor, reason: str) -> None:
        """Change what is on record about it."""
        said = {"number": stored.number, **self.told(stored), **values}
        described = self._described(stored.institution, said, stored)
        keeping.change(stored.pk, by=by, version=stored.trail_seq, said=described, reason=reason)

    def _described(self, owner: Institution, said: Mapping[str, Any], stored: Instrument | None = None) -> Described:
        """What is said, its methods by key; those that it has and that were given up since stay."""
        keys = self._methods(owner)
        if stored is not None:
            keys |= {row.code: row.pk for row in Method.objects.filter(pk__in=stored.methods)}
        lines = {name: said.get(name) or "" for name in LINES}
        return Described(
            **lines,
            in_service_from=said["in_service_from"],
            categories=said["categories"],
            methods=[keys[code] for code in said["methods"]],
            needs_calibration=said["needs_calibration"],
        )

    def stored(self, keys: Iterable[UUID]) -> Mapping[UUID, Instrument]:
        """Instruments by key."""
        rows = Instrument.objects.select_for_update(of=("self",), no_key=True).select_related("institution")
        return {row.pk: row for row in rows.filter(pk__in=list(keys)).order_by("pk")}

    def shown(self, name: str, value: Any) -> str | None:
        """Categories in words."""
        return named(value or ()) if name == "categories" else None

    def page(self, key: UUID) -> str:
        """The page of the instrument."""
        return reverse("instrument", args=[key])
