"""Checking a roster of institutions: every row by the gate, then the rows with each other and with the register."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from foundation.exchange.kinds import Outcome
from foundation.exchange.sheets.checking import ColumnCheck
from foundation.exchange.sheets.mapping import MappedRows
from institutions.gate import Registration, objections
from institutions.models import Institution
from institutions.registration.heads import barred_heads, is_another
from institutions.roster.bars import ENDED, Bars
from institutions.roster.columns import INSTITUTION_ROSTER
from institutions.roster.comparing import Register, difference
from institutions.roster.messages import INSTITUTION_MESSAGES
from institutions.roster.places import Categories, Places
from institutions.roster.rows import RosterRow


@dataclass(frozen=True)
class Context:
    """What a check needs besides the sheet: day, register and its bars, legal tables, and the city of who imports."""

    as_of: date
    area: str = ""
    bars: Bars = field(default_factory=lambda: Bars.of_day(timezone.localdate(), None))
    register: Register = field(default_factory=Register.of_today)
    places: Places = field(default_factory=Places.of_today)
    categories: Categories = field(default_factory=Categories.of_today)


def check_roster(mapped: MappedRows, context: Context) -> Outcome:
    """Check all rows at once; every problem of a row is noted. Nothing is written."""
    return _Check(mapped, context).run()


class _Check:
    """One run over one sheet."""

    def __init__(self, mapped: MappedRows, context: Context) -> None:
        self.sheet = ColumnCheck(mapped, INSTITUTION_ROSTER, INSTITUTION_MESSAGES)
        self.context = context
        self.entries: list[Registration] = []
        self.known: dict[int, Institution] = {}

    def run(self) -> Outcome:
        sheet = self.sheet
        for position in range(sheet.count):
            self.entries.append(self._entry(position))
        for position, entry in enumerate(self.entries):
            for each in objections(entry, self.context.as_of):
                if each.code != "missing" or sheet.was_read(position, each.field):
                    self._object(position, each.field, each.code, each.detail)
        self._compare_rows()
        self._compare_with_register()
        self._warn_of_bars()
        self._warn_of_heads()
        rows = [RosterRow(sheet.numbers[at], self.entries[at], self._key(at)) for at in sheet.sound()]
        columns = frozenset(sheet.mapped.columns)
        return Outcome(
            rows=rows,
            columns=columns,
            problems=sheet.sorted_problems(),
            reported=[],
            questions=[],
            counts=self._standing(rows, columns),
            total=sheet.count,
        )

    def _object(self, position: int, column: str, code: str, detail: str = "") -> None:
        self.sheet.add(position, column, code, detail)

    def _key(self, position: int) -> Any:
        known = self.known.get(position)
        return known.pk if known else None

    def _entry(self, position: int) -> Registration:
        values = self.sheet.row(position)
        return Registration(
            name=values["name"] or "",
            licence_number=values["licence_number"] or "",
            licence_from=values["licence_from"],
            licence_until=values["licence_until"],
            division=self._division(position, values),
            practice_codes=self._categories(position, values["categories"] or ()),
            status=values["status"] or "normal",
            credit_code=values["credit_code"] or "",
            former_licence_numbers=values["former_licence_numbers"] or (),
            address=values["address"] or "",
            telephone=values["telephone"] or "",
            head_name=values["head_name"] or "",
            abbreviation=values["abbreviation"] or "",
        )

    def _division(self, position: int, values: dict[str, Any]) -> str:
        places = self.context.places
        city = places.city(values["city"]) if values["city"] else ""
        if values["city"] and not city:
            self._object(position, "city", "city_unknown")
        if not values["county"]:
            return ""
        found = places.county(values["county"], city)
        if len(found) == 1:
            if self.context.area and not found[0].startswith(self.context.area[:4]):
                self._object(position, "county", "outside_area")
            return found[0]
        if found:
            self._object(position, "county", "county_ambiguous", "、".join(map(places.label, found)))
        else:
            self._object(position, "county", "county_unknown")
        self.sheet.unread.setdefault("county", set()).add(position)  # so that it is not called missing besides
        return ""

    def _categories(self, position: int, words: tuple[str, ...]) -> tuple[str, ...]:
        found, unknown, whole = self.context.categories.find(words)
        for code, wrong in (("category_unknown", unknown), ("category_whole_class", whole)):
            if wrong:
                self._object(position, "categories", code, "、".join(wrong))
                self.sheet.unread.setdefault("categories", set()).add(position)
        return found

    def _compare_rows(self) -> None:
        sheet = self.sheet
        for column, code, keys in (
            ("licence_number", "duplicate_licence", [each.licence_number for each in self.entries]),
            ("name", "duplicate_name", [f"{each.name}{each.division}" if each.name else "" for each in self.entries]),
            ("credit_code", "duplicate_credit_code", [each.credit_code for each in self.entries]),
        ):
            for positions in sheet.repeated(keys):
                sheet.add_repeated(positions, column, code)

    def _compare_with_register(self) -> None:
        register = self.context.register
        for position, entry in enumerate(self.entries):
            found = register.find(entry)
            if found is None:
                found_by_code = register.by_credit_code.get(entry.credit_code) if entry.credit_code else None
                if found_by_code is not None:
                    self._object(position, "credit_code", "credit_code_of_another", str(found_by_code))
                continue
            named = [row for row in register.by_name.get(entry.name, []) if row.pk != found.pk]
            if named:
                self._object(position, "licence_number", "licence_of_another", str(found))
                continue
            owner = register.by_credit_code.get(entry.credit_code) if entry.credit_code else None
            if owner is not None and owner.pk != found.pk:
                self._object(position, "credit_code", "credit_code_of_another", str(owner))
            if self.context.area and found.city_code != self.context.area:
                self._object(position, "name", "outside_area")
            self.known[position] = found

    def _warn_of_bars(self) -> None:
        """What a roster says of the practice without a decision, or against one; a sheet without the column nothing."""
        for position, entry in enumerate(self.entries):
            if "status" in self.sheet.mapped.columns and self.sheet.was_read(position, "status"):
                for code, detail in self.context.bars.warnings(self._key(position), entry.status):
                    self._object(position, "status", code, detail)

    def _warn_of_heads(self) -> None:
        """Heads who bear the name of somebody who may head none; a roster registers them and says so."""
        barred = barred_heads([entry.head_name for entry in self.entries], self.context.as_of)
        for position, entry in enumerate(self.entries):
            house = self.known.get(position)
            found = [row for row in barred.get(entry.head_name, ()) if not is_another(row, entry.head_name, house)]
            if found and entry.status != ENDED:
                self._object(position, "head_name", "head_barred", "、".join(row.document_number for row in found))

    def _standing(self, rows: list[RosterRow], columns: frozenset[str]) -> dict[str, int]:
        counts = {"new": 0, "identical": 0, "changed": 0}
        by_key = {found.pk: found for found in self.known.values()}
        for row in rows:
            if row.known is None:
                counts["new"] += 1
            else:
                counts[
                    "changed" if difference(row, by_key[row.known], columns, self.context.bars) else "identical"
                ] += 1
        return counts
