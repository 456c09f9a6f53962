"""What is counted about findings and rectifications. Imported by institutions/kpis.py."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.kpi import catalogue
from foundation.kpi.catalogue import Kpi, Now
from foundation.kpi.measures import Horizon, Measure, Rows, register
from foundation.kpi.owners import Owner
from institutions.rectification.states import FindingState, OrderState

FINDINGS = Rows(
    model="institutions.Finding",
    page="/rectification/findings/",
    institution="institution",
    city="city_code",
    county="county_code",
)
ORDERS = Rows(
    model="institutions.RectificationOrder",
    page="/rectification/",
    institution="institution",
    city="city_code",
    county="county_code",
)

register(
    Measure(
        code="rectification.open_findings",
        title=_("Open findings"),
        where=~Q(state=FindingState.CLOSED),
        of=FINDINGS,
    ),
    Horizon(
        code="rectification.overdue",
        title=_("Overdue rectifications"),
        where=lambda today: Q(state=OrderState.OPEN, due_on__lt=today),
        order="due_on",
        of=ORDERS,
    ),
)

_POLICY = _("policy document of the province, article 12")
ORDERING = Owner(
    name=_("Organs of justice of province and cities that order the rectification"),
    verb="rectification.order",
    levels=("province", "city"),
)

catalogue.register(
    Kpi(
        code="open_findings",
        topic="quality",
        owner=ORDERING,
        name=_("Open findings"),
        unit=_("findings"),
        direction="fewer",
        arithmetic=Now("rectification.open_findings"),
        formula=_("Findings about institutions that are not closed today"),
        numerator=_("Findings recorded or with a rectification order that is not closed"),
        article=_POLICY,
    ),
    Kpi(
        code="overdue_rectifications",
        topic="quality",
        owner=ORDERING,
        name=_("Overdue rectifications"),
        unit=_("orders"),
        direction="fewer",
        arithmetic=Now("rectification.overdue"),
        formula=_("Rectification orders without an answer whose last day lies before today"),
        numerator=_("Orders to be answered with a last day before today"),
        exclusions=_("Orders answered or before the leader"),
        article=_POLICY,
    ),
)
