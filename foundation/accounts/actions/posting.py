"""Granting and ending postings."""

from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.actions.authority import insist_on_managing, is_limited, reason_given, self_dealing
from foundation.accounts.fitting import GRANTABLE_BY_INSTITUTION, SEPARATED, roles_at
from foundation.accounts.models import Organisation, Posting, User
from foundation.accounts.notices import notify
from foundation.accounts.roles import Role
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken, StaleState
from foundation.audit.once import act
from foundation.audit.regulated import write


@act
def grant_posting(
    user: User,
    *,
    organisation: Organisation,
    role: str,
    valid_from: date,
    valid_until: date | None = None,
    by: Actor,
    reason: str,
) -> Posting:
    """Give a user a role at a body, from–until (both days included). Raises NotAllowed or RuleBroken."""
    insist_on_managing(by, organisation)
    user = User.objects.select_for_update().get(pk=user.pk)  # two grants to one user come one after the other
    return write_posting(
        user,
        organisation=organisation,
        role=role,
        valid_from=valid_from,
        valid_until=valid_until,
        by=by,
        reason=reason,
    )


def write_posting(
    user: User,
    *,
    organisation: Organisation,
    role: str,
    valid_from: date,
    valid_until: date | None,
    by: Actor,
    reason: str,
) -> Posting:
    """Check and write a posting in the transaction of the caller, who has locked the user."""
    findings = [
        *self_dealing(by, user),
        *reason_given(reason),
        *_objections_to_role(by, user, organisation, role),
        *_objections_to_period(user, organisation, role, valid_from, valid_until),
    ]
    if findings:
        raise RuleBroken(findings)
    posting = Posting(
        user=user,
        organisation=organisation,
        role=role,
        city_code=organisation.city_code,
        county_code=organisation.county_code,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    facts = {
        "user": user.pk,
        "organisation": str(organisation.pk),
        "role": role,
        "from": valid_from,
        "until": valid_until,
    }
    write(posting, "posting.granted", by=by, facts=facts, reason=reason.strip())
    notify([user.pk], "posting_granted", f"posting-granted-{posting.pk}", _in_words(posting))
    return posting


@act
def end_posting(posting: Posting, *, last_day: date | None, by: Actor, reason: str, version: int) -> Posting:
    """End a posting: at once (`last_day` None) or after a day to come. Access is gone with the next request.

    What the person did in it stays in his name (decisions.md 17). Raises NotAllowed, RuleBroken,
    StaleState.
    """
    posting = Posting.objects.select_for_update(of=("self",)).select_related("organisation", "user").get(pk=posting.pk)
    insist_on_managing(by, posting.organisation)
    if posting.trail_seq != version:
        raise StaleState(row_label=posting.title)
    today = timezone.localdate()
    findings = [*self_dealing(by, posting.user), *reason_given(reason)]
    if posting.ended_on is not None or (posting.valid_until is not None and posting.valid_until < today):
        findings.append(Finding(_("This posting has ended already.")))
    if last_day is not None and last_day < max(today, posting.valid_from):
        findings.append(Finding(_("The last day lies in the past; end the posting at once instead."), field="last_day"))
    if findings:
        raise RuleBroken(findings)
    if last_day is None:
        posting.ended_on = today
    posting.valid_until = last_day or max(today, posting.valid_from)
    facts = {"until": posting.valid_until, "at_once": last_day is None}
    write(posting, "posting.ended", by=by, facts=facts, reason=reason.strip())
    notify([posting.user_id], "posting_ended", f"posting-ended-{posting.pk}-{posting.trail_seq}", _in_words(posting))
    return posting


def _objections_to_role(by: Actor, user: User, organisation: Organisation, role: str) -> list[Finding]:
    found = []
    if not user.is_active:
        found.append(Finding(_("The account is disabled; enable it first.")))
    if organisation.closed_on is not None:
        found.append(Finding(_("This organisation is closed."), field="organisation"))
    if role not in roles_at(organisation):
        found.append(Finding(_("This role does not exist at such an organisation."), field="role"))
    elif is_limited(by) and role not in GRANTABLE_BY_INSTITUTION:
        found.append(Finding(_("An institution administrator grants roles of the institution only."), field="role"))
    return found


def _objections_to_period(
    user: User, organisation: Organisation, role: str, valid_from: date, valid_until: date | None
) -> list[Finding]:
    found = []
    if valid_from < timezone.localdate():
        found.append(
            Finding(_("A posting begins today at the earliest; access is not given for the past."), field="valid_from")
        )
    if valid_until is not None and valid_until < valid_from:
        return [*found, Finding(_("The posting ends before it begins."), field="valid_until")]
    same_time = Posting.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=valid_from), user=user, ended_on__isnull=True
    )
    if valid_until is not None:
        same_time = same_time.filter(valid_from__lte=valid_until)
    if same_time.filter(organisation=organisation, role=role).exists():
        found.append(Finding(_("The user holds this posting at that time already."), field="role"))
    if role in SEPARATED and same_time.filter(role__in=SEPARATED - {Role(role)}).exists():
        found.append(
            Finding(
                _("Nobody is system administrator and auditor at the same time."),
                field="role",
                way_out=_("End the other posting first, or choose another person."),
            )
        )
    return found


def _in_words(posting: Posting) -> dict[str, str]:
    return {"role": str(Role(posting.role).label), "organisation": posting.organisation.name}
