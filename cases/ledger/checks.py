"""Checking a whole ledger column by column: form of every cell, order of dates, duplicates, categories, plausibility.

Historic rows are checked for form and plausibility, never put through today's acceptance gate.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import repeat
from operator import gt, lt
from typing import Any

from foundation.exchange.cells.collecting import without_collector
from foundation.exchange.cells.columns import read_column
from foundation.exchange.cells.faults import CELL_MESSAGES, Raw, shown
from foundation.exchange.cells.identifiers import CaseNumber, letters_of, year_of
from foundation.exchange.sheets.heading import Reported
from foundation.exchange.sheets.mapping import MappedRows
from foundation.exchange.sheets.problems import Problem
from foundation.exchange.sheets.specs import Hints

from .categories import bare
from .clients import ISSUED, OPEN, REFUSED, SUSPENDED, TERMINATED, client_kind
from .columns import LEDGER
from .messages import LEDGER_MESSAGES
from .rows import CategoryQuestion, Checked, LedgerContext, LedgerRow, Standing, row_digest

UNUSUAL_DAYS = 400  # calendar days from agreement to opinion
UNUSUAL_FEE = Decimal(200_000)
DATES = ("accepted_on", "received_on", "effective_on", "issued_on", "terminated_on")
# A day, the day it is compared with, when the pair is wrong, and what to say.
ORDER: tuple[tuple[str, str, Callable[[Any, Any], bool], str], ...] = (
    ("received_on", "accepted_on", gt, "received_after_accepted"),
    ("effective_on", "received_on", lt, "effective_before_received"),
    ("issued_on", "accepted_on", lt, "issued_before_accepted"),
    ("issued_on", "effective_on", lt, "issued_before_effective"),
    ("terminated_on", "accepted_on", lt, "terminated_before_accepted"),
)
_TEXTS = frozenset(
    {"matter", "client_name", "client_kind", "subject_name", "appraisers", "termination_ground", "state", "remarks",
     "category", "institution"}
)  # fmt: skip


def check_rows(mapped: MappedRows, context: LedgerContext) -> Checked:
    """Check all rows at once. A problem of severity error keeps its row out of `rows`; a warning does not."""
    with without_collector():
        return _Check(mapped, context).run()


class _Check:
    """One run over one sheet: the cleaned columns and what was found so far."""

    def __init__(self, mapped: MappedRows, context: LedgerContext) -> None:
        self.mapped = mapped
        self.context = context
        self.numbers = mapped.numbers
        self.count = len(mapped.numbers)
        self.problems: list[Problem] = []
        self.faulty: set[int] = set()  # positions with an error
        self.unread: dict[str, set[int]] = {}  # column → positions whose cell could not be read
        self.clean: dict[str, list[Any]] = {}
        self.keys: dict[str, list[str]] = {}
        self.reported: list[Reported] = []
        self.questions: list[CategoryQuestion] = []

    def run(self) -> Checked:
        self._read()
        self._set_refused_aside()
        self._require()
        self._categorise()
        self._check_dates()
        self._check_states()
        self._check_others()
        for name in ("case_number", "opinion_number"):
            self.keys[name] = [number.key if number else "" for number in self.clean[name]]
        self._check_duplicates()
        rows = self._rows()
        self.problems.sort(key=lambda problem: problem.row)
        return Checked(rows, self._standings(rows), self.problems, self.questions, self.reported, self.count)

    # --- tools -------------------------------------------------------------------------------------------------
    def _raw(self, column: str, position: int) -> Raw:
        cells = self.mapped.columns.get(column)
        return cells[position] if cells is not None else None

    def _add(self, position: int, column: str, code: str, detail: str = "") -> None:
        severity = (LEDGER_MESSAGES.get(code) or CELL_MESSAGES[code]).severity
        value = shown(self._raw(column, position), personal=LEDGER.by_name[column].personal)
        self.problems.append(Problem(self.numbers[position], column, value, code, detail, severity))
        if severity == "error":
            self.faulty.add(position)

    def _was_unread(self, column: str, position: int) -> bool:
        return position in self.unread.get(column, ())

    # --- steps -------------------------------------------------------------------------------------------------
    def _read(self) -> None:
        for column in LEDGER.columns:
            name = column.name
            cells = self.mapped.columns.get(name)
            nothing = "" if name in _TEXTS else None
            if cells is None:
                self.clean[name] = [nothing] * self.count
                continue
            read = column.reader(self.mapped.hints.get(name, Hints()))
            values, faults = read_column(cells, read)
            if faults:
                self.unread[name] = set(faults)
                for position, fault in faults.items():
                    self._add(position, name, fault.code, fault.detail)
                    values[position] = nothing
            self.clean[name] = values

    def _set_refused_aside(self) -> None:
        """Entrustments that were not accepted stand in some ledgers; they are no cases and are only reported."""
        refused = {position for position, state in enumerate(self.clean["state"]) if state == REFUSED}
        if not refused:
            return
        for position in sorted(refused):
            self.reported.append(Reported(self.numbers[position], "note", shown(self._raw("state", position))))
        rows = {self.numbers[position] for position in refused}
        self.problems = [problem for problem in self.problems if problem.row not in rows]
        kept = [position for position in range(self.count) if position not in refused]
        moved = {position: index for index, position in enumerate(kept)}
        self.numbers = [self.numbers[position] for position in kept]
        self.clean = {name: [values[position] for position in kept] for name, values in self.clean.items()}
        columns = {name: [cells[position] for position in kept] for name, cells in self.mapped.columns.items()}
        self.mapped = MappedRows(self.numbers, columns, self.mapped.hints)
        self.faulty = {moved[position] for position in self.faulty if position in moved}
        self.unread = {name: {moved[p] for p in found if p in moved} for name, found in self.unread.items()}
        self.count = len(kept)

    def _require(self) -> None:
        for name in ("case_number", "accepted_on", "category"):
            for position, value in enumerate(self.clean[name]):
                if not value and not self._was_unread(name, position):
                    self._add(position, name, "missing")
        if "client_name" in self.mapped.columns:
            for position, value in enumerate(self.clean["client_name"]):
                if not value and not self._was_unread("client_name", position):
                    self._add(position, "client_name", "client_missing")

    def _categorise(self) -> None:
        """Turn wordings into codes; what is not sure becomes one question for each wording and letter."""
        wordings = self.clean["category"]
        numbers: list[CaseNumber | None] = self.clean["case_number"]
        answers, index = self.context.category_answers, self.context.categories
        sure: dict[str, str] = {}
        open_wordings: dict[str, tuple[str, ...]] = {}
        for wording in set(wordings):
            candidates = index.find(wording) if wording else ()
            answered = answers.get(bare(wording), "")
            if answered in index.nodes and answered:
                sure[wording] = answered
            elif len(candidates) == 1:
                sure[wording] = candidates[0]
            elif wording:
                open_wordings[wording] = candidates
        codes = [sure.get(wording, "") for wording in wordings]
        if open_wordings:
            self._ask(codes, open_wordings, numbers)
        classes = {code for code in sure.values() if index.nodes[code].level == "大类"}
        if classes:
            for position, code in enumerate(codes):
                if code in classes:
                    self._add(position, "category", "category_whole_class")
        self.clean["category"] = codes

    def _ask(
        self, codes: list[str], open_wordings: dict[str, tuple[str, ...]], numbers: Sequence[CaseNumber | None]
    ) -> None:
        index, answers = self.context.categories, self.context.category_answers
        asked: Counter[tuple[str, str, str]] = Counter()
        for position, wording in enumerate(self.clean["category"]):
            if wording not in open_wordings:
                continue
            candidates, number = open_wordings[wording], numbers[position]
            letters = letters_of(number.key) if number else ""
            answered = answers.get(f"{bare(wording)}|{letters}", "")
            if answered in index.nodes:
                codes[position] = answered
                continue
            suggestion = index.suggest(candidates, letters, self.context.letters)
            asked[wording, letters if suggestion else "", suggestion] += 1
            if not candidates:
                self._add(position, "category", "category_unknown")
            elif suggestion:
                self._add(position, "category", "category_suggested", index.label(suggestion))
            else:
                self._add(position, "category", "category_ambiguous", "、".join(map(index.label, candidates)))
        merged: dict[str, CategoryQuestion] = {}
        for (wording, letters, suggestion), rows in asked.most_common():
            key = f"{bare(wording)}|{letters}" if letters else bare(wording)
            together = rows + (merged[key].rows if key in merged else 0)
            merged[key] = CategoryQuestion(key, wording, letters, open_wordings[wording], suggestion, together)
        self.questions = list(merged.values())

    def _check_dates(self) -> None:
        clean, as_of = self.clean, self.context.as_of
        for name in DATES:
            if any(day > as_of for day in set(clean[name]) if day):
                for position, day in enumerate(clean[name]):
                    if day and day > as_of:
                        self._add(position, name, "in_the_future", as_of.isoformat())
        for name, other, is_wrong, code in ORDER:
            for position, (day, limit) in enumerate(zip(clean[name], clean[other], strict=True)):
                if day and limit and is_wrong(day, limit):
                    self._add(position, name, code, limit.isoformat())
        self._check_turnaround()

    def _check_turnaround(self) -> None:
        clean = self.clean
        spans = zip(clean["effective_on"], clean["accepted_on"], clean["issued_on"], strict=True)
        for position, (effective, accepted, issued) in enumerate(spans):
            start = effective or accepted
            if issued and start:
                days = (issued - start).days
                if days == 0:
                    self._add(position, "issued_on", "turnaround_zero")
                elif days > UNUSUAL_DAYS:
                    self._add(position, "issued_on", "turnaround_long", str(days))

    def _check_states(self) -> None:
        """Dates and state must tell one story; where the state is missing, the dates tell it."""
        clean, unread = self.clean, self._was_unread
        states: list[str] = []
        numbered = "opinion_number" in self.mapped.columns
        grounded = "termination_ground" in self.mapped.columns
        facts = zip(
            clean["state"], clean["issued_on"], clean["terminated_on"], clean["opinion_number"],
            clean["termination_ground"], strict=True,
        )  # fmt: skip
        for position, (state, issued, terminated, opinion, ground) in enumerate(facts):
            if opinion and not issued:
                if not unread("issued_on", position):
                    self._add(position, "issued_on", "opinion_without_date")
            elif state == ISSUED and not issued and not terminated and not unread("issued_on", position):
                self._add(position, "state", "issued_without_date")
            if issued and numbered and not opinion and not unread("opinion_number", position):
                self._add(position, "opinion_number", "issued_without_number")
            if state == TERMINATED and not terminated and not unread("terminated_on", position):
                self._add(position, "state", "terminated_without_date")
            if terminated and grounded and not ground and not unread("termination_ground", position):
                self._add(position, "termination_ground", "terminated_without_ground")
            if issued and terminated:
                self._add(position, "terminated_on", "issued_and_terminated")
            if state in (OPEN, SUSPENDED) and (issued or terminated):
                self._add(position, "state", "state_outdated")
            unfinished = SUSPENDED if state == SUSPENDED else OPEN
            states.append(ISSUED if issued else TERMINATED if terminated else unfinished)
        clean["state"] = states

    def _check_others(self) -> None:
        self._check_fees()
        self._check_years()
        self._check_subjects()
        self._check_institution()

    def _check_fees(self) -> None:
        if any(fee > UNUSUAL_FEE for fee in set(self.clean["fee"]) if fee is not None):
            for position, fee in enumerate(self.clean["fee"]):
                if fee is not None and fee > UNUSUAL_FEE:
                    self._add(position, "fee", "fee_high")

    def _check_years(self) -> None:
        pairs = zip(self.clean["case_number"], self.clean["accepted_on"], strict=True)
        for position, (number, accepted) in enumerate(pairs):
            if number and accepted:
                year = year_of(number.key)
                if year is not None and year != accepted.year:
                    self._add(position, "case_number", "year_differs", str(accepted.year))

    def _check_subjects(self) -> None:
        if {"subject_id_number", "subject_name"} <= self.mapped.columns.keys():
            pairs = zip(self.clean["subject_id_number"], self.clean["subject_name"], strict=True)
            for position, (numbers, names) in enumerate(pairs):
                if numbers and "、" in numbers and numbers.count("、") > names.count("、"):
                    self._add(position, "subject_id_number", "more_identities_than_subjects")

    def _check_institution(self) -> None:
        names = self.context.institution_names
        if names and "institution" in self.mapped.columns:
            for position, name in enumerate(self.clean["institution"]):
                if name and name not in names:
                    self._add(position, "institution", "other_institution")

    def _check_duplicates(self) -> None:
        twice: set[int] = set()
        for positions in _repeated(self.keys["case_number"]):
            twice.update(positions)
            contents = {self._content(position) for position in positions}
            first = self.numbers[positions[0]]
            if len(contents) == 1:
                for position in positions[1:]:
                    self._add(position, "case_number", "duplicate_row", str(first))
            else:
                self._add_all(positions, "case_number", "duplicate_number")
        for positions in _repeated(self.keys["opinion_number"]):
            others = [position for position in positions if position not in twice]
            if len(others) > 1:
                self._add_all(others, "opinion_number", "duplicate_opinion")

    def _add_all(self, positions: list[int], column: str, code: str) -> None:
        for position in positions:
            rows = [str(self.numbers[other]) for other in positions if other != position]
            self._add(position, column, code, "、".join(rows[:5]) + ("…" if len(rows) > 5 else ""))

    def _content(self, position: int) -> tuple[Any, ...]:
        return tuple(
            values[position].key if isinstance(values[position], CaseNumber) else values[position]
            for values in self.clean.values()
        )

    # --- result ------------------------------------------------------------------------------------------------
    def _rows(self) -> list[LedgerRow]:
        clean = self.clean
        effective = [day or accepted for day, accepted in zip(clean["effective_on"], clean["accepted_on"], strict=True)]
        kinds = {name: client_kind(name) for name in set(clean["client_name"])}
        client_kinds = [
            kind or kinds[name] for kind, name in zip(clean["client_kind"], clean["client_name"], strict=True)
        ]
        columns = zip(
            self.numbers,
            [number.printed if number else "" for number in clean["case_number"]],
            self.keys["case_number"],
            clean["accepted_on"], clean["received_on"], effective, clean["category"], clean["matter"],
            clean["client_name"], client_kinds, clean["subject_name"], clean["subject_id_number"],
            clean["appraisers"], clean["fee"], clean["issued_on"],
            [number.printed if number else "" for number in clean["opinion_number"]],
            self.keys["opinion_number"],
            clean["terminated_on"], clean["termination_ground"], clean["state"], clean["remarks"],
            strict=True,
        )  # fmt: skip
        rows = map(LedgerRow._make, columns)
        return [row for position, row in enumerate(rows) if position not in self.faulty] if self.faulty else list(rows)

    def _standings(self, rows: list[LedgerRow]) -> list[Standing]:
        known, key = self.context.known, self.context.digest_key
        if not known:
            return list(repeat("new", len(rows)))
        standings: list[Standing] = []
        for row in rows:
            digest = known.get(row.case_key)
            if digest is None:
                standings.append("new")
            else:
                standings.append("unchanged" if digest == row_digest(row, key) else "changed")
        return standings


def _repeated(keys: list[str]) -> list[list[int]]:
    """The positions of each key that occurs more than once; the empty key stands for no number."""
    often = {key for key, count in Counter(keys).items() if count > 1 and key}
    places: dict[str, list[int]] = defaultdict(list)
    if often:
        for position, key in enumerate(keys):
            if key in often:
                places[key].append(position)
    return list(places.values())
