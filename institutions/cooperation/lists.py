"""The lists of agreements, projects, party branches and alliances, for pages, exports and API."""

from datetime import date
from typing import Any, Final

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.accounts.acting import AnyActor
from foundation.accounts.models import Organisation
from foundation.accounts.naming import is_named
from foundation.desk.keyset import Order
from foundation.desk.lists import Column, ListSpec, Preset
from foundation.kpi.drilling import figure_asked
from institutions.cooperation import kinds
from institutions.cooperation.states import alliance_standing, cooperation_standing, party_standing, project_standing
from institutions.filters import city_choices
from institutions.models import Alliance, Cooperation, PartyBranch, Project
from institutions.verbs import VIEW

HOLDS: Final = [("holds", _("In force")), ("over", _("Has run out or was ended"))]


def _of(list_code: str) -> Any:
    return lambda: kinds.choices(list_code)


class _OfInstitution(django_filters.FilterSet):
    """Conditions on what belongs to an institution."""

    q = django_filters.CharFilter(label=_("Institution"), method="by_words")
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="institution__city_code", choices=city_choices, empty_label=_("All")
    )
    institution = django_filters.UUIDFilter(label=_("Institution"), field_name="institution", widget=forms.HiddenInput)

    def by_words(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Rows of institutions with this in their name."""
        return queryset.filter(is_named(value, Organisation, "institution_id"))


class CooperationFilter(_OfInstitution):
    """Conditions on agreements."""

    kind = django_filters.ChoiceFilter(
        label=_("Kind of cooperation"), choices=_of(kinds.COOPERATIONS), empty_label=_("All")
    )
    state = django_filters.ChoiceFilter(label=_("State"), method="by_state", choices=HOLDS, empty_label=_("All"))

    class Meta:
        model = Cooperation
        fields: list[str] = []

    def by_state(self, queryset: Any, name: str, value: str) -> Any:
        """Agreements that hold today, or that hold no more."""
        today = timezone.localdate()
        return queryset.holding(today) if value == "holds" else queryset.over(today)


class ProjectFilter(_OfInstitution):
    """Conditions on projects."""

    kind = django_filters.ChoiceFilter(label=_("Kind of project"), choices=_of(kinds.PROJECTS), empty_label=_("All"))
    level = django_filters.ChoiceFilter(
        label=_("Level of the project"), choices=_of(kinds.LEVELS), empty_label=_("All")
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=Project.State.choices, empty_label=_("All"))

    class Meta:
        model = Project
        fields: list[str] = []


class PartyBranchFilter(_OfInstitution):
    """Conditions on statements about party branches: the last ones, unless all are asked for."""

    situation = django_filters.ChoiceFilter(
        label=_("Party branch"), choices=_of(kinds.PARTY_BRANCH), empty_label=_("All")
    )
    established = django_filters.ChoiceFilter(
        label=_("Established"), method="by_answer", choices=[("yes", _("yes")), ("no", _("no"))], empty_label=_("All")
    )

    class Meta:
        model = PartyBranch
        fields: list[str] = []

    def by_answer(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those with a party branch, or those without."""
        return queryset.filter(established=value == "yes")


class AllianceFilter(django_filters.FilterSet):
    """Conditions on alliances."""

    q = django_filters.CharFilter(label=_("Name of the alliance, or institution in it"), method="by_words")
    kind = django_filters.ChoiceFilter(label=_("Kind of alliance"), choices=_of(kinds.ALLIANCES), empty_label=_("All"))
    city = django_filters.ChoiceFilter(label=_("City"), method="by_city", choices=city_choices, empty_label=_("All"))
    state = django_filters.ChoiceFilter(label=_("State"), method="by_state", choices=HOLDS, empty_label=_("All"))

    class Meta:
        model = Alliance
        fields: list[str] = []

    def by_words(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Alliances with this in their name, and those to which an institution of this name belongs."""
        named = Alliance.objects.filter(is_named(value, Organisation, "members__institution_id"))
        return queryset.filter(Q(name__contains=value.strip().replace("\0", "")) | Q(pk__in=named.values("pk")))

    def by_city(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Alliances with a member of a city."""
        members = Alliance.objects.filter(members__left_on__isnull=True, members__institution__city_code=value)
        return queryset.filter(pk__in=members.values("pk"))

    def by_state(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Alliances that are there, or that are no more."""
        return queryset.filter(ended_on__isnull=value == "holds")


def _rows(model: Any) -> Any:
    """The rows the actor may see, or those behind a figure."""

    def rows(actor: AnyActor, params: QueryDict) -> Any:
        figure = figure_asked(params, actor, model)
        found = model.objects.visible_to(actor) if figure is None else figure.queryset
        return found.for_list()

    return rows


def party_rows(actor: AnyActor, params: QueryDict) -> Any:
    """What was stated last by each institution the actor may see."""
    return _rows(PartyBranch)(actor, params).current()


def tab_of(row: Any) -> str:
    """The tab on the page of the institution."""
    return reverse("institution_cooperation", args=[row.institution_id])


def _named(list_code: str, field: str, day: str) -> Any:
    return lambda row: kinds.named(list_code, getattr(row, field), getattr(row, day))


def _today() -> date:
    return timezone.localdate()


_INSTITUTION: Final = Column("institution", _("Institution"), "institution.organisation.name", on_phone=True)
_BEGUN: Final = Order("newest", _("Newest first"), ("valid_from", "id"), descending=True)

COOPERATIONS: Final = ListSpec(
    code="cooperations",
    title=_("Cooperation agreements"),
    verb=VIEW,
    model=Cooperation,
    rows=_rows(Cooperation),
    filters=CooperationFilter,
    orders={"newest": _BEGUN},
    columns=(
        Column("partner", _("Partner"), "partner", essential=True),
        _INSTITUTION,
        Column("kind", _("Kind of cooperation"), _named(kinds.COOPERATIONS, "kind", "valid_from")),
        Column(
            "state", _("State"), lambda row: cooperation_standing(row, _today()).word,
            standing=lambda row: cooperation_standing(row, _today()), on_phone=True,
        ),
        Column("number", _("Number of the agreement"), "document_number", kind="code"),
        Column("from", _("From"), "valid_from", kind="date", order="newest"),
        Column("until", _("Last day"), "valid_until", kind="date"),
        Column("ended", _("Does not hold from"), "ended_on", kind="date", shown=False),
        Column("subject", _("What is agreed"), "subject", shown=False),
    ),
    route="cooperation_list",
    presets=(Preset(_("In force"), "state=holds"),),
    link_of=tab_of,
    nothing=_("No agreement is on record."),
    beside=("projects", "alliances", "party_branches"),
    none_fits=_("No agreement meets these conditions."),
)  # fmt: skip

PROJECTS: Final = ListSpec(
    code="projects",
    title=_("Projects of institutions"),
    verb=VIEW,
    model=Project,
    rows=_rows(Project),
    filters=ProjectFilter,
    orders={
        "newest": Order("newest", _("Newest first"), ("begun_on", "id"), descending=True),
        "due": Order(
            "due", _("Due first"), ("due_on", "id"), only=Q(state="running"), said=_("Only those under way are shown.")
        ),
    },
    columns=(
        Column("title", _("Title of the project"), "title", essential=True),
        _INSTITUTION,
        Column("kind", _("Kind of project"), _named(kinds.PROJECTS, "kind", "begun_on")),
        Column("level", _("Level of the project"), _named(kinds.LEVELS, "level", "begun_on")),
        Column(
            "state", _("State"), "get_state_display", standing=lambda row: project_standing(row, _today()),
            on_phone=True,
        ),
        Column("funds", pgettext_lazy("project", "Funds (yuan)"), "funds", kind="number"),
        Column("number", _("Number of the project"), "number", kind="code", shown=False),
        Column("alliance", _("Within the alliance"), lambda row: str(row.alliance or ""), shown=False),
        Column("from", _("Begun on"), "begun_on", kind="date", order="newest"),
        Column("due", _("To be completed by"), "due_on", kind="date", order="due"),
        Column("results", pgettext_lazy("project", "Results"), "results", shown=False),
    ),
    route="project_list",
    presets=(Preset(pgettext_lazy("project", "Under way"), "state=running"),),
    link_of=tab_of,
    nothing=_("No project is on record."),
    none_fits=_("No project meets these conditions."),
)  # fmt: skip

PARTY_BRANCHES: Final = ListSpec(
    code="party_branches",
    title=_("Party branches of institutions"),
    verb=VIEW,
    model=PartyBranch,
    rows=party_rows,
    filters=PartyBranchFilter,
    orders={"newest": _BEGUN},
    columns=(
        Column("institution", _("Institution"), "institution.organisation.name", essential=True),
        Column(
            "situation", _("Party branch"), _named(kinds.PARTY_BRANCH, "situation", "valid_from"),
            standing=party_standing, on_phone=True,
        ),
        Column("since", _("Since"), "valid_from", kind="date", order="newest", on_phone=True),
        Column("eligible", _("Counts for the coverage"), lambda row: _("yes") if row.eligible else _("no")),
        Column("licence", _("Licence number"), "institution.licence_number", kind="code", shown=False),
    ),
    route="party_branch_list",
    presets=(Preset(_("Not established"), "established=no"),),
    link_of=tab_of,
    nothing=_("No institution has stated anything about a party branch yet."),
    none_fits=_("No statement meets these conditions."),
)  # fmt: skip

ALLIANCES: Final = ListSpec(
    code="alliances",
    title=_("Alliances"),
    verb=VIEW,
    model=Alliance,
    rows=_rows(Alliance),
    filters=AllianceFilter,
    orders={"newest": Order("newest", _("Newest first"), ("formed_on", "id"), descending=True)},
    columns=(
        Column("name", _("Name of the alliance"), "name", essential=True),
        Column("kind", _("Kind of alliance"), _named(kinds.ALLIANCES, "kind", "formed_on")),
        Column("lead", _("Leading institution"), "lead.organisation.name", on_phone=True),
        Column("members", _("Members today"), "present", kind="number"),
        Column(
            "state", _("State"), lambda row: alliance_standing(row, _today()).word,
            standing=lambda row: alliance_standing(row, _today()), on_phone=True,
        ),
        Column("formed", _("Formed on"), "formed_on", kind="date", order="newest"),
        Column("ended", _("Does not hold from"), "ended_on", kind="date", shown=False),
        Column("purpose", pgettext_lazy("alliance", "Purpose"), "purpose", shown=False),
    ),
    route="alliance_list",
    presets=(Preset(_("In force"), "state=holds"),),
    link_of=Alliance.get_absolute_url,
    nothing=_("No alliance is on record."),
    none_fits=_("No alliance meets these conditions."),
)  # fmt: skip

LISTS: Final = (COOPERATIONS, PROJECTS, PARTY_BRANCHES, ALLIANCES)
