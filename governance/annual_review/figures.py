"""What the portal knows of an institution in a year: one calculation for each kind of line, as plain data.

A value is what a line keeps for good, so it holds numbers and days and no words; `wording.py` writes it. Nothing here
is guessed: where no register feeds a figure yet, the value says so, which is not the same as zero.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import F, Q
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from appraisers.certified import practising_at
from appraisers.verbs import VIEW as VIEW_APPRAISERS
from cases.models import Case, Entrustment
from cases.states import State
from cases.verbs import VIEW as VIEW_CASES
from complaints.verbs import VIEW as VIEW_COMPLAINTS
from foundation.exchange.models import Correction
from foundation.exchange.models.correction import Decision
from foundation.exchange.verbs import VIEW_IMPORTS
from foundation.kpi.areas import Area
from foundation.kpi.catalogue import kpi_of
from foundation.kpi.drilling import link
from foundation.kpi.periods import Span
from foundation.kpi.reading import Answers, Ask, ask
from institutions.models import Finding, Institution, RectificationOrder
from institutions.rectification.states import Outcome
from institutions.rectification.verbs import VIEW as VIEW_RECTIFICATION
from institutions.registered import licence_on
from institutions.renewing import holds
from institutions.verbs import VIEW as VIEW_INSTITUTIONS

Value = dict[str, Any]
UPHELD_KPI: Final = "complaint_rate"
UPHELD: Final = "complaints.upheld"
FLOWS: Final = ("cases.accepted", "cases.issued", "cases.terminated")
COUNTED: Final = "year"


@dataclass(frozen=True)
class Asked:
    """Whose figures, of which year, seen on which day."""

    institution: Institution
    year: int
    today: date

    @property
    def span(self) -> Span:
        """The days of the year that have been."""
        return Span(date(self.year, 1, 1), self.last)

    @property
    def last(self) -> date:
        """The last day of the year, or today while it is running: the day of what is so at a moment."""
        return min(date(self.year, 12, 31), self.today)

    @property
    def area(self) -> Area:
        """The institution as figures name it."""
        return Area(institution=self.institution.pk)

    @cached_property
    def counts(self) -> Answers:
        """The counts of the year that the register of figures keeps, all of one moment."""
        fed = (UPHELD,) if kpi_of(UPHELD_KPI).is_fed else ()
        return ask(self.area, [Ask(COUNTED, (*FLOWS, *fed), self.span)], self.today)


@dataclass(frozen=True)
class Figure:
    """One kind of line: what is calculated, from which rows (in words), where these are shown, and to whom."""

    compute: Callable[[Asked], Value]
    source: Any
    rows: Callable[[Asked], str]
    verb: str = ""


def _licence(asked: Asked) -> Value:
    row = licence_on(asked.institution, asked.last)
    return {
        "kind": "licence",
        "number": row.number,
        "from": row.first.isoformat(),
        "until": row.last.isoformat(),
        "on": asked.last.isoformat(),
        "in_force": holds(row.first, row.last, row.pending_since, asked.last),
    }


def _appraisers(asked: Asked) -> Value:
    """Who practised there with a certificate that held on the last day, as the register has that day."""
    certified = practising_at(asked.institution.pk, asked.last)
    counted: Counter[str] = Counter(code for each in certified for code in each.practice_codes)
    return {
        "kind": "appraisers", "n": len(certified), "by": dict(sorted(counted.items())), "on": asked.last.isoformat(),
    }  # fmt: skip


def _counted(code: str) -> Callable[[Asked], Value]:
    def compute(asked: Asked) -> Value:
        return {"kind": "count", "n": asked.counts.total(COUNTED, code)}

    return compute


def _rows_of(code: str) -> Callable[[Asked], str]:
    return lambda asked: link(code, asked.area, span=asked.span)


def _on_time(asked: Asked) -> Value:
    issued = Case.objects.filter(
        institution=asked.institution.pk, issued_on__range=(asked.span.first, asked.span.last)
    ).exclude(state=State.VOID)
    known = issued.filter(due_on__isnull=False)
    late = known.filter(issued_on__gt=F("due_on")).count()
    of = known.count()
    return {"kind": "share", "n": of - late, "of": of}


def _late_entries(asked: Asked) -> Value:
    filed = Entrustment.objects.filter(
        institution=asked.institution.pk, received_on__range=(asked.span.first, asked.span.last)
    )
    late = filed.annotate(entered=TruncDate("recorded_at")).filter(entered__gt=F("received_on"))
    return {"kind": "part", "n": late.count(), "of": filed.count()}


def _corrections(asked: Asked) -> Value:
    taken = Correction.objects.filter(
        Q(decided_at__date__range=(asked.span.first, asked.span.last)),
        source__institution=asked.institution.pk,
        decision=Decision.APPLIED,
    )
    return {"kind": "count", "n": taken.count()}


def _upheld(asked: Asked) -> Value:
    if not kpi_of(UPHELD_KPI).is_fed:
        return {"kind": "none"}
    return {"kind": "count", "n": asked.counts.total(COUNTED, UPHELD)}


def _upheld_rows(asked: Asked) -> str:
    return link(UPHELD, asked.area, span=asked.span) if kpi_of(UPHELD_KPI).is_fed else ""


def _findings(asked: Asked) -> Value:
    found = Finding.objects.filter(
        institution=asked.institution.pk, found_on__range=(asked.span.first, asked.span.last)
    )
    return {"kind": "count", "n": found.count()}


def _rectifications(asked: Asked) -> Value:
    ordered = RectificationOrder.objects.filter(
        institution=asked.institution.pk, ordered_on__range=(asked.span.first, asked.span.last)
    )
    return {"kind": "part", "n": ordered.filter(outcome=Outcome.RECTIFIED).count(), "of": ordered.count()}


def _listed(route: str, day: str) -> Callable[[Asked], str]:
    """The rows of the institution in a list whose filter knows the days of the year by this name."""

    def rows(asked: Asked) -> str:
        days = {f"{day}_from": asked.span.first.isoformat(), f"{day}_until": asked.span.last.isoformat()}
        return f"{reverse(route)}?{urlencode({'institution': str(asked.institution.pk), **days})}"

    return rows


FIGURES: Final[Mapping[str, Figure]] = {
    "licence": Figure(
        _licence,
        _("register of institutions"),
        lambda asked: reverse("institution", args=[asked.institution.pk]),
        VIEW_INSTITUTIONS,
    ),
    "appraisers": Figure(
        _appraisers,
        _("register of appraisers: certificates valid on the day named"),
        lambda asked: reverse("institution_appraisers", args=[asked.institution.pk]),
        VIEW_APPRAISERS,
    ),
    "accepted": Figure(
        _counted("cases.accepted"), _("cases by day of acceptance"), _rows_of("cases.accepted"), VIEW_CASES.code
    ),
    "issued": Figure(_counted("cases.issued"), _("cases by day of issue"), _rows_of("cases.issued"), VIEW_CASES.code),
    "terminated": Figure(
        _counted("cases.terminated"), _("cases by day of termination"), _rows_of("cases.terminated"), VIEW_CASES.code
    ),
    "on_time": Figure(
        _on_time, _("opinions issued in the year whose due date is known"), _rows_of("cases.issued"), VIEW_CASES.code
    ),
    "late_entries": Figure(
        _late_entries,
        _("entrustments received in the year: day of receipt and day of entry"),
        _listed("entrustment_list", "received"),
        VIEW_CASES.code,
    ),
    "corrections": Figure(
        _corrections,
        _("corrections of imported sheets taken over in the year"),
        lambda asked: reverse("institution_imports", args=[asked.institution.pk]),
        VIEW_IMPORTS.code,
    ),
    "upheld": Figure(
        _upheld, _("complaints decided in the year, at least one allegation upheld"), _upheld_rows, VIEW_COMPLAINTS.code
    ),
    "findings": Figure(
        _findings, _("findings recorded in the year"), _listed("finding_list", "found"), VIEW_RECTIFICATION.code
    ),
    "rectifications": Figure(
        _rectifications,
        _("rectification orders of the year: those closed as rectified"),
        _listed("rectification_list", "ordered"),
        VIEW_RECTIFICATION.code,
    ),
}

NO_FIGURE: Final = Figure(lambda asked: {"kind": "none"}, _("no register of the portal"), lambda asked: "")
"""For a line that an administrator has added and the portal cannot calculate."""
