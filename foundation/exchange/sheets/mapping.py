"""Which column of a sheet is which column of a specification: proposed from headings and values, settled by a person.

A mapping a person has settled is remembered by the fingerprints of the headings and wins over every guess.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ..cells.faults import Raw
from ..cells.texts import is_blank
from .heading import HeadingCell, Table
from .specs import Column, Hints, SheetSpec, heading_key

Reason = Literal["remembered", "heading", "similar", "values", "ignored", "hidden", "unknown"]
SURE_ENOUGH = 0.6
_SAMPLE = 200
_TYPICAL = 0.5


class Alternative(NamedTuple):
    """Another column this one might be, and how sure that is (0–1)."""

    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one column of the sheet probably is; `name` is empty when it is not to be loaded."""

    position: int
    printed: str
    fingerprint: str
    name: str
    confidence: float
    reason: Reason
    alternatives: tuple[Alternative, ...] = ()
    values_fit: bool = True


@dataclass(frozen=True, slots=True)
class ProposedMapping:
    """The whole proposal. `asked` lists names claimed by several columns; a person has to choose one."""

    proposals: tuple[Proposal, ...]
    missing: tuple[str, ...]
    asked: Mapping[str, tuple[int, ...]]
    unmapped: tuple[str, ...]

    @property
    def assignment(self) -> dict[str, int]:
        """Column name → position in the sheet, for the columns that are settled."""
        return {proposal.name: proposal.position for proposal in self.proposals if proposal.name}

    @property
    def is_settled(self) -> bool:
        """True when nothing has to be asked before the rows are checked."""
        return not self.missing and not self.asked


def fingerprints(table: Table) -> list[str]:
    """One stable name for each heading, for remembering; equal headings are counted (日期, 日期#2)."""
    seen: Counter[str] = Counter()
    names = []
    for cell in table.heading:
        key = heading_key(cell.printed) or "?"
        seen[key] += 1
        names.append(key if seen[key] == 1 else f"{key}#{seen[key]}")
    return names


def propose(table: Table, spec: SheetSpec, remembered: Mapping[str, str] | None = None) -> ProposedMapping:
    """Propose a mapping. `remembered` maps fingerprints to column names, or to "" for columns not to be loaded."""
    remembered = remembered or {}
    proposals = [
        _propose_one(table, cell, fingerprint, spec, remembered)
        for cell, fingerprint in zip(table.heading, fingerprints(table), strict=True)
    ]
    proposals, asked = _settle_rivals(proposals)
    taken = {proposal.name for proposal in proposals}
    return ProposedMapping(
        proposals=tuple(proposals),
        missing=tuple(
            column.name for column in spec.columns if column.required and column.name not in taken | set(asked)
        ),
        asked=asked,
        unmapped=tuple(p.printed for p in proposals if not p.name and p.reason != "ignored"),
    )


def _propose_one(
    table: Table, cell: HeadingCell, fingerprint: str, spec: SheetSpec, remembered: Mapping[str, str]
) -> Proposal:
    settled = remembered.get(fingerprint)
    if settled is not None and (settled in spec.by_name or settled == ""):
        reason: Reason = "remembered" if settled else "ignored"
        return Proposal(cell.position, cell.printed, fingerprint, settled, 1.0, reason)
    exact = next((spec.vocabulary[key] for key in cell.keys if key in spec.vocabulary), ())
    if exact == ("",):
        return Proposal(cell.position, cell.printed, fingerprint, "", 1.0, "ignored")
    scores = _scores(table, cell, exact, spec)
    ranked = [Alternative(name, round(score, 2)) for name, score in sorted(scores.items(), key=lambda x: -x[1])]
    if not ranked:
        return Proposal(cell.position, cell.printed, fingerprint, "", 0.0, "unknown")
    best, others = ranked[0], tuple(ranked[1:4])
    if cell.hidden:
        return Proposal(cell.position, cell.printed, fingerprint, "", 0.0, "hidden", (best, *others))
    if best.confidence < SURE_ENOUGH:
        return Proposal(cell.position, cell.printed, fingerprint, "", best.confidence, "values", (best, *others))
    fits = _fit(table, cell, spec.by_name[best.name])
    return Proposal(
        cell.position,
        cell.printed,
        fingerprint,
        best.name,
        best.confidence,
        "heading" if best.name in exact else "similar",
        others,
        values_fit=fits is None or fits >= _TYPICAL,
    )


