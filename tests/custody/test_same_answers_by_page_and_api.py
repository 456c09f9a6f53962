"""Every act on the custody of materials does the same by its page and by the API, and is refused alike."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from cases.actions.correcting_custody import correct
from cases.models import Entrustment, Material
from tests.factories.cases import make_case
from tests.factories.custody import CAME, HE, SEAL, SHE, STORE, give_back, make_material
from tests.factories.entrustments import make_entrustment
from tests.people import Cast
from tests.sameness import Act, Given, Scene, Thing, compare

CLERK = "jinan_clerk"
WHY = "示例：登记有误"
SHORT, LONG = {"reason": "x"}, {"reason": "长" * 501}
MOMENT, LATER, TOO_LATE = "2026-11-20T11:00:00+08:00", "2026-11-26T11:00:00+08:00", "2026-11-20T08:00:00+08:00"
ELSEWHERE = (("qingdao_clerk", 404), ("jinan", 403))


@pytest.fixture(autouse=True)
def today(cast: Cast) -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


class Store(Scene):
    """The institution in Jinan with materials in its hands."""

    tables = ("cases",)

    def entrusted(self) -> Entrustment:
        return make_entrustment(self.cast.jinan_institution)

    def received(self) -> Entrustment:
        row = self.entrusted()
        make_material(row, by=self.actor(CLERK), line=1)
        return row

    def material(self) -> Material:
        return make_material(make_case(self.cast.jinan_institution), by=self.actor(CLERK))

    def given_back(self) -> Material:
        return give_back(self.material(), CAME + timedelta(minutes=1), by=self.actor(CLERK))

    def struck(self) -> Material:
        row = self.material()
        return correct(row.pk, by=self.actor(CLERK), version=row.trail_seq, number=1, struck=True, reason=WHY)


def as_typed(_scene: Any, _thing: Thing, given: Given) -> Given:
    """The form asks for day and time, and knows a tick only where it is set."""
    said = dict(given)
    moment = said.pop("happened_at", None)
    if moment is not None:
        said |= {"day": moment[:10], "time": moment[11:16]}
    if not said.get("damages"):
        said.pop("damages", None)
    return said


RECEIPT: Given = {
    "line": 1, "name": "", "kind": "", "quantity": "", "condition": "完好", "happened_at": MOMENT, "party": "client",
    "outsider": "示例送检人", "holder": HE, "place": STORE, "seal": SEAL,
}  # fmt: skip
MOVE: Given = {
    "kind": "handed", "happened_at": MOMENT, "giver": HE, "holder": SHE, "place": STORE, "condition": "完好",
    "seal": SEAL, "quantity": "", "damages": False,
}  # fmt: skip
RETURN: Given = {
    "happened_at": MOMENT, "giver": HE, "party": "courier", "outsider": "示例取件人", "condition": "完好",
    "seal": SEAL, "document_number": "示例收条1号",
}  # fmt: skip
DESTRUCTION: Given = {
    "happened_at": MOMENT, "ground": "XH-4", "giver": HE, "document_number": "示例销毁记录1号"
}  # fmt: skip
RIGHT: Given = {
    "number": 1, "struck": False, "happened_at": MOMENT, "giver": "", "holder": SHE, "place": STORE,
    "condition": "完好", "seal": SEAL, "reason": WHY,
}  # fmt: skip
MOMENTS: tuple[Given, ...] = ({"happened_at": LATER}, {"happened_at": TOO_LATE})
OTHERWISE: dict[str, Any] = {"typed": as_typed, "names": {"happened_at": "time"}, "strangers": ELSEWHERE}

ACTS = (
    Act(
        "material_receive", "api_cases_materials", CLERK, Store.entrusted, RECEIPT, "cases.receive_material",
        amiss=({"line": 7}, {"kind": "gold"}, {"party": "x"}, {"happened_at": LATER}), wrong=(Store.received,),
        versioned=False, **OTHERWISE,
    ),
    Act(
        "material_keep", "api_materials_keep", CLERK, Store.material, MOVE, "cases.keep_material",
        amiss=(*MOMENTS, {"kind": "gone"}, {"kind": "used_up"}, {"kind": "used"}),
        wrong=(Store.given_back, Store.struck), **OTHERWISE,
    ),
    Act(
        "material_consent", "api_materials_consent", CLERK, Store.material,
        {"happened_at": MOMENT, "document_number": "示例同意书1号"}, "cases.record_consent",
        amiss=MOMENTS, wrong=(Store.given_back,), **OTHERWISE,
    ),
    Act(
        "material_return", "api_materials_return", CLERK, Store.material, RETURN, "cases.return_material",
        amiss=(*MOMENTS, {"party": "x"}), wrong=(Store.given_back,), **OTHERWISE,
    ),
    Act(
        "material_destroy", "api_materials_destroy", CLERK, Store.material, DESTRUCTION, "cases.destroy_material",
        amiss=(*MOMENTS, {"ground": "XH-1"}, {"ground": "x"}), wrong=(Store.given_back,),
        **OTHERWISE,
    ),
    Act(
        "custody_correct", "api_materials_correct", CLERK, Store.material, RIGHT, "cases.correct_custody",
        amiss=(SHORT, LONG, {"number": 9}, {"happened_at": LATER}), wrong=(Store.struck,),
        **OTHERWISE,
    ),
)  # fmt: skip


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.page)
def test_page_and_api_do_the_same_and_refuse_the_same(cast: Cast, act: Act) -> None:
    compare(Store(cast), act)


def test_programs_read_the_chain_and_its_gaps(cast: Cast) -> None:
    scene = Store(cast)
    row = make_material(make_case(cast.jinan_institution), by=scene.actor(CLERK), holder="", place="")
    told: Any = scene.caller("jinan").get("materials/").json()["results"]
    assert [(each["id"], each["gaps"]) for each in told] == [(str(row.pk), 1)]
    one: Any = scene.caller("jinan").get(f"materials/{row.pk}/").json()
    assert [each["kind"] for each in one["entries"]] == ["received"] and one["open"][0]["code"] == "nobody_since"
    assert "示例送检人" not in str(one)
    assert scene.caller("qingdao").get(f"materials/{row.pk}/").status_code == 404
