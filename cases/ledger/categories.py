"""Finding the category an institution means by the words of its ledger.

Accepted are a field or anything below it, and the two practice categories that are whole classes (audio-visual,
environment). Words that fit several categories are not decided here: the person is asked, once for each wording.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from foundation.exchange.cells.texts import narrow


class CategoryNode(NamedTuple):
    """One row of the table of categories; `level` is 大类, 领域, 分领域 or 项目."""

    code: str
    name: str
    level: str
    parent: str


# Words of daily use that are no name of the table. Several codes mean that the word is ambiguous.
ABBREVIATIONS: Mapping[str, tuple[str, ...]] = {
    "临床": ("FY-02",), "法临": ("FY-02",), "临": ("FY-02",), "法医临床学": ("FY-02",), "活体": ("FY-02",),
    "伤残": ("FY-0202",), "伤残等级": ("FY-0202",), "残疾等级": ("FY-0202",), "伤残评定": ("FY-0202",),
    "伤情": ("FY-0201",), "损伤程度": ("FY-0201",), "伤情程度": ("FY-0201",), "三期": ("FY-020302",),
    "误工期护理期营养期": ("FY-020302",), "护理依赖": ("FY-020303",), "后续治疗费": ("FY-020304",),
    "病理": ("FY-01",), "法病": ("FY-01",), "法医病理学": ("FY-01",), "尸检": ("FY-01",), "尸体检验": ("FY-01",),
    "尸体解剖": ("FY-01",), "死因": ("FY-0101",),
    "精神": ("FY-03",), "精神病": ("FY-03",), "法医精神": ("FY-03",), "司法精神病": ("FY-03",), "法精": ("FY-03",),
    "法医物证学": ("FY-04",), "法物": ("FY-04",), "dna": ("FY-04",), "亲子": ("FY-04",), "亲权": ("FY-04",),
    "亲子关系": ("FY-04",), "法医遗传": ("FY-04",), "法医dna": ("FY-04",),
    "毒物": ("FY-05",), "毒化": ("FY-05",), "法医毒化": ("FY-05",), "法毒": ("FY-05",), "法医毒理": ("FY-05",),
    "酒精": ("FY-0502",), "血醇": ("FY-0502",), "血液酒精": ("FY-0502",), "乙醇": ("FY-0502",),
    "血液酒精含量": ("FY-0502",), "血液乙醇含量": ("FY-0502",),
    "文检": ("WZ-01",), "文件": ("WZ-01",), "文书物证": ("WZ-01",), "印章": ("WZ-0102",), "印文": ("WZ-0102",),
    "痕检": ("WZ-02",), "痕迹物证": ("WZ-02",), "交通事故": ("WZ-0211",), "交通事故痕迹": ("WZ-0211",),
    "车辆痕迹": ("WZ-0211",), "车速": ("WZ-021104",), "指纹": ("WZ-0201",),
    "微量": ("WZ-03",), "文痕": ("WZ-01", "WZ-02"),
    "声像": ("SX",), "录像": ("SX-02",), "视频": ("SX-02",), "录音录像": ("SX-01", "SX-02"),
    "电子": ("SX-03",), "电子物证": ("SX-03",), "电子证据": ("SX-03",), "手机数据": ("SX-03",),
    "环境": ("HJ",), "环损": ("HJ",), "环境损害": ("HJ",), "生态": ("HJ-06",),
    "物证": ("FY-04", "WZ-01", "WZ-02", "WZ-03"),
    "法医": ("FY-01", "FY-02", "FY-03", "FY-04", "FY-05"),
    "医疗": ("FY-0108", "FY-0207", "FY-0306"), "医疗纠纷": ("FY-0108", "FY-0207", "FY-0306"),
    "医疗过错": ("FY-0108", "FY-0207", "FY-0306"), "医疗损害": ("FY-0108", "FY-0207", "FY-0306"),
}  # fmt: skip

# The characters before 字 in a number (decisions: configurable for each institution).
LETTERS: Mapping[str, str] = {
    "临": "FY-02", "病": "FY-01", "精": "FY-03", "物": "FY-04", "毒": "FY-05", "文": "WZ-01", "痕": "WZ-02",
    "微": "WZ-03", "声": "SX", "像": "SX", "电": "SX-03", "环": "HJ",
}  # fmt: skip

_WHOLE_CLASSES = ("SX", "HJ")
_SUFFIX = re.compile(r"(?:类)?(?:司法)?(?:鉴定|检验|检测|评定|类|业务|专业|项目)+$")
_PARTS = re.compile(r"[/\\|>、,;()\-—\s:：；，（）]+|类司法鉴定(?=.)")


def bare(text: str) -> str:
    """A category's name without spaces and without the endings everybody uses differently (鉴定, 司法鉴定, 类)."""
    key = narrow(text).replace(" ", "").lower()
    return _SUFFIX.sub("", key) or key


