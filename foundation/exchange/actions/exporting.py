"""Ordering a list as a file, giving the order up, fetching the file, and letting it expire."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from foundation.accounts.acting import PostedActor
from foundation.accounts.models import User
from foundation.audit import outbox, trail
from foundation.audit.actors import SYSTEM
from foundation.audit.errors import Finding, NotAllowed, RuleBroken, StaleState
from foundation.audit.moves import move
from foundation.audit.once import act
from foundation.audit.regulated import write
from foundation.desk.lists import ListSpec, known, selected
from foundation.documents.actions import reading
from foundation.documents.vault import CheckedFile
from foundation.exchange.exports import states
from foundation.exchange.models import Export
from foundation.exchange.verbs import MAKE_EXPORT

EXPORT_JOB: Final = "exchange.write_export"
KEPT: Final = timedelta(hours=24)
MOST_AT_ONCE: Final = 3
MOST_PICKED: Final = 900
_LONGEST_QUERY: Final = 4_000


@act
def order(
    spec: ListSpec, *, by: PostedActor, query: str, columns: Sequence[str], form: str, picked: Sequence[str] = ()
) -> Export:
    """Order the rows that `query` selects (or of them the picked ones) as a file; a job writes it after commit.

    Raises NotAllowed; RuleBroken for conditions or rows that cannot be read, without columns, or with three
    exports of one's own under way.
    """
    insist_on_rights(spec, by)
    findings = [*_unfit_columns(spec, columns), *_unfit_rows(spec, query, picked)]
    if findings:
        raise RuleBroken(findings)
    selected(spec, by, QueryDict(query))
    assert by.posting is not None  # noqa: S101  (who holds a verb has a posting)
    User.objects.select_for_update().get(pk=by.user.pk)
    if Export.objects.filter(requested_by=by.user, state__in=states.AT_WORK).count() >= MOST_AT_ONCE:
        raise RuleBroken(
            Finding(
                _("Three of your exports are still being written."),
                way_out=_("Wait for one of them, or cancel it under “My exports”."),
            )
        )
    chosen = [column.code for column in spec.columns if column.code in set(columns)]
    row = Export(
        list_code=spec.code, columns=chosen, form=form, picked=list(dict.fromkeys(picked)),
        language=get_language() or "zh-hans", requested_by=by.user, requested_in=by.posting,
    )  # fmt: skip
    row.query = query
    facts = {"list": spec.code, "form": form, "columns": chosen, "picked": len(row.picked)}
    write(row, "export.requested", by=by, facts=facts)
    outbox.put(EXPORT_JOB, {"export": str(row.pk)}, key=f"{EXPORT_JOB}:{row.pk}")
    return row


def insist_on_rights(spec: ListSpec, by: PostedActor) -> None:
    """Raise NotAllowed unless the posting may take lists out, and may see this one."""
    for verb in (MAKE_EXPORT.code, spec.verb):
        if not by.may(verb):
            raise NotAllowed(verb, by.why_not(verb))


def _unfit_columns(spec: ListSpec, columns: Sequence[str]) -> list[Finding]:
    offered = {column.code for column in spec.columns if column.exported}
    if not columns:
        return [Finding(_("Choose at least one column."), field="columns")]
    if set(columns) <= offered:
        return []
    return [Finding(_("The list has no such column."), field="columns")]


def _unfit_rows(spec: ListSpec, query: str, picked: Sequence[str]) -> list[Finding]:
    if len(query) > _LONGEST_QUERY:
        return [Finding(_("The conditions of the list are too long."))]
    if len(picked) > MOST_PICKED:
        words = _("At most %(count)d rows can be selected one by one. Narrow the conditions and take all that match.")
        return [Finding(words % {"count": MOST_PICKED})]
    key = spec.model._meta.pk
    try:
        for value in picked:
            if key is None or "\0" in value or key.to_python(value) is None:
                raise ValueError
    except (ValidationError, ValueError, OverflowError):
        return [Finding(_("One of the selected rows cannot be read. Open the list anew."))]
    return []


@act
def cancel(export_id: UUID, *, by: PostedActor, version: int) -> Export:
    """Give up an export that is not ready; its job stops at the next piece.

    Raises NotAllowed, RuleBroken, StaleState.
    """
    row = locked(export_id)
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    return move(row, states.CANCEL, by=by, values={"finished_at": timezone.now()})


def hand_out(export: Export, *, by: PostedActor) -> CheckedFile:
    """Return the file of a ready export for who ordered it; the caller closes it.

    The event is committed before the first byte leaves. Raises NotAllowed where the right was lost since,
    RuleBroken when the file has expired.
    """
    insist_on_rights(known(export.list_code), by)
    if not by.may(MAKE_EXPORT.code, export):
        raise NotAllowed(MAKE_EXPORT.code, by.why_not(MAKE_EXPORT.code))
    if not export.is_open_at(timezone.now()) or export.file is None:
        raise RuleBroken(
            Finding(_("This export has expired: its file was kept for 24 hours."), way_out=_("Order it again."))
        )
    content = reading.hand_over(export.file, by=by)
    try:
        with transaction.atomic(durable=True):
            trail.append(export.stream, "export.downloaded", by=by, facts={"rows": export.rows})
    except BaseException:
        content.close()
        raise
    return content


def expire() -> int:
    """Close the exports whose time is over; return how many."""
    over = list(Export.objects.filter(state="ready", expires_at__lte=timezone.now()).values_list("pk", flat=True))
    for pk in over:
        with transaction.atomic(durable=True):
            row = locked(pk)
            if row.state in states.EXPIRE.sources:
                move(row, states.EXPIRE, by=SYSTEM)
    return len(over)


def locked(export_id: UUID) -> Export:
    """Lock the export in the transaction of the caller."""
    return Export.objects.select_for_update(of=("self",)).get(pk=export_id)
