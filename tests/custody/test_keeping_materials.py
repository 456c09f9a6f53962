"""Receiving, keeping, giving back, destroying and correcting: what the chain says, and what is not recorded."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, transaction

from cases.actions import keeping_materials
from cases.actions.correcting_custody import correct, open_names
from cases.actions.deciding import refuse
from cases.actions.recording import record
from cases.actions.terminating import terminate
from cases.custody import dossier
from cases.custody.work import _entrustments, _to_destroy, _to_return
from cases.models import Case, CustodyEntry, Material
from cases.undoing import _worked_on
from foundation.accounts.acting import PostedActor
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.models import Event
from foundation.audit.verify import verify
from tests.factories.cases import make_case
from tests.factories.custody import CAME, HE, SEAL, SHE, STORE, ZONE, consent, give_back, keep, make_material
from tests.factories.entrustments import make_entrustment
from tests.people import Cast

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=ZONE)
TODAY = NOW.date()
WHY = "示例：登记有误"


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def clerk(cast: Cast) -> PostedActor:
    return cast.actor("jinan_clerk")


@pytest.fixture
def case(cast: Cast) -> Case:
    return make_case(cast.jinan_institution)


def later(hours: int) -> datetime:
    return CAME + timedelta(hours=hours)


def codes(broken: pytest.ExceptionInfo[RuleBroken]) -> list[str]:
    return [finding.code for finding in broken.value.findings]


def test_a_material_has_a_chain_from_receipt_to_return_and_no_name_in_the_trail(case: Case, clerk: PostedActor) -> None:
    row = make_material(case, by=clerk)
    assert (row.number, row.whereabouts, row.holder, row.place, row.seal, row.gaps) == (1, "here", HE, STORE, SEAL, 0)
    row = keep(row, "handed", later(1), by=clerk, holder=SHE, place="示例实验室")
    row = keep(row, "opened", later(2), by=clerk, seal="")
    row = give_back(row, later(3), by=clerk)
    assert (row.whereabouts, row.holder, row.place, row.gaps) == ("returned", "", "", 0)
    assert [entry.kind for entry in row.entries.all()] == ["received", "handed", "opened", "returned"]
    assert row.entries.get(number=4).outsider == "示＊＊"
    assert "示例取件人" not in str([event.content for event in Event.objects.filter(stream=case.stream)])
    names = open_names(dossier.Dossier(None, case), by=clerk, reason=WHY)
    assert sorted(names.values()) == ["示例取件人", "示例送检人"]
    assert verify().sound
    assert Case.objects.filter(_worked_on(), pk=case.pk).exists(), "an import with materials is not undone"


def test_materials_come_with_the_entrustment_and_go_back_when_it_is_refused(cast: Cast, clerk: PostedActor) -> None:
    row = make_entrustment(cast.jinan_institution)
    assert list(_entrustments(clerk, TODAY)) == [row]
    material = keeping_materials.receive(
        row.pk, by=clerk, line=1, happened_at=CAME, party="client", outsider="示例送检人", holder=HE
    )
    assert (material.name, material.quantity, material.condition) == ("病历资料", "1册", "复印件，清晰")
    assert not _entrustments(clerk, TODAY).exists()
    row.refresh_from_db()
    refuse(row.pk, by=clerk, version=row.trail_seq, ground="TZ15-1", reason="示例：不属于业务范围")
    assert list(_to_return(clerk, TODAY)) == [material]
    give_back(material, later(5), by=clerk)
    assert not _to_return(clerk, TODAY).exists()
    with pytest.raises(RuleBroken) as broken:
        make_material(row, by=clerk)
    assert codes(broken) == ["case_over"]


def test_a_line_of_the_entrustment_is_received_once_and_must_be_there(cast: Cast, clerk: PostedActor) -> None:
    row = make_entrustment(cast.jinan_institution)
    make_material(row, by=clerk, line=1)
    for line, code in ((1, "received_already"), (7, "no_such_material")):
        with pytest.raises(RuleBroken) as broken:
            make_material(row, by=clerk, line=line)
        assert codes(broken) == [code]


def test_what_was_received_before_or_on_another_day_than_the_entrustment_says_is_a_gap(
    cast: Cast, clerk: PostedActor
) -> None:
    row = make_entrustment(cast.jinan_institution)
    material = make_material(row, by=clerk, line=1, happened_at=CAME - timedelta(days=2))
    assert material.gaps == 2


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"name": " "}, ["name"]),
        ({"kind": "gold"}, ["kind"]),
        ({"quantity": "", "condition": "示" * 501}, ["quantity", "condition"]),
        ({"happened_at": NOW + timedelta(minutes=1)}, ["happened_at"]),
        ({"happened_at": datetime(1, 1, 1, tzinfo=ZONE)}, ["happened_at"]),
        ({"party": "", "outsider": ""}, ["outsider", "party"]),
        ({"holder": "示" * 101, "place": "\0"}, ["holder", "place"]),
    ],
)
def test_what_cannot_have_been_is_refused_beside_its_field(
    case: Case, clerk: PostedActor, values: dict[str, Any], fields: list[str]
) -> None:
    with pytest.raises(RuleBroken) as broken:
        make_material(case, by=clerk, **values)
    assert [finding.field for finding in broken.value.findings] == fields
    assert not Material.objects.exists()


def test_what_nobody_knows_stays_empty_and_is_a_gap(case: Case, clerk: PostedActor) -> None:
    row = make_material(case, by=clerk, holder="", place="")
    assert row.gaps == 1
    row = keep(row, "handed", later(1), by=clerk, giver=HE, holder=SHE)
    assert row.gaps == 1, "the time until then stays open"
    row = keep(row, "moved", later(2), by=clerk, giver=HE, place=STORE)
    assert row.gaps == 2, "she had it, he handed it on"


def test_using_it_up_and_damaging_it_need_the_consent_of_the_client(case: Case, clerk: PostedActor) -> None:
    row = make_material(case, by=clerk)
    for kind, values in (("used_up", {}), ("used", {"quantity": "半管", "damages": True})):
        with pytest.raises(RuleBroken) as broken:
            keep(row, kind, later(1), by=clerk, **values)
        assert codes(broken) == ["no_consent"]
    assert keep(row, "used", later(1), by=clerk, quantity="1微升").whereabouts == "here"
    row = consent(Material.objects.get(), later(2), by=clerk)
    assert row.consented_on == date(2026, 11, 20)
    assert keep(row, "used_up", later(3), by=clerk).whereabouts == "used_up"


def destroyed(row: Material, by: PostedActor, **values: Any) -> Material:
    given = {"happened_at": later(9), "giver": HE, "ground": "XH-3", "document_number": "示例销毁记录1号"}
    return keeping_materials.destroy(row.pk, by=by, version=row.trail_seq, **{**given, **values})


def test_destroying_waits_for_the_end_of_the_case_and_for_consent(cast: Cast, case: Case, clerk: PostedActor) -> None:
    row = make_material(case, by=clerk)
    for values, code in (
        ({}, "still_open"), ({"ground": "XH-9"}, "not_in_the_list"), ({"ground": "XH-4", "giver": ""}, "missing"),
    ):  # fmt: skip
        with pytest.raises(RuleBroken) as broken:
            destroyed(row, clerk, **values)
        assert codes(broken) == [code]
    case.refresh_from_db()
    terminate(
        case.pk, by=cast.actor("jinan_head"), version=case.trail_seq, ground="TZ29-5", reason="示例：情况说明",
        terminated_on=TODAY, return_until=date(2026, 12, 31),
    )  # fmt: skip
    with pytest.raises(RuleBroken) as broken:
        destroyed(row, clerk)
    assert codes(broken) == ["no_consent"]
    assert list(_to_return(clerk, TODAY)) == [row] and not _to_destroy(clerk, TODAY).exists()
    row = consent(row, later(2), by=clerk)
    assert list(_to_destroy(clerk, TODAY)) == [row]
    assert destroyed(row, clerk).whereabouts == "destroyed"


def test_what_is_dangerous_is_destroyed_at_once_without_consent(case: Case, clerk: PostedActor) -> None:
    assert destroyed(make_material(case, by=clerk), clerk, ground="XH-4").whereabouts == "destroyed"


def corrected(row: Material, by: PostedActor, number: int, **values: Any) -> Material:
    return correct(row.pk, by=by, version=row.trail_seq, number=number, reason=WHY, **{"struck": True, **values})


def test_a_receipt_recorded_by_mistake_is_struck_out_and_recorded_anew(cast: Cast, clerk: PostedActor) -> None:
    entrusted = make_entrustment(cast.jinan_institution)
    row = make_material(entrusted, by=clerk, line=1)
    row = corrected(row, clerk, 1)
    assert row.whereabouts == "struck" and row.entries.count() == 2, "the wrong entry is kept"
    again = make_material(entrusted, by=clerk, line=1)
    assert (again.number, again.whereabouts) == (2, "here")
    with pytest.raises(RuleBroken) as broken:
        keep(row, "moved", later(1), by=clerk, place=STORE)
    assert codes(broken) == ["not_received"]
    for number, code in ((1, "corrected"), (2, ""), (3, "no_such_entry")):
        with pytest.raises(RuleBroken) as broken:
            corrected(row, clerk, number)
        assert codes(broken) == [code]


def test_a_receipt_with_later_entries_is_not_struck_out(case: Case, clerk: PostedActor) -> None:
    row = keep(make_material(case, by=clerk), "moved", later(1), by=clerk, place=STORE)
    with pytest.raises(RuleBroken) as broken:
        corrected(row, clerk, 1)
    assert codes(broken) == ["not_received"]


def test_a_consent_is_withdrawn_as_long_as_nothing_rests_on_it(case: Case, clerk: PostedActor) -> None:
    row = consent(make_material(case, by=clerk), later(1), by=clerk)
    row = corrected(row, clerk, 2)
    assert row.consented_on is None
    row = consent(row, later(2), by=clerk)
    row = keep(row, "used_up", later(3), by=clerk)
    with pytest.raises(RuleBroken) as broken:
        corrected(row, clerk, 4)
    assert codes(broken) == ["no_consent"]


def test_a_correction_says_what_is_right_and_keeps_the_rest(case: Case, clerk: PostedActor) -> None:
    row = keep(make_material(case, by=clerk), "handed", later(2), by=clerk, giver=SHE, holder=SHE)
    assert row.gaps == 1
    right = {"struck": False, "happened_at": later(3), "giver": HE, "holder": SHE, "place": STORE, "seal": SEAL}
    row = corrected(row, clerk, 2, **right)
    assert (row.gaps, row.since, row.holder) == (0, later(3), SHE)
    row = corrected(row, clerk, 1, **{**right, "happened_at": later(1), "holder": HE, "condition": "完好"})
    entry = row.entries.get(number=4)
    assert (entry.kind, entry.outsider, row.came_at) == ("received", "示＊＊", later(1))
    assert "示例送检人" in open_names(dossier.Dossier(None, case), by=clerk, reason=WHY).values()
    with pytest.raises(RuleBroken) as broken:
        corrected(row, clerk, 4, **{**right, "happened_at": later(8), "condition": "完好"})
    assert codes(broken) == ["before_the_last_entry"]


def test_the_process_record_leaves_custody_to_the_chain(case: Case, clerk: PostedActor) -> None:
    said: dict[str, Any] = {"kind": "GC-2", "happened_at": NOW, "text": "示例：保管"}
    entry = record(case.pk, by=clerk, **said)
    make_material(case, by=clerk)
    with pytest.raises(RuleBroken) as broken:
        record(case.pk, by=clerk, **said)
    assert codes(broken) == ["custody_has_its_chain"]
    assert record(case.pk, by=clerk, counters=entry.number, **said).number == 2


def test_who_sees_another_version_or_works_elsewhere_changes_nothing(
    cast: Cast, case: Case, clerk: PostedActor
) -> None:
    row = make_material(case, by=clerk)
    keep(row, "moved", later(1), by=clerk, place="示例检材室B柜")
    stale = Material.objects.get()
    stale.trail_seq -= 1
    with pytest.raises(StaleState):
        keep(stale, "moved", later(2), by=clerk)
    with pytest.raises(NotAllowed):
        keep(Material.objects.get(), "moved", later(2), by=cast.actor("qingdao_clerk"))
    with pytest.raises(NotAllowed):
        make_material(case, by=cast.actor("jinan"))


def test_a_chain_is_never_changed_behind_the_back_of_the_trail(case: Case, clerk: PostedActor) -> None:
    make_material(case, by=clerk)
    for model in (CustodyEntry, Material):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.update(place="示例他处")
    assert verify().sound
