"""Complaints on the desks of the personas: filed today and brought, by the verbs, to where each of them can go on."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Final

from django.utils import timezone

from appraisal_portal.demo.complaints import ACCOUNTS
from appraisal_portal.demo.opening import handlers_of
from appraisal_portal.demo.plan import Plan, PlannedInstitution, identity_number
from complaints.actions.assigning import assign, declare
from complaints.actions.concluding import decide
from complaints.actions.deciding import accept, refuse
from complaints.actions.filing import file
from complaints.actions.inquiring import record_inquiry
from complaints.actions.revealing import ask_identity
from complaints.actions.supplementing import ask_supplement
from complaints.decision import AllegationDecided
from complaints.filing import ComplainantGiven, ComplaintGiven
from complaints.models import Complaint
from foundation.accounts.acting import PostedActor, Visitor
from foundation.accounts.models import Posting
from foundation.audit.once import Answer, digest_of, once
from institutions.models import Institution

Team = tuple[PostedActor, PostedActor]
CITIES: Final = ("370100", "370200")
UNFOUNDED: Final = AllegationDecided(1, "not_upheld", "TS24-3", "示例：调取档案核对，所述情况不实。全部虚构。")


def fill_desk(province: Plan) -> int:
    """File the complaints of the personas' cities and bring each to its stage, once; return how many were filed now."""
    filed = 0
    for city in CITIES:
        houses = [house for house in province.institutions if house.city.code == city]
        team = _team(city)
        for place, stage in enumerate(STAGES):
            house, key = houses[place % len(houses)], f"{province.seed}/{city}/{stage}"
            act = partial(_run, _given(house, place), house.licence, key, team, STAGES[stage])
            filed += once("demo:complaint", key, digest_of({"key": key}), act)[1]
    return filed


def _run(
    given: ComplaintGiven, licence: str, key: str, team: Team, bring: Callable[[Complaint, Team], object]
) -> Answer:
    institution = Institution.objects.select_related("organisation").get(licence_number=licence)
    row = file(given, institution, draft_key=f"demo complaint of today {key}", by=Visitor()).complaint
    bring(row, team)
    return {"id": row.pk}


def _awaiting(row: Complaint, team: Team) -> Complaint:
    until = timezone.localdate() + timedelta(days=15)
    return ask_supplement(row.pk, by=team[0], version=row.trail_seq, asked_for="示例：缴费凭证复印件", answer_by=until)


def _refused(row: Complaint, team: Team) -> Complaint:
    return refuse(row.pk, by=team[0], version=row.trail_seq, ground="TS15-3", reason="示例：仅对鉴定意见有异议")


def _accepted(row: Complaint, team: Team) -> Complaint:
    return accept(row.pk, by=team[0], version=row.trail_seq)


def _to_declare(row: Complaint, team: Team) -> Complaint:
    """The second of the team has still to declare, and asks to see who complained."""
    row = _accepted(row, team)
    row = assign(row.pk, by=team[0], version=row.trail_seq, postings=[_posting(each).pk for each in team])
    row = declare(row.pk, by=team[0], version=row.trail_seq, conflict=False)
    ask_identity(row.pk, by=team[1], reason="示例：需与投诉人核实送检经过")
    return row


def _to_decide(row: Complaint, team: Team) -> Complaint:
    row = _accepted(row, team)
    row = assign(row.pk, by=team[0], version=row.trail_seq, postings=[_posting(each).pk for each in team])
    for each in team:
        row = declare(row.pk, by=each, version=row.trail_seq, conflict=False)
    return record_inquiry(
        row.pk, by=team[1], version=row.trail_seq, kind="file", made_on=timezone.localdate(),
        findings="示例：查阅鉴定档案和收费凭证，全部虚构。",
    )  # fmt: skip


def _to_inform(row: Complaint, team: Team) -> Complaint:
    row = _to_decide(row, team)
    return decide(row.pk, by=team[0], version=row.trail_seq, decided=[UNFOUNDED])


STAGES: Final[dict[str, Callable[[Complaint, Team], Complaint]]] = {
    "received": lambda row, _team: row,
    "awaiting": _awaiting,
    "refused": _refused,
    "accepted": _accepted,
    "to declare": _to_declare,
    "to decide": _to_decide,
    "to inform": _to_inform,
}


def _posting(actor: PostedActor) -> Posting:
    if actor.posting is None:
        raise LookupError("Somebody of the demo who handles complaints has no posting.")
    return actor.posting


def _team(city: str) -> Team:
    rows = Posting.objects.select_related("user", "organisation").filter(
        user__username__in=handlers_of(city), role__in=("officer", "complaint_handler")
    )
    first, second = (PostedActor(row.user, row) for row in rows.order_by("user__username"))
    return first, second


def _given(house: PlannedInstitution, place: int) -> ComplaintGiven:
    today = timezone.localdate()
    kind = sorted(ACCOUNTS)[place % len(ACCOUNTS)]
    return ComplaintGiven(
        complainant=ComplainantGiven(
            name=f"示例投诉人{house.number:03d}",
            identity_number=identity_number(20_000 + house.number, place),
            phone="000-00000000",
            address="示例市示例路2号",
        ),
        interest=("party", "client", "subject")[place % 3],
        kinds=(kind,),
        known_on=today - timedelta(days=20 + 9 * place),
        account=ACCOUNTS[kind],
        request="示例：请求依法查处。",
        is_synthetic=True,
    )
