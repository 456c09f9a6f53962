"""A review that finds something ends in a rectification that is answered, looked at again and closed."""

import re
from collections.abc import Callable
from datetime import date
from itertools import count

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from foundation.accounts.models import Notice, Posting
from foundation.accounts.roles import Role
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.models import OutboxMessage
from foundation.audit.verify import verify
from foundation.documents.actions import storing
from foundation.documents.actions.reading import content_of
from foundation.documents.models import StoredFile
from foundation.kpi import reading
from foundation.kpi.areas import own_area
from institutions.actions.finding import LETTER_JOB, order
from institutions.actions.recounting import recount
from institutions.actions.rectifying import answer, decide, recheck
from institutions.actions.writing_letters import write_letter
from institutions.models import RectificationAnswer, RectificationOrder
from institutions.rectification.deadlines import clock_of
from quality.actions.concluding import close_round, conclude, record_finding
from quality.models import CaseReviewRound
from tests.documents.making import pdf
from tests.documents.test_papers import text_of
from tests.factories.reviews import acting, make_finding, make_rectification, make_reviewed
from tests.factories.users import make_posting
from tests.people import Cast
from tests.races.kit import outcomes, race

SignIn = Callable[[str], Client]
REASON = "示例：已核实整改材料"

pytestmark = pytest.mark.usefixtures("frozen")


def test_where_reviewers_differ_the_organ_decides_with_a_reason(cast: Cast, experts: list[Posting]) -> None:
    drawn = make_reviewed(cast.jinan_institution, cast.actor("jinan"), "good", "failed")
    officer = cast.actor("jinan")
    with pytest.raises(RuleBroken):
        conclude(drawn.pk, by=officer, version=drawn.trail_seq, conclusion="failed", reason="")
    for name in ("qingdao", "province_leader", "jinan_head", "appraiser"):
        with pytest.raises((NotAllowed, RuleBroken)):
            conclude(drawn.pk, by=cast.actor(name), version=drawn.trail_seq, conclusion="failed", reason=REASON)
    done = conclude(drawn.pk, by=officer, version=drawn.trail_seq, conclusion="failed", reason=REASON)
    assert (done.state, done.conclusion, done.decision_reason) == ("concluded", "failed", REASON)


def test_a_round_is_closed_once_every_defect_is_a_finding(cast: Cast, experts: list[Posting]) -> None:
    officer = cast.actor("jinan")
    drawn = make_reviewed(cast.jinan_institution, officer)
    row = CaseReviewRound.objects.get(pk=drawn.round_id)
    with pytest.raises(RuleBroken):
        close_round(row.pk, by=officer, version=row.trail_seq)
    given = {"ground": "PC-4", "description": "示例：缺少签名", "severity": "minor"}
    for wrong, field in (
        ({"ground": "PC-99"}, "ground"),
        ({"description": ""}, "description"),
        ({"severity": "x"}, "severity"),
    ):
        with pytest.raises(RuleBroken) as broken:
            record_finding(drawn.pk, by=officer, version=drawn.trail_seq, **{**given, **wrong})
        assert {finding.field for finding in broken.value.findings} == {field}
    finding = record_finding(drawn.pk, by=officer, version=drawn.trail_seq, **given)
    assert (finding.about, finding.article, finding.state) == (
        drawn.case.case_number, "司法鉴定程序通则第二十七条", "recorded",
    )  # fmt: skip
    assert close_round(row.pk, by=officer, version=row.trail_seq).state == "closed"


def test_a_case_that_passed_gives_no_finding(cast: Cast, experts: list[Posting]) -> None:
    drawn = make_reviewed(cast.jinan_institution, cast.actor("jinan"), "passed", "passed")
    given = {"ground": "PC-4", "description": "示例", "severity": "minor"}
    with pytest.raises(RuleBroken):
        record_finding(drawn.pk, by=cast.actor("jinan"), version=drawn.trail_seq, **given)


def test_an_order_has_its_days_its_letter_and_its_notice(cast: Cast, experts: list[Posting]) -> None:
    """Fifteen working days from Wednesday 25 November 2026 end on Wednesday 16 December."""
    row = make_rectification(cast.jinan_institution, cast.actor("jinan"))
    assert (row.due_on, row.state, row.finding.state) == (date(2026, 12, 16), "open", "ordered")
    assert clock_of(row, date(2026, 12, 17)).late
    assert OutboxMessage.objects.filter(topic=LETTER_JOB).count() == 1
    assert (write_letter(row.pk), write_letter(row.pk)) == (True, False)
    text = text_of(content_of(StoredFile.objects.belonging_to(row.stream).get()))
    assert set("责令限期整改通知书济南示例甲司法鉴定中心补齐记录工作日月司法鉴定程序通则第二十七条待核") <= set(text)
    assert set(Notice.objects.filter(kind="rectification_ordered").values_list("user__username", flat=True)) == {
        "jinan_head"
    }
    assert recount() == 0


