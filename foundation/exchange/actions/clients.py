"""Clients of the API: registering, a new secret, revoking."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django.utils.translation import gettext as _
from oauth2_provider.generators import generate_client_id, generate_client_secret
from oauth2_provider.models import get_access_token_model

from foundation.accounts.actions.authority import reason_given
from foundation.accounts.actions.posting import write_posting
from foundation.accounts.fitting import roles_at
from foundation.accounts.models import Delegation, Organisation, Posting, User
from foundation.accounts.roles import Role
from foundation.audit import trail
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken, StaleState
from foundation.audit.once import act
from foundation.audit.regulated import write
from foundation.exchange.api import scopes as api_scopes
from foundation.exchange.models import ApiClient
from foundation.exchange.verbs import REGISTER_CLIENT, REVOKE_CLIENT, ROTATE_SECRET

LONGEST_OVERLAP = 14
# Machines do business; they neither administer nor audit.
NO_MACHINE = frozenset({Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR, Role.INSTITUTION_ADMINISTRATOR})


@dataclass(frozen=True)
class NewSecret:
    """A client with a fresh secret, which is shown once and stored as a hash only."""

    client: ApiClient
    secret: str


def machine_roles(organisation: Organisation) -> list[Role]:
    """The roles that a machine account may have at a body."""
    return sorted(roles_at(organisation) - NO_MACHINE)


@act
def register_client(
    *,
    name: str,
    organisation: Organisation,
    role: str,
    scopes: Sequence[str],
    valid_until: date | None = None,
    by: Actor,
    reason: str,
) -> NewSecret:
    """Let a system of an organisation in: a machine account, its posting, and a client bound to both.

    Raises NotAllowed or RuleBroken.
    """
    if not by.may(REGISTER_CLIENT.code):
        raise NotAllowed(REGISTER_CLIENT.code, _("Your posting does not register clients of the interface."))
    findings = [*_objections(name, organisation, role, scopes), *reason_given(reason)]
    if findings:
        raise RuleBroken(findings)
    machine = User(username=f"client-{secrets.token_hex(6)}", is_machine=True)
    machine.set_unusable_password()
    machine.save(force_insert=True)
    trail.append(machine.stream, "user.opened", by=by, facts={"machine": True}, reason=reason.strip())
    posting = write_posting(
        machine,
        organisation=organisation,
        role=role,
        valid_from=timezone.localdate(),
        valid_until=valid_until,
        by=by,
        reason=reason,
    )
    secret = generate_client_secret()
    client = ApiClient(
        name=name.strip(),
        organisation=organisation,
        posting=posting,
        user=machine,
        client_id=generate_client_id(),
        client_secret=make_password(secret),
        client_type=ApiClient.CLIENT_CONFIDENTIAL,
        authorization_grant_type=ApiClient.GRANT_CLIENT_CREDENTIALS,
        scopes=sorted(set(scopes)),
    )
    facts: dict[str, Any] = {
        "organisation": str(organisation.pk),
        "posting": str(posting.pk),
        "role": role,
        "scopes": client.scopes,
    }
    return NewSecret(write(client, REGISTER_CLIENT.code, by=by, facts=facts, reason=reason.strip()), secret)


@act
def rotate_secret(client: ApiClient, *, overlap_days: int, by: Actor, reason: str, version: int) -> NewSecret:
    """Give a client a new secret; the old one works for so many days more (0: not at all).

    Tokens given before stay good for their half hour. Raises NotAllowed, RuleBroken or StaleState.
    """
    client = _taken(client, version, ROTATE_SECRET.code, by)
    findings = reason_given(reason)
    if not 0 <= overlap_days <= LONGEST_OVERLAP:
        findings.append(Finding(_("The old secret works on for 0 to 14 days."), field="overlap_days"))
    if findings:
        raise RuleBroken(findings)
    now = timezone.now()
    secret = generate_client_secret()
    client.previous_secret = client.client_secret if overlap_days else ""
    client.previous_secret_until = now + timedelta(days=overlap_days) if overlap_days else None
    client.client_secret, client.secret_since = make_password(secret), now
    facts = {"overlap_days": overlap_days}
    return NewSecret(write(client, ROTATE_SECRET.code, by=by, facts=facts, reason=reason.strip()), secret)


@act
def revoke_client(client: ApiClient, *, by: Actor, reason: str, version: int) -> ApiClient:
    """Shut a client out at once and for good: its tokens, its secrets and the posting of its account end.

    Raises NotAllowed, RuleBroken or StaleState.
    """
    client = _taken(client, version, REVOKE_CLIENT.code, by)
    if findings := reason_given(reason):
        raise RuleBroken(findings)
    get_access_token_model().objects.filter(application=client).delete()
    posting = Posting.objects.select_for_update(of=("self",)).get(pk=client.posting_id)
    today = timezone.localdate()
    if posting.holds_on(today):
        posting.ended_on = today
        posting.valid_until = max(today, posting.valid_from)
        write(posting, "posting.ended", by=by, facts={"until": today, "at_once": True}, reason=reason.strip())
    client.revoked_at = timezone.now()
    client.previous_secret, client.previous_secret_until = "", None
    return write(client, REVOKE_CLIENT.code, by=by, reason=reason.strip())


def _taken(client: ApiClient, version: int, verb: str, by: Actor) -> ApiClient:
    """Lock a client for an act, after asking whether the actor may, nobody was faster, and it still is in use."""
    client = ApiClient.objects.select_for_update(of=("self",)).get(pk=client.pk)
    if not by.may(verb, client):
        raise NotAllowed(verb, _("You may change the clients of your own institution only."))
    if client.revoked_at is not None:
        raise RuleBroken(_("This client is revoked; register a new one."))
    if client.trail_seq != version:
        raise StaleState(row_label=client.name)
    return client


def _objections(name: str, organisation: Organisation, role: str, scopes: Sequence[str]) -> list[Finding]:
    found = []
    if not name.strip():
        found.append(Finding(_("Write the name of the system."), field="name"))
    elif ApiClient.objects.filter(organisation=organisation, name=name.strip(), revoked_at__isnull=True).exists():
        found.append(Finding(_("This organisation has a client of this name already."), field="name"))
    if role in NO_MACHINE:
        found.append(Finding(_("A machine neither administers nor audits; choose another role."), field="role"))
    if not scopes or api_scopes.unknown(scopes):
        return [*found, Finding(_("Choose what the client may do."), field="scopes")]
    held = Delegation.objects.in_force(timezone.localdate()).filter(role=role, level=organisation.level)
    verbs = set(held.values_list("verb", flat=True))
    for scope in map(api_scopes.known, sorted(set(scopes))):
        if scope.verb not in verbs:
            words = _("The delegation table does not give “%(scope)s” to this role.") % {"scope": scope.label}
            found.append(Finding(words, field="scopes"))
    return found
