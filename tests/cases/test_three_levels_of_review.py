"""An opinion goes through three levels: nobody reviews his own work, nothing is skipped, nothing said is lost."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import transaction

from cases.actions import issuing_opinion, preparing_opinion
from cases.actions.issuing_opinion import PAPER_JOB
from cases.actions.reading_opinion import read_version
from cases.actions.terminating import terminate
from cases.actions.writing_opinions import write_opinion
from cases.checking import registered_opinions
from cases.models import Case, IssuedOpinion, NumberSeries, Opinion, OpinionVersion, SignOff
from cases.opinions import gate
from foundation.accounts.models import Notice
from foundation.audit.actors import SYSTEM
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.models import Event, OutboxMessage
from foundation.audit.regulated import write
from foundation.audit.verify import verify
from foundation.documents import codes
from foundation.documents.actions.reading import content_of
from foundation.documents.models import StoredFile
from tests.documents.test_papers import text_of
from tests.factories.assignments import make_assignment
from tests.factories.entrustments import make_appraiser
from tests.factories.opinions import TEXTS, Office, brought_to, issued, make_office, reviewed, signed, written
from tests.people import Cast
from tests.races.kit import race

TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


@pytest.fixture
def office(cast: Cast) -> Office:
    return make_office(cast.jinan_institution, cast.jinan_head, others=1)


def codes_of(deed: Callable[[], Any]) -> set[str]:
    with pytest.raises(RuleBroken) as broken:
        deed()
    return {finding.code or finding.field for finding in broken.value.findings}


def test_from_the_first_version_to_the_issued_opinion(office: Office) -> None:
    assert written(office).state == "signing"
    assert signed(office, office.first).state == "signing"
    assert signed(office, office.second).state == "reviewing"
    assert reviewed(office).state == "cleared"
    done = issued(office)
    office.case.refresh_from_db()
    assert (office.case.state, office.case.issued_on, office.opinion.state) == ("issued", TODAY, "issued")
    assert done.number == f"{office.case.institution.abbreviation}鉴〔2026〕临意字第1号"
    assert (office.case.opinion_number, office.case.turnaround_days) == (done.number, 32)
    assert done.certificates == [office.first_appraiser.certificate_number, office.second_appraiser.certificate_number]
    assert codes.normalised(done.code) == done.code and len(done.code) == 25
    assert [found.number for found in registered_opinions(done.number, TODAY)] == [done.number]
    assert list(SignOff.objects.order_by("recorded_at").values_list("level", flat=True)) == [1, 1, 2, 3]
    assert Event.objects.filter(stream=office.case.stream, kind="cases.issue_opinion").count() == 1
    assert OutboxMessage.objects.filter(topic=PAPER_JOB).count() == 1
    assert verify(office.case.stream).sound


def test_the_text_lies_sealed_and_opens_with_a_reason_on_record(office: Office, cast: Cast) -> None:
    written(office)
    version = OpinionVersion.objects.get()
    assert str(version.opinion) == "••••" and "十级".encode() not in bytes(version.opinion.blob)
    with pytest.raises(RuleBroken):
        read_version(office.case, by=office.second, reason=" ")
    assert read_version(office.case, by=office.second, reason="签署前阅读").texts == TEXTS
    event = Event.objects.get(kind="cases.read_opinion")
    assert event.content["facts"] == {"version": 1} and event.content["reason"] == "签署前阅读"
    with pytest.raises(NotAllowed):
        read_version(office.case, by=cast.actor("qingdao_clerk"), reason="示例")


def test_only_a_text_with_all_its_parts_is_put_before_the_appraisers(office: Office) -> None:
    with pytest.raises(RuleBroken) as broken:
        written(office, analysis=" ", opinion="")
    assert [finding.field for finding in broken.value.findings] == ["analysis", "opinion"]
    assert written(office, ready=False, opinion="").state == "drafting"
    assert written(office, by=office.second).state == "signing"
    assert office.opinion.version == 2


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"facts": "x" * 20_001}, "facts"),
        ({"facts": "x\0"}, "facts"),
        ({"examined_on": date(2026, 11, 26)}, "examined_on"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field(office: Office, parts: Any, field: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        written(office, **parts)
    assert [finding.field for finding in broken.value.findings] == [field]


def test_who_is_not_assigned_neither_writes_nor_signs(office: Office, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        written(office, by=office.reviewer)
    with pytest.raises(NotAllowed):
        written(office, by=cast.actor("appraiser"))
    with pytest.raises(NotAllowed):
        written(office, by=cast.actor("province"))


def test_nobody_signs_twice_or_out_of_turn(office: Office) -> None:
    written(office)
    signed(office, office.first)
    assert codes_of(lambda: signed(office, office.first)) == {"signed_already"}
    with pytest.raises(RuleBroken):
        reviewed(office)
    with pytest.raises(RuleBroken):
        issued(office)


def test_a_certificate_is_asked_for_at_the_moment_of_signing(office: Office) -> None:
    written(office)
    lapse(office.first_appraiser)
    assert codes_of(lambda: signed(office, office.first)) == {"certificate_not_valid"}


def lapse(appraiser: Any) -> None:
    appraiser.refresh_from_db()
    appraiser.certificate_until = date(2026, 11, 24)
    with transaction.atomic():
        write(appraiser, "appraiser.corrected", by=SYSTEM)


def test_a_certificate_that_ends_after_the_signature_stops_the_issue(office: Office) -> None:
    brought_to(office, 3)
    lapse(office.second_appraiser)
    assert codes_of(lambda: issued(office)) == {"certificate_not_valid"}


def test_an_appraiser_who_came_after_the_signatures_stops_the_issue(office: Office) -> None:
    brought_to(office, 3)
    with transaction.atomic():
        late = make_appraiser(office.case.institution)
    make_assignment(office.case, late, position=3)
    assert codes_of(lambda: issued(office)) == {"appraisers_changed"}


def test_a_dissent_is_a_signature_and_stands_on_the_paper(office: Office) -> None:
    written(office)
    signed(office, office.first)
    assert signed(office, office.second, dissent="本人认为应为九级").state == "reviewing"
    assert SignOff.objects.get(verdict="dissented").note is not None
    reviewed(office)
    issued(office)
    write_opinion(office.case.pk)
    assert set("不同意见本人认为应为九级") <= set(text_of(content_of(StoredFile.objects.get())))


def test_a_version_sent_back_needs_a_new_one_and_keeps_what_was_said(office: Office) -> None:
    brought_to(office, 2)
    sent = {"by": office.reviewer, "version": office.opinion.trail_seq}
    assert codes_of(lambda: preparing_opinion.send_back(office.case.pk, disagreement=" ", **sent)) == {"disagreement"}
    back = preparing_opinion.send_back(office.case.pk, disagreement="示例：活动度未附测量照片", **sent)
    assert back.state == "returned"
    with pytest.raises(RuleBroken):
        signed(office, office.first)
    written(office)
    assert office.opinion.version == 2
    assert SignOff.objects.filter(version=1).count() == 3 and not SignOff.objects.filter(version=2).exists()
    signed(office, office.first)
    signed(office, office.second)
    reviewed(office)
    sent = {"by": office.head, "version": office.opinion.trail_seq}
    assert preparing_opinion.send_back(office.case.pk, disagreement="示例：结论表述不完整", **sent).state == "returned"
    assert SignOff.objects.get(version=2, verdict="returned").level == 3


def test_a_change_after_the_review_begins_the_chain_anew(office: Office) -> None:
    brought_to(office, 3)
    assert written(office, opinion="示例：构成九级伤残。").state == "signing"
    assert SignOff.objects.filter(version=1).count() == 3
    with pytest.raises(RuleBroken):
        issued(office)


def test_nobody_reviews_or_issues_his_own_work(cast: Cast) -> None:
    office = make_office(cast.jinan_institution, cast.jinan_head, others=2)
    brought_to(office, 2)
    make_assignment(office.case, office.reviewing_appraiser, position=3)
    assert codes_of(lambda: reviewed(office)) == {"own_work"}


def test_with_four_qualified_people_the_reviewer_does_not_issue(office: Office) -> None:
    brought_to(office, 3)
    assert codes_of(lambda: issued(office, office.reviewer)) == {"reviewer"}


def test_with_three_qualified_people_the_head_issues_and_the_shortfall_is_named(cast: Cast) -> None:
    office = make_office(cast.jinan_institution, cast.jinan_head)
    brought_to(office, 3)
    assert codes_of(lambda: issued(office, office.reviewer)) == {"head_only"}
    assert gate.shortfall(office.case, TODAY)
    issued(office)
    assert "3" in SignOff.objects.get(level=3).shortfall
    event = Event.objects.get(kind="cases.issue_opinion")
    assert event.content["facts"]["qualified"] == 3 and event.content["facts"]["shortfall"]


def test_a_reviewer_needs_a_certificate_for_the_category(office: Office) -> None:
    brought_to(office, 2)
    assert codes_of(lambda: reviewed(office, office.head)) == {"certificate_not_valid"}


def test_a_suspended_or_terminated_case_goes_no_further(office: Office, cast: Cast) -> None:
    brought_to(office, 3)
    office.case.refresh_from_db()
    given = {"ground": "TZ29-4", "reason": "示例：撤销委托", "terminated_on": TODAY, "return_until": TODAY}
    terminate(office.case.pk, by=cast.actor("jinan_clerk"), version=office.case.trail_seq, **given)
    assert office.opinion.state == "abandoned"
    with pytest.raises(RuleBroken):
        issued(office)
    assert not NumberSeries.objects.exists()


def test_numbers_follow_each_other_and_a_refused_issue_leaves_no_gap(cast: Cast, office: Office) -> None:
    brought_to(office, 3)
    with pytest.raises(RuleBroken):
        issued(office, office.reviewer)
    assert issued(office).number.endswith("第1号")
    assert NumberSeries.objects.get(kind="opinion").last == 1


def test_a_program_signs_nothing(office: Office) -> None:
    written(office)
    version = office.opinion.trail_seq
    assert codes_of(lambda: preparing_opinion.sign(office.case.pk, by=SYSTEM, version=version)) >= {"no_person"}


@pytest.mark.django_db(transaction=True)
def test_of_eight_issues_at_once_one_gives_one_number_and_one_paper(office: Office, cast: Cast) -> None:
    brought_to(office, 3)
    version = office.opinion.trail_seq
    answers = race(lambda: issuing_opinion.issue(office.case.pk, by=office.head, version=version))
    assert sorted(type(answer).__name__ for answer in answers) == ["IssuedOpinion"] + ["StaleState"] * 7
    assert NumberSeries.objects.get(kind="opinion").last == 1
    assert sorted(race(lambda: write_opinion(office.case.pk))) == [False] * 7 + [True]
    row, file = IssuedOpinion.objects.get(), StoredFile.objects.belonging_to(office.case.stream).get()
    content = content_of(file)
    assert row.sha256 == file.sha256 and row.pages and row.pages >= 1
    text = text_of(content)
    assert set("司法鉴定意见书构成十级伤残分析说明基本案情签名未加电子签名") <= set(text)
    assert Notice.objects.get(kind="opinion_ready").user == cast.jinan_head.user
    assert Case.objects.get(pk=office.case.pk).state == "issued" and Opinion.objects.get().state == "issued"


def test_a_stale_version_changes_nothing(office: Office) -> None:
    written(office)
    stale = office.opinion.trail_seq
    signed(office, office.first)
    with pytest.raises(StaleState):
        preparing_opinion.sign(office.case.pk, by=office.second, version=stale)
