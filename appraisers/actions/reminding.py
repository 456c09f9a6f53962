"""Reminding of practice certificates that end soon: the person, the institution, the officers of the city."""

from datetime import date

from appraisers.models import Appraiser
from institutions.actions.reminding import Ending, remind, thresholds


def remind_appraisers(on: date) -> int:
    """Remind of certificates; return how many notices were written. Names stand in no notice."""
    days = thresholds(on)
    if not days:
        return 0
    rows = Appraiser.objects.expiring(on, max(days)).exclude(institution__status="ended")
    return remind(
        [
            Ending(
                "certificate_expires",
                f"certificate:{row.pk}",
                row.certificate_until,
                row.certificate_number,
                row.institution,
                row.get_absolute_url(),
                person_user=getattr(getattr(row.person, "user", None), "pk", None),
                pending=row.renewal_pending_since is not None,
            )
            for row in rows.select_related("institution__organisation", "person__user")
        ],
        on,
    )
