"""The barred sees the bar and may object; somebody else than who set it decides, and upheld it is lifted at once."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from cases.gate import may_accept
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Notice
from foundation.accounts.roles import Role
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.models import Event
from foundation.audit.verify import verify
from institutions.actions.objecting import decide_objection
from institutions.actions.restricting import lift
from institutions.models import Objection, Restriction
from tests.documents.making import pdf
from tests.factories.assignments import make_posted_appraiser
from tests.factories.entrustments import make_appraiser, make_entrustment
from tests.factories.standing import make_objection, make_personal_restriction, make_restriction
from tests.factories.users import make_posting
from tests.people import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
TODAY = date(2026, 11, 25)
PAPER = {"document_number": "示例异议决〔2026〕1号", "reason": "示例：整改合格"}


@pytest.fixture(autouse=True)
def frozen(cast: Cast) -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        with transaction.atomic():
            for _each in range(3):
                make_appraiser(cast.jinan_institution)
        yield


def test_upheld_the_restriction_is_lifted_in_the_same_act_and_the_gate_opens(cast: Cast) -> None:
    row = make_restriction(cast.jinan_institution, by=cast.actor("jinan"))
    leader = make_posting("jinan_leader", Role.LEADER, cast.jinan.organisation, since=date(2020, 1, 1))
    raised = make_objection(row, by=cast.actor("jinan_head"))
    assert [notice.user for notice in Notice.objects.filter(kind="objection_raised")] == [leader.user]
    codes = [each.code for each in may_accept(make_entrustment(cast.jinan_institution), TODAY).findings]
    assert codes == ["restricted"]  # an objection opens nothing by itself
    version = Restriction.objects.get(pk=row.pk).trail_seq
    decide_objection(row.pk, by=cast.actor("province_leader"), version=version, upheld=True, **PAPER)
    raised.refresh_from_db()
    row.refresh_from_db()
    assert (raised.state, raised.decided_on, row.lifted_on) == ("upheld", TODAY, TODAY)
    assert row.lifted_by == cast.province.organisation
    assert may_accept(make_entrustment(cast.jinan_institution), TODAY).findings == ()
    assert [event.kind for event in Event.objects.filter(stream=row.stream).order_by("seq")] == [
        "institutions.restrict", "restrictions.object", "restrictions.decide_objection",
        "institutions.lift_restriction",
    ]  # fmt: skip
    assert Notice.objects.filter(kind="objection_upheld").exists() and verify(row.stream).sound


def test_rejected_it_stays_and_there_is_no_second_objection(cast: Cast) -> None:
    row = make_restriction(cast.jinan_institution, by=cast.actor("jinan"))
    make_objection(row, by=cast.actor("jinan_head"))
    decide_objection(row.pk, by=cast.actor("province_leader"), version=row.trail_seq, upheld=False, **PAPER)
    row.refresh_from_db()
    assert row.lifted_on is None and row.is_in_force(TODAY)
    with pytest.raises(RuleBroken) as broken:
        make_objection(row, by=cast.actor("jinan_head"))
    assert [each.code for each in broken.value.findings] == ["decided_already"]


def test_who_set_it_does_not_decide_about_the_objection(cast: Cast) -> None:
    row = make_restriction(cast.jinan_institution, by=cast.actor("jinan"))
    make_objection(row, by=cast.actor("jinan_head"))
    with pytest.raises(NotAllowed):
        decide_objection(row.pk, by=cast.actor("jinan"), version=row.trail_seq, upheld=False, **PAPER)
    also_leader = make_posting("", Role.LEADER, cast.jinan.organisation, user=cast.jinan.user)
    himself = PostedActor(cast.jinan.user, also_leader)
    with pytest.raises(RuleBroken) as broken:
        decide_objection(row.pk, by=himself, version=row.trail_seq, upheld=False, **PAPER)
    assert [each.code for each in broken.value.findings] == ["set_it_himself"]


def test_an_appraiser_sees_his_own_bar_and_objects_to_it_and_to_no_other(cast: Cast, sign_in: SignIn) -> None:
    appraiser, posting = make_posted_appraiser("被限制人", cast.jinan_institution)
    own = make_personal_restriction(appraiser, by=cast.actor("jinan"))
    other = make_restriction(cast.jinan_institution, by=cast.actor("jinan"))
    browser = sign_in(posting)
    assert list(browser.get(reverse("restriction_list")).context["list"].page.rows) == [own]
    assert browser.get(reverse("restriction", args=[other.pk])).status_code == 404
    page = browser.get(reverse("restriction_object", args=[own.pk]))
    answer = browser.post(
        page.request["PATH_INFO"],
        {
            "version": own.trail_seq,
            "text": "示例：处罚期限计算有误",
            "evidence": SimpleUploadedFile("示例证明.pdf", pdf(), content_type="application/pdf"),
        },
    )
    assert answer.status_code == 302
    own.refresh_from_db()
    assert own.objection.text == "示例：处罚期限计算有误" and own.objection.evidence.belongs_to == own.stream
    shown = sign_in("jinan").get(reverse("restriction", args=[own.pk])).content.decode()
    assert "示例：处罚期限计算有误" in shown


def test_the_decision_is_kept_as_a_file_that_the_barred_can_read(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in("jinan")
    given = {
        "ground": "XZ-3", "valid_from": "2026-11-25", "valid_until": "2027-02-24", "document_number": "示例罚决1号",
        "reason": "示例：受到停止执业处罚",
        "document": SimpleUploadedFile("示例决定.pdf", pdf(), content_type="application/pdf"),
    }  # fmt: skip
    assert browser.post(reverse("restriction_new", args=[cast.jinan_institution.pk]), given).status_code == 302
    row = Restriction.objects.get()
    assert row.document is not None
    page = sign_in("jinan_head").get(reverse("restriction", args=[row.pk])).content.decode()
    assert row.document.get_absolute_url() in page or "示例罚决1号" in page


class TestLiftedBeforeItsObjectionIsDecided:
    @pytest.fixture
    def row(self, cast: Cast) -> Restriction:
        row = make_restriction(cast.jinan_institution, by=cast.actor("jinan"))
        make_objection(row, by=cast.actor("jinan_head"))
        lift(
            row.pk, by=cast.actor("jinan"), version=row.trail_seq, document_number="示例解除1号", reason="示例：已整改"
        )
        row.refresh_from_db()
        return row

    def test_nobody_decides_any_more(self, cast: Cast, row: Restriction) -> None:
        for upheld in (True, False):
            with pytest.raises(RuleBroken) as broken:
                decide_objection(
                    row.pk, by=cast.actor("province_leader"), version=row.trail_seq, upheld=upheld, **PAPER
                )
            assert [each.code for each in broken.value.findings] == ["lifted_already"]

    def test_it_waits_nowhere_and_the_page_says_that_it_is_closed(
        self, cast: Cast, row: Restriction, sign_in: SignIn
    ) -> None:
        assert not Objection.objects.waiting().exists()
        assert not Restriction.objects.objected().exists()
        browser = sign_in("province_leader")
        page = browser.get(reverse("restriction", args=[row.pk])).content.decode()
        assert "已随限制解除而终结" in page
        assert "异议待处理" not in page
        assert f'href="{reverse("restriction_decide", args=[row.pk])}"' not in page
        decide = browser.get(reverse("restriction_decide", args=[row.pk])).content.decode()
        assert "异议已随限制解除而终结" in decide
        assert 'name="document_number"' not in decide

    def test_the_form_of_an_objection_says_at_once_that_none_is_possible(
        self, row: Restriction, sign_in: SignIn
    ) -> None:
        page = sign_in("jinan_head").get(reverse("restriction_object", args=[row.pk])).content.decode()
        assert "该限制已不再有效" in page
        assert "<textarea" not in page


def test_while_one_objection_waits_the_form_of_another_says_so(cast: Cast, sign_in: SignIn) -> None:
    row = make_restriction(cast.jinan_institution, by=cast.actor("jinan"))
    address, browser = reverse("restriction_object", args=[row.pk]), sign_in("jinan_head")
    assert "<textarea" in browser.get(address).content.decode()
    make_objection(row, by=cast.actor("jinan_head"))
    page = browser.get(address).content.decode()
    assert "异议已经提出，尚未处理" in page
    assert "<textarea" not in page
