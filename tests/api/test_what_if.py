"""The what-if of standing conditions by API: refused for the same reasons as on the page."""

from urllib.parse import urlencode

from django.db import transaction

from tests.api.conftest import Call
from tests.factories.bodies import make_institution
from tests.factories.entrustments import make_appraiser, make_staff
from tests.people import Cast


def test_the_interface_refuses_the_same(cast: Cast, calling: Call) -> None:
    caller, place = calling("jinan", "institutions:read"), f"institutions/{cast.jinan_institution.pk}/conditions/"
    with transaction.atomic():
        row, *_others = make_staff(cast.jinan_institution)
        stranger = make_appraiser(make_institution("示例别处司法鉴定所", "370203"))
    for asked, field in (
        ({"day": "2026-11-24", "person": row.pk}, "day"),
        ({"day": "2026-12-01"}, "person"),
        ({"day": "2026-12-01", "person": stranger.pk}, "person"),
    ):
        told = caller.get(f"{place}?{urlencode(asked)}")
        assert told.status_code == 400 and field in str(told.json()), told.content
    assert caller.get(place).json()["following"] is None
    told = caller.get(f"{place}?{urlencode({'day': '2026-12-01', 'person': row.pk})}").json()
    assert {each["condition"] for each in told["what_if"]} == {"third_appraiser"}
    assert [each["code"] for each in told["following"]["ties"]] == ["third_appraiser"]
    assert {each["category"] for each in told["following"]["stops"]} == {"FY-02", "FY-05"}
