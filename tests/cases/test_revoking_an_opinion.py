"""After the issue an institution revokes an opinion when it finds what 条例 art. 38 names: who, when, what is left."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cases.actions.revoking_opinions import NOTICE_JOB
from cases.actions.writing_corrections import write_correction
from cases.actions.writing_revocations import write_revocation
from cases.models import Case, IssuedOpinion, OpinionRevocation
from cases.opinions.issued.standing import standing_of
from foundation.accounts.models import Notice
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.models import Event, OutboxMessage
from foundation.audit.verify import verify
from foundation.documents.actions.reading import content_of
from foundation.kpi.areas import PROVINCE
from foundation.kpi.catalogue import value
from foundation.kpi.merging import merge
from foundation.kpi.periods import Span
from tests.documents.test_papers import text_of
from tests.factories.cases import make_case
from tests.factories.opinions import REVOCATION, Office, brought_to, corrected, issued, make_office, revoked
from tests.people import Cast

SignIn = Callable[..., Client]
TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


@pytest.fixture
def office(cast: Cast) -> Office:
    """An office whose opinion is issued."""
    office = make_office(cast.jinan_institution, cast.jinan_head, others=1, accepted_on=date(2026, 11, 10))
    brought_to(office, 3)
    issued(office)
    return office


def codes_of(deed: Callable[[], Any]) -> set[str]:
    with pytest.raises(RuleBroken) as broken:
        deed()
    return {finding.code or finding.field for finding in broken.value.findings}


def test_a_revocation_stands_beside_the_opinion_which_stays_as_it_was(office: Office) -> None:
    before = IssuedOpinion.objects.values().get()
    row = revoked(office)
    assert (row.ground, row.found_on, row.revoked_on) == ("SD36-3", TODAY, TODAY)
    assert IssuedOpinion.objects.values().get() == before
    case = Case.objects.get(pk=office.case.pk)
    assert (case.state, case.revoked_on) == ("issued", TODAY), "a revoked opinion stays issued (decisions.md 23)"
    assert standing_of(IssuedOpinion.objects.get()).state == "revoked"
    event = Event.objects.get(stream=case.stream, kind="cases.revoke_opinion")
    assert event.content["reason"] == REVOCATION["reason"] and "第三十八条" in event.content["facts"]["article"]
    assert OutboxMessage.objects.filter(topic=NOTICE_JOB).count() == 1
    assert verify(case.stream).sound


def test_those_who_signed_it_are_told(office: Office) -> None:
    revoked(office)
    told = Notice.objects.filter(kind="opinion_revoked").values_list("user_id", flat=True)
    assert set(told) == {office.first.user.pk, office.second.user.pk}


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"ground": "SD36-1"}, {"not_in_the_list"}),
        ({"ground": "TZ29-1"}, {"not_in_the_list"}),
        ({"ground": ""}, {"not_in_the_list"}),
        ({"reason": "x"}, {"reason"}),
        ({"found_on": date(2026, 11, 26)}, {"found_on"}),
        ({"found_on": date(2026, 11, 24)}, {"known_before"}),
        ({"ground": "", "reason": "", "found_on": date(2026, 11, 26)}, {"not_in_the_list", "reason", "found_on"}),
    ],
)
def test_what_a_revocation_must_say(office: Office, values: dict[str, Any], found: set[str]) -> None:
    assert codes_of(lambda: revoked(office, **values)) == found
    assert not OpinionRevocation.objects.exists()


def test_both_grounds_of_the_article_are_offered_and_no_other(office: Office) -> None:
    assert revoked(office, ground="SD36-2").ground == "SD36-2"


def test_only_the_head_of_the_institution_revokes(office: Office, cast: Cast) -> None:
    for who in (office.first, office.reviewer, cast.actor("jinan"), cast.actor("jinan_clerk"), cast.actor("province")):
        with pytest.raises(NotAllowed):
            revoked(office, who)


def test_it_is_revoked_once_and_corrected_no_more(office: Office) -> None:
    revoked(office)
    assert codes_of(lambda: revoked(office)) == {"revoked"}
    assert codes_of(lambda: corrected(office)) == {"revoked"}


def test_a_corrected_opinion_can_be_revoked(office: Office) -> None:
    corrected(office)
    revoked(office)
    standing = standing_of(IssuedOpinion.objects.get())
    assert standing.state == "revoked" and len(standing.corrections) == 1


def test_an_opinion_of_a_ledger_is_not_revoked_here(office: Office, cast: Cast) -> None:
    loaded = make_case(cast.jinan_institution, issued_on=date(2026, 11, 20))
    assert codes_of(lambda: revoked(replace(office, case=loaded))) == {"not_issued_here"}


def test_who_came_second_is_told(office: Office) -> None:
    seen = Case.objects.get(pk=office.case.pk).trail_seq
    corrected(office, version=seen)
    with pytest.raises(StaleState):
        revoked(office, version=seen)


def test_it_is_counted_on_its_day_and_stays_among_the_issued(office: Office) -> None:
    revoked(office)
    merge()
    span = Span(date(2026, 1, 1), date(2026, 12, 31))
    assert value("opinions_revoked", PROVINCE, span).numerator == 1
    assert value("opinions_issued", PROVINCE, span).numerator == 1


def test_the_notice_is_printed_once_with_its_digest_in_the_trail(office: Office) -> None:
    row = revoked(office)
    assert (write_revocation(row.pk), write_revocation(row.pk)) == (True, False)
    row.refresh_from_db()
    assert row.pages == 1 and row.paper is not None
    text = "".join(text_of(content_of(row.paper)).split())
    assert set("撤销司法鉴定意见书告知发现材料不真实退还第三十八条第三十六条") <= set(text)
    written_down = Event.objects.get(kind="cases.opinion_revocation_written").content["facts"]
    assert written_down["sha256"] == row.sha256 == row.paper.sha256
    assert Notice.objects.get(kind="revocation_ready").user == office.head.user
    assert verify(office.case.stream).sound


def test_the_page_says_what_happens_and_keeps_what_was_typed(office: Office, sign_in: SignIn) -> None:
    client = sign_in("jinan_head")
    where = reverse("case_opinion_revoke", args=[office.case.pk])
    page = client.get(where).content.decode()
    assert "鉴定材料不真实" in page and "违背社会公德" in page and "不可抗力" not in page and "不能恢复" in page
    given = {**REVOCATION, "version": Case.objects.get(pk=office.case.pk).trail_seq}
    amiss = client.post(where, {**given, "found_on": "2026-11-24"})
    assert amiss.status_code == 422
    assert "出具前已知的情形" in amiss.content.decode() and REVOCATION["reason"] in amiss.content.decode()
    done = client.post(where, {**given, "found_on": "2026-11-25"}, follow=True).content.decode()
    assert "已撤销" in done and OpinionRevocation.objects.count() == 1
    again = client.get(where).content.decode()
    assert "该意见书已经撤销" in again and 'type="submit">撤销意见书' not in again


def test_those_who_may_not_revoke_do_not_meet_the_act(office: Office, sign_in: SignIn) -> None:
    where = reverse("case_opinion_revoke", args=[office.case.pk])
    for who in ("jinan", "jinan_clerk"):
        client = sign_in(who)
        assert client.get(where).status_code == 403
        assert where not in client.get(reverse("case_opinion", args=[office.case.pk])).content.decode()


def test_the_list_finds_revoked_opinions(office: Office, cast: Cast, sign_in: SignIn) -> None:
    other = make_case(cast.jinan_institution, issued_on=date(2026, 11, 20))
    client = sign_in("jinan")
    assert office.case.get_absolute_url() not in client.get("/cases/?state=revoked").content.decode()
    revoked(office)
    page = client.get("/cases/?state=revoked").content.decode()
    assert office.case.get_absolute_url() in page and other.get_absolute_url() not in page
    for shown in (page, client.get(office.case.get_absolute_url()).content.decode()):
        assert re.search(r'pt-st--late"[^<]*>[^<]*已出具意见书，后撤销', shown)


def test_the_public_check_says_revoked_before_anything_else_and_not_why(office: Office, client: Client) -> None:
    write_correction(corrected(office).pk)
    row = revoked(office)
    write_revocation(row.pk)
    opinion = IssuedOpinion.objects.get()
    page = client.get(reverse("check_code", args=[opinion.code])).content.decode()
    heading = page[page.index("<h1") : page.index("</h1>")]
    assert "已撤销，不能再用" in heading and "2026年11月25日" in page and "鉴定材料不真实" in page
    assert "在平台登记在案" not in heading
    typed = {"number": opinion.number, "issued_on_0": "2026", "issued_on_1": "11", "issued_on_2": "25"}
    answer = client.post("/check/", typed).content.decode()
    assert "已撤销，不能再用" in answer[answer.index("<h1") : answer.index("</h1>")]
    for shown in (page, answer):
        for secret in (REVOCATION["reason"], "鉴定人一", office.case.case_number):
            assert secret not in shown
