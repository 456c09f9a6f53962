"""Who may not head an institution: somebody under a penalty of suspension, and for three years after it ended.

The portal knows heads by name alone, and penalties of appraisers as bars of persons; names are compared.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

from foundation.audit.errors import Finding
from foundation.clocks.validity import months_after
from foundation.desk import formats
from institutions.models import Restriction

PENALTY: Final = "XZ-5"
"""The ground of the bar that a penalty of suspension of an appraiser is."""
MONTHS: Final = 36
"""DL24 of the table of deadlines."""
BASIS: Final = "山东省司法鉴定条例第十条第三款"


def free_from(row: Restriction) -> date | None:
    """The first day on which the person of a penalty may head an institution; None while it has no last day."""
    return months_after(row.valid_until + timedelta(days=1), MONTHS) if row.valid_until is not None else None


def head_objections(name: str, on: date, field: str = "head_name") -> Iterator[Finding]:
    """What stands against a head of this name from a day on. A penalty that was lifted stands against nobody."""
    name = name.strip()
    if not name or "\0" in name:
        return
    rows = Restriction.objects.filter(ground=PENALTY, person__name=name, lifted_on__isnull=True, valid_from__lte=on)
    for row in rows:
        free = free_from(row)
        if free is None or on < free:
            until = formats.prose_date(free) if free is not None else _("its end and three years more")
            yield Finding(
                _("An appraiser of this name was suspended by penalty %(number)s and may head none before %(day)s.")
                % {"number": row.document_number, "day": until},
                BASIS,
                field,
                way_out=_("Name another head; somebody else of the same name is told apart by an addition to it."),
                code="head_barred",
            )
            return
