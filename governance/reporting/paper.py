"""The two files of a report: the laid-out PDF and the sheets to reckon with.

Those that are kept are Chinese, as every paper is; English ones are made of the same contents when somebody asks.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from openpyxl.styles import Alignment, Font

from foundation.desk.formats import number, prose_date, table_moment
from foundation.documents.papers import render
from governance.reporting import tables, values, wording
from governance.reporting.contents import Contents
from governance.reporting.models import Report
from governance.reporting.tables import Line, Table

SEALED_IN: Final = "zh-hans"
"""The language of the files that are kept; every paper of the portal is Chinese."""

_BOLD: Final = Font(bold=True)
_WRAPPED: Final = Alignment(wrap_text=True, vertical="top")
_DEFINED: Final = ("formula", "numerator", "denominator", "exclusions", "unit", "article", "owner")
_CHINESE_NUMBERS: Final = "一二三四五六七八九"


def file_name(report: Report, ending: str, language: str = SEALED_IN) -> str:
    """The name of a file: title, period and version."""
    with translation.override(language):
        contents = report.contents
        title = wording.title_of(report.kind, values.name_of(contents["area"]["name"]))
        version = _("version %(version)s") % {"version": report.version}
        return f"{title} {wording.period_name(contents)} {version}.{ending}"


def facts(report: Report) -> list[tuple[str, str]]:
    """What a report says of itself, in the language of the moment."""
    contents = report.contents
    taken, within = datetime.fromisoformat(contents["data_time"]), wording.within(contents["area"]["within"])
    area = values.name_of(contents["area"]["name"])
    days = f"{contents['first_day']}—{contents['last_day']}"
    return [
        (_("Area"), _bracketed(area, within) if within else area),
        (_("Period"), _bracketed(wording.period_name(contents), days)),
        (_("Data time"), table_moment(taken)),
        (_("Version"), wording.version_note(contents, report.version)),
        (_("Occasion"), report.reason or _("By the timetable")),
    ]


def _bracketed(text: str, note: str) -> str:
    return f"{text}（{note}）" if values.language() == values.CHINESE else f"{text} ({note})"


def as_pdf(report: Report, language: str = SEALED_IN) -> bytes:
    """Print a report whose contents are gathered. Raises PaperFailed.

    In another language than that of the sealed file the paper says that it is an edition to be read, made of the same
    contents.
    """
    with translation.override(language):
        contents = report.contents
        found = {table.code: _plain(table) for table in tables.every_table(contents)}
        told = facts(report)
        if language != SEALED_IN:
            told.append(
                (_("Edition"), _("English, for reading, made of the sealed contents; the Chinese report counts."))
            )
        return render(
            "reporting/report",
            {
                "language": language,
                "title": wording.title_of(report.kind, values.name_of(contents["area"]["name"])),
                "cover": wording.cover_of(report.kind, values.name_of(contents["area"]["name"])),
                "period": wording.period_name(contents),
                "version": _("version %(version)s") % {"version": report.version},
                "facts": [list(each) for each in told],
                "digest": report.digest,
                "link": f"{settings.PORTAL_ORIGIN}{report.get_absolute_url()}",
                "printed": prose_date(timezone.localdate(), with_year=True),
                "words": _words(),
                "sections": _sections(found),
                "summary": wording.summary(contents),
                "targets": found.get("targets"),
                "mains": [_plain(table) for table in tables.main_tables(contents)],
                "months": found["months"],
                "series": [_series(contents, kpi) for kpi in tables.SERIES],
                "areas": found.get("areas"),
                "categories": found["categories"],
                "changes": found.get("changes"),
                "quality": wording.quality(contents),
                "notes": wording.notes(),
                "definitions": [definition(contents, kpi, measured=False) for kpi in tables.in_order(contents)],
            },
        )


def _words() -> dict[str, str]:
    """What the paper says beside the report itself."""
    return {
        "issuer": _("Shandong judicial appraisal portal"),
        "digest": _("Digest"),
        "contents": _("In this report"),
        "link": _("QR code: this report in the portal"),
        "no_target": _("No target of the year is set for this area."),
        "colon": "：" if values.language() == values.CHINESE else ": ",
        "end": _(
            "This report was made at once at its data time and is never changed; what is recorded or put right later "
            "stands in its next version. It follows the same definitions and reads the same data as the pages."
        ),
    }


def _sections(found: Mapping[str, Any]) -> dict[str, str]:
    """The headings, numbered as they come; the annex has no number."""
    titles = {
        "summary": _("Summary"), "targets": _("Targets of the year"), "mains": _("Figures of the trade"),
        "months": _("By month"), "areas": found["areas"]["title"] if "areas" in found else "",
        "categories": found["categories"]["title"], "quality": _("Quality of the data, restatements"),
    }  # fmt: skip
    shown = {key: title for key, title in titles.items() if title}
    chinese = values.language() == values.CHINESE
    numbered = {
        key: f"{_CHINESE_NUMBERS[at]}、{title}" if chinese else f"{at + 1}. {title}"
        for at, (key, title) in enumerate(shown.items())
    }
    return numbered | {"definitions": _("Annex: definitions of the figures")}


def _plain(table: Table) -> dict[str, Any]:
    lines = [_row(line) for line in table.lines]
    return {
        "title": table.title,
        "lead": table.lead,
        "first": table.first,
        "columns": [[column.title, column.numeric] for column in table.columns],
        "lines": lines,
        "total": _row(table.total) if table.total else None,
    }


def _row(line: Line) -> dict[str, Any]:
    return {"name": line.name, "unit": line.unit, "cells": [[cell.text, list(cell.notes)] for cell in line.cells]}


def _series(contents: Contents, kpi: str) -> dict[str, Any]:
    """A chart: both years by month, on a scale from zero to a round number."""
    (year, now), (before, last) = tables.series(contents, kpi)
    highest = max([1, *(count for count in [*now, *last] if count is not None)])
    top = _round_up(highest)
    words = values.words(contents, kpi)
    return {
        "name": _bracketed(words["name"], words["unit"]),
        "said": wording.course(contents, kpi),
        "year": _("year %(year)s") % {"year": year},
        "before": _("year %(year)s") % {"year": before},
        "now": now,
        "last": last,
        "top": top,
        "ticks": [[each, number(each)] for each in range(0, top + 1, top // 4)],
        "alt": _("%(name)s by month: %(year)s beside %(before)s; the table below holds the numbers.")
        % {"name": words["name"], "year": year, "before": before},
    }


def _round_up(highest: int) -> int:
    """The end of a scale: a round number with four round parts."""
    size = 1
    while True:
        for digit in (4, 8, 12, 16, 20, 24, 32):
            if digit * size >= highest:
                return digit * size
        size *= 10


def definition(contents: Contents, kpi: str, *, measured: bool = True) -> dict[str, Any]:
    """A definition as it was, in the language of the moment; `measured` names the versions of its measures too."""
    found, words = contents["definitions"][kpi], values.words(contents, kpi)
    labels = {
        "formula": _("Formula"), "numerator": _("Numerator") if words["denominator"] else _("Counted"),
        "denominator": _("Denominator"), "exclusions": _("Not counted"), "unit": _("Unit"),
        "article": _("Legal source"), "owner": _("Answers for it"),
    }  # fmt: skip
    said = [[str(labels[word]), words[word]] for word in _DEFINED if words[word]]
    if found["smallest"]:
        said.append([_("Smallest denominator"), number(found["smallest"])])
    said.append([_("Version of the definition"), versions_of(found) if measured else str(found["version"])])
    return {"name": words["name"], "said": said}


def versions_of(definition: Any) -> str:
    """The version of a definition, and those of the measures it is made of."""
    measured = _comma().join(f"{code} {version}" for code, version in definition["measures"].items())
    return _bracketed(str(definition["version"]), measured) if measured else str(definition["version"])


def _comma() -> str:
    return "、" if values.language() == values.CHINESE else ", "
