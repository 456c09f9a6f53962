"""The warnings of an area on its dashboard: the most urgent ones that wait, and links to the others."""

from typing import Final
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor
from foundation.desk.charts.contract import Link, WarningLine
from foundation.desk.formats import number, prose_date
from foundation.kpi.areas import Area
from foundation.kpi.dashboard.warned import Warned
from governance.early_warning.gate import not_of_the_owner
from governance.early_warning.kinds import Tone
from governance.early_warning.models import EarlyWarning
from governance.early_warning.orders import URGENT
from governance.early_warning.states import WarningState
from governance.early_warning.verbs import ACKNOWLEDGE, RULES, VIEW
from governance.early_warning.wording import owner, said, where

SHOWN: Final = 5


def warnings_of(area: Area, actor: AnyActor) -> Warned:
    """Return what the dashboard of an area says; nothing for a posting that sees no warnings."""
    if not actor.may(VIEW.code):
        return Warned()
    rows = EarlyWarning.objects.visible_to(actor).of_area(area)
    counts = dict(rows.standing().order_by().values_list("state").annotate(found=Count("pk")))
    waiting = counts.get(WarningState.OPEN.value, 0)
    if not waiting:
        return Warned()
    shown = rows.unacknowledged().for_dashboard().order_by(*URGENT.by)[:SHOWN]
    return Warned(tuple(_line(row, actor) for row in shown), waiting, _links(area, actor, counts))


def _line(row: EarlyWarning, actor: AnyActor) -> WarningLine:
    own = actor.may(ACKNOWLEDGE.code) and not any(not_of_the_owner(row, actor))
    return WarningLine(
        tone="late" if row.tone == Tone.LATE else "due",
        word=row.get_tone_display(),
        what=_("%(what)s: %(where)s") % {"what": row.rule.name, "where": where(row)},
        href=row.get_absolute_url(),
        where=said(row),
        since=prose_date(row.since),
        to_do=row.rule.to_do,
        responsible=owner(row),
        act_href=reverse("early_warning_acknowledge", args=[row.pk]) if own else "",
    )


def _links(area: Area, actor: AnyActor, counts: dict[str, int]) -> tuple[Link, ...]:
    def listed(state: str) -> str:
        query = urlencode({"state": state, "order": URGENT.code, **area.parameters()})
        return f"{reverse('early_warning_list')}?{query}"

    links = [Link(_("All warnings"), listed(WarningState.OPEN))]
    known = counts.get(WarningState.ACKNOWLEDGED.value, 0)
    if known:
        links.append(Link(_("Acknowledged: %(n)s") % {"n": number(known)}, listed(WarningState.ACKNOWLEDGED)))
    if actor.may(RULES.code):
        links.append(Link(_("Rules of early warning"), reverse("early_warning_rules")))
    return tuple(links)
