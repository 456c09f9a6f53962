"""Preparing a release: the figures of a period that is over are counted, frozen, and laid before the leader."""

import secrets
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken, StaleState
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.audit.regulated import write
from foundation.kpi.catalogue import Count, Rate
from foundation.kpi.models import Release, ReleasedFigure
from foundation.kpi.periods import NoPeriod, Period
from foundation.kpi.releases.contents import (
    Before,
    Contents,
    codes_counted,
    contents,
    definitions,
    released_kpis,
)
from foundation.kpi.releases.counting import count_year
from foundation.kpi.releases.document import full_digest_of
from foundation.kpi.releases.naming import code_of, months_of, period_of
from foundation.kpi.releases.slots import Frame, Slot
from foundation.kpi.releases.states import ReleaseState
from foundation.kpi.verbs import PREPARE, RESTATE
from foundation.law.queries import divisions, practice_categories

PERIOD: Final = "period"


@act
def prepare(period: str, *, by: Actor, reason: str, is_synthetic: bool = False) -> Release:
    """Freeze the figures of a period (2025, 2026-Q3, 2026-07) as a draft, and return it.

    Raises NotAllowed, and RuleBroken with findings beside the fields.
    """
    if not by.may(PREPARE.code):
        raise NotAllowed(PREPARE.code, _("Only the province prepares releases of figures."))
    found, objections = _period(period)
    objections += unfit(reason)
    if found is not None and Release.objects.in_force().filter(period=code_of(found)).exists():
        objections.append(
            Finding(
                _("The figures of this period are published."),
                field=PERIOD,
                way_out=_("Open the release and prepare a restatement."),
            )
        )
    if objections or found is None:
        raise RuleBroken(objections)
    return _frozen(found, PREPARE.code, by, reason, None, is_synthetic=is_synthetic)


@act
def restate(pk: UUID, *, by: Actor, version: int, reason: str) -> Release:
    """Freeze the figures of a published release anew as the draft of its restatement, and return the draft.

    Raises NotAllowed, StaleState, and RuleBroken where nothing changed or the release is superseded already.
    """
    release = Release.objects.select_for_update().get(pk=pk)
    if not by.may(RESTATE.code, release):
        raise NotAllowed(RESTATE.code, _("Only the province restates releases of figures."))
    if release.state != ReleaseState.PUBLISHED:
        raise RuleBroken(_("Only a release in force can be restated."))
    if release.trail_seq != version:
        raise StaleState(row_label=str(release))
    objections = unfit(reason)
    if objections:
        raise RuleBroken(objections)
    found = period_of(release.period, timezone.localdate())
    draft = _frozen(found, RESTATE.code, by, reason, release, is_synthetic=release.is_synthetic)
    if _counts(draft) == _counts(release) and draft.definitions == release.definitions:
        raise RuleBroken(_("Counted anew, the figures of this release are the same; there is nothing to restate."))
    return draft


def _period(code: str) -> tuple[Period | None, list[Finding]]:
    today = timezone.localdate()
    try:
        found = period_of(code.strip(), today)
    except NoPeriod:
        return None, [Finding(_("Write a year, quarter or month, for example 2025, 2026-Q3 or 2026-07."), field=PERIOD)]
    if found.whole.last >= today:
        return None, [Finding(_("This period is not over yet; only figures of past periods are frozen."), field=PERIOD)]
    return found, []


def _counts(release: Release) -> list[tuple[object, ...]]:
    fields = ("kpi", "period", "city", "category", "institution", "numerator", "denominator", "value")
    return list(release.figures.values_list(*fields))


def _frozen(
    period: Period, verb: str, by: Actor, reason: str, supersedes: Release | None, *, is_synthetic: bool
) -> Release:
    kpis = released_kpis()
    counted = count_year(period.year, codes_counted(kpis))
    known = list(Release.objects.published().filter(first_day__year=period.year))
    found = contents(counted, frame_of(period), kpis, [before(release) for release in known])
    row = Release(
        period=code_of(period),
        first_day=period.whole.first,
        last_day=period.whole.last,
        data_time=counted.at,
        prepared_by_id=getattr(by, "user_id", None),
        prepared_on=timezone.localdate(),
        reason=reason.strip(),
        supersedes=supersedes,
        definitions=definitions(kpis),
        known=sorted(release.number for release in known if release.number),
        exposed=found.exposed,
        salt=secrets.token_hex(32),
        is_synthetic=is_synthetic,
    )
    figures = [_row(row, found, index) for index in range(len(found.figures))]
    row.full_digest = full_digest_of(sorted(figures, key=_place), row.salt)
    facts = {
        "period": row.period,
        "figures": len(figures),
        "suppressed": sum(figure.suppressed for figure in figures),
        "full_digest": row.full_digest,
        **({"supersedes": supersedes.number} if supersedes else {}),
    }
    try:
        with transaction.atomic():  # one draft a period decides between two who were asked at the same moment
            write(row, verb, by=by, facts=facts, reason=row.reason)
    except IntegrityError:
        raise RuleBroken(
            Finding(
                _("A release of this period is already prepared."),
                field=PERIOD,
                way_out=_("Publish it, or discard it first."),
            )
        ) from None
    for figure in figures:
        figure.trail_seq = row.trail_seq
    ReleasedFigure.objects.bulk_create(figures)
    return row


def _row(release: Release, found: Contents, index: int) -> ReleasedFigure:
    figure = found.figures[index]
    return ReleasedFigure(
        release=release,
        kpi=figure.kpi,
        period=figure.slot.period,
        city=figure.slot.city,
        category=figure.slot.category,
        institution=figure.slot.institution,
        numerator=figure.numerator,
        denominator=figure.denominator,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        suppressed=figure.suppressed,
    )


def _place(row: ReleasedFigure) -> tuple[str, ...]:
    return row.kpi, row.period, row.institution, row.city, row.category


def frame_of(period: Period) -> Frame:
    """What is printed about a period: every city and category of the tables of today."""
    cities = tuple(row.code for row in divisions("city"))
    categories = tuple(row.code for row in practice_categories())
    return Frame(code_of(period), months_of(period), cities, categories, institutions=True)


def before(release: Release) -> Before:
    """An earlier release as what is printed now must reckon with it."""
    kpis = {kpi.code: kpi for kpi in released_kpis()}
    printed: dict[str, dict[Slot, int]] = {}
    held_back: dict[str, set[Slot]] = {}
    for row in release.figures.all():
        slot = Slot(row.period, row.city, row.category, row.institution)
        for code, value in _told(kpis[row.kpi].arithmetic, row) if row.kpi in kpis else ():
            if row.suppressed:
                held_back.setdefault(code, set()).add(slot)
            else:
                printed.setdefault(code, {})[slot] = value
    frame = frame_of(period_of(release.period, timezone.localdate()))
    return Before(frame, printed, {code: frozenset(slots) for code, slots in held_back.items()})


def _told(arithmetic: object, row: ReleasedFigure) -> Iterable[tuple[str, int]]:
    """The counts that a figure tells, by measure; of a rate that is hidden only the upper one is meant."""
    if isinstance(arithmetic, Count) and row.numerator is not None:
        yield arithmetic.code, row.numerator
    if isinstance(arithmetic, Rate) and row.numerator is not None:
        yield arithmetic.numerator, row.numerator