def _scores(table: Table, cell: HeadingCell, exact: tuple[str, ...], spec: SheetSpec) -> dict[str, float]:
    """How sure each column of the specification is: by the words of the heading, then corrected by the values."""
    scores = _scores_by_words(cell, exact, spec)
    for column in spec.columns:
        if exact and column.name not in scores:
            continue  # the words decide; the values of other columns need not be looked at
        fit = _fit(table, cell, column)
        if fit is None:
            continue
        if column.name in scores:
            scores[column.name] += 0.05 if fit >= 0.8 else -0.3 if fit < _TYPICAL else 0.0
        elif fit >= 0.8 and not exact:
            scores[column.name] = 0.3 * fit
    return scores


def _scores_by_words(cell: HeadingCell, exact: tuple[str, ...], spec: SheetSpec) -> dict[str, float]:
    """What the words of the heading say: nearly sure where they are known, less where they are only like known ones."""
    scores: dict[str, float] = defaultdict(float)
    for name in filter(None, exact):
        scores[name] = 0.95 if len(exact) == 1 else 0.7
    if exact:
        return scores
    for word, names in spec.vocabulary.items():
        likeness = max((_likeness(word, key) for key in cell.keys), default=0.0) if len(word) >= 2 else 0.0
        if likeness:
            for name in filter(None, names):
                scores[name] = max(scores[name], 0.4 + 0.4 * likeness)
    return scores


def _likeness(word: str, key: str) -> float:
    """1 for equal words, less the more one of them says beyond the other, 0 if neither contains the other."""
    if word in key:
        return len(word) / len(key)
    return len(key) / len(word) if len(key) >= 2 and key in word else 0.0


def _fit(table: Table, cell: HeadingCell, column: Column) -> float | None:
    """The share of typical values in a sample of the column; None for free text and empty columns."""
    if column.looks_right is None:
        return None
    count = len(table.positions)
    step = max(1, count // _SAMPLE)
    rows = table.sheet.rows
    sample = [rows[table.positions[index]][cell.position] for index in range(0, count, step)]
    sample = [value for value in sample if not is_blank(value)]
    return sum(map(column.looks_right, sample)) / len(sample) if sample else None


def _settle_rivals(proposals: list[Proposal]) -> tuple[list[Proposal], dict[str, tuple[int, ...]]]:
    """Where several columns claim one name: a remembered one wins, otherwise none is loaded and a person is asked."""
    claims: dict[str, list[Proposal]] = defaultdict(list)
    for proposal in proposals:
        if proposal.name:
            claims[proposal.name].append(proposal)
    asked: dict[str, tuple[int, ...]] = {}
    losers: set[int] = set()
    for name, rivals in claims.items():
        if len(rivals) == 1:
            continue
        certain = [rival for rival in rivals if rival.reason == "remembered"]
        exact = [rival for rival in rivals if rival.reason == "heading"]
        winner = certain if len(certain) == 1 else exact if len(exact) == 1 and not certain else []
        losers |= {rival.position for rival in rivals if rival not in winner}
        if not winner:
            asked[name] = tuple(rival.position for rival in rivals)
    return [_without_name(proposal) if proposal.position in losers else proposal for proposal in proposals], asked


def _without_name(proposal: Proposal) -> Proposal:
    return Proposal(
        proposal.position,
        proposal.printed,
        proposal.fingerprint,
        "",
        0.0,
        "similar",
        (Alternative(proposal.name, proposal.confidence), *proposal.alternatives),
        proposal.values_fit,
    )


@dataclass(frozen=True, slots=True)
class MappedRows:
    """The raw cells of the mapped columns, one list a column, all as long as `numbers` (rows in Excel)."""

    numbers: Sequence[int]
    columns: Mapping[str, Sequence[Raw]]
    hints: Mapping[str, Hints]


def mapped_rows(table: Table, assignment: Mapping[str, int]) -> MappedRows:
    """Take the assigned columns (name → position) out of a table."""
    units = {cell.position: cell.unit for cell in table.heading}
    epoch = table.sheet.epoch_1904
    return MappedRows(
        numbers=table.numbers,
        columns={name: table.column(position) for name, position in assignment.items()},
        hints={name: Hints(epoch, units.get(position, Hints().unit)) for name, position in assignment.items()},
    )
