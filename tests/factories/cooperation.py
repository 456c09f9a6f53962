"""Agreements, projects, party branches and alliances, made by the verbs."""

from datetime import date
from itertools import count
from typing import Any

from foundation.audit.actors import Actor
from institutions.actions import allying, cooperating
from institutions.models import Alliance, AllianceMember, Cooperation, Institution, PartyBranch, Project

_serial = count(1)


def make_cooperation(institution: Institution, *, by: Actor, **values: Any) -> Cooperation:
    """Record an agreement with a university, since January and until it is ended."""
    given: dict[str, Any] = {
        "kind": "HZ-1",
        "partner": "示例大学",
        "subject": "示例：共建实验室",
        "valid_from": date(2026, 1, 5),
        "valid_until": None,
        "document_number": f"示例协议{next(_serial):04d}",
    }
    return cooperating.record_cooperation(institution.pk, by=by, **{**given, **values})


def make_project(institution: Institution, *, by: Actor, **values: Any) -> Project:
    """Record a research project of this year."""
    given: dict[str, Any] = {
        "kind": "XM-1",
        "level": "XJ-3",
        "number": f"示例课题{next(_serial):04d}",
        "title": "示例课题",
        "funds": 50_000,
        "begun_on": date(2026, 1, 5),
        "due_on": date(2027, 12, 31),
    }
    return cooperating.record_project(institution.pk, by=by, **{**given, **values})


def make_party_branch(
    institution: Institution, *, by: Actor, situation: str = "DZ-1", valid_from: date = date(2026, 1, 5)
) -> PartyBranch:
    """State a party branch of the institution's own since January."""
    return cooperating.state_party_branch(institution.pk, by=by, situation=situation, valid_from=valid_from)


def make_alliance(lead: Institution, *, by: Actor, **values: Any) -> Alliance:
    """Record an alliance across cities since January."""
    given: dict[str, Any] = {
        "name": f"示例协同发展联盟{next(_serial):04d}",
        "kind": "LM-1",
        "purpose": "示例：共享设备，互派人员",
        "partners": "示例大学",
        "formed_on": date(2026, 1, 5),
        "document_number": f"示例联盟协议{next(_serial):04d}",
    }
    return allying.form_alliance(lead.pk, by=by, **{**given, **values})


def make_member(
    alliance: Alliance, institution: Institution, *, by: Actor, joined_on: date = date(2026, 2, 2)
) -> AllianceMember:
    """Let an institution into an alliance in February."""
    alliance.refresh_from_db()
    allying.admit(alliance.pk, by=by, version=alliance.trail_seq, institution=institution.pk, joined_on=joined_on)
    return alliance.members.get(institution=institution, left_on__isnull=True)
