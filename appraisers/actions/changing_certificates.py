"""Changing, reissuing and ending the certificate of an appraiser by a document (条例 arts. 23, 24; 96号令 art. 21)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from appraisers.actions.keeping_certificates import PAPER_JOB, planned
from appraisers.actions.practising import ended
from appraisers.certified import states_of
from appraisers.models import Appraiser, CertificateState
from appraisers.verbs import CHANGE_CERTIFICATE, END_CERTIFICATE
from foundation.accounts.naming import spelled
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken, StaleState
from foundation.audit.once import act
from foundation.audit.regulated import write
from foundation.documents.actions import storing
from institutions import numbers
from institutions.actions.changing_registration import Paper
from institutions.actions.keeping_states import changed_items, keep, ordered
from institutions.actions.telling import tell_certificate
from institutions.covering import named
from institutions.models import Act
from institutions.registration import gate
from institutions.states import Plan, counting

ITEMS: Final = ("name", "title", "is_full_time", "practice_codes")
WITHIN: Final = "司法鉴定程序通则第十八条"


@act
def change_certificate(
    pk: UUID, *, by: Actor, version: int, paper: Paper, items: Mapping[str, Any]
) -> CertificateState:
    """Change items of a certificate from a day on; return the new state. What equals the present value is no change.

    `items` hold some of name, title, is_full_time, practice_codes. Raises NotAllowed, StaleState, and RuleBroken with
    findings beside the fields.
    """
    row = held(pk, by=by, verb=CHANGE_CERTIFICATE, version=version)
    states = counting(states_of(row))
    given = {**items, "practice_codes": list(items["practice_codes"])} if "practice_codes" in items else dict(items)
    changed = changed_items(states[-1], given, ITEMS)
    findings = [
        *gate.ended_already(row.ended_on is not None),
        *_item_objections(row, changed),
        *paper.objections("valid_from", states[0].valid_from),
    ]
    if not changed:
        findings.append(Finding(_("Nothing would change."), code="nothing_changed"))
    if findings:
        raise RuleBroken(findings)
    found = planned(row, _tidy(changed), Act.CHANGED, paper.on, **made_by(row, paper, by))
    facts = {"items": sorted(changed), "valid_from": paper.on, "document": paper.number.strip()}
    if "name" in changed:
        write(spelled(row.person), "person.corrected", by=by, facts=facts, reason=paper.reason.strip())
    written(row, found, CHANGE_CERTIFICATE, by, facts, paper)
    tell_certificate(row, "certificate_changed", paper.number.strip())
    return found.made


@act
def reissue_certificate(
    pk: UUID, *, by: Actor, version: int, paper: Paper, certificate_number: str = ""
) -> CertificateState:
    """Issue a certificate anew, with another number where one is given. Raises NotAllowed, StaleState, RuleBroken."""
    row = held(pk, by=by, verb=CHANGE_CERTIFICATE, version=version)
    states, number = counting(states_of(row)), certificate_number.strip()
    renumbered = bool(number) and number != row.certificate_number
    findings = [
        *gate.ended_already(row.ended_on is not None),
        *paper.objections("issued_on", states[-1].valid_from),
    ]
    if renumbered:
        findings += number_objections(number, paper.on, row.pk)
    if findings:
        raise RuleBroken(findings)
    items = {"certificate_number": number} if renumbered else {}
    found = planned(row, items, Act.REISSUED, paper.on, **made_by(row, paper, by))
    facts = {"issued_on": paper.on, "document": paper.number.strip(), "renumbered": renumbered}
    written(row, found, "appraiser.certificate_reissued", by, facts, paper)
    tell_certificate(row, "certificate_reissued", paper.number.strip())
    return found.made


@act
def end_certificate(pk: UUID, *, by: Actor, version: int, paper: Paper, ground: str) -> CertificateState:
    """End a certificate on a legal ground: withdrawn (撤销) or cancelled (注销); it does not hold from that day on.

    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = held(pk, by=by, verb=END_CERTIFICATE, version=version)
    first = row.certificate_from + timedelta(days=1)
    legal = gate.end_ground(ground, "person", timezone.localdate())
    findings = [*gate.ended_already(row.ended_on is not None), *paper.objections("ended_on", first)]
    if legal is None:
        findings.append(Finding(_("Choose one of the legal grounds in force."), field="ground", code="ground_missing"))
    if legal is None or findings:
        raise RuleBroken(findings)
    how = Act.WITHDRAWN if legal.details.get("effect") == gate.WITHDRAW else Act.CANCELLED
    last = min(row.certificate_until, paper.on - timedelta(days=1))
    row.renewal_pending_since = None
    made = {**made_by(row, paper, by), "ground": legal.code, "article": legal.source_text}
    found = planned(row, {"certificate_until": last, "ended_on": paper.on}, how, paper.on, **made)
    facts = {
        "ground": legal.code, "article": legal.source_text, "ended_on": paper.on, "document": paper.number.strip(),
    }  # fmt: skip
    written(row, found, END_CERTIFICATE, by, facts, paper)
    ended(row, paper.on)
    tell_certificate(row, "certificate_ended", paper.number.strip())
    return found.made


