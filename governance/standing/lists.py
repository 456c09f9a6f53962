"""What stops when accreditations end, as a list: for pages and exports, one certificate a row."""

from collections.abc import Callable, Sequence
from typing import Final

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.accounts.acting import AnyActor
from foundation.desk.detail.page import Standing
from foundation.desk.lists import Column, ListSpec
from foundation.law.queries import division
from governance.standing.foresight import HORIZONS, Foreseen, Stop, foresee
from institutions.filters import AccreditationFilter
from institutions.models import Accreditation
from institutions.orders import ACCREDITATION_EXPIRY
from institutions.querysets import AccreditationQuerySet
from institutions.verbs import VIEW


def rows(actor: AnyActor, _params: QueryDict) -> AccreditationQuerySet:
    """The accreditations within scope that end within the widest horizon and that nothing follows."""
    found: AccreditationQuerySet = Accreditation.objects.visible_to(actor)
    return found.expiring(timezone.localdate(), HORIZONS[0]).for_list()


def prepare(accreditations: Sequence[Accreditation]) -> None:
    """Foresee for all rows of a page, or of a piece of an export, at once."""
    for each in foresee(accreditations, timezone.localdate()):
        each.row.foreseen = each  # type: ignore[attr-defined]  # kept for the columns


def _of(row: Accreditation) -> Foreseen:
    known: Foreseen | None = getattr(row, "foreseen", None)
    return known if known is not None else foresee([row], timezone.localdate())[0]


def _each(say: Callable[[Stop], str]) -> Callable[[Accreditation], str]:
    return lambda row: "、".join(dict.fromkeys(say(stop) for stop in _of(row).stops))


def _next(stop: Stop) -> str:
    if stop.next is None:
        return gettext("none in the province")
    if not stop.km:
        return str(stop.next)
    return gettext("%(name)s (about %(km)d km)") % {"name": stop.next, "km": stop.km}


def _standing(row: Accreditation) -> Standing:
    known = _of(row)
    tone = "late" if known.stops and known.left <= HORIZONS[-1] else "due" if known.stops else "ok"
    return Standing(tone, str(known.left))


def _unsure(row: Accreditation) -> str:
    """The classes of which open cases are on record that may be concerned, each with its number."""
    told = (gettext("%(name)s: %(n)d, to be checked") % {"name": at.name, "n": at.count}
            for at in _of(row).at_class if not at.whole)  # fmt: skip
    return "、".join(told)


def _county(row: Accreditation) -> str:
    alone = any(stop.able_in_county == 0 for stop in _of(row).stops)
    return str(getattr(division(row.institution.county_code), "name", "")) if alone else ""


FORESIGHT: Final = ListSpec(
    code="accreditation_foresight",
    title=_("Foresight of accreditations"),
    verb=VIEW,
    model=Accreditation,
    rows=rows,
    filters=AccreditationFilter,
    orders={ACCREDITATION_EXPIRY.code: ACCREDITATION_EXPIRY},
    prepare=prepare,
    columns=(
        Column("number", _("Accreditation"), "certificate_number", kind="code", essential=True),
        Column("institution", _("Institution"), "institution.organisation.name", on_phone=True),
        Column("until", _("Last day"), "valid_until", kind="date", order="expiry", on_phone=True),
        Column("left", _("Days left"), lambda row: _standing(row).word, standing=_standing),
        Column("stops", _("Items that would stop"), _each(lambda stop: stop.name), on_phone=True),
        Column("cases", _("Open cases"), lambda row: _of(row).open_cases, kind="number"),
        Column("at_class", _("Open cases recorded at the class only"), _unsure),
        Column("county", _("County left without"), _county),
        Column("next", _("Next able institution"), _each(_next)),
    ),
    route="accreditation_foresight_list",
    link_of=Accreditation.get_absolute_url,
    nothing=_("No accreditation ends within these days."),
    none_fits=_("No accreditation meets these conditions."),
)
