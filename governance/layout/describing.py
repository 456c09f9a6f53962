"""A plan as its page shows it: facts, acts and why not."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.accounts.acting import AnyActor
from foundation.desk import formats
from foundation.desk.detail import tabs
from foundation.desk.detail.acts import Wish, offered
from foundation.desk.detail.facts import Fact, fact
from foundation.desk.detail.page import Detail, Link
from foundation.desk.detail.tabs import Tab
from governance.layout import gate, verbs
from governance.layout.lists import standing_of
from governance.layout.models import LayoutPlan
from governance.layout.progress import city_name

KIND = "layout_plan"


def register_tabs() -> None:
    """Put the tabs in their places; called once when the app is loaded."""
    tabs.register(
        KIND,
        Tab("overview", gettext_lazy("Overview"), "layout_plan", verbs.VIEW.code, 0),
        Tab("trail", gettext_lazy("Trail"), "layout_plan_trail", verbs.VIEW.code, 80),
    )


def detail_of(row: LayoutPlan, actor: AnyActor) -> Detail:
    """Return the page of a plan for an actor who sees it."""
    return Detail(
        kind=KIND,
        model="layout.LayoutPlan",
        row=row,
        title=row.title,
        streams=(row.stream,),
        standing=standing_of(row),
        facts=[
            _("adopted on %(day)s") % {"day": formats.prose_date(row.adopted_on, with_year=True)},
            _("years %(first)d to %(last)d") % {"first": row.from_year, "last": row.until_year},
        ],
        crumbs=[
            Link(_("Layout of institutions"), reverse("layout")),
            Link(_("Plans of cities"), reverse("layout_plan_list")),
        ],
        acts=offered(
            actor,
            Wish(
                (verbs.END.code,),
                _("End the plan"),
                reverse("layout_plan_end", args=[row.pk]),
                findings=gate.ending_barred(row),
                is_grave=True,
                asks_reason=True,
            ),
        ),
    )


def facts_of(row: LayoutPlan) -> list[Fact]:
    """Return the facts of a plan, four a row."""
    return [
        fact(_("City"), city_name(row.city_code)),
        fact(_("Number of the document"), row.document_number, is_number=True),
        fact(_("Adopted on"), row.adopted_on),
        fact(_("Ended on"), row.ended_on),
    ]