def held(pk: UUID, *, by: Actor, verb: str, version: int) -> Appraiser:
    """Lock an appraiser for a decision. Raises NotAllowed, StaleState, DoesNotExist."""
    row = locked(pk)
    if not by.may(verb, row):
        raise NotAllowed(verb, _("Your posting does not allow this act."))
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    return row


def locked(pk: UUID) -> Appraiser:
    """Lock an appraiser and return him as he is then. Raises DoesNotExist.

    Locked without a join: while one waits for a move, a row joined to the old institution would be gone.
    """
    Appraiser.objects.select_for_update(no_key=True).get(pk=pk)
    return Appraiser.objects.select_related("person", "institution__organisation").get(pk=pk)


def made_by(row: Appraiser, paper: Paper, by: Actor) -> dict[str, Any]:
    """Return what a state says of its document; the file is stored with its event."""
    document = None
    if paper.document is not None:
        house = row.institution.organisation
        document = storing.record(paper.document, by=by, organisation=house, belongs_to=row.stream)
    return {"document_number": paper.number.strip(), "document": document}


def written(
    row: Appraiser, found: Plan[CertificateState], kind: str, by: Actor, facts: Mapping[str, Any], paper: Paper
) -> None:
    """Write the row with its event, order the paper, and write the states."""
    write(row, kind, by=by, facts=facts, reason=paper.reason.strip(), occurred_on=paper.on)
    ordered(found, PAPER_JOB)
    keep(row, found)


def number_objections(number: str, issued_on: date, own: Any = None) -> Iterator[Finding]:
    """What is wrong with the number of a certificate that is issued now: its form, or that another one has it."""
    yield from gate.number_form_objections(number, numbers.CERTIFICATE, issued_on, "certificate_number")
    same = Appraiser.objects.filter(certificate_number=number).exclude(pk=own)
    if number and "\0" not in number and same.exists():
        yield Finding(
            _("Another appraiser has this certificate number."), field="certificate_number", code="number_taken"
        )


def beyond_licence(codes: Sequence[str], licensed: Sequence[str]) -> Iterator[Finding]:
    """Categories that the institution is not licensed for."""
    beyond = [code for code in codes if code not in licensed]
    if beyond:
        yield Finding(
            _("The institution is not licensed for %(names)s.") % {"names": named(beyond)},
            WITHIN,
            "categories",
            way_out=_("An appraiser practises within the categories of the institution."),
            code="beyond_institution",
        )


def _item_objections(row: Appraiser, changed: Mapping[str, Any]) -> Iterator[Finding]:
    if "name" in changed:
        yield from gate.line_objections(changed["name"], "name")
    if "title" in changed:
        yield from gate.line_objections(changed["title"], "title", needed=bool(row.title))
    if "is_full_time" in changed and changed["is_full_time"] is None:
        yield Finding(_("This was left empty."), field="is_full_time", code="missing")
    if "practice_codes" in changed:
        wrong = list(gate.practice_objections(changed["practice_codes"]))
        yield from wrong or beyond_licence(changed["practice_codes"], row.institution.practice_codes)


def _tidy(items: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in items.items()}
