"""An import loaded by mistake is undone by counter-entries: figures go back exactly, nothing is deleted."""

import threading
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases import undoing as case_undoing
from cases.actions.importing import import_ledger
from cases.models import Case, Subject
from foundation.accounts.models import Notice
from foundation.accounts.sealing import blind_index
from foundation.audit.actors import SYSTEM
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.models import Event
from foundation.audit.regulated import write
from foundation.audit.verify import verify
from foundation.exchange.actions import deciding, undoing, uploading
from foundation.exchange.models import Import
from foundation.exchange.undo_gate import last_own_day, undo_of
from foundation.kpi.merging import merge, merge_some
from foundation.kpi.models import AreaDay, AreaMonth, AreaYear, InstitutionMonth, PartDay, PartMonth
from foundation.kpi.recomputing import recompute
from tests.cases.conftest import AS_OF, ledger, ledger_row, work_off
from tests.exchange.messy import make_ledger
from tests.exchange.synthetic import resident_number
from tests.factories.assignments import make_assignment
from tests.factories.entrustments import make_appraiser
from tests.people import Cast

Load = Callable[..., Import]
REASON = "误传其他机构台账"


def undo(imported: Import, by: Any, reason: str = REASON) -> Import:
    """Order an undo and carry it out."""
    imported.refresh_from_db()
    undoing.order(imported.pk, by=by, version=imported.trail_seq, reason=reason, in_background=False)
    undoing.undo(imported.pk)
    imported.refresh_from_db()
    return imported


def figures() -> dict[str, list[tuple[Any, ...]]]:
    """Every cell that holds something, after all that waits was merged."""
    merge()
    return {
        model.__name__: sorted(model.objects.exclude(value=0).values_list(*_keys(model), "value"), key=str)
        for model in (AreaDay, AreaMonth, AreaYear, PartDay, PartMonth, InstitutionMonth)
    }


def _keys(model: Any) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if field.attname not in ("id", "value", "pk")]


def test_every_case_becomes_void_by_a_counter_entry_and_nothing_is_deleted(cast: Cast, load: Load) -> None:
    imported = load(ledger(ledger_row(1), ledger_row(2, 出具日期="", 意见书编号="")))
    undone = undo(imported, cast.actor("jinan"))
    assert (undone.state, undone.counts["undone"], undone.counts["kept"]) == ("undone", 2, 0)
    assert set(Case.objects.values_list("state", flat=True)) == {"void"}
    issued = Case.objects.get(import_row=2)
    assert (issued.issued_on, issued.fee) == (date(2026, 3, 20), 1200)
    event = Event.objects.filter(stream=issued.stream).latest("seq")
    assert (event.kind, event.seq, event.content["reason"]) == ("cases.undo_import", 2, REASON)
    assert event.content["facts"]["import"] == str(imported.pk)
    assert event.content["facts"]["from"] == "issued"
    assert verify(issued.stream).sound
    assert verify(imported.stream).sound


def test_figures_go_back_to_what_they_were(cast: Cast, load: Load) -> None:
    load(ledger(ledger_row(1), ledger_row(2)))
    before = figures()
    mistaken = load(make_ledger(rows=80, seed=3, until=AS_OF - timedelta(days=1), share=0.1).xlsx)
    assert figures() != before
    undo(mistaken, cast.actor("province"))
    assert figures() == before
    assert recompute(repair=False).total == 0


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), steps=st.integers(2, 5))
def test_any_mix_of_loads_and_undos_leaves_the_figures_of_what_stands(cast: Cast, seed: int, steps: int) -> None:
    random = Random(seed)
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]  # durable verbs may stand in it
    with block:
        standing: list[tuple[Import, list[tuple[Any, ...]]]] = []
        for step in range(steps):
            rows = [
                ledger_row(100 * step + serial, 受理日期=date(2026, random.randint(1, 3), 2))
                for serial in range(1, random.randint(2, 9))
            ]
            standing.append((import_ledger(ledger(*rows), "a.xlsx", cast.jinan_institution, SYSTEM, AS_OF), rows))
            if random.random() < 0.5:
                imported, _rows = standing.pop(random.randrange(len(standing)))
                undo(imported, cast.actor("jinan"))
            if random.random() < 0.5:
                merge_some(random.randrange(1, 20))
        merge()
        assert recompute(repair=False).total == 0
        accepted = AreaMonth.objects.filter(measure="cases.accepted", area="", category="")
        assert sum(accepted.values_list("value", flat=True)) == sum(len(rows) for _imported, rows in standing)
        transaction.set_rollback(True)


