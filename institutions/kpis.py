"""What is counted about institutions."""

from datetime import date, timedelta
from functools import partial
from typing import Any, Literal

from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from foundation.kpi import catalogue
from foundation.kpi.catalogue import Count, Kpi, Now, ShareNow
from foundation.kpi.expiry import LOOKED_AHEAD
from foundation.kpi.measures import Horizon, Measure, Rows, register
from foundation.kpi.owners import PROVINCE, Owner
from institutions.compulsory import accredited_items, compulsory_items
from institutions.cooperation import kpis as cooperation  # noqa: F401  (registers its measures and figures)
from institutions.querysets import expiring_accreditation, lapsed_accreditation, standing_accreditation
from institutions.rectification import kpis as rectification  # noqa: F401  (registers its measures)

INSTITUTIONS = Rows(
    model="institutions.Institution",
    page="/institutions/",
    institution="organisation",
    city="city_code",
    county="county_code",
)


OTHER_DAYS = (180, 30)
"""Those of 90 days stand on the dashboard under names of their own."""

# Fed by the register of recognition above (governance/recognition/kpis.py).
PROGRAMMES = (
    (
        "high_qualified",
        _("High-qualified comprehensive institutions"),
        _("institutions"),
        "recognition.high_qualified",
        _("Institutions recognised as high-qualified and comprehensive today"),
        _("policy document of the province, article 2"),
    ),
    (
        "leading_experts",
        _("Leading experts"),
        _("experts"),
        "recognition.leading_experts",
        _("Experts recognised as leading in a category today; the policy aims at ten in each category"),
        _("policy document of the province, article 2"),
    ),
    (
        "expert_hundred",
        _("The hundred of the expert pool"),
        _("experts"),
        "recognition.expert_pool",
        _("Members of the provincial expert pool today"),
        _("policy document of the province, article 2"),
    ),
    (
        "standardised_municipal",
        _("Standardised institutions, municipal"),
        _("institutions"),
        "recognition.standardised_municipal",
        _("Institutions verified as standardised by their city today"),
        _("policy document of the province, article 14"),
    ),
    (
        "standardised_provincial",
        _("Standardised institutions, provincial"),
        _("institutions"),
        "recognition.standardised_provincial",
        _("Institutions verified as standardised by the province today"),
        _("policy document of the province, article 14"),
    ),
)

# The flows are counted by governance/recognition/kpis.py; the codes are those of the dated list of grades.
GRADES: tuple[tuple[str, Any, Literal["more", "fewer", "neutral"]], ...] = (
    ("DJ-1", _("Institutions graded excellent"), "more"),
    ("DJ-2", _("Institutions graded good"), "more"),
    ("DJ-3", _("Institutions graded fair"), "neutral"),
    ("DJ-4", _("Institutions graded low"), "fewer"),
)

ACCREDITATIONS = Rows(
    model="institutions.Accreditation",
    page="/institutions/accreditations/",
    institution="institution",
    city="institution__city_code",
    county="institution__county_code",
)

SCOPE_ITEMS = Rows(
    model="institutions.ScopeItem",
    page="/institutions/scope/",
    institution="institution",
    city="institution__city_code",
    county="institution__county_code",
    category="practice_code",
)


def _expiring(today: date, days: int) -> Q:
    last = today + timedelta(days=days)
    return Q(licence_until__gte=today, licence_until__lte=last) & ~Q(status="ended")


def _lapsed(today: date) -> Q:
    """Past its last day, and no renewal asked in time is undecided (许可法 art. 50(2))."""
    return Q(licence_until__lt=today, renewal_pending_since__isnull=True) & ~Q(status="ended")


