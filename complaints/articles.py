"""How the articles on complaints are cited, and which of them nobody has seen in print yet.

Of the measures on complaints (司法部令第144号) articles 1–7, 21, 23 and 26 were seen; the others are known from memory
and are printed with the mark 待核 until somebody has compared them with the gazette (decisions.md 26), who then
widens `_SEEN`.
"""

import re
from typing import Final

from foundation.law.queries import Offered

_MEASURES: Final = "司法鉴定执业活动投诉处理办法"
_SEEN: Final = frozenset({"一", "二", "三", "四", "五", "六", "七", "二十一", "二十三", "二十六"})
_MARK: Final = "（待核）"


def of_measures(articles: str) -> str:
    """Return articles of the measures on complaints as they are cited: `of_measures("第十四条")`."""
    numbers = re.findall(r"第([一二三四五六七八九十]+)条", articles)
    return f"{_MEASURES}{articles}{'' if _SEEN.issuperset(numbers) else _MARK}"


def marked(citation: str, entry: Offered) -> str:
    """Return the source of an entry of a statutory list as a letter cites it, with the mark where nobody saw it yet."""
    return f"{citation}{_MARK}" if entry.to_be_confirmed and not citation.endswith(_MARK) else citation
