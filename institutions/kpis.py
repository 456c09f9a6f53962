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
from institutions.rectification import kpis as rectification  # noqa: F401  (registers its measures)

INSTITUTIONS = Rows(
    model="institutions.Institution",
    page="/institutions/",
    institution="organisation",
    city="city_code",
    county="county_code",
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
)

catalogue.register(
    Kpi(
        code="expiring_licences",
        name=_("Expiring within 90 days"),
        unit=_("institutions"),
        direction="fewer",
        arithmetic=Now("institutions.expiring_90"),
        formula=_("Practice licences whose last valid day lies within 90 calendar days, today included"),
        numerator=_("Institutions whose registration has not ended"),
        exclusions=_("Licences that have already ended"),
        article=_("Regulations of Shandong, article 13"),
    ),
)