register(
    Measure(code="institutions.registered", title=_("Institutions"), where=~Q(status="ended"), of=INSTITUTIONS),
    *(
        Horizon(
            code=f"institutions.expiring_{days}",
            title=format_lazy(_("Practice licences that end within {days} days"), days=days),
            where=partial(_expiring, days=days),
            order="licence_until",
            of=INSTITUTIONS,
        )
        for days in LOOKED_AHEAD
    ),
    Horizon(
        code="institutions.licence_ends",
        title=_("Practice licences by their last day"),
        where=lambda today: Q(licence_until__isnull=False) & ~Q(status="ended"),
        date="licence_until",
        order="licence_until",
        of=INSTITUTIONS,
    ),
    Horizon(
        code="accreditations.ends",
        title=_("Accreditations by their last day"),
        where=lambda today: standing_accreditation(),
        date="valid_until",
        order="valid_until",
        joined=True,
        of=ACCREDITATIONS,
    ),
    *(
        Horizon(
            code=f"accreditations.expiring_{days}",
            title=format_lazy(_("Accreditations that end within {days} days"), days=days),
            where=partial(expiring_accreditation, days=days),
            order="valid_until",
            joined=True,
            of=ACCREDITATIONS,
        )
        for days in LOOKED_AHEAD
    ),
    Horizon(
        code="institutions.lapsed",
        title=_("Practice licences past their last day"),
        where=_lapsed,
        order="licence_until",
        of=INSTITUTIONS,
    ),
    Horizon(
        code="accreditations.lapsed",
        title=_("Accreditations past their last day that nothing has followed"),
        where=lapsed_accreditation,
        order="valid_until",
        joined=True,
        of=ACCREDITATIONS,
    ),
    Horizon(
        code="scope.compulsory",
        title=_("Licensed items for which accreditation is compulsory"),
        where=compulsory_items,
        order="valid_from",
        joined=True,
        of=SCOPE_ITEMS,
    ),
    Horizon(
        code="scope.accredited",
        title=_("Licensed items with the compulsory accreditation in force"),
        where=accredited_items,
        order="valid_from",
        joined=True,
        of=SCOPE_ITEMS,
    ),
)

REGISTRAR = Owner(
    name=_("Provincial department of justice, which registers institutions and appraisers"),
    verb="institutions.decide_renewal",
    levels=("province",),
)
KEEPERS = Owner(
    name=_("Organs of justice of province and cities that keep the accreditations"),
    verb="institutions.keep_accreditations",
    levels=("province", "city"),
)
CITIES = Owner(name=_("City organs of justice"))

