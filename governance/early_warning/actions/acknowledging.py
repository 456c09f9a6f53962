"""An officer acknowledges a warning: it is known, and this is what follows."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken, StaleState
from foundation.audit.moves import move
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from governance.early_warning.gate import not_of_the_owner
from governance.early_warning.models import EarlyWarning
from governance.early_warning.states import ACKNOWLEDGING
from governance.early_warning.verbs import ACKNOWLEDGE


@act
def acknowledge(pk: UUID, *, by: AnyActor, version: int, reason: str) -> EarlyWarning:
    """Acknowledge a warning of one's own jurisdiction with a reason, and return it. Its cause goes on until it is gone.

    Raises NotAllowed, StaleState, and RuleBroken: it waits to be acknowledged, the posting is one of the organ that
    owns it, and the reason says something.
    """
    row = EarlyWarning.objects.for_list().select_for_update(of=("self",)).get(pk=pk)
    if not by.may(ACKNOWLEDGE.code, row) or by.posting is None:
        raise NotAllowed(ACKNOWLEDGE.code, by.why_not(ACKNOWLEDGE.code))
    if row.trail_seq != version:
        raise StaleState(row_label=str(row.rule))
    if row.state not in ACKNOWLEDGING.sources:
        raise RuleBroken(Finding(_("This warning does not wait to be acknowledged any more.")))
    wrong = [*not_of_the_owner(row, by), *unfit(reason)]
    if wrong:
        raise RuleBroken(wrong)
    told = reason.strip()
    values = {
        "acknowledged_on": timezone.localdate(),
        "acknowledged_in": by.posting,
        "acknowledged_keys": row.keys,
        "reason": told,
    }
    return move(row, ACKNOWLEDGING, by=by, reason=told, facts={"rule": row.rule_code}, values=values)