def test_the_same_ledger_can_be_loaded_again_afterwards(cast: Cast, load: Load) -> None:
    content = ledger(ledger_row(1), ledger_row(2))
    undo(load(content), cast.actor("jinan"))
    again = load(content)
    assert (again.counts["loaded"], again.counts["identical"]) == (2, 0)
    assert Case.objects.standing().count() == 2
    assert Case.objects.count() == 4
    assert load(content).counts["identical"] == 2


def test_void_subjects_leave_the_index_and_stay_under_seal(cast: Cast, load: Load) -> None:
    number = resident_number(date(1990, 1, 1), 1)
    imported = load(ledger(ledger_row(1, 身份证号=number)))
    assert Subject.objects.filter(identity_index=blind_index(number)).count() == 1
    undo(imported, cast.actor("jinan"))
    subject = Subject.objects.get()
    assert subject.identity_index is None
    assert subject.identity_number is not None
    assert subject.identity_number.reveal() == number


def test_a_case_that_was_changed_since_is_named_and_stays(cast: Cast, load: Load) -> None:
    imported = load(ledger(ledger_row(1), ledger_row(2), ledger_row(3)))
    changed = Case.objects.get(import_row=3)
    changed.remarks = "补充"
    write(changed, "case.corrected", by=cast.actor("jinan"))
    from foundation.exchange import kinds

    told = undo_of(Import.objects.get(pk=imported.pk), kinds.known("case_ledger"), cast.actor("jinan"))
    assert told is not None
    assert (told.open, told.kept, [each.label for each in told.touched]) == (2, 1, [changed.case_number])
    undone = undo(imported, cast.actor("jinan"))
    assert (undone.counts["undone"], undone.counts["kept"]) == (2, 1)
    changed.refresh_from_db()
    assert changed.state == "issued"


def test_a_case_somebody_only_looked_at_is_undone(cast: Cast, load: Load) -> None:
    from cases.actions.revealing import open_identities

    imported = load(ledger(ledger_row(1)))
    case = Case.objects.get()
    open_identities(case, by=cast.actor("jinan"), reason="核对")
    assert undo(imported, cast.actor("jinan")).counts["undone"] == 1
    case.refresh_from_db()
    assert (case.state, case.trail_seq) == ("void", 3)


def test_a_case_that_a_later_sheet_asks_about_stays_until_that_is_decided(cast: Cast, load: Load) -> None:
    imported = load(ledger(ledger_row(1), ledger_row(2)))
    later = load(ledger(ledger_row(1, 鉴定费=1500)))
    undone = undo(imported, cast.actor("jinan"))
    assert (undone.counts["undone"], undone.counts["kept"]) == (1, 1)
    assert later.corrections.pending().count() == 1


def test_undecided_corrections_of_the_sheet_are_withdrawn_and_decided_ones_stay(cast: Cast, load: Load) -> None:
    load(ledger(ledger_row(1), ledger_row(2)))
    mistaken = load(ledger(ledger_row(1, 鉴定费=1500), ledger_row(2, 鉴定费=1600), ledger_row(3)))
    first = mistaken.corrections.get(row=2)
    deciding.decide(mistaken, by=cast.actor("jinan"), take_over=True, reason="登记有误", corrections=[first.pk])
    undo(mistaken, cast.actor("jinan"))
    assert sorted(mistaken.corrections.values_list("decision", flat=True)) == ["applied", "withdrawn"]
    assert Case.objects.get(import_row=2).fee == 1500
    assert load(ledger(ledger_row(2, 鉴定费=1600))).corrections.pending().count() == 1


