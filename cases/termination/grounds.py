"""The legal grounds for terminating an appraisal (程序通则 art. 29, 条例 art. 36), from the dated table."""

import re
from datetime import date
from typing import Final

from foundation.law import queries as law
from foundation.law.queries import Offered

LIST: Final = "termination_grounds"
NOTICE: Final = "司法鉴定程序通则第二十九条"
"""The client is told in writing, with the reason, and gets the materials back."""
BY_ARTICLE_15: Final = "TZ29-1"
"""The ground that only refers to the items of art. 15: whoever uses it says which."""
_ITEM: Final = re.compile(r"(TZ29|SD36)-([1-9])")
_ARTICLES: Final = {"TZ29": "司法鉴定程序通则第二十九条", "SD36": "山东省司法鉴定条例第三十六条"}
_NUMERALS: Final = "〇一二三四五六七八九"


def offered(on: date) -> tuple[Offered, ...]:
    """Return the grounds in force on a day; one that both sources list is offered once (decisions.md 21)."""
    return law.grounds(LIST, on)


def ground(code: str, on: date) -> Offered | None:
    """Return the ground that a code of any of its sources names, or None."""
    return next((each for each in offered(on) if code in each.codes), None)


def items_of(chosen: Offered) -> list[str]:
    """Return article and item of every source that lists a ground, as 文书格式 4 has to state them."""
    found = [match for code in chosen.codes if (match := _ITEM.fullmatch(code))]
    items = [f"{_ARTICLES[match[1]]}第{_NUMERALS[int(match[2])]}项" for match in found]
    return items if len(items) == len(chosen.codes) else list(chosen.citations)
