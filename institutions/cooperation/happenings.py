"""What events about cooperation say, in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from institutions.cooperation import kinds
from institutions.models import Project

KINDS: Final[dict[str, Any]] = {
    "institution.cooperation_recorded": _("Agreement recorded"),
    "institution.cooperation_ended": _("Agreement ended"),
    "institution.project_recorded": _("Project recorded"),
    "institution.project_concluded": _("Project over"),
    "institution.party_branch_stated": _("Party branch stated"),
    "alliance.formed": _("Alliance recorded"),
    "alliance.joined": _("Institution joined the alliance"),
    "alliance.left": _("Institution left the alliance"),
    "alliance.ended": _("Alliance ended"),
}


def _agreement(facts: Mapping[str, Any]) -> list[str]:
    told = gettext("With %(partner)s, document %(number)s.")
    return [told % {"partner": facts.get("partner", ""), "number": facts.get("document", "")}]


def _project(facts: Mapping[str, Any]) -> list[str]:
    told = [f"{facts.get('title', '')} ({facts.get('document', '')})"]
    state = facts.get("state")
    return [*told, str(Project.State(state).label)] if state in Project.State.values else told


def _party(facts: Mapping[str, Any]) -> list[str]:
    day = facts.get("valid_from")
    if not isinstance(day, str):
        return []
    return [kinds.named(kinds.PARTY_BRANCH, str(facts.get("situation", "")), date.fromisoformat(day))]


def _member(facts: Mapping[str, Any]) -> list[str]:
    return [str(facts["name"])] if facts.get("name") else []


def _ended(facts: Mapping[str, Any]) -> list[str]:
    return [gettext("It holds no more from %(day)s on.") % {"day": facts.get("ended_on", "")}]


TELLERS: Final = {
    "institution.cooperation_recorded": _agreement,
    "institution.cooperation_ended": _agreement,
    "institution.project_recorded": _project,
    "institution.project_concluded": _project,
    "institution.party_branch_stated": _party,
    "alliance.formed": _member,
    "alliance.joined": _member,
    "alliance.left": _member,
    "alliance.ended": _ended,
}
