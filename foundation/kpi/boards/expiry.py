"""The expiry calendar: licences, certificates and accreditations by the month in which they end."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.html import format_html
from django.utils.translation import gettext as _

from foundation.desk.charts.contract import Cell, Column, Table, TableRow
from foundation.desk.formats import MONTHS_EN, in_chinese, number
from foundation.kpi.boards.block import Block, Drawn, Known, Setting, limits_of, shade
from foundation.kpi.boards.naming import area_of_row, headings, known_parts, name_of
from foundation.kpi.dashboard.addresses import area_url
from foundation.kpi.dashboard.wording import bold
from foundation.kpi.drilling import link
from foundation.kpi.periods import Span, month_after, month_end
from foundation.kpi.reading import Ask

ENDS = ("institutions.licence_ends", "appraisers.certificate_ends", "accreditations.ends")
SOON = ("institutions.expiring_90", "appraisers.expiring_90", "accreditations.expiring_90")
MONTHS_AHEAD = 12
_LONG_AGO = date(2000, 1, 1)


def months_ahead(today: date) -> list[Span]:
    """The rest of this month and the months after it."""
    found = [Span(today, month_end(today))]
    while len(found) < MONTHS_AHEAD:
        first = month_after(found[-1].first)
        found.append(Span(first, month_end(first)))
    return found


def _past(today: date) -> Span:
    return Span(_LONG_AGO, today - timedelta(days=1))


def _columns(first: str) -> tuple[Column, ...]:
    return (
        Column(first, numeric=False),
        Column(_("Practice licences")),
        Column(_("Practice certificates (people)")),
        Column(_("Accreditations")),
    )


def _asks(setting: Setting) -> Sequence[Ask]:
    today = setting.scene.period.today
    months = months_ahead(today)
    return (
        Ask("lapsed", ENDS, _past(today)),
        Ask("ends", ENDS, Span(months[0].first, months[-1].last), by="month"),
    )


def _draw(known: Known) -> Drawn:
    asked, today = known.scene.asked, known.scene.period.today
    months = months_ahead(today)
    ends = {code: known.answers.counts("ends", code) for code in ENDS}
    # Licences, certificates and accreditations differ by orders of magnitude: each column has shades of its own.
    limits = {code: limits_of(list(ends[code].values())) for code in ENDS}
    lapsed = [known.answers.total("lapsed", code) for code in ENDS]
    rows = [
        TableRow(
            _("Already past"),
            tuple(
                known.rows(count, code, asked, span=_past(today), tone="zhu")
                for code, count in zip(ENDS, lapsed, strict=True)
            ),
        )
    ]
    for span in months:
        cells = []
        for code in ENDS:
            count = ends[code].get(span.first.replace(day=1).isoformat(), 0)
            cell = known.rows(count, code, asked, span=span)
            cells.append(Cell(cell.text, cell.href, shade=shade(count, limits[code])))
        rows.append(TableRow(_month(span), tuple(cells)))
    totals = [sum(ends[code].values()) for code in ENDS]
    return Drawn(
        title=_("What ends in the months ahead"),
        finding=_finding(known, ends, lapsed),
        table=Table(
            _("Licences, certificates and accreditations by the month of their end"),
            _columns(_("Month")),
            tuple(rows),
            TableRow(_("Twelve months ahead"), tuple(Cell(number(each)) for each in totals)),
        ),
        kpi="expiring_licences",
        notes=(
            _("The darker, the more end in that month; each column has its own scale."),
            _("Institutions whose registration has ended, and accreditations that a later one follows, do not count."),
        ),
    )


def _month(span: Span) -> str:
    day = span.first
    name = f"{day.year}年{day.month}月" if in_chinese() else f"{MONTHS_EN[day.month - 1]} {day.year}"
    return name if day.day == 1 else _("%(month)s (from the %(day)s)") % {"month": name, "day": day.day}


def _finding(known: Known, ends: dict[str, dict[str, int]], lapsed: Sequence[int]) -> str:
    asked, today = known.scene.asked, known.scene.period.today
    licences = ends[ENDS[0]]
    parts: list[str] = []
    if licences:
        month = max(licences, key=lambda key: (licences[key], key))
        day = date.fromisoformat(month)
        span = Span(max(day, today), month_end(day))
        count = format_html('<a href="{}">{}</a>', link(ENDS[0], asked, span=span), number(licences[month]))
        parts.append(
            format_html(
                _("{all} practice licences end within twelve months, most of them in {month}: {count}."),
                all=bold(number(sum(licences.values()))),
                month=_month(Span(day, month_end(day))),
                count=count,
            )
        )
    else:
        parts.append(_("No practice licence ends within twelve months."))
    if any(lapsed):
        parts.append(
            format_html(
                _(
                    "Past their last day: {licences} licences, {certificates} certificates, "
                    "{accreditations} accreditations."
                ),
                licences=number(lapsed[0]),
                certificates=number(lapsed[1]),
                accreditations=number(lapsed[2]),
            )
        )
    return format_html("{} {}" if not in_chinese() else "{}{}", parts[0], parts[1]) if len(parts) > 1 else parts[0]


def _asks_by_area(setting: Setting) -> Sequence[Ask]:
    scene = setting.scene
    return (Ask("soon by area", SOON, by=scene.child),) if scene.child else ()


def _draw_by_area(known: Known) -> Drawn | None:
    by = known.scene.child
    if not by:
        return None
    soon = {code: known.answers.counts("soon by area", code) for code in SOON}
    keys = known_parts(known, by, {key for counts in soon.values() for key in counts})
    keys.sort(key=lambda key: -sum(counts.get(key, 0) for counts in soon.values()))
    rows = tuple(
        TableRow(
            name_of(known, by, key),
            tuple(known.rows(soon[code].get(key, 0), code, area_of_row(known, by, key)) for code in SOON),
            area_url(by, key),
        )
        for key in keys
    )
    totals = [sum(counts.values()) for counts in soon.values()]
    values = {"licences": number(totals[0]), "certificates": number(totals[1]), "accreditations": number(totals[2])}
    return Drawn(
        title=_("What ends within 90 days, by area"),
        finding=_(
            "Within 90 days %(licences)s licences, %(certificates)s certificates and %(accreditations)s "
            "accreditations end."
        )
        % values,
        table=Table(
            _("What ends within 90 days, by area"),
            _columns(headings()[by]),
            rows,
            TableRow(known.scene.name, tuple(Cell(number(each)) for each in totals)),
        ),
        kpi="expiring_licences",
    )


CALENDAR = Block("expiry-calendar", _asks, _draw)
BY_AREA = Block("expiry-by-area", _asks_by_area, _draw_by_area)
