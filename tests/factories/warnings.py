"""Rules of early warning and warnings, opened as the nightly look does."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from governance.early_warning.actions.looking import open_warning
from governance.early_warning.causes import Cause, Place
from governance.early_warning.models import EarlyWarning, WarningRule
from governance.early_warning.queries import rule_on
from institutions.models import Institution

LICENCE, COMPLAINTS, ITEMS = "YJ-07", "YJ-02", "YJ-10"


@transaction.atomic(savepoint=False)
def make_rule(code: str = "SL-01", **values: Any) -> WarningRule:
    """Make a rule: an institution with one overdue case, unless keywords say otherwise."""
    given: dict[str, Any] = {
        "position": 99,
        "name_zh": "示例规则",
        "name_en": "Example rule",
        "kind": "count_reached",
        "level": "institution",
        "parameters": {"kpi": "overdue", "least": 1},
        "tone": "late",
        "to_do_zh": "示例办法",
        "to_do_en": "Example of what to do",
        "owner_role": "officer",
        "owner_level": "city",
        "effective_from": date(2026, 1, 1),
    }
    return write(WarningRule(code=code, **{**given, **values}), "early_warning_rule.opened", by=SYSTEM)


@transaction.atomic(savepoint=False)
def make_warning(institution: Institution, *, day: date | None = None, **figure: Any) -> EarlyWarning:
    """Open the warning that the licence of an institution ends with open cases."""
    rule = rule_on(LICENCE, day or timezone.localdate())
    assert rule is not None
    seen = {"of": "licence", "keys": [str(institution.pk)], "ends": "2026-12-20", "lapsed": 0, "cases": 3, **figure}
    place = Place(institution.city_code, institution.county_code, institution.pk)
    return open_warning(rule, Cause(place, seen), day or timezone.localdate())


@transaction.atomic(savepoint=False)
def make_warning_of_the_province() -> EarlyWarning:
    """Open the warning that the valid complaint rate of the province lies above its target."""
    rule = rule_on(COMPLAINTS, timezone.localdate())
    assert rule is not None
    figure = {
        "kpi": "complaint_rate", "version": 1, "first": "2026-01-01", "last": "2026-11-25", "value": "1.2000",
        "numerator": 12, "denominator": 100_000, "limit": "1.0000", "low": "0.6865", "high": "2.0974",
    }  # fmt: skip
    return open_warning(rule, Cause(Place(), figure), timezone.localdate())


@transaction.atomic(savepoint=False)
def make_warning_of_a_city(city: str) -> EarlyWarning:
    """Open the warning that a city loses an item of forensic toxicology."""
    rule = rule_on(ITEMS, timezone.localdate())
    assert rule is not None
    figure = {"keys": ["FY-0502"], "ends": "2027-01-31", "lapsed": 0, "of": 4}
    return open_warning(rule, Cause(Place(city=city, subject="FY-05"), figure), timezone.localdate())