@pytest.mark.parametrize("days", [0, 61, -1])
def test_a_time_limit_has_bounds(cast: Cast, experts: list[Posting], days: int) -> None:
    finding = make_finding(cast.jinan_institution, cast.actor("jinan"))
    with pytest.raises(RuleBroken) as broken:
        order(finding.pk, by=cast.actor("jinan"), version=finding.trail_seq, requirement="示例要求", days=days)
    assert [each.field for each in broken.value.findings] == ["days"]


def test_answer_recheck_and_closing_end_order_and_finding(cast: Cast, experts: list[Posting]) -> None:
    row = make_rectification(cast.jinan_institution, cast.actor("jinan"))
    proof = storing.receive(ContentFile(pdf(), "整改材料.pdf"), purpose="rectification.evidence")
    answer(row.pk, by=cast.actor("jinan_head"), version=row.trail_seq, text="示例：已补齐签名", evidence=proof)
    row.refresh_from_db()
    assert (row.state, row.answered_on) == ("answered", date(2026, 11, 25))
    assert StoredFile.objects.get(purpose="rectification.evidence").belongs_to == row.stream
    assert Notice.objects.get(kind="rectification_answered").user == cast.jinan.user
    closed = recheck(row.pk, by=cast.actor("jinan"), version=row.trail_seq, result="close", reason=REASON)
    closed.finding.refresh_from_db()
    assert (closed.state, closed.outcome, closed.finding.state) == ("closed", "rectified", "closed")
    assert RectificationAnswer.objects.count() == 1
    assert verify().sound


def test_an_answer_is_sent_back_once_and_then_goes_to_the_leader(
    cast: Cast, experts: list[Posting], sign_in: SignIn
) -> None:
    leader = make_posting("jinan_leader", Role.LEADER, cast.jinan.organisation)
    row = make_rectification(cast.jinan_institution, cast.actor("jinan"))
    officer, head = cast.actor("jinan"), cast.actor("jinan_head")
    for number in range(2):
        row = answer(row.pk, by=head, version=row.trail_seq, text=f"示例答复{number}")
        if number == 0:
            row = recheck(row.pk, by=officer, version=row.trail_seq, result="return", reason=REASON, days=5)
            assert (row.state, row.days, row.due_on, row.answered_on) == ("open", 5, date(2026, 12, 2), None)
    with pytest.raises(RuleBroken) as broken:
        recheck(row.pk, by=officer, version=row.trail_seq, result="return", reason=REASON, days=5)
    assert [finding.field for finding in broken.value.findings] == ["result"]
    row = recheck(row.pk, by=officer, version=row.trail_seq, result="escalate", reason=REASON)
    assert Notice.objects.get(kind="rectification_escalated").user == leader.user
    with pytest.raises(NotAllowed):
        decide(row.pk, by=officer, version=row.trail_seq, decision="hand_on", reason=REASON)

    row = decide(row.pk, by=acting(leader), version=row.trail_seq, decision="renew", reason=REASON, days=3)
    assert row.state == "open"
    row = answer(row.pk, by=head, version=row.trail_seq, text="示例答复三")
    row = recheck(row.pk, by=officer, version=row.trail_seq, result="escalate", reason=REASON)
    row = decide(row.pk, by=acting(leader), version=row.trail_seq, decision="hand_on", reason=REASON)
    assert (row.outcome, [each.position for each in row.answers.all()]) == ("handed_on", [1, 2, 3])
    assert Notice.objects.get(kind="rectification_handed_on").user == cast.jinan_head.user
    assert not Notice.objects.filter(kind="rectification_closed").exists()
    told = sign_in("jinan_head").get(reverse("inbox")).content.decode()
    assert "未整改，转其他措施" in told
    page = sign_in("jinan").get(row.finding.get_absolute_url()).content.decode()
    assert "未整改，转其他措施" in page
    assert "评查要点" in page
    (standing,) = re.findall(r'class="pt-head__meta">\s*<span[^>]*>(.*?)</span>', page, re.S)[:1]
    assert "问题已办结" not in standing


