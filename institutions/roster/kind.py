"""The roster of institutions as a kind of import."""

from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.audit.actors import Actor
from foundation.exchange.entitlement import actor_of
from foundation.exchange.kinds import CorrectionRules, ImportKind, Outcome, Words
from foundation.exchange.models import Import
from foundation.exchange.sheets.mapping import MappedRows
from institutions.models import Institution
from institutions.roster import corrections
from institutions.roster.bars import Bars, organ_of
from institutions.roster.checks import Context, check_roster
from institutions.roster.columns import INSTITUTION_ROSTER
from institutions.roster.loading import load_roster
from institutions.roster.messages import INSTITUTION_MESSAGES
from institutions.verbs import IMPORT_ROSTER

KIND: Final = "institution_roster"


def area_of(imported: Import) -> str:
    """The city whose rows may be imported; empty for the whole province. It is that of the organ that uploads."""
    by: Actor = actor_of(imported.uploaded_by, imported.uploaded_in)
    posting = getattr(by, "posting", None)
    return str(posting.organisation.city_code) if posting is not None else ""


def _check(imported: Import, mapped: MappedRows) -> Outcome:
    bars = Bars.of_day(timezone.localdate(), organ_of(imported))
    return check_roster(mapped, Context(imported.as_of, area_of(imported), bars))


NO_UNDO: Final = _(
    "A registration is not undone by an import: other records refer to it from its first day. Correct a wrong entry "
    "by a corrected sheet, or end the registration."
)
INSTITUTIONS: Final = ImportKind(
    code=KIND,
    label=_("Roster of institutions"),
    verb=IMPORT_ROSTER,
    spec=INSTITUTION_ROSTER,
    messages=INSTITUTION_MESSAGES,
    words=Words(
        sheet=_("Roster of institutions"),
        record=_("Institution"),
        template=_("Template of the roster of institutions"),
        about=_("Registered institutions, one a row. Changed entries are shown side by side and decided one by one."),
        new=_("Institutions the register does not have yet."),
        loaded=_("New institutions, each with an event."),
        see=_("See the registered institutions"),
    ),
    check=_check,
    load=load_roster,
    created=lambda imported: Institution.objects.filter(import_id=imported.pk),
    loaded_url=lambda import_id: f"{reverse('institution_list')}?loaded={import_id}",
    corrections=CorrectionRules(
        verb=IMPORT_ROSTER,
        take_over=corrections.take_over,
        changes=corrections.changes,
        page=lambda key: reverse("figures_of_institution", args=[key]),
    ),
    why_no_undo=NO_UNDO,
    position=1,
)
