"""How an issued opinion stands today, in one place: pages, programs and the public check ask here."""

from dataclasses import dataclass

from cases.models import IssuedOpinion, OpinionCorrection
from cases.opinions.corrections.states import IssuedState


@dataclass(frozen=True)
class OpinionStanding:
    """The state of an issued opinion and the rows it follows from, the first correction first."""

    state: IssuedState
    corrections: tuple[OpinionCorrection, ...] = ()

    @property
    def last(self) -> OpinionCorrection | None:
        """The latest correction, if there is one."""
        return self.corrections[-1] if self.corrections else None

    @property
    def tone(self) -> str:
        """The shape of the state on pages."""
        return "due" if self.state is IssuedState.CORRECTED else "ok"


def standing_of(issued: IssuedOpinion) -> OpinionStanding:
    """Return how an opinion stands. The row itself says nothing about it, since it never changes."""
    rows = OpinionCorrection.objects.filter(case=issued.case_id).select_related("appraiser__person", "paper")
    corrections = tuple(rows.defer("old_words", "new_words"))
    return OpinionStanding(IssuedState.CORRECTED if corrections else IssuedState.VALID, corrections)
