"""What is counted about complaints (decisions.md 22). Tips and petitions are no complaints and lie elsewhere."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from complaints.states import RUNNING
from complaints.verbs import VIEW
from foundation.kpi import catalogue
from foundation.kpi.catalogue import Count, Days, Kpi, Now, Rate, Share
from foundation.kpi.measures import Horizon, Measure, Rows, register
from foundation.kpi.owners import Owner

COMPLAINTS = Rows(
    model="complaints.Complaint",
    page="/complaints/",
    institution="institution",
    city="city_code",
    county="county_code",
    verb=VIEW.code,
)

register(
    Measure(code="complaints.received", title=_("Complaints received"), date="received_on", of=COMPLAINTS),
    Measure(code="complaints.accepted", title=_("Complaints accepted"), date="accepted_on", of=COMPLAINTS),
    Measure(code="complaints.refused", title=_("Complaints refused"), date="refused_on", of=COMPLAINTS),
    Measure(code="complaints.decided", title=_("Complaints decided"), date="decided_on", of=COMPLAINTS),
    Measure(
        code="complaints.days_to_decide",
        title=_("Complaints decided"),
        date="decided_on",
        bucket="days_to_decide",
        of=COMPLAINTS,
    ),
    Measure(
        code="complaints.upheld",
        title=_("Valid complaints"),
        where=Q(upheld=True),
        date="decided_on",
        of=COMPLAINTS,
    ),
    Horizon(
        code="complaints.overdue",
        title=_("Overdue complaints"),
        where=lambda today: Q(state__in=RUNNING, due_on__lt=today),
        order="due_on",
        of=COMPLAINTS,
    ),
)

HANDLERS = Owner(
    name=_("Complaint handlers of the province and the cities"),
    verb="complaints.decide",
    levels=("province", "city"),
)

catalogue.register(
    Kpi(
        code="complaint_rate",
        topic="complaints",
        name=_("Valid complaint rate"),
        unit=_("per 10,000 opinions"),
        direction="fewer",
        arithmetic=Rate("complaints.upheld", "cases.issued", per=10_000),
        formula=_("Valid complaints ÷ opinions issued × 10,000"),
        numerator=_("Formal complaints decided in the period with at least one allegation upheld"),
        denominator=_("Opinions issued in the period; revoked ones stay"),
        exclusions=_("Anonymous tips and petitions; no rate without opinions, or with more complaints than opinions"),
        article=_("policy document of the province, article 2"),
    ),
    Kpi(
        code="complaints_received",
        topic="complaints",
        owner=HANDLERS,
        name=_("Complaints received"),
        unit=_("complaints"),
        direction="neutral",
        arithmetic=Count("complaints.received"),
        formula=_("Formal complaints received in the period"),
        numerator=_("Complaints whose day of receipt lies in the period, whatever became of them"),
        exclusions=_("Anonymous tips and petitions"),
        article=_("Measures on complaints, article 13"),
    ),
    Kpi(
        code="complaints_overdue",
        topic="complaints",
        owner=HANDLERS,
        name=_("Overdue complaints"),
        unit=_("complaints"),
        direction="fewer",
        arithmetic=Now("complaints.overdue"),
        formula=_("Complaints whose day for acceptance, decision or informing both sides lies before today"),
        numerator=_("Complaints with such a day before today"),
        exclusions=_("Complaints whose supplement is awaited; the day contains a lawful extension"),
        article=_("Ordinance of the province, article 47; Measures on complaints, articles 25 and 26"),
    ),
    Kpi(
        code="valid_complaints",
        topic="complaints",
        owner=HANDLERS,
        name=_("Valid complaints"),
        unit=_("complaints"),
        direction="fewer",
        arithmetic=Count("complaints.upheld"),
        formula=_("Formal complaints decided in the period with at least one allegation upheld"),
        numerator=_(
            "Complaints decided in the period with at least one allegation upheld, whenever they were received"
        ),
        exclusions=_("Anonymous tips and petitions"),
        article=_("policy document of the province, article 2"),
    ),
    Kpi(
        code="complaint_refusal_share",
        topic="complaints",
        owner=HANDLERS,
        name=_("Complaints refused"),
        unit=_("% of decisions on acceptance"),
        direction="neutral",
        arithmetic=Share("complaints.refused", "complaints.accepted"),
        formula=_("Complaints refused, of a hundred refused or accepted in the period"),
        numerator=_("Complaints refused on a legal ground in the period"),
        denominator=_("Complaints refused or accepted in the period"),
        exclusions=_("Complaints whose supplement never came"),
        article=_("Measures on complaints, article 15"),
    ),
    Kpi(
        code="complaint_days",
        topic="complaints",
        owner=HANDLERS,
        name=_("Time to decide a complaint"),
        unit=_("calendar days (median)"),
        direction="fewer",
        arithmetic=Days("complaints.days_to_decide"),
        formula=_("Median of the calendar days from acceptance to decision"),
        numerator=_("Calendar days after the day of acceptance, through the day of decision"),
        exclusions=_("Complaints that were terminated"),
        article=_("Measures on complaints, article 25"),
    ),
)
