"""What somebody means who types a category or a place into the search of the register, as a citizen does.

He knows what he needs (亲子鉴定) and where he lives (历下), and seldom the name of an institution.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q

from foundation.law.models import Division
from foundation.law.queries import categories, division, divisions, lineage
from institutions.models import ScopeItem

LEAST: Final = 2
"""Characters; a single one means too much."""
SHOWN: Final = 3


@dataclass(frozen=True)
class Meant:
    """A category or a place that words stand for, and the address of the register under this condition."""

    name: str
    query: str


def nodes_meant(word: str) -> list[str]:
    """Return the categories whose name holds a word, those above the practice categories left out."""
    typed = word.strip().lower().removesuffix("鉴定").removesuffix("司法")  # 亲子鉴定 stands for 三联体亲子关系鉴定
    if len(typed) < LEAST:
        return []
    return [
        row.code
        for row in categories().values()
        if row.practice_code and (typed in row.name_zh.lower() or typed in row.name_en.lower())
    ]


def places_meant(word: str) -> list[str]:
    """Return the cities and counties whose name begins with a word."""
    typed = word.strip()
    if len(typed) < LEAST:
        return []
    return [row.code for row in divisions() if row.level in {"city", "county"} and _begins(row, typed)]


def _begins(row: Division, typed: str) -> bool:
    return row.name_zh.startswith(typed) or row.name_en.lower().startswith(typed.lower())


def meant_by(word: str, on: date, *, by_items: bool) -> Q:
    """Rows of the category or the place that a word stands for, as a condition; nothing where it stands for none.

    Of institutions (`by_items`) the items of the licence decide, where any of the practice category were entered.
    """
    found = Q(pk__in=[])
    places = places_meant(word)
    if places:
        found |= Q(city_code__in=places) | Q(county_code__in=places)
    nodes = nodes_meant(word)
    for practice in sorted({categories()[code].practice_code for code in nodes}):
        held = Q(practice_codes__contains=[practice])
        found |= held & _listed(practice, nodes, on) if by_items else held
    return found


def _listed(practice: str, nodes: Sequence[str], on: date) -> Q:
    items = ScopeItem.objects.filter(institution=OuterRef("pk"), practice_code=practice)
    wanted = set(nodes)
    kin = [
        code
        for code in categories()
        if wanted.intersection(lineage(code)) or any(code in lineage(each) for each in wanted)
    ]
    return Q(~Exists(items)) | Q(Exists(items.in_force(on).filter(category__in=kin)))


def offered(words: str) -> list[Meant]:
    """Return the conditions that the words of a search stand for, to be chosen instead; a few at most."""
    every, found = categories(), {}
    for word in words.split():
        for code in nodes_meant(word):
            practice = every[code].practice_code
            found[practice] = Meant(every[practice].name, urlencode({"category": practice}))
        for code in places_meant(word):
            row = division(code)
            if row is not None:
                place = {"city": row.code} if row.level == "city" else {"city": row.parent_id, "county": row.code}
                found[code] = Meant(row.name, urlencode(place))
    return list(found.values())[:SHOWN]
