"""The page of a case: facts, acts per role, tabs with an address each, trail, who looked."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Case, Subject
from foundation.audit import trail
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from tests.factories.cases import make_case
from tests.people import Cast

SignIn = Callable[[str], Client]
TABS = ("case", "case_related", "case_trail")


@pytest.fixture
def case(cast: Cast) -> Case:
    made = make_case(cast.jinan_institution, client_name="张示例", client_kind="non_litigation")
    subject = Subject(case=made)
    subject.name, subject.identity_number = "示例当事人甲", "379999199001010015"
    write(subject, "case.subject_entered", by=SYSTEM)
    made.refresh_from_db()
    return made


def text(client: Client, route: str, case: Case, **query: str) -> str:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    answer = client.get(reverse(route, args=[case.pk]), query)
    assert answer.status_code == 200, route
    return answer.content.decode()


def test_an_officer_is_offered_what_he_may_do(case: Case, sign_in: SignIn) -> None:
    page = text(sign_in("jinan"), "case", case)
    assert f'href="{reverse("case_reveal", args=[case.pk])}"' in page
    assert "Asks for a reason, which goes on record." in page


def test_a_leader_reads_why_the_button_is_shut_and_who_holds_the_act(case: Case, sign_in: SignIn) -> None:
    page = text(sign_in("province_leader"), "case", case)
    assert 'aria-disabled="true" aria-describedby="act-2-why">Open the identities</span>' in page
    assert "At your organisation only the roles Officer, Complaint handler, Inspector hold this act." in page
    assert reverse("case_reveal", args=[case.pk]) not in page


def test_a_case_without_anybody_named_says_that_there_is_nothing_to_open(cast: Cast, sign_in: SignIn) -> None:
    page = text(sign_in("jinan"), "case", make_case(cast.jinan_institution))
    assert "The ledger names no subject, and the client is named in full." in page


def test_a_client_outside_litigation_is_masked_everywhere_until_opened(case: Case, sign_in: SignIn) -> None:
    client = sign_in("jinan")
    for route in TABS:
        assert "张示例" not in text(client, route, case)
    assert "张＊＊" in text(client, "case", case)
    listed = client.get(reverse("case_list")).content.decode()
    assert "张示例" not in listed
    assert "张＊＊" in listed
    opened = client.post(reverse("case_reveal", args=[case.pk]), {"reason": "核对投诉"}).content.decode()
    assert "张示例" in opened
    assert "示例当事人甲" in opened


def test_a_court_is_named_in_full(cast: Cast, sign_in: SignIn) -> None:
    assert "济南示例区人民法院" in text(sign_in("jinan"), "case", make_case(cast.jinan_institution))


@pytest.mark.parametrize("route", TABS)
def test_tabs_are_links_and_the_open_one_is_marked(case: Case, sign_in: SignIn, route: str) -> None:
    page = text(sign_in("jinan"), route, case)
    for other in TABS:
        assert f'href="{reverse(other, args=[case.pk])}" id="tab-' in page
    assert page.count('aria-current="page">') == 2, "the tab and the entry of the navigation"


def test_the_documents_tab_is_there_only_when_there_are_documents(case: Case, sign_in: SignIn) -> None:
    assert reverse("case_documents", args=[case.pk]) not in text(sign_in("jinan"), "case", case)


@pytest.mark.parametrize("route", [*TABS, "case_documents", "case_reveal"])
def test_another_city_finds_no_tab_of_the_case(case: Case, sign_in: SignIn, route: str) -> None:
    assert sign_in("qingdao").get(reverse(route, args=[case.pk])).status_code == 404
    assert sign_in("qingdao").get(reverse(route, args=[uuid4()])).status_code == 404


def test_who_looked_is_complete_after_a_look_and_names_person_posting_and_reason(
    case: Case, sign_in: SignIn, cast: Cast
) -> None:
    leader = sign_in("province_leader")
    assert "Nobody has looked" in text(leader, "case_looks", case)
    sign_in("jinan").post(reverse("case_reveal", args=[case.pk]), {"reason": "核对投诉材料"})
    sign_in("jinan_clerk").post(reverse("case_reveal", args=[case.pk]), {"reason": "打印委托书"})
    page = text(leader, "case_looks", case)
    for words in ("核对投诉材料", "示例jinan", "示例济南市司法局 Officer", "打印委托书", "示例jinan_clerk"):
        assert words in page, words
    assert "Opened: the client, the subjects." in page
    assert "张示例" not in page
    assert "打印委托书" in text(sign_in("jinan_head"), "case_looks", case)


def test_reading_who_looked_is_no_look(case: Case, sign_in: SignIn) -> None:
    text(sign_in("province_leader"), "case_looks", case)
    assert "Nobody has looked" in text(sign_in("province_leader"), "case_looks", case)


@pytest.mark.parametrize("who", ["jinan", "jinan_clerk", "jinan_institution_administrator"])
def test_who_is_not_entitled_sees_neither_tab_nor_list(case: Case, sign_in: SignIn, who: str) -> None:
    client = sign_in(who)
    assert "Who looked" not in text(client, "case", case)
    assert client.get(reverse("case_looks", args=[case.pk])).status_code == 403


def enter(case: Case, number: int, kind: str = "case.noted") -> None:
    with transaction.atomic():
        for serial in range(number):
            trail.append(case.stream, kind, by=SYSTEM, reason=f"理由{serial}号")


def test_pages_of_a_long_trail_stay_the_same_while_new_events_come(case: Case, sign_in: SignIn) -> None:
    enter(case, 45)
    client = sign_in("jinan")
    first = client.get(reverse("case_trail", args=[case.pk]))
    second = first.context["history"].page.next_url
    before = client.get(reverse("case_trail", args=[case.pk]) + second).context["history"].entries
    enter(case, 7)
    after = client.get(reverse("case_trail", args=[case.pk]) + second).context["history"].entries
    assert [entry.seq for entry in after] == [entry.seq for entry in before]
    assert len(before) == 20


def test_a_long_trail_can_be_read_by_kind(case: Case, sign_in: SignIn) -> None:
    enter(case, 30)
    answer = sign_in("jinan").get(reverse("case_trail", args=[case.pk]), {"kind": "case.imported"})
    assert [entry.kind for entry in answer.context["history"].entries] == ["case.imported"]
    assert [link.current for link in answer.context["history"].kinds].count(True) == 1


@pytest.mark.parametrize("kind", ["nothing.such", "\0", "x" * 5000])
def test_a_kind_that_does_not_occur_shows_nothing_and_breaks_nothing(case: Case, sign_in: SignIn, kind: str) -> None:
    assert sign_in("jinan").get(reverse("case_trail", args=[case.pk]), {"kind": kind}).status_code == 200


def test_a_late_entry_is_set_apart_with_its_days(case: Case, sign_in: SignIn) -> None:
    with transaction.atomic():
        trail.append(case.stream, "case.noted", by=SYSTEM, occurred_on=date(2020, 1, 2))
    page = text(sign_in("jinan"), "case_trail", case)
    assert '<li class="warn">' in page
    assert "days later" in page


def test_the_page_says_why_this_record_is_seen(case: Case, sign_in: SignIn) -> None:
    client = sign_in("jinan")
    assert f"/why/?records=cases.Case&amp;row={case.pk}" in text(client, "case", case)
    answer = client.get("/why/", {"records": "cases.Case", "row": str(case.pk)}).content.decode()
    assert "This record is among them:" in answer
    assert case.case_number in answer
    other = sign_in("qingdao")
    other.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    foreign = other.get("/why/", {"records": "cases.Case", "row": str(case.pk)})
    assert case.case_number not in foreign.content.decode()
    assert "There is no such record among those you see." in foreign.content.decode()


def test_paper_holds_the_whole_trail_and_where_it_was_read(case: Case, sign_in: SignIn) -> None:
    enter(case, 30)
    page = text(sign_in("jinan"), "case", case, paper="1")
    assert page.count("理由") == 30
    assert f"from http://testserver/cases/{case.pk}/" in page


def test_the_list_of_the_institution_comes_as_a_part_whose_links_name_the_list(
    case: Case, cast: Cast, sign_in: SignIn
) -> None:
    for _serial in range(30):
        make_case(cast.jinan_institution)
    client = sign_in("jinan")
    url = f"{reverse('case_list')}?institution={cast.jinan_institution.pk}"
    assert f'hx-get="{url}"' in text(client, "case_related", case)
    part = client.get(url, headers={"HX-Request": "true", "HX-Target": "related"}).content.decode()
    assert "<html" not in part
    assert 'href="/cases/?' in part
    assert 'href="?' not in part


@pytest.mark.parametrize("route", TABS)
def test_a_tab_asks_the_database_a_fixed_number_of_questions(case: Case, sign_in: SignIn, route: str) -> None:
    client = sign_in("jinan")
    address = reverse(route, args=[case.pk])
    client.get(address)
    counts = []
    for more in (0, 60):
        enter(case, more)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))
    assert counts[1] <= counts[0] + 1, "one question more for the kinds of a long trail"
    assert counts[1] <= 28
