"""Lists: one declaration, keyset pages, orders, conditions as chips, layout of one's own, saved views."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertHTMLEqual

from foundation.desk.lists import all_lists
from foundation.desk.lists.declaring import ListSpec
from foundation.desk.models import SavedView
from tests.factories.cases import make_case
from tests.people import Cast

SignIn = Callable[[str], Client]


def shown(response: Any) -> Any:
    return response.context["list"]


def numbers(response: Any) -> list[str]:
    return [row.case_number for row in shown(response).page.rows]


@pytest.fixture
def officer(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in("province")


def indexes_of(spec: ListSpec) -> list[list[str]]:
    """Return the columns of every index and unique constraint of the list's model, signs dropped."""
    meta = spec.model._meta
    found = [[name.removeprefix("-") for name in index.fields] for index in meta.indexes]
    found += [list(constraint.fields) for constraint in meta.total_unique_constraints]
    found += [[field.name] for field in meta.fields if field.unique]
    return [[meta.get_field(name).attname for name in fields] for fields in found]


# Bodies, clients of the API, accreditations, items of licences and restrictions are a few thousand rows, sorted in a
# millisecond, and so are the instruments with their calibrations, methods, policies, premises, trainings, agreements,
# projects, quality managers and changes of the register of a city; the indexes of the trail are written in SQL and its
# reader sees everything.
SORTED_IN_MEMORY = {
    "accreditations", "scope_items", "organisations", "clients", "events", "instruments", "methods", "restrictions",
    "policies", "trainings", "cooperations", "projects", "party_branches", "calibrations", "quality_managers",
    "premises", "accreditation_foresight", "registration_states", "certificate_states",
}  # fmt: skip


@pytest.mark.parametrize(
    "spec", [spec for spec in all_lists() if spec.code not in SORTED_IN_MEMORY], ids=lambda spec: spec.code
)
def test_every_order_of_every_list_is_one_index_for_every_scope(spec: ListSpec) -> None:
    """The rows of a place lie together in the order of the page: columns of the scope first, then those of the order.

    An index that is unique up to the first column of the order needs the others no more.
    """
    scope = getattr(spec.model, "scope", None)
    places = [""] + [name for name in (getattr(scope, each, "") for each in ("city", "county", "institution")) if name]
    places = [place for place in places if place != spec.model._meta.pk.attname]
    present = indexes_of(spec)
    missing = []
    for order in spec.orders.values():
        for place in places:
            wanted = [*([place] if place else []), *order.columns]
            unique = [list(each) for each in present if each == wanted[: len(each)] and len(each) >= len(wanted) - 1]
            if not unique:
                missing.append(wanted)
    assert missing == []


def test_an_order_can_be_turned_round_and_its_head_says_how_the_list_is_sorted(cast: Cast, officer: Client) -> None:
    for day in (3, 1, 2):
        make_case(cast.jinan_institution, accepted_on=date(2026, 10, day))
    newest = officer.get(reverse("case_list"))
    head = next(head for head in shown(newest).heads if head.column.code == "accepted")
    assert head.sorted == "descending"
    turned = officer.get(reverse("case_list") + head.url)
    assert numbers(turned) == numbers(newest)[::-1]
    assert 'aria-sort="ascending"' in turned.content.decode()


def test_the_order_by_due_date_shows_only_what_still_waits_and_says_so(cast: Cast, officer: Client) -> None:
    waiting = make_case(cast.jinan_institution)
    make_case(cast.jinan_institution, issued_on=date(2026, 10, 30))
    response = officer.get(reverse("case_list"), {"order": "due"})
    assert numbers(response) == [waiting.case_number]
    assert "按到期排序时只列办理中的案件" in response.content.decode()


def test_a_condition_in_force_is_a_chip_that_drops_it_and_keeps_the_others(cast: Cast, officer: Client) -> None:
    make_case(cast.jinan_institution)
    response = officer.get(reverse("case_list"), {"state": "in_progress", "city": "370100", "order": "number"})
    chips = {chip["label"]: chip for chip in shown(response).chips}
    assert set(map(str, chips)) == {"状态", "市"}
    assert chips["状态"]["remove_url"] == "?city=370100&order=number"


def test_what_cannot_be_read_is_said_beside_its_field_and_nothing_typed_is_lost(officer: Client) -> None:
    response = officer.get(reverse("case_list"), {"accepted_from": "gestern", "q": "鉴"})
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="gestern"' in page
    assert 'id="id_accepted_from_error"' in page
    assert 'aria-invalid="true"' in page


@pytest.mark.parametrize("junk", ["\0", "9" * 5000, "-", "<script>", "']}"])
@pytest.mark.parametrize("name", ["q", "state", "order", "size", "after", "before", "view", "institution", "counts"])
def test_no_address_breaks_a_list(officer: Client, name: str, junk: str) -> None:
    assert officer.get(reverse("case_list"), {name: junk}).status_code in {200, 422}


def test_htmx_gets_the_list_alone_from_the_same_address(cast: Cast, officer: Client) -> None:
    make_case(cast.jinan_institution)
    whole = officer.get(reverse("case_list"))
    part = officer.get(reverse("case_list"), headers={"HX-Request": "true", "HX-Target": "list"})
    assert b"<html" in whole.content
    assert part.content.strip().startswith(b"<section")
    assert "HX-Target" in whole.headers["Vary"]


