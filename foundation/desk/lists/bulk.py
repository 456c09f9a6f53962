"""Acts on many rows: which rows are meant, the order, and the work, each row in its own transaction.

The verb for one row does the work, so the rules are the same as alone. Every row is claimed with the key of its
line (`foundation.audit.once`): an order sent twice, or taken up again after a dead worker, does no row twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor, PostedActor
from foundation.accounts.models import Posting, User
from foundation.audit import outbox
from foundation.audit.errors import Finding, NotAllowed, RuleBroken, StaleState
from foundation.audit.once import Answer, act, digest_of, once
from foundation.desk.lists.declaring import BulkAct, ListSpec
from foundation.desk.lists.registry import known
from foundation.desk.lists.selecting import selected
from foundation.desk.models import BulkLine, BulkRun

JOB = "desk.bulk"
AT_ONCE = 100
MOST = 5_000


@dataclass(frozen=True)
class Meant:
    """The rows an act is meant for: those ticked, or all that an address selects."""

    rows: "QuerySet[Any]"
    query: str
    everything: bool
    keys: list[str]

    def count(self) -> int:
        """How many there are, counted to one above the most that one order takes."""
        return int(self.rows.order_by()[: MOST + 1].count())


def meant(spec: ListSpec, actor: AnyActor, query: str, *, everything: bool, keys: Sequence[str]) -> Meant:
    """Return the rows meant, within what the actor may see. Raises RuleBroken for unreadable conditions."""
    params = QueryDict(query)
    if everything:
        return Meant(selected(spec, actor, params), query, True, [])
    field = spec.model._meta.pk
    good = []
    for key in keys[: MOST + 1]:
        try:
            good.append(field.to_python(key))
        except (ValidationError, ValueError, OverflowError):
            continue
    return Meant(spec.rows(actor, QueryDict()).filter(pk__in=good), query, False, [str(key) for key in good])


def order(spec: ListSpec, chosen: BulkAct, rows: Meant, *, by: PostedActor, reason: str, key: str) -> UUID:
    """Order an act on the rows meant and return the order; the same key returns the same order.

    Up to 100 rows are worked off at once, more by a job. Raises NotAllowed without the verb, RuleBroken without a
    reason, for no row and for more than 5,000.
    """
    posting = by.posting
    if not by.may(chosen.verb) or posting is None:
        raise NotAllowed(chosen.verb, by.why_not(chosen.verb))
    if chosen.needs_reason and not reason.strip():
        raise RuleBroken(Finding(_("Give one reason; it is kept with every row."), field="reason"))
    asked = {
        "list": spec.code, "act": chosen.code, "query": rows.query, "all": rows.everything, "keys": sorted(rows.keys),
        "reason": reason.strip(),
    }  # fmt: skip
    answer, fresh = once(
        f"{JOB}:{by.user_id}",
        key,
        digest_of(asked),
        lambda: _ordered(spec, chosen, rows, by.user, posting, reason.strip(), key),
    )
    run = BulkRun.objects.get(pk=answer["run"])
    if fresh and run.total <= AT_ONCE:
        carry_out(run.pk)
    return run.pk


def _ordered(
    spec: ListSpec, chosen: BulkAct, rows: Meant, user: User, posting: Posting, reason: str, key: str
) -> Answer:
    found = list(rows.rows.order_by(*next(iter(spec.orders.values())).by)[: MOST + 1])
    if not found:
        raise RuleBroken(_("No row is chosen any more. Go back to the list and choose."))
    if len(found) > MOST:
        raise RuleBroken(_("More than 5,000 rows. Narrow the conditions and do it in parts."))
    run = BulkRun.objects.create(
        user=user,
        posting=posting,
        key=key,
        list_code=spec.code,
        act=chosen.code,
        reason=reason,
        query=rows.query,
        language=translation.get_language() or "zh-hans",
        total=len(found),
    )
    BulkLine.objects.bulk_create(
        [
            BulkLine(run=run, position=place, target=str(row.pk), label=spec.label_of(row))
            for place, row in enumerate(found, 1)
        ],
        batch_size=1_000,
    )
    if run.total > AT_ONCE:
        outbox.put(JOB, {"run": str(run.pk)}, key=f"{JOB}:{run.pk}")
    return {"run": str(run.pk)}


def carry_out(key: UUID) -> int:
    """Work off what still waits of an order, in the name of who ordered it; return how many rows were done now."""
    run = BulkRun.objects.select_related("user", "posting__organisation").get(pk=key)
    spec = known(run.list_code)
    chosen = spec.act(run.act)
    if chosen is None:
        raise LookupError(f"The list {run.list_code} has no act {run.act} any more.")
    by = PostedActor(run.user, run.posting)
    done = 0
    with translation.override(run.language):
        for line in run.lines.filter(outcome=BulkLine.Outcome.WAITING).order_by("position"):
            done += _carry_out_line(spec, chosen, run, line, by)
    BulkRun.objects.filter(pk=run.pk, finished_at__isnull=True).update(finished_at=timezone.now())
    return done


def _carry_out_line(spec: ListSpec, chosen: BulkAct, run: BulkRun, line: BulkLine, by: PostedActor) -> bool:
    """Do one row; a refusal is the answer of that row and the others go on."""
    refusal: Finding | None = None
    if not by.may(chosen.verb):
        refusal = Finding(by.why_not(chosen.verb))
    else:
        try:
            once(JOB, f"{run.pk}:{line.position}", b"", lambda: _act_on(spec, chosen, run, line, by))
        except RuleBroken as broken:
            refusal = broken.findings[0]
        except NotAllowed as denied:
            refusal = Finding(denied.explanation)
        except StaleState as stale:
            refusal = Finding(str(stale))
    _note(run, line, refusal)
    return refusal is None


def _act_on(spec: ListSpec, chosen: BulkAct, run: BulkRun, line: BulkLine, by: PostedActor) -> Answer:
    row = spec.rows(by, QueryDict()).filter(pk=line.target).first()
    if row is None:
        raise RuleBroken(_("The row is no longer there, or your posting no longer sees it."))
    chosen.act(row, by, run.reason)
    return {}


@act
def _note(run: BulkRun, line: BulkLine, refusal: Finding | None) -> None:
    """Write what became of a row."""
    BulkLine.objects.filter(pk=line.pk).update(
        outcome=BulkLine.Outcome.REFUSED if refusal else BulkLine.Outcome.DONE,
        message=str(refusal.message) if refusal else "",
        article=str(refusal.article) if refusal else "",
    )
    BulkRun.objects.filter(pk=run.pk).update(done=F("done") + 1)


def ordered_before(by: AnyActor, key: str) -> bool:
    """Whether this order was given already: then a repeated request gets its answer, whatever matches by now."""
    return BulkRun.objects.visible_to(by).filter(key=key).exists()
