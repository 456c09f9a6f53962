"""The roster of appraisers as a kind of import."""

from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from appraisers.models import Appraiser
from appraisers.roster import corrections
from appraisers.roster.checks import Context, check_roster
from appraisers.roster.columns import APPRAISER_ROSTER
from appraisers.roster.loading import load_roster
from appraisers.roster.messages import APPRAISER_MESSAGES
from appraisers.verbs import IMPORT_ROSTER
from foundation.exchange.kinds import CorrectionRules, ImportKind, Outcome, Words
from foundation.exchange.models import Import
from foundation.exchange.sheets.mapping import MappedRows
from institutions.roster.kind import NO_UNDO, area_of

KIND: Final = "appraiser_roster"


def _check(imported: Import, mapped: MappedRows) -> Outcome:
    return check_roster(mapped, Context(imported.as_of, area_of(imported)))


APPRAISERS: Final = ImportKind(
    code=KIND,
    label=_("Roster of appraisers"),
    verb=IMPORT_ROSTER,
    spec=APPRAISER_ROSTER,
    messages=APPRAISER_MESSAGES,
    words=Words(
        sheet=_("Roster of appraisers"),
        record=_("Appraiser"),
        template=_("Template of the roster of appraisers"),
        about=_(
            "Certified appraisers, one a row; their institutions must be on file. Identity numbers are kept sealed."
        ),
        new=_("Appraisers the register does not have yet."),
        loaded=_("New appraisers, each with an event."),
        see=_("See the registered appraisers"),
    ),
    check=_check,
    load=load_roster,
    created=lambda imported: Appraiser.objects.filter(import_id=imported.pk),
    loaded_url=lambda import_id: f"{reverse('appraiser_list')}?loaded={import_id}",
    corrections=CorrectionRules(
        verb=IMPORT_ROSTER,
        take_over=corrections.take_over,
        changes=corrections.changes,
        page=lambda _key: reverse("appraiser_list"),
    ),
    why_no_undo=NO_UNDO,
    position=2,
)
