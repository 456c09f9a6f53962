"""The list of restrictions, for pages, exports and API."""

from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from foundation.accounts.acting import AnyActor
from foundation.desk.detail.page import Standing
from foundation.desk.lists import Column, ListSpec, Preset
from institutions.barring import ground_words, what_words
from institutions.models import Restriction
from institutions.querysets import RestrictionQuerySet
from institutions.restrictions.describing import barred_name, standing_of
from institutions.restrictions.filters import RestrictionFilter
from institutions.restrictions.orders import ORDERS
from institutions.restrictions.verbs import VIEW


def rows(actor: AnyActor, _params: QueryDict) -> RestrictionQuerySet:
    """The restrictions the actor may see."""
    return Restriction.objects.visible_to(actor).for_list()


def _standing(row: Restriction) -> Standing:
    return standing_of(row)


RESTRICTIONS: Final = ListSpec(
    code="restrictions",
    title=_("Restrictions"),
    verb=VIEW.code,
    model=Restriction,
    rows=rows,
    filters=RestrictionFilter,
    orders=ORDERS,
    columns=(
        Column("document", _("Decision"), "document_number", kind="doc_no", essential=True),
        Column("barred", _("Who is barred"), barred_name, on_phone=True),
        Column("state", _("State"), lambda row: standing_of(row).word, standing=_standing, on_phone=True),
        Column("what", _("What is barred"), what_words),
        Column("ground", _("Ground"), ground_words),
        Column("article", _("Article"), "article", shown=False),
        Column("from", _("From"), "valid_from", kind="date", order="newest", on_phone=True),
        Column("until", _("Last day"), "valid_until", kind="date"),
        Column("set_by", _("Set by"), "set_by.name", shown=False),
        Column("institution", _("Institution"), "institution.organisation.name", shown=False),
        Column("lifted", _("Lifted from"), "lifted_on", kind="date", shown=False),
    ),
    route="restriction_list",
    presets=(
        Preset(_("Holds now"), "state=holds"),
        Preset(_("An objection waits for a decision"), "state=objected", "soon"),
    ),
    link_of=Restriction.get_absolute_url,
    names_people=True,
    nothing=_("No restriction is on record."),
    none_fits=_("No restriction meets these conditions."),
)
