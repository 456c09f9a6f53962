"""Whether an appraiser may be given work in a category on a day (程序通则 art. 18): for assignment and for signing."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from appraisers.models import Appraiser
from foundation.audit.errors import Finding
from foundation.law import queries as law
from institutions import barring
from institutions.renewing import holds

QUALIFIED: Final = "司法鉴定程序通则第十八条"


def objections(rows: Sequence[Appraiser], category: str, on: date) -> dict[UUID, list[Finding]]:
    """Return what stands against giving appraisers work in a category on a day, by appraiser; all keys are there.

    The certificate holds (a timely renewal that is undecided included), names the practice category, and no
    restriction bars the person. The institution is asked by the gate of acceptance. Who decides on the answer calls
    `barring.hold(institution, people)` first, in the same transaction.
    """
    node = law.categories().get(category)
    practice = node.practice_code if node else category
    bars = barring.against_people([row.person_id for row in rows], on)
    found: dict[UUID, list[Finding]] = {}
    for row in rows:
        found[row.pk] = [
            *_certificate(row, on),
            *_category(row, practice),
            *barring.findings_of(bars[row.person_id], category),
        ]
    return found


def _certificate(row: Appraiser, on: date) -> list[Finding]:
    if holds(row.certificate_from, row.certificate_until, row.renewal_pending_since, on):
        return []
    return [
        Finding(
            _("The practice certificate is not valid on this day"),
            QUALIFIED,
            fact=_("Certificate %(number)s is valid from %(first)s to %(last)s.")
            % {
                "number": row.certificate_number,
                "first": row.certificate_from.isoformat(),
                "last": row.certificate_until.isoformat(),
            },
            way_out=_("Choose another appraiser, or wait until the renewal is on record."),
            code="certificate_not_valid",
        )
    ]


def _category(row: Appraiser, practice: str) -> list[Finding]:
    if practice in row.practice_codes:
        return []
    return [
        Finding(
            _("The certificate does not name this practice category"),
            QUALIFIED,
            way_out=_("Choose an appraiser who is certified for it."),
            code="not_certified_for_category",
        )
    ]
