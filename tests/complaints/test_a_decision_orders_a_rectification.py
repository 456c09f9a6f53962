"""责令限期整改 as the outcome of a complaint orders a rectification by itself (办法 art. 24)."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from complaints.actions.concluding import decide
from complaints.decision import Rectify
from foundation.accounts.roles import Role
from foundation.audit.errors import RuleBroken
from foundation.audit.verify import verify
from institutions.actions.rectifying import decide as lead
from institutions.actions.rectifying import recheck
from institutions.models import Finding, RectificationOrder
from institutions.rectification.describing import problem_of
from institutions.standing.kinds import LOST, Condition
from tests.complaints.investigations import DECISION, ORDERING, RECTIFIED, make_handler, make_investigated
from tests.factories.reviews import acting
from tests.factories.users import make_posting
from tests.people import Cast

SignIn = Callable[..., Client]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(cast: Cast) -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


def test_the_decision_records_the_finding_and_orders_and_both_pages_say_so(cast: Cast, sign_in: SignIn) -> None:
    row = make_investigated(cast, [cast.jinan, make_handler(cast)])
    by = cast.actor("jinan")
    row = decide(row.pk, by=by, version=row.trail_seq, decided=ORDERING, rectify=RECTIFIED)
    order = RectificationOrder.objects.select_related("finding").get()
    found = order.finding
    assert (found.source, found.source_id, found.about, found.ground) == ("complaint", row.pk, row.number, "TS24-2D")
    assert (found.state, order.state, order.days, order.institution_id) == ("ordered", "open", 10, row.institution_id)
    assert "收费未出具凭证" not in found.description  # reasons stay sealed with the complaint
    officer = sign_in("jinan")
    assert order.get_absolute_url() in officer.get(row.get_absolute_url()).content.decode()
    assert row.get_absolute_url() in officer.get(found.get_absolute_url()).content.decode()
    handler = sign_in(make_handler(cast, "the_other_handler"))
    assert order.get_absolute_url() in handler.get(row.get_absolute_url()).content.decode()
    followed = handler.get(order.get_absolute_url())
    assert followed.status_code == 200
    assert found.get_absolute_url() in followed.content.decode()
    assert row.get_absolute_url() in handler.get(found.get_absolute_url()).content.decode()
    problem = handler.get(found.get_absolute_url()).content.decode()
    assert "投诉事项" in problem and "评查要点" not in problem and f"<dd>{found.description}" in problem
    assert found.description in handler.get(reverse("finding_list")).content.decode()
    of_institution = sign_in("jinan_head").get(found.get_absolute_url()).content.decode()
    assert row.number in of_institution and reverse("complaint", args=[row.pk]) not in of_institution
    assert verify().sound


def test_an_order_says_what_and_how_long_and_nothing_is_ordered_where_nothing_is_to_be_rectified(cast: Cast) -> None:
    row = make_investigated(cast, [cast.jinan, make_handler(cast)])
    by = cast.actor("jinan")
    for decided, rectify, fields in (
        (ORDERING, Rectify(), ["requirement", "days"]),
        (ORDERING, Rectify("示例：补开凭证", 61), ["days"]),
        (DECISION, RECTIFIED, ["requirement"]),
        (DECISION, Rectify(days=5), ["days"]),
    ):
        with pytest.raises(RuleBroken) as refused:
            decide(row.pk, by=by, version=row.trail_seq, decided=decided, rectify=rectify)
        assert [finding.field for finding in refused.value.findings] == fields
    decide(row.pk, by=by, version=row.trail_seq, decided=DECISION)
    assert not Finding.objects.exists()


def test_an_order_without_what_has_to_be_put_right_names_its_field(cast: Cast) -> None:
    row = make_investigated(cast, [cast.jinan, make_handler(cast)])
    with pytest.raises(RuleBroken) as refused, override("zh-hans"):
        decide(row.pk, by=cast.actor("jinan"), version=row.trail_seq, decided=ORDERING, rectify=Rectify(days=10))
    assert [str(each.message) for each in refused.value.findings] == ["已决定责令限期整改，请填写整改要求。"]


def test_a_decision_that_was_not_rectified_says_so_on_the_page_of_the_complaint(cast: Cast, sign_in: SignIn) -> None:
    row = make_investigated(cast, [cast.jinan, make_handler(cast)])
    decide(row.pk, by=cast.actor("jinan"), version=row.trail_seq, decided=ORDERING, rectify=RECTIFIED)
    order = RectificationOrder.objects.get()
    officer, leader = cast.actor("jinan"), acting(make_posting("a_leader", Role.LEADER, cast.jinan.organisation))
    late = order.due_on + timedelta(days=1)
    reason = "示例：逾期未整改"
    order = recheck(order.pk, by=officer, version=order.trail_seq, result="escalate", reason=reason, occurred_on=late)
    lead(order.pk, by=leader, version=order.trail_seq, decision="hand_on", reason=reason, occurred_on=late)
    page = sign_in("jinan").get(row.get_absolute_url()).content.decode()
    assert "未整改，转其他措施" in page


@pytest.mark.parametrize(
    ("source", "ground", "label", "words"),
    [("standing", "TJ-7", "执业条件", "没有执业场所"), ("case_review", "PC-4", "评查要点", "")],
)
def test_a_finding_says_what_is_wrong_under_a_label_that_fits(source: str, ground: str, label: str, words: str) -> None:
    finding = Finding(source=source, ground=ground, found_on=date(2026, 11, 25), description="示例")
    with override("zh-hans"):
        problem = problem_of(finding)
    assert (problem.label, problem.decided) == (label, "") and words in problem.words


def test_every_condition_says_what_is_wrong_where_it_is_lost() -> None:
    assert set(LOST) == set(Condition)
