"""The lists of experts and of draws, for pages, exports and API."""

from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from foundation.accounts.acting import AnyActor
from foundation.desk.lists import Column, ListSpec, Preset
from foundation.kpi.drilling import figure_asked
from foundation.law import queries as law
from governance.recognition.experts.filters import ExpertDrawFilter, ExpertFilter
from governance.recognition.experts.orders import DRAW_ORDERS, ORDERS
from governance.recognition.experts.verbs import VIEW, VIEW_DRAWS
from governance.recognition.models import Expert, ExpertDraw
from governance.recognition.models.expert import ExpertDrawQuerySet, ExpertQuerySet


def expert_rows(actor: AnyActor, params: QueryDict) -> ExpertQuerySet:
    """The experts the actor may see, or those behind a figure."""
    figure = figure_asked(params, actor, Expert)
    found: ExpertQuerySet = Expert.objects.visible_to(actor) if figure is None else figure.queryset
    return found.for_list()


def draw_rows(actor: AnyActor, _params: QueryDict) -> ExpertDrawQuerySet:
    """The draws the actor may see."""
    found: ExpertDrawQuerySet = ExpertDraw.objects.visible_to(actor)
    return found.for_list()


def category_of(row: Expert | ExpertDraw) -> str:
    """The practice category in words."""
    known = law.categories()
    return known[row.practice_code].name if row.practice_code in known else row.practice_code


def _available(row: Expert) -> str:
    if not row.is_in_office:
        return ""
    return str(_("Available")) if row.is_available else str(_("Not available"))


def _origin(row: Expert) -> str:
    return str(_("Of the profession") if row.outsider is None else _("From outside the profession"))


def _field(row: Expert) -> str:
    return row.outsider.field if row.outsider is not None else ""


EXPERTS: Final = ListSpec(
    code="experts",
    title=_("Experts"),
    verb=VIEW.code,
    model=Expert,
    rows=expert_rows,
    filters=ExpertFilter,
    orders=ORDERS,
    columns=(
        Column("name", _("Name"), "person.name", essential=True, personal=True),
        Column("category", _("Practice category"), category_of, on_phone=True),
        Column("rank", _("Kind of expert"), "get_rank_display"),
        Column("state", _("State"), "get_state_display", template="experts/cells/state.html", on_phone=True),
        Column("available", _("Availability"), _available),
        Column("institution", _("Institution or organisation"), "workplace"),
        Column("until", _("Last day of the term"), "valid_until", kind="date"),
        Column("nominated", _("Nominated on"), "nominated_on", kind="date", order="newest", shown=False),
        Column("title", _("Professional title"), "title", shown=False),
        Column("origin", _("Where from"), _origin, shown=False),
        Column("field", _("Field of work"), _field, shown=False),
    ),
    route="expert_list",
    presets=(
        Preset(_("Leading experts"), "rank=leading&standing=in_office"),
        Preset(_("Expert pool"), "standing=available"),
        Preset(_("From outside the profession"), "origin=outside&standing=in_office"),
        Preset(_("Nominations"), "state=nominated"),
    ),
    link_of=Expert.get_absolute_url,
    nothing=_("No expert is on file here yet."),
    none_fits=_("No expert meets these conditions."),
    names_people=True,
)

DRAWS: Final = ListSpec(
    code="expert_draws",
    title=_("Draws of experts"),
    verb=VIEW_DRAWS.code,
    model=ExpertDraw,
    rows=draw_rows,
    filters=ExpertDrawFilter,
    orders=DRAW_ORDERS,
    columns=(
        Column("matter", _("Matter"), "matter", essential=True),
        Column("number", _("Number"), "full_number", kind="code"),
        Column("institution", _("Institution"), "institution.organisation.name"),
        Column("category", _("Practice category"), category_of, on_phone=True),
        Column("state", _("State"), "get_state_display", template="experts/cells/draw_state.html", on_phone=True),
        Column("size", _("Experts"), "size", kind="number"),
        Column("opened", _("Promised on"), "opened_on", kind="date", order="newest"),
        Column("seed", _("Day of the public value"), "seed_on", kind="date", on_phone=True),
        Column("organ", _("Organ"), "organ.name", shown=False),
    ),
    route="expert_draw_list",
    presets=(Preset(_("Waiting for the public value"), "state=committed"), Preset(_("Experts at work"), "state=drawn")),
    link_of=ExpertDraw.get_absolute_url,
    nothing=_("No experts have been drawn yet."),
    none_fits=_("No draw meets these conditions."),
)
