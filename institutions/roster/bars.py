"""What a roster says of the practice of institutions, beside the one table of bars.

A registration ends by its status; everything else that keeps an institution from practising is a `Restriction`. A
roster that says 停业 has no decision at hand: it writes a bar on a ground of its own. Only such a bar may a later
roster end; what a decision set stays until the organ lifts it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from foundation.accounts.models import Organisation
from foundation.audit.actors import Actor
from foundation.exchange.models import Import
from institutions.actions.restricting import Bar, end_bar, put
from institutions.actions.telling import tell_restriction
from institutions.models import Institution, Restriction
from institutions.restrictions.gate import of_province

GROUND: Final = "XZ-7"
"""The ground of the bar of a roster, in the dated list `restriction_grounds`."""
SUBJECT: Final = "roster"
NORMAL: Final = Institution.Status.NORMAL.value
SUSPENDED: Final = "suspended"
ENDED: Final = Institution.Status.ENDED.value
WORDS: Final[Mapping[str, Any]] = {
    NORMAL: Institution.Status.NORMAL.label,
    SUSPENDED: gettext_lazy("Suspended for rectification"),
    ENDED: Institution.Status.ENDED.label,
}
"""The three words of a roster; the second one is no status of a registration."""


@dataclass(frozen=True)
class Bars:
    """The restrictions of the whole practice of institutions that hold on a day.

    `organ` is the one in whose name the roster comes; without one, a roster ends nothing.
    """

    found: Mapping[UUID, Sequence[Restriction]]
    organ: Organisation | None

    @classmethod
    def of_day(cls, on: date, organ: Organisation | None) -> "Bars":
        """Read the bars of all institutions."""
        found: dict[UUID, list[Restriction]] = defaultdict(list)
        rows = Restriction.objects.in_force(on).whole().filter(organisation__isnull=False)
        for row in rows.select_related("set_by", "institution__organisation"):
            found[row.barred].append(row)
        return cls(dict(found), organ)

    def of_rosters(self, key: UUID) -> list[Restriction]:
        """Return the bars of an institution that a roster of this organ may end."""
        return [row for row in self.found.get(key, ()) if self._ends(row)]

    def of_decisions(self, key: UUID) -> list[Restriction]:
        """Return the bars of an institution that stay whatever the roster says."""
        return [row for row in self.found.get(key, ()) if not self._ends(row)]

    def _ends(self, row: Restriction) -> bool:
        return row.ground == GROUND and self.organ is not None and not list(of_province(row, self.organ))

    def beside(self, row: Institution, says: str) -> str:
        """Return the word of the register beside that of a roster: the same where the roster would change nothing."""
        if row.status == ENDED:
            return ENDED
        barred = self.found.get(row.pk, ()) if says == SUSPENDED else self.of_rosters(row.pk)
        return SUSPENDED if barred else NORMAL

    def warnings(self, key: UUID | None, says: str) -> Iterator[tuple[str, str]]:
        """What whoever imports is told about a row: a code of the messages, and its detail."""
        stays = self.of_decisions(key) if key is not None else []
        if says == SUSPENDED and not stays:
            yield "barred_without_decision", ""
        elif says == NORMAL and stays:
            yield "still_barred", "、".join(row.document_number for row in stays)


def organ_of(imported: Import) -> Organisation | None:
    """Return the organ in whose name a roster was handed in."""
    posting = imported.uploaded_in
    return posting.organisation if posting is not None else None


def organ_behind(by: Actor) -> Organisation | None:
    """Return the organ in whose name somebody acts."""
    posting = getattr(by, "posting", None)
    return posting.organisation if posting is not None else None


def registered_status(says: str) -> str:
    """Return the status of the registration of which a roster speaks by one of its words."""
    return ENDED if says == ENDED else NORMAL


def follow(row: Institution, says: str, *, by: Actor, source: Import, position: int, reason: str = "") -> None:
    """Bar an institution that the caller holds locked as a roster says, or end what a roster barred.

    Raises NotAllowed for whoever acts for no organ, and RuleBroken.
    """
    today = timezone.localdate()
    bars = Bars.of_day(today, organ_behind(by))
    facts = {"import": str(source.pk), "row": position}
    with override("zh-hans"):  # documents and reasons are kept as an officer writes them
        number = _("Roster %(code)s") % {"code": source.code}
        why = reason.strip() or _("The roster says that it is suspended.")
    if says == SUSPENDED and not bars.found.get(row.pk):
        bar = Bar(ground=GROUND, valid_from=today, document_number=number, reason=why)
        put(row, bar, by=by, subject=SUBJECT, practice_codes=row.practice_codes, facts=facts)
    elif says == NORMAL:
        for each in bars.of_rosters(row.pk):
            end_bar(each, bars.organ or each.set_by, by=by, number=number, reason=why, facts=facts)
            tell_restriction(each, "restriction_lifted")
