"""A register on a day and its changes, in words: for the pages of institutions and of appraisers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from foundation.accounts.timeline import Entry, entry_of
from foundation.audit.models import Event
from foundation.desk import formats
from foundation.desk.detail.page import Standing
from foundation.desk.filling.fields import Day
from foundation.law import queries as law
from foundation.law.models import Ground
from institutions.actions.writing_papers import papers_of
from institutions.covering import named
from institutions.models import ENDING, Act, Institution, PermitState, RegistrationState
from institutions.registration.gate import CHANGES, ENDS
from institutions.registration.papers import seat_words
from institutions.standing.forms import DAY_HELP
from institutions.states import Spell, spells, writings, written_upon

FILING: Final = "filing"
LATE_AFTER: Final = "DL17"
Words = Callable[[Any], str]


class OnDayForm(forms.Form):
    """The day that is asked for; the address carries it."""

    on = Day(label=gettext_lazy("On the day"), help_text=DAY_HELP)

    @classmethod
    def asked(cls, params: Mapping[str, str]) -> "tuple[OnDayForm, date]":
        """Return the form and the day that an address names, today where it names none that can be read."""
        today = timezone.localdate()
        form = cls({"on": params.get("on") or today.isoformat()})
        day: date | None = form.cleaned_data.get("on") if form.is_valid() else None
        return form, day or today


@dataclass(frozen=True)
class Change:
    """One item that a state changed: its name, its label, before and after in words."""

    name: str
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """One state as a line of the history; `last` is None while it goes on, `counts` false where it was overtaken.

    `code` and `paper` are the paper printed for it, `recorded_at` and `entry` the act that made it.
    """

    state: Any
    first: date
    last: date | None
    counts: bool
    changes: tuple[Change, ...]
    standing: Standing
    ground: str
    late: str
    code: str
    paper: Any
    recorded_at: datetime
    entry: Entry | None


@dataclass(frozen=True)
class Item:
    """How an item is called and written."""

    label: Any
    words: Words = str


def _funds(value: int | None) -> str:
    return _("%(sum)s yuan") % {"sum": f"{value:,}"} if value is not None else ""


def _seat(value: str) -> str:
    return seat_words(value, "")


def status_words(value: str) -> str:
    """Write the status of a registration; rows from before bars stood in one table may say that it was suspended."""
    known = Institution.Status
    return str(known(value).label) if value in known.values else _("Suspended for rectification")


REGISTRATION: Final[dict[str, Item]] = {
    "name": Item(gettext_lazy("Name of the institution")),
    "division_id": Item(gettext_lazy("Seat"), _seat),
    "address": Item(gettext_lazy("Address")),
    "telephone": Item(gettext_lazy("Telephone")),
    "head_name": Item(gettext_lazy("Head")),
    "funds": Item(gettext_lazy("Funds"), _funds),
    "practice_codes": Item(gettext_lazy("Practice categories"), named),
    "licence_number": Item(gettext_lazy("Licence number")),
    "licence_from": Item(gettext_lazy("Valid from"), formats.table_date),
    "licence_until": Item(gettext_lazy("Valid until"), formats.table_date),
    "status": Item(gettext_lazy("Status"), status_words),
}


def history(states: Sequence[PermitState], items: Mapping[str, Item], stream: str, purpose: str) -> list[Line]:
    """Return the states as lines, the newest first; those that were overtaken by a later entry stand behind theirs.

    Each says what its own act changed, who recorded that act, and its paper: a state that a late entry added once more
    is still the work of the act that made it.
    """
    counted = {each.state.pk: each for each in spells(states)}
    events = Event.objects.filter(stream=stream, seq__in={row.trail_seq for row in states})
    entries = {event.seq: entry_of(event) for event in events}
    papers = {file.belongs_to: file for file in papers_of(list(states), purpose)}
    found = []
    for row in sorted(states, key=lambda row: (row.valid_from, row.trail_seq)):
        spell, wordings = counted.get(row.pk), writings(states, row)
        deed = wordings[-1]
        changes = _changes_by(deed, row, states, items)
        code = next((each.code for each in wordings if each.code), "")
        found.append(
            Line(
                row,
                row.valid_from,
                spell.last if spell is not None else None,
                spell is not None,
                changes,
                _standing(row, spell),
                _ground(row),
                _late(deed, changes),
                code,
                papers.get(f"paper:{code}") if code else None,
                deed.recorded_at,
                entries.get(deed.trail_seq),
            )
        )
    return found[::-1]


def _changes_by(
    deed: PermitState, row: PermitState, states: Sequence[PermitState], items: Mapping[str, Item]
) -> tuple[Change, ...]:
    """What an act changed; where its state was added once more, the same items beside what came before by then."""
    upon = written_upon(states, deed)
    if upon is None:
        return ()
    changes = _changes(upon, deed, items)
    if deed is row:
        return changes
    named = {each.name: items[each.name] for each in changes}
    earlier = [each for each in states if each.valid_from < row.valid_from]
    return _changes(_before(row, earlier) if upon.valid_from < row.valid_from else upon, row, named)


def _before(row: PermitState, earlier: Sequence[PermitState]) -> PermitState:
    """What held on the day before a state, as it was known by its event."""
    return spells([each for each in earlier if each.trail_seq <= row.trail_seq])[-1].state


def _changes(old: PermitState, new: PermitState, items: Mapping[str, Item]) -> tuple[Change, ...]:
    return tuple(
        Change(name, str(item.label), written(item, getattr(old, name)), written(item, getattr(new, name)))
        for name, item in items.items()
        if getattr(old, name) != getattr(new, name)
    )


def written(item: Item, value: Any) -> str:
    """Write the value of an item; nothing known is empty."""
    return "" if value is None or value == "" else item.words(value)


def _standing(row: PermitState, spell: Spell[PermitState] | None) -> Standing:
    if spell is None:
        return Standing("void", _("Overtaken by a later entry"))
    if row.act in ENDING:
        return Standing("void", str(Act(row.act).label))
    return Standing("ok" if spell.last is None else "open", str(Act(row.act).label))


def _ground(row: PermitState) -> str:
    if not row.ground:
        return ""
    found = next((each.name for each in law.entries(ENDS, row.valid_from) if each.code == row.ground), row.ground)
    return f"{found} ({row.article})" if row.article else found


def _late(row: PermitState, changes: Sequence[Change]) -> str:
    """Say that a change that is filed only was recorded after the fifteen days of 条例 art. 14, if it was."""
    rule = law.deadline(LATE_AFTER, row.valid_from)
    filed = {
        str(each.details.get("item"))
        for each in law.entries(CHANGES, row.valid_from)
        if each.details.get("procedure") == FILING
    }
    if rule is None or rule.amount is None or row.act != Act.CHANGED or not filed & {each.name for each in changes}:
        return ""
    days = (_day_of(row.recorded_at) - row.valid_from).days
    if days <= rule.amount:
        return ""
    words = ngettext(
        "Recorded %(n)d day after the change; %(most)d are allowed.",
        "Recorded %(n)d days after the change; %(most)d are allowed.",
        days,
    )
    return words % {"n": days, "most": rule.amount}


def _day_of(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def procedures(subject: str, on: date) -> list[tuple[Ground, str]]:
    """Return the items that may change with the procedure and the document that each needs, in words."""
    words = {FILING: _("to be filed within fifteen days"), "registration": _("change of registration")}
    rows = [row for row in law.entries(CHANGES, on) if row.details.get("subject") == subject]
    return [(row, words.get(str(row.details.get("procedure")), "")) for row in rows]


def facts_of(state: RegistrationState, *, valid: bool) -> list[tuple[str, str]]:
    """Return the eight items of 95号令 art. 22 in words, and the state of the registration.

    `valid` says whether the licence held on the day: a registration that goes on without one is not in practice.
    """
    lapsed = not valid and state.status == Institution.Status.NORMAL
    status = _("Registration not ended, licence not valid") if lapsed else status_words(state.status)
    term = _("%(first)s to %(last)s") % {
        "first": formats.table_date(state.licence_from), "last": formats.table_date(state.licence_until),
    }  # fmt: skip
    issued = [state.issued_by, formats.table_date(state.issued_on) if state.issued_on else ""]
    return [
        (_("Name of the institution"), state.name),
        (_("Seat"), seat_words(state.division_id, state.address)),
        (_("Telephone"), state.telephone),
        (_("Head"), state.head_name),
        (_("Funds"), _funds(state.funds)),
        (_("Practice categories"), named(state.practice_codes)),
        (_("Valid"), term),
        (_("Issued by, on"), "　".join(part for part in issued if part)),
        (_("Licence number"), state.licence_number),
        (_("State of the registration"), status),
    ]
