"""Amending the delegation table: which role at which level holds which verb, from a day on."""

from datetime import date, timedelta

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.catalogue import ADMINISTRATIVE, AMEND_DELEGATION, READING_ENDINGS
from foundation.accounts.models import Delegation, Organisation, Posting
from foundation.accounts.roles import Role
from foundation.accounts.verbs import known
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken
from foundation.audit.once import act
from foundation.audit.regulated import write

_LOCK_CLASS = 4_301


@act
def give(*, verb: str, role: str, level: str, effective_from: date, source: str, by: Actor) -> Delegation:
    """Give a verb to a role at a level from a day on; `source` is the decision or article. Raises RuleBroken."""
    _enter(verb, role, level, by)
    rows = Delegation.objects.filter(verb=verb, role=role, level=level, effective_to__isnull=True)
    findings = [*_objections(effective_from, source), *_separation(verb, role, level, by)]
    if rows.exists():
        findings.append(Finding(_("The role holds this verb already.")))
    if Delegation.objects.filter(verb=verb, role=role, level=level, effective_from=effective_from).exists():
        findings.append(
            Finding(_("It was given and taken from this day on already; choose another day."), field="effective_from")
        )
    if findings:
        raise RuleBroken(findings)
    row = Delegation(verb=verb, role=role, level=level, effective_from=effective_from, source=source.strip())
    facts = {"role": role, "level": level, "from": effective_from}
    return write(row, "delegation.granted", by=by, facts=facts, reason=source.strip())


@act
def take(*, verb: str, role: str, level: str, effective_from: date, source: str, by: Actor) -> Delegation:
    """Take a verb from a role at a level; it is no longer held on `effective_from`. Raises RuleBroken."""
    _enter(verb, role, level, by)
    row = Delegation.objects.filter(verb=verb, role=role, level=level, effective_to__isnull=True).first()
    findings = _objections(effective_from, source)
    if row is None:
        findings.append(Finding(_("The role does not hold this verb.")))
    if verb == AMEND_DELEGATION.code:
        findings.append(Finding(_("Without this verb nobody could amend the table any more.")))
    if findings or row is None:
        raise RuleBroken(findings)
    row.effective_to = effective_from - timedelta(days=1)
    facts = {"role": role, "level": level, "until": row.effective_to}
    return write(row, "delegation.withdrawn", by=by, facts=facts, reason=source.strip())


def _enter(verb: str, role: str, level: str, by: Actor) -> None:
    """Check the door and the names, and keep other changes of the verb out until the transaction ends."""
    if not by.may(AMEND_DELEGATION.code):
        raise NotAllowed(AMEND_DELEGATION.code, _("Only the system administrator amends the delegation table."))
    known(verb)
    Role(role), Organisation.Level(level)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCK_CLASS, verb])


def _objections(effective_from: date, source: str) -> list[Finding]:
    found = []
    if effective_from < timezone.localdate():
        found.append(Finding(_("The table does not change for the past."), field="effective_from"))
    if not source.strip():
        found.append(Finding(_("Name the decision or the article."), field="source"))
    return found


def _separation(verb: str, role: str, level: str, by: Actor) -> list[Finding]:
    """Nobody gives a verb to his own posting; administrators get no business, auditors only read (trust T18)."""
    found = []
    own = Posting.objects.filter(pk=by.posting_id).select_related("organisation").first() if by.posting_id else None
    if own is not None and (own.role, own.organisation.level) == (role, level):
        found.append(Finding(_("Nobody gives a verb to his own role."), way_out=_("Ask another administrator.")))
    if role == Role.SYSTEM_ADMINISTRATOR and verb not in ADMINISTRATIVE:
        found.append(Finding(_("A system administrator has no business data."), field="role"))
    if role == Role.AUDITOR and not verb.endswith(READING_ENDINGS):
        found.append(Finding(_("An auditor reads and changes nothing."), field="role"))
    return found
