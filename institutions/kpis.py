"""What is counted about institutions."""

from datetime import date, timedelta
from functools import partial

from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from foundation.kpi import catalogue
from foundation.kpi.catalogue import Kpi, Now
from foundation.kpi.expiry import NOTICE_DAYS
from foundation.kpi.measures import Horizon, Measure, Rows, register
from institutions.querysets import expiring_accreditation, standing_accreditation
from institutions.rectification import kpis as rectification  # noqa: F401  (registers its measures)

INSTITUTIONS = Rows(
    model="institutions.Institution",
    page="/institutions/",
    institution="organisation",
    city="city_code",
    county="county_code",
)


ACCREDITATIONS = Rows(
    model="institutions.Accreditation",
    page="/institutions/accreditations/",
    institution="institution",
    city="institution__city_code",
    county="institution__county_code",
)


def _expiring(today: date, days: int) -> Q:
    last = today + timedelta(days=days)
    return Q(licence_until__gte=today, licence_until__lte=last) & ~Q(status="ended")


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
        for days in NOTICE_DAYS
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
        for days in NOTICE_DAYS
    ),
)

catalogue.register(
    Kpi(
        code="expiring_licences",
        topic="standing",
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
        name=_("Accreditations expiring within 90 days"),
        unit=_("certificates"),
        direction="fewer",
        arithmetic=Now("accreditations.expiring_90"),
        formula=_("Certificates of accreditation whose last valid day lies within 90 calendar days, today included"),
        numerator=_("Accreditations (CMA, CNAS) of institutions whose registration has not ended"),
        exclusions=_("Certificates ended before their time, and those that a later one covering as much follows"),
        article=_("Regulations of Shandong, article 10"),
    ),
)
