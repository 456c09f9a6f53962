"""The letters: written once by the job, the complainant's with name and address, the institution's without a trace."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from complaints import letters
from complaints.actions.concluding import terminate
from complaints.actions.deciding import refuse
from complaints.actions.extending import extend
from complaints.actions.supplementing import ask_supplement
from complaints.composing import TO_COMPLAINANT, TO_INSTITUTION, contents
from complaints.models import Complaint
from foundation.accounts.models import Notice, Posting
from foundation.audit.models import OutboxMessage
from foundation.documents.actions.reading import content_of
from foundation.documents.models import StoredFile
from tests.complaints.investigations import (
    acting,
    latest,
    make_accepted,
    make_decided,
    make_handler,
    make_leader,
    write_waiting_letters,
)
from tests.documents.test_papers import text_of
from tests.factories.complaints import IDENTITY, make_complainant, make_complaint
from tests.people import Cast

NOW = "2026-11-25 10:00+08:00"
NAME, ADDRESS = "示例瞿鑫", "示例市翡翠街17号"
WHY = "示例：案情复杂，需委托专家论证。"
pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def frozen() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def team(cast: Cast) -> list[Posting]:
    return [cast.jinan, make_handler(cast)]


def one(row: Complaint, purpose: str) -> set[str]:
    """Return the characters of the one letter of a purpose."""
    found = [each for each in (*letters.to_complainant(row), *letters.to_institution(row)) if each.purpose == purpose]
    assert len(found) == 1
    return set(text_of(content_of(found[0])))


def said(row: Complaint, kind: letters.LetterKind, to: str = TO_COMPLAINANT) -> str:
    """Return what a letter says, as the typesetter gets it."""
    return str(contents(latest(row), kind, to))


def test_the_complainant_gets_a_letter_with_ground_reason_and_remedies_after_a_refusal(cast: Cast) -> None:
    row = make_complaint(cast.jinan_institution, complainant=make_complainant(name=NAME, address=ADDRESS)).complaint
    refuse(row.pk, by=cast.actor("jinan"), version=row.trail_seq, ground="TS15-1", reason="示例理由：已处理。")
    assert write_waiting_letters() == 1
    assert write_waiting_letters() == 0  # delivered twice, written once
    text = said(row, letters.REFUSAL)
    for part in (row.number, NAME, ADDRESS, "示例理由：已处理。", "'reconsider_within': 60", "第十五条", "第四十八条"):
        assert part in text, part
    assert set("不予受理决定书" + NAME + ADDRESS + "行政复议行政诉讼") <= one(row, "complaints.refusal")
    assert letters.to_institution(row) == []
    assert not Notice.objects.filter(kind="complaint_letter").exists()


def test_the_institution_learns_what_is_alleged_and_never_who_complained(cast: Cast, team: list[Posting]) -> None:
    row = make_accepted(cast, complainant=make_complainant(name=NAME, address=ADDRESS), account="示例独有的叙述")
    assert write_waiting_letters() == 2
    text = said(row, letters.ACCEPTANCE, TO_INSTITUTION)
    assert "违反司法鉴定收费管理规定的" in text
    for secret in (NAME, ADDRESS, IDENTITY, "示例独有的叙述", "0531-00000001"):
        assert secret not in text
    assert set("瞿鑫翡翠") <= one(row, "complaints.acceptance")
    assert not set("瞿鑫翡翠") & one(row, "complaints.acceptance_institution")
    told = Notice.objects.filter(kind="complaint_letter")
    assert {notice.user_id for notice in told} == {
        cast.jinan_institution_administrator.user_id, cast.jinan_head.user_id,
    }  # fmt: skip
    files = StoredFile.objects.visible_to(cast.actor("jinan_institution_administrator"))
    assert [file.purpose for file in files] == ["complaints.acceptance_institution"]
    assert not StoredFile.objects.visible_to(cast.actor("jinan")).filter(purpose="complaints.acceptance").exists()


def test_both_sides_get_the_decision_with_findings_outcomes_and_remedies(cast: Cast, team: list[Posting]) -> None:
    row = make_decided(cast, team)
    assert letters.are_written(row, letters.DECISION) is False
    write_waiting_letters()
    assert letters.are_written(row, letters.DECISION) is True
    for to, purpose in ((TO_COMPLAINANT, "complaints.decision"), (TO_INSTITUTION, "complaints.decision_institution")):
        text = said(row, letters.DECISION, to)
        for part in ("批评教育", "示例：收费未出具凭证，查证属实。", "not_upheld", "'reconsider_within': 60"):
            assert part in text, (purpose, part)
        assert set("查证属实不实救济途径行政诉讼") <= one(row, purpose)
    assert "示例投诉人乙" not in said(row, letters.DECISION, TO_INSTITUTION)
    assert [each.purpose for each in letters.to_complainant(row)] == ["complaints.decision", "complaints.acceptance"]


def test_a_supplement_an_extension_and_an_end_are_told_in_writing(cast: Cast) -> None:
    asked = make_complaint(cast.jinan_institution).complaint
    ask_supplement(
        asked.pk,
        by=cast.actor("jinan"),
        version=asked.trail_seq,
        asked_for="示例缴费凭证",
        answer_by=date(2026, 12, 10),
    )
    row = make_accepted(cast)
    row = extend(row.pk, by=acting(make_leader(cast)), version=row.trail_seq, days=30, reason=WHY)
    terminate(row.pk, by=cast.actor("jinan"), version=row.trail_seq, termination="TS22-B", reason="示例来函撤回")
    write_waiting_letters()
    assert "示例缴费凭证" in said(asked, letters.SUPPLEMENT)
    assert "2026-12-10" in said(asked, letters.SUPPLEMENT)
    assert set("补充投诉材料告知书") <= one(asked, "complaints.supplement")
    assert "'days': 30" in said(row, letters.EXTENSION)
    assert WHY in said(row, letters.EXTENSION)
    assert WHY not in said(row, letters.EXTENSION, TO_INSTITUTION)
    assert set("延长投诉处理期限告知书") <= one(row, "complaints.extension_institution")
    assert set("撤回投诉后，不得就同一事项再次投诉") <= one(row, "complaints.termination")
    assert "'withdrawn': True" in said(row, letters.TERMINATION, TO_INSTITUTION)


def test_what_waits_in_the_outbox_names_nobody(cast: Cast) -> None:
    row = make_accepted(cast, complainant=make_complainant(name=NAME))
    message = OutboxMessage.objects.get(topic="complaints.write_letters")
    assert message.payload == {"complaint": str(row.pk), "letter": "acceptance"}
