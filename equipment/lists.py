"""The lists of instruments and of methods, for pages, exports and API."""

from collections.abc import Sequence
from typing import Final

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from equipment.describing import method_standing, standing_of
from equipment.filters import CalibrationFilter, InstrumentFilter, MethodFilter
from equipment.fitness import Picture, pictures
from equipment.models import Calibration, Instrument, Method
from equipment.orders import CALIBRATION_ORDERS, INSTRUMENT_ORDERS, METHOD_ORDERS
from equipment.querysets import InstrumentQuerySet, MethodQuerySet
from equipment.verbs import VIEW
from foundation.accounts.acting import AnyActor
from foundation.desk.detail.page import Standing
from foundation.desk.lists import Column, ListSpec, Preset
from institutions.covering import named


def instrument_rows(actor: AnyActor, _params: QueryDict) -> InstrumentQuerySet:
    """The instruments the actor may see."""
    return Instrument.objects.visible_to(actor).for_list()


def calibration_rows(actor: AnyActor, _params: QueryDict) -> "QuerySet[Calibration]":
    """The calibrations of the instruments that the actor may see."""
    found: QuerySet[Calibration] = Calibration.objects.visible_to(actor)
    return found.select_related("instrument__institution__organisation")


def method_rows(actor: AnyActor, _params: QueryDict) -> MethodQuerySet:
    """The methods the actor may see."""
    return Method.objects.visible_to(actor).for_list()


def with_records(rows: Sequence[Instrument]) -> None:
    """Fetch calibrations and maintenance of the instruments of a page at once."""
    for known in pictures(rows):
        known.row.known = known  # type: ignore[attr-defined]  # kept for the columns


def _standing(row: Instrument) -> Standing:
    known: Picture = getattr(row, "known", None) or Picture(row)
    return standing_of(known, timezone.localdate())


def _word(row: Instrument) -> str:
    return str(_standing(row).word)


def _served(row: Instrument | Method) -> str:
    return named(row.categories)


def _needs(row: Instrument) -> str:
    return gettext("yes") if row.needs_calibration else gettext("no")


def _result(row: Calibration) -> Standing:
    return Standing("ok", gettext("Passed")) if row.passed else Standing("late", gettext("Not passed"))


def _rank(row: Method) -> str:
    return str(Method.Rank(row.rank).label)


INSTRUMENTS: Final = ListSpec(
    code="instruments",
    title=_("Instruments"),
    verb=VIEW,
    model=Instrument,
    rows=instrument_rows,
    filters=InstrumentFilter,
    orders=INSTRUMENT_ORDERS,
    prepare=with_records,
    columns=(
        Column("number", _("Instrument number"), "number", kind="code", order="number", essential=True),
        Column("name", _("Instrument"), "name", on_phone=True),
        Column("state", _("State"), _word, standing=_standing, on_phone=True),
        Column("until", _("Calibrated until"), "calibrated_until", kind="date", order="ending", on_phone=True),
        Column("serves", _("Serves"), _served),
        Column("institution", _("Institution"), "institution.organisation.name"),
        Column("type", pgettext_lazy("instrument", "Type"), "type_name", shown=False),
        Column("maker", _("Maker"), "maker", shown=False),
        Column("serial", _("Serial number"), "serial_number", shown=False),
        Column("since", _("In service from"), "in_service_from", kind="date", shown=False),
        Column("needs", _("Needs calibration"), _needs, shown=False),
        Column("withdrawn", pgettext_lazy("instrument", "Withdrawn on"), "withdrawn_on", kind="date", shown=False),
    ),
    route="instrument_list",
    presets=(
        Preset(_("Calibration out of date or missing"), "state=out_of_date", "late"),
        Preset(_("Calibration ends within 30 days"), "state=soon&order=ending", "soon"),
        Preset(_("Out of use"), "state=out_of_use"),
    ),
    link_of=Instrument.get_absolute_url,
    beside=("calibrations",),
    nothing=_("No instrument is on record here yet."),
    none_fits=_("No instrument meets these conditions."),
)

METHOD_LIST: Final = ListSpec(
    code="methods",
    title=_("Methods"),
    verb=VIEW,
    model=Method,
    rows=method_rows,
    filters=MethodFilter,
    orders=METHOD_ORDERS,
    columns=(
        Column("code", _("Standard or method"), "code", kind="code", order="code", essential=True),
        Column("title", _("Title"), "title", on_phone=True),
        Column("state", _("State"), lambda row: method_standing(row).word, standing=method_standing, on_phone=True),
        Column("rank", pgettext_lazy("method", "Rank"), _rank),
        Column("serves", _("Serves"), _served, shown=False),
        Column("institution", _("Institution"), "institution.organisation.name"),
        Column("from", _("From"), "valid_from", kind="date", shown=False),
        Column("until", _("Last day"), "valid_until", kind="date", shown=False),
    ),
    route="method_list",
    link_of=Method.get_absolute_url,
    nothing=_("No method is on record here yet."),
    none_fits=_("No method meets these conditions."),
)
CALIBRATIONS: Final = ListSpec(
    code="calibrations",
    title=_("Calibrations"),
    verb=VIEW,
    model=Calibration,
    rows=calibration_rows,
    filters=CalibrationFilter,
    orders=CALIBRATION_ORDERS,
    columns=(
        Column("certificate", _("Number of the certificate"), "certificate_number", kind="code", essential=True),
        Column("number", _("Instrument number"), "instrument.number", kind="code", on_phone=True),
        Column("instrument", _("Instrument"), "instrument.name"),
        Column("kind", _("Verification or calibration"), "get_kind_display"),
        Column("performed", _("Performed on"), "performed_on", kind="date", order="newest", on_phone=True),
        Column(
            "result",
            pgettext_lazy("instrument", "Result"),
            lambda row: _result(row).word,
            standing=_result,
            on_phone=True,
        ),
        Column("until", _("Last day"), "valid_until", kind="date"),
        Column("by", _("Performed by"), "performed_by", shown=False),
        Column("institution", _("Institution"), "instrument.institution.organisation.name"),
    ),
    route="calibration_list",
    presets=(Preset(_("Not passed"), "passed=no", "late"),),
    link_of=lambda row: row.instrument.get_absolute_url(),
    nothing=_("No calibration is on record."),
    none_fits=_("No calibration meets these conditions."),
)
LISTS: Final = (INSTRUMENTS, CALIBRATIONS, METHOD_LIST)
