"""Tables of the early_warning app."""

from governance.early_warning.models.rule import WarningRule
from governance.early_warning.models.warning import EarlyWarning, Sighting

__all__ = ["EarlyWarning", "Sighting", "WarningRule"]
