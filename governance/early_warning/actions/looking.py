"""Looking: every rule opens, refreshes and closes its warnings. Doing it twice on a day changes nothing.

Of one rule one look goes on at a time, each in a transaction of its own; the database allows one standing warning a
rule and place besides. Nothing is overwritten: every figure is a sighting, every step an event.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.db import transaction

from foundation.audit.actors import SYSTEM
from foundation.audit.locks import hold
from foundation.audit.moves import move
from foundation.audit.regulated import write
from foundation.audit.remembering import remembering
from governance.early_warning.causes import Cause
from governance.early_warning.evaluators import causes_of
from governance.early_warning.kinds import RANKS
from governance.early_warning.models import EarlyWarning, Sighting, WarningRule
from governance.early_warning.queries import rule_on, rules_on
from governance.early_warning.states import CLOSING, OPENED, REFRESHED, RETURNING, WarningState

GONE: Final = "gone"
RULE_ENDED: Final = "rule_ended"


def look(day: date) -> dict[str, int]:
    """Look by every rule in force, and by those whose warnings still stand; return what was done, by its name.

    A rule that cannot be looked by hinders no other: its error is raised when all have been.
    """
    codes = [rule.code for rule in rules_on(day)]
    standing = EarlyWarning.objects.standing().order_by("rule_code").values_list("rule_code", flat=True).distinct()
    counts: Counter[str] = Counter(opened=0, refreshed=0, returned=0, closed=0)
    broken: list[Exception] = []
    for code in dict.fromkeys([*codes, *standing]):
        try:
            counts.update(look_by(code, day))
        except Exception as error:  # noqa: BLE001  (raised below, once the others have been looked by)
            broken.append(error)
    if broken:
        raise broken[0]
    return dict(counts)


def look_by(code: str, day: date) -> dict[str, int]:
    """Look by one rule: open what it sees anew, refresh what it sees on, close what is gone."""
    with remembering(), transaction.atomic():
        hold(f"early_warning:{code}")
        rule = rule_on(code, day)
        causes = {each.place.key: each for each in causes_of(rule, day)} if rule is not None else {}
        rows = EarlyWarning.objects.standing().filter(rule_code=code).select_for_update().order_by("pk")
        present = {row.place: row for row in rows}
        counts: Counter[str] = Counter()
        for key, cause in causes.items():
            if rule is not None:
                counts[_seen(rule, cause, present.get(key), day)] += 1
        for key, row in present.items():
            if key not in causes:
                _close(row, day, GONE if rule is not None else RULE_ENDED)
                counts["closed"] += 1
        _note_seen([row for key, row in present.items() if key in causes], day)
    counts.pop("unchanged", None)
    return dict(counts)


def _seen(rule: WarningRule, cause: Cause, row: EarlyWarning | None, day: date) -> str:
    """Open or refresh the warning of a cause; return what became of it."""
    if row is None:
        open_warning(rule, cause, day)
        return "opened"
    if row.figure == cause.figure and row.rule_id == rule.pk:
        return "unchanged"
    grown = row.state == WarningState.ACKNOWLEDGED and not set(cause.figure.get("keys", [])) <= set(
        row.acknowledged_keys
    )
    if grown:
        # who acknowledged it did not know of what has come since
        move(row, RETURNING, by=SYSTEM, facts={"figure": cause.figure}, values={"figure": cause.figure, "rule": rule})
    else:
        row.figure, row.rule = cause.figure, rule
        write(row, REFRESHED, by=SYSTEM, facts={"figure": cause.figure})
    _keep(row, day)
    return "returned" if grown else "refreshed"


def open_warning(rule: WarningRule, cause: Cause, day: date) -> EarlyWarning:
    """Open the warning of a cause with its first figure, in the transaction of the caller, and return it."""
    place = cause.place
    row = EarlyWarning(
        rule=rule,
        rule_code=rule.code,
        place=place.key,
        city_code=place.city,
        county_code=place.county,
        institution_id=place.institution,
        subject=place.subject,
        tone=rule.tone,
        rank=RANKS[rule.tone],
        owner_role=rule.owner_role,
        owner_level=rule.owner_level,
        since=cause.since or day,
        opened_on=day,
        seen_on=day,
        figure=cause.figure,
    )
    facts: dict[str, Any] = {"rule": rule.code, "place": place.key, "figure": cause.figure}
    write(row, OPENED, by=SYSTEM, facts=facts)
    _keep(row, day)
    return row


def _close(row: EarlyWarning, day: date, because: str) -> None:
    move(row, CLOSING, by=SYSTEM, facts={"because": because}, values={"closed_on": day})


def _keep(row: EarlyWarning, day: date) -> None:
    """Keep the figure as a row of its own, explained by the event that has just been written."""
    Sighting(
        warning=row, rule_id=row.rule_id, seen_on=day, figure=row.figure, trail_seq=row.trail_seq
    ).save(force_insert=True)  # fmt: skip


def _note_seen(rows: Sequence[EarlyWarning], day: date) -> None:
    """Note the day on which causes were last seen: it follows from the looks, so that no event explains it."""
    EarlyWarning.objects.filter(pk__in=[row.pk for row in rows]).update(seen_on=day)
