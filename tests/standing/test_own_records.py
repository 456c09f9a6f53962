"""An appraiser reads his own record, an expert his place in the pool, and nobody else's."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from appraisers.models import Appraiser
from foundation.accounts.models import Notice, Person, Posting
from foundation.accounts.roles import Role
from foundation.accounts.sealing import blind_index
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from governance.recognition.actions import drawing_experts as drawing
from governance.recognition.models import Expert
from tests.api.conftest import Caller
from tests.database import in_one_transaction
from tests.factories.bodies import make_organisation
from tests.factories.experts import draw, make_draw, make_outside_expert, marks
from tests.factories.people import make_appraiser
from tests.factories.standing import make_personal_restriction, make_policy, make_training
from tests.factories.tokens import make_token
from tests.factories.users import make_posting
from tests.people import SINCE, Cast, give_second_factor

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
KEEPER = "jinan_institution_administrator"
TABS = ("appraiser", "appraiser_registration", "appraiser_standing", "appraiser_records", "appraiser_trail",
        "appraiser_expertise")  # fmt: skip


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


@pytest.fixture
def own(cast: Cast) -> Appraiser:
    with in_one_transaction():
        return make_appraiser(cast.jinan_institution, person=cast.appraiser.user.person)


class TestAnAppraiser:
    @pytest.mark.parametrize("tab", TABS)
    def test_opens_every_tab_of_his_own_record_and_none_of_a_colleague(
        self, cast: Cast, own: Appraiser, sign_in: SignIn, tab: str
    ) -> None:
        with in_one_transaction():
            colleague = make_appraiser(cast.jinan_institution)
        client = sign_in("appraiser")
        assert client.get(reverse(tab, args=[own.pk])).status_code == 200
        assert client.get(reverse(tab, args=[colleague.pk])).status_code == 404

    def test_is_led_to_it_by_his_navigation(self, own: Appraiser, sign_in: SignIn) -> None:
        client = sign_in("appraiser")
        page = client.get(reverse("own_record"), follow=True)
        assert page.redirect_chain == [(own.get_absolute_url(), 302)]
        text = page.content.decode()
        assert f'href="{reverse("own_record")}" aria-current="page"' in text
        assert f'href="{reverse("training_list")}"' not in text

    def test_reads_training_insurance_and_history_and_changes_nothing(
        self, cast: Cast, own: Appraiser, sign_in: SignIn
    ) -> None:
        training = make_training(own, by=cast.actor(KEEPER), title="示例本人课程")
        make_policy(cast.jinan_institution, by=cast.actor(KEEPER), policy_number="示例PZ-7")
        make_policy(cast.jinan_institution, by=cast.actor(KEEPER), valid_until=date(2026, 6, 30), policy_number="PZ-8")
        client = sign_in("appraiser")
        text = client.get(reverse("appraiser_records", args=[own.pk])).content.decode()
        assert "示例本人课程" in text
        assert "示例PZ-7" in text
        assert "PZ-8" not in text, "a policy that has run out covers nobody"
        assert reverse("training_withdraw", args=[training.pk]) not in text
        assert client.get(reverse("training_withdraw", args=[training.pk])).status_code == 403

    def test_reads_what_bars_him_and_the_way_to_object(self, cast: Cast, own: Appraiser, sign_in: SignIn) -> None:
        row = make_personal_restriction(own, by=cast.actor("jinan"))
        text = sign_in("appraiser").get(reverse("appraiser_standing", args=[own.pk])).content.decode()
        assert row.get_absolute_url() in text

    def test_reads_the_same_by_a_program(self, cast: Cast, own: Appraiser) -> None:
        with in_one_transaction():
            colleague = make_appraiser(cast.jinan_institution)
        give_second_factor(cast.appraiser.user)
        caller = Caller(make_token(cast.appraiser))
        assert caller.get(reverse("api_appraisers_one", args=[own.pk])).json()["name"] == own.person.name
        assert caller.get(reverse("api_appraisers_one", args=[colleague.pk])).status_code == 404
        make_policy(cast.jinan_institution, by=cast.actor(KEEPER), policy_number="示例PZ-9")
        records = caller.get(reverse("api_appraiser_records", args=[own.pk])).json()
        assert [each["policy_number"] for each in records["policies"]] == ["示例PZ-9"]
        rows = caller.get("/api/v1/appraisers/").json()["results"]
        assert [row["id"] for row in rows] == [str(own.pk)]

    def test_without_a_certificate_on_file_comes_to_an_empty_list(self, cast: Cast, sign_in: SignIn) -> None:
        page = sign_in("appraiser").get(reverse("own_record"), follow=True)
        assert page.redirect_chain == [(reverse("appraiser_list"), 302)]
        assert page.status_code == 200


class TestAnExpertFromOutside:
    @pytest.fixture
    def posting(self, cast: Cast) -> Posting:
        with in_one_transaction():
            society = make_organisation("示例省司法鉴定协会", "association", "370000", level="province")
            posting = make_posting("expert", Role.EXPERT, society, since=SINCE)
            known(posting.user.person)
        give_second_factor(posting.user)
        return posting

    @pytest.fixture
    def row(self, cast: Cast, posting: Posting) -> Expert:
        person = posting.user.person
        with time_machine.travel("2026-09-01 10:00+08:00", tick=False):
            return make_outside_expert(by=cast.actor("jinan"), name=person.name, identity_number=IDENTITY)

    @pytest.fixture
    def client(self, posting: Posting) -> Client:
        client = Client(headers={"Accept-Language": "zh-hans"})
        client.force_login(posting.user)
        return client

    def test_finds_his_own_place_and_no_other(self, cast: Cast, row: Expert, client: Client) -> None:
        other = make_outside_expert(by=cast.actor("jinan"), name="示例另一人")
        text = client.get(reverse("expert_list")).content.decode()
        assert row.get_absolute_url() in text
        assert other.get_absolute_url() not in text
        assert client.get(row.get_absolute_url()).status_code == 200
        assert client.get(other.get_absolute_url()).status_code == 404

    def test_says_himself_whether_he_is_available(self, row: Expert, client: Client) -> None:
        address = reverse("expert_availability", args=[row.pk])
        sent = {"version": row.trail_seq, "available": "no", "reason": "示例：出国访问至明年三月"}
        client.post(address, sent)
        row.refresh_from_db()
        assert (row.is_available, row.availability_note) == (False, "示例：出国访问至明年三月")

    def test_is_told_that_he_was_drawn_and_how_his_work_was_found(
        self, cast: Cast, posting: Posting, row: Expert, client: Client
    ) -> None:
        by = cast.actor("province")
        made = make_draw(cast.qingdao_institution, by=by, at=cast.qingdao_institution, experts=0, size=1)
        made = draw(made, by=by)
        assert Notice.objects.get(user=posting.user, kind="expert_drawn").link == row.get_absolute_url()
        page = client.get(row.get_absolute_url()).content.decode()
        assert made.matter in page
        assert made.get_absolute_url() not in page, "the draw itself stays with the organs"
        drawing.evaluate(made.pk, by=by, version=made.trail_seq, given=marks(made))
        page = client.get(row.get_absolute_url()).content.decode()
        assert "示例：按时到场" in page
        (call,) = Caller(make_token(posting)).get(reverse("api_experts_one", args=[row.pk])).json()["calls"]
        assert (call["number"], call["mark"], call["note"]) == (made.full_number, "good", "示例：按时到场")
        give_second_factor(cast.jinan.user)
        (seen,) = Caller(make_token(cast.jinan)).get(reverse("api_experts_one", args=[row.pk])).json()["calls"]
        assert (seen["mark"], seen["note"]) == ("good", "")


IDENTITY = "379999197001010011"


def known(person: Person) -> None:
    """Let a person be on file with his identity number, as accounts are opened with it."""
    person.identity_number, person.identity_index = IDENTITY, blind_index(IDENTITY)
    write(person, "person.corrected", by=SYSTEM, facts={"identity_known": True})
