"""What is counted about process records. Imported by cases/kpis.py, where the figures made of it stand."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.kpi.measures import Measure, Rows, register

# Of no category: that of a case may be corrected, and its entries are never changed.
ENTRIES = Rows(
    model="cases.ProcessEntry",
    page="/cases/process/",
    institution="institution",
    city="city_code",
    county="county_code",
)

register(
    Measure(
        code="process.entered_in_time",
        title=_("Process entries made within 24 hours"),
        where=Q(is_prompt=True),
        date="recorded_on",
        of=ENTRIES,
    ),
    Measure(
        code="process.entered_later",
        title=_("Process entries made later than 24 hours after"),
        where=Q(is_prompt=False),
        date="recorded_on",
        of=ENTRIES,
    ),
)
