"""What an institution has besides its permit, as its page shows it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor
from foundation.desk.detail.page import Standing
from institutions.cooperation import kinds
from institutions.cooperation.states import alliance_standing, cooperation_standing, party_standing, project_standing
from institutions.models import AllianceMember, Cooperation, Institution, PartyBranch, Project


@dataclass(frozen=True)
class Shown:
    """A row with what it is called, and its state in words."""

    row: Any
    kind: str
    standing: Standing
    level: str = ""


@dataclass(frozen=True)
class Record:
    """Everything on the tab; `party` are the statements, the last first."""

    cooperations: list[Shown]
    projects: list[Shown]
    memberships: list[Shown]
    party: list[Shown]


def record_of(house: Institution, actor: AnyActor, on: date) -> Record:
    """Return what is on record about an institution, as far as the actor sees it."""
    agreements = Cooperation.objects.visible_to(actor).select_related("document").filter(institution=house)
    projects = Project.objects.visible_to(actor).select_related("alliance").filter(institution=house)
    members = AllianceMember.objects.visible_to(actor).for_list().filter(institution=house)
    party = PartyBranch.objects.visible_to(actor).filter(institution=house)
    return Record(
        cooperations=[
            Shown(row, kinds.named(kinds.COOPERATIONS, row.kind, row.valid_from), cooperation_standing(row, on))
            for row in agreements
        ],
        projects=[
            Shown(
                row,
                kinds.named(kinds.PROJECTS, row.kind, row.begun_on),
                project_standing(row, on),
                kinds.named(kinds.LEVELS, row.level, row.begun_on),
            )
            for row in projects
        ],
        memberships=[
            Shown(
                row, kinds.named(kinds.ALLIANCES, row.alliance.kind, row.alliance.formed_on), member_standing(row, on)
            )
            for row in members
        ],
        party=[Shown(row, "", party_standing(row)) for row in party],
    )


def member_standing(row: AllianceMember, on: date) -> Standing:
    """Whether an institution leads an alliance, belongs to it, or left it."""
    if row.left_on is not None and row.left_on <= on:
        return Standing("void", _("Left"))
    if row.institution_id == row.alliance.lead_id:
        return Standing("ok", _("Leads it"))
    standing = alliance_standing(row.alliance, on)
    return Standing("ok", _("Member")) if standing.tone == "ok" else standing
