"""Acts through the pages: what is typed becomes an event, what is wrong stays in the form."""

import re
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from appraisal_portal.administration import running
from appraisal_portal.administration.job_results import WORDS
from foundation.accounts.models import Delegation, Organisation, Posting, User
from foundation.audit.errors import RuleBroken
from foundation.audit.models import Event, Heartbeat, JobRun, OutboxMessage
from foundation.audit.timetable import Daily, Every
from foundation.law.models import Ground
from tests.people import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SignIn = Callable[[str], Client]
PASSWORD = "示例口令-long-enough-77"


@pytest.fixture
def clock() -> Iterator[None]:
    with time_machine.travel("2026-11-23 10:00+08:00", tick=False):
        yield


def amend_form(row: Ground, **more: str) -> dict[str, str]:
    given = {
        "name_zh": row.name_zh,
        "name_en": row.name_en,
        "source_text": row.source_text,
        "evidence": row.evidence,
        "confidence": row.confidence,
        "same_as": row.same_as,
        "effective_from": "2026-12-01",
        "reason": "示例修订",
        "version": str(row.trail_seq),
    }
    given |= {f"details.{key}": value for key, value in row.details.items()}
    return {**given, **more}


def test_a_fine_is_amended_and_the_history_shows_both(sign_in: SignIn) -> None:
    browser = sign_in("administrator")
    row = Ground.objects.get(code="SD51-01")
    path = "/administration/law/grounds/SD51-01/"
    answer = browser.post(f"{path}amend/", amend_form(row, **{"details.fine": "可以并处二万元"}))
    assert (answer.status_code, answer.headers["Location"]) == (302, path)
    page = browser.get(path)
    assert [wording["row"].effective_from for wording in page.context["wordings"]] == [
        date(2026, 12, 1),
        date(2012, 3, 1),
    ]
    assert "可以并处二万元" in page.content.decode()
    assert page.context["entries"][0].reason == "示例修订"


def test_what_is_wrong_stays_in_the_form_with_its_words(sign_in: SignIn) -> None:
    row = Ground.objects.get(code="SD51-01")
    answer = sign_in("administrator").post(
        "/administration/law/grounds/SD51-01/amend/", amend_form(row, effective_from="2001-01-01")
    )
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"__all__", "effective_from"}
    assert "示例修订" in answer.content.decode()


def test_whoever_has_an_old_page_open_is_told(sign_in: SignIn) -> None:
    row = Ground.objects.get(code="SD51-01")
    answer = sign_in("administrator").post(
        "/administration/law/grounds/SD51-01/amend/", amend_form(row, name_zh="示例", version="99")
    )
    assert answer.status_code == 409


def test_a_rule_is_ended_by_form(sign_in: SignIn) -> None:
    row = Ground.objects.get(code="SD30-7")
    form = {"last_day": "2026-12-31", "reason": "示例废止", "version": row.trail_seq}
    assert sign_in("administrator").post("/administration/law/grounds/SD30-7/end/", form).status_code == 302
    assert Ground.objects.get(code="SD30-7").effective_to == date(2026, 12, 31)


def open_account(browser: Client, organisation: Organisation, **more: str) -> str:
    """Open an account through the page and return the code it shows."""
    form = {
        "name": "示例新人",
        "username": "shili.xinren",
        "organisation": str(organisation.pk),
        "role": "officer",
        "valid_from": "2026-11-23",
        "reason": "示例入职",
        **more,
    }
    answer = browser.post("/administration/users/new/", form)
    assert answer.status_code == 200, answer.context["form"].errors
    assert answer.headers["Cache-Control"] == "no-store"
    found = re.search(r'<p class="code">([A-Z2-7-]{24})</p>', answer.content.decode())
    assert found
    return found[1]


def test_a_new_officer_sets_the_password_with_the_code_and_signs_in(cast: Cast, sign_in: SignIn) -> None:
    code = open_account(sign_in("administrator"), cast.jinan.organisation)
    visitor = Client()
    form = {"username": "shili.xinren", "code": code, "password": PASSWORD, "again": PASSWORD}
    assert visitor.post("/new-password/", {**form, "again": "anders"}).status_code == 422
    assert visitor.post("/new-password/", form).headers["Location"] == "/accounts/login/"
    assert visitor.post("/new-password/", form).status_code == 422
    signed_in = visitor.post("/accounts/login/", {"login": "shili.xinren", "password": PASSWORD})
    assert signed_in.status_code == 302


