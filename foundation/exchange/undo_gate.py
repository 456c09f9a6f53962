"""May an import be undone, by whom, how much of it, and why not: the one place that knows.

An undo makes the records of an import void by a counter-entry each; nothing is deleted, and the same file can be
loaded again. It needs one person and a reason: it can itself be repaired by a new load, and every record that anything
else happened to stays. The institution may undo its own import for ten working days after the load, a rule of the
portal and not of law: figures of a closed month shall not change on the word of the institution they speak about.
Later the organ of its area decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor
from foundation.accounts.roles import INSTITUTIONAL
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding
from foundation.clocks.queries import current_calendar
from foundation.desk.formats import prose_date
from foundation.exchange.kinds import ImportKind, Touched
from foundation.exchange.models import Correction, Decision, Import
from foundation.exchange.states import UNDOABLE

OWN_WORKING_DAYS: Final = 10
SHOWN: Final = 50


@dataclass(frozen=True)
class Undo:
    """What the page says about undoing: how many records would become void, which stay, and what forbids it."""

    open: int
    kept: int
    touched: Sequence[Touched] = ()
    findings: Sequence[Finding] = field(default_factory=list)
    why_never: str = ""
    decided: int = 0

    @property
    def possible(self) -> bool:
        """Whether the act is open to the actor now."""
        return not self.findings and not self.why_never and self.open > 0


def undo_of(imported: Import, kind: ImportKind, actor: AnyActor) -> Undo | None:
    """What can be said about undoing this import, or None where nothing of it was loaded."""
    if imported.state not in UNDOABLE:
        return None
    if kind.undo is None:
        return Undo(0, 0, why_never=str(kind.why_no_undo)) if kind.created(imported).exists() else None
    rules = kind.undo
    opened = rules.open(imported).count()
    kept = rules.count_touched(imported)
    if not opened and not kept:
        return None
    found = list(findings(imported, kind, actor, timezone.localdate()))
    decided = Correction.objects.filter(source=imported, decision=Decision.APPLIED).count()
    return Undo(opened, kept, rules.touched(imported, SHOWN) if kept else (), found, decided=decided)


def findings(imported: Import, kind: ImportKind, actor: Actor, today: date) -> Sequence[Finding]:
    """Why the actor cannot undo this import; empty where he can. What he may not at all is the first finding."""
    if kind.undo is None:
        return [Finding(str(kind.why_no_undo))]
    if not actor.may(kind.undo.verb, imported):
        explain = getattr(actor, "why_not", None)
        return [Finding(explain(kind.undo.verb) if explain else _("Your posting does not allow this act."))]
    found = []
    if imported.state not in UNDOABLE:
        found.append(Finding(_("This step is not possible in the present state.")))
    last = last_own_day(imported)
    posting = getattr(actor, "posting", None)
    if posting is not None and posting.role in INSTITUTIONAL and last is not None and today > last:
        found.append(
            Finding(
                _("The institution could undo this import until %(day)s.") % {"day": prose_date(last)},
                way_out=_("Ask the judicial administrative organ of your area; it may still undo it."),
            )
        )
    if not kind.undo.open(imported).exists():
        found.append(
            Finding(_("Something else has happened to every record of this import. There is nothing to undo."))
        )
    return found


def last_own_day(imported: Import) -> date | None:
    """The last day on which the institution itself may undo the import: ten working days after it was loaded."""
    if imported.finished_at is None:
        return None
    return current_calendar().add_working_days(timezone.localdate(imported.finished_at), OWN_WORKING_DAYS)
