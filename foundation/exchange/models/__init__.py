"""Tables of the exchange app."""

from foundation.exchange.models.api_client import ApiClient
from foundation.exchange.models.api_use import ApiUse
from foundation.exchange.models.correction import Correction, Decision
from foundation.exchange.models.export import Export, Form
from foundation.exchange.models.loaded_row import LoadedRow
from foundation.exchange.models.memory import SheetMemory
from foundation.exchange.models.personal_token import PersonalToken
from foundation.exchange.models.problem import Problem
from foundation.exchange.models.sheet_import import Import

__all__ = [
    "ApiClient",
    "ApiUse",
    "Correction",
    "Decision",
    "Export",
    "Form",
    "Import",
    "LoadedRow",
    "PersonalToken",
    "Problem",
    "SheetMemory",
]
