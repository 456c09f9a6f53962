"""City and province: returned or proposed, decided once, published as a row of the institution, the gate untouched."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.http import QueryDict

from cases.gate import may_accept
from foundation.accounts.models import Notice
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.models import Event, OutboxMessage
from foundation.audit.verify import verify
from foundation.desk.lists import known
from foundation.desk.lists.bulk import Meant, order
from foundation.desk.models import BulkLine
from foundation.documents.actions.reading import content_of
from foundation.documents.models import StoredFile
from governance.annual_review.actions import reviewing
from governance.annual_review.actions.deciding import LETTER_JOB
from governance.annual_review.actions.writing_letters import DECIDED_NOTICE, write_letter
from governance.annual_review.lines import lines_submitted, lines_today
from governance.annual_review.models import AnnualReview, ReviewLine
from institutions.models import YearStanding
from tests.documents.test_papers import text_of
from tests.factories.annual_reviews import DISPUTE, decide, decided, propose, review_of, submit
from tests.factories.entrustments import make_appraiser, make_entrustment
from tests.people import Cast

pytestmark = pytest.mark.django_db
REASON = "示例：第三季度三件逾期，已约谈"


def submitted(cast: Cast, disputed: Any = None) -> AnnualReview:
    return submit(review_of(cast.jinan_institution), by=cast.actor("jinan_head"), disputed=disputed)


def first_code(review: AnnualReview) -> str:
    return lines_today(review)[0].code


def fields(act: Any) -> set[str]:
    with pytest.raises(RuleBroken) as broken:
        act()
    return {finding.field for finding in broken.value.findings}


def test_a_returned_review_is_submitted_anew_and_the_first_lines_stay(cast: Cast) -> None:
    review = submitted(cast)
    city = cast.actor("jinan")
    assert fields(
        lambda: reviewing.return_to_institution(review.pk, by=city, version=review.trail_seq, reason=" ")
    ) == {"reason"}
    back = reviewing.return_to_institution(review.pk, by=city, version=review.trail_seq, reason=REASON)
    assert (back.state, back.return_reason, back.due_on) == ("returned", REASON, date(2026, 12, 25))
    assert Notice.objects.filter(kind=reviewing.RETURNED_NOTICE, user=cast.jinan_head.user).count() == 1
    again = submit(review_of(cast.jinan_institution), disputed={first_code(back): DISPUTE})
    assert again.round == 2 and {line.round for line in ReviewLine.objects.all()} == {1, 2}
    assert [line.is_disputed for line in lines_submitted(again)].count(True) == 1
    assert not any(line.is_disputed for line in lines_submitted(again, 1))


def test_the_city_rules_on_every_disputed_line(cast: Cast) -> None:
    code = first_code(review_of(cast.jinan_institution))
    review = submitted(cast, {code: DISPUTE})
    city = cast.actor("jinan")
    assert fields(lambda: propose(review, by=city)) == {f"ruling_{code}"}
    assert fields(lambda: propose(review, by=city, rulings={code: "perhaps"})) == {f"ruling_{code}"}
    assert fields(lambda: propose(review, by=city, rulings={code: "own", "NK-99": "own"})) == {""}
    done = propose(review, by=city, rulings={code: "portal"})
    assert (done.state, done.proposal, done.due_on) == ("proposed", "passed", date(2027, 2, 23))
    assert ReviewLine.objects.get(code=code).ruling == "portal"
    assert verify().sound


def test_all_but_a_plain_pass_need_a_reason(cast: Cast) -> None:
    review = submitted(cast)
    for proposal in ("rectify", "failed"):
        assert fields(lambda proposal=proposal: propose(review, proposal=proposal)) == {"reason"}
    assert fields(lambda: propose(review, proposal="excellent")) == {"proposal", "reason"}
    assert fields(lambda: propose(review, reason="长" * 501)) == {"reason"}
    assert propose(review, proposal="rectify", reason=REASON).proposal_reason == REASON


def test_absence_is_judged_after_the_last_day_with_a_reason_and_never_fails_by_itself(cast: Cast) -> None:
    review = review_of(cast.jinan_institution)
    city = cast.actor("jinan")
    with pytest.raises(RuleBroken) as broken:
        propose(review, by=city, proposal="failed", reason=REASON)
    assert broken.value.findings[0].code == "still_time"
    with time_machine.travel("2026-12-26 10:00+08:00", tick=False):
        assert review_of(cast.jinan_institution).state == "open"
        assert fields(lambda: propose(review, by=city)) == {"reason"}, "even to let it pass"
        done = propose(review, by=city, proposal="failed", reason="示例：多次催报未报，无正当理由")
        assert done.absent and done.round == 1
        assert {line.said.answer for line in lines_submitted(done) if line.said} == {""}
        decide(done, by=cast.actor("province"), result="not_qualified", reason="示例：无正当理由不参加年度考核")
    event = Event.objects.get(stream=review.stream, kind="annual_review.decide")
    assert event.content["facts"]["article"] == "山东省司法鉴定条例第四十四条" and event.content["facts"]["absent"]


def test_a_decision_becomes_a_row_of_the_institution(cast: Cast) -> None:
    review = decide(propose(submitted(cast), by=cast.actor("jinan")), by=cast.actor("province"))
    row = YearStanding.objects.get()
    assert (row.institution_id, row.year, row.result, row.decided_on, row.review) == (
        cast.jinan_institution.pk, 2025, "qualified", date(2026, 11, 25), review.pk,
    )  # fmt: skip
    assert Event.objects.get(stream=cast.jinan_institution.stream, kind="institution.year_decided").content["facts"][
        "review"
    ] == str(review.pk)
    assert OutboxMessage.objects.get(topic=LETTER_JOB).payload == {"review": str(review.pk)}
    assert verify().sound


def test_a_bad_result_or_another_than_proposed_needs_a_reason(cast: Cast) -> None:
    review = propose(submitted(cast))
    assert fields(lambda: decide(review, result="not_qualified")) == {"reason"}
    assert fields(lambda: decide(review, result="excellent")) == {"result"}
    failed = propose(submit(review_of(cast.qingdao_institution)), proposal="failed", reason=REASON)
    assert fields(lambda: decide(failed, result="qualified")) == {"reason"}
    assert decide(review, result="not_qualified", reason=REASON).result_reason == REASON


def test_the_result_changes_nothing_at_the_gate_of_acceptance(cast: Cast) -> None:
    for _each in range(3):
        make_appraiser(cast.jinan_institution)
    entrustment = make_entrustment(cast.jinan_institution)
    before = may_accept(entrustment, date(2026, 11, 25)).findings
    decided(cast.jinan_institution, result="not_qualified", reason=REASON)
    assert may_accept(entrustment, date(2026, 11, 25)).findings == before == ()


@pytest.mark.parametrize("who", ["province", "qingdao", "lixia", "jinan_head", "administrator"])
def test_only_the_city_of_the_institution_proposes(cast: Cast, who: str) -> None:
    review = submitted(cast)
    with pytest.raises(NotAllowed):
        propose(review, by=cast.actor(who))
    with pytest.raises(NotAllowed):
        reviewing.return_to_institution(review.pk, by=cast.actor(who), version=review.trail_seq, reason=REASON)


@pytest.mark.parametrize("who", ["jinan", "lixia", "jinan_head", "administrator", "auditor"])
def test_only_the_province_decides(cast: Cast, who: str) -> None:
    review = propose(submitted(cast))
    with pytest.raises(NotAllowed):
        decide(review, by=cast.actor(who))


def test_the_letter_is_one_paper_with_result_reason_and_remedy(cast: Cast) -> None:
    code = first_code(review_of(cast.jinan_institution))
    review = propose(submitted(cast, {code: DISPUTE}), by=cast.actor("jinan"), rulings={code: "portal"})
    assert write_letter(review.pk) is False, "nothing is written before the decision"
    review = decide(review, by=cast.actor("province"), result="not_qualified", reason=REASON)
    assert write_letter(review.pk) is True
    assert write_letter(review.pk) is False
    letter = StoredFile.objects.belonging_to(review.stream).get()
    assert letter.organisation_id == cast.jinan_institution.pk
    text = text_of(content_of(letter))
    assert set("年度考核结果通知书不合格示例省司法厅三件逾期暂缓编入名册停业整改行政复议六十日异议") <= set(text)
    told = Notice.objects.filter(kind=DECIDED_NOTICE)
    assert {notice.user_id for notice in told} == {
        cast.jinan_head.user_id,
        cast.jinan_institution_administrator.user_id,
    }
    assert verify().sound


def test_many_plain_reviews_are_decided_at_once_and_the_others_stay(cast: Cast) -> None:
    plain = propose(submitted(cast))
    other = propose(submit(review_of(cast.qingdao_institution)), proposal="failed", reason=REASON)
    spec = known("annual_reviews")
    act = spec.act("qualify_plainly")
    assert act is not None
    actor = cast.actor("province")
    rows = spec.rows(actor, QueryDict())
    run = order(spec, act, Meant(rows, "", True, []), by=actor, reason="示例：集中审定", key="k" * 32)
    outcomes = {line.target: (line.outcome, line.message) for line in BulkLine.objects.filter(run=run)}
    assert outcomes[str(plain.pk)][0] == "done"
    assert outcomes[str(other.pk)][0] == "refused" and outcomes[str(other.pk)][1]
    assert [row.institution_id for row in YearStanding.objects.all()] == [cast.jinan_institution.pk]


def test_the_city_passes_plain_reviews_at_once(cast: Cast) -> None:
    code = first_code(review_of(cast.jinan_institution))
    disputed = submitted(cast, {code: DISPUTE})
    with pytest.raises(RuleBroken):
        reviewing.pass_plainly(disputed, cast.actor("jinan"), "示例")
    plain = submit(review_of(cast.qingdao_institution))
    assert reviewing.pass_plainly(plain, cast.actor("qingdao"), "示例：逐条核对无误").state == "proposed"