def test_what_is_not_answered_in_time_goes_to_the_leader_and_counts_as_overdue(
    cast: Cast, experts: list[Posting]
) -> None:
    officer = cast.actor("jinan")
    row = make_rectification(cast.jinan_institution, officer)
    with pytest.raises(RuleBroken):
        recheck(row.pk, by=officer, version=row.trail_seq, result="escalate", reason=REASON)
    area = own_area(officer)
    assert area is not None
    assert reading.count("rectification.open_findings", area, date(2026, 11, 25)) == 1
    assert reading.count("rectification.overdue", area, date(2026, 12, 16)) == 0
    assert reading.count("rectification.overdue", area, date(2026, 12, 17)) == 1
    done = recheck(
        row.pk, by=officer, version=row.trail_seq, result="escalate", reason=REASON, occurred_on=date(2026, 12, 17)
    )
    assert done.state == "escalated"


def test_only_institution_and_organ_of_the_order_act(cast: Cast, experts: list[Posting]) -> None:
    row = make_rectification(cast.jinan_institution, cast.actor("jinan"))
    for name in ("qingdao_clerk", "jinan_clerk", "jinan", "qingdao"):
        with pytest.raises(NotAllowed):
            answer(row.pk, by=cast.actor(name), version=row.trail_seq, text="示例答复")
    row = answer(row.pk, by=cast.actor("jinan_head"), version=row.trail_seq, text="示例答复")
    for name in ("qingdao", "province", "lixia", "jinan_head", "province_leader"):
        with pytest.raises((NotAllowed, RuleBroken)):
            recheck(row.pk, by=cast.actor(name), version=row.trail_seq, result="close", reason=REASON)
    row.refresh_from_db()
    assert row.state == "answered"


def test_of_eight_findings_orders_answers_and_rechecks_at_once_one_each_is_done(
    transactional_db: None, cast: Cast, experts: list[Posting]
) -> None:
    officer, head = cast.actor("jinan"), cast.actor("jinan_head")
    late, turns = ["StaleState"] * 7, count()
    finding = make_finding(cast.jinan_institution, officer)
    text = "示例要求"
    answers = race(lambda: order(finding.pk, by=officer, version=finding.trail_seq, requirement=text, days=5))
    assert outcomes(answers) == ["RectificationOrder", *late]
    row = RectificationOrder.objects.get()
    answers = race(lambda: answer(row.pk, by=head, version=row.trail_seq, text="示例答复"))
    assert outcomes(answers) == ["RectificationOrder", *late]
    row.refresh_from_db()
    results = ("close", "return", "escalate")

    def look_again() -> RectificationOrder:
        result = results[next(turns) % 3]
        return recheck(row.pk, by=officer, version=row.trail_seq, result=result, reason=REASON, days=5)

    assert outcomes(race(look_again)) == ["RectificationOrder", *late]
    assert RectificationAnswer.objects.count() == 1


def test_an_order_seen_before_it_changed_is_stale(cast: Cast, experts: list[Posting]) -> None:
    row = make_rectification(cast.jinan_institution, cast.actor("jinan"))
    answer(row.pk, by=cast.actor("jinan_head"), version=row.trail_seq, text="示例答复")
    with pytest.raises(StaleState):
        answer(row.pk, by=cast.actor("jinan_head"), version=row.trail_seq, text="示例答复")


def test_the_pages_lead_from_order_to_closing(cast: Cast, experts: list[Posting], sign_in: SignIn) -> None:
    finding = make_finding(cast.jinan_institution, cast.actor("jinan"))
    officer, head = sign_in("jinan"), sign_in("jinan_head")
    address = f"/rectification/findings/{finding.pk}/order/"
    given = {"version": finding.trail_seq, "requirement": "示例：补齐签名", "days": "10"}
    assert officer.post(address, {**given, "days": "99"}).status_code == 422
    page = officer.post(address, given, follow=True)
    row = RectificationOrder.objects.get()
    assert page.redirect_chain[-1][0] == row.get_absolute_url() and row.due_on == date(2026, 12, 9)
    assert officer.post(address, given).status_code == 409
    address = f"{row.get_absolute_url()}answer/"
    bad = SimpleUploadedFile("整改.pdf", b"no pdf", "application/pdf")
    text = {"version": row.trail_seq, "text": "示例：已补齐"}
    assert head.post(address, {**text, "evidence": bad}).status_code == 422
    good = SimpleUploadedFile("整改.pdf", pdf(), "application/pdf")
    answered = head.post(address, {**text, "evidence": good}, follow=True).content.decode()
    assert "已补齐" in answered and "整改.pdf" in answered
    row.refresh_from_db()
    address = f"{row.get_absolute_url()}recheck/"
    wanted = {"version": row.trail_seq, "result": "close", "reason": REASON}
    assert officer.post(address, {**wanted, "reason": ""}).status_code == 422
    assert "已整改" in officer.post(address, wanted, follow=True).content.decode()
    for client, status in ((sign_in("qingdao"), 404), (sign_in("qingdao_clerk"), 404), (sign_in("lixia"), 200)):
        assert client.get(row.get_absolute_url()).status_code == status
