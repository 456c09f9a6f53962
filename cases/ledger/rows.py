"""What goes into the check of a ledger and what comes out of it; rows are kept as plain tuples."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from foundation.exchange.sheets.heading import Reported
from foundation.exchange.sheets.problems import Problem

from .categories import LETTERS, CategoryIndex


class LedgerRow(NamedTuple):
    """One valid row. Texts are empty where nothing was written; several names or numbers are joined by “、”."""

    row: int  # in Excel
    case_number: str  # as printed
    case_key: str  # identity within the institution
    accepted_on: date
    received_on: date | None
    effective_on: date  # the day of acceptance if the ledger does not say
    category: str  # code
    matter: str
    client_name: str
    client_kind: str  # one of clients.KINDS; empty when no client is named
    subject_name: str
    subject_id_number: str | None
    appraisers: str
    fee: Decimal | None  # yuan
    issued_on: date | None
    opinion_number: str
    opinion_key: str
    terminated_on: date | None
    termination_ground: str
    state: str  # in_progress, suspended, issued or terminated
    remarks: str


Standing = Literal["new", "unchanged", "changed"]


class CategoryQuestion(NamedTuple):
    """A wording that fits several categories (or none), asked once; `answer_key` is where the answer is put."""

    answer_key: str
    wording: str
    letters: str
    candidates: tuple[str, ...]
    suggestion: str
    rows: int


@dataclass(frozen=True, slots=True)
class LedgerContext:
    """Everything the check needs to know that is not in the sheet.

    `known` holds the case keys the institution already has with the digest of their rows (`row_digest` under
    `digest_key`); `category_answers` what was answered to earlier questions (answer key → code);
    `institution_names` the names under which the institution may stand in its own ledger.
    """

    as_of: date
    categories: CategoryIndex
    category_answers: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=lambda: LETTERS)
    known: Mapping[str, bytes] = field(default_factory=dict)
    digest_key: bytes = b""
    institution_names: frozenset[str] = frozenset()


@dataclass(slots=True)
class Checked:
    """The outcome: rows that may be loaded with their standing, everything that is wrong, and what has to be asked."""

    rows: list[LedgerRow]
    standings: list[Standing]
    problems: list[Problem]
    questions: list[CategoryQuestion]
    reported: list[Reported]  # rows that are no case: 不予受理
    total: int  # data rows looked at

    @property
    def faulty_rows(self) -> set[int]:
        """The rows in Excel that cannot be loaded."""
        return {problem.row for problem in self.problems if problem.severity == "error"}


def row_digest(row: LedgerRow, key: bytes) -> bytes:
    """16 bytes that are equal exactly when the contents of two rows are equal, whatever their place in the sheet.

    Keyed, because a row may hold an identity number and a plain hash of one can be guessed.
    """
    return hashlib.blake2b(repr(row[1:]).encode(), digest_size=16, key=key[:64]).digest()
