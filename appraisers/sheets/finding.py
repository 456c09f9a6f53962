"""Whom a row of a sheet names: an appraiser by the number of his certificate, present or former, or by name."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from appraisers.models import Appraiser, CertificateState
from foundation.exchange.cells.texts import read_names
from foundation.exchange.sheets.specs import NUMBER_ON_PAPER, Column
from institutions.models import Institution
from institutions.roster.columns import simple
from institutions.roster.readers import read_number
from institutions.sheets.declaring import Note, Seen


def _name(value: Any) -> Any:
    return read_names(value if value is not None else "", longest=40)


CERTIFICATE: Final = Column(
    "certificate_number",
    _("Certificate number"),
    (
        "执业证号",
        "执业证书号",
        "执业证编号",
        "司法鉴定人执业证号",
        "证书编号",
        "证号",
        "执业证书编号",
        "certificate number",
    ),
    simple(read_number),
    form=NUMBER_ON_PAPER,
    example="379900001001",
    explanation=_("By it the appraiser is found; where it is left out, by the name."),
)
NAME: Final = Column(
    "name",
    _("Name of the appraiser"),
    ("姓名", "鉴定人姓名", "司法鉴定人姓名", "鉴定人", "司法鉴定人", "appraiser"),
    simple(_name),
    example="示例鉴定人甲",
)


@dataclass(frozen=True)
class People:
    """Appraisers by number and by name."""

    by_number: Mapping[str, Appraiser]
    by_name: Mapping[str, list[Appraiser]]


def people_of(house: Institution) -> People:
    """The appraisers of an institution, also by the numbers of certificates that were issued anew."""
    rows = list(Appraiser.objects.filter(institution=house).select_related("person", "institution__organisation"))
    by_key = {row.pk: row for row in rows}
    by_number, by_name = {}, defaultdict(list)
    states = CertificateState.objects.filter(appraiser__in=by_key)
    for key, number in states.values_list("appraiser", "certificate_number"):
        by_number[number] = by_key[key]
    for row in rows:
        by_number[row.certificate_number] = row
        by_name[row.person.name].append(row)
    return People(by_number, by_name)


def appraiser_of(values: Mapping[str, Any], house: Institution, seen: Seen, note: Note) -> Appraiser | None:
    """The appraiser of an institution whom a row names; None with a note."""
    people: People = seen.once(("people", house.pk), lambda: people_of(house))
    number, name = values["certificate_number"], values["name"]
    if number:
        found = people.by_number.get(number)
        if found is None:
            note("certificate_number", "appraiser_unknown", "")
        return found
    named = people.by_name.get(name or "", [])
    if len(named) == 1:
        return named[0]
    note("name", "appraiser_ambiguous" if named else "appraiser_unknown" if name else "missing", "")
    return None
