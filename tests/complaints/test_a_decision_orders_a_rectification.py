"""责令限期整改 as the outcome of a complaint orders a rectification by itself (办法 art. 24)."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from complaints.actions.concluding import decide
from complaints.decision import Rectify
from foundation.audit.errors import RuleBroken
from foundation.audit.verify import verify
from institutions.models import Finding, RectificationOrder
from tests.complaints.investigations import DECISION, ORDERING, RECTIFIED, make_handler, make_investigated
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
