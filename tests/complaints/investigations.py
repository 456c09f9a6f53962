"""Complaints brought as far as an investigation, by the verbs, and the people who take part in one."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from complaints.actions.assigning import assign, declare
from complaints.actions.concluding import decide
from complaints.actions.deciding import accept
from complaints.actions.inquiring import record_inquiry
from complaints.actions.writing_letters import write_letters
from complaints.decision import AllegationDecided, Rectify
from complaints.models import Complaint
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Posting
from foundation.accounts.roles import Role
from foundation.audit.models import OutboxMessage
from tests.factories.complaints import make_complaint
from tests.factories.users import make_posting
from tests.people import SINCE, Cast

UPHELD = AllegationDecided(1, "upheld", "TS24-2A", "示例：收费未出具凭证，查证属实。")
DISMISSED = AllegationDecided(2, "not_upheld", "TS24-3", "示例：程序符合规定，查证不实。")
DECISION = (UPHELD, DISMISSED)
ORDERING = (AllegationDecided(1, "upheld", "TS24-2D", "示例：收费未出具凭证，查证属实。"), DISMISSED)
RECTIFIED = Rectify("示例：补开收费凭证，完善收费登记", 10)


def acting(posting: Posting) -> PostedActor:
    """Return the actor of a posting."""
    return PostedActor(posting.user, posting)


def make_handler(cast: Cast, name: str = "jinan_handler") -> Posting:
    """Post a complaint handler at the organ of Jinan."""
    return make_posting(name, Role.COMPLAINT_HANDLER, cast.jinan.organisation, since=SINCE)


def make_leader(cast: Cast) -> Posting:
    """Post a leader at the organ of Jinan."""
    return make_posting("jinan_leader", Role.LEADER, cast.jinan.organisation, since=SINCE)


def latest(row: Complaint) -> Complaint:
    """Return a complaint as it is stored now."""
    return Complaint.objects.select_related("organ", "institution__organisation").get(pk=row.pk)


def make_accepted(cast: Cast, **values: Any) -> Complaint:
    """File a complaint about the institution in Jinan and accept it."""
    row = make_complaint(cast.jinan_institution, **values).complaint
    return accept(row.pk, by=cast.actor("jinan"), version=row.trail_seq)


def make_investigated(cast: Cast, team: Sequence[Posting], row: Complaint | None = None) -> Complaint:
    """Bring a complaint as far as a decision: a team that has declared, and one inquiry."""
    row = row or make_accepted(cast)
    row = assign(row.pk, by=cast.actor("jinan"), version=row.trail_seq, postings=[each.pk for each in team])
    for each in team:
        row = declare(row.pk, by=acting(each), version=row.trail_seq, conflict=False)
    return record_inquiry(
        row.pk, by=acting(team[0]), version=row.trail_seq, kind="file", made_on=timezone.localdate(),
        findings="示例：查阅鉴定档案，收费凭证缺失。",
    )  # fmt: skip


def make_decided(cast: Cast, team: Sequence[Posting], decided: Sequence[AllegationDecided] = DECISION) -> Complaint:
    """Bring a complaint through its decision."""
    row = make_investigated(cast, team)
    return decide(row.pk, by=cast.actor("jinan"), version=row.trail_seq, decided=decided)


def write_waiting_letters() -> int:
    """Do what the job of letters would do for every message that waits; return how many papers were written."""
    waiting = OutboxMessage.objects.filter(topic="complaints.write_letters")
    return sum(write_letters(each.payload["complaint"], each.payload["letter"]) for each in waiting)
