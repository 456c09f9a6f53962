"""What is counted about cases (decisions.md 22–24)."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.conduct import kpis as _conduct  # noqa: F401  (registers its figures)
from cases.entrustments import kpis as _entrustments  # noqa: F401  (registers its figures)
from cases.states import OPEN, State
from foundation.kpi import catalogue
from foundation.kpi.catalogue import Count, Days, Kpi, Now, Pace, Share, ShareNow
from foundation.kpi.measures import Horizon, Measure, Rows, register
from foundation.kpi.owners import Owner

CASES = Rows(
    model="cases.Case",
    page="/cases/",
    institution="institution",
    city="city_code",
    county="county_code",
    category="practice_code",
)

# A case that was loaded by mistake keeps its dates and counts nowhere.
STANDING = ~Q(state=State.VOID)
# A ledger does not say whether time was extended.
HANDLED = STANDING & Q(import_id__isnull=True)

register(
    Measure(
        code="cases.accepted",
        title=_("Cases accepted"),
        where=STANDING,
        date="accepted_on",
        of=CASES,
        parts_by_day=True,
    ),
    Measure(
        code="cases.issued", title=_("Opinions issued"), where=STANDING, date="issued_on", of=CASES, parts_by_day=True
    ),
    Measure(code="cases.terminated", title=_("Appraisals terminated"), where=STANDING, date="terminated_on", of=CASES),
    # What became of the cases accepted in a period: the same cases on every step of the way (dashboard "flow").
    Measure(
        code="cases.accepted_issued",
        title=_("Cases accepted whose opinion has been issued"),
        where=Q(state=State.ISSUED),
        date="accepted_on",
        of=CASES,
    ),
    Measure(
        code="cases.accepted_terminated",
        title=_("Cases accepted that were terminated"),
        where=Q(state=State.TERMINATED),
        date="accepted_on",
        of=CASES,
    ),
    Measure(
        code="cases.turnaround",
        title=_("Opinions issued, with turnaround net of pauses"),
        where=STANDING,
        date="issued_on",
        bucket="turnaround_days",
        of=CASES,
    ),
    Measure(
        code="cases.gross",
        title=_("Opinions issued, with gross turnaround"),
        where=STANDING,
        date="issued_on",
        bucket="gross_days",
        of=CASES,
    ),
    Measure(
        code="cases.issued_on_time",
        title=_("Opinions issued within their time limit"),
        where=STANDING & Q(issued_on__lte=F("due_on")),
        date="issued_on",
        of=CASES,
    ),
    Measure(
        code="cases.issued_late",
        title=_("Opinions issued after their last day"),
        where=STANDING & Q(issued_on__gt=F("due_on")),
        date="issued_on",
        of=CASES,
    ),
    Measure(
        code="cases.suspended",
        title=_("Cases whose time stands still"),
        where=Q(state=State.SUSPENDED),
        of=CASES,
    ),
    Measure(code="cases.open", title=_("Open cases"), where=Q(state__in=OPEN), of=CASES),
    Measure(
        code="cases.issued_extended",
        title=_("Opinions issued after an extension"),
        where=HANDLED & Q(extended_on__isnull=False),
        date="issued_on",
        of=CASES,
    ),
    Measure(
        code="cases.issued_unextended",
        title=_("Opinions issued without any extension"),
        where=HANDLED & Q(extended_on__isnull=True),
        date="issued_on",
        of=CASES,
    ),
    Measure(
        code="cases.corrected",
        title=_("Opinions issued that were corrected later"),
        where=HANDLED & Q(corrected_on__isnull=False),
        date="issued_on",
        of=CASES,
    ),
    Measure(
        code="cases.uncorrected",
        title=_("Opinions issued and not corrected"),
        where=HANDLED & Q(corrected_on__isnull=True),
        date="issued_on",
        of=CASES,
    ),
    Horizon(
        code="cases.overdue",
        title=_("Overdue cases"),
        where=lambda today: Q(state=State.IN_PROGRESS, due_on__lt=today),
        order="due_on",
        of=CASES,
    ),
    Horizon(
        code="cases.due",
        title=_("Cases in progress by their last day"),
        where=lambda today: Q(state=State.IN_PROGRESS, due_on__isnull=False),
        date="due_on",
        order="due_on",
        of=CASES,
    ),
)

_POLICY = _("policy document of the province, article 2")
SEAT = Owner(name=_("City organ of justice at the seat of the institution"), verb="cases.view", levels=("city",))
HEADS = Owner(
    name=_("Heads of institutions, overseen by the city organ of justice"),
    verb="cases.decide_extension",
    levels=("none",),
)
RECORDERS = Owner(
    name=_("Appraisers and clerks of the institutions, overseen by the city organ of justice"),
    verb="cases.record_process",
    levels=("none",),
)

catalogue.register(
    Kpi(
        code="case_volume",
        topic="cases",
        name=_("Cases handled"),
        unit=_("cases"),
        direction="more",
        arithmetic=Count("cases.accepted"),
        formula=_("Cases accepted in the period"),
        numerator=_("Cases whose day of acceptance lies in the period; a case of several fields counts once"),
        exclusions=_("Supplementary appraisals belong to their case; refused entrustments are not accepted cases"),
        article=_POLICY,
    ),
    Kpi(
        code="opinions_issued",
        topic="cases",
        name=_("Opinions issued"),
        unit=_("opinions"),
        direction="more",
        arithmetic=Count("cases.issued"),
        formula=_("Opinions issued in the period"),
        numerator=_("Cases whose opinion was issued in the period; a revoked opinion stays issued"),
        exclusions=_("Corrections and supplementary opinions"),
        article=_POLICY,
    ),
    Kpi(
        code="turnaround",
        topic="cases",
        owner=SEAT,
        name=_("Turnaround"),
        unit=_("working days (median)"),
        direction="fewer",
        arithmetic=Days("cases.turnaround"),
        formula=_("Median of the working days from the agreement's effect to the issue, net of pauses"),
        numerator=_("Working days after the day the agreement takes effect, through the day of issue"),
        exclusions=_("Time that does not count by law; opinions without a known day of effect"),
        article=_("General Rules on Procedure, article 28"),
        deadline="DL02",
    ),
    Kpi(
        code="turnaround_gross",
        topic="cases",
        owner=SEAT,
        name=_("Turnaround, gross"),
        unit=_("working days (median)"),
        direction="fewer",
        arithmetic=Days("cases.gross"),
        formula=_("Median of the working days from the agreement's effect to the issue, pauses included"),
        numerator=_("Working days after the day the agreement takes effect, through the day of issue"),
        article=_("General Rules on Procedure, article 28"),
        deadline="DL02",
    ),
    Kpi(
        code="on_time_share",
        topic="cases",
        owner=SEAT,
        name=_("Issued on time"),
        unit=_("% of opinions"),
        direction="more",
        arithmetic=Share("cases.issued_on_time", "cases.issued_late"),
        formula=_("Opinions issued by their last day, of a hundred issued in the period"),
        numerator=_("Opinions issued by the last day of their time limit, lawful extensions and pauses included"),
        denominator=_("Opinions issued in the period whose last day is known"),
        exclusions=_("Opinions without a known last day (ledgers without the day of effect); terminated appraisals"),
        article=_("General Rules on Procedure, article 28"),
        deadline="DL02",
    ),
    Kpi(
        code="overdue",
        topic="cases",
        owner=SEAT,
        name=_("Overdue cases"),
        unit=_("cases"),
        direction="fewer",
        arithmetic=Now("cases.overdue"),
        formula=_("Cases in progress whose due date lies before today"),
        numerator=_("Cases in progress with a due date before today"),
        exclusions=_("Suspended cases; the due date contains lawful extensions"),
        article=_("General Rules on Procedure, article 28"),
    ),
    Kpi(
        code="open_cases",
        topic="cases",
        owner=SEAT,
        name=_("Open cases"),
        unit=_("cases"),
        direction="neutral",
        arithmetic=Now("cases.open"),
        formula=_("Cases in progress or suspended today"),
        numerator=_("Cases without issued opinion that were not terminated"),
    ),
    Kpi(
        code="pace",
        topic="cases",
        name=_("Pace of the year"),
        unit=_("% of what is due by today"),
        direction="more",
        arithmetic=Pace("cases.accepted"),
        formula=_(
            "Cases accepted in the year so far ÷ (target of the year × share of its working days gone), per cent"
        ),
        numerator=_("Cases accepted from 1 January to the end of the period"),
        denominator=_("The part of the target that the working days gone ask for; areas without a target have no pace"),
        article=_POLICY,
    ),
    Kpi(
        code="suspension_share",
        topic="cases",
        owner=SEAT,
        name=_("Open cases whose time stands still"),
        unit=_("% of open cases"),
        direction="neutral",
        arithmetic=ShareNow("cases.suspended", "cases.open"),
        formula=_("Suspended cases, of a hundred open today"),
        numerator=_("Cases suspended today on a legal ground"),
        denominator=_("Cases in progress or suspended today"),
        article=_("General Rules on Procedure, article 28"),
    ),
    Kpi(
        code="termination_share",
        topic="cases",
        owner=SEAT,
        name=_("Appraisals terminated"),
        unit=_("% of ended cases"),
        direction="fewer",
        arithmetic=Share("cases.terminated", "cases.issued"),
        formula=_("Appraisals terminated, of a hundred that ended in the period"),
        numerator=_("Cases terminated on a legal ground in the period"),
        denominator=_("Cases ended in the period: opinion issued, or terminated"),
        article=_("General Rules on Procedure, article 29"),
    ),
    Kpi(
        code="extension_share",
        topic="cases",
        owner=HEADS,
        name=_("Opinions issued after an extension"),
        unit=_("% of opinions"),
        direction="fewer",
        arithmetic=Share("cases.issued_extended", "cases.issued_unextended"),
        formula=_("Opinions issued after an approved extension, of a hundred issued in the period"),
        numerator=_("Opinions issued in the period in cases whose time the head extended at least once"),
        denominator=_("Opinions issued in the period in cases handled in the portal"),
        exclusions=_("Cases that came with a ledger, which does not say it"),
        article=_("General Rules on Procedure, article 28"),
    ),
    Kpi(
        code="entered_in_time",
        topic="cases",
        owner=RECORDERS,
        name=_("Process entries made within 24 hours"),
        unit=_("% of entries"),
        direction="more",
        arithmetic=Share("process.entered_in_time", "process.entered_later"),
        formula=_("Entries of the process record made within 24 hours of the event, of a hundred made in the period"),
        numerator=_("Entries recorded at most 24 hours after the moment they tell of"),
        denominator=_("Entries of the process record made in the period"),
        article=_("policy document of the province, article 22"),
    ),
    Kpi(
        code="correction_share",
        topic="cases",
        owner=SEAT,
        name=_("Opinions corrected"),
        unit=_("% of opinions"),
        direction="fewer",
        arithmetic=Share("cases.corrected", "cases.uncorrected"),
        formula=_("Opinions of the period that were corrected later, of a hundred issued"),
        numerator=_("Opinions issued in the period with a written correction"),
        denominator=_("Opinions issued in the period in cases handled in the portal"),
        exclusions=_("Cases that came with a ledger, which does not say it"),
        article=_("General Rules on Procedure, article 41"),
    ),
)
