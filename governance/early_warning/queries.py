"""Questions asked of the rules; they are public among staff, so that no scope limits them."""

from datetime import date
from typing import Any

from django.db.models import Q

from governance.early_warning.models import WarningRule


def rules_on(day: date) -> list[WarningRule]:
    """Return the rules in force on a day, in their order."""
    return list(WarningRule._base_manager.filter(_in_force(day)).order_by("position", "code"))


def rule_on(code: str, day: date) -> WarningRule | None:
    """Return the wording of a rule that is in force on a day."""
    return WarningRule._base_manager.filter(_in_force(day), code=code).first()


def rule_choices() -> list[tuple[str, Any]]:
    """Return every rule that ever was by its code, in the newest wording, for a filter."""
    rows = WarningRule._base_manager.order_by("position", "effective_from")
    return list({row.code: (row.code, row.name) for row in rows}.values())


def _in_force(day: date) -> Q:
    return Q(effective_from__lte=day) & (Q(effective_to__isnull=True) | Q(effective_to__gte=day))
