"""The state of agreements, projects, party branches and alliances on a day, in words."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from foundation.desk.detail.page import Standing
from institutions.cooperation import kinds
from institutions.models import Alliance, Cooperation, PartyBranch, Project


def cooperation_standing(row: Cooperation, on: date) -> Standing:
    """Whether an agreement holds."""
    if row.holds(on):
        return Standing("ok", _("In force"))
    if row.valid_from > on:
        return Standing("hold", _("Not in force yet"))
    return Standing("void", _("Ended early")) if row.ended_on is not None else Standing("void", _("Has run out"))


def project_standing(row: Project, on: date) -> Standing:
    """How far a project has come; one under way past its day is late."""
    if row.state == Project.State.RUNNING:
        if row.due_on < on:
            return Standing("late", _("Past its day"))
        return Standing("open", row.get_state_display())
    return Standing("ok" if row.state == Project.State.COMPLETED else "void", row.get_state_display())


def party_standing(row: PartyBranch) -> Standing:
    """What was stated about the party branch."""
    tone = "ok" if row.established else "open" if row.eligible else "void"
    return Standing(tone, kinds.named(kinds.PARTY_BRANCH, row.situation, row.valid_from))


def alliance_standing(row: Alliance, on: date) -> Standing:
    """Whether an alliance is there."""
    if row.stands(on):
        return Standing("ok", _("In force"))
    return Standing("void", pgettext("alliance", "Ended"))
