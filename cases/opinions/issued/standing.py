"""How an issued opinion stands today, in one place: pages, programs and the public check ask here."""

from dataclasses import dataclass
from typing import Final

from cases.models import IssuedOpinion, OpinionCorrection, OpinionRevocation
from cases.opinions.issued.states import IssuedState

_TONES: Final = {IssuedState.VALID: "ok", IssuedState.CORRECTED: "due", IssuedState.REVOKED: "late"}


@dataclass(frozen=True)
class OpinionStanding:
    """The state of an issued opinion and the rows it follows from, the first correction first."""

    state: IssuedState
    corrections: tuple[OpinionCorrection, ...] = ()
    revocation: OpinionRevocation | None = None

    @property
    def last(self) -> OpinionCorrection | None:
        """The latest correction, if there is one."""
        return self.corrections[-1] if self.corrections else None

    @property
    def tone(self) -> str:
        """The shape of the state on pages."""
        return _TONES[self.state]

    @property
    def is_revoked(self) -> bool:
        """Whether the institution revoked it."""
        return self.revocation is not None


def standing_of(issued: IssuedOpinion) -> OpinionStanding:
    """Return how an opinion stands. The row itself says nothing about it, since it never changes."""
    rows = OpinionCorrection.objects.filter(case=issued.case_id).select_related("appraiser__person", "paper")
    corrections = tuple(rows.defer("old_words", "new_words"))
    revocation = OpinionRevocation.objects.select_related("paper").filter(case=issued.case_id).first()
    if revocation is not None:
        return OpinionStanding(IssuedState.REVOKED, corrections, revocation)
    return OpinionStanding(IssuedState.CORRECTED if corrections else IssuedState.VALID, corrections)
