"""Materials in custody, recorded by the verbs."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from cases.actions import keeping_materials
from cases.models import Case, CustodyEntry, Entrustment, Material
from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.regulated import write
from institutions.models import Institution
from tests.factories.cases import make_case

ZONE = ZoneInfo("Asia/Shanghai")
CAME = datetime(2026, 11, 20, 9, 0, tzinfo=ZONE)
HE = "示例保管员甲"
SHE = "示例鉴定人乙"
STORE = "示例检材室A柜"
SEAL = "示例封签001"


def make_material(of: Case | Entrustment, *, by: Actor, **values: Any) -> Material:
    """Receive a material that the entrustment does not list; give `line` for one that it lists."""
    given: dict[str, Any] = {
        "name": "示例血样", "kind": "biological", "quantity": "1管", "condition": "完好", "happened_at": CAME,
        "party": "client", "outsider": "示例送检人", "holder": HE, "place": STORE, "seal": SEAL,
    }  # fmt: skip
    return keeping_materials.receive(of.pk, by=by, **{**given, **values})


def keep(row: Material, kind: str, at: datetime, *, by: Actor, **values: Any) -> Material:
    """Add an entry of keeping, by whoever has the material, which stays as it is unless told otherwise."""
    given: dict[str, Any] = {"giver": row.holder, "holder": row.holder, "place": row.place, "seal": row.seal}
    return keeping_materials.keep(
        row.pk, by=by, version=row.trail_seq, kind=kind, happened_at=at, **{**given, **values}
    )


def consent(row: Material, at: datetime, *, by: Actor) -> Material:
    """Record a consent of the client."""
    return keeping_materials.record_consent(
        row.pk, by=by, version=row.trail_seq, happened_at=at, document_number="示例同意书1号"
    )


def give_back(row: Material, at: datetime, *, by: Actor, **values: Any) -> Material:
    """Give a material back to the client."""
    given: dict[str, Any] = {
        "giver": row.holder, "party": "client", "outsider": "示例取件人", "condition": "完好", "seal": row.seal,
        "document_number": "示例收条1号",
    }  # fmt: skip
    return keeping_materials.give_back(row.pk, by=by, version=row.trail_seq, happened_at=at, **{**given, **values})


def make_received(institution: Institution, *, came_at: datetime = CAME, **values: Any) -> Material:
    """Make a material in the hands of an institution, in the transaction of the caller, without a verb."""
    case = make_case(institution, accepted_on=came_at.date())
    given: dict[str, Any] = {
        "case": case, "institution": institution, "city_code": institution.city_code,
        "county_code": institution.county_code, "number": 1, "name": "示例血样", "kind": "biological",
        "quantity": "1管", "condition": "完好", "came_at": came_at, "since": came_at, "holder": HE, "place": STORE,
    }  # fmt: skip
    row = Material(**{**given, **values})
    with transaction.atomic(savepoint=False):
        write(row, "cases.receive_material", by=SYSTEM, facts={"material": 1, "entry": 1, "kind": "received"})
        entry = CustodyEntry(
            case=case, material=row, number=1, kind="received", happened_at=came_at, holder=HE, place=STORE,
            condition="完好", trail_seq=row.trail_seq,
        )  # fmt: skip
        entry.save(force_insert=True)
    return row