def test_an_undo_needs_a_reason(cast: Cast, load: Load) -> None:
    imported = load(ledger(ledger_row(1)))
    with pytest.raises(RuleBroken):
        undo(imported, cast.actor("jinan"), reason="  ")
    assert not Case.objects.filter(state="void").exists()


@pytest.mark.parametrize("who", ["jinan_clerk", "qingdao", "qingdao_clerk", "auditor", "appraiser", "province_leader"])
def test_others_do_not_undo(cast: Cast, load: Load, who: str) -> None:
    imported = load(ledger(ledger_row(1)))
    with pytest.raises(NotAllowed):
        undo(imported, cast.actor(who))


def test_the_institution_undoes_for_ten_working_days_and_the_organ_of_the_area_later(cast: Cast, load: Load) -> None:
    imported = load(ledger(ledger_row(1)))
    last = last_own_day(imported)
    assert last is not None
    assert last > timezone.localdate() + timedelta(days=10)
    with time_machine.travel(f"{last + timedelta(days=1)}T09:00:00+08:00"):
        with pytest.raises(RuleBroken) as refusal:
            undo(imported, cast.actor("jinan_head"))
        assert refusal.value.findings[0].way_out
        assert undo(imported, cast.actor("lixia")).state == "undone"


def test_the_head_of_the_institution_undoes_within_the_days(cast: Cast, load: Load) -> None:
    assert undo(load(ledger(ledger_row(1))), cast.actor("jinan_head")).state == "undone"


class Killed(BaseException):
    """The worker is gone in the middle of its work."""


def test_a_killed_undo_goes_on_where_it_stopped(
    cast: Cast, transactional_db: None, monkeypatch: pytest.MonkeyPatch, load: Load
) -> None:
    monkeypatch.setattr(undoing, "CHUNK", 4)
    imported = load(ledger(*(ledger_row(serial) for serial in range(1, 11))))
    undoing.order(imported.pk, by=cast.actor("jinan"), version=imported.trail_seq, reason=REASON, in_background=False)
    whole, times = case_undoing.move_many, []

    def dying(*args: Any, **kwargs: Any) -> Any:
        done = whole(*args, **kwargs)
        times.append(1)
        if len(times) > 1:
            raise Killed
        return done

    monkeypatch.setattr(case_undoing, "move_many", dying)
    with pytest.raises(Killed):
        undoing.undo(imported.pk)
    assert Case.objects.filter(state="void").count() == 4  # the second chunk was rolled back with its worker
    imported.refresh_from_db()
    assert (imported.state, imported.progress_done) == ("undoing", 4)
    monkeypatch.setattr(case_undoing, "move_many", whole)
    undoing.undo(imported.pk)
    imported.refresh_from_db()
    assert (imported.state, imported.counts["undone"]) == ("undone", 10)
    assert Event.objects.filter(kind="cases.undo_import", stream__startswith="case:").count() == 10
    assert undoing.undo(imported.pk) is None


def test_of_two_orders_to_undo_one_wins(cast: Cast, load: Load) -> None:
    imported = load(ledger(ledger_row(1)))
    version = imported.trail_seq
    undoing.order(imported.pk, by=cast.actor("jinan"), version=version, reason=REASON)
    with pytest.raises(StaleState):
        undoing.order(imported.pk, by=cast.actor("lixia"), version=version, reason=REASON)


