"""What becomes of the conduct of a case when the case ends."""

from cases.conduct.states import LAPSE
from cases.models import Case, Extension
from foundation.audit.moves import follow


def end_conduct(case: Case) -> None:
    """Let a request for extension that nobody decided lapse with its case, explained by the event that ended the case.

    To be called in the transaction of that event, after it. A supplement still awaited stays as it is: it never came,
    and its pause ends with the clock.
    """
    row = Extension.objects.select_for_update().filter(case=case).requested().first()
    if row is not None:
        follow(row, LAPSE[case.state], head=case)
