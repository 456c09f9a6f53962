"""The dated lists that cooperation chooses from, and what their entries say in words."""

from datetime import date
from typing import Final

from django.utils import timezone

from foundation.law import queries as law
from foundation.law.models import Ground

COOPERATIONS: Final = "cooperation_kinds"
ALLIANCES: Final = "alliance_kinds"
PROJECTS: Final = "project_kinds"
LEVELS: Final = "project_levels"
PARTY_BRANCH: Final = "party_branch_situations"


def entry(list_code: str, code: str, on: date) -> Ground | None:
    """Return an entry of a list that is in force on a day."""
    return next((row for row in law.entries(list_code, on) if row.code == code), None)


def named(list_code: str, code: str, on: date) -> str:
    """Return the name of an entry as it stood on a day; its code where the list did not hold it then."""
    row = entry(list_code, code, on)
    return row.name if row is not None else code


def choices(list_code: str) -> list[tuple[str, str]]:
    """The entries of today."""
    return [(row.code, row.name) for row in law.entries(list_code, timezone.localdate())]
