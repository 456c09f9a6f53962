"""A correction follows an issued opinion and leaves it as it was: who signs it, what it may touch, what it says."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from cases.actions.correcting_opinions import PAPER_JOB
from cases.actions.writing_corrections import write_correction
from cases.actions.writing_opinions import write_opinion
from cases.models import Case, IssuedOpinion, OpinionCorrection
from cases.opinions.issued.standing import standing_of
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Notice
from foundation.audit.actors import SYSTEM
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.models import Event, OutboxMessage
from foundation.audit.regulated import write
from foundation.audit.verify import verify
from foundation.documents.actions.reading import content_of
from foundation.kpi.areas import PROVINCE
from foundation.kpi.catalogue import value
from foundation.kpi.merging import merge
from foundation.kpi.periods import Span
from tests.documents.test_papers import text_of
from tests.factories.assignments import make_assignment, make_posted_appraiser
from tests.factories.cases import make_case
from tests.factories.opinions import (
    CORRECTION,
    TEXTS,
    Office,
    brought_to,
    corrected,
    issued,
    make_office,
    reviewed,
    signed,
    written,
)
from tests.factories.standing import make_personal_restriction
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


def test_a_correction_stands_beside_the_opinion_and_changes_nothing_of_it(office: Office) -> None:
    before = IssuedOpinion.objects.values().get()
    row = corrected(office)
    assert (row.number, row.corrected_on, row.certificate_number) == (
        1,
        TODAY,
        office.first_appraiser.certificate_number,
    )
    assert IssuedOpinion.objects.values().get() == before
    opinion = IssuedOpinion.objects.get()
    assert standing_of(opinion).state == "corrected"
    assert corrected(office, office.second, old_words="损伤", new_words="损害").number == 2
    assert [each.number for each in standing_of(opinion).corrections] == [1, 2]
    assert Case.objects.get(pk=office.case.pk).corrected_on == TODAY
    event = Event.objects.filter(stream=office.case.stream, kind="cases.correct_opinion").earliest("seq")
    assert event.content["facts"]["number"] == 1 and "右肩关节" not in str(event.content)
    assert OutboxMessage.objects.filter(topic=PAPER_JOB).count() == 2
    assert verify(office.case.stream).sound


def test_an_opinion_without_corrections_is_valid(office: Office) -> None:
    assert standing_of(IssuedOpinion.objects.get()).state == "valid"
    assert Case.objects.get(pk=office.case.pk).corrected_on is None


def test_the_opinion_itself_is_never_corrected(office: Office) -> None:
    with pytest.raises(RuleBroken) as broken:
        corrected(office, part="opinion", old_words="十级")
    (finding,) = broken.value.findings
    assert (finding.field, finding.code) == ("part", "opinion_untouched")
    assert "第四十一条" in finding.article
    row = OpinionCorrection(
        case=office.case, number=1, part="opinion", appraiser=office.first_appraiser, corrected_on=TODAY
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        write(row, "cases.correct_opinion", by=SYSTEM)
    assert not OpinionCorrection.objects.exists()


@pytest.mark.parametrize(
    ("part", "old"),
    [
        ("summary", "右肩关\n节 损伤"),
        ("basics", "示例检查室"),
        ("basics", "2026年11月20日"),
        ("basics", "2026年11月10日"),
        ("facts", "交通事故"),
        ("annexes", "2张"),
        ("signatures", "意字第1号"),
        ("signatures", "鉴定人二"),
    ],
)
def test_what_is_corrected_stands_in_the_part_that_is_named(office: Office, part: str, old: str) -> None:
    assert corrected(office, part=part, old_words=old, new_words="示例正字").part == part


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"old_words": "左肩关节"}, {"words_not_found"}),
        ({"part": "facts"}, {"words_not_found"}),
        ({"part": "summary", "old_words": "十级伤残"}, {"words_not_found"}),
        ({"old_words": " "}, {"words_missing"}),
        ({"new_words": "右肩 关节"}, {"nothing_changes"}),
        ({"new_words": " "}, {"missing"}),
        ({"location": ""}, {"missing"}),
        ({"part": "X"}, {"not_in_the_list"}),
        ({"ground": "TZ41-9"}, {"not_in_the_list"}),
        ({"reason": "x"}, {"reason"}),
        ({"old_words": "长" * 2_001}, {"old_words"}),
        ({"new_words": "正\0"}, {"new_words"}),
        ({"part": "opinion", "ground": "", "reason": ""}, {"opinion_untouched", "not_in_the_list", "reason"}),
    ],
)
def test_what_a_correction_must_say(office: Office, values: dict[str, Any], found: set[str]) -> None:
    assert codes_of(lambda: corrected(office, **values)) == found
    assert not OpinionCorrection.objects.exists()


def test_where_nothing_can_be_quoted_nothing_is(office: Office) -> None:
    row = corrected(office, part="annexes", ground="TZ41-1", old_words="", new_words="示例：以清晰照片更换照片1")
    assert row.old_words is None and row.new_words is not None
    assert codes_of(lambda: corrected(office, ground="TZ41-2", part="annexes", old_words="没有的字")) == {
        "words_not_found"
    }


def test_only_who_signed_the_opinion_corrects_it(office: Office, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        corrected(office, office.head)
    with pytest.raises(NotAllowed):
        corrected(office, cast.actor("jinan"))
    late, posting = make_posted_appraiser("示例后来鉴定人", cast.jinan_institution)
    with pytest.raises(NotAllowed):
        corrected(office, PostedActor(posting.user, posting))
    make_assignment(office.case, late, position=3)
    assert codes_of(lambda: corrected(office, PostedActor(posting.user, posting))) == {"not_signatory"}


def test_who_may_not_practise_any_more_leaves_it_to_the_other(office: Office, cast: Cast) -> None:
    make_personal_restriction(office.first_appraiser, by=cast.actor("jinan"))
    assert codes_of(lambda: corrected(office)) == {"restricted"}
    assert corrected(office, office.second).number == 1


def test_an_opinion_of_a_ledger_or_none_at_all_has_no_correction(office: Office, cast: Cast) -> None:
    loaded = make_case(cast.jinan_institution, issued_on=date(2026, 11, 20))
    make_assignment(loaded, office.first_appraiser, position=1)
    assert codes_of(lambda: corrected(replace(office, case=loaded))) == {"not_issued_here"}


def test_the_share_counts_the_opinion_once_however_often_it_is_corrected(office: Office, cast: Cast) -> None:
    make_case(cast.jinan_institution, issued_on=date(2026, 11, 20))
    make_case(cast.jinan_institution, issued_on=date(2026, 11, 20), import_id=uuid4(), import_row=1)
    span = Span(date(2026, 1, 1), date(2026, 12, 31))
    for words in ("右肩", "损伤"):
        corrected(office, old_words=words, new_words="示例正字")
        merge()
        share = value("correction_share", PROVINCE, span)
        assert (share.numerator, share.denominator) == (1, 2), "a ledger does not say it"


def test_who_came_second_is_told(office: Office) -> None:
    seen = Case.objects.get(pk=office.case.pk).trail_seq
    corrected(office, version=seen)
    with pytest.raises(StaleState):
        corrected(office, office.second, version=seen)
    assert OpinionCorrection.objects.count() == 1


def test_the_paper_is_printed_once_with_its_digest_in_the_trail(office: Office) -> None:
    row = corrected(office)
    assert (write_correction(row.pk), write_correction(row.pk)) == (True, False)
    row.refresh_from_db()
    assert row.pages == 1 and row.paper is not None
    text = text_of(content_of(row.paper))
    assert set("司法鉴定意见补正书资料摘要第页行右肩关节处签名证号不改变原意") <= set(text)
    written_down = Event.objects.get(kind="cases.opinion_correction_written").content["facts"]
    assert written_down["sha256"] == row.sha256 == row.paper.sha256
    assert Notice.objects.get(kind="correction_ready").user == office.first.user
    assert verify(office.case.stream).sound


def test_the_page_asks_for_what_the_form_asks_and_keeps_what_was_typed(office: Office, sign_in: SignIn) -> None:
    client = sign_in(office.first.posting)
    where = reverse("case_opinion_correct", args=[office.case.pk])
    page = client.get(where).content.decode()
    assert "文字表达有瑕疵或者错别字" in page and 'value="opinion"' not in page
    version = Case.objects.get(pk=office.case.pk).trail_seq
    amiss = client.post(where, {**CORRECTION, "version": version, "old_words": "左肩关节"})
    assert amiss.status_code == 422
    assert "原意见书的该部分没有这些文字" in amiss.content.decode() and "左肩关节" in amiss.content.decode()
    done = client.post(where, {**CORRECTION, "version": version}, follow=True).content.decode()
    assert "第1号补正" in done and "有效，已补正" in done and "右肩关节处" not in done
    assert OpinionCorrection.objects.count() == 1


def test_those_who_did_not_sign_are_told_why(office: Office, cast: Cast, sign_in: SignIn) -> None:
    where = reverse("case_opinion_correct", args=[office.case.pk])
    assert sign_in("jinan").get(where).status_code == 403
    assert sign_in("jinan_clerk").get(where).status_code == 403
    tab = sign_in("jinan").get(reverse("case_opinion", args=[office.case.pk])).content.decode()
    assert where not in tab


def test_the_list_finds_corrected_opinions(office: Office, cast: Cast, sign_in: SignIn) -> None:
    other = make_case(cast.jinan_institution, issued_on=date(2026, 11, 20))
    client = sign_in("jinan")
    assert office.case.get_absolute_url() not in client.get("/cases/?state=corrected").content.decode()
    corrected(office)
    page = client.get("/cases/?state=corrected").content.decode()
    assert office.case.get_absolute_url() in page and other.get_absolute_url() not in page


def test_the_public_check_says_since_when_and_where_but_no_words(office: Office, client: Client) -> None:
    opinion = IssuedOpinion.objects.get()
    where = reverse("check_code", args=[opinion.code])
    assert "有效，已补正" not in client.get(where).content.decode()
    write_opinion(office.case.pk)
    row = corrected(office)
    write_correction(row.pk)
    opinion.refresh_from_db()
    row.refresh_from_db()
    page = client.get(where).content.decode()
    assert "见第1号补正书" in page and "资料摘要" in page
    assert f'data-compare="{opinion.sha256} {row.sha256}"' in page and 'data-verdict="same-1"' in page
    for secret in ("右肩关节", "第2页第3行", CORRECTION["reason"], "鉴定人一", office.case.case_number):
        assert secret not in page
    answer = client.post(
        "/check/", {"number": opinion.number, "issued_on_0": "2026", "issued_on_1": "11", "issued_on_2": "25"}
    ).content.decode()
    assert "有效，已补正" in answer and row.sha256 in answer


def test_a_dissent_is_a_signature_and_corrects_too(cast: Cast) -> None:
    office = make_office(cast.jinan_institution, cast.jinan_head, others=1)
    written(office)
    signed(office, office.first, dissent="示例：不同意见")
    signed(office, office.second)
    reviewed(office)
    issued(office)
    assert corrected(office).number == 1
    assert TEXTS.summary
