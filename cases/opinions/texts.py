"""What is written of an opinion: plain values, the same from a page, the API or a job (文书格式 2)."""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import OpinionVersion
from cases.models.opinion import TEXTS
from foundation.audit.canonical import canonical
from foundation.audit.errors import Finding
from foundation.audit.reasons import at_most, unstorable

LONGEST: Final = 20_000
"""Characters of one part."""
LONGEST_LINE: Final = 200
FORM: Final = "司法鉴定文书格式（司发通〔2016〕112号）"
LABELS: Final[dict[str, Any]] = {
    "examined_on": gettext_lazy("Day of the examination"),
    "place": gettext_lazy("Place of the appraisal"),
    "attendees": gettext_lazy("Persons present"),
    "facts": gettext_lazy("Basic facts"),
    "summary": gettext_lazy("Summary of the materials"),
    "process": gettext_lazy("Process of the appraisal"),
    "analysis": gettext_lazy("Analysis"),
    "opinion": gettext_lazy("Opinion"),
    "annexes": gettext_lazy("Annexes"),
}
DEMANDED: Final = ("facts", "summary", "process", "analysis", "opinion")


@dataclass(frozen=True)
class OpinionTexts:
    """The parts of an opinion that its appraisers write; the other parts follow from the case."""

    examined_on: date | None = None
    place: str = ""
    attendees: str = ""
    facts: str = ""
    summary: str = ""
    process: str = ""
    analysis: str = ""
    opinion: str = ""
    annexes: str = ""

    @property
    def digest(self) -> str:
        """The SHA-256 of the canonical form, by which two texts are the same or not."""
        return hashlib.sha256(canonical(asdict(self))).hexdigest()


def opened(version: OpinionVersion) -> OpinionTexts:
    """Return the plain texts of a version. Who calls it has put the look on record."""
    plain = {name: sealed.reveal() if (sealed := getattr(version, name)) else "" for name in ("place", *TEXTS)}
    return OpinionTexts(examined_on=version.examined_on, **plain)


def objections(texts: OpinionTexts, *, ready: bool, accepted_on: date, today: date) -> Iterator[Finding]:
    """Yield what is wrong with texts: never too long; complete where the appraisers shall sign them."""
    given = asdict(texts)
    for name, value in given.items():
        if not isinstance(value, str):
            continue
        most = LONGEST_LINE if name in {"place", "attendees"} else LONGEST
        if len(value) > most:
            yield Finding(at_most(value, most), field=name)
        elif found := unstorable(value, name):
            yield from found
        elif ready and name in DEMANDED and not value.strip():
            yield Finding(
                _("“%(part)s” is missing; the form of the opinion demands it.") % {"part": LABELS[name]},
                FORM,
                field=name,
                code="part_missing",
            )
    if texts.examined_on is not None and not accepted_on <= texts.examined_on <= today:
        yield Finding(_("The examination lies between the acceptance and today."), field="examined_on")
    if not ready and not any(given.values()):
        yield Finding(_("Nothing is written yet."), field="facts")
