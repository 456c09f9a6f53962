"""Checking a roster of appraisers: every row by the gate, then the rows with each other and with the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from appraisers.gate import Certificate, objections
from appraisers.models import Appraiser
from appraisers.roster.columns import APPRAISER_ROSTER
from appraisers.roster.comparing import CertificateRow, Register, difference
from appraisers.roster.messages import APPRAISER_MESSAGES
from foundation.accounts.models import Person
from foundation.exchange.kinds import Outcome
from foundation.exchange.sheets.checking import ColumnCheck
from foundation.exchange.sheets.mapping import MappedRows
from institutions.models import Institution, Restriction
from institutions.registration.heads import applicants_barred, applicants_named
from institutions.roster.comparing import Register as Institutions
from institutions.roster.places import Categories


@dataclass(frozen=True)
class Barred:
    """Who may not apply to practise among those whom a sheet names: by person, and by name for rows without number."""

    people: Mapping[UUID, Sequence[Restriction]]
    names: Mapping[str, Sequence[Restriction]]

    @classmethod
    def about(cls, entries: Sequence[Certificate], register: Register) -> "Barred":
        """Ask once for all rows."""
        nameless = [each.name for each in entries if not each.identity_number]
        return cls(applicants_barred(person.pk for person in register.people.values()), applicants_named(nameless))

    def against(self, person: Person | None, entry: Certificate) -> Sequence[Restriction]:
        """What stands against the applicant of a row."""
        if person is not None:
            return self.people.get(person.pk, ())
        return self.names.get(entry.name, ()) if not entry.identity_number else ()


@dataclass(frozen=True)
class Context:
    """What a check needs besides the sheet: the day, the institutions, the categories, and the city of who imports."""

    as_of: date
    area: str = ""
    institutions: Institutions = field(default_factory=Institutions.of_today)
    categories: Categories = field(default_factory=Categories.of_today)


def check_roster(mapped: MappedRows, context: Context) -> Outcome:
    """Check all rows at once; every problem of a row is noted. Nothing is written."""
    return _Check(mapped, context).run()


class _Check:
    """One run over one sheet."""

    def __init__(self, mapped: MappedRows, context: Context) -> None:
        self.sheet = ColumnCheck(mapped, APPRAISER_ROSTER, APPRAISER_MESSAGES)
        self.context = context
        self.entries: list[Certificate] = []
        self.places: dict[int, Institution] = {}
        self.known: dict[int, Appraiser] = {}

    def run(self) -> Outcome:
        sheet = self.sheet
        for position in range(sheet.count):
            self.entries.append(self._entry(position))
        for position, entry in enumerate(self.entries):
            self._check_row(position, entry)
        self._compare_rows()
        self._compare_with_register(Register.about(self.entries))
        rows = [CertificateRow(sheet.numbers[at], self.entries[at], self._key(at)) for at in sheet.sound()]
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

    def _key(self, position: int) -> Any:
        known = self.known.get(position)
        return known.pk if known else None

    def _entry(self, position: int) -> Certificate:
        values = self.sheet.row(position)
        institution = self._institution(position, values["institution"] or "")
        return Certificate(
            name=values["name"] or "",
            certificate_number=values["certificate_number"] or "",
            certificate_from=values["certificate_from"],
            certificate_until=values["certificate_until"],
            institution=institution.pk if institution else None,
            practice_codes=self._categories(position, values["categories"] or ()),
            identity_number=values["identity_number"] or "",
            title=values["title"] or "",
            is_full_time=values["is_full_time"],
        )

    def _institution(self, position: int, text: str) -> Institution | None:
        if not text:
            return None
        register = self.context.institutions
        named = register.by_name.get(text, [])
        found = register.by_number.get(text.upper()) or (named[0] if len(named) == 1 else None)
        if found is None:
            self.sheet.add(position, "institution", "institution_ambiguous" if named else "institution_unknown")
            self._told(position, "institution")
            return None
        if found.status == Institution.Status.ENDED:
            self.sheet.add(position, "institution", "institution_ended")
        if self.context.area and found.city_code != self.context.area:
            self.sheet.add(position, "institution", "outside_area")
        self.places[position] = found
        return found

    def _told(self, position: int, column: str) -> None:
        """What was said about a cell already is not called missing besides."""
        self.sheet.unread.setdefault(column, set()).add(position)

    def _categories(self, position: int, words: tuple[str, ...]) -> tuple[str, ...]:
        found, unknown, whole = self.context.categories.find(words)
        for code, wrong in (("category_unknown", unknown), ("category_whole_class", whole)):
            if wrong:
                self.sheet.add(position, "categories", code, "、".join(wrong))
                self._told(position, "categories")
        return found

    def _check_row(self, position: int, entry: Certificate) -> None:
        place = self.places.get(position)
        licensed = frozenset(place.practice_codes) if place else frozenset()
        for each in objections(entry, licensed, self.context.as_of):
            if each.code != "missing" or self.sheet.was_read(position, each.field):
                self.sheet.add(position, each.field, each.code, each.detail)
        sex, number = self.sheet.values["sex"][position], entry.identity_number
        if sex and len(number) == 18 and str(int(number[16]) % 2) != sex:
            self.sheet.add(position, "sex", "sex_differs")

    def _compare_rows(self) -> None:
        sheet = self.sheet
        for positions in sheet.repeated([each.certificate_number for each in self.entries]):
            sheet.add_repeated(positions, "certificate_number", "duplicate_certificate")
        for positions in sheet.repeated([each.identity_number for each in self.entries]):
            sheet.add_repeated(positions, "identity_number", "twice_in_sheet")

    def _compare_with_register(self, register: Register) -> None:
        barred = Barred.about(self.entries, register)
        for position, entry in enumerate(self.entries):
            by_number = register.by_number.get(entry.certificate_number)
            by_identity = register.by_identity_of(entry)
            if by_number and by_identity and by_number.pk != by_identity.pk:
                self.sheet.add(position, "certificate_number", "certificate_of_another")
            elif by_number is None and by_identity is not None and by_identity.institution_id != entry.institution:
                self.sheet.add(position, "institution", "at_two_institutions", str(by_identity.institution))
            elif found := by_number or by_identity:
                self._take_known(position, entry, found)
            else:
                person = register.person_of(entry)
                if person is not None and person.name != entry.name:
                    self.sheet.add(position, "identity_number", "identity_of_another")
                self._applies(position, entry, register, barred)

    def _applies(self, position: int, entry: Certificate, register: Register, barred: Barred) -> None:
        """Who is new on the register applied to practise: barred by his identity, or in doubt by his name."""
        on, person = entry.certificate_from or self.context.as_of, register.person_of(entry)
        rows = [row for row in barred.against(person, entry) if row.is_in_force(on)]
        if rows:
            code = "applicant_of_a_barred_name" if person is None else "applicant_barred"
            column = "name" if person is None else "identity_number"
            self.sheet.add(position, column, code, "、".join(row.document_number for row in rows))

    def _take_known(self, position: int, entry: Certificate, found: Appraiser) -> None:
        if self.context.area and found.city_code != self.context.area:
            self.sheet.add(position, "certificate_number", "outside_area")
        sealed = found.person.identity_number
        renamed = entry.identity_number and found.person.name != entry.name
        if renamed and sealed is not None and sealed.reveal() != entry.identity_number:
            self.sheet.add(position, "certificate_number", "certificate_of_another")
            return
        self.known[position] = found

    def _standing(self, rows: list[CertificateRow], columns: frozenset[str]) -> dict[str, int]:
        counts = {"new": 0, "identical": 0, "changed": 0}
        by_key = {found.pk: found for found in self.known.values()}
        for row in rows:
            if row.known is None:
                counts["new"] += 1
            else:
                counts["changed" if difference(row, by_key[row.known], columns) else "identical"] += 1
        return counts
