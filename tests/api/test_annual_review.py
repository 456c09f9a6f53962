"""The annual review by API: the lists of the pages, the verbs of the pages, the same answers."""

import uuid
from typing import Any

import pytest
from django.utils import timezone

from foundation.audit.models import OutboxMessage
from governance.annual_review.actions.opening import CREATE_JOB
from governance.annual_review.models import AnnualReview, ReviewYear
from institutions.models import YearStanding
from tests.api.conftest import Call
from tests.factories.annual_reviews import review_of
from tests.people import Cast

pytestmark = pytest.mark.django_db


def key() -> str:
    return str(uuid.uuid4())


def opening(**other: Any) -> dict[str, Any]:
    return {
        "year": 2025,
        "begins_on": "2099-01-01",
        "institutions_until": "2099-02-01",
        "cities_until": "2099-03-01",
        "province_until": "2099-04-01",
        **other,
    }


def test_a_year_is_opened_once_for_a_key_and_with_the_findings_of_the_page(calling: Call, cast: Cast) -> None:
    caller = calling("province")
    refused = caller.post("annual-review-years/", opening(), key=key())
    assert refused.status_code == 422
    assert {error["attr"] for error in refused.json()["errors"]} >= {"institutions_until", "province_until"}
    today = timezone.localdate().isoformat()
    good = opening(**dict.fromkeys(["begins_on", "institutions_until", "cities_until", "province_until"], today))
    first = key()
    done = caller.post("annual-review-years/", good, key=first)
    assert done.status_code == 201, done.content
    assert caller.post("annual-review-years/", good, key=first).json() == done.json()
    assert caller.post("annual-review-years/", good, key=key()).status_code == 422
    assert ReviewYear.objects.count() == OutboxMessage.objects.filter(topic=CREATE_JOB).count() == 1
    assert calling("jinan_head").get("annual-review-years/").json()["results"][0]["year"] == 2025


def test_a_review_goes_its_way_by_api(calling: Call, cast: Cast) -> None:
    review = review_of(cast.jinan_institution)
    head, city, province = calling("jinan_head"), calling("jinan"), calling("province")
    path = f"annual-reviews/{review.pk}/"
    seen = head.get(path).json()
    assert seen["state"] == "open" and seen["lines"][0]["value"]["kind"] == "licence"
    code = seen["lines"][2]["code"]
    lines: list[dict[str, str]] = [{"code": line["code"], "answer": "confirmed"} for line in seen["lines"]]
    lines[2] |= {"answer": "disputed", "own_value": "示例：3件", "reason": "示例：一件登记有误"}
    sent = {"version": seen["version"], "figures": seen["figures"], "lines": lines, "statement": "示例"}
    assert head.post(f"{path}submit/", {**sent, "lines": lines[1:]}, key=key()).status_code == 422
    assert head.post(f"{path}submit/", {**sent, "figures": "other"}, key=key()).status_code == 422
    again = key()
    done = head.post(f"{path}submit/", sent, key=again)
    assert (done.status_code, done.json()["state"]) == (200, "submitted"), done.content
    assert head.post(f"{path}submit/", sent, key=again).json() == done.json()
    back = {"version": done.json()["version"], "reason": "示例：请补充依据"}
    returned = city.post(f"{path}return/", back, key=key()).json()
    assert (returned["state"], returned["return_reason"]) == ("returned", "示例：请补充依据")
    fresh = head.get(path).json()
    sent |= {"version": fresh["version"], "figures": fresh["figures"]}
    done = head.post(f"{path}submit/", sent, key=key())
    proposal = {"version": done.json()["version"], "proposal": "passed"}
    unruled = city.post(f"{path}propose/", proposal, key=key())
    assert [error["attr"] for error in unruled.json()["errors"]] == [f"ruling_{code}"]
    done = city.post(f"{path}propose/", {**proposal, "rulings": [{"code": code, "ruling": "own"}]}, key=key())
    assert done.json()["lines"][2]["ruling"] == "own"
    decision = {"version": done.json()["version"], "result": "not_qualified"}
    assert province.post(f"{path}decide/", decision, key=key()).status_code == 422
    done = province.post(f"{path}decide/", {**decision, "reason": "示例：另有查明"}, key=key())
    assert (done.json()["state"], done.json()["result"]) == ("decided", "not_qualified")
    assert YearStanding.objects.get().result == "not_qualified"


def test_what_a_scope_or_a_place_does_not_open_stays_shut(calling: Call, cast: Cast) -> None:
    review = review_of(cast.jinan_institution)
    given = {"version": review.trail_seq, "result": "qualified"}
    assert calling("qingdao").get(f"annual-reviews/{review.pk}/").status_code == 404
    listed = calling("qingdao").get("annual-reviews/").json()["results"]
    assert [row["institution"]["id"] for row in listed] == [str(cast.qingdao_institution.pk)]
    assert calling("jinan").post(f"annual-reviews/{review.pk}/decide/", given, key=key()).status_code == 403
    reader = calling("province", "annual_review:read")
    assert reader.post(f"annual-reviews/{review.pk}/decide/", given, key=key()).status_code == 403
    assert AnnualReview.objects.filter(state="open").count() == 2
