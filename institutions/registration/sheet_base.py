"""What the sheets of changed licences and of changed certificates share: a row is one change by one document."""

from abc import abstractmethod
from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from typing import Any, ClassVar, Final
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.audit.actors import Actor
from foundation.exchange.cells.faults import Message
from foundation.exchange.sheets.specs import NUMBER_ON_PAPER, Column
from institutions.actions.changing_registration import Paper
from institutions.covering import named
from institutions.models import PermitState
from institutions.sheets.columns import IGNORED, day_column, text
from institutions.sheets.declaring import Entry, RecordSheet

DAY: Final = day_column(
    "valid_from",
    _("From the day"),
    ("自", "变更日期", "生效日期", "变更日", "核准日期", "变更核准日期", "起始日期", "from the day"),
    "2026-06-01",
    required=True,
    explanation=_("The day from which the items are as the row says."),
)
DOCUMENT: Final = Column(
    "document_number",
    _("Number of the document"),
    ("文书编号", "文书", "文号", "变更文号", "批准文号", "决定书文号", "文件", "文件编号"),
    text(),
    form=NUMBER_ON_PAPER,
    example="示例司鉴变〔2026〕1号",
    explanation=_("The decision or filing by which it was changed; a new change needs it."),
)
REASON: Final = Column(
    "reason",
    _("Why"),
    ("变更事由", "事由", "变更原因", "理由", "reason"),
    text(200),
    explanation=_("Empty stands for: recorded from a sheet of changes."),
)

NOT_OF_A_CHANGE: Final = (
    *IGNORED, "登记行为", "行为", "事项", "act", "有效期起", "有效期止", "有效期至", "valid from", "valid until",
)  # fmt: skip
"""Columns of the exported lists that a sheet of changes does not read: the act follows from the row, the term stays."""


class PermitSheet(RecordSheet):
    """Changes of permits in time.

    `items` names the item of each column, `number` the column of a number issued anew.
    """

    of_institution = False
    identity = ("valid_from",)
    order = "valid_from"
    items: ClassVar[Mapping[str, str]]
    number: ClassVar[str]
    state: ClassVar[type[PermitState]]
    messages: ClassVar[Mapping[str, Message]] = {
        "document_missing": Message(
            _("Give the number of the document."), _("Type the number of the decision or filing that changed it.")
        ),
        "nothing_changed": Message(
            _("Nothing would change: the register says so already."),
            _("Leave the row out, or correct the items that changed."),
        ),
        "ended_already": Message(_("It has ended already."), _("Leave the row out.")),
        "number_taken": Message(_("Somebody else has this number."), _("Compare with the paper and correct it.")),
        "legacy": Message(_("A category is not registered any more."), _("Correct the categories.")),
    }

    @abstractmethod
    def change(self, owner: Any, by: Actor, paper: Paper, items: Mapping[str, Any]) -> None:
        """Change items by the verb of the page."""

    @abstractmethod
    def reissue(self, owner: Any, by: Actor, paper: Paper, number: str) -> None:
        """Issue the paper anew under another number, by the verb of the page."""

    @abstractmethod
    def present(self, owner: Any) -> PermitState:
        """What is registered now."""

    def known(self, entries: Iterable[Entry]) -> Mapping[Hashable, PermitState]:
        """The states that count, by holder and the day on which they begin."""
        every = list(entries)
        holder = f"{self.state.holder}_id"
        days = {entry.values["valid_from"] for entry in every}
        rows = self.state._base_manager.filter(**{f"{holder}__in": {entry.owner.pk for entry in every}})
        ordered = rows.filter(valid_from__in=days).order_by("trail_seq")
        found = {(getattr(row, holder), row.valid_from): row for row in ordered}
        return {key: found[key] for entry in every if (key := self.key(entry)) in found}

    def told(self, stored: PermitState) -> Mapping[str, Any]:
        """The items that the columns name."""
        values = {column: getattr(stored, item) for column, item in self.items.items()}
        if "categories" in values:
            values["categories"] = tuple(values["categories"])
        return {**values, "document_number": stored.document_number}

    def record(self, entry: Entry, by: Actor) -> PermitState:
        """Change what differs from what is registered now, and issue anew what has another number."""
        values = entry.values
        said = {name: values[name] for name in self.items if values[name] not in (None, "", ())}
        return self._done(entry.owner, by, values["valid_from"], values["document_number"], values["reason"], said)

    def correct(self, stored: PermitState, values: Mapping[str, Any], by: Actor, reason: str) -> None:
        """Record once more what is so from that day on; the later entry counts."""
        said = {name: value for name, value in values.items() if name in self.items}
        number = values.get("document_number") or stored.document_number
        self._done(getattr(stored, self.state.holder), by, stored.valid_from, number, reason, said)

    def _done(
        self, owner: Any, by: Actor, on: date, document: str, reason: str, said: Mapping[str, Any]
    ) -> PermitState:
        paper = Paper(on=on, number=document or "", reason=reason or gettext("Recorded from a sheet of changes."))
        now = self.told(self.present(owner))
        number = said.get(self.number, "")
        renumbered = bool(number) and number != now[self.number]
        if renumbered:
            self.reissue(owner, by, paper, number)
        other = {name: value for name, value in said.items() if name != self.number and _other(value, now[name])}
        if other or not renumbered:
            items = {self.items[name]: value for name, value in other.items()}
            self.change(owner, by, paper, items)
        rows = self.state._base_manager.filter(**{self.state.holder: owner.pk, "valid_from": on})
        made: PermitState = rows.order_by("-trail_seq")[0]
        return made

    def stored(self, keys: Iterable[UUID]) -> Mapping[UUID, PermitState]:
        """States by key."""
        rows = self.state._base_manager.filter(pk__in=list(keys)).select_related(self.state.holder)
        return {row.pk: row for row in rows}

    def called(self, owner: Any, stored: PermitState) -> str:
        """Whose state, and from which day on."""
        return f"{owner} {stored.valid_from.isoformat()}"

    def shown(self, name: str, value: Any) -> str | None:
        """Categories in words."""
        return named(value or ()) if name == "categories" else None


def _other(said: Any, on_file: Any) -> bool:
    if isinstance(said, tuple):
        return sorted(said) != sorted(on_file)
    return bool(said != on_file)
