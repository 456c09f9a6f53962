"""Cases, thin ones as the ledger import makes them."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.clients import name_client
from cases.models import Case, ProcessEntry
from foundation.audit import trail
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
    given = {**defaults, **values}
    name, kind = given.pop("client_name"), given.pop("client_kind")
    case = Case(**given)
    name_client(case, name, kind)
    with transaction.atomic(savepoint=False):
        return write(case, "case.imported", by=SYSTEM)


def make_process_entry(case: Case, *, happened_at: datetime | None = None) -> ProcessEntry:
    """Add an entry to the process record of a case, made now about what happened now (or then)."""
    with transaction.atomic(savepoint=False):
        entry = ProcessEntry(
            case=case,
            institution_id=case.institution_id,
            city_code=case.city_code,
            county_code=case.county_code,
            number=1 + ProcessEntry.objects.filter(case=case).count(),
            kind="GC-7",
            happened_at=happened_at or timezone.now(),
            recorded_at=timezone.now(),
        )
        entry.trail_seq = trail.append(case.stream, "cases.record_process", by=SYSTEM, facts={"number": entry.number})
        entry.text = "示例：量角器测量"
        entry.save(force_insert=True)
        return entry
