"""The lists of recognitions and of applications for them, for pages, exports and API."""

from typing import Final

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.accounts.acting import AnyActor
from foundation.desk.lists import Column, ListSpec, Preset
from foundation.kpi.drilling import figure_asked
from governance.recognition.models import RecognitionApplication
from governance.recognition.models.application import ApplicationQuerySet
from governance.recognition.standards.filters import ApplicationFilter, RecognitionFilter
from governance.recognition.standards.orders import ORDERS, RECOGNITION_ORDERS
from governance.recognition.standards.verbs import VIEW
from institutions.models import Recognition
from institutions.models.recognition import RecognitionQuerySet


def recognition_rows(actor: AnyActor, params: QueryDict) -> RecognitionQuerySet:
    """The recognitions the actor may see, or those behind a figure."""
    figure = figure_asked(params, actor, Recognition)
    found: RecognitionQuerySet = Recognition.objects.visible_to(actor) if figure is None else figure.queryset
    return found.select_related("institution__organisation")


def application_rows(actor: AnyActor, _params: QueryDict) -> ApplicationQuerySet:
    """The applications the actor may see."""
    found: ApplicationQuerySet = RecognitionApplication.objects.visible_to(actor)
    return found.for_list()


def _held(row: Recognition) -> str:
    return str(_("In force")) if row.is_in_force else str(_("Run out or ended"))


def _grade(row: Recognition) -> str:
    return row.said if row.kind == Recognition.Kind.GRADE else ""


def decision_of(row: Recognition) -> str:
    """The page of the decision that recognised it."""
    route = "assessment" if row.kind == Recognition.Kind.GRADE else "recognition_application"
    return reverse(route, args=[row.source])


RECOGNITIONS: Final = ListSpec(
    code="recognitions",
    title=_("Recognitions"),
    verb=VIEW.code,
    model=Recognition,
    rows=recognition_rows,
    filters=RecognitionFilter,
    orders=RECOGNITION_ORDERS,
    columns=(
        Column("institution", _("Institution"), "institution.organisation.name", essential=True),
        Column("kind", _("Recognition"), "get_kind_display", on_phone=True),
        Column("grade", _("Grade"), _grade),
        Column("held", _("State"), _held, template="standards/cells/held.html", on_phone=True),
        Column("from", _("Recognised on"), "valid_from", kind="date", order="newest"),
        Column("until", _("Last day"), "valid_until", kind="date"),
        Column("ended", _("Does not hold from"), "ended_on", kind="date", shown=False),
        Column("year", _("Year"), "year", kind="code", shown=False),
        Column("licence", _("Licence number"), "institution.licence_number", kind="code", shown=False),
    ),
    route="recognition_list",
    presets=(
        Preset(_("Municipal standard"), "kind=municipal_standard&standing=in_force"),
        Preset(_("Provincial standard"), "kind=provincial_standard&standing=in_force"),
        Preset(_("High-qualified"), "kind=high_qualified&standing=in_force"),
        Preset(_("Ends within 180 days"), "standing=soon"),
    ),
    link_of=decision_of,
    nothing=_("No recognition is on file here yet."),
    none_fits=_("No recognition meets these conditions."),
)

APPLICATIONS: Final = ListSpec(
    code="recognition_applications",
    title=_("Applications for recognition"),
    verb=VIEW.code,
    model=RecognitionApplication,
    rows=application_rows,
    filters=ApplicationFilter,
    orders=ORDERS,
    columns=(
        Column("institution", _("Institution"), "institution.organisation.name", essential=True),
        Column("kind", _("Recognition"), "get_kind_display", on_phone=True),
        Column("state", _("State"), "get_state_display", template="standards/cells/state.html", on_phone=True),
        Column("own", _("Self-score"), "own_points", kind="number"),
        Column("verified", _("Points verified"), "verified_points", kind="number"),
        Column("total", _("Full points"), "total", kind="number", shown=False),
        Column("applied", _("Applied for on"), "applied_on", kind="date", order="newest", on_phone=True),
        Column("decided", _("Decided on"), "decided_on", kind="date"),
        Column("until", _("Last day"), "valid_until", kind="date", shown=False),
        Column("licence", _("Licence number"), "institution.licence_number", kind="code", shown=False),
    ),
    route="recognition_application_list",
    presets=(
        Preset(_("With the city"), "state=submitted"),
        Preset(_("With the province"), "state=verified"),
    ),
    link_of=RecognitionApplication.get_absolute_url,
    nothing=_("No application for a recognition is on file here yet."),
    none_fits=_("No application meets these conditions."),
)
