"""An expiry with open cases: what an institution works on when its licence, certificates or accreditations end.

What has ended counts on: the cause is gone only with a renewal, or with the last open case.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Count

from appraisers.models import Appraiser
from cases.models import Assignment, Case
from cases.states import OPEN
from foundation.law import queries as law
from governance.early_warning.causes import Cause, Place
from governance.early_warning.evaluators.figures import open_cases_by_institution
from governance.early_warning.kinds import ACCREDITATION, CERTIFICATE, LICENCE
from governance.early_warning.models import WarningRule
from institutions.models import Accreditation, Institution
from institutions.querysets import standing_accreditation


def evaluate(rule: WarningRule, today: date) -> list[Cause]:
    """Return the institutions that have open cases under something that ends within `days` calendar days."""
    last = today + timedelta(days=rule.parameters["days"])
    wanted = set(rule.areas)
    found = _BY_KIND[rule.parameters["of"]](last, today)
    return [each for each in found if not wanted or each.place.city in wanted]


def _of_licences(last: date, today: date) -> list[Cause]:
    """Licences; while a renewal asked in time is undecided, the licence holds on and nothing is warned of."""
    rows = Institution.objects.in_practice().filter(licence_until__lte=last, renewal_pending_since__isnull=True)
    cases = open_cases_by_institution(today)
    return [
        _cause(LICENCE, row, [str(row.pk)], [row.licence_until], cases[row.pk], today)
        for row in rows
        if cases.get(row.pk, 0)
    ]


def _of_certificates(last: date, today: date) -> list[Cause]:
    """Certificates of appraisers to whom open cases are assigned."""
    rows = Appraiser.objects.filter(certificate_until__lte=last, renewal_pending_since__isnull=True)
    busy = rows.filter(
        assignments__ended_on__isnull=True, assignments__case__state__in=OPEN
    ).exclude(institution__status=Institution.Status.ENDED).distinct()  # fmt: skip
    ending: dict[UUID, list[Appraiser]] = defaultdict(list)
    for row in busy:
        ending[row.institution_id].append(row)
    houses = Institution.objects.in_bulk(list(ending))
    current = Assignment.objects.current().filter(case__state__in=OPEN)
    found = []
    for key, people in ending.items():
        cases = current.filter(appraiser__in=people).values("case").distinct().count()
        keys, ends = [str(row.pk) for row in people], [row.certificate_until for row in people]
        found.append(_cause(CERTIFICATE, houses[key], keys, ends, cases, today))
    return found


def _of_accreditations(last: date, today: date) -> list[Cause]:
    """Accreditations that nothing follows, with the open cases in what they cover."""
    rows = Accreditation.objects.filter(standing_accreditation(), valid_until__lte=last).select_related("institution")
    ending: dict[UUID, list[Accreditation]] = defaultdict(list)
    for row in rows:
        ending[row.institution_id].append(row)
    open_cases = _open_by_category(ending)
    found = []
    for key, certificates in ending.items():
        met = {row.pk: _within(row.covers, open_cases[key]) for row in certificates}
        used = [row for row in certificates if met[row.pk]]
        if used:
            covers = {code for row in used for code in row.covers}
            cases = _within(covers, open_cases[key])
            keys, ends = [str(row.pk) for row in used], [row.valid_until for row in used]
            found.append(_cause(ACCREDITATION, used[0].institution, keys, ends, cases, today))
    return found


def _open_by_category(institutions: Iterable[UUID]) -> dict[UUID, dict[str, int]]:
    """The open cases of institutions by category."""
    found: dict[UUID, dict[str, int]] = defaultdict(dict)
    rows = Case.objects.open().filter(institution__in=list(institutions)).order_by()
    for row in rows.values("institution", "category").annotate(found=Count("pk")):
        found[row["institution"]][row["category"]] = row["found"]
    return found


def _within(covers: Iterable[str], cases: dict[str, int]) -> int:
    """How many of the cases lie in categories that something covers."""
    known = set(covers)
    return sum(count for category, count in cases.items() if known.intersection(law.lineage(category)))


def _cause(of: str, house: Institution, keys: list[str], ends: list[date], cases: int, today: date) -> Cause:
    first = min(ends)
    figure: dict[str, Any] = {
        "of": of,
        "keys": sorted(keys),
        "ends": first.isoformat(),
        "lapsed": sum(day < today for day in ends),
        "cases": cases,
    }
    place = Place(city=house.city_code, county=house.county_code, institution=house.pk)
    return Cause(place, figure, first + timedelta(days=1) if first < today else None)


_BY_KIND: Final = {LICENCE: _of_licences, CERTIFICATE: _of_certificates, ACCREDITATION: _of_accreditations}
