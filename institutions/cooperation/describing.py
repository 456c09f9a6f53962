"""An alliance as its page shows it."""

from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.accounts.acting import AnyActor
from foundation.desk.detail import tabs
from foundation.desk.detail.acts import Wish, offered
from foundation.desk.detail.facts import Fact, fact
from foundation.desk.detail.page import Detail, Link
from foundation.desk.detail.tabs import Tab
from institutions.cooperation import gate, kinds
from institutions.cooperation.states import alliance_standing
from institutions.cooperation.verbs import KEEP_ALLIANCES
from institutions.describing import KIND as INSTITUTION
from institutions.models import Alliance
from institutions.verbs import VIEW

ALLIANCE: Final = "alliance"


def register_tabs() -> None:
    """Put the tabs in their places; called once when the app is loaded."""
    tabs.register(
        ALLIANCE,
        Tab("overview", gettext_lazy("Overview"), "alliance", VIEW, 0),
        Tab("trail", gettext_lazy("Trail"), "alliance_trail", VIEW, 80),
    )
    tabs.register(
        INSTITUTION, Tab("cooperation", gettext_lazy("Cooperation"), "institution_cooperation", VIEW, 37, group="means")
    )


def alliance_detail(row: Alliance, actor: AnyActor) -> Detail:
    """Return the page of an alliance for an actor who may know it; the row comes from `for_list`."""
    findings = list(gate.standing_objections(row))
    return Detail(
        kind=ALLIANCE,
        model="institutions.Alliance",
        row=row,
        title=row.name,
        streams=(row.stream,),
        standing=alliance_standing(row, timezone.localdate()),
        facts=[kinds.named(kinds.ALLIANCES, row.kind, row.formed_on)],
        crumbs=[Link(_("Alliances"), reverse("alliance_list"))],
        acts=offered(
            actor,
            Wish((KEEP_ALLIANCES,), _("Record a member"), reverse("alliance_admit", args=[row.pk]), findings=findings),
            Wish(
                (KEEP_ALLIANCES,), _("End the alliance"), reverse("alliance_end", args=[row.pk]), findings=findings,
                is_grave=True, asks_reason=True,
            ),
        ),
    )  # fmt: skip


def alliance_facts(row: Alliance) -> list[Fact]:
    """Return the facts of an alliance."""
    return [
        fact(_("Leading institution"), str(row.lead)),
        fact(_("Kind of alliance"), kinds.named(kinds.ALLIANCES, row.kind, row.formed_on)),
        fact(_("Formed on"), row.formed_on),
        fact(_("Number of the agreement"), row.document_number, is_number=True),
        fact(_("Other bodies in it"), row.partners or _("none")),
        *([fact(_("Does not hold from"), row.ended_on)] if row.ended_on else []),
    ]