def test_an_undo_and_a_new_load_of_the_same_rows_at_once_lose_nothing(
    cast: Cast, transactional_db: None, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undoing, "CHUNK", 20)
    content = ledger(*(ledger_row(serial) for serial in range(1, 121)))
    imported = load(content)
    undoing.order(imported.pk, by=cast.actor("jinan"), version=imported.trail_seq, reason=REASON, in_background=False)
    failures: list[BaseException] = []

    def run(work: Callable[[], object]) -> None:
        try:
            work()
        except BaseException as failure:  # noqa: BLE001  (shown by the test's own thread)
            failures.append(failure)
        finally:
            connection.close()

    works = [lambda: undoing.undo(imported.pk), lambda: load(content)]
    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    again = Import.objects.latest("uploaded_at")
    imported.refresh_from_db()
    assert imported.state == "undone"
    assert imported.counts["undone"] == 120
    # Whatever the second load found void by then it loaded anew; what still stood it took for identical.
    assert again.counts["loaded"] + again.counts["identical"] == 120
    assert Case.objects.standing().count() == again.counts["loaded"]
    assert load(content).counts["loaded"] == again.counts["identical"]
    assert recompute(repair=False).total == 0


def test_void_cases_are_hidden_in_lists_and_found_by_their_state(
    cast: Cast, load: Load, sign_in: Callable[[str], Client]
) -> None:
    imported = load(ledger(ledger_row(77)))
    undo(imported, cast.actor("jinan"))
    officer = sign_in("jinan")
    case = Case.objects.get()
    address = case.get_absolute_url()
    for hiding in ("/cases/", "/cases/?state=issued", f"/search/?q={case.case_number}"):
        assert address not in officer.get(hiding).content.decode()
    for showing in ("/cases/?state=void", f"/cases/?loaded={imported.pk}"):
        assert address in officer.get(showing).content.decode()
    page = officer.get(address)
    assert page.status_code == 200
    assert REASON in page.content.decode()


def test_a_person_undoes_on_the_page_with_a_reason_and_the_uploader_is_told(
    cast: Cast, sign_in: Callable[[str], Client]
) -> None:
    imported = uploading.upload(
        ContentFile(ledger(ledger_row(1)), "台账.xlsx"), kind="case_ledger",
        institution=cast.jinan_institution.organisation, by=cast.actor("jinan_clerk"), as_of=AS_OF,
    )  # fmt: skip
    work_off()
    clerk, officer = sign_in("jinan_clerk"), sign_in("jinan")
    imported.refresh_from_db()
    clerk.post(f"/imports/{imported.pk}/load/", {"version": imported.trail_seq})
    work_off()
    imported.refresh_from_db()
    address = f"/imports/{imported.pk}/"
    assert f"{address}undo/" in officer.get(address).content.decode()
    assert f"{address}undo/" not in clerk.get(address).content.decode()
    empty = officer.post(f"{address}undo/", {"version": imported.trail_seq, "reason": ""})
    assert empty.status_code == 422
    assert "id_reason_error" in empty.content.decode()
    assert officer.post(f"{address}undo/", {"version": 1, "reason": REASON}).status_code == 409
    assert officer.post(f"{address}undo/", {"version": imported.trail_seq, "reason": REASON}).status_code == 302
    assert "progress" in officer.get(address).content.decode()
    work_off()
    imported.refresh_from_db()
    assert imported.state == "undone"
    assert REASON in officer.get(address).content.decode()
    assert Notice.objects.filter(user=cast.jinan_clerk.user, kind="import_undone").count() == 1
    assert officer.post(f"{address}undo/", {"version": imported.trail_seq, "reason": REASON}).status_code == 422


def test_a_case_with_appraisers_is_built_upon_and_stays(cast: Cast, load: Load) -> None:
    imported = load(ledger(ledger_row(1, 出具日期="", 意见书编号=""), ledger_row(2, 出具日期="", 意见书编号="")))
    case = Case.objects.get(import_row=2)
    with transaction.atomic():
        appraiser = make_appraiser(cast.jinan_institution)
    make_assignment(case, appraiser)
    undone = undo(imported, cast.actor("jinan"))
    assert (undone.counts["undone"], undone.counts["kept"]) == (1, 1)
    case.refresh_from_db()
    assert case.state == "in_progress"
