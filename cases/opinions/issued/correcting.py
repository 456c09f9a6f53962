"""Who may correct an issued opinion, and what a correction must and must not say (程序通则 art. 41)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from cases.models import Case, IssuedOpinion, OpinionRevocation, SignOff
from cases.opinions import gate as chain_gate
from cases.opinions.gate import Signer
from cases.opinions.issued.correction_grounds import ground, quotes
from cases.opinions.issued.revoking import REVOKING
from cases.opinions.issued.states import CORRECTING, OPINION_PART, Part
from cases.opinions.papers import content_of
from foundation.audit.errors import Finding
from foundation.audit.reasons import at_most, unfit, unstorable

LONGEST_WORDS: Final = 2_000
"""Characters quoted, and characters that take their place."""
LONGEST_PLACE: Final = 100
_ON_PAPER: Final[dict[str, tuple[str, ...]]] = {
    Part.BASICS: (
        "institution", "licence", "client", "reference", "matter", "category", "accepted_on", "materials", "subjects",
        "examined_on", "place", "attendees",
    ),
    Part.FACTS: ("facts",),
    Part.SUMMARY: ("summary",),
    Part.PROCESS: ("process",),
    Part.ANALYSIS: ("analysis",),
    Part.ANNEXES: ("annexes",),
    Part.SIGNATURES: ("number", "signers", "signatory"),
}  # fmt: skip
_DAY: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


@dataclass(frozen=True)
class Correcting:
    """What a correction says: where, on which ground and why, which words go and which come."""

    part: str
    location: str
    ground: str
    reason: str
    old_words: str
    new_words: str


def may_correct(case: Case, issued: IssuedOpinion | None, signer: Signer, on: date) -> list[Finding]:
    """Say why a person may not correct the opinion of a case: one who signed it does, while he may practise."""
    if issued is None:
        return [
            Finding(
                _("Only an opinion that was issued through the portal can be corrected here."), code="not_issued_here"
            )
        ]
    if OpinionRevocation.objects.filter(case=case).exists():
        return [Finding(_("This opinion was revoked; there is nothing left to correct."), REVOKING, code="revoked")]
    signed = SignOff.objects.filter(
        case=case, version=issued.version, level=SignOff.Level.APPRAISERS, person=signer.person_id
    )
    if signer.person_id is not None and not signed.exists():
        return [
            Finding(
                _("Only an appraiser who signed the opinion signs its correction."),
                CORRECTING,
                way_out=_("Ask one of them."),
                code="not_signatory",
            )
        ]
    return chain_gate.may_attest(case, signer, on)


def objections(given: Correcting, issued: IssuedOpinion, on: date) -> list[Finding]:
    """Return what is wrong with a correction, beside its fields. It opens the part that is corrected."""
    found = [*_about_the_place(given), *_about_the_ground(given, on), *unfit(given.reason), *_about_the_words(given)]
    if not found and given.old_words.strip() and not stands(given.old_words, issued, given.part):
        found.append(
            Finding(
                _("These words do not stand in this part of the issued opinion."),
                field="old_words",
                way_out=_("Copy them from the paper, in the part that you have chosen."),
                code="words_not_found",
            )
        )
    return found


def stands(words: str, issued: IssuedOpinion, part: str) -> bool:
    """Whether words stand in a part of an issued opinion as it is printed; spaces and ends of lines do not matter."""
    content = content_of(issued)
    wanted = _close(words)
    return any(wanted in _close(text) for name in _ON_PAPER[part] for text in _texts(content[name]))


def _texts(value: Any) -> Iterator[str]:
    """What a value of the paper reads like: a list of lines is one text, and is read line by line besides."""
    if isinstance(value, list):
        lines = [line for each in value for line in _texts(each)]
        yield from lines
        yield "".join(lines)
        return
    text = str(value)
    yield text
    if day := _DAY.fullmatch(text):
        year, month, number = (int(group) for group in day.groups())
        yield f"{year}年{month}月{number}日"


def _close(text: str) -> str:
    return "".join(text.split())


def _about_the_place(given: Correcting) -> Iterator[Finding]:
    if given.part == OPINION_PART:
        yield Finding(
            _("A correction never touches the opinion itself."),
            CORRECTING,
            field="part",
            way_out=_("What changes the opinion needs a supplementary appraisal or a re-appraisal."),
            code="opinion_untouched",
        )
    elif given.part not in Part.values:
        yield Finding(_("Choose a part of the opinion."), field="part", code="not_in_the_list")
    yield from _line(given.location, "location", LONGEST_PLACE)


def _about_the_ground(given: Correcting, on: date) -> Iterator[Finding]:
    if ground(given.ground, on) is None:
        yield Finding(_("Choose one of the legal grounds in force."), field="ground", code="not_in_the_list")
    elif quotes(given.ground) and not given.old_words.strip():
        yield Finding(
            _("A flaw of wording is quoted: write the words as they stand in the opinion."),
            CORRECTING,
            field="old_words",
            code="words_missing",
        )


def _about_the_words(given: Correcting) -> Iterator[Finding]:
    if len(given.old_words) > LONGEST_WORDS:
        yield Finding(at_most(given.old_words, LONGEST_WORDS), field="old_words")
    yield from unstorable(given.old_words, "old_words")
    yield from _line(given.new_words, "new_words", LONGEST_WORDS)
    if given.old_words.strip() and _close(given.old_words) == _close(given.new_words):
        yield Finding(_("The words are the same as before."), field="new_words", code="nothing_changes")


def _line(text: str, field: str, most: int) -> Iterator[Finding]:
    if not text.strip():
        yield Finding(_("This field is required."), field=field, code="missing")
    elif len(text) > most:
        yield Finding(at_most(text, most), field=field)
    else:
        yield from unstorable(text, field)
