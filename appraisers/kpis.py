"""What is counted about appraisers."""

from datetime import date, timedelta
from functools import partial

from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from foundation.kpi import catalogue
from foundation.kpi.catalogue import Kpi, Now
from foundation.kpi.expiry import LOOKED_AHEAD
from foundation.kpi.measures import Horizon, Measure, Rows, register
from institutions.kpis import REGISTRAR

APPRAISERS = Rows(
    model="appraisers.Appraiser",
    page="/appraisers/",
    institution="institution",
    city="city_code",
    county="county_code",
)


def _expiring(today: date, days: int) -> Q:
    return Q(certificate_until__gte=today, certificate_until__lte=today + timedelta(days=days))


def _lapsed(today: date) -> Q:
    """Past its last day, and no renewal asked in time is undecided (许可法 art. 50(2))."""
    return Q(certificate_until__lt=today, renewal_pending_since__isnull=True)


register(
    Measure(code="appraisers.registered", title=_("Appraisers"), of=APPRAISERS),
    Horizon(
        code="appraisers.certificate_ends",
        title=_("Practice certificates by their last day"),
        where=lambda today: Q(),
        date="certificate_until",
        order="certificate_until",
        of=APPRAISERS,
    ),
    *(
        Horizon(
            code=f"appraisers.expiring_{days}",
            title=format_lazy(_("Practice certificates that end within {days} days"), days=days),
            where=partial(_expiring, days=days),
            order="certificate_until",
            of=APPRAISERS,
        )
        for days in LOOKED_AHEAD
    ),
    Horizon(
        code="appraisers.lapsed",
        title=_("Practice certificates past their last day"),
        where=_lapsed,
        order="certificate_until",
        of=APPRAISERS,
    ),
)

catalogue.register(
    Kpi(
        code="expiring_certificates",
        topic="standing",
        owner=REGISTRAR,
        name=_("Certificates expiring within 90 days"),
        unit=_("appraisers"),
        direction="fewer",
        arithmetic=Now("appraisers.expiring_90"),
        formula=_("Practice certificates whose last valid day lies within 90 calendar days, today included"),
        numerator=_("Appraisers with a practice certificate"),
        exclusions=_("Certificates that have already ended"),
    ),
    *(
        Kpi(
            code=f"expiring_certificates_{days}",
            topic="standing",
            owner=REGISTRAR,
            name=format_lazy(_("Certificates expiring within {days} days"), days=days),
            unit=_("appraisers"),
            direction="fewer",
            arithmetic=Now(f"appraisers.expiring_{days}"),
            formula=format_lazy(
                _("Practice certificates whose last valid day lies within {days} calendar days, today included"),
                days=days,
            ),
            numerator=_("Appraisers with a practice certificate"),
            exclusions=_("Certificates that have already ended"),
        )
        for days in (180, 30)
    ),
    Kpi(
        code="lapsed_certificates",
        topic="standing",
        owner=REGISTRAR,
        name=_("Certificates lapsed"),
        unit=_("appraisers"),
        direction="fewer",
        arithmetic=Now("appraisers.lapsed"),
        formula=_("Practice certificates whose last valid day lies before today"),
        numerator=_("Appraisers with a practice certificate"),
        exclusions=_("Appraisers whose timely application for renewal waits for the organ"),
    ),
)
