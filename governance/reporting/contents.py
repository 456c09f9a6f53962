"""The contents of a report: plain data without words of a language, from which page, PDF and XLSX are made alike.

Figures are read as the pages of figures read them (`reading.ask`, `catalogue.compute`). A number is kept as an exact
fraction beside its counts, the ends of an interval as texts.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Final

from django.utils.translation import override

from foundation.accounts.models import Organisation
from foundation.audit.canonical import canonical
from foundation.kpi import measures
from foundation.kpi.catalogue import Kpi, Rate, Share, ShareNow, Value, comparable, in_order, kpi_of, target_of
from foundation.kpi.checking.recording import proven
from foundation.kpi.intervals import wilson
from foundation.kpi.measures import Measure
from foundation.kpi.models import Release
from foundation.kpi.periods import Period
from foundation.kpi.reading import Answers, ask
from foundation.kpi.releases.naming import code_of
from foundation.kpi.targets import AimedAt, targets_for
from foundation.law import queries as law
from governance.reporting import asking
from governance.reporting.asking import EVER, LAST, NOW
from governance.reporting.naming import in_both, languages, said_in_both
from governance.reporting.places import Place

FORMAT: Final = "report/1"
Contents = dict[str, Any]
_WORDS: Final = ("name", "unit", "formula", "numerator", "denominator", "exclusions", "article", "owner")
_LEADING: Final = "case_volume"


def gather(place: Place, period: Period, data_time: datetime, today: date) -> Contents:
    """Count everything of a report; `data_time` was taken before counting."""
    answers = ask(place.area, asking.questions(place, period), today)
    every = in_order()
    targets = targets_for([kpi.code for kpi in every], place.area, period.year)
    limit = law.deadline(kpi_of("turnaround").deadline, period.whole.last)
    return {
        "format": FORMAT,
        "area": {"code": place.code, "level": str(place.level), "name": place.names, "within": place.within},
        "kind": period.kind,
        "period": code_of(period),
        "first_day": period.whole.first.isoformat(),
        "last_day": period.whole.last.isoformat(),
        "data_time": canonical(data_time).decode().strip('"'),
        "since": min(answers.counts(EVER, kpi_of(_LEADING).codes[0]), default=""),
        "limit": limit.amount if limit else None,
        "figures": [_figure(kpi, answers, period, target_of(kpi, targets)) for kpi in every],
        "targets": [_target(code, target) for code, target in targets.items()],
        "areas": {"by": place.child or "", "rows": _areas(place, period, answers) if place.child else []},
        "categories": _categories(period, answers),
        "months": {code: answers.counts("months", kpi_of(code).codes[0]) for code in asking.SERIES},
        "definitions": {kpi.code: definition(kpi) for kpi in every},
        "quality": _quality(period),
    }


def digest_of(contents: Mapping[str, Any]) -> str:
    """The SHA-256 of the canonical form, in hexadecimal."""
    return sha256(canonical(contents)).hexdigest()


def definition(kpi: Kpi) -> dict[str, Any]:
    """A definition as it is now: version, versions of its measures, and its words in both languages."""
    found = [measures.countable(code) for code in kpi.codes] if kpi.is_fed else []
    words = {}
    for language in languages():
        with override(language):
            words[language] = {word: str(getattr(kpi, word)) for word in _WORDS}
    return {
        "version": kpi.version,
        "measures": {each.code: each.version if isinstance(each, Measure) else 1 for each in found},
        "topic": kpi.topic,
        "direction": kpi.direction,
        "smallest": kpi.smallest,
        "words": words,
    }


def frozen(value: Value) -> dict[str, Any]:
    """A value as it is kept: exact number, both counts, 90th percentile, interval, and whether it may be compared."""
    low, high = _interval(value)
    return {
        "number": None if value.number is None else str(value.number),
        "numerator": value.numerator,
        "denominator": value.denominator,
        "high": value.high,
        "interval": [low, high] if low else None,
        "comparable": comparable(value),
    }


def _interval(value: Value) -> tuple[str, str]:
    """The ends of the Wilson interval of a rate or share, as texts of the unit of the figure; empty without one."""
    arithmetic = value.kpi.arithmetic
    if value.number is None or not isinstance(arithmetic, Rate | Share | ShareNow):
        return "", ""
    per = arithmetic.per if isinstance(arithmetic, Rate) else 100
    low, high = wilson(value.numerator, value.denominator)
    return f"{per * low:.6f}", f"{per * high:.6f}"


def _figure(kpi: Kpi, answers: Answers, period: Period, target: AimedAt | None) -> dict[str, Any]:
    """A figure in every column it has; none where no register feeds it."""
    columns, until = asking.columns_of(kpi, period.kind), period.whole.last
    values = {column: frozen(asking.value_in(answers, kpi, column, target, until)) for column in columns}
    return {"kpi": kpi.code, "fed": kpi.is_fed, "values": values}


def _target(code: str, target: AimedAt) -> dict[str, Any]:
    return {
        "kpi": code,
        "value": str(target.value),
        "comparison": target.comparison,
        "year": target.year,
        "carried": target.carried,
        "source": target.source,
    }


def _areas(place: Place, period: Period, answers: Answers) -> list[dict[str, Any]]:
    """A row for each division below, with or without cases; for each institution that has any."""
    found = [split for split in asking.splits(period.kind) if split.name != "categories"]
    keys = {
        key
        for split in found
        for column in split.columns
        for code in split.kpis
        for measure in kpi_of(code).codes
        for key in answers.counts(f"{split.name} {column}", measure)
    }
    names = {row.code: in_both(row) for row in place.children}
    if place.child == "institution":
        rows = Organisation.objects.filter(pk__in=keys - {""}).order_by("sort_key", "name")
        names = {str(pk): said_in_both(name) for pk, name in rows.values_list("pk", "name")}
    unknown = sorted(keys - set(names))
    return [
        {"key": key, "name": names.get(key, {}), "values": _values(found, answers, key)} for key in [*names, *unknown]
    ]


def _categories(period: Period, answers: Answers) -> list[dict[str, Any]]:
    found = [split for split in asking.splits(period.kind) if split.name == "categories"]
    keys = {key for column in (NOW, LAST) for key in answers.counts(f"categories {column}", "cases.accepted")}
    names = {row.code: in_both(row) for row in law.practice_categories()}
    volume = answers.counts(f"categories {NOW}", kpi_of(_LEADING).codes[0])
    ordered = sorted({*names, *keys}, key=lambda key: (-volume.get(key, 0), key))
    return [{"key": key, "name": names.get(key, {}), "values": _values(found, answers, key)} for key in ordered]


def _values(found: Iterable[asking.Split], answers: Answers, key: str) -> dict[str, Any]:
    return {
        code: {
            column: frozen(asking.value_at(answers, kpi_of(code), f"{split.name} {column}", key))
            for column in split.columns
        }
        for split in found
        for code in split.kpis
    }


def _quality(period: Period) -> dict[str, Any]:
    """What is known against the figures: a drift that nobody put right, restatements of the year, changed releases."""
    standing = proven()
    year = Release.objects.published().filter(first_day__year=period.year)
    restated = year.filter(supersedes__isnull=False).select_related("supersedes")
    return {
        "checked_at": canonical(standing.last.finished_at).decode().strip('"') if standing else None,
        "cells": standing.last.cells if standing else 0,
        "differing": standing.differing if standing else 0,
        "restated": [
            {
                "number": row.number,
                "before": row.supersedes.number if row.supersedes else None,
                "period": row.period,
                "reason": row.reason,
                "published_on": row.published_on.isoformat() if row.published_on else None,
            }
            for row in restated
        ],
        "changed": [
            {"number": row.number, "period": row.period, "figures": row.recounted_changed}
            for row in year
            if row.state == "published" and row.recounted_changed
        ],
    }
