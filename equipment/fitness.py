"""Whether an instrument may be used, and a method be followed, on a day: the one place that says so.

The process record of a case, its page and its endpoint ask here, in the transaction of the entry; so do the pages of
the equipment. The day is the day of use: what is recorded late is judged as of then.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from equipment.models import Calibration, Instrument, Maintenance, Method
from foundation.audit.errors import Finding
from foundation.desk import formats
from institutions.covering import Fit, fit, methods_accredited, named

NECESSARY: Final = "山东省司法鉴定条例第十条第一款第二项"
ACCREDITED: Final = "山东省司法鉴定条例第十条第一款第三项"
METHODS: Final = "司法鉴定程序通则第二十三条"


@dataclass(frozen=True)
class Picture:
    """What is on record about an instrument, the newest first."""

    row: Instrument
    calibrations: tuple[Calibration, ...] = ()
    maintenance: tuple[Maintenance, ...] = ()

    def counting(self, on: date) -> Calibration | None:
        """The calibration that counts on a day: the last one performed by then."""
        return next((each for each in self.calibrations if each.performed_on <= on), None)

    def repaired(self, on: date) -> date | None:
        """The last day by `on` from which only a new calibration counts; None where there is none."""
        ends = [each.ended_on for each in self.maintenance if each.recalibrate and each.ended_on is not None]
        return max((day for day in ends if day <= on), default=None)


def pictures(rows: Sequence[Instrument]) -> list[Picture]:
    """Return what is on record about instruments, by two questions for all."""
    keys = [row.pk for row in rows]
    calibrations: dict[UUID, list[Calibration]] = defaultdict(list)
    maintenance: dict[UUID, list[Maintenance]] = defaultdict(list)
    for each in Calibration.objects.filter(instrument__in=keys):
        calibrations[each.instrument_id].append(each)
    for other in Maintenance.objects.filter(instrument__in=keys):
        maintenance[other.instrument_id].append(other)
    return [Picture(row, tuple(calibrations[row.pk]), tuple(maintenance[row.pk])) for row in rows]


def against(known: Picture, on: date) -> Finding | None:
    """Say why an instrument may not be used on a day; None where it may."""
    row = known.row
    if on < row.in_service_from:
        return _unfit(row, "instrument_not_yet", _("in service from %(day)s on only") % _day(row.in_service_from))
    if row.withdrawn_on is not None and row.withdrawn_on <= on:
        return _unfit(row, "instrument_withdrawn", _("withdrawn on %(day)s") % _day(row.withdrawn_on))
    for each in known.maintenance:
        if each.began_on <= on and (each.ended_on is None or on < each.ended_on):
            words = _("out of use since %(day)s: %(kind)s")
            return _unfit(
                row, "instrument_out_of_use", words % {**_day(each.began_on), "kind": each.get_kind_display()}
            )
    return _against_calibration(known, on) if row.needs_calibration else None


def _against_calibration(known: Picture, on: date) -> Finding | None:
    row, last = known.row, known.counting(on)
    if last is None:
        return _unfit(row, "instrument_never_calibrated", _("no calibration on record"))
    if not last.passed:
        return _unfit(row, "instrument_failed", _("not passed on %(day)s") % _day(last.performed_on))
    repaired = known.repaired(on)
    if repaired is not None and last.performed_on < repaired:
        return _unfit(row, "instrument_repaired", _("not calibrated since the repair of %(day)s") % _day(repaired))
    if last.valid_until is not None and last.valid_until < on:
        return _unfit(row, "instrument_out_of_date", _("calibration ended on %(day)s") % _day(last.valid_until))
    return None


def reaches(known: Picture) -> date | None:
    """Return the last day that the calibrations on record reach; None where none holds."""
    if not known.row.needs_calibration or not known.calibrations:
        return None
    last, repaired = known.calibrations[0], known.repaired(date.max)
    if not last.passed or (repaired is not None and last.performed_on < repaired):
        return None
    return last.valid_until


def hold(institution: UUID, instruments: Iterable[UUID], methods: Iterable[UUID]) -> None:
    """Keep instruments and methods as they are until the transaction of the caller ends.

    Whoever records a failed calibration or withdraws one at this moment is waited for.
    """
    with connection.cursor() as cursor:
        for table, keys in (("equipment_instrument", instruments), ("equipment_method", methods)):
            wanted = sorted(set(keys))
            if wanted:
                cursor.execute(
                    f"SELECT 1 FROM {table} WHERE institution_id = %s AND id = ANY (%s) ORDER BY id FOR SHARE",  # noqa: S608  (two names of tables)
                    [institution, wanted],
                )


def may_use(
    institution: UUID, category: str, chosen: Sequence[UUID], on: date
) -> tuple[list[Instrument], list[Finding]]:
    """Return the instruments chosen for work in a category on a day, and what stands against using them."""
    rows = {row.pk: row for row in Instrument.objects.filter(institution=institution, pk__in=list(chosen))}
    findings = []
    if len(rows) < len(set(chosen)):
        findings.append(
            Finding(_("Choose instruments of the institution."), field="instruments", code="instrument_unknown")
        )
    found = [rows[key] for key in dict.fromkeys(chosen) if key in rows]
    for known in pictures(found):
        objection = against(known, on) or _outside(known.row, category)
        if objection is not None:
            findings.append(objection)
    return found, findings


def may_follow(
    institution: UUID, category: str, chosen: Sequence[UUID], on: date
) -> tuple[list[Method], list[Finding]]:
    """Return the methods chosen for work in a category on a day, and what stands against following them."""
    rows = {row.pk: row for row in Method.objects.filter(institution=institution, pk__in=list(chosen))}
    findings = []
    if len(rows) < len(set(chosen)):
        findings.append(Finding(_("Choose methods of the institution."), field="methods", code="method_unknown"))
    found = [rows[key] for key in dict.fromkeys(chosen) if key in rows]
    accredited = methods_accredited(institution, category, on) if found else None
    for row in found:
        if not (row.valid_from <= on and (row.valid_until is None or on <= row.valid_until)):
            findings.append(
                _objection(
                    _("The method %(code)s is not in force on this day") % {"code": row.code},
                    "methods",
                    "method_not_in_force",
                    METHODS,
                )
            )
        elif fit(category, row.categories) is Fit.OUTSIDE:
            findings.append(
                _objection(
                    _("The method %(code)s is not for this category") % {"code": row.code},
                    "methods",
                    "method_other_category",
                    METHODS,
                )
            )
        elif accredited is not None and row.code not in accredited:
            findings.append(
                _objection(
                    _("No accreditation in force names the method %(code)s") % {"code": row.code},
                    "methods",
                    "method_not_accredited",
                    ACCREDITED,
                )
            )
    return found, findings


@dataclass(frozen=True)
class Offered:
    """What can be chosen for work in a category on a day, and what cannot, with the reason."""

    instruments: tuple[Instrument, ...] = ()
    barred: tuple[tuple[Instrument, Finding], ...] = ()
    methods: tuple[Method, ...] = ()


def offered(institution: UUID, category: str, on: date) -> Offered:
    """Return what an institution has for work in a category on a day."""
    rows = [
        row
        for row in Instrument.objects.filter(institution=institution).kept()
        if fit(category, row.categories) is not Fit.OUTSIDE
    ]
    fitting, barred = [], []
    for known in pictures(rows):
        objection = against(known, on)
        if objection is None:
            fitting.append(known.row)
        else:
            barred.append((known.row, objection))
    accredited = methods_accredited(institution, category, on)
    methods = [
        row
        for row in Method.objects.filter(institution=institution).in_force(on)
        if fit(category, row.categories) is not Fit.OUTSIDE and (accredited is None or row.code in accredited)
    ]
    return Offered(tuple(fitting), tuple(barred), tuple(methods))


def keeps_instruments(institution: UUID) -> bool:
    """Whether an institution has put its instruments on record; only then can they be asked for."""
    return Instrument.objects.filter(institution=institution).kept().exists()


def _outside(row: Instrument, category: str) -> Finding | None:
    if fit(category, row.categories) is not Fit.OUTSIDE:
        return None
    return _unfit(row, "instrument_other_category", _("serves %(names)s only") % {"names": named(row.categories)})


def _unfit(row: Instrument, code: str, why: str) -> Finding:
    message = _("%(name)s (%(number)s) cannot be used: %(why)s")
    return _objection(message % {"name": row.name, "number": row.number, "why": why}, "instruments", code, NECESSARY)


def _objection(message: str, field: str, code: str, article: str) -> Finding:
    way = _("Choose another one, or have the record of the equipment put in order first.")
    return Finding(message, article, field, way, code=code)


def _day(day: date) -> dict[str, Any]:
    return {"day": formats.prose_date(day)}
