"""The sheet of training hours: those of the appraisers of an institution, one course a row."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any, ClassVar, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from appraisers.actions import keeping_records
from appraisers.models import Appraiser, Training
from appraisers.sheets.finding import CERTIFICATE, NAME, appraiser_of
from appraisers.verbs import KEEP_TRAINING
from foundation.audit.actors import Actor
from foundation.exchange.cells.faults import Message
from foundation.exchange.cells.numbers import read_whole_number
from foundation.exchange.kinds import Words
from foundation.exchange.sheets.specs import NUMBER_ON_PAPER, Column, SheetSpec
from institutions.roster.columns import simple
from institutions.sheets.columns import IGNORED, day_column, house_column, text
from institutions.sheets.declaring import Entry, Note, RecordSheet, Seen, house

COLUMNS: Final = SheetSpec(
    name="training_sheet",
    columns=(
        house_column(),
        CERTIFICATE,
        NAME,
        Column(
            "title",
            _("What it was about"),
            ("培训内容", "培训名称", "课程", "培训项目", "课程名称", "内容", "题目", "what it was about"),
            text(),
            required=True,
            example="示例继续教育课程",
        ),
        Column(
            "organiser",
            _("Organised by"),
            ("主办单位", "举办单位", "组织单位", "培训机构", "组织者", "主办方", "organised by"),
            text(),
            required=True,
            example="示例司法鉴定协会",
        ),
        day_column(
            "ended_on",
            _("Completed on"),
            ("结业日期", "结束日期", "培训日期", "完成日期", "完成日", "培训时间", "completed on"),
            "2026-05-20",
            required=True,
        ),
        Column(
            "hours",
            _("Hours"),
            ("学时", "学时数", "课时", "培训学时", "hours"),
            simple(read_whole_number),
            required=True,
            example="16",
        ),
        Column(
            "document_number",
            _("Document"),
            ("证明编号", "结业证书编号", "证明文件", "文号", "文件", "文书", "document"),
            text(),
            form=NUMBER_ON_PAPER,
            example="示例学时证001",
        ),
    ),
    ignored=IGNORED,
)


class TrainingSheet(RecordSheet):
    """Training of appraisers, entered as on their page; a wrong entry is withdrawn and entered anew."""

    code = "training_sheet"
    label = _("Sheet of training hours")
    verb = KEEP_TRAINING
    model = Training
    spec = COLUMNS
    words = Words(
        sheet=_("Sheet of training hours"),
        record=_("Training"),
        template=_("Template of the sheet of training hours"),
        about=_("Training of appraisers, one course a row; the exported list of trainings has the same columns."),
        new=_("Trainings that are not on record yet."),
        loaded=_("New entries, each with an event."),
        see=_("See the trainings"),
    )
    position = 9
    route = "training_list"
    identity = ("ended_on", "title")
    compared = ("organiser", "hours", "document_number")
    order = "ended_on"
    messages: ClassVar[Mapping[str, Message]] = {
        "hours_out_of_bounds": Message(_("1 to 400 hours."), _("Type the hours of this course only.")),
    }

    def settle(self, values: dict[str, Any], seen: Seen, note: Note) -> Appraiser | None:
        """The appraiser of the row."""
        owner = house(values, seen, note)
        return appraiser_of(values, owner, seen, note) if owner is not None else None

    def known(self, entries: Iterable[Entry]) -> Mapping[Hashable, Training]:
        """Entries by appraiser, day and what it was about; one that was withdrawn, where the row says just that.

        So an exported list brings nothing back that somebody has withdrawn.
        """
        every = {self.key(entry): entry for entry in entries}
        rows = Training.objects.filter(appraiser__in={entry.owner.pk for entry in every.values()})
        found: dict[Hashable, Training] = {}
        for row in rows.order_by("recorded_at"):
            key = (row.appraiser_id, row.ended_on, row.title)
            speaks = key in every and (row.withdrawn_on is None or not self.differences(every[key], row))
            if speaks and (key not in found or found[key].withdrawn_on is not None):
                found[key] = row
        return found

    def told(self, stored: Training) -> Mapping[str, Any]:
        """Organiser, hours and document."""
        return {name: getattr(stored, name) for name in self.compared}

    def record(self, entry: Entry, by: Actor) -> Training:
        """Enter it."""
        said = {name: entry.values[name] for name in (*self.identity, *self.compared)}
        said["document_number"] = said["document_number"] or ""
        return keeping_records.enter_training(entry.owner.pk, by=by, **said)

    def correct(self, stored: Training, values: Mapping[str, Any], by: Actor, reason: str) -> None:
        """Withdraw what was entered wrongly and enter it anew."""
        said = {"title": stored.title, "ended_on": stored.ended_on, **self.told(stored), **values}
        keeping_records.withdraw_training(stored.pk, by=by, version=stored.trail_seq, reason=reason)
        keeping_records.enter_training(stored.appraiser_id, by=by, **said)

    def stored(self, keys: Iterable[UUID]) -> Mapping[UUID, Training]:
        """Entries by key."""
        rows = Training.objects.select_for_update().filter(pk__in=list(keys)).order_by("pk")
        return {row.pk: row for row in rows}

    def page(self, key: UUID) -> str:
        """The list that shows it alone."""
        return f"{reverse('training_list')}?training={key}"
