"""Objects of every kind at four places, so that for everybody some are his own, some his neighbour's, some foreign."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from foundation.accounts.models import Notice, Posting
from foundation.audit.actors import SYSTEM
from foundation.audit.models import OutboxMessage
from foundation.desk.actions import drafting
from foundation.desk.lists import known
from foundation.documents.actions import storing
from foundation.exchange import purposes
from foundation.exchange.actions import exporting, uploading, writing_exports
from foundation.exchange.actions.clients import register_client
from foundation.exchange.api.tokens import hash_of
from foundation.exchange.models import PersonalToken
from foundation.kpi.actions.recounting import order_recount
from foundation.kpi.checking.recording import Found, record
from governance.annual_review.models import AnnualReview
from institutions.models import Institution
from tests.access.people import Member
from tests.cases.conftest import ledger, ledger_row
from tests.database import in_one_transaction
from tests.factories.agreements import make_agreement
from tests.factories.annual_reviews import make_year
from tests.factories.assignments import make_assignment
from tests.factories.bodies import make_institution
from tests.factories.cases import make_case
from tests.factories.custody import make_received
from tests.factories.entrustments import make_appraiser, make_entrustment
from tests.factories.opinions import make_issued_opinion, make_opinion
from tests.factories.tokens import make_token
from tests.factories.warnings import make_warning, make_warning_of_the_province
from tests.people import Cast


@dataclass(frozen=True)
class Place:
    """Where an object lies."""

    city: str = ""
    county: str = ""
    institution: uuid.UUID | None = None


@dataclass(frozen=True)
class Thing:
    """An object that an address names: the arguments, where it lies, and who may see it.

    `seen_by` is None where the place alone decides. `relation` is a word for the printed table.
    """

    relation: str
    arguments: dict[str, Any]
    place: Place = field(default_factory=Place)
    seen_by: Callable[[Member], bool] | None = None


Things = dict[str, list[Thing]]


@pytest.fixture
def things(cast: Cast) -> Things:
    """Return objects by kind; the kind of a route is decided in `kind_of`."""
    with in_one_transaction():
        return _things(cast)


def _things(cast: Cast) -> Things:
    kinds = ("case", "import", "file", "institution", "institution_figures", "appraiser", "posting", "user")
    found: Things = {kind: [] for kind in kinds}
    institutions = _institutions(cast)
    for relation, institution in institutions.items():
        place = Place(institution.city_code, institution.county_code, institution.pk)
        found["case"].append(Thing(relation, {"pk": make_case(institution).pk}, place))
        found.setdefault("material", []).append(Thing(relation, {"pk": make_received(institution).pk}, place))
        agreed = make_agreement(make_case(institution)).case_id
        found.setdefault("case_with_agreement", []).append(Thing(relation, {"pk": agreed}, place))
        found.setdefault("case_with_opinion", []).append(
            Thing(relation, {"pk": make_opinion(make_case(institution)).case_id}, place)
        )
        issued = make_issued_opinion(institution).case_id
        found.setdefault("case_with_issued_opinion", []).append(Thing(relation, {"pk": issued}, place))
        found.setdefault("entrustment", []).append(Thing(relation, {"pk": make_entrustment(institution).pk}, place))
        imported = uploading.upload(
            ContentFile(ledger(ledger_row(1)), "台账.xlsx"),
            kind="case_ledger",
            institution=institution.organisation,
            by=SYSTEM,
            as_of=date(2026, 11, 23),
            in_background=False,
        )
        found["import"].append(Thing(relation, {"pk": imported.pk}, place))
        stored = storing.store(
            ContentFile(ledger(ledger_row(2)), "示例.xlsx"),
            by=SYSTEM,
            purpose=purposes.UPLOADED.code,
            organisation=institution.organisation,
        )
        found["file"].append(Thing(relation, {"pk": stored.pk}, place))
        found["institution_figures"].append(Thing(relation, {"key": institution.pk}, place))
        found.setdefault("institution", []).append(Thing(relation, {"pk": institution.pk}, place))
        found.setdefault("appraiser", []).append(Thing(relation, {"pk": make_appraiser(institution).pk}, place))
    for kind in (
        "case", "case_with_agreement", "case_with_opinion", "case_with_issued_opinion", "import", "file",
        "institution", "appraiser", "entrustment", "material",
    ):  # fmt: skip
        found[kind].append(Thing("absent", {"pk": uuid.UUID(int=7)}, seen_by=nobody))
    found["institution_figures"].append(Thing("absent", {"key": uuid.UUID(int=7)}, seen_by=nobody))
    assigned, own = _own_things(cast)
    found["case"].append(assigned)
    found["appraiser"].append(own)
    from tests.access.complaints_in_world import complaints_in_world
    from tests.access.layout_in_world import layout_in_world
    from tests.access.lists_in_world import lists_in_world  # which reads the delegation table by way of the oracle
    from tests.access.published_in_world import published_in_world
    from tests.access.recognition_in_world import recognition_in_world
    from tests.access.reviews_in_world import reviews_in_world
    from tests.access.standing_in_world import standing_in_world

    found |= published_in_world(cast) | complaints_in_world(cast, institutions)
    found |= standing_in_world(cast, institutions) | _annual_reviews(cast) | _warnings(institutions)
    found |= recognition_in_world(cast) | layout_in_world(cast)
    more = (
        _divisions(),
        _accounts(cast),
        _jobs(),
        _checks(cast),
        _law(),
        _heaps(),
        _api(cast),
        _drafts(cast),
        _exports(cast),
    )
    return {
        kind: rows
        for part in (found, *more, lists_in_world(cast), reviews_in_world(cast))
        for kind, rows in part.items()
    }


def _own_things(cast: Cast) -> tuple[Thing, Thing]:
    """A case that the appraiser of the cast appraises, and his own record: he sees them besides who see the place."""
    from tests.access.oracle import sees

    institution = cast.jinan_institution
    place = Place(institution.city_code, institution.county_code, institution.pk)
    case = make_case(institution)
    himself = make_appraiser(institution, person=cast.appraiser.user.person)
    make_assignment(case, himself)

    def seen(member: Member) -> bool:
        return member.name == "appraiser" or sees(member, place)

    return Thing("assigned", {"pk": case.pk}, place, seen), Thing("own", {"pk": himself.pk}, place, seen)


def _annual_reviews(cast: Cast) -> Things:
    """A review of an institution in Jinan and of one in Qingdao, and the year, which all behind the door see."""
    year = make_year()
    places = {cast.jinan_institution.pk: "jinan_lixia", cast.qingdao_institution.pk: "qingdao"}
    reviews = [
        Thing(relation, {"pk": row.pk}, Place(row.city_code, row.county_code, row.institution_id))
        for key, relation in places.items()
        for row in AnnualReview.objects.filter(review_year=year, institution=key)
    ]
    absent = Thing("absent", {"pk": uuid.UUID(int=7)}, seen_by=nobody)
    return {
        "annual_review": [*reviews, absent],
        "review_year": [Thing("year", {"pk": year.pk}, seen_by=everybody), absent],
    }


def _warnings(institutions: dict[str, Institution]) -> Things:
    """A warning in Jinan and in Qingdao, whose institution does not see it, and one of the whole province."""
    from tests.access.oracle import SUPERVISING, sees

    def organs_only(place: Place) -> Callable[[Member], bool]:
        return lambda member: member.role in SUPERVISING and sees(member, place)

    things = []
    for relation in ("jinan_lixia", "qingdao"):
        house = institutions[relation]
        place = Place(house.city_code, house.county_code, house.pk)
        things.append(Thing(relation, {"pk": make_warning(house).pk}, place, seen_by=organs_only(place)))
    province = Thing("province", {"pk": make_warning_of_the_province().pk}, seen_by=organs_only(Place()))
    return {"early_warning": [*things, province, Thing("absent", {"pk": uuid.UUID(int=7)}, seen_by=nobody)]}


def _institutions(cast: Cast) -> dict[str, Institution]:
    return {
        "jinan_lixia": cast.jinan_institution,
        "jinan_lixia_neighbour": make_institution("济南示例丙司法鉴定所", "370102"),
        "jinan_shizhong": make_institution("济南示例丁司法鉴定所", "370103"),
        "qingdao": cast.qingdao_institution,
    }


def nobody(member: Member) -> bool:
    """Nobody sees it."""
    return False


def everybody(member: Member) -> bool:
    """Everybody who passes the door sees it."""
    return True


def _divisions() -> Things:
    cities = [
        Thing(name, {"code": code}, Place(city=code)) for name, code in (("jinan", "370100"), ("qingdao", "370200"))
    ]
    counties = [
        Thing(name, {"code": code}, Place(city=code[:4] + "00", county=code))
        for name, code in (("lixia", "370102"), ("shizhong", "370103"), ("shinan", "370202"))
    ]
    absent = Thing("absent", {"code": "379999"}, seen_by=nobody)
    boards = [Thing("board", {"board": "comparison"}, seen_by=everybody)]
    blocks = [Thing("block", {"board": "comparison", "block": "cases", "form": "csv"}, seen_by=everybody)]
    return {
        "city_figures": [*cities, absent],
        "county_figures": [*counties, absent],
        "board": [*boards, Thing("absent", {"board": "recipes"}, seen_by=nobody)],
        "block": [*blocks, Thing("absent", {"board": "comparison", "block": "x", "form": "csv"}, seen_by=nobody)],
    }


def _accounts(cast: Cast) -> Things:
    """Users and postings: the system administrator sees all, an institution's administrator his institution's."""

    def seen(posting: Posting) -> Callable[[Member], bool]:
        return lambda member: (
            member.role == "system_administrator"
            or (member.role == "institution_administrator" and member.organisation == posting.organisation_id)
        )

    chosen = {"jinan_lixia": cast.jinan_clerk, "qingdao": cast.qingdao_clerk, "province": cast.province_leader}
    users = [Thing(name, {"pk": posting.user_id}, seen_by=seen(posting)) for name, posting in chosen.items()]
    postings = [Thing(name, {"pk": posting.pk}, seen_by=seen(posting)) for name, posting in chosen.items()]
    bodies = [Thing(name, {"pk": posting.organisation_id}, seen_by=seen(posting)) for name, posting in chosen.items()]
    return {
        "organisation": [*bodies, Thing("absent", {"pk": uuid.UUID(int=7)}, seen_by=nobody)],
        "user": [*users, Thing("absent", {"pk": 2**31 - 5}, seen_by=nobody)],
        "posting": [*postings, Thing("absent", {"pk": uuid.UUID(int=7)}, seen_by=nobody)],
    }


def _drafts(cast: Cast) -> Things:
    """A draft is seen by the one who writes it, and by nobody else."""
    draft = drafting.save_draft("entrustment", {"client_name": ["示例"]}, by=cast.actor("jinan_clerk"))
    return {
        "draft": [
            Thing("own", {"pk": draft.pk}, seen_by=lambda member: member.user == cast.jinan_clerk.user),
            Thing("absent", {"pk": uuid.UUID(int=7)}, seen_by=nobody),
        ]
    }


def _jobs() -> Things:
    now = timezone.now()
    parked = OutboxMessage.objects.create(topic="test.parked", payload={}, attempts=5, not_before=now, parked_at=now)
    return {
        "parked_message": [
            Thing("parked", {"pk": parked.pk}, seen_by=everybody),
            Thing("absent", {"pk": 2**31 - 5}, seen_by=nobody),
        ]
    }


def _checks(cast: Cast) -> Things:
    """A check of figures and a recompute: whoever passes the door sees them, wherever the cells lie."""
    check = record("sample", Found(1, 0, []), timezone.now())
    recount = order_recount(by=cast.actor("province"), reason="示例：数据与明细不一致")
    absent = Thing("absent", {"pk": uuid.UUID(int=7)}, seen_by=nobody)
    return {
        "figure_check": [Thing("sample", {"pk": check.pk}, seen_by=everybody), absent],
        "recount": [Thing("ordered", {"pk": recount.pk}, seen_by=everybody), absent],
    }


def _heaps() -> Things:
    """Heaps of "My work": that of cases for whoever sees cases, that of parked jobs for the system administrator."""
    of_cases = {
        "officer", "leader", "complaint_handler", "inspector",
        "institution_administrator", "case_clerk", "quality_manager", "head_of_institution", "appraiser",
    }  # fmt: skip
    return {
        "heap": [
            Thing("cases", {"code": "cases_overdue"}, seen_by=lambda member: member.role in of_cases),
            Thing("jobs", {"code": "jobs_parked"}, seen_by=lambda member: member.role == "system_administrator"),
            Thing("absent", {"code": "no_such_heap"}, seen_by=nobody),
        ]
    }


def _exports(cast: Cast) -> Things:
    """Exports of one clerk: his alone."""
    export = exporting.order(known("cases"), by=cast.actor("jinan_clerk"), query="", form="csv", columns=("number",))
    written = writing_exports.write_export(export.pk)
    assert written is not None and written.state == "ready"
    own = Thing("own", {"pk": export.pk}, seen_by=lambda member: member.name == "jinan_clerk")
    notices = list(Notice.objects.filter(user=cast.jinan_clerk.user))
    letters = [Thing("own", {"pk": row.pk}, seen_by=lambda member: member.name == "jinan_clerk") for row in notices[:1]]
    assert letters, "the clerk is told that the export is ready"
    return {"notice": [*letters, Thing("absent", {"pk": 2**31 - 5}, seen_by=nobody)]} | {
        "export": [own, Thing("absent", {"pk": uuid.UUID(int=7)}, seen_by=nobody)]
    }


def _law() -> Things:
    return {
        "law_table": [
            Thing("sources", {"slug": "sources"}, seen_by=everybody),
            Thing("absent", {"slug": "recipes"}, seen_by=nobody),
        ],
        "law_row": [
            Thing("category", {"slug": "categories", "code": "FY-02"}, seen_by=everybody),
            Thing("absent", {"slug": "categories", "code": "XX-99"}, seen_by=nobody),
        ],
    }


def _api(cast: Cast) -> Things:
    """Clients of two institutions, seen by the system administrator and the institution's own; and a clerk's token."""

    def seen(institution: Institution) -> Callable[[Member], bool]:
        return lambda member: (
            member.role == "system_administrator"
            or (member.role == "institution_administrator" and member.organisation == institution.pk)
        )

    clients = []
    for relation, institution in (("jinan_lixia", cast.jinan_institution), ("qingdao", cast.qingdao_institution)):
        made = register_client(
            name="示例业务系统", organisation=institution.organisation, role="case_clerk", scopes=["cases:read"],
            by=cast.actor("administrator"), reason="示例",
        )  # fmt: skip
        clients.append(Thing(relation, {"pk": made.client.pk}, seen_by=seen(institution)))
    text = make_token(cast.jinan_clerk)
    token = PersonalToken.objects.get(token_hash=hash_of(text))
    return {
        "client": [*clients, Thing("absent", {"pk": uuid.UUID(int=7)}, seen_by=nobody)],
        "own_token": [
            Thing("own", {"pk": token.pk}, seen_by=lambda member: member.user == cast.jinan_clerk.user),
            Thing("absent", {"pk": uuid.UUID(int=7)}, seen_by=nobody),
        ],
    }
