"""Recording the process of an appraisal as it goes on (程序通则 art. 27), and who has its materials (art. 22)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from appraisers.holding import hold
from appraisers.models import Appraiser
from cases.conduct.equipping import Named, named_in
from cases.conduct.grounds import CUSTODY, process_kind
from cases.conduct.locking import locked
from cases.conduct.verbs import RECORD
from cases.models import Case, Material, ProcessEntry, ProcessUse
from cases.practising import barred
from cases.verbs import REVEAL
from foundation.accounts.acting import AnyActor
from foundation.audit import trail
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken
from foundation.audit.once import act
from foundation.audit.reasons import at_most, lacking

LEAST: Final = 2
MOST: Final = 4_000
"""Characters of an entry; what is longer belongs into a document."""
PROCESS: Final = "process"


@act
def record(
    pk: UUID,
    *,
    by: AnyActor,
    kind: str,
    happened_at: datetime,
    text: str,
    counters: int | None = None,
    instruments: Sequence[UUID] = (),
    methods: Sequence[UUID] = (),
) -> ProcessEntry:
    """Add an entry to the process record of a case and return it; entries are never changed.

    `happened_at` lies between the acceptance and now. An assigned appraiser who has declared about recusal records what
    he did; others of the institution record the custody of materials only, and where materials have chains of custody
    nobody records it here: the chain tells it. `counters` is the number of an entry that this one corrects.
    `instruments` and `methods` are those of the institution that were used; one that could not be used on that day
    stops the entry. An appraiser who is restricted today records nothing: it would be practice. Raises NotAllowed, and
    RuleBroken with findings beside the fields.
    """
    case = locked(pk, RECORD.code, by=by)
    appraiser = _appraiser(case, by)
    wrong = ProcessEntry.objects.filter(case=case, number=counters).first() if counters is not None else None
    used = named_in(case, kind, instruments, methods, timezone.localdate(happened_at))
    findings = [
        *_about_kind(kind, appraiser), *_about_custody(case, kind, wrong), *_about_time(case, happened_at),
        *_about_text(text), *_about_countering(wrong, counters), *used.findings,
    ]  # fmt: skip
    if findings:
        raise RuleBroken(findings)
    number = 1 + ProcessEntry.objects.filter(case=case).count()
    facts = {
        "number": number,
        "kind": kind,
        "happened_at": happened_at,
        "certificate": appraiser.certificate_number if appraiser else "",
        "counters": counters or 0,
        "instruments": [row.number for row in used.instruments],
        "methods": [row.code for row in used.methods],
    }
    seq = trail.append(case.stream, RECORD.code, by=by, facts=facts, occurred_on=timezone.localdate(happened_at))
    entry = ProcessEntry(
        case=case,
        institution_id=case.institution_id,
        city_code=case.city_code,
        county_code=case.county_code,
        number=number,
        kind=kind,
        happened_at=happened_at,
        appraiser=appraiser,
        counters=wrong,
        trail_seq=seq,
    )
    entry.text = text.strip()
    entry.save(force_insert=True)
    _keep(entry, used)
    entry.refresh_from_db(fields=["recorded_at", "recorded_on", "is_prompt"])
    return entry


def _keep(entry: ProcessEntry, used: Named) -> None:
    """Write what an entry names, under its event."""
    said = {
        "case": entry.case,
        "entry": entry,
        "used_on": timezone.localdate(entry.happened_at),
        "trail_seq": entry.trail_seq,
    }
    ProcessUse.objects.bulk_create(
        [
            *(ProcessUse(instrument=row, **said) for row in used.instruments),
            *(ProcessUse(method=row, **said) for row in used.methods),
        ]
    )


def open_texts(case: Case, *, by: Actor, reason: str) -> dict[int, str]:
    """Return the texts of the process record of a case by their numbers, in plain text.

    The event is committed before anything is opened. Raises NotAllowed, and RuleBroken without a reason.
    """
    if not by.may(REVEAL.code, case):
        raise NotAllowed(REVEAL.code, _("Your posting does not allow this act."))
    findings = lacking(reason)
    if findings:
        raise RuleBroken(findings)
    with transaction.atomic(durable=True):
        trail.append(case.stream, REVEAL.code, by=by, facts={"opened": [PROCESS]}, reason=reason.strip())
    return {row.number: row.text.reveal() if row.text else "" for row in ProcessEntry.objects.filter(case=case)}


def _appraiser(case: Case, by: AnyActor) -> Appraiser | None:
    """The certificate under which the actor appraises the case; None for others of the institution.

    His standing is held. Raises RuleBroken when he has not yet declared about recusal, or is barred today.
    """
    own = case.assignments.current().filter(appraiser__person__user=by.user_id).select_related("appraiser").first()
    if own is None:
        return None
    if own.declared_on is None:
        raise RuleBroken(
            Finding(
                _("You have not declared yet whether a ground for recusal exists."),
                "司法鉴定程序通则第二十条",
                way_out=_("Declare it first; the case page leads there."),
                code="not_declared",
            )
        )
    hold(case.institution_id, [own.appraiser.person_id])
    found = barred(case, [own.appraiser.person_id], timezone.localdate())
    if found:
        raise RuleBroken(found)
    return own.appraiser


def _about_kind(kind: str, appraiser: Appraiser | None) -> Iterator[Finding]:
    if process_kind(kind, timezone.localdate()) is None:
        yield Finding(_("Choose one of the kinds."), field="kind")
    elif appraiser is None and kind not in CUSTODY:
        yield Finding(
            _("Only an appraiser of the case records this; others record the custody of materials."),
            "司法鉴定程序通则第二十七条",
            field="kind",
            code="not_an_appraiser",
        )


def _about_custody(case: Case, kind: str, wrong: ProcessEntry | None) -> Iterator[Finding]:
    """Custody has one record: entries from before the chain can be corrected, new ones belong into the chain."""
    corrects_custody = wrong is not None and wrong.kind in CUSTODY
    if kind in CUSTODY and not corrects_custody and has_chain(case):
        yield Finding(
            _("The custody of the materials of this case has its own record."),
            "司法鉴定程序通则第二十二条",
            field="kind",
            way_out=_("Enter it in the chain of the material."),
            code="custody_has_its_chain",
        )


def has_chain(case: Case) -> bool:
    """Whether the custody of the materials of a case is told by chains, and no more by its process record."""
    return Material.objects.standing().filter(case=case.pk).exists()


def _about_time(case: Case, happened_at: datetime) -> Iterator[Finding]:
    if happened_at > timezone.now():
        yield Finding(_("This moment has not come yet."), field="happened_at")
    elif timezone.localdate(happened_at) < case.accepted_on:
        words = _("The case was accepted on %(day)s; nothing of the appraisal can have happened before.")
        yield Finding(words % {"day": case.accepted_on.isoformat()}, field="happened_at")


def _about_text(text: str) -> Iterator[Finding]:
    if len(text.strip()) < LEAST or "\0" in text:
        yield Finding(_("Write what was done."), field="text")
    elif len(text) > MOST:
        yield Finding(at_most(text, MOST), field="text")


def _about_countering(wrong: ProcessEntry | None, counters: int | None) -> Iterator[Finding]:
    if counters is None:
        return
    if wrong is None:
        yield Finding(_("There is no entry of this number."), field="counters")
    elif ProcessEntry.objects.filter(counters=wrong).exists():
        yield Finding(_("This entry was corrected already; correct the newer one."), field="counters")
