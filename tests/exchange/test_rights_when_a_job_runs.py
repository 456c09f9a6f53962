"""Jobs act with the rights of who ordered them, at the time they run (trust AZ-08)."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from cases.models import Case
from foundation.accounts.models import Delegation, Notice, Posting
from foundation.accounts.roles import Role
from foundation.audit.actors import SYSTEM
from foundation.audit.models import Event
from foundation.audit.regulated import write
from foundation.exchange.actions import loading, undoing, uploading
from foundation.exchange.models import Import
from tests.cases.conftest import ledger, ledger_row, work_off
from tests.people import Cast


def end(posting: Posting) -> None:
    """End a posting today, so that it gives no access any more."""
    posting.ended_on = timezone.localdate()
    write(posting, "posting.ended", by=SYSTEM)


def withdraw(verb: str, role: Role) -> None:
    """Take a verb from a role since yesterday."""
    for row in Delegation.objects.filter(verb=verb, role=role):
        row.effective_to = timezone.localdate() - timedelta(days=1)
        write(row, "delegation.taken", by=SYSTEM)


def lose(cast: Cast, what: str, verb: str = "cases.import") -> None:
    if what == "posting":
        end(cast.jinan_clerk)
    elif what == "verb":
        withdraw(verb, Role.CASE_CLERK)
    else:
        type(cast.jinan_clerk.user).objects.filter(pk=cast.jinan_clerk.user_id).update(is_active=False)


def ordered(cast: Cast, *rows: tuple[object, ...]) -> Import:
    """A checked import whose load the clerk has ordered and no worker has begun."""
    actor = cast.actor("jinan_clerk")
    imported = uploading.upload(
        ContentFile(ledger(*(rows or (ledger_row(1),))), "台账.xlsx"),
        kind="case_ledger",
        institution=cast.jinan_institution.organisation,
        by=actor,
        as_of=timezone.localdate(),
    )
    work_off()
    imported.refresh_from_db()
    return loading.order(imported.pk, by=actor, version=imported.trail_seq)


@pytest.mark.parametrize(
    ("lost", "why"), [("posting", "posting_ended"), ("verb", "verb_withdrawn"), ("account", "user_disabled")]
)
def test_a_load_is_not_done_for_somebody_who_lost_the_right_since(cast: Cast, lost: str, why: str) -> None:
    imported = ordered(cast)
    lose(cast, lost)
    work_off()
    imported.refresh_from_db()
    assert not Case.objects.exists()
    assert imported.state == "checked"
    event = Event.objects.filter(stream=imported.stream, kind="import.load_refused").get()
    assert event.content["facts"]["why"] == why
    told = set(Notice.objects.filter(kind="import_load_refused").values_list("user_id", flat=True))
    # Colleagues with the verb come first; the clerk himself is not asked again.
    assert told == {cast.jinan_institution_administrator.user_id}


def test_where_no_colleague_can_act_the_organ_of_the_county_is_told(cast: Cast) -> None:
    imported = ordered(cast)
    end(cast.jinan_institution_administrator)
    end(cast.jinan_clerk)
    loading.load(imported.pk)
    assert set(Notice.objects.filter(kind="import_load_refused").values_list("user_id", flat=True)) == {
        cast.lixia.user_id
    }


def test_somebody_else_orders_the_load_anew_and_it_is_done(cast: Cast) -> None:
    imported = ordered(cast)
    end(cast.jinan_clerk)
    work_off()
    imported.refresh_from_db()
    loading.order(imported.pk, by=cast.actor("jinan"), version=imported.trail_seq)
    work_off()
    imported.refresh_from_db()
    assert (imported.state, imported.counts["loaded"]) == ("loaded", 1)
    assert "load_refused" not in imported.findings
    assert Case.objects.count() == 1


def test_a_posting_that_moved_out_of_the_area_loads_nothing(cast: Cast) -> None:
    imported = uploading.upload(
        ContentFile(ledger(ledger_row(1)), "台账.xlsx"), kind="case_ledger",
        institution=cast.jinan_institution.organisation, by=cast.actor("jinan"), as_of=date(2026, 11, 23),
    )  # fmt: skip
    work_off()
    imported.refresh_from_db()
    loading.order(imported.pk, by=cast.actor("jinan"), version=imported.trail_seq)
    body = cast.jinan.organisation
    body.city_code = "370200"
    write(body, "organisation.moved", by=SYSTEM)
    loading.load(imported.pk)
    imported.refresh_from_db()
    assert (imported.state, Case.objects.count()) == ("checked", 0)


def test_an_undo_is_not_done_for_somebody_who_lost_the_right_since(cast: Cast) -> None:
    imported = ordered(cast)
    work_off()
    imported.refresh_from_db()
    head = cast.actor("jinan_head")
    undoing.order(imported.pk, by=head, version=imported.trail_seq, reason="误传其他机构台账")
    end(cast.jinan_head)
    work_off()
    imported.refresh_from_db()
    assert imported.state == "loaded"
    assert not Case.objects.filter(state="void").exists()
    assert Event.objects.filter(stream=imported.stream, kind="import.undo_refused").count() == 1
    told = set(Notice.objects.filter(kind="import_undo_refused").values_list("user_id", flat=True))
    assert told == {cast.jinan_institution_administrator.user_id}
