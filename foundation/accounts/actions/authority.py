"""Who may manage whose account: the system administrator all, an institution administrator his own."""

from uuid import UUID

from django.utils.translation import gettext as _

from foundation.accounts.catalogue import MANAGE_ACCOUNTS, MANAGE_INSTITUTION
from foundation.accounts.models import Organisation, Posting, User
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed
from foundation.audit.reasons import lacking


def insist_on_managing(by: Actor, organisation: Organisation) -> None:
    """Raise NotAllowed unless the actor manages accounts at this body."""
    if not manages(by, organisation):
        raise NotAllowed(MANAGE_ACCOUNTS.code, _("You may manage the accounts of your own institution only."))


def insist_on_managing_user(by: Actor, user: User) -> None:
    """Raise NotAllowed unless the actor manages the account as a whole."""
    refusal = why_not_managing(by, user)
    if refusal:
        raise NotAllowed(MANAGE_ACCOUNTS.code, refusal)


def why_not_managing(by: Actor, user: User) -> str:
    """Say why the actor does not manage the account as a whole; empty when he does.

    An institution administrator does so only while the account has no posting elsewhere.
    """
    if by.may(MANAGE_ACCOUNTS.code):
        return ""
    own = own_institution(by)
    postings = Posting.objects.filter(user=user, ended_on__isnull=True)
    bodies = set(postings.values_list("organisation_id", flat=True))
    if by.may(MANAGE_INSTITUTION.code) and own is not None and bodies == {own}:
        return ""
    return _("This account also has postings elsewhere; only the system administrator may change it.")


def objections_to_managing(by: Actor, user: User) -> list[Finding]:
    """Return what stands against any act on an account, before its own rules: for pages that offer acts."""
    refusal = why_not_managing(by, user)
    return [*([Finding(refusal)] if refusal else []), *self_dealing(by, user)]


def manages(by: Actor, organisation: Organisation) -> bool:
    """Whether the actor manages accounts at this body."""
    if by.may(MANAGE_ACCOUNTS.code):
        return True
    return by.may(MANAGE_INSTITUTION.code) and own_institution(by) == organisation.pk


def is_limited(by: Actor) -> bool:
    """Whether the actor manages his own institution only."""
    return not by.may(MANAGE_ACCOUNTS.code)


def own_institution(by: Actor) -> UUID | None:
    """Return the body of the actor's posting."""
    if not by.posting_id:
        return None
    return Posting.objects.filter(pk=by.posting_id).values_list("organisation_id", flat=True).first()


def self_dealing(by: Actor, user: User) -> list[Finding]:
    """Nobody grants to himself, ends or resets his own: always another person (trust AZ-07)."""
    if by.id != f"user:{user.pk}":
        return []
    return [
        Finding(
            _("Nobody changes his own account or postings."),
            way_out=_("Ask another administrator."),
        )
    ]


def reason_given(reason: str) -> list[Finding]:
    """A reason is part of the act."""
    return lacking(reason)
