"""The verbs of administration: law, accounts, delegation, trail and jobs.

`law` and `audit` stand below the accounts app and cannot register verbs themselves.
"""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb

READ_LAW: Final = Verb("law.read", _("Read the legal tables and the delegation table"))
AMEND_LAW: Final = Verb("law.amend", _("Amend the legal tables"))
VIEW_ACCOUNTS: Final = Verb("accounts.view", _("See accounts and postings"))
MANAGE_ACCOUNTS: Final = Verb("accounts.manage", _("Open and disable accounts, grant and end postings"))
MANAGE_INSTITUTION: Final = Verb("accounts.manage_institution", _("Manage the accounts of one's own institution"))
OPEN_ORGANISATION: Final = Verb("accounts.open_organisation", _("Enter organisations"))
KEEP_CONTACT: Final = Verb("organisations.keep_contact", _("Keep the public contacts of organs"))
AMEND_DELEGATION: Final = Verb("delegation.amend", _("Amend the delegation table"))
READ_TRAIL: Final = Verb("trail.read", _("Read the trail"))
VIEW_LOOKS: Final = Verb("looks.view", _("See who opened personal data"))
VIEW_JOBS: Final = Verb("jobs.view", _("See the jobs"))
RETRY_JOB: Final = Verb("jobs.retry", _("Try a parked job again"))

VERBS: tuple[Verb, ...] = (
    READ_LAW,
    AMEND_LAW,
    VIEW_ACCOUNTS,
    MANAGE_ACCOUNTS,
    MANAGE_INSTITUTION,
    OPEN_ORGANISATION,
    KEEP_CONTACT,
    AMEND_DELEGATION,
    READ_TRAIL,
    VIEW_LOOKS,
    VIEW_JOBS,
    RETRY_JOB,
)

# What a system administrator may be given: settings and accounts, never business data (trust T18).
ADMINISTRATIVE: Final = (
    frozenset(verb.code for verb in VERBS) - {READ_TRAIL.code, VIEW_LOOKS.code}
    | {"clocks.publish_edition", "figure_checks.view", "figures.recount", "figures.stop_recount"}
    | {"api.view", "api.register_client", "api.rotate_secret", "api.revoke_client"}
)
# What an auditor may be given: he reads and changes nothing.
READING_ENDINGS: Final = (".read", ".view")
