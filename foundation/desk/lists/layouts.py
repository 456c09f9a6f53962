"""How a reader has a list laid out: which columns, how dense, how many rows; remembered per user and list."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from foundation.accounts.acting import AnyActor, PostedActor
from foundation.audit.once import act
from foundation.audit.statements import asked_again
from foundation.desk.lists.declaring import Column, ListSpec
from foundation.desk.models import ListLayout, SavedView

SIZE = "size"
SIZES = (25, 50, 100)
DENSITIES = ("tight", "roomy")
EVERY_LIST = "*"


@dataclass(frozen=True)
class Layout:
    """The columns that stand there, in their declared order, and how. `chosen`: somebody chose them."""

    columns: tuple[Column, ...]
    density: str = "tight"
    size: int = SIZES[0]
    chosen: bool = False
    keys: bool = True

    def is_on_phone(self, column: Column) -> bool:
        """Whether a column stands on a phone too: chosen ones, essential ones and those declared so."""
        return self.chosen or column.essential or column.on_phone

    @property
    def codes(self) -> list[str]:
        """The codes of the columns."""
        return [column.code for column in self.columns]


def layout_of(spec: ListSpec, actor: AnyActor, params: QueryDict, view: SavedView | None = None) -> Layout:
    """Return the layout for this address: that of the view it names, else the user's own; `size` in it wins."""
    rows = asked_again(
        ("desk.layout", spec.code, actor.user_id),
        lambda: ListLayout.objects.visible_to(actor).filter(list_code__in=[spec.code, EVERY_LIST]),
    )
    kept = {row.list_code: row for row in rows}
    own = kept.get(spec.code)
    general = kept.get(EVERY_LIST)
    source = view if view is not None and view.columns else own
    codes = source.columns if source is not None else []
    return Layout(
        columns=columns_of(spec, codes or None),
        density=source.density if source is not None and source.density in DENSITIES else DENSITIES[0],
        size=_size(params.get(SIZE, ""), own.size if own is not None and own.size in SIZES else SIZES[0]),
        chosen=bool(codes),
        keys=general.keys if general is not None else True,
    )


def columns_of(spec: ListSpec, codes: Iterable[str] | None) -> tuple[Column, ...]:
    """Return the columns that were chosen, in their declared order; None chooses those shown by themselves."""
    chosen = None if codes is None else set(codes)
    return tuple(
        column
        for column in spec.columns
        if column.essential or (column.shown if chosen is None else column.code in chosen)
    )


@act
def remember(spec: ListSpec, *, by: PostedActor, columns: Iterable[str], density: str, size: int, keys: bool) -> None:
    """Keep the layout of a list for the user who acts; a preference, so it is no event."""
    known = [column.code for column in spec.columns]
    chosen = [code for code in known if code in set(columns)]
    ListLayout.objects.update_or_create(
        user_id=by.user.pk, list_code=spec.code, defaults={"columns": chosen, "density": density, "size": size}
    )
    ListLayout.objects.update_or_create(user_id=by.user.pk, list_code=EVERY_LIST, defaults={"keys": keys})


@act
def forget(spec: ListSpec, *, by: PostedActor) -> None:
    """Go back to the columns, density and size that the list has by itself."""
    ListLayout.objects.visible_to(by).filter(list_code=spec.code).delete()


def _size(text: str, otherwise: int) -> int:
    return int(text) if text in {str(size) for size in SIZES} else otherwise
