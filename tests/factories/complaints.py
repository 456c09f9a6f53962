"""Complaints, filed by the verb as a visitor files them."""

import secrets
from datetime import date
from typing import Any

from complaints.actions.filing import Filed, file
from complaints.filing import ComplainantGiven, ComplaintGiven
from foundation.accounts.acting import Visitor
from institutions.models import Institution

IDENTITY = "379999199001010010"  # region 379999 does not exist


def make_complainant(**values: Any) -> ComplainantGiven:
    """Return what a complainant tells about himself; keywords replace fields."""
    given: dict[str, Any] = {
        "name": "示例投诉人乙",
        "identity_number": IDENTITY,
        "phone": "0531-00000001",
        "address": "示例市示例路1号",
    }
    return ComplainantGiven(**{**given, **values})


def make_given(**values: Any) -> ComplaintGiven:
    """Return what a complete complaint looks like; keywords replace fields."""
    given: dict[str, Any] = {
        "complainant": make_complainant(),
        "interest": "party",
        "kinds": ("TS10-05", "TS10-06"),
        "known_on": date(2026, 6, 1),
        "account": "示例：机构在收费标准之外另收费用，且未出具凭证。",
        "request": "示例：请求查处并退还费用。",
        "is_synthetic": True,
    }
    return ComplaintGiven(**{**given, **values})


def make_complaint(institution: Institution, *, draft_key: str = "", **values: Any) -> Filed:
    """File a complaint as a visitor."""
    return file(make_given(**values), institution, draft_key=draft_key or secrets.token_urlsafe(24), by=Visitor())
