"""Every act on a complaint does the same by its page and by the API, and is refused with the same findings."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from complaints.actions.assigning import assign
from complaints.actions.revealing import ask_identity
from complaints.actions.supplementing import ask_supplement
from complaints.models import Complaint
from foundation.accounts.models import Posting
from foundation.exchange.actions import personal_tokens
from foundation.exchange.api import scopes
from tests.api.conftest import Caller
from tests.complaints.investigations import (
    acting,
    latest,
    make_accepted,
    make_decided,
    make_handler,
    make_investigated,
    make_leader,
    write_waiting_letters,
)
from tests.complaints.test_pages_of_complaints import entered
from tests.factories.complaints import make_complaint
from tests.people import Cast, give_second_factor

WHY = "示例：案情复杂，需委托专家论证。"
INQUIRY = {"kind": "visit", "made_on": "2026-11-25", "findings": "示例：现场核对凭证。"}
DECIDED = (("upheld", "TS24-2D", "示例：属实。"), ("not_upheld", "TS24-3", "示例：不实。"))


@pytest.fixture(autouse=True)
def today(cast: Cast) -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


@dataclass
class Office:
    """The organ of Jinan: its officer, a handler of complaints and a leader; and an officer of the province."""

    cast: Cast
    handler: Posting
    leader: Posting
    tokens: dict[str, Caller] = field(default_factory=dict)

    def posting(self, name: str) -> Posting:
        found: Posting = {"handler": self.handler, "leader": self.leader}.get(name) or getattr(self.cast, name)
        return found

    def caller(self, name: str) -> Caller:
        if name in self.tokens:
            return self.tokens[name]
        actor = acting(self.posting(name))
        give_second_factor(actor.user)
        made = personal_tokens.make_token(
            name=f"示例{name}",
            scopes=[scope.code for scope in scopes.open_to(actor)],
            valid_until=date(2026, 12, 20),
            by=actor,
        )
        self.tokens[name] = Caller(made.text, made.token)
        return self.tokens[name]

    def filed(self) -> Complaint:
        return make_complaint(self.cast.jinan_institution).complaint

    def awaiting(self) -> Complaint:
        row = self.filed()
        last = date(2026, 12, 10)
        return ask_supplement(
            row.pk, by=self.cast.actor("jinan"), version=row.trail_seq, asked_for="示例凭证", answer_by=last
        )

    def expired(self) -> Complaint:
        with time_machine.travel("2026-11-10 10:00+08:00", tick=False):
            row = self.filed()
            last = date(2026, 11, 20)
            return ask_supplement(
                row.pk, by=self.cast.actor("jinan"), version=row.trail_seq, asked_for="示例凭证", answer_by=last
            )

    def accepted(self) -> Complaint:
        return make_accepted(self.cast)

    def assigned(self) -> Complaint:
        row = self.accepted()
        keys = [self.cast.jinan.pk, self.handler.pk]
        return assign(row.pk, by=self.cast.actor("jinan"), version=row.trail_seq, postings=keys)

    def investigated(self) -> Complaint:
        return make_investigated(self.cast, [self.cast.jinan, self.handler])

    def decided(self) -> Complaint:
        row = make_decided(self.cast, [self.cast.jinan, self.handler])
        write_waiting_letters()
        return row

    def asked(self) -> Complaint:
        row = self.accepted()
        ask_identity(row.pk, by=self.cast.actor("jinan"), reason=WHY)
        return row


@pytest.fixture
def office(cast: Cast) -> Office:
    return Office(cast, make_handler(cast), make_leader(cast))


Given = dict[str, Any]


@dataclass(frozen=True)
class Act:
    """One act: its page and endpoint, who does it, from where, what is sent, and where the complaint then stands.

    `amiss` is the same with something wrong; `wrong` makes a complaint for which the act is not possible.
    """

    page: str
    endpoint: str
    who: str
    before: Callable[[Office], Complaint]
    given: Given
    state: str
    wrong: Callable[[Office], Complaint]
    amiss: Given = field(default_factory=dict)


ACTS = (
    Act("accept", "accept", "jinan", Office.filed, {"reason": ""}, "accepted", Office.accepted),
    Act(
        "refuse", "refuse", "jinan", Office.filed, {"ground": "TS15-1", "reason": WHY}, "refused", Office.accepted,
        {"reason": "x"},
    ),
    Act(
        "ask", "ask", "jinan", Office.filed, {"asked_for": "示例凭证", "answer_by": "2026-12-10"}, "awaiting",
        Office.accepted, {"answer_by": "2026-11-25"},
    ),
    Act("supplemented", "supplemented", "jinan", Office.awaiting, {}, "received", Office.filed),
    Act("abandon", "abandon", "jinan", Office.expired, {"reason": WHY}, "abandoned", Office.awaiting),
    Act("assign", "assign", "jinan", Office.accepted, {"postings": ["jinan", "handler"]}, "investigating",
        Office.decided, {"postings": ["jinan"]}),
    Act("declare", "declare", "handler", Office.assigned, {"conflict": False, "reason": ""}, "investigating",
        Office.investigated, {"conflict": True}),
    Act("inquiry", "inquiry", "handler", Office.investigated, INQUIRY, "investigating", Office.accepted,
        {"made_on": "2026-11-30"}),
    Act("extend", "extend", "leader", Office.accepted, {"days": 30, "reason": WHY}, "accepted", Office.filed,
        {"days": 31}),
    Act("decide", "decide", "jinan", Office.investigated, {"decided": DECIDED}, "decided", Office.assigned,
        {"decided": (("upheld", "TS24-3", "示例：属实。"), DECIDED[1])}),
    Act("inform", "inform", "jinan", Office.decided, {"way": "post"}, "informed", Office.investigated),
    Act(
        "terminate", "terminate", "jinan", Office.accepted,
        {"termination": "TS22-B", "reason": WHY, "refusal_ground": ""}, "terminated", Office.decided,
        {"termination": "TS22-A"},
    ),
    Act("identity_ask", "ask-identity", "jinan", Office.accepted, {"reason": WHY}, "accepted", Office.asked,
        {"reason": "x"}),
    Act("identity_answer", "answer-identity", "handler", Office.asked, {"granted": True, "reason": WHY}, "accepted",
        Office.asked, {"reason": "x"}),
)  # fmt: skip
BY_NAME = pytest.mark.parametrize("act", ACTS, ids=lambda act: act.page)


def by_page(office: Office, who: str, act: Act, row: Complaint, given: Given) -> Any:
    values: Given = {"version": latest(row).trail_seq}
    for name, value in given.items():
        match name, value:
            case "decided", rows:
                for place, said in enumerate(rows, 1):
                    values |= zip_named(said, place)
            case "postings", names:
                values[name] = [str(office.posting(each).pk) for each in names]
            case (("conflict" | "granted"), bool(said)):
                values[name] = "yes" if said else "no"
            case _:
                values[name] = value
    if act.page == "identity_answer":
        values["request"] = str(row.identity_requests.get().pk)
    client: Client = entered(office.posting(who))
    return client.post(reverse(f"complaint_{act.page}", args=[row.pk]), values)


def zip_named(said: tuple[str, ...], place: int) -> Given:
    return {f"{name}-{place}": text for name, text in zip(("finding", "outcome", "reasons"), said, strict=True)}


def by_api(office: Office, who: str, act: Act, row: Complaint, given: Given) -> Any:
    body: Given = {} if act.page.startswith("identity") else {"version": latest(row).trail_seq}
    for name, value in given.items():
        if name == "decided":
            names = ("finding", "outcome", "reasons")
            body["allegations"] = [
                {"position": place, **dict(zip(names, said, strict=True))} for place, said in enumerate(value, 1)
            ]
        else:
            body[name] = [str(office.posting(each).pk) for each in value] if name == "postings" else value
    if act.page == "identity_answer":
        body["request"] = str(row.identity_requests.get().pk)
    address = f"complaints/{row.pk}/{act.endpoint}/"
    headers = {"Accept-Language": "zh-hans"}
    return office.caller(who).post(address, body, key=str(uuid.uuid4()), headers=headers)


def said_by_page(answer: Any) -> set[str]:
    """What stands beside the fields of a refused form."""
    found: set[str] = set()
    for name in ("form", "asking", "answering"):
        form = answer.context.get(name)
        if form is not None and form.is_bound:
            found |= {message for messages in form.errors.values() for message in messages}
    return found


def said_by_api(answer: Any) -> set[str]:
    """The same of a refused request."""
    return {
        "".join(filter(None, (error["detail"], error["article"], error["way_out"])))
        for error in answer.json()["errors"]
    }


def effect(row: Complaint) -> list[Any]:
    """What an act leaves behind, apart from keys and moments."""
    now = latest(row)
    return [
        now.state, now.due_on, now.upheld, now.extended_days, now.refusal_ground, now.termination, now.trail_seq,
        [(each.finding, each.outcome) for each in now.allegations.all()],
        sorted((str(each.declared_on), each.ended_reason) for each in now.investigators.all()),
        sorted(each.kind for each in now.inquiries.all()),
        [each.granted for each in now.identity_requests.all()],
    ]  # fmt: skip


@BY_NAME
def test_page_and_api_do_the_same_and_find_the_same_amiss(office: Office, act: Act) -> None:
    rows = [act.before(office), act.before(office)]
    if act.amiss:
        wrong = {**act.given, **act.amiss}
        page, api = by_page(office, act.who, act, rows[0], wrong), by_api(office, act.who, act, rows[1], wrong)
        assert (page.status_code, api.status_code) == (422, 422), api.content.decode()
        assert said_by_page(page) == said_by_api(api) != set()
    page = by_page(office, act.who, act, rows[0], act.given)
    api = by_api(office, act.who, act, rows[1], act.given)
    assert (page.status_code, api.status_code) == (302, 200), api.content.decode()
    assert effect(rows[0]) == effect(rows[1])
    assert latest(rows[0]).state == api.json()["state"] == act.state


@BY_NAME
def test_page_and_api_refuse_the_wrong_moment_and_the_wrong_person_alike(office: Office, act: Act) -> None:
    row, late = act.before(office), act.wrong(office)
    before = effect(row), effect(late)
    elsewhere = "province_leader" if act.who == "leader" else "province"
    tried = [(elsewhere, row)] if act.page == "identity_answer" else [(elsewhere, row), (act.who, late)]
    for who, complaint in tried:
        page, api = by_page(office, who, act, complaint, act.given), by_api(office, who, act, complaint, act.given)
        assert (page.status_code, api.status_code) == (422, 422), api.content.decode()
        assert said_by_page(page) == said_by_api(api) != set()
    for who, status in (("qingdao", 404), ("jinan_clerk", 403)):
        if who == "qingdao" and act.who == "leader":
            status = 403
        page, api = by_page(office, who, act, row, act.given), by_api(office, who, act, row, act.given)
        assert (page.status_code, api.status_code) == (status, status), (who, api.content.decode())
    assert (effect(row), effect(late)) == before
