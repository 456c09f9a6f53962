"""Reading the reference files of the law: each line becomes the columns of one dated row.

Rows marked MEM or MEMORY are "to be confirmed" (decisions.md 46). A row holds since its source does;
where no date of the source is known, since DEFAULT_FROM.
"""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from foundation.law.citations import Citation, KnownSource, in_numerals
from foundation.law.citations import read as read_citation
from foundation.law.models import Article, Category, Confidence, Dated, DeadlineRule, Division, Ground, Source

FOLDER = Path(__file__).resolve().parents[2] / "reference" / "law"

# The day the present procedural rules (司法部令第132号) took effect: the portal states nothing about
# the law before it, and no ledger it takes reaches further back.
DEFAULT_FROM = date(2016, 5, 1)

LEVELS = {"大类": 1, "领域": 2, "分领域": 3, "项目": 4}
# The practice categories of decisions.md 42 that are whole classes; below the others it is the field.
WHOLE_CLASSES = ("SX", "HJ")
ABBREVIATIONS = {
    "FY-01": "病", "FY-02": "临", "FY-03": "精", "FY-04": "物", "FY-05": "毒",
    "WZ-01": "文", "WZ-02": "痕", "WZ-03": "微", "SX": "声", "SX-03": "电", "HJ": "环",
}  # fmt: skip
_OTHER_FILES = {"sources", "articles", "categories", "divisions", "deadlines", "same_grounds"}
_SHARED_COLUMNS = {"code", "name_zh", "name_en", "source", "confidence"}

Rows = list[dict[str, Any]]


def read_all(folder: Path = FOLDER) -> dict[type[Dated], Rows]:
    """Read every table of the folder, in the order in which they are loaded."""
    sources = [_source(line) for line in _lines(folder / "sources.csv")]
    known = _known(folder)
    since = {source.code: source.effective_from for source in known}
    return {
        Source: sources,
        Article: [_article(line, since) for line in _lines(folder / "articles.csv")],
        Ground: list(_grounds(folder, known)),
        DeadlineRule: [_deadline(line, cited) for line, cited in _cited(folder / "deadlines.csv", known)],
        Category: [
            _category(position, line, cited)
            for position, (line, cited) in enumerate(_cited(folder / "categories.csv", known), start=1)
        ],
        Division: [_division(line, cited) for line, cited in _cited(folder / "divisions.csv", known)],
    }


def confidence_of(column: str) -> Confidence:
    """VERIFIED was seen; everything else (MEM-H, MEMORY:high, RECALLED) is to be confirmed."""
    return Confidence.VERIFIED if column.strip().upper() == "VERIFIED" else Confidence.RECALLED


def practice_code_of(code: str) -> str:
    """Return which of the ten practice categories a node belongs to; "" above them."""
    top, _, rest = code.partition("-")
    if top in WHOLE_CLASSES:
        return top
    return f"{top}-{rest[:2]}" if rest else ""


def _lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{name: (value or "").strip() for name, value in line.items()} for line in csv.DictReader(file)]


def _known(folder: Path) -> list[KnownSource]:
    return [
        KnownSource(line["code"], tuple(line["recognised_by"].split(";")), date.fromisoformat(line["effective_from"]))
        for line in _lines(folder / "sources.csv")
    ]


def _cited(path: Path, known: list[KnownSource]) -> Iterator[tuple[dict[str, str], Citation]]:
    above: Citation | None = None
    for line in _lines(path):
        above = read_citation(line["source"], known, above)
        yield line, above


def _dated(line: dict[str, str], cited: Citation) -> dict[str, Any]:
    return {
        "code": line["code"],
        "name_zh": line["name_zh"],
        "name_en": line["name_en"],
        "source_code": cited.source_code,
        "source_text": cited.text,
        "evidence": cited.evidence,
        "confidence": confidence_of(line["confidence"]),
        "effective_from": cited.effective_from or DEFAULT_FROM,
    }


def _source(line: dict[str, str]) -> dict[str, Any]:
    return {
        "code": line["code"],
        "name_zh": line["name_zh"],
        "name_en": line["name_en"],
        "source_code": line["code"],
        "source_text": line["number"],
        "evidence": line["note"],
        "confidence": confidence_of(line["confidence"]),
        "effective_from": date.fromisoformat(line["effective_from"]),
        "short_zh": line["short_zh"],
        "number": line["number"],
        "rank": int(line["rank"]),
        "issued_on": date.fromisoformat(line["issued_on"]) if line["issued_on"] else None,
    }


def _article(line: dict[str, str], since: dict[str, date]) -> dict[str, Any]:
    source = line["source_code"]
    return {
        "code": f"{source}.{line['number']}",
        "name_zh": line["name_zh"],
        "name_en": line["name_en"],
        "source_code": source,
        "source_text": in_numerals(f"第{line['number']}条"),
        "evidence": "",
        "confidence": confidence_of(line["confidence"]),
        "effective_from": since[source],
        "number": line["number"],
        "text_zh": "",
    }


def _grounds(folder: Path, known: list[KnownSource]) -> Iterator[dict[str, Any]]:
    same = {line["code"]: line["same_as"].replace(";", " ") for line in _lines(folder / "same_grounds.csv")}
    for path in sorted(folder.glob("*.csv")):
        if path.stem in _OTHER_FILES:
            continue
        for position, (line, cited) in enumerate(_cited(path, known), start=1):
            details = {name: value for name, value in line.items() if name not in _SHARED_COLUMNS and value}
            own = {"list_code": path.stem, "position": position, "details": details}
            yield {**_dated(line, cited), **own, "same_as": same.get(line["code"], "")}


def _deadline(line: dict[str, str], cited: Citation) -> dict[str, Any]:
    return {
        **_dated(line, cited),
        "value": line["value"],
        "amount": int(line["value"]) if line["value"].isdecimal() else None,
        "unit": line["unit"],
        "start_event": line["start_event"],
        "pause_codes": line["pause_codes"],
        "extension": line["extension_or_note"],
        "actor": line["actor"],
    }


def _category(position: int, line: dict[str, str], cited: Citation) -> dict[str, Any]:
    code = line["code"]
    return {
        **_dated(line, cited),
        "level": LEVELS[line["level"]],
        "parent_id": line["parent_code"] or None,
        "practice_code": practice_code_of(code),
        "official_code": line["official_code_memory"],
        "abbreviation": ABBREVIATIONS.get(code, ""),
        "position": position,
    }


def _division(line: dict[str, str], cited: Citation) -> dict[str, Any]:
    return {
        **_dated(line, cited),
        "level": line["level"],
        "parent_id": line["parent_code"] or None,
        "circle": line["circle"],
    }
