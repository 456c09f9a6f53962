"""Scope, accreditation, restriction and renewal by API: the verbs of the pages, with the same answers."""

import uuid
from typing import Any

import pytest

from institutions.models import Restriction, ScopeItem
from tests.api.conftest import Call
from tests.factories.entrustments import make_appraiser, make_staff
from tests.people import Cast

SCOPES = (
    "institutions:read", "institutions:scope", "institutions:accredit", "institutions:restrict", "institutions:lift",
    "institutions:renew",
)  # fmt: skip
PAPER = {"document_number": "示例〔2026〕1号", "reason": "示例：依据文件登记"}
BAR = {**PAPER, "ground": "XZ-3", "valid_from": "2026-11-20", "valid_until": "2027-02-19"}


def key() -> str:
    return str(uuid.uuid4())


def test_scope_accreditation_restriction_and_renewal_in_one_life(calling: Call, cast: Cast) -> None:
    make_staff(cast.jinan_institution)
    caller, place = calling("jinan", *SCOPES), f"institutions/{cast.jinan_institution.pk}"
    told = caller.get(f"{place}/standing/").json()
    assert told["may_accept"] and told["scope"] == []
    given = {**PAPER, "version": told["version"], "categories": ["FY-0201", "FY-0202"], "valid_from": "2026-11-01"}
    once = key()
    first, second = (caller.post(f"{place}/scope/", given, key=once) for _each in range(2))
    assert first.status_code == 200, first.content
    assert first.json() == second.json() and ScopeItem.objects.count() == 2
    item, _kept = first.json()["scope"]
    ended = {**PAPER, "version": item["version"], "valid_until": "2026-11-20"}
    assert caller.post(f"scope-items/{item['id']}/end/", ended, key=key()).status_code == 200
    certificate = {
        "kind": "CMA", "level": "provincial", "certificate_number": "示例CMA1", "valid_from": "2025-01-01",
        "valid_until": "2030-12-31", "categories": ["FY-05"], "reason": "示例：依据证书登记",
    }  # fmt: skip
    (row,) = caller.post(f"{place}/accreditations/", certificate, key=key()).json()["accreditations"]
    gone = {"version": row["version"], "ended_on": "2026-11-20", "reason": "示例：被撤销"}
    assert caller.post(f"accreditations/{row['id']}/end/", gone, key=key()).json()["accreditations"][0]["ended_on"]
    told = caller.post(f"{place}/restrictions/", BAR, key=key()).json()
    assert not told["may_accept"] and told["restrictions"][0]["article"]
    lifted = {**PAPER, "version": told["restrictions"][0]["version"]}
    told = caller.post(f"restrictions/{told['restrictions'][0]['id']}/lift/", lifted, key=key()).json()
    assert told["may_accept"] and told["restrictions"][0]["lifted_on"]
    asked = {**PAPER, "version": told["version"], "asked_on": "2026-11-20"}
    (renewal,) = caller.post(f"{place}/renewals/", asked, key=key()).json()["renewals"]
    assert renewal["in_time"]
    province = calling("province", "institutions:read", "institutions:decide_renewal")
    decision = {**PAPER, "version": renewal["version"], "granted": True, "new_until": "2034-06-30"}
    done = province.post(f"licence-renewals/{renewal['id']}/decide/", decision, key=key())
    assert (done.status_code, done.json()["licence_until"]) == (200, "2034-06-30"), done.content


def test_an_appraiser_is_restricted_and_his_certificate_renewed(calling: Call, cast: Cast) -> None:
    row = make_appraiser(cast.jinan_institution)
    caller = calling("jinan", "appraisers:read", "institutions:restrict", "institutions:renew")
    told = caller.post(f"appraisers/{row.pk}/restrictions/", {**BAR, "ground": "XZ-5"}, key=key()).json()
    assert told["holds"] and told["restrictions"][0]["person"] == str(row.person_id)
    asked = {**PAPER, "version": told["version"], "asked_on": "2026-11-20"}
    (renewal,) = caller.post(f"appraisers/{row.pk}/renewals/", asked, key=key()).json()["renewals"]
    province = calling("province", "appraisers:read", "institutions:decide_renewal")
    decision = {**PAPER, "version": renewal["version"], "granted": False}
    done = province.post(f"certificate-renewals/{renewal['id']}/decide/", decision, key=key())
    assert done.json()["renewals"][0]["outcome"] == "refused"
    assert province.get(f"appraisers/{row.pk}/standing/").json() == done.json()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ground": "XZ-99"}, "ground"),
        ({"categories": ["FY-0202"]}, "categories"),
        ({"valid_until": None}, "valid_until"),
    ],
)
def test_findings_name_their_fields(calling: Call, cast: Cast, values: dict[str, Any], field: str) -> None:
    answer = calling("jinan", *SCOPES).post(
        f"institutions/{cast.jinan_institution.pk}/restrictions/", {**BAR, **values}, key=key()
    )
    assert answer.status_code in {400, 422} and field in {error["attr"] for error in answer.json()["errors"]}
    assert not Restriction.objects.exists()
