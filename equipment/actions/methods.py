"""Taking up a method, and giving it up."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from equipment import gate
from equipment.actions import holding
from equipment.fitness import METHODS
from equipment.models import Method
from equipment.verbs import KEEP_METHODS
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.audit.regulated import write
from institutions.standing import gate as standing_gate


@act
def take_up(
    pk: UUID,
    *,
    by: Actor,
    code: str,
    title: str,
    rank: int,
    categories: Sequence[str],
    valid_from: date,
    note: str = "",
) -> Method:
    """Take up a method; one that most experts recognise needs a note why there is no standard (程序通则 art. 23).

    Raises NotAllowed, and RuleBroken with findings beside the fields.
    """
    institution = holding.house(pk, by=by, verb=KEEP_METHODS)
    codes = list(dict.fromkeys(categories))
    findings = [
        *gate.line_objections({"code": code}),
        *gate.text_objections(title, "title"),
        *_about_rank(rank, note),
        *standing_gate.category_objections(codes),
        *standing_gate.within_licence(codes, institution.practice_codes),
        *standing_gate.past_objections(valid_from, "valid_from", timezone.localdate()),
    ]
    same = Method.objects.filter(institution=institution, code=code.strip().replace("\0", ""), valid_until=None)
    if same.exists():
        findings.append(Finding(_("The institution has taken up this method already."), field="code", code="twice"))
    if findings:
        raise RuleBroken(findings)
    row = Method(
        institution=institution,
        code=code.strip(),
        title=title.strip(),
        rank=rank,
        note=note.strip(),
        categories=codes,
        valid_from=valid_from,
    )
    facts = {"code": row.code, "rank": rank, "categories": codes, "valid_from": valid_from}
    return write(row, "method.taken_up", by=by, facts=facts, reason=row.note, occurred_on=valid_from)


@act
def give_up(pk: UUID, *, by: Actor, version: int, valid_until: date, reason: str) -> Method:
    """Give a method up, for example because its standard was replaced; `valid_until` is its last day.

    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = holding.method(pk, by=by, verb=KEEP_METHODS, version=version)
    findings = [
        *standing_gate.past_objections(valid_until, "valid_until", timezone.localdate(), row.valid_from),
        *unfit(reason),
    ]
    if row.valid_until is not None:
        findings.insert(0, Finding(_("This method was given up already."), code="given_up_already"))
    if findings:
        raise RuleBroken(findings)
    row.valid_until = valid_until
    facts = {"code": row.code, "valid_until": valid_until}
    return write(row, "method.given_up", by=by, facts=facts, reason=reason.strip(), occurred_on=valid_until)


def _about_rank(rank: int, note: str) -> Iterator[Finding]:
    if rank not in Method.Rank.values:
        yield Finding(_("Choose one of the ranks."), METHODS, "rank", code="rank_missing")
    elif rank == Method.Rank.EXPERTS and not note.strip():
        yield Finding(
            _("Say why there is neither a national standard nor one of the profession."),
            METHODS,
            "note",
            code="note_missing",
        )
    if note.strip():
        yield from gate.text_objections(note, "note")
