"""The lists of assessments and of the years assessed, for pages, exports and API."""

from decimal import Decimal
from typing import Final

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from foundation.accounts.acting import AnyActor
from foundation.desk.lists import Column, ListSpec, Preset
from governance.recognition.assessment.filters import AssessmentFilter, AssessmentRoundFilter
from governance.recognition.assessment.orders import ORDERS, ROUND_ORDERS
from governance.recognition.assessment.verbs import VIEW
from governance.recognition.models import Assessment, AssessmentRound
from governance.recognition.models.assessment import AssessmentQuerySet


def assessment_rows(actor: AnyActor, _params: QueryDict) -> AssessmentQuerySet:
    """The assessments the actor may see."""
    found: AssessmentQuerySet = Assessment.objects.visible_to(actor)
    return found.for_list()


def round_rows(actor: AnyActor, _params: QueryDict) -> "QuerySet[AssessmentRound]":
    """The years assessed."""
    return AssessmentRound.objects.visible_to(actor).defer("model")


def _score(row: Assessment) -> Decimal | None:
    return None if row.score is None else Decimal(row.score) / 100


ASSESSMENTS: Final = ListSpec(
    code="assessments",
    title=_("Capability assessments"),
    verb=VIEW.code,
    model=Assessment,
    rows=assessment_rows,
    filters=AssessmentFilter,
    orders=ORDERS,
    columns=(
        Column("institution", _("Institution"), "institution.organisation.name", essential=True),
        Column("year", _("Year assessed"), "year", kind="code", order="newest", on_phone=True),
        Column("grade", _("Grade"), "grade_name", template="assessment/cells/grade.html", on_phone=True),
        Column("score", _("Score"), _score, kind="number", template="assessment/cells/score.html", on_phone=True),
        Column("state", _("State"), "get_state_display", template="assessment/cells/state.html", on_phone=True),
        Column("due", _("Last day of this step"), "due_on", kind="date", order="due"),
        Column("objected", _("Lines objected to"), "objected_lines", kind="number"),
        Column("counted", _("Weight with data"), "counted", kind="number", shown=False),
        Column("published", _("Grade published on"), "published_on", kind="date", shown=False),
        Column("licence", _("Licence number"), "institution.licence_number", kind="code", shown=False),
    ),
    route="assessment_list",
    presets=(
        Preset(_("Open to objection"), "waiting=objection&order=due"),
        Preset(_("Objections to be settled"), "state=objected&order=due"),
        Preset(_("Graded low"), "waiting=low"),
    ),
    link_of=Assessment.get_absolute_url,
    nothing=_("No capability assessment is on file here yet."),
    none_fits=_("No capability assessment meets these conditions."),
)

ROUNDS: Final = ListSpec(
    code="assessment_rounds",
    title=_("Years assessed"),
    verb=VIEW.code,
    model=AssessmentRound,
    rows=round_rows,
    filters=AssessmentRoundFilter,
    orders=ROUND_ORDERS,
    columns=(
        Column("year", _("Year assessed"), "year", kind="code", order="newest", essential=True),
        Column("state", _("State"), "get_state_display", on_phone=True),
        Column("expected", _("Institutions"), "expected", kind="number", on_phone=True),
        Column("as_of", _("Facts of"), "as_of", kind="date"),
        Column("objections", _("Objections until"), "objections_until", kind="date", on_phone=True),
        Column("settled", _("Settled until"), "settled_until", kind="date"),
        Column("published", _("Published on"), "published_on", kind="date"),
    ),
    route="assessment_rounds",
    link_of=AssessmentRound.get_absolute_url,
    nothing=_("No year has been assessed yet."),
    none_fits=_("No year meets these conditions."),
)
