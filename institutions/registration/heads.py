"""Who may not head an institution or apply to practise: after a penalty of suspension, or a licence that was revoked.

Somebody under a penalty of suspension heads none until three years after it ended (条例 art. 10(3)). The head of an
institution whose licence was revoked heads none for three years, nor applies to practise (art. 52(2)). Applicants are
known by their identity numbers. Heads are registered by name: names are compared, unless an appraiser of this name at
the institution is known by his identity number to be somebody else.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from foundation.audit.errors import Finding
from foundation.clocks.validity import months_after
from foundation.desk import formats
from institutions.models import BarKind, Institution, Restriction

PENALTY: Final = "XZ-5"
"""The ground of the bar that a penalty of suspension of an appraiser is."""
MONTHS: Final = 36
"""DL24 of the table of deadlines."""
BASIS: Final = "山东省司法鉴定条例第十条第三款"
REVOKED: Final = "XZ-8"
"""The ground of the bar of a head whose institution lost its licence."""
REVOKED_BASIS: Final = "山东省司法鉴定条例第五十二条第二款"


def free_from(row: Restriction) -> date | None:
    """The first day on which the barred may head an institution; None while the bar has no last day."""
    if row.valid_until is None:
        return None
    after = row.valid_until + timedelta(days=1)
    return after if row.kind == BarKind.HEADING else months_after(after, MONTHS)


def barred_heads(names: Iterable[str], on: date) -> dict[str, list[Restriction]]:
    """Return by name what keeps people of these names from heading an institution on a day, by one question."""
    asked = {name for name in (name.strip() for name in names) if name and "\0" not in name}
    found: dict[str, list[Restriction]] = defaultdict(list)
    if not asked:
        return found
    rows = Restriction.objects.filter(
        Q(ground=PENALTY) | Q(kind=BarKind.HEADING), person__name__in=asked, lifted_on__isnull=True, valid_from__lte=on
    )
    for row in rows.select_related("person"):
        free = free_from(row)
        if row.person is not None and (free is None or on < free):
            found[row.person.name].append(row)
    return found


def is_another(row: Restriction, name: str, house: Institution | None) -> bool:
    """Whether who bears a name at an institution is known, by his identity number, to be another than the barred."""
    if house is None:
        return False
    bearers = house.appraisers.filter(person__name=name, person__identity_index__isnull=False)
    known = set(bearers.values_list("person", flat=True))
    return bool(known) and row.person_id not in known


def head_objections(
    name: str, on: date, field: str = "head_name", house: Institution | None = None
) -> Iterator[Finding]:
    """What stands against a head of this name from a day on. A bar that was lifted stands against nobody.

    `house` is the institution, where it is registered already.
    """
    name = name.strip()
    for row in barred_heads([name], on)[name] if name and "\0" not in name else ():
        if not is_another(row, name, house):
            yield _of_head(row, field)
            return


def _of_head(row: Restriction, field: str) -> Finding:
    free = free_from(row)
    until = formats.prose_date(free) if free is not None else _("its end and three years more")
    if row.kind == BarKind.HEADING:
        words = _(
            "Somebody of this name headed an institution that lost its licence (%(number)s): none before %(day)s."
        )
    else:
        words = _("An appraiser of this name was suspended by penalty %(number)s and may head none before %(day)s.")
    return Finding(
        words % {"number": row.document_number, "day": until},
        REVOKED_BASIS if row.kind == BarKind.HEADING else BASIS,
        field,
        way_out=_("Name another head; somebody else of the same name is told apart by an addition to it."),
        code="head_barred",
    )


def applicants_barred(people: Iterable[UUID]) -> dict[UUID, list[Restriction]]:
    """Return what keeps persons from applying to practise, by person, whenever it holds; by one question."""
    found: dict[UUID, list[Restriction]] = defaultdict(list)
    keys = list(people)
    rows = Restriction.objects.of_heading().filter(person__in=keys, lifted_on__isnull=True) if keys else ()
    for row in rows:
        found[row.barred].append(row)
    return found


def applicants_named(names: Iterable[str]) -> dict[str, list[Restriction]]:
    """Return what keeps people of these names from applying to practise, by name, whenever it holds."""
    found: dict[str, list[Restriction]] = defaultdict(list)
    asked = {name for name in names if name}
    rows = (
        Restriction.objects.of_heading().select_related("person").filter(person__name__in=asked, lifted_on__isnull=True)
    )
    for row in rows:
        if row.person is not None:
            found[row.person.name].append(row)
    return found


def application_objections(person: UUID | None, on: date, field: str = "") -> Iterator[Finding]:
    """What stands against an application of a person to practise, or to practise elsewhere, on a day."""
    if person is None:
        return
    for row in applicants_barred([person])[person]:
        free = free_from(row)
        if row.is_in_force(on) and free is not None:
            yield Finding(
                _("The person headed an institution that lost its licence (%(number)s): no application before %(day)s.")
                % {"number": row.document_number, "day": formats.prose_date(free)},
                REVOKED_BASIS,
                field,
                way_out=_("Return the application, or have the restriction lifted by the provincial organ."),
                code="applicant_barred",
            )
            return
