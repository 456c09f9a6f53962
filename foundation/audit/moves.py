"""The one door for a change of state: a table of lawful moves and one conditional update."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db import connection
from django.utils.translation import gettext_lazy as _

from foundation.audit import outbox, trail
from foundation.audit.actors import Actor
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.regulated import Regulated

Row = TypeVar("Row", bound=Regulated)


@dataclass(frozen=True)
class Move:
    """A lawful move: the verb that makes it, from which states, to which, by which article."""

    verb: str
    sources: frozenset[str]
    target: str
    article: str = ""


@dataclass(frozen=True)
class Message:
    """A side effect that leaves with the move, after commit: an outbox topic and its payload."""

    topic: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    key: str | None = None


def move(
    row: Row,
    step: Move,
    *,
    by: Actor,
    reason: str = "",
    facts: Mapping[str, Any] | None = None,
    occurred_on: date | None = None,
    values: Mapping[str, Any] | None = None,
    messages: Iterable[Message] = (),
) -> Row:
    """Move `row` along `step`: conditional update, trail event and outbox rows in one transaction.

    `values` are further columns written with the state. Raises NotAllowed when the actor does not
    hold the verb for the row, RuleBroken when the row is in no state that the step starts from, and
    StaleState when somebody was faster.
    """
    if not by.may(step.verb, row):
        raise NotAllowed(step.verb, str(_("Your posting does not allow this act.")))
    before: str = getattr(row, "state")  # noqa: B009  (a protocol column that the base does not declare)
    if before not in step.sources:
        raise RuleBroken(str(_("This step is not possible in the present state.")))
    seq = trail.append(
        row.stream,
        step.verb,
        by=by,
        facts={**(facts or {}), "from": before, "to": step.target, "article": step.article},
        reason=reason,
        occurred_on=occurred_on,
    )
    columns = {**(values or {}), "state": step.target, "trail_seq": seq}
    rows = type(row)._base_manager.filter(pk=row.pk, state=before, trail_seq=row.trail_seq)
    if not rows.update(**columns):
        raise StaleState(row_label=str(row))
    for column, value in columns.items():
        setattr(row, column, value)
    for message in messages:
        outbox.put(message.topic, message.payload, key=message.key)
    return row


def follow(row: Row, step: Move, *, head: Regulated, values: Mapping[str, Any] | None = None) -> Row:
    """Move another row of the stream of `head` along `step`, explained by the event that has just moved `head`.

    For an act that ends two things at once and is one event. Raises ValueError for a row of another stream, RuleBroken
    and StaleState as `move` does.
    """
    if row.stream != head.stream:
        raise ValueError("Only rows of one stream share an event.")
    before: str = getattr(row, "state")  # noqa: B009  (a protocol column that the base does not declare)
    if before not in step.sources:
        raise RuleBroken(str(_("This step is not possible in the present state.")))
    columns = {**(values or {}), "state": step.target, "trail_seq": head.trail_seq}
    if not type(row)._base_manager.filter(pk=row.pk, state=before, trail_seq=row.trail_seq).update(**columns):
        raise StaleState(row_label=str(row))
    for column, value in columns.items():
        setattr(row, column, value)
    return row


def move_many(
    model: type[Row],
    keys: Sequence[Any],
    step: Move,
    *,
    by: Actor,
    reason: str = "",
    facts: Mapping[str, Any] | None = None,
) -> dict[Any, int]:
    """Move many rows along `step` by set, each with an event in its own stream; return key → number of the event.

    For rows that are the head of their stream. Rows that are in no state the step starts from any more are left out;
    the others are locked in the order of their keys. All in the transaction of the caller, who has asked whether the
    actor may do this to these rows; here the verb alone is asked. Raises NotAllowed.
    """
    if not by.may(step.verb):
        raise NotAllowed(step.verb, str(_("Your posting does not allow this act.")))
    rows = model._base_manager.select_for_update().filter(pk__in=keys, state__in=step.sources).order_by("pk")
    states: dict[Any, str] = dict(rows.values_list("pk", "state"))
    common = {**(facts or {}), "to": step.target, "article": step.article}
    streams = {f"{model.trail_prefix}:{key}": key for key in states}
    drafts = (
        trail.Draft(stream, step.verb, by, {**common, "from": states[key]}, reason) for stream, key in streams.items()
    )
    numbers = {streams[stream]: number for stream, number in trail.append_many(drafts).items()}
    table, key_column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{table}" AS r SET state = %s, trail_seq = n.seq '  # noqa: S608  (names of a model)
            f'FROM unnest(%s::uuid[], %s::bigint[]) AS n (key, seq) WHERE r."{key_column}" = n.key',
            [step.target, list(numbers.keys()), list(numbers.values())],
        )
    return numbers
