"""What is counted about entrustments. Imported by cases/kpis.py."""

from functools import partial
from typing import Any, Final

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.entrustments.states import EntrustmentState
from foundation.kpi import catalogue
from foundation.kpi.catalogue import Count, Kpi, Share
from foundation.kpi.measures import Measure, Rows, register
from foundation.kpi.owners import Owner
from foundation.law import queries as law

ENTRUSTMENTS = Rows(
    model="cases.Entrustment",
    page="/cases/entrustments/",
    institution="institution",
    city="city_code",
    county="county_code",
    category="practice_code",
)
LIST: Final = "acceptance_refusal"
GROUNDS: Final = (*(f"TZ15-{place}" for place in range(1, 8)), *(f"SD30-{place}" for place in range(1, 9)))
"""Codes of the list of grounds; what they say stands in the list, and a test holds both against each other."""


def _words(code: str) -> str:
    """A ground in the words of the list in force."""
    found = next((row for row in law.entries(LIST, timezone.localdate()) if row.code == code), None)
    if found is None:
        return code
    return found.name_en if get_language() == "en" and found.name_en else found.name_zh


def _ground(code: str) -> Any:
    return format_lazy("{words} ({code})", words=lazy(partial(_words, code), str)(), code=code)


register(
    Measure(code="entrustments.filed", title=_("Entrustments received"), date="received_on", of=ENTRUSTMENTS),
    Measure(
        code="entrustments.accepted",
        title=_("Entrustments accepted"),
        date="accepted_on",
        of=ENTRUSTMENTS,
    ),
    Measure(code="entrustments.refused", title=_("Entrustments refused"), date="refused_on", of=ENTRUSTMENTS),
    # What became of the entrustments received in a period.
    *(
        Measure(
            code=f"entrustments.filed_{state}",
            title=title,
            where=Q(state=state),
            date="received_on",
            of=ENTRUSTMENTS,
        )
        for state, title in (
            (EntrustmentState.ACCEPTED.value, _("Entrustments received that were accepted")),
            (EntrustmentState.REFUSED.value, _("Entrustments received that were refused")),
            (EntrustmentState.WITHDRAWN.value, _("Entrustments received that were withdrawn")),
        )
    ),
    *(
        Measure(
            code=f"entrustments.refused_{code.lower()}",
            title=format_lazy(_("Entrustments refused: {ground}"), ground=_ground(code)),
            where=Q(refusal_ground=code),
            date="refused_on",
            of=ENTRUSTMENTS,
        )
        for code in GROUNDS
    ),
    Measure(
        code="entrustments.reappraisals",
        title=_("Entrustments for a re-appraisal accepted"),
        where=Q(is_reappraisal=True),
        date="accepted_on",
        of=ENTRUSTMENTS,
    ),
    Measure(
        code="entrustments.first_appraisals",
        title=_("Entrustments for a first appraisal accepted"),
        where=Q(is_reappraisal=False),
        date="accepted_on",
        of=ENTRUSTMENTS,
    ),
)

_ACCEPTANCE = _("General Rules on Procedure, articles 13 to 15")
INSTITUTIONS_DECIDE = Owner(
    name=_("Institutions, overseen by the city organ of justice"), verb="cases.accept_entrustment", levels=("none",)
)

catalogue.register(
    Kpi(
        code="entrustments_filed",
        topic="entrustments",
        owner=INSTITUTIONS_DECIDE,
        name=_("Entrustments received"),
        unit=_("entrustments"),
        direction="neutral",
        arithmetic=Count("entrustments.filed"),
        formula=_("Entrustments received in the period"),
        numerator=_(
            "Entrustments filed in the portal whose day of receipt lies in the period, whatever became of them"
        ),
        exclusions=_("Cases that came with a ledger"),
        article=_ACCEPTANCE,
    ),
    Kpi(
        code="refusal_share",
        topic="entrustments",
        owner=INSTITUTIONS_DECIDE,
        name=_("Entrustments refused"),
        unit=_("% of decisions"),
        direction="neutral",
        arithmetic=Share("entrustments.refused", "entrustments.accepted"),
        formula=_("Entrustments refused, of a hundred refused or accepted in the period"),
        numerator=_("Entrustments refused on a legal ground in the period"),
        denominator=_("Entrustments decided in the period: refused or accepted"),
        exclusions=_("Entrustments withdrawn by the client; cases that came with a ledger"),
        article=_ACCEPTANCE,
    ),
    *(
        Kpi(
            code=f"refused_{code.lower()}",
            topic="entrustments",
            owner=INSTITUTIONS_DECIDE,
            name=format_lazy(_("Refused: {ground}"), ground=_ground(code)),
            unit=_("entrustments"),
            direction="neutral",
            arithmetic=Count(f"entrustments.refused_{code.lower()}"),
            formula=_("Entrustments refused on this ground in the period"),
            numerator=_("Entrustments whose letter of refusal names this ground"),
            article=_ACCEPTANCE,
        )
        for code in GROUNDS
    ),
    Kpi(
        code="gate_overrides",
        topic="entrustments",
        owner=INSTITUTIONS_DECIDE,
        name=_("Acceptances over an objection of the gate"),
        unit=_("% of acceptances"),
        direction="fewer",
        arithmetic=Share("entrustments.overridden", "entrustments.accepted_plainly"),
        formula=_("Entrustments accepted although a check objected, of a hundred accepted in the period"),
        numerator=_("Acceptances with an objection set aside for a written reason"),
        denominator=_("Entrustments accepted in the period"),
        article=_ACCEPTANCE,
    ),
    Kpi(
        code="reappraisal_share",
        topic="entrustments",
        owner=INSTITUTIONS_DECIDE,
        name=_("Re-appraisals"),
        unit=_("% of acceptances"),
        direction="neutral",
        arithmetic=Share("entrustments.reappraisals", "entrustments.first_appraisals"),
        formula=_("Entrustments for a re-appraisal, of a hundred accepted in the period"),
        numerator=_("Entrustments accepted in the period that ask for a re-appraisal"),
        denominator=_("Entrustments accepted in the period"),
        exclusions=_("Cases that came with a ledger, which does not say it"),
        article=_("General Rules on Procedure, article 31"),
    ),
)
