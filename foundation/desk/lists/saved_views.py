"""Views of a list under a name: ready-made ones, one's own, and those shared in one's unit."""

from dataclasses import dataclass

from django.db import OperationalError, connection, transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor, PostedActor
from foundation.audit import trail
from foundation.audit.errors import Finding, RuleBroken
from foundation.audit.once import act
from foundation.audit.statements import asked_again
from foundation.desk.keyset import AFTER, BEFORE, CAP
from foundation.desk.lists.addresses import without
from foundation.desk.lists.declaring import ListSpec
from foundation.desk.lists.layouts import SIZE
from foundation.desk.lists.selecting import ORDER, conditions_of, order_of, within
from foundation.desk.models import SavedView

VIEW = "view"
MOST = 30
LONGEST = 2_000
PATIENCE = "300ms"
SHARED, WITHDRAWN = "view.shared", "view.withdrawn"


@dataclass(frozen=True)
class Tab:
    """One view above the table. `count` is None while nobody has counted; `whose` says that others share it."""

    text: str
    href: str
    current: bool
    tone: str = ""
    whose: str = ""
    count: int | None = None
    capped: bool = False


def views_of(spec: ListSpec, actor: AnyActor) -> list[SavedView]:
    """Return the views of a list that the actor may open: his own first."""
    unit = actor.posting.organisation_id if actor.posting else None
    found = asked_again(
        ("desk.views", spec.code, actor.user_id, unit),
        lambda: SavedView.objects.visible_to(actor).filter(list_code=spec.code).order_by("name", "pk")[: 2 * MOST],
    )
    return sorted(found, key=lambda view: view.owner_id != actor.user_id)


def view_asked(views: list[SavedView], params: QueryDict) -> SavedView | None:
    """Return the view that an address names, if the reader may open it."""
    return next((view for view in views if str(view.pk) == params.get(VIEW, "")), None)


def tabs(
    spec: ListSpec, views: list[SavedView], actor: AnyActor, params: QueryDict, *, counted: bool = False
) -> list[Tab]:
    """Return the tabs: all rows, the ready-made views, one's own and those of the unit; counted if asked for."""
    present = _conditions(params)
    named = [(_("All"), "", "", "")]
    named += [(str(preset.label), preset.query, preset.tone, "") for preset in spec.presets]
    for view in views:
        whose = "" if view.owner_id == actor.user_id else _("shared in the unit")
        named.append((view.name, f"{view.query}&{VIEW}={view.pk}".lstrip("&"), "", whose))
    found = []
    taken = False
    for text, query, tone, whose in named:
        wanted = QueryDict(query)
        current = not taken and _conditions(wanted) == present and wanted.get(VIEW, "") == params.get(VIEW, "")
        taken = taken or current
        count = _count(spec, actor, wanted) if counted else None
        shown = min(count, CAP) if count is not None else None
        found.append(Tab(text, f"{spec.url}?{query}", current, tone, whose, shown, (count or 0) > CAP))
    return found


def _conditions(params: QueryDict) -> str:
    """The conditions alone, in one order: two addresses with the same ones select the same rows."""
    kept = without(params, AFTER, BEFORE, SIZE, ORDER, VIEW)
    return "&".join(sorted(f"{name}={value}" for name, values in kept.lists() for value in values))


def _count(spec: ListSpec, actor: AnyActor, params: QueryDict) -> int | None:
    """Count a view up to 1,001; None when that takes longer than a third of a second, or cannot be read."""
    conditions = conditions_of(spec, actor, params)
    if not conditions.readable:
        return None
    rows = within(order_of(spec, params), conditions.rows) if ORDER in params else conditions.rows
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = '{PATIENCE}'")
            return int(rows.order_by()[: CAP + 1].count())
    except OperationalError:
        return None


def query_to_keep(spec: ListSpec, params: QueryDict) -> str:
    """Return the conditions and the order of an address; on lists of people without the words searched for."""
    dropped = {AFTER, BEFORE, SIZE, VIEW, *({"q"} if spec.names_people else ())}
    return without(params, *dropped).urlencode()


@act
def keep(
    spec: ListSpec, *, by: PostedActor, name: str, params: QueryDict, columns: list[str], density: str, shared: bool
) -> SavedView:
    """Keep the conditions of an address under a name. Raises RuleBroken for a name taken, or too many views."""
    own = SavedView.objects.filter(owner_id=by.user.pk, list_code=spec.code)
    query = query_to_keep(spec, params)
    if own.filter(name=name).exists():
        raise RuleBroken(Finding(_("You have a view of this name already."), field="name"))
    if own.count() >= MOST:
        raise RuleBroken(Finding(_("A list holds at most 30 views of your own. Delete one first."), field="name"))
    if len(query) > LONGEST:
        raise RuleBroken(Finding(_("These conditions are too long to be kept.")))
    view = SavedView.objects.create(
        owner_id=by.user.pk,
        organisation_id=by.posting.organisation_id if by.posting else None,
        list_code=spec.code,
        name=name,
        query=query,
        columns=columns,
        density=density,
        shared=shared and by.posting is not None,
    )
    if view.shared:
        _tell(view, SHARED, by)
    return view


@act
def change(view: SavedView, *, by: PostedActor, name: str, shared: bool) -> SavedView:
    """Rename a view of one's own, share it with the unit one acts in, or take it back."""
    row = _own(view, by)
    if SavedView.objects.filter(owner_id=by.user.pk, list_code=row.list_code, name=name).exclude(pk=row.pk).exists():
        raise RuleBroken(Finding(_("You have a view of this name already."), field="name"))
    was_shared, row.name, row.shared = row.shared, name, shared and by.posting is not None
    if row.shared and not was_shared and by.posting is not None:
        row.organisation_id = by.posting.organisation_id
    row.save(update_fields=["name", "shared", "organisation"])
    if row.shared != was_shared:
        _tell(row, SHARED if row.shared else WITHDRAWN, by)
    return row


@act
def discard(view: SavedView, *, by: PostedActor) -> None:
    """Delete a view of one's own; a preference, nothing legal."""
    row = _own(view, by)
    if row.shared:
        _tell(row, WITHDRAWN, by)
    row.delete()


def _own(view: SavedView, by: PostedActor) -> SavedView:
    row = SavedView.objects.select_for_update().filter(pk=view.pk, owner_id=by.user.pk).first()
    if row is None:
        raise RuleBroken(_("This view belongs to somebody else. Save one of your own instead."))
    return row


def _tell(view: SavedView, kind: str, by: PostedActor) -> None:
    facts = {"list": view.list_code, "view": view.pk, "organisation": str(view.organisation_id or "")}
    trail.append(f"user:{view.owner_id}", kind, by=by, facts=facts)
