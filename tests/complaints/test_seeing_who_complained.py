"""Who complained is opened to one person after another has granted it; what a complaint says is a recorded look."""

from collections.abc import Iterator

import pytest
import time_machine

from complaints.actions.revealing import ask_identity, decide_identity, hand_out_letter, open_identity, read
from complaints.models import Complaint, IdentityRequest
from foundation.accounts.models import Posting
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.models import Event
from foundation.audit.verify import verify
from tests.complaints.investigations import acting, make_accepted, make_handler, make_leader
from tests.people import Cast

NOW = "2026-11-25 10:00+08:00"
WHY = "示例：需当面核实缴费经过。"
pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def frozen() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def complaint(cast: Cast) -> Complaint:
    return make_accepted(cast)


@pytest.fixture
def handler(cast: Cast) -> Posting:
    return make_handler(cast)


def codes_of(refused: pytest.ExceptionInfo[RuleBroken]) -> list[str]:
    return [finding.code or finding.field for finding in refused.value.findings]


def test_reading_what_a_complaint_says_is_recorded_and_left_to_the_organ_that_decides(
    cast: Cast, complaint: Complaint
) -> None:
    opened = read(complaint, by=cast.actor("jinan"))
    assert "另收费用" in opened.account
    look = Event.objects.filter(stream=complaint.stream).order_by("-seq")[0]
    assert (look.kind, look.content["facts"]) == ("complaints.read", {})
    with pytest.raises(RuleBroken) as province:
        read(complaint, by=cast.actor("province"))
    assert codes_of(province) == ["other_organ"]
    for name in ("qingdao", "lixia", "jinan_clerk", "jinan_head", "auditor"):
        with pytest.raises(NotAllowed):
            read(complaint, by=cast.actor(name))


def test_the_identity_opens_after_another_person_has_granted_it_for_a_week(
    cast: Cast, complaint: Complaint, handler: Posting
) -> None:
    officer = cast.actor("jinan")
    with pytest.raises(RuleBroken) as early:
        open_identity(complaint, by=officer)
    assert codes_of(early) == ["not_granted"]
    asked = ask_identity(complaint.pk, by=officer, reason=WHY)
    with pytest.raises(RuleBroken) as own:
        decide_identity(complaint.pk, asked.pk, by=officer, granted=True, reason=WHY)
    assert codes_of(own) == ["own_request"]
    with pytest.raises(RuleBroken) as elsewhere:
        decide_identity(complaint.pk, asked.pk, by=cast.actor("province_leader"), granted=True, reason=WHY)
    assert codes_of(elsewhere) == ["other_organ"]
    with pytest.raises(NotAllowed):
        decide_identity(complaint.pk, asked.pk, by=cast.actor("qingdao"), granted=True, reason=WHY)
    decide_identity(complaint.pk, asked.pk, by=acting(make_leader(cast)), granted=True, reason="示例：同意")
    assert open_identity(complaint, by=officer)["name"] == "示例投诉人乙"
    hand_out_letter(complaint, by=officer, purpose="complaints.acceptance")
    with pytest.raises(RuleBroken):  # granted to one person, not to the office
        open_identity(complaint, by=acting(handler))
    kinds = [event.kind for event in Event.objects.filter(stream=complaint.stream).order_by("seq")][2:]
    assert kinds == [
        "complaints.ask_identity", "complaints.approve_identity", "complaint.identity_opened",
        "complaint.identity_opened",
    ]  # fmt: skip
    with time_machine.travel("2026-12-01 23:00+08:00", tick=False):
        open_identity(complaint, by=officer)
    with time_machine.travel("2026-12-02 00:30+08:00", tick=False), pytest.raises(RuleBroken):
        open_identity(complaint, by=officer)
    assert verify().sound


def test_a_denied_request_opens_nothing_and_may_be_made_again(
    cast: Cast, complaint: Complaint, handler: Posting
) -> None:
    officer = cast.actor("jinan")
    asked = ask_identity(complaint.pk, by=officer, reason=WHY)
    with pytest.raises(RuleBroken) as twice:
        ask_identity(complaint.pk, by=officer, reason=WHY)
    assert codes_of(twice) == ["asked_before"]
    decide_identity(complaint.pk, asked.pk, by=acting(handler), granted=False, reason="示例：无需")
    with pytest.raises(StaleState):
        decide_identity(complaint.pk, asked.pk, by=acting(handler), granted=True, reason="示例：改变")
    with pytest.raises(RuleBroken):
        open_identity(complaint, by=officer)
    ask_identity(complaint.pk, by=officer, reason=WHY)
    assert IdentityRequest.objects.count() == 2