catalogue.register(
    Kpi(
        code="expiring_licences",
        topic="standing",
        owner=REGISTRAR,
        name=_("Expiring within 90 days"),
        unit=_("institutions"),
        direction="fewer",
        arithmetic=Now("institutions.expiring_90"),
        formula=_("Practice licences whose last valid day lies within 90 calendar days, today included"),
        numerator=_("Institutions whose registration has not ended"),
        exclusions=_("Licences that have already ended"),
        article=_("Regulations of Shandong, article 13"),
    ),
    Kpi(
        code="expiring_accreditations",
        topic="standing",
        owner=KEEPERS,
        name=_("Accreditations expiring within 90 days"),
        unit=_("certificates"),
        direction="fewer",
        arithmetic=Now("accreditations.expiring_90"),
        formula=_("Certificates of accreditation whose last valid day lies within 90 calendar days, today included"),
        numerator=_("Accreditations (CMA, CNAS) of institutions whose registration has not ended"),
        exclusions=_("Certificates ended before their time, and those that a later one covering as much follows"),
        article=_("Regulations of Shandong, article 10"),
    ),
    *(
        Kpi(
            code=f"expiring_licences_{days}",
            topic="standing",
            owner=REGISTRAR,
            name=format_lazy(_("Licences expiring within {days} days"), days=days),
            unit=_("institutions"),
            direction="fewer",
            arithmetic=Now(f"institutions.expiring_{days}"),
            formula=format_lazy(
                _("Practice licences whose last valid day lies within {days} calendar days, today included"), days=days
            ),
            numerator=_("Institutions whose registration has not ended"),
            exclusions=_("Licences that have already ended"),
            article=_("Regulations of Shandong, article 13"),
        )
        for days in OTHER_DAYS
    ),
    Kpi(
        code="lapsed_licences",
        topic="standing",
        owner=REGISTRAR,
        name=_("Licences lapsed"),
        unit=_("institutions"),
        direction="fewer",
        arithmetic=Now("institutions.lapsed"),
        formula=_("Practice licences whose last valid day lies before today"),
        numerator=_("Institutions whose registration has not ended"),
        exclusions=_("Institutions whose timely application for renewal waits for the organ"),
        article=_("Regulations of Shandong, article 13"),
    ),
    *(
        Kpi(
            code=f"expiring_accreditations_{days}",
            topic="standing",
            owner=KEEPERS,
            name=format_lazy(_("Accreditations expiring within {days} days"), days=days),
            unit=_("certificates"),
            direction="fewer",
            arithmetic=Now(f"accreditations.expiring_{days}"),
            formula=format_lazy(
                _("Accreditations whose last valid day lies within {days} calendar days, today included"),
                days=days,
            ),
            numerator=_("Accreditations (CMA, CNAS) of institutions whose registration has not ended"),
            exclusions=_("Certificates ended before their time, and those that a later one covering as much follows"),
            article=_("Regulations of Shandong, article 10"),
        )
        for days in OTHER_DAYS
    ),
    Kpi(
        code="lapsed_accreditations",
        topic="standing",
        owner=KEEPERS,
        name=_("Accreditations lapsed"),
        unit=_("certificates"),
        direction="fewer",
        arithmetic=Now("accreditations.lapsed"),
        formula=_("Certificates of accreditation whose last valid day lies before today"),
        numerator=_("Accreditations (CMA, CNAS) of institutions whose registration has not ended"),
        exclusions=_("Certificates ended before their time, and those that a later one covering as much follows"),
        article=_("Regulations of Shandong, article 10"),
    ),
    Kpi(
        code="compulsory_accredited",
        topic="standing",
        owner=KEEPERS,
        name=_("Compulsory items accredited"),
        unit=_("% of items"),
        direction="more",
        arithmetic=ShareNow("scope.accredited", "scope.compulsory"),
        formula=_("Licensed items for which accreditation is compulsory and in force, of a hundred such items today"),
        numerator=_("Items of licences in force whose institution holds an accreditation that covers them"),
        denominator=_("Items of licences in force for which the dated list demands accreditation"),
        article=_("policy document of the province, article 10"),
    ),
    *(
        Kpi(
            code=f"graded_{code.lower()}",
            topic="programme",
            owner=PROVINCE,
            name=name,
            unit=_("institutions"),
            direction=direction,
            arithmetic=Count(f"recognition.graded_{code.lower()}"),
            formula=_("Institutions that got this grade in assessments published in the period"),
            numerator=_("Grades of the capability assessment, on the day of their publication"),
            exclusions=_("Institutions that could not be graded for want of data"),
            article=_("policy document of the province, article 4"),
        )
        for code, name, direction in GRADES
    ),
    *(
        Kpi(
            code=f"standardised_{level}_share",
            topic="programme",
            owner=owner,
            name=name,
            unit=_("% of institutions"),
            direction="more",
            arithmetic=ShareNow(f"recognition.{level}_in_practice", "institutions.registered"),
            formula=_("Institutions that hold the standard of a hundred whose registration has not ended, today"),
            numerator=_("Institutions whose registration has not ended and whose recognition is in force"),
            denominator=_("Institutions whose registration has not ended"),
            article=_("policy document of the province, article 14"),
        )
        for level, name, owner in (
            ("municipal", _("Share of institutions with the municipal standard"), CITIES),
            ("provincial", _("Share of institutions with the provincial standard"), PROVINCE),
        )
    ),
    *(
        Kpi(
            code=code,
            topic="programme",
            owner=CITIES if code == "standardised_municipal" else PROVINCE,
            name=name,
            unit=unit,
            direction="more",
            arithmetic=Now(measure),
            formula=formula,
            numerator=formula,
            article=article,
        )
        for code, name, unit, measure, formula, article in PROGRAMMES
    ),
)
