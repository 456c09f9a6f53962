"""What the file says about itself, and what an export's page says about its end."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.accounts.acting import PostedActor
from foundation.desk import formats
from foundation.desk.lists import ListSpec
from foundation.desk.lists.selecting import conditions_of
from foundation.desk.lists.showing import chips_of

MOST_ROWS: Final = 1_000_000
REASONS: Final[dict[str, Any]] = {
    "account": gettext_lazy("The account was disabled after the order, so nothing was handed out."),
    "posting": gettext_lazy("The posting of the order is no longer in force, so nothing was handed out."),
    "right": gettext_lazy("The posting no longer holds the act that the list needs, so nothing was handed out."),
    "too_many": gettext_lazy(
        "More than 1,000,000 rows meet the conditions. Narrow them, for example by year or by city."
    ),
    "conditions": gettext_lazy("A condition of the list can no longer be read. Open the list and order anew."),
    "broken": gettext_lazy("The file could not be written. The fault was recorded; order it again later."),
}

FigureTitle = Callable[[QueryDict, PostedActor, ListSpec], str]
_figure_titles: list[FigureTitle] = []


def title_figures_by(title_of: FigureTitle) -> None:
    """Let the app of figures say what the rows behind a figure are called; it stands above this one."""
    if title_of not in _figure_titles:
        _figure_titles.append(title_of)


def title_of(spec: ListSpec, params: QueryDict, actor: PostedActor) -> str:
    """The title of what is exported: that of the figure, or of the list."""
    return next((title for each in _figure_titles if (title := each(params, actor, spec))), str(spec.title))


def conditions_in_words(spec: ListSpec, params: QueryDict, actor: PostedActor) -> str:
    """The conditions in force: "State: In progress; City: Jinan", or that there are none."""
    chips = chips_of(conditions_of(spec, actor, params), params)
    if not chips:
        return _("none")
    return _("; ").join(_("%(label)s: %(value)s") % {"label": chip["label"], "value": chip["value"]} for chip in chips)


def head_of(spec: ListSpec, params: QueryDict, actor: PostedActor, *, picked: int, as_of: datetime) -> str:
    """The first line of the file: what, as of when, which conditions, demo data or not, by which posting."""
    parts = [
        title_of(spec, params, actor),
        _("data as of %(moment)s") % {"moment": formats.table_moment(as_of)},
        _("conditions: %(conditions)s") % {"conditions": conditions_in_words(spec, params, actor)},
    ]
    if picked:
        parts.append(_("%(count)d selected rows only") % {"count": picked})
    if settings.PORTAL_DEMO:
        parts.append(_("DEMO DATA, invented"))
    if actor.posting is not None:
        parts.append(_("exported by %(posting)s") % {"posting": actor.posting.title})
    return "　｜　".join(parts)
