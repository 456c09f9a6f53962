"""Complaints of the demo: two years of them, written by set with the events their verbs would have left.

Nobody may backdate a decision by the verbs, so what lies before today is written here, as if taken over from paper: by
the portal, with `demo` in the facts, without receipt and without a code for following. What the personas find on their
desks is brought there by the verbs (`complaint_desk`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.contrib.auth.hashers import make_password

from appraisal_portal.demo.complaint_lives import Life, lives
from appraisal_portal.demo.opening import handlers_of
from appraisal_portal.demo.plan import Plan, identity_number
from complaints import letters
from complaints.actions.assigning import DECLARED
from complaints.deadlines import decide_by, due
from complaints.following import draft_digest
from complaints.models import (
    Allegation,
    Complainant,
    Complaint,
    Inquiry,
    Investigator,
    NumberSeries,
    SupplementRequest,
)
from complaints.states import RUNNING
from complaints.verbs import (
    ABANDON,
    ACCEPT,
    ASK_SUPPLEMENT,
    ASSIGN,
    DECIDE,
    EXTEND,
    FILED,
    INFORM,
    RECORD_SUPPLEMENT,
    RECORDED,
    REFUSE,
    TERMINATE,
)
from foundation.accounts.models import Organisation, Posting
from foundation.accounts.sealing import blind_index
from foundation.audit import outbox, trail
from foundation.audit.actors import SYSTEM
from foundation.audit.once import Answer, digest_of, once
from foundation.clocks.queries import current_calendar
from institutions.models import Institution

LETTERS_OF: Final = timedelta(days=90)
"""Letters are written of what happened in these days; what is older was answered on paper."""
WITHDRAWN: Final = "TS22-B"
WHY: Final = {
    REFUSE.code: "示例：经审查属于所列情形，全部虚构",
    ABANDON.code: "示例：逾期未补充，也未说明理由",
    EXTEND.code: "示例：需向原办案单位调取材料，全部虚构",
    TERMINATE.code: "示例：投诉人来函撤回投诉",
}
ACCOUNTS: Final = {
    "TS10-03": "示例：机构以业务繁忙为由拒绝接受委托，未书面说明理由。",
    "TS10-05": "示例：机构在收费标准之外另收费用，未出具凭证。",
    "TS10-06": "示例：鉴定期限届满后仍未出具意见，也未告知延长。",
    "TS10-08": "示例：机构保管不善，送检材料缺失两页。",
    "TS10-09": "示例：法院通知出庭，鉴定人未到庭，也未说明理由。",
}
REASONS: Final = {
    "upheld": "示例：调取鉴定档案和凭证核对，所述情况属实。全部虚构。",
    "not_upheld": "示例：调取鉴定档案核对，程序符合规定，所述情况不实。全部虚构。",
    "unestablished": "示例：双方说法不一，没有其他证据，无法查实。全部虚构。",
}


def enter_complaints(province: Plan) -> int:
    """Write the complaints of the plan, once for an installation; return how many were written now."""
    key = f"{province.seed}/{province.until}"
    answer, fresh = once("demo:complaints", key, digest_of({"key": key}), lambda: _enter(province))
    return int(answer["rows"]) if fresh else 0


def _enter(province: Plan) -> Answer:
    if Complaint.objects.exists():
        return {"rows": 0}  # numbers were given already, and theirs would have to come before
    houses = {row.licence_number: row for row in Institution.objects.select_related("organisation")}
    organs = {
        row.city_code: row for row in Organisation.objects.filter(kind="organ", level="city", closed_on__isnull=True)
    }
    teams = {city: _team(city) for city in organs}
    serials: dict[int, int] = {}
    records = []
    for life in lives(province, current_calendar()):
        year = life.received.year
        serials[year] = serials.get(year, 0) + 1
        city = life.house.city.code
        place = Complaint(
            year=year,
            serial=serials[year],
            state=life.stands,
            institution=houses[life.house.licence],
            organ=organs[city],
        )
        records.append(_Record(life, place, teams[city]))
    _append(records)
    for model, rows in _by_model(records).items():
        model._default_manager.bulk_create(rows)  # type: ignore[attr-defined]  # a model's class
    NumberSeries.objects.bulk_create(NumberSeries(year=year, last=last) for year, last in serials.items())
    for record in records:
        _put_on_its_way(record, province.until)
    return {"rows": len(records)}


def _team(city: str) -> Sequence[Posting]:
    found = list(
        Posting.objects.filter(
            user__username__in=handlers_of(city), role__in=("officer", "complaint_handler")
        ).order_by("user__username")
    )
    if len(found) != 2:
        raise LookupError(f"The organ of {city} has no two people of the demo who handle complaints.")
    return found


@dataclass
class _Record:
    """The rows of one life."""

    life: Life
    row: Complaint
    team: Sequence[Posting]

    def __post_init__(self) -> None:
        """Fill the complaint itself."""
        life, row = self.life, self.row
        row.city_code, row.county_code = row.institution.city_code, row.institution.county_code
        row.is_synthetic = True
        row.received_on = life.received
        row.known_on = life.received - timedelta(days=10 + 37 * life.number % 290)
        row.interest = ("party", "client", "subject", "relative")[life.number % 4]
        row.account = ACCOUNTS.get(life.kinds[0], "示例：所述情况全部虚构。")
        row.request = "示例：请求依法查处。"
        row.draft_key = draft_digest(f"demo complaint on paper {life.number}")
        row.follow_hash = make_password(None)
        row.accepted_on, row.refused_on, row.abandoned_on = life.accepted, life.refused, life.abandoned
        row.refusal_ground = life.ground
        row.extended_on, row.extended_days = life.extended, life.extended_days or None
        row.decided_on, row.informed_on = life.decided, life.informed
        row.upheld = any(found == "upheld" for found, _outcome in life.findings)
        row.terminated_on, row.termination = life.withdrawn, WITHDRAWN if life.withdrawn else ""

    def events(self) -> Iterator[tuple[str, date, dict[str, Any]]]:
        """Yield kind, day and facts of what happened, in order."""
        life, row = self.life, self.row
        at = {"institution": row.institution_id, "organ": row.organ_id}
        yield FILED, life.received, {"year": row.year, "serial": row.serial, "kinds": list(life.kinds), **at}
        yield from self._acceptance()
        if life.assigned:
            yield ASSIGN.code, life.assigned, {"postings": sorted(str(each.pk) for each in self.team)}
        if life.declared:
            for each in self.team:
                yield DECLARED, life.declared, {"posting": str(each.pk), "conflict": False}
        for day, kind in life.inquiries:
            yield RECORDED, day, {"kind": kind}
        yield from self._end()

    def _acceptance(self) -> Iterator[tuple[str, date, dict[str, Any]]]:
        life = self.life
        if life.asked:
            yield ASK_SUPPLEMENT.code, life.asked, {"answer_by": life.answer_by}
        if life.abandoned:
            yield ABANDON.code, life.abandoned, {}
        if life.answered:
            yield RECORD_SUPPLEMENT.code, life.answered, {"in_writing": False}
        if life.refused:
            yield REFUSE.code, life.refused, {"ground": life.ground}
        if life.accepted:
            yield ACCEPT.code, life.accepted, {"findings": []}

    def _end(self) -> Iterator[tuple[str, date, dict[str, Any]]]:
        life = self.life
        if life.extended:
            due_on = decide_by(life.accepted or life.received).due_on
            until = due_on + timedelta(days=life.extended_days) if due_on else None
            yield EXTEND.code, life.extended, {"days": life.extended_days, "due_on": until}
        if life.withdrawn:
            yield TERMINATE.code, life.withdrawn, {"termination": WITHDRAWN, "ground": ""}
        if life.decided:
            pairs = zip(life.kinds, life.findings, strict=True)
            said = [{"kind": kind, "finding": found, "outcome": outcome} for kind, (found, outcome) in pairs]
            yield DECIDE.code, life.decided, {"upheld": self.row.upheld, "allegations": said}
        if life.informed:
            yield INFORM.code, life.informed, {"way": ("post", "online", "handed_over")[life.number % 3]}

    def rows(self) -> Iterator[Any]:
        """Yield the rows beside the complaint."""
        life, row = self.life, self.row
        index = 10_000 + life.number
        person = Complainant(complaint=row, identity_index=blind_index(identity_number(index, 1)))
        person.name, person.identity_number = f"示例投诉人{life.number:03d}", identity_number(index, 1)
        person.phone, person.address = "000-00000000", "示例市示例路1号"
        yield person
        for position, kind in enumerate(life.kinds, 1):
            allegation = Allegation(complaint=row, position=position, kind=kind)
            if life.findings:
                allegation.finding, allegation.outcome = life.findings[position - 1]
                allegation.reasons = REASONS[allegation.finding]
            yield allegation
        if life.asked and life.answer_by:
            request = SupplementRequest(
                complaint=row, asked_on=life.asked, answer_by=life.answer_by, answered_on=life.answered
            )
            request.asked_for = "示例：缴费凭证复印件"
            yield request
        if life.assigned:
            for each in self.team:
                yield Investigator(complaint=row, posting=each, assigned_on=life.assigned, declared_on=life.declared)
        for place, (day, kind) in enumerate(life.inquiries):
            inquiry = Inquiry(complaint=row, made_on=day, kind=kind, posting=self.team[place % 2])
            inquiry.findings = "示例：调查所得情况，全部虚构。"
            yield inquiry


def _append(records: Sequence[_Record]) -> None:
    """Write the events: the first of every life together, then the second of every life, and so on."""
    told = [(record, list(record.events())) for record in records]
    for place in range(max(len(events) for _record, events in told)):
        numbers = trail.append_many(
            trail.Draft(record.row.stream, kind, SYSTEM, {**facts, "demo": True}, WHY.get(kind, ""), day)
            for record, events in told
            if place < len(events)
            for kind, day, facts in [events[place]]
        )
        for record, _events in told:
            record.row.trail_seq = numbers.get(record.row.stream, record.row.trail_seq)


def _by_model(records: Sequence[_Record]) -> dict[type, list[Any]]:
    """Return the rows to be written, the complaints before what hangs on them."""
    sorted_rows: dict[type, list[Any]] = {Complaint: [record.row for record in records]}
    for record in records:
        for row in record.rows():
            row.trail_seq = record.row.trail_seq
            sorted_rows.setdefault(type(row), []).append(row)
    return sorted_rows


def _put_on_its_way(record: _Record, until: date) -> None:
    """Reckon the day that counts for what is open, and order the letters of what happened lately."""
    life, row = record.life, record.row
    if row.state in RUNNING:
        row.due_on, row.due_provisional = due(row, until)
        Complaint.objects.filter(pk=row.pk).update(due_on=row.due_on, due_provisional=row.due_provisional)
    told = (
        (letters.SUPPLEMENT, life.asked),
        (letters.REFUSAL, life.refused),
        (letters.ACCEPTANCE, life.accepted),
        (letters.EXTENSION, life.extended),
        (letters.TERMINATION, life.withdrawn),
        (letters.DECISION, life.decided),
    )
    for kind, day in told:
        if day is not None and until - day <= LETTERS_OF:
            message = letters.message(row, kind)
            outbox.put(message.topic, message.payload, key=message.key)
