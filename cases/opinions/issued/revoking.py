"""When an institution revokes an opinion that it issued (条例 art. 38)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from cases.models import IssuedOpinion, OpinionRevocation
from cases.termination import grounds as of_termination
from foundation.audit.errors import Finding
from foundation.audit.reasons import unfit
from foundation.law.queries import Offered

REVOKING: Final = "山东省司法鉴定条例第三十八条"
FOUND_AFTER_ISSUE: Final = frozenset({"SD36-2", "SD36-3"})
"""What art. 38 names: matter or purpose unlawful or against morals; materials untrue or unlawfully obtained."""


@dataclass(frozen=True)
class Revoking:
    """What a revocation says: on which ground and why, and since when the institution knows of it."""

    ground: str
    reason: str
    found_on: date


def offered(on: date) -> tuple[Offered, ...]:
    """Return the grounds in force on a day on which an opinion is revoked."""
    return tuple(each for each in of_termination.offered(on) if not FOUND_AFTER_ISSUE.isdisjoint(each.codes))


def ground(code: str, on: date) -> Offered | None:
    """Return the ground that a code names, or None."""
    return next((each for each in offered(on) if code in each.codes), None)


def may_revoke(issued: IssuedOpinion | None) -> list[Finding]:
    """Say why the opinion of a case cannot be revoked."""
    if issued is None:
        words = _("Only an opinion that was issued through the portal can be revoked here.")
        return [Finding(words, code="not_issued_here")]
    if OpinionRevocation.objects.filter(case=issued.case_id).exists():
        return [Finding(_("This opinion has been revoked already."), REVOKING, code="revoked")]
    return []


def objections(given: Revoking, issued: IssuedOpinion, on: date) -> Iterator[Finding]:
    """Say what is wrong with a revocation, beside its fields."""
    if ground(given.ground, on) is None:
        yield Finding(
            _("Choose one of the legal grounds in force."),
            REVOKING,
            field="ground",
            way_out=_("What is merely wrong in an opinion is corrected, supplemented or appraised anew."),
            code="not_in_the_list",
        )
    yield from unfit(given.reason)
    if given.found_on > on:
        yield Finding(_("This day has not come yet."), field="found_on")
    elif given.found_on < issued.issued_on:
        yield Finding(
            _("The opinion was issued only after this day; what was known before is no ground to revoke it."),
            REVOKING,
            field="found_on",
            code="known_before",
        )