def test_guessing_codes_is_slowed(cast: Cast, sign_in: SignIn) -> None:
    code = open_account(sign_in("administrator"), cast.jinan.organisation)
    visitor = Client()
    form = {"username": "shili.xinren", "code": "AAAA", "password": PASSWORD, "again": PASSWORD}
    for _attempt in range(5):
        assert visitor.post("/new-password/", form).status_code == 422
    assert visitor.post("/new-password/", {**form, "code": code}).status_code == 422
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    assert elsewhere.post("/new-password/", {**form, "code": code}).status_code == 302


def test_a_code_is_not_shown_again(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in("administrator")
    code = open_account(browser, cast.jinan.organisation)
    user = User.objects.get(username="shili.xinren")
    assert code not in browser.get(f"/administration/users/{user.pk}/").content.decode()


def test_an_institution_administrator_cannot_choose_another_body(cast: Cast, sign_in: SignIn) -> None:
    form = {
        "name": "示例新人",
        "username": "shili.fremd",
        "organisation": str(cast.qingdao_institution.organisation_id),
        "role": "case_clerk",
        "valid_from": "2026-11-23",
        "reason": "示例",
    }
    answer = sign_in("jinan_institution_administrator").post("/administration/users/new/", form)
    assert answer.status_code == 422
    assert "organisation" in answer.context["form"].errors
    assert not User.objects.filter(username="shili.fremd").exists()


def test_postings_are_granted_and_ended_by_form(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in("administrator")
    user = cast.jinan.user
    form = {
        "organisation": str(cast.province.organisation_id),
        "role": "inspector",
        "valid_from": "2026-11-23",
        "reason": "示例借调",
    }
    assert browser.post(f"/administration/users/{user.pk}/postings/new/", form).status_code == 302
    posting = Posting.objects.get(user=user, role="inspector")
    ending = {"reason": "示例期满", "version": posting.trail_seq, "last_day": ""}
    assert browser.post(f"/administration/postings/{posting.pk}/end/", ending).status_code == 302
    assert Posting.objects.get(pk=posting.pk).ended_on == date(2026, 11, 23)
    assert browser.post(f"/administration/postings/{posting.pk}/end/", ending).status_code == 409


def test_accounts_are_disabled_enabled_and_reset_by_form(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in("administrator")
    base = f"/administration/users/{cast.jinan.user.pk}/"
    assert browser.post(f"{base}disable/", {"reason": ""}).status_code == 422
    assert browser.post(f"{base}disable/", {"reason": "示例离岗"}).status_code == 302
    assert browser.post(f"{base}reset/", {"reason": "示例"}).status_code == 422
    assert browser.post(f"{base}enable/", {"reason": "示例回岗"}).status_code == 302
    assert 'class="code"' in browser.post(f"{base}reset/", {"reason": "示例"}).content.decode()
    own = f"/administration/users/{cast.administrator.user.pk}/reset/"
    assert browser.post(own, {"reason": "示例"}).status_code == 422


def test_an_organisation_is_entered_by_form(cast: Cast, sign_in: SignIn) -> None:
    form = {
        "kind": "case_handling",
        "level": "none",
        "name": "示例历城区人民法院",
        "division": "370112",
        "reason": "示例",
    }
    assert sign_in("administrator").post("/administration/organisations/new/", form).status_code == 302
    assert Organisation.objects.get(name="示例历城区人民法院").county_code == "370112"


def test_a_verb_taken_by_form_shuts_an_open_session(cast: Cast, sign_in: SignIn) -> None:
    administrator, officer = sign_in("administrator"), sign_in("lixia")
    assert officer.get("/administration/law/sources/").status_code == 200
    form = {
        "verb": "law.read",
        "role": "officer",
        "level": "county",
        "what": "take",
        "effective_from": "2026-11-23",
        "source": "示例决定",
    }
    assert administrator.post("/administration/delegation/amend/", form).status_code == 302
    assert officer.get("/administration/law/sources/").status_code == 403
    assert Delegation.objects.get(verb="law.read", role="officer", level="county").effective_to == date(2026, 11, 22)
    again = administrator.post("/administration/delegation/amend/", {**form, "what": "give"})
    assert again.status_code == 302
    assert officer.get("/administration/law/sources/").status_code == 200


@pytest.fixture
def parked(db: None) -> OutboxMessage:
    now = timezone.now()
    message = OutboxMessage.objects.create(topic="kpi.expiry", not_before=now, parked_at=now, attempts=5)
    JobRun.objects.create(
        job="kpi.expiry", message=message, started_at=now, finished_at=now, outcome="failed", error="ValueError in work"
    )
    return message


def test_a_parked_message_is_tried_again_with_a_reason(parked: OutboxMessage, sign_in: SignIn) -> None:
    browser = sign_in("administrator")
    page = browser.get("/administration/jobs/").content.decode()
    assert "ValueError in work" in page
    path = f"/administration/jobs/{parked.pk}/retry/"
    assert browser.post(path, {"reason": " "}).status_code == 422
    assert browser.post(path, {"reason": "示例：已修复"}).status_code == 302
    parked.refresh_from_db()
    assert (parked.parked_at, parked.attempts) == (None, 0)
    assert Event.objects.get(stream="job:kpi.expiry").content["reason"] == "示例：已修复"
    assert browser.post(path, {"reason": "示例"}).status_code == 404


def test_a_message_that_is_not_parked_is_not_tried_again(cast: Cast, parked: OutboxMessage) -> None:
    by = cast.actor("administrator")
    running.retry(parked.pk, by=by, reason="示例")
    with pytest.raises(RuleBroken):
        running.retry(parked.pk, by=by, reason="示例")


def test_the_jobs_page_says_what_waits_and_who_is_silent(sign_in: SignIn) -> None:
    now = timezone.now()
    OutboxMessage.objects.create(topic="kpi.expiry", not_before=now - timedelta(minutes=9))
    Heartbeat.objects.create(process="beat", seen_at=now - timedelta(minutes=3))
    context = sign_in("administrator").get("/administration/jobs/").context
    assert (context["queue"].waiting, context["queue"].slow) == (1, True)
    assert [(sign.process, sign.silent) for sign in context["signs"]] == [("beat", True)]


def test_the_jobs_page_tells_what_a_job_did_in_words(sign_in: SignIn) -> None:
    message = OutboxMessage.objects.create(topic="kpi.case_volume", not_before=timezone.now())
    result = {"deltas": 12, "fed": True, "institutions.expiring_90": 4}
    JobRun.objects.create(
        job="kpi.case_volume", message=message, started_at=timezone.now(), outcome=JobRun.Outcome.DONE, result=result
    )
    page = sign_in("administrator").get("/administration/jobs/").content.decode()
    assert "计入的变动 <strong>12</strong>" in page
    assert "deltas" not in page


def test_every_code_that_a_job_writes_has_words() -> None:
    written = set()
    for path in settings.BASE_DIR.glob("*/**/*.py"):
        if path.name in {"tasks.py", "jobs.py"} and not {"tests", ".venv", "var"} & set(path.parts):
            written |= set(re.findall(r'run\.result\["(\w+)"\]', path.read_text()))
            for found in re.findall(r"run\.result = \{(.+)\}", path.read_text()):
                written |= set(re.findall(r'"(\w+)"', found))
    assert len(written) > 10
    assert written <= set(WORDS), written - set(WORDS)


def test_next_due_moments_follow_the_rhythm() -> None:
    now = timezone.now()  # 10:00
    assert running.next_due(Every(minutes=7), now) == now + timedelta(minutes=2)
    assert timezone.localtime(running.next_due(Daily(at=time(2, 30)), now)).isoformat() == "2026-11-24T02:30:00+08:00"
    with time_machine.travel("2026-11-23 23:59+08:00", tick=False):
        due = timezone.localtime(running.next_due(Every(minutes=7), timezone.now()))
    assert due.isoformat() == "2026-11-24T00:00:00+08:00"
