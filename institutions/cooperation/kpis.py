"""What is counted about cooperation today (政策文件 arts. 5, 13, 21)."""

from datetime import date
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.kpi import catalogue
from foundation.kpi.catalogue import Kpi, Now, ShareNow
from foundation.kpi.measures import Horizon, Rows, register
from foundation.kpi.owners import Owner
from institutions.cooperation.verbs import KEEP, KEEP_ALLIANCES, STATE_PARTY
from institutions.models.cooperation import agreements_holding


def _of_institutions(model: str, page: str) -> Rows:
    return Rows(
        model=f"institutions.{model}",
        page=page,
        institution="institution",
        city="institution__city_code",
        county="institution__county_code",
    )


IN_PRACTICE: Final = ~Q(institution__status="ended")


def agreements(today: date) -> Q:
    """Agreements in force of institutions whose registration has not ended."""
    return agreements_holding(today) & IN_PRACTICE


def running(_today: date) -> Q:
    """Projects under way of institutions whose registration has not ended."""
    return Q(state="running") & IN_PRACTICE


def eligible(_today: date) -> Q:
    """Institutions that have said last that they have a party branch, or could have one."""
    return Q(valid_until__isnull=True, eligible=True) & IN_PRACTICE


def established(today: date) -> Q:
    """Those of them that have one."""
    return eligible(today) & Q(established=True)


register(
    Horizon(
        code="cooperation.agreements",
        title=_("Cooperation agreements in force"),
        where=agreements,
        order="valid_from",
        joined=True,
        of=_of_institutions("Cooperation", "/institutions/cooperations/"),
    ),
    Horizon(
        code="cooperation.projects",
        title=_("Projects under way"),
        where=running,
        order="due_on",
        joined=True,
        of=_of_institutions("Project", "/institutions/projects/"),
    ),
    *(
        Horizon(
            code=f"cooperation.party_{code}",
            title=title,
            where=where,
            order="valid_from",
            joined=True,
            of=_of_institutions("PartyBranch", "/institutions/party-branches/"),
        )
        for code, title, where in (
            ("eligible", _("Institutions that could have a party branch"), eligible),
            ("established", _("Institutions with a party branch"), established),
        )
    ),
    Horizon(
        code="cooperation.alliances",
        title=_("Alliances of institutions"),
        where=lambda today: Q(ended_on__isnull=True, formed_on__lte=today),
        order="formed_on",
        of=Rows(
            model="institutions.Alliance",
            page="/alliances/",
            institution="lead",
            city="city_code",
            county="county_code",
        ),
    ),
)

INSTITUTIONS: Final = _("Institutions, which state it themselves")

catalogue.register(
    Kpi(
        code="party_coverage",
        topic="programme",
        owner=Owner(name=INSTITUTIONS, verb=STATE_PARTY, levels=("none",)),
        name=_("Coverage with party branches"),
        unit=_("% of eligible institutions"),
        direction="more",
        arithmetic=ShareNow("cooperation.party_established", "cooperation.party_eligible"),
        formula=_("Institutions with a party branch of a hundred that have one or could have one today"),
        numerator=_("Institutions whose last statement says that a party branch is established, alone or jointly"),
        denominator=_("Institutions whose last statement names a party branch or a reason that keeps them eligible"),
        exclusions=_("Institutions that have stated nothing, those that are not eligible, registrations that ended"),
        article=_("policy document of the province, article 21"),
    ),
    *(
        Kpi(
            code=code,
            topic="programme",
            owner=owner,
            name=name,
            unit=unit,
            direction="more",
            arithmetic=Now(measure),
            formula=formula,
            numerator=formula,
            exclusions=exclusions,
            article=article,
        )
        for code, name, unit, measure, formula, exclusions, article, owner in (
            (
                "alliances",
                _("Alliances of institutions"),
                _("alliances"),
                "cooperation.alliances",
                _("Alliances on record that are not ended today, each counted at its leading institution"),
                _("Alliances that ended"),
                _("policy document of the province, article 5"),
                Owner(
                    name=_("Organs of justice of province and cities that keep the alliances"),
                    verb=KEEP_ALLIANCES,
                    levels=("province", "city"),
                ),
            ),
            (
                "cooperations",
                _("Cooperation agreements in force"),
                _("agreements"),
                "cooperation.agreements",
                _("Agreements of institutions with other bodies that hold today"),
                _("Registrations that ended"),
                _("policy document of the province, article 5"),
                Owner(name=INSTITUTIONS, verb=KEEP, levels=("none",)),
            ),
            (
                "projects_running",
                _("Projects under way"),
                _("projects"),
                "cooperation.projects",
                _("Projects of institutions that are neither completed nor given up today"),
                _("Registrations that ended"),
                _("policy document of the province, articles 5 and 13"),
                Owner(name=INSTITUTIONS, verb=KEEP, levels=("none",)),
            ),
        )
    ),
)
