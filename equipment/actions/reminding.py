"""Reminding of calibrations that end soon: those who keep the instruments of the institution."""

from datetime import date

from django.db import transaction

from equipment.models import Instrument
from foundation.accounts.notices import notify
from foundation.accounts.roles import Role
from institutions.actions.reminding import reached, thresholds
from institutions.recipients import in_charge_of

KEEPERS = (Role.INSTITUTION_ADMINISTRATOR, Role.QUALITY_MANAGER)


@transaction.atomic
def remind_calibrations(on: date) -> int:
    """Tell once for each number of days of the dated list; return how many notices were written."""
    days = thresholds(on)
    rows = list(Instrument.objects.expiring(on, max(days)).for_list()) if days else []
    keepers = in_charge_of({row.institution_id for row in rows}, on, roles=KEEPERS)
    told = 0
    for row in rows:
        within = reached(row.calibrated_until, on, days) if row.calibrated_until else None
        if within is None:
            continue
        key = f"calibration:{row.pk}:{row.calibrated_until}:{within}"
        facts: dict[str, str | int] = {"number": row.number, "day": str(row.calibrated_until), "days": within}
        told += notify(keepers[row.institution_id], "calibration_expires", key, facts, row.get_absolute_url())
    return told
