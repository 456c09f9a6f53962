"""Who may investigate a complaint, and what a decision needs (办法 arts. 18, 19, 24)."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from complaints.articles import of_measures
from complaints.models import Complaint, Investigator
from complaints.verbs import INVESTIGATE
from foundation.accounts.models import Delegation, Posting
from foundation.audit.errors import Finding

LEAST: Final = 2
"""Two persons or more investigate (art. 18)."""
ARTICLE: Final = of_measures("第十八条")
INQUIRY_ARTICLE: Final = of_measures("第十九条")


def candidates(complaint: Complaint, on: date) -> list[Posting]:
    """Return the postings of the deciding organ whose holders may investigate on a day, by account."""
    level = complaint.organ.level
    roles = Delegation.objects.in_force(on).filter(verb=INVESTIGATE.code, level=level).values_list("role", flat=True)
    rows = Posting.objects.in_force(on).filter(
        organisation=complaint.organ_id, role__in=list(roles), user__is_active=True, user__is_machine=False
    )
    return list(rows.select_related("user__person", "organisation").order_by("user__username", "role"))


def team_findings(complaint: Complaint, chosen: Sequence[Posting], on: date) -> list[Finding]:
    """Return what is wrong with a team: fewer than two persons, or somebody who may not investigate here."""
    fitting = {posting.pk for posting in candidates(complaint, on)}
    if any(posting.pk not in fitting for posting in chosen):
        return [
            Finding(
                _("One of the chosen does not investigate for the organ that decides."),
                ARTICLE,
                field="postings",
                way_out=_("Choose among the postings in force that the page offers."),
                code="no_investigator",
            )
        ]
    persons = {posting.user_id for posting in chosen}
    if len(persons) >= LEAST:
        return []
    return [
        Finding(
            _("Two different persons at least investigate a complaint."),
            ARTICLE,
            field="postings",
            fact=_("Chosen: %(count)d.") % {"count": len(persons)},
            way_out=_("Choose another person of the organ."),
            code="too_few_investigators",
        )
    ]


def own_part(complaint: Complaint, posting: Posting | None) -> Investigator | None:
    """Return the part of a posting in the investigation of a complaint now, or None."""
    return complaint.investigators.current().filter(posting=posting).first() if posting is not None else None


def not_of_team() -> Finding:
    """What is said to somebody who does not investigate."""
    return Finding(_("You do not investigate this complaint."), ARTICLE, code="no_investigator")


def not_declared() -> Finding:
    """What is said to an investigator who has not declared that no conflict stands against it."""
    return Finding(
        _("Only investigators who have declared that no conflict stands against them record inquiries."),
        INQUIRY_ARTICLE,
        code="no_investigator",
    )


def decision_findings(complaint: Complaint) -> list[Finding]:
    """Return what still lacks before the matter may be decided."""
    found = []
    persons = set(complaint.investigators.cleared().values_list("posting__user", flat=True))
    if len(persons) < LEAST:
        found.append(
            Finding(
                _("Fewer than two investigators have declared that no conflict stands against them."),
                ARTICLE,
                fact=_("Declared: %(count)d.") % {"count": len(persons)},
                way_out=_("The investigators declare it on the page of the complaint."),
                code="undeclared",
            )
        )
    if not complaint.inquiries.exists():
        found.append(
            Finding(
                _("No inquiry is on record."),
                INQUIRY_ARTICLE,
                way_out=_("Record what was done and what it showed."),
                code="no_inquiry",
            )
        )
    return found
