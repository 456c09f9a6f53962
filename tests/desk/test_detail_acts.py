"""What a posting may do with a thing, and the sentence for every act that it may not."""

from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from cases.verbs import CONFIRM_CORRECTION, REVEAL
from foundation.accounts.acting import PostedActor
from foundation.accounts.roles import Role
from foundation.audit.errors import Finding
from foundation.audit.moves import Move
from foundation.desk.detail.acts import Wish, offered, state_findings
from foundation.exchange.models import Import
from foundation.exchange.states import State
from tests.factories.users import make_posting
from tests.people import Cast

LOADING = Move("cases.import", frozenset({State.CHECKED}), State.LOADING)
WISH = Wish((REVEAL.code,), "Open", "/somewhere/")


def test_an_act_that_is_delegated_and_free_of_findings_is_possible(cast: Cast) -> None:
    (act,) = offered(cast.actor("jinan"), WISH)
    assert act.possible
    assert act.findings == ()


def test_who_does_not_hold_an_act_reads_which_roles_of_his_own_organ_do(cast: Cast) -> None:
    (act,) = offered(cast.actor("province_leader"), WISH)
    assert not act.possible
    with override("en"):
        (act,) = offered(cast.actor("province_leader"), WISH)
        assert str(act.findings[0].message) == (
            "At your organisation only the roles Officer, Complaint handler, Inspector hold this act."
        )
    with override("zh-hans"):
        (act,) = offered(cast.actor("province_leader"), WISH)
        assert str(act.findings[0].message) == "在本单位，只有监管人员、投诉处理人员、检查人员可以办理。"


def test_an_act_of_other_levels_names_roles_with_their_levels(cast: Cast) -> None:
    with override("en"):
        (act,) = offered(cast.actor("jinan"), Wish(("accounts.manage",), "Manage", "/"))
        assert str(act.findings[0].message) == "Only System administrator (Province) hold this act."


def test_another_posting_of_the_same_person_that_holds_the_act_is_the_way_out(cast: Cast) -> None:
    leader = cast.province_leader
    make_posting("", Role.OFFICER, leader.organisation, user=leader.user)
    with override("en"):
        (act,) = offered(PostedActor(leader.user, leader), WISH)
    assert act.findings[0].way_out == "Switch to your posting 示例省司法厅 Officer."


def test_rules_of_the_act_come_after_delegation(cast: Cast) -> None:
    stopped = Wish((REVEAL.code,), "Open", "/", findings=[Finding("Nothing is under seal.")])
    (free,), (refused,) = offered(cast.actor("jinan"), stopped), offered(cast.actor("province_leader"), stopped)
    assert [finding.message for finding in free.findings] == ["Nothing is under seal."]
    assert len(refused.findings) == 1
    assert refused.findings[0].message != "Nothing is under seal."


def test_an_overridable_finding_does_not_stop_an_act(cast: Cast) -> None:
    asked = Wish((REVEAL.code,), "Open", "/", findings=[Finding("Calibration ends tomorrow.", overridable=True)])
    (act,) = offered(cast.actor("jinan"), asked)
    assert act.possible
    assert not act.boxed


def test_several_findings_of_a_gate_fill_a_box(cast: Cast) -> None:
    findings = [Finding("Not in scope.", article="程序通则第十五条"), Finding("One appraiser only.")]
    (act,) = offered(cast.actor("jinan"), Wish((REVEAL.code,), "Accept", "/", findings=findings, passed=["Licence"]))
    assert act.boxed


def test_the_delegation_table_is_asked_once_for_all_acts(cast: Cast, django_assert_num_queries: Any) -> None:
    actor = cast.actor("province_leader")
    assert actor.verbs
    with django_assert_num_queries(2):
        offered(actor, WISH, Wish((CONFIRM_CORRECTION.code,), "Decide", "/"))


@pytest.mark.parametrize("state", [State.CHECKED, State.LOADED])
def test_a_move_says_from_which_states_it_starts(cast: Cast, state: State) -> None:
    row = Import(state=state, as_of=date(2026, 11, 25))
    with override("en"):
        found = state_findings(row, LOADING)
    if state == State.CHECKED:
        assert found == []
    else:
        assert str(found[0].message) == "Possible only in the state “Checked”; now it is “Loaded”."
