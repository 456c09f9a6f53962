"""What somebody means who types a category or a place into the search of the register, as a citizen does.

He knows what he needs (亲子鉴定) and where he lives (历下), and seldom the name of an institution; he may write the two
with a space or a comma between them, or in one word.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from foundation.law.models import Division
from foundation.law.queries import categories, divisions, lineage
from institutions.models import ScopeItem

LEAST: Final = 2
"""Characters; a single one means too much."""
SHOWN: Final = 3


BETWEEN: Final = re.compile(r"[\s,，、;；。]+")
EVERYDAY: Final[dict[str, tuple[str, ...]]] = {
    "亲子": ("FY-0402", "FY-0403"),
    "酒精": ("FY-0502",),
    "伤残": ("FY-0202",),
}
"""Words of everyday that no official name holds, as of November 2026; they lead to a search and decide nothing."""
FILLING: Final = re.compile(r"司法|鉴定|检测|检验|机构|中心|所|我要|哪里|哪家|附近|可以|[的做在能]")
"""What may stand around a need and a place without meaning either."""


@dataclass(frozen=True)
class Meant:
    """What words stand for, and the address of the register under this condition.

    `category`, `city` and `county` are named where the words stand for a need and a place together.
    """

    name: str
    query: str
    category: str = ""
    city: str = ""
    county: str = ""


def pieces(words: str) -> list[str]:
    """Return the words of a search; one that joins needs and places is taken apart."""
    return [piece for word in BETWEEN.split(words) if word for piece in _apart(word)]


def _apart(word: str) -> list[str]:
    """Take a word apart if it joins a need and a place, or if nothing else is in it; the longest names are taken."""
    if nodes_meant(word) or places_meant(word):
        return [word]
    places = _longest(word, [name for row in divisions() if row.level in {"city", "county"} for name in _spoken(row)])
    rest = word
    for name in places:
        rest = rest.replace(name, "")
    needs = [rest] if nodes_meant(rest) else _longest(rest.lower(), _needs())[:1]
    left = FILLING.sub("", rest.lower().replace(needs[0].lower(), "") if needs else rest)
    # 济南市市中区 leaves nothing, 济南市中区 (overlapping) the last part of a name that was found
    bare = not left or any(name.endswith(left) for name in places)
    return [*places, *needs] if (places or needs) and ((places and needs) or bare) else [word]


def _spoken(row: Division) -> list[str]:
    """The name of a place, and the same without its ending where enough remains."""
    short = row.name_zh[:-1]
    return [row.name_zh, short] if len(short) >= LEAST else [row.name_zh]


def _needs() -> list[str]:
    """The names of needs as they are spoken."""
    short = [
        row.name_zh.removesuffix("鉴定").removesuffix("司法").removesuffix("类")
        for row in categories().values()
        if row.practice_code
    ]
    return [*EVERYDAY, "dna", *(name for name in short if len(name) >= LEAST)]


def _longest(word: str, names: Sequence[str]) -> list[str]:
    """Return the names a word holds, in their order, those within a longer one left out."""
    held = {name for name in names if name in word}
    longest = {name for name in held if not any(name != other and name in other for other in held)}
    return sorted(longest, key=lambda name: (word.index(name), -len(name)))


def nodes_meant(word: str) -> list[str]:
    """Return the categories that an everyday word means or whose name holds it, those above practice left out."""
    typed = word.strip().lower().removesuffix("鉴定").removesuffix("司法")  # 亲子鉴定 stands for 三联体亲子关系鉴定
    if len(typed) < LEAST:
        return []
    everyday = EVERYDAY.get(typed, ())
    return [
        row.code
        for row in categories().values()
        if row.practice_code and (row.code in everyday or typed in row.name_zh.lower() or typed in row.name_en.lower())
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
    """Return the conditions that the words of a search stand for, to be chosen instead; a few at most.

    Words that name a need and a place are offered as both together.
    """
    needs, places = _named(words)
    if needs and places:
        return [_both(need, place) for need in needs for place in places][:SHOWN]
    found = [Meant(categories()[code].name, urlencode({"category": code})) for code in needs]
    return [*found, *(Meant(row.name, urlencode(_seat(row))) for row in places)][:SHOWN]


def sought(words: str) -> Meant | None:
    """Return the need and the place that words name, where they name one of each and nothing besides."""
    if not all(nodes_meant(word) or places_meant(word) for word in pieces(words)):
        return None
    found = offered(words)
    return found[0] if len(found) == 1 and found[0].category else None


def _named(words: str) -> tuple[list[str], list[Division]]:
    """The practice categories and the places of the words; a county within a city that is named stands for both."""
    typed, every = pieces(words), categories()
    needs = list(dict.fromkeys(every[code].practice_code for word in typed for code in nodes_meant(word)))
    codes = {code for word in typed for code in places_meant(word)}
    rows = [row for row in divisions() if row.code in codes]
    within = [row for row in rows if row.level == "county" and row.parent_id in codes]
    return needs, within or rows


def _seat(row: Division) -> dict[str, str]:
    return {"city": row.code} if row.level == "city" else {"city": str(row.parent_id), "county": row.code}


def _both(need: str, place: Division) -> Meant:
    name = _("%(need)s in %(place)s") % {"need": categories()[need].name, "place": place.name}
    seat = _seat(place)
    return Meant(name, urlencode({"category": need, **seat}), need, seat["city"], seat.get("county", ""))
