"""Who is barred from practising: restrictions asked for, the same answer for acceptance, assignment and pages.

Whoever decides holds the standing first (`hold`): a restriction that is being set is then waited for, and none
can be set before the decision is committed. The lock is shared, so that decisions do not wait for each other.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from foundation.audit.errors import Finding
from foundation.audit.statements import Statement
from foundation.law import queries as law
from institutions.covering import Fit, fit, named
from institutions.models import BarKind, Restriction
from institutions.querysets import RestrictionQuerySet

GROUNDS: Final = "restriction_grounds"


_AGAINST_ONE: Final[Statement[Restriction]] = Statement(
    lambda key, on: Restriction.objects.of_practice().in_force(on).filter(Q(organisation=key) | Q(person=key))
)


def hold(institution: UUID, people: Iterable[UUID] = ()) -> None:
    """Keep restrictions of an institution and of persons as they are until the transaction of the caller ends."""
    keys = sorted(people)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM institutions_institution WHERE organisation_id = %s FOR SHARE", [institution])
        if keys:
            cursor.execute("SELECT 1 FROM accounts_person WHERE id = ANY (%s) ORDER BY id FOR SHARE", [keys])


def against(barred: Iterable[UUID], on: date) -> dict[UUID, list[Restriction]]:
    """Return what bars institutions and persons from practising on a day, by whom it bars; one question for all."""
    found: dict[UUID, list[Restriction]] = defaultdict(list)
    keys = list(barred)
    if len(keys) == 1:
        rows = _AGAINST_ONE.rows(key=keys[0], on=on)
    else:
        bars = Restriction.objects.of_practice().in_force(on)
        rows = list(bars.filter(Q(organisation__in=keys) | Q(person__in=keys)))
    for row in rows:
        found[row.barred].append(row)
    return found


def of_institution(key: UUID) -> RestrictionQuerySet:
    """Return every restriction of an institution and of those who practise there, past ones included."""
    return Restriction.objects.filter(institution=key)


def of_person(key: UUID) -> RestrictionQuerySet:
    """Return every restriction of a person, past ones included."""
    return Restriction.objects.filter(person=key)


def of_people_from(people: Iterable[UUID], lineage: Sequence[str], on: date) -> list[UUID]:
    """Return which of some persons a restriction barred on a day from a category, given with everything above it."""
    rows = Restriction.objects.of_practice().in_force(on).barring(lineage).filter(person__in=list(people))
    return [row.barred for row in rows]


def findings_of(rows: Iterable[Restriction], category: str) -> list[Finding]:
    """Return what restrictions in force say against work in a category, each with its article.

    One that bars only a part of a wide category asks for a reason which names the item.
    """
    found = []
    for row in rows:
        lies = Fit.WITHIN if not row.categories else fit(category, row.categories)
        if lies is not Fit.OUTSIDE:
            found.append(_finding(row, overridable=lies is Fit.WIDER))
    return found


def _finding(row: Restriction, *, overridable: bool) -> Finding:
    what = _("the appraiser") if row.person_id else _("the institution")
    if overridable:
        message = _("Part of the entrusted category is barred for %(whom)s") % {"whom": what}
        way = _("Say in the reason which item is entrusted, or refuse the entrustment.")
    else:
        message = _("A restriction bars %(whom)s from this") % {"whom": what}
        way = _("Refuse the entrustment, or wait until the organ has lifted the restriction.")
    return Finding(
        message,
        row.article,
        fact=in_words(row),
        way_out=way,
        overridable=overridable,
        code="restricted_in_part" if overridable else "restricted",
    )


def in_words(row: Restriction) -> str:
    """Say what is barred, since when and until when, and by which document."""
    facts = {
        "what": what_words(row) if row.categories or row.kind == BarKind.HEADING else _("the whole practice"),
        "first": row.valid_from.isoformat(),
        "last": row.valid_until.isoformat() if row.valid_until else "",
        "ground": ground_words(row),
        "number": row.document_number,
    }
    if row.valid_until:
        return _("Restricted: %(what)s, from %(first)s to %(last)s. %(ground)s (%(number)s).") % facts
    return _("Restricted: %(what)s, from %(first)s until it is lifted. %(ground)s (%(number)s).") % facts


def what_words(row: Restriction) -> str:
    """Say what is barred: items, the whole practice, or heading an institution."""
    if row.kind == BarKind.HEADING:
        return str(BarKind.HEADING.label)
    return named(row.categories) if row.categories else _("The whole practice")


def ground_words(row: Restriction) -> str:
    """Return the ground of a restriction as the table worded it on its first day."""
    found = next((each for each in law.entries(GROUNDS, row.valid_from) if each.code == row.ground), None)
    return found.name if found else row.ground


def public_words(row: Restriction) -> dict[str, str]:
    """Return what everybody may read of a restriction; the reason of the organ is told to the barred only."""
    return {"words": in_words(row), "article": row.article}
