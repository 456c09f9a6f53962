"""Declaring about recusal (程序通则 arts. 20, 21; 条例 art. 32): by the appraiser, for himself."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.actions.assigning import end
from cases.conduct.grounds import recusal_ground
from cases.conduct.locking import lock, over
from cases.conduct.telling import users_with
from cases.conduct.verbs import ASSIGN, DECLARE
from cases.models import Assignment
from cases.states import OPEN
from foundation.accounts.acting import AnyActor
from foundation.accounts.notices import notify
from foundation.audit import trail
from foundation.audit.errors import Finding, NotAllowed, RuleBroken, StaleState
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.audit.regulated import write


@act
def declare(pk: UUID, *, by: AnyActor, version: int, ground: str = "", reason: str = "") -> Assignment:
    """Declare for one's own assignment to a case that no ground for recusal exists, or name one; return the assignment.

    `version` is that of the assignment; `ground` is a code of the list `recusal_grounds`, empty for none. A ground ends
    the assignment, whoever assigns is told, and the case waits for a replacement. One that shows later may be named
    after a declaration of none. Raises NotAllowed, StaleState, and RuleBroken with findings beside `ground` and
    `reason`.
    """
    case = lock(pk)
    mine = Assignment.objects.filter(case=case, appraiser__person__user=by.user_id)
    row = mine.select_related("appraiser__person").select_for_update(of=("self",)).order_by("-trail_seq").first()
    if row is None or not by.may(DECLARE.code):
        raise NotAllowed(DECLARE.code, _("Whether a ground for recusal exists is declared by the appraiser in person."))
    if row.trail_seq != version:
        raise StaleState(row_label=case.case_number)
    if row.ended_on is not None or case.state not in OPEN:
        raise RuleBroken(Finding(_("This assignment has ended.")) if row.ended_on else over(case))
    today = timezone.localdate()
    certificate = row.appraiser.certificate_number
    if not ground:
        if row.declared_on is not None:
            raise RuleBroken(Finding(_("You have declared already that no ground exists."), field="ground"))
        told_none = {"certificate": certificate, "ground": ""}
        row.trail_seq = trail.append(row.stream, DECLARE.code, by=by, facts=told_none)
        row.declared_on = today
        Assignment.objects.filter(pk=row.pk).update(declared_on=today, trail_seq=row.trail_seq)
        return row
    chosen = recusal_ground(ground, today)
    findings = [] if chosen else [Finding(_("Choose one of the legal grounds in force."), field="ground")]
    findings += unfit(reason)
    if chosen is None or findings:
        raise RuleBroken(findings)
    case.appraiser_names = [
        other.appraiser.person.name for other in case.assignments.current().for_page() if other.pk != row.pk
    ]
    facts = {"certificate": certificate, "ground": chosen.code, "declared_on": today}
    write(case, DECLARE.code, by=by, facts=facts, reason=reason.strip())
    end(row, case, today, reason.strip(), chosen.code)
    told = users_with(ASSIGN.code, case, today)
    notify(told, "appraiser_recused", f"appraiser_recused:{row.pk}", {"number": str(case)}, case.get_absolute_url())
    row.refresh_from_db()
    return row