def test_chosen_columns_density_and_page_size_are_remembered_for_the_user_and_the_list(
    cast: Cast, officer: Client, sign_in: SignIn
) -> None:
    make_case(cast.jinan_institution)
    kept = {"columns": ["client", "fee"], "density": "roomy", "size": "50", "keys": "1", "query": "state=in_progress"}
    answer = officer.post(reverse("list_layout", args=["cases"]), kept)
    assert answer.headers["Location"] == reverse("case_list") + "?state=in_progress"
    layout = shown(officer.get(reverse("case_list"))).layout
    assert layout.codes == ["number", "client", "fee"]
    assert (layout.density, layout.size, layout.keys) == ("roomy", 50, True)
    assert shown(sign_in("province_leader").get(reverse("case_list"))).layout.size == 25
    officer.post(reverse("list_layout", args=["cases"]), {"standard": "1"})
    assert "fee" not in shown(officer.get(reverse("case_list"))).layout.codes


def test_keys_are_switched_off_for_all_lists_at_once(officer: Client) -> None:
    officer.post(reverse("list_layout", args=["cases"]), {"density": "tight", "size": "25"})
    assert not shown(officer.get(reverse("institution_list"))).layout.keys


@pytest.mark.parametrize(
    "sent", [{"density": "loud", "size": "25"}, {"density": "tight", "size": "7"}, {"columns": ["nothing"]}]
)
def test_a_layout_that_cannot_be_read_changes_nothing(officer: Client, sent: dict[str, Any]) -> None:
    assert officer.post(reverse("list_layout", args=["cases"]), sent).status_code == 302
    assert not shown(officer.get(reverse("case_list"))).layout.chosen


def save_view(client: Client, name: str, query: str, **more: str) -> Any:
    return client.post(reverse("list_view_new", args=["cases"]) + f"?{query}", {"name": name, **more})


def test_conditions_are_kept_under_a_name_and_open_as_they_were(cast: Cast, officer: Client) -> None:
    make_case(cast.jinan_institution)
    answer = save_view(officer, "法院急件", "state=in_progress&order=due&after=abc&size=50")
    view = SavedView.objects.get()
    assert view.query == "state=in_progress&order=due"
    page = officer.get(answer.headers["Location"])
    assert [str(tab.text) for tab in shown(page).tabs if tab.current] == ["法院急件"]


def test_a_view_shared_by_jinan_is_seen_in_jinan_and_not_in_qingdao(cast: Cast, sign_in: SignIn) -> None:
    clerk, head, foreign = map(sign_in, ("jinan_clerk", "jinan_head", "qingdao_clerk"))
    save_view(clerk, "本所在办", "state=in_progress", shared="on")
    save_view(clerk, "我的", "state=issued")

    def names(client: Client) -> list[str]:
        return [tab.text for tab in shown(client.get(reverse("case_list"))).tabs if "view=" in tab.href]

    assert names(clerk) == ["我的", "本所在办"] or names(clerk) == ["本所在办", "我的"]
    assert names(head) == ["本所在办"]
    assert names(foreign) == []


def test_a_shared_view_of_somebody_else_is_neither_changed_nor_deleted(cast: Cast, sign_in: SignIn) -> None:
    save_view(sign_in("jinan_clerk"), "本所在办", "state=in_progress", shared="on")
    address = reverse("list_view", args=["cases", SavedView.objects.get().pk])
    head = sign_in("jinan_head")
    for sent in ({"name": "别的"}, {"delete": "1"}):
        assert head.post(address, sent).status_code == 404
    assert SavedView.objects.get().name == "本所在办"


def test_ones_own_view_is_renamed_taken_back_and_deleted(cast: Cast, sign_in: SignIn) -> None:
    clerk = sign_in("jinan_clerk")
    save_view(clerk, "一", "state=in_progress", shared="on")
    address = reverse("list_view", args=["cases", SavedView.objects.get().pk])
    assert clerk.post(address, {"name": "二"}).status_code == 302
    view = SavedView.objects.get()
    assert (view.name, view.shared) == ("二", False)
    assert clerk.post(address, {"delete": "1"}).status_code == 302
    assert not SavedView.objects.exists()


def test_two_views_of_one_name_are_refused_beside_the_name(officer: Client) -> None:
    save_view(officer, "一", "state=issued")
    again = save_view(officer, "一", "state=in_progress")
    assert again.status_code == 422
    assert "您已有同名视图" in again.content.decode()


def test_a_name_searched_for_is_not_kept_on_a_list_of_people(cast: Cast, officer: Client) -> None:
    officer.post(reverse("list_view_new", args=["appraisers"]) + "?q=示例甲&city=370100", {"name": "济南"})
    assert SavedView.objects.get().query == "city=370100"


def test_tabs_are_counted_within_what_the_reader_sees(cast: Cast, sign_in: SignIn) -> None:
    for institution in (cast.jinan_institution, cast.jinan_institution, cast.qingdao_institution):
        make_case(institution)
    response = sign_in("qingdao_clerk").get(reverse("list_tabs", args=["cases"]))
    assert response.context["tabs"][0].count == 1


def test_a_posting_that_sees_nothing_is_led_to_the_reason(cast: Cast, officer: Client) -> None:
    page = officer.get(reverse("case_list"), {"q": "没有这个号"}).content.decode()
    assert reverse("why") + "?records=cases.Case" in page


def test_a_choice_of_the_filter_is_written_as_django_would_write_it(officer: Client) -> None:
    response = officer.get(reverse("case_list"), {"state": "issued", "city": "nowhere"})
    for field, control in shown(response).fields:
        assertHTMLEqual(str(control), str(field))
