"""What is asked of an entry of a chain of custody (程序通则 arts. 12, 17, 22 and 29)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.custody import grounds
from cases.custody.dossier import Dossier
from cases.custody.order import BY_KEEPING, Breach, Kind, Step, breach
from cases.models import CustodyEntry, EntrustedMaterial, Material
from foundation.audit.errors import Finding
from foundation.audit.reasons import at_most, unstorable
from foundation.desk import formats
from institutions.registration.gate import line_objections

PARTICULARS: Final = "司法鉴定程序通则第十二条"
KEEPING: Final = "司法鉴定程序通则第二十二条"
LINE: Final = 100
TEXT: Final = 500
EARLIEST: Final = 2000
"""What lies before this year is a slip of the keyboard."""

_BREACHES: Final[dict[str, Any]] = {
    "not_received": gettext_lazy("The chain begins with the receipt: correct the later entries first."),
    "received_already": gettext_lazy("This material was received already."),
    "chain_ended": gettext_lazy("The material is not here any more: %(kind)s on %(moment)s."),
    "before_the_last_entry": gettext_lazy("The chain already tells of %(moment)s (%(kind)s); this cannot lie before."),
    "no_consent": gettext_lazy("What damages or destroys a material needs the consent of the client on record before."),
}  # fmt: skip
_WAYS_OUT: Final[dict[str, Any]] = {
    "chain_ended": gettext_lazy("If it is here after all, correct that entry."),
    "before_the_last_entry": gettext_lazy("If the earlier entry names the wrong moment, correct it first."),
    "no_consent": gettext_lazy("Record the consent, with its document."),
}


def of_particulars(name: str, kind: str, quantity: str, condition: str) -> Iterator[Finding]:
    """What is wrong with what is recorded of a material when it comes (art. 12)."""
    for field, text, most in (("name", name, LINE), ("quantity", quantity, LINE), ("condition", condition, TEXT)):
        for finding in line_objections(text, field, most):
            yield Finding(finding.message, PARTICULARS, field=field, code=finding.code)
    if kind not in EntrustedMaterial.Kind.values:
        yield Finding(_("Choose one of the kinds."), PARTICULARS, field="kind", code="not_in_the_list")


def of_receiving(dossier: Dossier) -> Iterator[Finding]:
    """What speaks against receiving anything: the case is over, or the entrustment did not become one."""
    if not dossier.is_open:
        words = _("This case is over: %(state)s.") if dossier.case else _("This entrustment is over: %(state)s.")
        yield Finding(words % {"state": dossier.row.get_state_display()}, KEEPING, code="case_over")


def of_void(dossier: Dossier) -> Iterator[Finding]:
    """What speaks against any entry: the case was loaded by mistake."""
    if dossier.is_void:
        yield Finding(_("This case is void: nothing is recorded of it."), code="case_void")


def of_moment(happened_at: datetime) -> Iterator[Finding]:
    """What is wrong with a moment claimed."""
    if happened_at > timezone.now():
        yield Finding(_("This moment has not come yet."), field="happened_at", code="not_yet")
    elif _is_too_early(happened_at):
        words = _("Write a day from %(first)s on.") % {"first": f"{EARLIEST}-01-01"}
        yield Finding(words, field="happened_at", code="too_early")


def _is_too_early(happened_at: datetime) -> bool:
    """Asked of the year alone: the first days of the calendar cannot be put into another zone."""
    return happened_at.year < EARLIEST


def of_lines(entry: CustodyEntry, outsider: str) -> Iterator[Finding]:
    """What is wrong with the texts of an entry, whatever its kind: too long, or not to be stored."""
    lines = {
        "giver": entry.giver, "holder": entry.holder, "place": entry.place, "seal": entry.seal,
        "document_number": entry.document_number, "outsider": outsider,
    }  # fmt: skip
    for field, text in lines.items():
        yield from line_objections(text, field, LINE, needed=False)
    for field, text in (("condition", entry.condition), ("quantity", entry.quantity)):
        if len(text) > TEXT:
            yield Finding(at_most(text, TEXT), field=field, code="too_long")
        yield from unstorable(text, field)


def of_needs(entry: CustodyEntry, outsider: str) -> Iterator[Finding]:
    """What an entry of its kind has to say and does not."""
    needed = {
        Kind.RECEIVED.value: (("outsider", outsider),),
        Kind.MOVED.value: (("place", entry.place),),
        Kind.HANDED.value: (("holder", entry.holder),),
        Kind.OPENED.value: (("giver", entry.giver),),
        Kind.USED.value: (("giver", entry.giver), ("quantity", entry.quantity)),
        Kind.USED_UP.value: (("giver", entry.giver),),
        Kind.CONSENTED.value: (("document_number", entry.document_number),),
        Kind.RETURNED.value: (("outsider", outsider), ("condition", entry.condition)),
        Kind.DESTROYED.value: (("giver", entry.giver), ("document_number", entry.document_number)),
    }
    for field, text in needed.get(entry.kind, ()):
        if not text.strip():
            yield Finding(_("This was left empty."), KEEPING, field=field, code="missing")
    if entry.kind in (Kind.RECEIVED, Kind.RETURNED) and entry.party not in CustodyEntry.Party.values:
        yield Finding(_("Say who it was."), KEEPING, field="party", code="not_in_the_list")


def of_kind(kind: str) -> Iterator[Finding]:
    """What is wrong with what is said to have happened while the material is kept."""
    if kind not in BY_KEEPING:
        yield Finding(_("Choose what happened."), field="kind", code="not_in_the_list")


def of_ground(ground: str, dossier: Dossier, happened_at: datetime) -> Iterator[Finding]:
    """What is wrong with the ground of a destruction: none in force, or one that waits for the end of the case."""
    today = timezone.localdate()
    on = today if _is_too_early(happened_at) else min(timezone.localdate(happened_at), today)
    if grounds.entry(ground, on) is None:
        yield Finding(_("Choose one of the legal grounds in force."), field="ground", code="not_in_the_list")
    elif dossier.is_open and not grounds.allowed_while_open(ground, on):
        yield Finding(
            _("The appraisal is not over: on this ground materials are destroyed afterwards only."),
            KEEPING,
            field="ground",
            way_out=_("Wait for the opinion or the termination."),
            code="still_open",
        )


def of_order(steps: Sequence[Step]) -> Iterator[Finding]:
    """What is out of order in a chain as it would be with an entry more."""
    found = breach(steps)
    if found is not None:
        yield _finding(found)


def _finding(found: Breach) -> Finding:
    about = found.before if found.before is not None else found.step
    said = {"kind": Kind(about.kind).label, "moment": formats.prose_moment(about.happened_at)}
    return Finding(
        str(_BREACHES[found.code]) % said,
        KEEPING,
        field="happened_at" if found.code == "before_the_last_entry" else "",
        way_out=str(_WAYS_OUT.get(found.code, "")),
        code=found.code,
    )


def of_countering(entry: CustodyEntry | None) -> Iterator[Finding]:
    """What is wrong with the entry that a correction names."""
    if entry is None:
        yield Finding(_("There is no entry of this number."), field="number", code="no_such_entry")
    elif entry.kind == Kind.STRUCK:
        yield Finding(
            _("An entry that strikes out another is not corrected; record what is right anew."), field="number"
        )
    elif CustodyEntry.objects.filter(counters=entry).exists():
        yield Finding(_("This entry was corrected already; correct the newer one."), field="number", code="corrected")


def of_receipt_twice(entrusted: EntrustedMaterial | None) -> Iterator[Finding]:
    """What speaks against receiving a line of the entrustment: its receipt is on record."""
    if entrusted is not None and Material.objects.standing().filter(entrusted=entrusted).exists():
        yield Finding(_("The receipt of this material is on record."), field="line", code="received_already")


def of_unknown_line() -> Iterator[Finding]:
    """What is said of a line that the entrustment does not have."""
    yield Finding(_("The entrustment has no such material."), field="line", code="no_such_material")
