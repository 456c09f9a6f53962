"""The pages of complaints for officers: every act by its form, in the order of the law, and what they never show."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from complaints.actions.writing_letters import write_letters
from complaints.models import Complaint
from foundation.accounts.models import Posting
from foundation.audit.models import Event
from tests.complaints.investigations import (
    latest,
    make_accepted,
    make_handler,
    make_investigated,
    make_leader,
    write_waiting_letters,
)
from tests.factories.complaints import IDENTITY, make_complainant, make_complaint
from tests.people import Cast, give_second_factor

SignIn = Callable[[str], Client]
WHY = "示例：案情复杂，需委托专家论证。"
SECRETS = ("示例投诉人乙", IDENTITY, "0531-00000001", "示例市示例路1号")


@pytest.fixture(autouse=True)
def today(cast: Cast) -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


def entered(posting: Posting) -> Client:
    give_second_factor(posting.user)
    client = Client(headers={"accept-language": "zh-hans"})
    client.force_login(posting.user)
    return client


def sent(client: Client, row: Complaint, name: str, **values: Any) -> Any:
    """Open the page of an act and send its form, as a browser does."""
    address = reverse(f"complaint_{name}", args=[row.pk])
    page = client.get(address).content.decode()
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    return client.post(address, {**hidden, **values})


def test_a_complaint_goes_its_whole_way_by_forms(cast: Cast, sign_in: SignIn) -> None:
    handler = make_handler(cast)
    jinan, second = sign_in("jinan"), entered(handler)
    row = make_complaint(cast.jinan_institution).complaint
    page = jinan.get(row.get_absolute_url()).content.decode()
    assert row.number in page
    for secret in (*SECRETS, "另收费用"):
        assert secret not in page
    assert sent(jinan, row, "accept").status_code == 302
    both = [str(cast.jinan.pk), str(handler.pk)]
    assert sent(jinan, row, "assign", postings=both[:1]).status_code == 422
    assert sent(jinan, row, "assign", postings=both).status_code == 302
    for client in (jinan, second):
        assert sent(client, row, "declare", conflict="no").status_code == 302
    inquiry = {"kind": "visit", "made_on": "2026-11-25", "findings": "示例：现场核对凭证。"}
    assert sent(second, row, "inquiry", **{**inquiry, "made_on": "2026-11-30"}).status_code == 422
    assert sent(second, row, "inquiry", **inquiry).status_code == 302
    decision = {
        "finding-1": "upheld", "outcome-1": "TS24-3", "reasons-1": "示例：属实。",
        "finding-2": "not_upheld", "outcome-2": "TS24-3", "reasons-2": "示例：不实。",
    }  # fmt: skip
    refused = sent(jinan, row, "decide", **decision)
    assert refused.status_code == 422
    assert 'id="id_outcome-1_error"' in refused.content.decode()
    assert sent(jinan, row, "decide", **{**decision, "outcome-1": "TS24-2A"}).status_code == 302
    write_waiting_letters()
    letters = jinan.get(f"{row.get_absolute_url()}letters/").content.decode()
    assert "投诉处理结果告知书" in letters
    assert "/complaints/" not in re.findall(r'<th scope="row"><a href="([^"]+)"', letters)
    assert sent(jinan, row, "inform", way="post").status_code == 302
    assert latest(row).state == "informed"
    done = jinan.get(row.get_absolute_url()).content.decode()
    assert "查证属实" in done and "批评教育" in done
    kinds = [event.kind for event in Event.objects.filter(stream=row.stream).order_by("seq")]
    assert kinds == [
        "complaint.filed", "complaints.accept", "complaints.assign", "complaints.declared", "complaints.declared",
        "complaint.inquired", "complaints.decide", "complaints.inform",
    ]  # fmt: skip


def test_the_other_ways_a_complaint_goes_by_forms(cast: Cast, sign_in: SignIn) -> None:
    jinan, leader = sign_in("jinan"), entered(make_leader(cast))
    row = make_complaint(cast.jinan_institution).complaint
    assert sent(jinan, row, "refuse", ground="TS15-1", reason="示例：已处理，无新的事实。").status_code == 302
    asked = make_complaint(cast.jinan_institution).complaint
    assert sent(jinan, asked, "ask", asked_for="示例凭证", answer_by="2026-11-25").status_code == 422
    assert sent(jinan, asked, "ask", asked_for="示例凭证", answer_by="2026-12-10").status_code == 302
    early = sent(jinan, asked, "abandon", reason="示例：逾期")
    assert early.status_code == 422
    assert sent(jinan, asked, "supplemented").status_code == 302
    assert sent(jinan, asked, "accept", reason="示例：同一人另诉，事由不同。").status_code == 302
    assert leader.get(reverse("complaint_extend", args=[asked.pk])).status_code == 200
    assert sent(leader, asked, "extend", days="31", reason=WHY).status_code == 422
    assert sent(leader, asked, "extend", days="30", reason=WHY).status_code == 302
    assert sent(jinan, asked, "extend", days="30", reason=WHY).status_code == 403
    assert sent(jinan, asked, "terminate", termination="TS22-B", reason="示例：来函撤回").status_code == 302
    assert [latest(each).state for each in (row, asked)] == ["refused", "terminated"]
    stale = {"version": 2, "days": "3", "reason": WHY}
    assert leader.post(reverse("complaint_extend", args=[asked.pk]), stale).status_code == 422


def test_what_a_complaint_says_is_shown_once_after_the_look_is_recorded(cast: Cast, sign_in: SignIn) -> None:
    row = make_complaint(cast.jinan_institution).complaint
    jinan = sign_in("jinan")
    shown = jinan.post(reverse("complaint_read", args=[row.pk])).content.decode()
    assert "另收费用" in shown
    assert all(secret not in shown for secret in SECRETS)
    assert Event.objects.filter(stream=row.stream, kind="complaints.read").count() == 1
    assert sign_in("province").post(reverse("complaint_read", args=[row.pk])).status_code == 422
    assert "另收费用" not in sign_in("province").get(row.get_absolute_url()).content.decode()


def test_who_complained_is_shown_to_the_one_whose_request_another_granted(cast: Cast, sign_in: SignIn) -> None:
    row = make_accepted(cast, complainant=make_complainant(name="示例瞿鑫"))
    write_letters(row.pk, "acceptance")
    handler = make_handler(cast)
    jinan, second = sign_in("jinan"), entered(handler)
    tab = reverse("complaint_identity", args=[row.pk])
    assert jinan.post(f"{tab}ask/", {"reason": ""}).status_code == 422
    assert jinan.post(f"{tab}ask/", {"reason": "示例：核实"}).status_code == 302
    request = row.identity_requests.get()
    own = jinan.post(f"{tab}answer/", {"request": request.pk, "granted": "yes", "reason": "示例"})
    assert own.status_code == 422
    assert str(request.pk) in second.get(tab).content.decode()
    answer = second.post(f"{tab}answer/", {"request": request.pk, "granted": "yes", "reason": "示例：同意"})
    assert answer.status_code == 302
    assert "示例瞿鑫" not in jinan.get(tab).content.decode()
    assert "示例瞿鑫" in jinan.post(f"{tab}open/").content.decode()
    assert second.post(f"{tab}open/").status_code == 422
    letter = re.search(
        r'href="(/complaints/[0-9a-f-]+/letters/[0-9a-f-]+/)"',
        jinan.get(reverse("complaint_letters", args=[row.pk])).content.decode(),
    )
    assert letter is not None
    paper = jinan.get(letter[1])
    assert b"".join(paper)[:5] == b"%PDF-"
    assert second.get(letter[1]).status_code == 404
    kinds = list(Event.objects.filter(stream=row.stream, kind="complaint.identity_opened").order_by("seq"))
    assert [event.content["facts"].get("letter", "") for event in kinds] == ["", "complaints.acceptance"]


def test_an_institution_reads_its_letters_and_sees_no_complaint(cast: Cast, sign_in: SignIn) -> None:
    row = make_accepted(cast)
    write_waiting_letters()
    head = sign_in("jinan_head")
    page = head.get("/complaints/letters/")
    assert page.status_code == 200
    link = re.search(r'href="(/files/[0-9a-f-]+/)"', page.content.decode())
    assert link is not None
    assert head.get(link[1]).status_code == 200
    assert head.get("/complaints/").status_code == 403
    assert head.get(row.get_absolute_url()).status_code == 403
    elsewhere = sign_in("qingdao_clerk")
    assert elsewhere.get("/complaints/letters/").status_code == 403
    assert elsewhere.get(link[1]).status_code == 404


def test_a_page_asks_as_often_with_a_long_history(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    row = make_investigated(cast, [cast.jinan, make_handler(cast)])
    client = sign_in("jinan")
    client.get(row.get_absolute_url())
    with django_assert_max_num_queries(45):
        client.get(row.get_absolute_url())
