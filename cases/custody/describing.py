"""The custody of the materials of a case or entrustment as its tab shows it: a strip for each, gaps in their places."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.custody import chain, gate, grounds
from cases.custody.dossier import Dossier
from cases.custody.gaps import NEVER_RECEIVED, Gap
from cases.custody.order import Kind
from cases.custody.verbs import CONSENT, CORRECT, DESTROY, GIVE_BACK, KEEP, RECEIVE
from cases.describing import KIND as CASE
from cases.entrustments.describing import KIND as ENTRUSTMENT
from cases.models import Case, CustodyEntry, EntrustedMaterial, Entrustment, Material
from cases.models.process_entry import PROMPT
from cases.states import OPEN, State
from cases.verbs import VIEW
from foundation.accounts.acting import AnyActor
from foundation.desk.detail import tabs
from foundation.desk.detail.acts import Wish
from foundation.desk.detail.page import Standing
from foundation.desk.detail.tabs import Tab

TONES: Final = {
    Material.Whereabouts.HERE.value: "open",
    Material.Whereabouts.USED_UP.value: "ok",
    Material.Whereabouts.RETURNED.value: "ok",
    Material.Whereabouts.DESTROYED.value: "ok",
    Material.Whereabouts.STRUCK.value: "void",
}


def _rows(row: Case | Entrustment, _actor: AnyActor) -> Any:
    return Material.objects.standing().filter(case=row.pk)


def _has_custody(case: Case, actor: AnyActor) -> bool:
    """Open cases have materials to receive; others only where some were."""
    return case.state in OPEN or (case.state != State.VOID and _rows(case, actor).exists())


def register_tabs() -> None:
    """Put the tab on the pages of cases and entrustments; called once when the app is loaded."""
    words = gettext_lazy("Custody of materials")
    tabs.register(CASE, Tab("custody", words, "case_custody", VIEW.code, 12, rows=_rows, applies=_has_custody))
    tabs.register(ENTRUSTMENT, Tab("custody", words, "entrustment_custody", VIEW.code, 12, rows=_rows))


@dataclass(frozen=True)
class EntryShown:
    """One entry of a strip. `hours_late` counts whole hours between the moment claimed and the record."""

    row: CustodyEntry
    hours_late: int
    corrects: int | None
    corrected_by: int | None
    ground: str
    gaps: tuple[Gap, ...]
    outsider: str
    correct_url: str

    @property
    def is_marked(self) -> bool:
        """Whether a gap lies before it, or it does not count: something corrects it, or it strikes something out."""
        return bool(self.gaps) or self.corrected_by is not None or self.row.kind == Kind.STRUCK


@dataclass(frozen=True)
class MaterialShown:
    """One material with its strip, what the end of its chain leaves open, and what can be done about it."""

    row: Material
    standing: Standing
    entries: tuple[EntryShown, ...]
    open_gaps: tuple[Gap, ...]
    acts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Custody:
    """The materials that came, and those of the entrustment that did not."""

    materials: tuple[MaterialShown, ...]
    awaited: tuple[EntrustedMaterial, ...]
    gaps: int
    never: Gap = NEVER_RECEIVED
    article: str = gate.KEEPING


def custody_of(dossier: Dossier, actor: AnyActor, names: dict[UUID, str] | None = None) -> Custody:
    """Return the custody of materials for an actor who sees the case; `names` are the opened names by entry."""
    key = dossier.row.pk
    rows = Material.objects.filter(case=key).select_related("entrustment", "entrusted")
    entries = rows.prefetch_related("entries__document", "entries__counters")
    may_correct = actor.may(CORRECT.code) and not dossier.is_void
    materials = tuple(_shown(row, dossier, actor, names or {}, may_correct) for row in entries)
    awaited = awaited_of(dossier)
    gaps = sum(each.row.gaps for each in materials) + len(awaited)
    return Custody(materials, awaited, gaps)


def awaited_of(dossier: Dossier) -> tuple[EntrustedMaterial, ...]:
    """Return the materials of the entrustment whose receipt is not on record."""
    if dossier.entrustment is None:
        return ()
    received = Material.objects.standing().filter(case=dossier.row.pk, entrusted__isnull=False)
    return tuple(dossier.entrustment.materials.exclude(pk__in=received.values("entrusted")))


def standing_of(row: Material) -> Standing:
    """Where a material is in words, and its shape; one whose chain has gaps is marked."""
    word = str(row.get_whereabouts_display())
    if row.gaps and row.whereabouts != Material.Whereabouts.STRUCK:
        return Standing("late", _("%(state)s, with gaps") % {"state": word})
    return Standing(TONES[row.whereabouts], word)


def _shown(
    row: Material, dossier: Dossier, actor: AnyActor, names: dict[UUID, str], may_correct: bool
) -> MaterialShown:
    entries = list(row.entries.all())
    countered = {entry.counters_id: entry.number for entry in entries if entry.counters_id is not None}
    gaps = chain.gaps_of(row, chain.steps_of(entries))
    shown = tuple(_entry(entry, row, countered, gaps, names, may_correct) for entry in entries)
    left = tuple(gap for gap in gaps if gap.code == "nobody_since")
    return MaterialShown(row, standing_of(row), shown, left, _acts(row, dossier, actor))


def _entry(
    entry: CustodyEntry,
    row: Material,
    countered: dict[Any, int],
    gaps: Sequence[Gap],
    names: dict[UUID, str],
    may_correct: bool,
) -> EntryShown:
    late = entry.recorded_at - entry.happened_at
    on = timezone.localdate(entry.happened_at)
    open_ = may_correct and entry.pk not in countered and entry.kind != Kind.STRUCK
    return EntryShown(
        row=entry,
        hours_late=int(late / timedelta(hours=1)) if late > PROMPT else 0,
        corrects=entry.counters.number if entry.counters is not None else None,
        corrected_by=countered.get(entry.pk),
        ground=grounds.named(entry.ground, on) if entry.ground else "",
        gaps=tuple(gap for gap in gaps if gap.number == entry.number and gap.code != "nobody_since"),
        outsider=names.get(entry.pk, entry.outsider),
        correct_url=f"{reverse('custody_correct', args=[row.pk])}?entry={entry.number}" if open_ else "",
    )


def _acts(row: Material, dossier: Dossier, actor: AnyActor) -> tuple[tuple[str, str], ...]:
    """The acts that the posting holds and that its whereabouts allow, each with its address."""
    if row.whereabouts != Material.Whereabouts.HERE or dossier.is_void:
        return ()
    wishes = (
        (KEEP, _("Record what happened to it"), "material_keep"),
        (GIVE_BACK, _("Record that it is given back"), "material_return"),
        (CONSENT, _("Record a consent of the client"), "material_consent"),
        (DESTROY, _("Record its destruction"), "material_destroy"),
    )
    return tuple((words, reverse(route, args=[row.pk])) for verb, words, route in wishes if actor.may(verb.code))


def receiving_wish(dossier: Dossier) -> Wish:
    """The act of receiving a material, with what speaks against it."""
    url = reverse("material_receive", args=[dossier.row.pk])
    return Wish((RECEIVE.code,), _("Record the receipt of a material"), url, findings=list(gate.of_receiving(dossier)))
