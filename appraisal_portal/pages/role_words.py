"""What a posting is for and what the portal holds for it today, in plain words. Words only: rights are data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from foundation.accounts.roles import Role


@dataclass(frozen=True)
class Words:
    """What the posting does, what is there today, and what is not there yet."""

    does: Any
    today: Any
    missing: Any = ""


_SUPERVISION = Words(
    _("You supervise the institutions and appraisers of your area."),
    _("Ledgers, cases past their last day, licences and certificates that end soon are listed here."),
)
_WITHOUT_OWN_CASES = _("Cases of your own appear here once they are accepted in the portal; ledgers name you only.")

WORDS: Mapping[str, Words] = {
    Role.OFFICER: _SUPERVISION,
    Role.INSPECTOR: _SUPERVISION,
    Role.COMPLAINT_HANDLER: Words(
        _("You handle complaints about appraisals of your area."),
        _("Cases, institutions and appraisers of your area are open to you."),
        _("Complaints are not yet filed in the portal; nothing can wait for you there."),
    ),
    Role.LEADER: Words(
        _("You lead the organ."),
        _("What is late in your area is listed here; the figures of operation show the whole."),
    ),
    Role.AUDITOR: Words(
        _("You read the trail and change nothing."),
        _(
            "Refused acts are listed here. A stream is verified whenever you open it; "
            "the operator verifies the whole trail by command."
        ),
    ),
    Role.SYSTEM_ADMINISTRATOR: Words(
        _("You look after accounts, legal tables, calendar and jobs, and see no business data."),
        _("Parked jobs, entries to be confirmed and accounts that cannot work are listed here."),
    ),
    Role.INSTITUTION_ADMINISTRATOR: Words(
        _("You look after the accounts and the ledger of your institution."),
        _("Accounts that cannot work, ledgers, and licences and certificates that end soon are listed here."),
    ),
    Role.CASE_CLERK: Words(
        _("You keep the ledger and the cases of your institution."),
        _("Ledgers to settle, corrections to decide and cases by their last day are listed here."),
    ),
    Role.QUALITY_MANAGER: Words(
        _("You watch over the quality of your institution's appraisals."),
        _("Cases past their last day and certificates that end soon are listed here."),
    ),
    Role.HEAD_OF_INSTITUTION: Words(
        _("You are responsible for your institution."),
        _("Cases past their last day, corrections to decide, licences and certificates that end soon are listed here."),
    ),
    Role.APPRAISER: Words(
        _("You appraise in your own name at your institution."),
        _(
            "The cases assigned to you, your own record, your place in the expert pool and the legal tables"
            " are open to you."
        ),
        _WITHOUT_OWN_CASES,
    ),
    Role.ASSISTANT: Words(
        _("You assist appraisers of your institution."),
        _("The legal tables are open to you."),
        _WITHOUT_OWN_CASES,
    ),
    Role.EXPERT: Words(
        _("You advise as an expert."),
        _("Your place in the expert pool, your reviews and the legal tables are open to you."),
        _("Requests for advice are not yet made in the portal; nothing can wait for you there."),
    ),
    Role.ASSOCIATION_SECRETARY: Words(
        _("You run the office of the association."),
        _("The legal tables are open to you."),
        _("Members and self-discipline are not yet kept in the portal; nothing can wait for you there."),
    ),
    Role.ORGAN_USER: Words(
        _("You entrust appraisals for a case-handling organ."),
        _("The legal tables are open to you."),
        _("Entrustments are not yet handed in through the portal; nothing can wait for you there."),
    ),
}
NOBODY = Words(
    _("You have no posting in force. Ask the administrator of your organisation."),
    _("Your own account and your notices are open to you."),
)


def words_for(role: str) -> Words:
    """Return the words for a role; those for people without a posting otherwise."""
    return WORDS.get(role, NOBODY)
