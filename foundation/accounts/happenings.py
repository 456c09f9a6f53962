"""What events and notices of accounts, law and jobs say, in words."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

KINDS: Final[dict[str, Any]] = {
    "person.entered": _("Person entered"),
    "person.corrected": _("Person corrected"),
    "organisation.opened": _("Organisation entered"),
    "organisation.contact_kept": _("Public contacts of the organ written"),
    "organisation.corrected": _("Organisation corrected"),
    "user.opened": _("Account opened"),
    "user.disabled": _("Account disabled"),
    "user.enabled": _("Account enabled again"),
    "user.reset_started": _("New password asked for by an administrator"),
    "user.password_set": _("Password set with a code"),
    "user.signed_in": _("Signed in"),
    "user.ended_sessions": _("Ended sessions on other machines"),
    "user.digest_set": _("Chose how often to get a mail"),
    "user.digest_verified": _("Proved the address for mails"),
    "user.digest_stopped": _("Stopped the mails by the link in one"),
    "user.switched_posting": _("Switched to another posting"),
    "posting.granted": _("Posting granted"),
    "posting.ended": _("Posting ended"),
    "delegation.loaded": _("Delegation read from the reference file"),
    "delegation.granted": _("Verb given to a role"),
    "delegation.withdrawn": _("Verb taken from a role"),
    "law.loaded": _("Read from the reference file"),
    "law.amended": _("Amended: old wording closed, new wording opened"),
    "law.corrected": _("Corrected or confirmed in place"),
    "law.ended": _("Ended without successor"),
    "job.retried": _("Parked job tried again"),
    "act.refused": _("Refused: the posting does not hold the verb"),
}

SENTENCES: Final[dict[str, Any]] = {
    "posting_granted": _("You have been given the posting %(role)s at %(organisation)s."),
    "posting_ended": _("Your posting %(role)s at %(organisation)s has ended."),
    "password_set": _("A new password was set for your account with a code from an administrator."),
}

REASONS: Final[dict[str, Any]] = {
    "posting_granted": _("It is about a posting of your own."),
    "posting_ended": _("It is about a posting of your own."),
    "password_set": _("It is about your own account."),
}

SHORT: Final[dict[str, Any]] = {
    "posting_granted": _("Postings granted"),
    "posting_ended": _("Postings ended"),
    "password_set": _("Passwords"),
}
