"""Every page of administration opens for those who hold its verb and says why to the others."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from foundation.accounts.notices import notify
from tests.people import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SignIn = Callable[[str], Client]

ADMINISTRATOR = (
    "/administration/users/",
    "/administration/users/?role=auditor&state=open&q=示例",
    "/administration/users/?state=idle&order=newest",
    "/administration/users/new/",
    "/administration/organisations/",
    "/administration/organisations/new/",
    "/administration/delegation/",
    "/administration/delegation/?level=none&on=2027-01-01",
    "/administration/delegation/amend/",
    "/administration/law/sources/",
    "/administration/law/articles/?q=28",
    "/administration/law/grounds/?list_code=acceptance_refusal&confidence=verified&on=2026-11-23",
    "/administration/law/deadlines/",
    "/administration/law/categories/",
    "/administration/law/divisions/?q=历下",
    "/administration/law/grounds/TZ15-1/",
    "/administration/law/grounds/SD51-01/amend/",
    "/administration/law/categories/FY-02/",
    "/administration/law/categories/FY-02/amend/",
    "/administration/law/sources/TZ/amend/",
    "/administration/law/deadlines/DL02/amend/",
    "/administration/law/articles/TZ.28/",
    "/administration/law/grounds/TZ15-1/end/",
    "/administration/jobs/",
)
OWN = (
    "/inbox/",
    "/account/",
    "/why/",
    "/why/?records=cases.Case&verb=law.amend",
    "/why/?records=accounts.Posting&verb=law.read",
    "/why/?records=nonsense&verb=nonsense",
)


@pytest.fixture
def clock() -> Iterator[None]:
    with time_machine.travel("2026-11-23 10:00+08:00", tick=False):
        yield


@pytest.mark.parametrize("path", [*ADMINISTRATOR, *OWN])
def test_the_system_administrator_opens_it(sign_in: SignIn, path: str) -> None:
    answer = sign_in("administrator").get(path)
    assert answer.status_code == 200, path
    assert answer.content.count(b"<h1>") == 1


@pytest.mark.parametrize("path", OWN)
@pytest.mark.parametrize("name", ["auditor", "lixia", "jinan_clerk", "appraiser"])
def test_everybody_opens_his_own_pages(sign_in: SignIn, name: str, path: str) -> None:
    assert sign_in(name).get(path).status_code == 200


@pytest.mark.parametrize("path", ["/administration/trail/", "/administration/trail/?kind=law.loaded&since=2020-01-01"])
def test_the_auditor_reads_the_trail_and_nobody_else(sign_in: SignIn, path: str) -> None:
    assert sign_in("auditor").get(path).status_code == 200
    for name in ("administrator", "province", "province_leader", "jinan_institution_administrator"):
        assert sign_in(name).get(path).status_code == 403


def test_the_auditor_reads_law_and_jobs_and_changes_neither(sign_in: SignIn) -> None:
    browser = sign_in("auditor")
    assert browser.get("/administration/law/grounds/TZ15-1/").status_code == 200
    assert "amend" not in browser.get("/administration/law/grounds/TZ15-1/").content.decode()
    assert browser.get("/administration/law/grounds/TZ15-1/amend/").status_code == 403
    assert browser.get("/administration/jobs/").status_code == 200
    assert browser.get("/administration/jobs/1/retry/").status_code == 403
    assert browser.get("/administration/delegation/amend/").status_code == 403


@pytest.mark.parametrize("name", ["province", "jinan", "jinan_clerk", "appraiser"])
def test_officers_and_clerks_do_not_enter_administration(sign_in: SignIn, name: str) -> None:
    browser = sign_in(name)
    for path in ("/administration/users/", "/administration/users/new/", "/administration/jobs/"):
        assert browser.get(path).status_code == 403, path


@pytest.mark.parametrize(
    "path",
    [
        "/administration/law/nonsense/",
        "/administration/law/grounds/NICHTS/",
        "/administration/users/999999/",
        "/administration/jobs/999999/retry/",
    ],
)
def test_what_is_not_there_is_404(sign_in: SignIn, path: str) -> None:
    assert sign_in("administrator").get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/administration/users/?state=nonsense",
        "/administration/law/grounds/?on=gestern",
        "/administration/delegation/?on=2026-02-30",
    ],
)
def test_conditions_that_cannot_be_read_are_said_to_be_so(sign_in: SignIn, path: str) -> None:
    assert sign_in("administrator").get(path).status_code == 422


def test_a_visitor_is_sent_to_the_sign_in(cast: Cast, client: Client) -> None:
    for path in ("/administration/users/", "/inbox/", "/account/", "/why/"):
        assert client.get(path).status_code == 302
    assert client.get("/new-password/").status_code == 200


def test_an_institution_administrator_sees_his_own_accounts_only(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in("jinan_institution_administrator")
    page = browser.get("/administration/users/").content.decode()
    shown = {name for name, posting in cast.postings().items() if f">{posting.user.username}<" in page}
    assert shown == {"jinan_clerk", "jinan_head", "jinan_institution_administrator", "appraiser"}
    assert browser.get(f"/administration/users/{cast.qingdao_clerk.user.pk}/").status_code == 404
    assert browser.get(f"/administration/postings/{cast.qingdao_clerk.pk}/end/").status_code == 404
    assert browser.get(f"/administration/postings/{cast.jinan_clerk.pk}/end/").status_code == 200


def test_the_trail_of_a_stream_is_verified_on_the_page(sign_in: SignIn) -> None:
    answer = sign_in("auditor").get("/administration/trail/stream/?stream=law.category:FY-02")
    assert answer.context["report"].sound
    assert answer.context["report"].events == 1
    assert sign_in("auditor").get("/administration/trail/stream/?stream=no:thing").status_code == 404


def test_the_inbox_shows_sentences_and_marks_them_read(cast: Cast, sign_in: SignIn) -> None:
    params = {"role": "示例角色", "organisation": "示例机构"}
    for key in ("a", "b"):
        assert notify([cast.jinan.user.pk, cast.qingdao.user.pk], "posting_granted", key, params) == 2
    assert notify([cast.jinan.user.pk], "posting_granted", "a", params) == 0
    browser = sign_in("jinan")
    assert browser.get("/inbox/").context["unread"] == 2
    first = cast.jinan.user.notices.get(key="a")
    foreign = cast.qingdao.user.notices.get(key="a")
    browser.post("/inbox/read/", {"notice": [first.pk, foreign.pk]})
    assert browser.get("/inbox/").context["unread"] == 1
    assert cast.qingdao.user.notices.filter(read_at__isnull=True).count() == 2
    browser.post("/inbox/read/")
    assert browser.get("/inbox/").context["unread"] == 0


def test_one_ends_ones_sessions_elsewhere(sign_in: SignIn) -> None:
    here, there, foreign = sign_in("jinan"), sign_in("jinan"), sign_in("qingdao")
    assert len(here.get("/account/").context["sessions"]) == 2
    here.post("/account/sessions/end/")
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302
    assert foreign.get("/account/").status_code == 200


def test_why_names_the_rule_and_the_holders(sign_in: SignIn) -> None:
    context = sign_in("lixia").get("/why/?records=cases.Case&verb=law.amend").context
    assert context["rule"].condition is not None
    assert not context["held"]
    assert [holder["row"].role for holder in context["holders"]] == ["system_administrator"]
