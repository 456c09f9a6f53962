"""The letters of a complaint: which there are, to whom, and where they are found once a job has written them.

Letters to the complainant carry name and address, which the portal puts on them without showing them to anybody
(trust PD-07): they are private files, handed out by the page on which the complainant follows, and to officers only
while an approved request opens the identity. Letters to the institution never name the complainant.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from complaints.articles import of_measures
from complaints.models import Complaint
from foundation.audit.moves import Message
from foundation.documents import kinds
from foundation.documents.models import StoredFile
from foundation.documents.purposes import Purpose, Sensitivity

JOB: Final = "complaints.write_letters"


@dataclass(frozen=True)
class LetterKind:
    """One kind of letter; `to_complainant` and `to_institution` are the purposes of its two papers, None for no paper.

    `article` is the rule that asks for it.
    """

    code: str
    article: str
    to_complainant: Purpose
    to_institution: Purpose | None = None


def _purposes(code: str, label: Any, institution_label: Any = None) -> tuple[Purpose, Purpose | None]:
    to_complainant = Purpose(f"complaints.{code}", label, Sensitivity.SENSITIVE, (kinds.PDF,), private=True)
    if institution_label is None:
        return to_complainant, None
    return to_complainant, Purpose(
        f"complaints.{code}_institution", institution_label, Sensitivity.INTERNAL, (kinds.PDF,)
    )


SUPPLEMENT: Final = LetterKind(
    "supplement",
    of_measures("第十四条"),
    *_purposes("supplement", _("Request for a supplement")),
)
ACCEPTANCE: Final = LetterKind(
    "acceptance",
    "山东省司法鉴定条例第四十七条",
    *_purposes("acceptance", _("Notice of acceptance of a complaint"), _("Notice of a complaint")),
)
REFUSAL: Final = LetterKind(
    "refusal",
    "山东省司法鉴定条例第四十八条",
    *_purposes("refusal", _("Decision not to accept a complaint")),
)
EXTENSION: Final = LetterKind(
    "extension",
    of_measures("第二十五条"),
    *_purposes("extension", _("Notice of a longer time"), _("Notice of a longer time to the institution")),
)
TERMINATION: Final = LetterKind(
    "termination",
    of_measures("第二十二条"),
    *_purposes("termination", _("Notice that a complaint has ended"), _("Notice to the institution of the end")),
)
DECISION: Final = LetterKind(
    "decision",
    of_measures("第二十六条"),
    *_purposes("decision", _("Answer to a complaint"), _("Result of a complaint for the institution")),
)
KINDS: Final = {each.code: each for each in (SUPPLEMENT, ACCEPTANCE, REFUSAL, EXTENSION, TERMINATION, DECISION)}
TO_COMPLAINANT: Final = tuple(each.to_complainant for each in KINDS.values())
TO_INSTITUTION: Final = tuple(each.to_institution for each in KINDS.values() if each.to_institution)
PURPOSES: Final = (*TO_COMPLAINANT, *TO_INSTITUTION)


def message(complaint: Complaint, kind: LetterKind) -> Message:
    """Return the message that has a letter written after the commit, once a complaint and kind."""
    payload = {"complaint": str(complaint.pk), "letter": kind.code}
    return Message(JOB, payload, key=f"{JOB}:{complaint.pk}:{kind.code}")


def to_complainant(complaint: Complaint) -> Sequence[StoredFile]:
    """Return the written letters to the complainant, the newest first. Whoever hands one out writes the event."""
    codes = [purpose.code for purpose in TO_COMPLAINANT]
    return list(StoredFile.objects.belonging_to(complaint.stream).filter(purpose__in=codes))


def to_institution(complaint: Complaint) -> Sequence[StoredFile]:
    """Return the written letters to the institution, the newest first."""
    codes = [purpose.code for purpose in TO_INSTITUTION]
    return list(StoredFile.objects.belonging_to(complaint.stream).filter(purpose__in=codes))


def expected(complaint: Complaint, kind: LetterKind) -> tuple[Purpose, ...]:
    """Return which papers a kind of letter consists of for a complaint.

    An institution hears of a complaint with its acceptance, so nothing before concerns it.
    """
    if kind.to_institution is None or complaint.accepted_on is None:
        return (kind.to_complainant,)
    return kind.to_complainant, kind.to_institution


def are_written(complaint: Complaint, kind: LetterKind) -> bool:
    """Whether every paper of a letter lies in the store."""
    codes = {purpose.code for purpose in expected(complaint, kind)}
    found = (
        StoredFile.objects.belonging_to(complaint.stream).filter(purpose__in=codes).values_list("purpose", flat=True)
    )
    return codes <= set(found)
