"""Checking a sheet of accreditations: every row by itself, then the rows with each other and with the register."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from foundation.exchange.kinds import Outcome
from foundation.exchange.sheets.checking import ColumnCheck
from foundation.exchange.sheets.mapping import MappedRows
from foundation.law import queries as law
from institutions.accreditation_sheet.columns import ACCREDITATION_SHEET
from institutions.accreditation_sheet.messages import ACCREDITATION_MESSAGES
from institutions.accreditation_sheet.rows import Certificate, SheetRow, difference, known_among
from institutions.models import Institution
from institutions.roster.comparing import Register


@dataclass(frozen=True)
class Context:
    """What a check needs besides the sheet: the day, the institutions, and the city of who imports."""

    as_of: date
    area: str = ""
    register: Register = field(default_factory=Register.of_today)


def check_sheet(mapped: MappedRows, context: Context) -> Outcome:
    """Check all rows at once; every problem of a row is noted. Nothing is written."""
    return _Check(mapped, context).run()


class _Check:
    """One run over one sheet."""

    def __init__(self, mapped: MappedRows, context: Context) -> None:
        self.sheet = ColumnCheck(mapped, ACCREDITATION_SHEET, ACCREDITATION_MESSAGES)
        self.context = context

    def run(self) -> Outcome:
        sheet = self.sheet
        entries = [self._entry(position) for position in range(sheet.count)]
        for position, entry in enumerate(entries):
            self._judge(position, entry)
        for positions in sheet.repeated(["/".join(map(str, entry.key)) if entry.key else "" for entry in entries]):
            sheet.add_repeated(positions, "certificate_number", "duplicate_certificate")
        rows = [SheetRow(sheet.numbers[at], entries[at]) for at in sheet.sound()]
        return Outcome(
            rows=rows,
            columns=frozenset(sheet.mapped.columns),
            problems=sheet.sorted_problems(),
            reported=[],
            questions=[],
            counts=self._counts(rows),
            total=sheet.count,
        )

    def _entry(self, position: int) -> Certificate:
        values = self.sheet.row(position)
        house = self._institution(position, values["institution"] or "")
        return Certificate(
            institution=house.pk if house is not None else None,
            kind=values["kind"] or "",
            certificate_number=values["certificate_number"] or "",
            level=values["level"] or "",
            valid_from=values["valid_from"],
            valid_until=values["valid_until"],
            covers=self._covers(position, values["covers"] or (), house),
            methods=values["methods"] or (),
        )

    def _institution(self, position: int, text: str) -> Institution | None:
        if not text:
            return None
        register = self.context.register
        named = register.by_name.get(text, [])
        found = register.by_number.get(text.upper()) or (named[0] if len(named) == 1 else None)
        if found is None:
            self._object(position, "institution", "institution_ambiguous" if named else "institution_unknown")
        elif self.context.area and found.city_code != self.context.area:
            self._object(position, "institution", "outside_area")
        return found

    def _object(self, position: int, column: str, code: str, detail: str = "") -> None:
        """Note what is wrong; what was said about a cell is not called missing besides."""
        self.sheet.add(position, column, code, detail)
        self.sheet.unread.setdefault(column, set()).add(position)

    def _covers(self, position: int, words: tuple[str, ...], house: Institution | None) -> tuple[str, ...]:
        """The nodes that words mean; a name of several nodes means the one within the licence."""
        if house is None:
            self.sheet.unread.setdefault("covers", set()).add(position)  # nobody can say yet what the words mean
            return ()
        every, names = law.categories(), law.category_names()
        found: list[str] = []
        wrong: dict[str, list[str]] = {}
        for word in words:
            codes = [code for code in names.get(word, ()) or names.get(word.upper(), ()) if every[code].practice_code]
            here = [code for code in codes if every[code].practice_code in house.practice_codes]
            if len(here) == 1:
                found += here
            else:
                code = "category_ambiguous" if here else "beyond_licence" if codes else "category_unknown"
                wrong.setdefault(code, []).append(word)
        for code, told in wrong.items():
            self._object(position, "covers", code, "、".join(told))
        return tuple(dict.fromkeys(found))

    def _judge(self, position: int, entry: Certificate) -> None:
        sheet = self.sheet
        for name in ("institution", "kind", "certificate_number", "level", "valid_from", "valid_until", "covers"):
            if not getattr(entry, name) and sheet.was_read(position, name):
                sheet.add(position, name, "missing")
        if entry.valid_from is not None and entry.valid_from > self.context.as_of:
            sheet.add(position, "valid_from", "begins_in_future", entry.valid_from.isoformat())
        if entry.valid_from and entry.valid_until and entry.valid_until < entry.valid_from:
            sheet.add(position, "valid_until", "ends_before_begins", entry.valid_from.isoformat())

    def _counts(self, rows: list[SheetRow]) -> dict[str, int]:
        counts = {"new": 0, "identical": 0, "changed": 0}
        known: dict[Any, Any] = known_among(row.entry for row in rows)
        for row in rows:
            stored = known.get(row.entry.key)
            counts["new" if stored is None else "changed" if difference(row, stored) else "identical"] += 1
        return counts