class CategoryIndex:
    """Looks categories up by name, code and abbreviation."""

    def __init__(self, nodes: Iterable[CategoryNode], abbreviations: Mapping[str, tuple[str, ...]] = ABBREVIATIONS):
        self.nodes: dict[str, CategoryNode] = {node.code: node for node in nodes}
        self._children: dict[str, list[str]] = defaultdict(list)
        self._names: dict[str, set[str]] = defaultdict(set)
        for node in self.nodes.values():
            self._children[node.parent].append(node.code)
        for node in self.nodes.values():
            self._names[bare(node.name)].update(self._acceptable(node.code))
            self._names[node.code.lower()].update(self._acceptable(node.code))
        for word, codes in abbreviations.items():
            known = {code for code in codes if code in self.nodes}
            if known:
                # A word that stands in both tables means all of what either says.
                self._names[word].update(known)

    def _acceptable(self, code: str) -> list[str]:
        """The node itself, or its fields when it is a class in which the field makes the difference."""
        if self.nodes[code].level == "大类" and code not in _WHOLE_CLASSES:
            return sorted(self._children[code])
        return [code]

    def name(self, code: str) -> str:
        """The official name of a category."""
        return self.nodes[code].name

    def label(self, code: str) -> str:
        """The name with the field it lies in, since names repeat: 法医临床鉴定 › 医疗损害鉴定."""
        field = self.field_of(code)
        return self.name(code) if field == code else f"{self.name(field)} › {self.name(code)}"

    def ancestors(self, code: str) -> list[str]:
        """The code itself and everything above it, nearest first."""
        chain = []
        while code in self.nodes:
            chain.append(code)
            code = self.nodes[code].parent
        return chain

    def find(self, text: str) -> tuple[str, ...]:
        """The categories the words may mean: one is sure, several are a question, none is unknown."""
        found = self._names.get(bare(text)) or self._names.get(narrow(text).replace(" ", "").lower())
        if found:
            return self._narrowed(found)
        answers = [self._names[bare(part)] for part in _PARTS.split(narrow(text)) if bare(part) in self._names]
        if not answers:
            return ()
        joined = set.intersection(*answers) or self._deepest(answers)
        return self._narrowed(joined)

    def _deepest(self, answers: list[set[str]]) -> set[str]:
        """法医临床（伤残等级） names the same thing twice: keep what lies below everything else that was said."""
        every = set().union(*answers)
        fitting = {
            code for code in every if all(any(above in self.ancestors(code) for above in said) for said in answers)
        }
        return fitting or every

    def _narrowed(self, codes: set[str]) -> tuple[str, ...]:
        """Several nodes of one field are that field; a node and its ancestor are the node."""
        if len(codes) == 1:
            return tuple(codes)
        above = {ancestor for code in codes for ancestor in self.ancestors(code)[1:]}
        codes = codes - above
        fields = {self.field_of(code) for code in codes}
        if len(fields) == 1 and len(codes) > 1:
            return tuple(fields)
        return tuple(sorted(codes))

    def field_of(self, code: str) -> str:
        """The field (领域) a category lies in; a class that is accepted as a whole is its own."""
        return next((above for above in self.ancestors(code) if self.nodes[above].level == "领域"), code)

    def suggest(self, candidates: tuple[str, ...], letters: str, table: Mapping[str, str] = LETTERS) -> str:
        """The one candidate the letters of a case number speak for, else the empty string. Never decides alone."""
        pointed = {table[letter] for letter in (letters, letters[:1], letters[-1:]) if letter in table}
        fitting = {
            code
            for code in candidates
            if pointed & set(self.ancestors(code)) or any(p.startswith(code) for p in pointed)
        }
        return fitting.pop() if len(fitting) == 1 else ""
