"""Cases, thin ones as the ledger import makes them."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.db import transaction

from cases.models import Case
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from foundation.exchange.cells.identifiers import case_number_key
from institutions.models import Institution

_serial = count(1)


def make_case(institution: Institution, *, accepted_on: date = date(2026, 10, 12), **values: Any) -> Case:
    """Make a case in progress; give `issued_on` for one whose opinion is issued."""
    serial = next(_serial)
    number = values.pop("case_number", f"{institution.abbreviation}鉴〔{accepted_on.year}〕临鉴字第{serial}号")
    issued_on = values.get("issued_on")
    defaults: dict[str, Any] = {
        "code": f"T{serial:09d}",
        "institution": institution,
        "city_code": institution.city_code,
        "county_code": institution.county_code,
        "category_id": "FY-02",
        "practice_code": "FY-02",
        "case_number": number,
        "number_key": case_number_key(number),
        "state": "issued" if issued_on else "in_progress",
        "received_on": accepted_on,
        "accepted_on": accepted_on,
        "effective_on": accepted_on,
        "client_name": "济南示例区人民法院",
        "client_kind": "court",
        "due_on": accepted_on + timedelta(days=42),
        "is_synthetic": True,
    }
    if issued_on:
        defaults |= {"turnaround_days": 10, "gross_days": 10, "opinion_number": number.replace("鉴字", "意见书字")}
    defaults["opinion_key"] = case_number_key(values.get("opinion_number", defaults.get("opinion_number", "")))
    with transaction.atomic():
        return write(Case(**{**defaults, **values}), "case.imported", by=SYSTEM)
