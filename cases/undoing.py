"""Undoing a ledger import: which of its cases nothing else happened to, and making those void.

A case is untouched as long as the event that explains it is still the one of the import, nobody was assigned to it,
recorded its process or received its materials, and no sheet asks to correct it. That somebody looked at it changes
nothing.
"""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from cases.loading import lock_ledger
from cases.models import Assignment, Case, Material, ProcessEntry
from cases.querysets import CaseQuerySet
from cases.states import UNDO_IMPORT
from cases.verbs import UNDO_IMPORT as VERB
from foundation.audit.actors import Actor
from foundation.audit.moves import move_many
from foundation.exchange.kinds import Touched, UndoRules
from foundation.exchange.models import Correction, Import

_FIRST: Final = 1  # the import's event opens the stream of a case


def _standing(imported: Import) -> CaseQuerySet:
    return Case.objects.filter(import_id=imported.pk).standing()


def _asked_about() -> Q:
    return Q(Exists(Correction.objects.pending().filter(target=OuterRef("pk"))))


def _worked_on() -> Q:
    rows = (Assignment.objects.all(), ProcessEntry.objects.all(), Material.objects.all())
    assigned, recorded, received = (Q(Exists(found.filter(case=OuterRef("pk")))) for found in rows)
    return assigned | recorded | received


def untouched(imported: Import) -> CaseQuerySet:
    """The standing cases of an import that nothing else happened to."""
    return _standing(imported).filter(trail_seq=_FIRST).exclude(_asked_about() | _worked_on())


def _touched(imported: Import) -> CaseQuerySet:
    return _standing(imported).filter(~Q(trail_seq=_FIRST) | _asked_about() | _worked_on())


def touched(imported: Import, limit: int) -> list[Touched]:
    """The cases that stay, by number, each with the reason."""
    return [
        Touched(case.case_number, case.get_absolute_url(), _why(case))
        for case in _touched(imported).order_by("import_row")[:limit]
    ]


def _why(case: Case) -> str:
    if case.trail_seq != _FIRST:
        return _("It was changed after the import.")
    if case.assignments.exists():
        return _("Appraisers are assigned to it.")
    if case.process.exists():
        return _("Its process was recorded.")
    if case.materials.exists():
        return _("Materials of it were received.")
    return _("A later sheet asks to correct it; decide that first.")


def count_touched(imported: Import) -> int:
    """How many cases stay."""
    return _touched(imported).count()


def void(imported: Import, keys: Sequence[UUID], by: Actor, reason: str) -> int:
    """Make cases void, each with its counter-entry, in the transaction of the caller; return how many.

    Their sealed subjects stay as evidence and leave the blind index, so that the radar does not find an appraisal that
    was never made there. The measures' triggers book the signed differences.
    """
    lock_ledger(imported.institution_id)
    still = list(untouched(imported).filter(pk__in=keys).values_list("pk", flat=True))
    numbers = move_many(Case, still, UNDO_IMPORT, by=by, reason=reason, facts={"import": str(imported.pk)})
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cases_subject AS s SET identity_index = NULL, trail_seq = n.seq "
            "FROM unnest(%s::uuid[], %s::bigint[]) AS n (key, seq) WHERE s.case_id = n.key",
            [list(numbers.keys()), list(numbers.values())],
        )
    return len(numbers)


UNDO: Final = UndoRules(verb=VERB.code, open=untouched, touched=touched, count_touched=count_touched, void=void)
