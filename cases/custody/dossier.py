"""What a material belongs to: an entrustment, and the case that acceptance makes of it under the same key."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from cases.entrustments.states import UNDECIDED
from cases.models import Case, Entrustment, Material
from cases.states import OPEN, State
from foundation.accounts.acting import AnyActor
from foundation.audit.actors import Actor
from foundation.audit.errors import NotAllowed
from institutions.models import Institution

SEALED = ("client_sealed", "contact_name", "contact_phone", "contact_address", "facts")


@dataclass(frozen=True)
class Dossier:
    """The entrustment or the case, or both; never neither."""

    entrustment: Entrustment | None
    case: Case | None

    @property
    def row(self) -> Case | Entrustment:
        """The case where there is one, otherwise the entrustment."""
        found = self.case or self.entrustment
        if found is None:
            raise ValueError("A dossier is an entrustment or a case.")
        return found

    @property
    def institution(self) -> Institution:
        """The institution that has the materials."""
        return self.row.institution

    @property
    def is_void(self) -> bool:
        """Whether the case was loaded by mistake."""
        return self.case is not None and self.case.state == State.VOID

    @property
    def is_open(self) -> bool:
        """Whether the appraisal is under way, or the entrustment is still to be decided about."""
        if self.case is not None:
            return self.case.state in OPEN
        return self.entrustment is not None and self.entrustment.state in UNDECIDED


def lock(pk: UUID, verb: str, *, by: Actor) -> Dossier:
    """Lock an entrustment and its case until the end of the transaction.

    Raises NotAllowed, and Entrustment.DoesNotExist where there is neither.
    """
    entrustments = Entrustment.objects.select_related("institution__organisation").defer(*SEALED)
    entrustment = entrustments.select_for_update(of=("self",)).filter(pk=pk).first()
    cases = Case.objects.select_related("institution__organisation", "category").defer("client_sealed")
    case = cases.select_for_update(of=("self",)).filter(pk=pk).first()
    if entrustment is None and case is None:
        raise Entrustment.DoesNotExist
    dossier = Dossier(entrustment, case)
    if not by.may(verb, dossier.row):
        raise NotAllowed(verb, _("Your posting does not allow this act for this case."))
    return dossier


def lock_material(pk: UUID, verb: str, *, by: Actor) -> tuple[Material, Dossier]:
    """Lock a material with what it belongs to. Raises NotAllowed, and Material.DoesNotExist."""
    key = Material.objects.values_list("case_id", flat=True).get(pk=pk)
    dossier = lock(key, verb, by=by)
    row = Material.objects.select_related("entrusted").get(pk=pk)
    if dossier.entrustment is not None:
        row.entrustment = dossier.entrustment
    if dossier.case is not None:
        row.case = dossier.case
    return row, dossier


def seen(pk: UUID, actor: AnyActor) -> Dossier | None:
    """Return the entrustment or case of a key within the scope of an actor; None outside of it."""
    case = Case.objects.visible_to(actor).for_page().filter(pk=pk).first()
    entrustment = Entrustment.objects.visible_to(actor).for_list().filter(pk=pk).first()
    return Dossier(entrustment, case) if case is not None or entrustment is not None else None


def still_here(case: Case) -> tuple[Material, ...]:
    """Return the materials of a case that the institution holds, for the page of its termination."""
    return tuple(Material.objects.here().filter(case=case.pk).select_related("entrustment"))
