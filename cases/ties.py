"""Open cases that bind an appraiser to his institution: he is replaced in them before he moves (程序通则 art. 18)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from appraisers.models import Appraiser
from appraisers.ties import listed
from cases.models import Assignment
from cases.states import OPEN
from foundation.audit.errors import Finding

ARTICLE = "司法鉴定程序通则第十八条"


def open_cases(row: Appraiser) -> Iterator[Finding]:
    """Return a finding that names the open cases to which an appraiser is assigned, if there are any."""
    rows = Assignment.objects.current().filter(appraiser=row, case__state__in=OPEN).order_by("case__case_number")
    numbers = list(rows.values_list("case__case_number", flat=True))
    if numbers:
        yield Finding(
            _("He is assigned to open cases: %(numbers)s.") % {"numbers": listed(numbers)},
            ARTICLE,
            way_out=_("The institution replaces him in them first."),
            code="open_cases",
        )
