"""A client who may be a private person: the database holds a mask and a sealed name, and never the name itself."""

from collections.abc import Callable
from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction

from cases.clients import client_of
from cases.models import Case
from foundation.accounts.sealing import row_aad, unseal
from foundation.audit.models import Event
from foundation.audit.regulated import write
from foundation.audit.verify import verify
from foundation.exchange.actions import deciding
from foundation.exchange.models import Import
from tests.cases.conftest import ledger, ledger_row
from tests.factories.cases import make_case
from tests.factories.entrustments import make_entrustment
from tests.people import Cast

NAME, OTHER = "金丝雀示例人", "云雀示例人"
Load = Callable[..., Import]
pytestmark = pytest.mark.django_db


def rows_in_the_open() -> str:
    """Every column of cases and entrustments as the database holds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT c::text FROM cases_case c UNION ALL SELECT e::text FROM cases_entrustment e")
        return "\n".join(row for (row,) in cursor.fetchall())


def test_a_private_client_of_an_entrustment_stands_under_seal(cast: Cast) -> None:
    row = make_entrustment(cast.jinan_institution, client_name=NAME, client_kind="non_litigation")
    assert (row.client_name, client_of(row)) == ("金＊＊", NAME)
    assert NAME not in rows_in_the_open()


def test_an_organ_stands_in_full_and_nothing_is_sealed(cast: Cast) -> None:
    row = make_entrustment(cast.jinan_institution)
    assert (row.client_name, row.client_sealed) == ("济南示例区人民法院", None)


def test_a_name_left_out_by_a_list_is_fetched_when_it_is_asked_for(cast: Cast) -> None:
    make_case(cast.jinan_institution, client_name=NAME, client_kind="non_litigation")
    for rows in (Case.objects.for_list(), Case.objects.for_table()):
        assert client_of(rows.get()) == NAME


def test_a_ledger_loads_private_clients_under_seal_and_knows_them_again(cast: Cast, load: Load) -> None:
    sheet = ledger(ledger_row(1, 委托人=NAME), ledger_row(2))
    load(sheet)
    private, organ = Case.objects.order_by("import_row")
    assert (private.client_name, client_of(private)) == ("金＊＊", NAME)
    assert client_of(organ) == organ.client_name
    assert NAME not in rows_in_the_open()
    assert load(sheet).counts["identical"] == 2


def test_a_correction_from_one_name_to_another_is_sealed_too(cast: Cast, load: Load) -> None:
    load(ledger(ledger_row(1, 委托人=NAME)))
    again = load(ledger(ledger_row(1, 委托人=OTHER)))
    assert [correction.fields for correction in again.corrections.all()] == [["client_name"]]
    deciding.decide(again, by=cast.actor("jinan_institution_administrator"), take_over=True, reason="登记有误")
    case = Case.objects.get()
    assert (case.client_name, client_of(case)) == ("云＊＊", OTHER)
    organ = load(ledger(ledger_row(1, 委托人="济南示例区人民法院")))
    deciding.decide(organ, by=cast.actor("jinan_institution_administrator"), take_over=True, reason="登记有误")
    case = Case.objects.get()
    assert (case.client_name, case.client_kind, case.client_sealed) == ("济南示例区人民法院", "court", None)


def test_the_database_refuses_a_private_name_in_the_open(cast: Cast) -> None:
    case = make_case(cast.jinan_institution, client_name=NAME, client_kind="non_litigation")
    case.client_name = NAME
    with pytest.raises(IntegrityError, match="a_private_client_of_a_case_is_masked"), transaction.atomic():
        write(case, "case.corrected", by=cast.actor("jinan_clerk"))


def test_names_that_stood_in_the_open_are_sealed_by_the_migration_with_an_event_each(cast: Cast) -> None:
    """On a table as it was before: the present ones refuse such names."""
    case = make_case(cast.jinan_institution, client_name=OTHER, client_kind="non_litigation")
    with connection.cursor() as cursor:
        columns = "id, client_name, client_kind, client_sealed, trail_seq"
        cursor.execute(f"CREATE TEMPORARY TABLE earlier_cases AS SELECT {columns} FROM cases_case")
        cursor.execute("UPDATE earlier_cases SET client_name = %s, client_sealed = NULL", [NAME])
    seal = import_module("cases.migrations.0030_seal_present_clients").seal_some
    assert seal(connection, "earlier_cases") == 1
    assert seal(connection, "earlier_cases") == 0
    event = Event.objects.filter(stream=case.stream).latest("seq")
    with connection.cursor() as cursor:
        cursor.execute("SELECT client_name, client_sealed, trail_seq FROM earlier_cases")
        name, sealed, number = cursor.fetchone()
    assert (name, event.kind, number) == ("金＊＊", "case.client_sealed", event.seq)
    assert unseal(bytes(sealed), aad=row_aad("earlier_cases", "client_sealed", case.pk)).decode() == NAME
    assert verify(case.stream).sound
