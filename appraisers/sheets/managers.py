"""The sheet of quality managers: who answered for which category of an institution, from when until when."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any, ClassVar, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from appraisers.actions import managing_quality
from appraisers.models import QualityManager
from appraisers.sheets.finding import CERTIFICATE, NAME, People, appraiser_of, people_of
from appraisers.verbs import KEEP_QUALITY_MANAGERS
from foundation.audit.actors import Actor
from foundation.exchange.cells.faults import Message
from foundation.exchange.kinds import Words
from foundation.exchange.sheets.specs import NUMBER_ON_PAPER, Column, SheetSpec
from institutions.models import Institution
from institutions.sheets.columns import IGNORED, codes_of, day_column, house_column, text
from institutions.sheets.declaring import Entry, Note, RecordSheet, Seen, house

COLUMNS: Final = SheetSpec(
    name="quality_manager_sheet",
    columns=(
        house_column(),
        Column(
            "practice_code",
            _("Practice category"),
            ("执业类别", "类别", "鉴定类别", "专业类别", "负责类别", "practice category"),
            text(),
            required=True,
            example="法医临床鉴定",
            explanation=_("Name or code of a practice category of the licence."),
        ),
        CERTIFICATE,
        NAME,
        day_column(
            "valid_from",
            _("Appointed from"),
            ("自", "任职日期", "任命日期", "任职起", "聘任日期", "起始日期", "from"),
            "2026-01-05",
            required=True,
        ),
        day_column(
            "valid_until",
            _("Last day"),
            ("最后一日", "任职止", "离任日期", "截止日期", "免职日期", "last day"),
            "",
            explanation=_("Empty as long as somebody is the quality manager."),
        ),
        Column(
            "document_number",
            _("Number of the document"),
            ("任命文件", "任命文号", "文号", "文件编号", "文书编号", "文书", "文件", "document"),
            text(),
            required=True,
            form=NUMBER_ON_PAPER,
            example="示例任〔2026〕1号",
        ),
    ),
    ignored=IGNORED,
)


class ManagerSheet(RecordSheet):
    """Quality managers of an institution, appointed and ended as on its tab."""

    code = "quality_manager_sheet"
    label = _("Sheet of quality managers")
    verb = KEEP_QUALITY_MANAGERS
    model = QualityManager
    spec = COLUMNS
    words = Words(
        sheet=_("Sheet of quality managers"),
        record=_("Quality manager"),
        template=_("Template of the sheet of quality managers"),
        about=_("Quality managers, one a category and time a row; the exported list has the same columns."),
        new=_("Appointments that are not on record yet."),
        loaded=_("New appointments, each with an event."),
        see=_("See the quality managers"),
    )
    position = 8
    route = "quality_manager_list"
    identity = ("practice_code", "valid_from")
    compared = ("certificate_number", "valid_until", "document_number")
    order = "valid_from"
    columns_of: ClassVar[Mapping[str, str]] = {"appraiser": "certificate_number"}
    messages: ClassVar[Mapping[str, Message]] = {
        "category_not_licensed": Message(
            _("The licence does not name this practice category."), _("Correct the category, or leave the row out.")
        ),
        "appointed_already": Message(
            _("He is the quality manager already."), _("Keep the row of his appointment, and leave this one out.")
        ),
        "another_manager": Message(
            _("On this day another quality manager of the category is on record."),
            _("Compare with the appointments on record, and correct the days."),
        ),
    }

    def settle(self, values: dict[str, Any], seen: Seen, note: Note) -> Institution | None:
        """The category by code, the appraiser by the present number of his certificate."""
        owner = house(values, seen, note)
        if owner is None:
            return None
        if values["practice_code"]:
            codes = codes_of((values["practice_code"],), None, note, "practice_code")
            values["practice_code"] = codes[0] if codes else ""
        person = appraiser_of(values, owner, seen, note)
        values["certificate_number"] = person.certificate_number if person is not None else ""
        return owner

    def known(self, entries: Iterable[Entry]) -> Mapping[Hashable, QualityManager]:
        """Times by institution, category and first day."""
        every = list(entries)
        rows = QualityManager.objects.filter(institution__in={entry.owner.pk for entry in every})
        found = {(r.institution_id, r.practice_code, r.valid_from): r for r in rows.select_related("appraiser")}
        return {key: found[key] for entry in every if (key := self.key(entry)) in found}

    def told(self, stored: QualityManager) -> Mapping[str, Any]:
        """Who it is, until when, by which document."""
        return {
            "certificate_number": stored.appraiser.certificate_number,
            "valid_until": stored.valid_until,
            "document_number": stored.document_number,
        }

    def record(self, entry: Entry, by: Actor) -> QualityManager:
        """Appoint him; a time that is over is ended in the same act."""
        values = entry.values
        return managing_quality.appoint(
            entry.owner.pk,
            by=by,
            practice_code=values["practice_code"],
            appraiser=self._person(entry.owner, values["certificate_number"]),
            valid_from=values["valid_from"],
            document_number=values["document_number"],
            valid_until=values["valid_until"],
        )

    def correct(self, stored: QualityManager, values: Mapping[str, Any], by: Actor, reason: str) -> None:
        """Correct who it is, the document or the last day."""
        said = {**self.told(stored), **values}
        managing_quality.correct_manager(
            stored.pk,
            by=by,
            version=stored.trail_seq,
            appraiser=self._person(stored.institution, said["certificate_number"]),
            document_number=said["document_number"],
            valid_until=said["valid_until"],
            reason=reason,
        )

    def _person(self, owner: Institution, number: str) -> UUID:
        people: People = people_of(owner)
        return people.by_number[number].pk

    def stored(self, keys: Iterable[UUID]) -> Mapping[UUID, QualityManager]:
        """Times by key."""
        rows = QualityManager.objects.select_for_update(of=("self",)).select_related("appraiser", "institution")
        return {row.pk: row for row in rows.filter(pk__in=list(keys)).order_by("pk")}

    def page(self, key: UUID) -> str:
        """The list that shows it alone."""
        return f"{reverse('quality_manager_list')}?manager={key}"
