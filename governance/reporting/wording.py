"""A report in sentences: its title, what the figures say, and what is known against them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from foundation.desk.formats import MONTHS_EN, in_chinese, number, percent, prose_date
from foundation.kpi.dashboard import wording
from foundation.kpi.dashboard.series import month_name
from foundation.kpi.periods import Period
from foundation.kpi.releases.naming import period_of
from governance.reporting import targets, values
from governance.reporting.asking import BEFORE, LAST, NOW, YEAR, YEAR_LAST, accumulated
from governance.reporting.contents import Contents
from governance.reporting.states import ReportKind
from governance.reporting.values import FEW

NAMED: Final = 3
"""As many areas as a sentence names."""


def period_seen(contents: Contents) -> Period:
    """The period of a report; it was over when the report was ordered."""
    return period_of(contents["period"], date.fromisoformat(contents["last_day"]))


def period_name(contents: Contents) -> str:
    """2026年10月; October 2026."""
    return wording.period_name(period_seen(contents))


def title_of(kind: str, area: str) -> str:
    """Statistical monthly report on judicial appraisal, Jinan."""
    if kind == ReportKind.MONTH:
        return _("Monthly statistical report on judicial appraisal, %(area)s") % {"area": area}
    return _("Yearly report on judicial appraisal, %(area)s") % {"area": area}


def cover_of(kind: str, area: str) -> list[str]:
    """The title in two lines, as a cover sets it: the area stands first in Chinese."""
    named = (
        _("Monthly statistical report on judicial appraisal")
        if kind == ReportKind.MONTH
        else _("Yearly report on judicial appraisal")
    )
    return [area, named] if in_chinese() else [named, area]


def within(named: Mapping[str, str]) -> str:
    """What an institution did in one city or county; empty where nothing is left out."""
    return _("its business in %(area)s alone") % {"area": values.name_of(named)} if named else ""


def summary(contents: Contents) -> list[str]:
    """What the figures say, one sentence or two a subject; nothing is judged without its numbers."""
    found = (
        _volume(contents, "case_volume"),
        _volume(contents, "opinions_issued"),
        *(_target(contents, each) for each in contents["targets"] if values.is_count(each["kpi"])),
        _turnaround(contents),
        _on_time(contents),
        _complaints(contents),
        _areas(contents),
        _categories(contents),
        _reservations(contents),
    )
    return [each for each in found if each]


def _join(parts: Sequence[str]) -> str:
    return ("" if in_chinese() else " ").join(part for part in parts if part)


def _volume(contents: Contents, kpi: str) -> str:
    now = values.figure(contents, kpi, NOW)
    if now is None:
        return ""
    last = _against(contents, kpi, NOW, LAST)
    told = {"now": number(now.numerator), "name": values.words(contents, kpi)["name"], "last": last}
    told |= {"period": period_name(contents), "unit": values.words(contents, kpi)["unit"]}
    if contents["kind"] == ReportKind.YEAR:
        return _("%(name)s, %(period)s: %(now)s %(unit)s; against the year before %(last)s.") % told
    told["before"] = _against(contents, kpi, NOW, BEFORE)
    parts = [
        _(
            "%(name)s, %(period)s: %(now)s %(unit)s; against the month before %(before)s, "
            "against the month of last year %(last)s."
        )
        % told
    ]
    so_far = values.figure(contents, kpi, YEAR)
    if so_far is not None and period_seen(contents).number > 1:
        told |= {"now": number(so_far.numerator), "last": _against(contents, kpi, YEAR, YEAR_LAST)}
        told["month"] = _month(period_seen(contents).number)
        parts.append(
            _("January to %(month)s together %(now)s %(unit)s; against the same months of last year %(last)s.") % told
        )
    return _join(parts)


def course(contents: Contents, kpi: str) -> str:
    """What the chart of a count shows: the year so far against the same months of last year."""
    column, before = (NOW, LAST) if contents["kind"] == ReportKind.YEAR else (YEAR, YEAR_LAST)
    now = values.figure(contents, kpi, column)
    if now is None:
        return ""
    words, seen = values.words(contents, kpi), period_seen(contents)
    span = wording.period_name(seen)
    if contents["kind"] == ReportKind.MONTH and seen.number > 1:
        span = _("January to %(month)s") % {"month": _month(seen.number)}
    told = {"span": span, "name": words["name"], "now": number(now.numerator), "unit": words["unit"]}
    return _("%(span)s, %(name)s: %(now)s %(unit)s, against last year %(last)s.") % {
        **told,
        "last": _against(contents, kpi, column, before),
    }


def _month(number: int) -> str:
    """A month in a sentence: 10月, October."""
    return month_name(number) if in_chinese() else MONTHS_EN[number - 1]


def _against(contents: Contents, kpi: str, column: str, before: str) -> str:
    """How a count moved, in words; says so where there is nothing to compare with."""
    now, then = values.figure(contents, kpi, column), values.figure(contents, kpi, before)
    if now is None or then is None or not then.numerator or not values.on_record(contents, before):
        return _("no figure to compare with")
    away = now.numerator - then.numerator
    if not away:
        return _("unchanged")
    if then.numerator < FEW:
        return (_("%(n)s more") if away > 0 else _("%(n)s fewer")) % {"n": number(abs(away))}
    moved = {"change": percent(abs(away) / then.numerator)}
    return (_("up %(change)s") if away > 0 else _("down %(change)s")) % moved


def _target(contents: Contents, target: Any) -> str:
    value = targets.reached(contents, target)
    if value is None or value.number is None:
        return ""
    told = {
        "name": values.words(contents, target["kpi"])["name"],
        "limit": targets.limit_in_words(target),
        "year": target["year"],
        "progress": targets.progress(contents, target),
        "reading": targets.reading_in_words(contents, target),
    }
    if target["carried"]:
        text = _("Target for %(name)s: %(limit)s (of %(year)s, carried forward); reached: %(progress)s, %(reading)s.")
        return text % told
    return _("Target for %(name)s: %(limit)s; reached: %(progress)s, %(reading)s.") % told


def _turnaround(contents: Contents) -> str:
    now, last = (values.figure(contents, "turnaround", column) for column in (NOW, LAST))
    if now is None or now.number is None:
        return _("No opinion with a known turnaround was issued.") if now is not None else ""
    told = {"median": values.text_of("turnaround", now), "high": number(now.high), "all": number(now.numerator)}
    parts = [_("Net turnaround: median %(median)s working days, 9 of 10 within %(high)s, of %(all)s opinions.") % told]
    if last is not None and last.number is not None and values.on_record(contents, LAST):
        told = {"median": values.text_of("turnaround", last), "high": number(last.high)}
        parts.append(_("The same period of last year: %(median)s and %(high)s.") % told)
    if contents["limit"] and now.high is not None and now.high > contents["limit"]:
        parts.append(
            _("More than one opinion in ten took longer than the usual limit of %(limit)s working days.")
            % {"limit": contents["limit"]}
        )
    return _join(parts)


def _on_time(contents: Contents) -> str:
    now, last = (values.figure(contents, "on_time_share", column) for column in (NOW, LAST))
    if now is None or now.number is None:
        return ""
    told = {
        "share": values.text_of("on_time_share", now),
        "counts": values.counts_of(now),
        "interval": values.interval_of("on_time_share", now),
    }
    parts = [_("Issued on time: %(share)s%% (%(counts)s), 95 %% interval %(interval)s%%.") % told]
    if values.may_be_compared(now, last) and values.on_record(contents, LAST):
        parts.append(_("The same period of last year: %(share)s%%.") % {"share": values.text_of("on_time_share", last)})
    return _join(parts)


def _complaints(contents: Contents) -> str:
    now = values.figure(contents, "complaint_rate", accumulated(contents["kind"]))
    if now is None:
        return ""
    counts = {"upper": number(now.numerator), "lower": number(now.denominator)}
    if now.number is None:
        return _("Valid complaints of the year so far: %(upper)s, opinions issued: %(lower)s; no rate.") % counts
    told = counts | {
        "rate": values.text_of("complaint_rate", now),
        "interval": values.interval_of("complaint_rate", now),
    }
    text = _("Valid complaints of the year so far: %(upper)s of %(lower)s opinions, %(rate)s in ten thousand.")
    parts = [text % told, _("95 %% interval: %(interval)s.") % told]
    target = next((each for each in contents["targets"] if each["kpi"] == "complaint_rate"), None)
    if target:
        told = {"limit": targets.limit_in_words(target), "reading": targets.reading_in_words(contents, target)}
        parts.append(_("Target %(limit)s: %(reading)s.") % told)
    elif not now.comparable:
        parts.append(_("The denominator is under the smallest one: nothing is compared."))
    return _join(parts)


def _areas(contents: Contents) -> str:
    """Which areas rose and fell; those with few cases are not ranked."""
    if not values.on_record(contents, LAST):
        return ""
    compared: list[tuple[float, str]] = []
    for row in contents["areas"]["rows"]:
        now, last = (values.in_row(row, "case_volume", column) for column in (NOW, LAST))
        if row["name"] and now and last and last.numerator >= FEW and now.numerator >= FEW:
            compared.append(((now.numerator - last.numerator) / last.numerator, values.name_of(row["name"])))
    if len(compared) < 2:
        return ""
    compared.sort()
    fell, rose = [each for each in compared if each[0] < 0], [each for each in compared if each[0] > 0]
    told = {"all": len(compared), "rose": len(rose), "fell": len(fell)}
    least = {
        "city": _("Of %(all)s cities with at least %(few)s cases in both periods %(rose)s rose and %(fell)s fell."),
        "county": _("Of %(all)s counties with at least %(few)s cases in both periods %(rose)s rose and %(fell)s fell."),
    }.get(
        contents["areas"]["by"],
        _("Of %(all)s institutions with at least %(few)s cases in both periods %(rose)s rose and %(fell)s fell."),
    )
    parts = [least % {**told, "few": FEW}]
    if rose:
        parts.append(_("Most rose: %(named)s.") % {"named": _named(rose[::-1])})
    if fell:
        parts.append(_("Most fell: %(named)s.") % {"named": _named(fell)})
    return _join(parts)


def _named(ranked: Sequence[tuple[float, str]]) -> str:
    comma = "、" if in_chinese() else ", "
    return comma.join(
        _("%(name)s %(change)s") % {"name": name, "change": values.signed(100 * ratio, 1) + "%"}
        for ratio, name in ranked[:NAMED]
    )


def _categories(contents: Contents) -> str:
    whole = values.figure(contents, "case_volume", NOW)
    if whole is None or whole.numerator < FEW:
        return ""
    comma, parts = "、" if in_chinese() else ", ", []
    for row in contents["categories"][:NAMED]:
        mine = values.in_row(row, "case_volume", NOW)
        if mine and mine.numerator:
            told = {"name": values.name_of(row["name"]), "share": percent(mine.numerator / whole.numerator)}
            parts.append(_("%(name)s %(share)s") % told)
    return _("Most cases were of: %(named)s.") % {"named": comma.join(parts)} if parts else ""


def _reservations(contents: Contents) -> str:
    """What is known against the figures, in short; the section at the end says it whole."""
    quality, parts = contents["quality"], []
    if quality["differing"]:
        parts.append(
            _("%(count)s cells of figures are known to differ from the records and are not put right yet.")
            % {"count": number(quality["differing"])}
        )
    if contents["since"] and not values.on_record(contents, YEAR_LAST):
        first = wording.period_name(period_of(contents["since"][:7], date.fromisoformat(contents["last_day"])))
        parts.append(_("Records begin in %(month)s; nothing is compared with what lies before.") % {"month": first})
    unfed = sum(not each["fed"] for each in contents["figures"])
    if unfed:
        parts.append(_("%(count)s figures have no data yet: no register feeds them.") % {"count": unfed})
    changed = contents.get("changes")
    if changed and changed["count"]:
        told = {"count": number(changed["count"]), "version": changed["against"]}
        parts.append(_("%(count)s values are other ones than in version %(version)s.") % told)
    return _join(parts)


def quality(contents: Contents) -> list[str]:
    """Drift, restatements and changed releases, each in a sentence."""
    found, known = [], contents["quality"]
    if not known["checked_at"]:
        found.append(_("The figures have not been checked against the records yet."))
    elif known["differing"]:
        found.append(
            _("Drift alarm open: in the checks through %(day)s %(count)s cells differ from the records.")
            % {"day": _day(known["checked_at"]), "count": number(known["differing"])}
        )
    else:
        found.append(
            _("The check of %(day)s compared %(cells)s cells with the records; none differs.")
            % {"day": _day(known["checked_at"]), "cells": number(known["cells"])}
        )
    for each in known["restated"]:
        told = {**each, "period": _released(each["period"])}
        found.append(_("Release %(number)s restates release %(before)s (%(period)s): %(reason)s") % told)
    for each in known["changed"]:
        told = {"number": each["number"], "period": _released(each["period"]), "figures": number(each["figures"])}
        found.append(
            _("Counted anew, %(figures)s figures of release %(number)s (%(period)s) differ; not restated yet.") % told
        )
    if not known["restated"] and not known["changed"]:
        found.append(_("No published figure of the year is restated or known to have changed."))
    redefined = contents.get("changes", {}).get("redefined", ())
    if redefined:
        comma = "、" if in_chinese() else ", "
        named = comma.join(values.words(contents, kpi)["name"] for kpi in redefined)
        found.append(_("Defined otherwise since the version before, and not compared: %(named)s.") % {"named": named})
    return found


def version_note(contents: Contents, version: int) -> str:
    """What a later version says of the one before."""
    found = contents.get("changes")
    if not found:
        return _("First version.")
    told = {"version": version, "before": found["against"], "count": number(found["count"])}
    parts = []
    if found["count"]:
        parts.append(_("Version %(version)s: %(count)s values are other ones than in version %(before)s.") % told)
    else:
        parts.append(_("Version %(version)s: no value is another one than in version %(before)s.") % told)
    if found["count"] > len(found["rows"]):
        parts.append(_("The first %(shown)s are listed.") % {"shown": len(found["rows"])})
    return _join(parts)


def notes() -> list[str]:
    """How the tables are to be read."""
    return [
        _("Counts stand under rates as numerator／denominator, the 95 % interval (Wilson) under them."),
        _("Changes of counts are per cent, of fewer than %(few)s a number; changes of rates and days are differences.")
        % {"few": FEW},
        _("※: under the smallest denominator of the figure; it is not compared, and parts show their counts alone."),
        _("—: nothing to count. “No data yet” is not zero: no register feeds the figure."),
    ]


def _day(moment: str) -> str:
    return prose_date(datetime.fromisoformat(moment), with_year=True)


def _released(code: str) -> str:
    return wording.period_name(period_of(code, date(9999, 1, 1)))


__all__ = ["notes", "period_name", "quality", "summary", "title_of", "version_note"]
