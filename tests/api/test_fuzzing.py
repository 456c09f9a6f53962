"""Whatever a client sends: an answer of the description, never an error of the portal (trust IN-11, AZ-06).

Requests are made from the OpenAPI document: right ones, nearly right ones and wild ones. Every answer is compared
with the schema that the document promises for its status.
"""

import json
from collections import Counter
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from appraisers.models import Appraiser
from foundation.exchange.api.describing import description
from governance.annual_review.models import ReviewYear
from governance.recognition.models import AssessmentRound
from quality.models import CaseReviewRound, DrawnCase, Review
from tests.api.conftest import Call, Caller
from tests.api.test_filing import BODY
from tests.factories.annual_reviews import review_of
from tests.factories.assessments import assessment_of
from tests.factories.cases import make_case
from tests.factories.complaints import make_complaint
from tests.factories.cooperation import make_alliance, make_cooperation, make_project
from tests.factories.custody import make_material
from tests.factories.entrustments import make_appraiser, make_entrustment
from tests.factories.equipment import make_instrument, make_method
from tests.factories.experts import make_draw, make_nomination
from tests.factories.layout import make_plan
from tests.factories.recognitions import PROVINCIAL, hold, make_application
from tests.factories.releases import make_release
from tests.factories.reports import make_report
from tests.factories.reviews import make_experts, make_rectification
from tests.factories.standing import (
    make_accreditation,
    make_assistant,
    make_lapse,
    make_policy,
    make_premises,
    make_quality_manager,
    make_renewals,
    make_restriction,
    make_scope,
    make_training,
)
from tests.factories.warnings import make_warning
from tests.people import Cast

ODD = st.sampled_from(
    [
        "", "\0", "示例\0", "\uffff", "\u202e", "x" * 5_000, "汉" * 3_000, "-1", "1e309", "NaN", "9" * 60,
        "2026-02-30", "0000-00-00", "99999-01-01", "../../etc/passwd", "<script>", "' OR 1=1 --", "%", "{}", "[]",
        "null", "W10", "WyJ4Il0", "²", "２０２６",
        "00000000-0000-0000-0000-000000000000", "\r\nX: y", "true", "FY-02", "370100", "court",
    ]
)  # fmt: skip
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**25), 10**25), st.floats(allow_nan=True), ODD, st.text(max_size=30)
)
WILD = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=12), inner, max_size=4)),
    max_leaves=12,
)
# What a good client sends. Drawn values take the place of some of it, or of nothing.
RIGHT: dict[str, dict[str, Any]] = {"/api/v1/entrustments/": BODY}
UUIDS = st.sampled_from(["own", "00000000-0000-0000-0000-000000000007"])


def resolved(schema: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    parts = schema.get("allOf") or schema.get("oneOf") or [schema]
    reference = parts[0].get("$ref")
    if reference is None:
        return schema
    found: dict[str, Any] = document
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return found


def values_of(schema: dict[str, Any], document: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values that the schema allows, most of the time."""
    schema = resolved(schema, document)
    if "enum" in schema:
        right: st.SearchStrategy[Any] = st.sampled_from(schema["enum"])
    elif schema.get("type") == "array":
        right = st.lists(values_of(schema["items"], document), max_size=3)
    elif "properties" in schema:
        required = set(schema.get("required", ()))
        fields = {name: values_of(each, document) for name, each in schema["properties"].items()}
        right = st.fixed_dictionaries(
            {name: each for name, each in fields.items() if name in required},
            optional={name: each for name, each in fields.items() if name not in required},
        )
    elif schema.get("type") == "integer":
        right = st.integers(0, 10**6)
    elif schema.get("type") == "boolean":
        right = st.booleans()
    elif schema.get("format") == "date":
        right = st.dates().map(str)
    elif schema.get("format") == "uuid":
        right = st.uuids().map(str)
    else:
        right = st.one_of(st.text(max_size=40), st.sampled_from(["FY-02", "示例委托人", "370100"]))
    return st.one_of(right, right, right, right, WILD)


def nearly_right(path: str, schema: dict[str, Any], document: dict[str, Any]) -> st.SearchStrategy[Any]:
    """What a good client sends to the address, with at most three of its fields drawn anew."""
    fields = {name: values_of(each, document) for name, each in resolved(schema, document)["properties"].items()}
    changes = st.lists(st.sampled_from(sorted(fields)), max_size=3, unique=True).flatmap(
        lambda names: st.fixed_dictionaries({name: fields[name] for name in names})
    )
    return changes.map(lambda changed: {**RIGHT[path], **changed})


def as_json_schema(value: Any) -> Any:
    """OpenAPI 3.0 says `nullable`; JSON Schema says null is another type."""
    if isinstance(value, list):
        return [as_json_schema(each) for each in value]
    if not isinstance(value, dict):
        return value
    found = {name: as_json_schema(each) for name, each in value.items() if name != "nullable"}
    if value.get("nullable"):
        if "enum" in found:
            found["enum"] = [*found["enum"], None]
        if isinstance(found.get("type"), str):
            found["type"] = [found["type"], "null"]
        elif "allOf" in found or "oneOf" in found:
            found = {"anyOf": [found, {"type": "null"}]}
    return found


class Wanderer:
    """Sends requests and keeps what went wrong."""

    def __init__(self, caller: Caller, own: dict[str, str]) -> None:
        self.caller, self.own = caller, own
        self.document = description("en")
        self.components = {"components": as_json_schema(self.document["components"])}
        self.statuses: Counter[int] = Counter()

    def operations(self) -> list[tuple[str, str, dict[str, Any]]]:
        return [
            (path, method, found)
            for path, methods in self.document["paths"].items()
            for method, found in methods.items()
            if path != "/api/v1/token/"
        ]

    def send(self, path: str, method: str, found: dict[str, Any], data: st.DataObject) -> None:
        address = path.replace("{id}", self._one(path, data)) if "{id}" in path else path
        headers, query = {}, {}
        for each in found.get("parameters", ()):
            if each["in"] == "query" and data.draw(st.integers(0, 4)) == 0:
                query[each["name"]] = str(data.draw(values_of(each["schema"], self.document)))
            if each["in"] == "header":
                headers[each["name"]] = data.draw(
                    st.one_of(st.uuids().map(str), st.sampled_from(["", "示例", "x" * 200]))
                )
        if query:
            address += "?" + urlencode(query, errors="surrogatepass")
        body = b""
        if "requestBody" in found:
            schema = found["requestBody"]["content"]["application/json"]["schema"]
            bodies = [values_of(schema, self.document), WILD]
            if path in RIGHT:
                bodies.append(nearly_right(path, schema, self.document))
            value = data.draw(st.one_of(bodies))
            body = json.dumps(value, default=str).encode("utf-8", "surrogatepass")
        with undone():
            answer = self.caller.ask(
                method.upper(), address, data=body, content_type="application/json", headers=ascii_only(headers)
            )
        self._compare(method, address, found, answer)

    def _one(self, path: str, data: st.DataObject) -> str:
        chosen = data.draw(UUIDS)
        return self.own[path.split("/")[3]] if chosen == "own" else chosen

    def _compare(self, method: str, address: str, found: dict[str, Any], answer: Any) -> None:
        self.statuses[answer.status_code] += 1
        where = f"{method} {address[:300]}: {answer.status_code} {answer.content[:300]!r}"
        assert answer.status_code < 500, where
        promised = found["responses"].get(str(answer.status_code))
        assert promised is not None, f"not in the document: {where}"
        schema = as_json_schema(promised["content"]["application/json"]["schema"])
        faults = [
            f"{'.'.join(map(str, fault.path))}: {fault.message}"
            for fault in Draft202012Validator({**schema, **self.components}).iter_errors(answer.json())
        ]
        assert faults == [], where


def ascii_only(headers: dict[str, str]) -> dict[str, str]:
    """What a server hands on of a header: latin letters."""
    return {name: value.encode().decode("latin-1") for name, value in headers.items()}


def undone() -> Any:
    """Each request meets the same world."""
    return _Undone()


class _Undone:
    def __enter__(self) -> None:
        self.block = transaction.atomic()
        self.block._from_testcase = True  # type: ignore[attr-defined]  # durable verbs may stand in it
        self.block.__enter__()

    def __exit__(self, *raised: Any) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(*raised)


def standing_of(appraiser: Appraiser, cast: Cast) -> dict[str, Any]:
    """What stands beside an institution and an appraiser; the category that is filed is not barred."""
    house, by = appraiser.institution, cast.actor("jinan")
    (item,) = make_scope(house, "FY-0203", by=by)
    licence, certificate = make_renewals(appraiser, by=by, asked_on=timezone.localdate())
    return {
        "scope-items": item,
        "accreditations": make_accreditation(house, "FY-02", by=by),
        "restrictions": make_restriction(house, by=by, ground="XZ-4", categories=["FY-0203"], valid_until=None),
        "licence-renewals": licence,
        "certificate-renewals": certificate,
        "quality-managers": make_quality_manager(appraiser, by=cast.actor("jinan_institution_administrator")),
        "lapses": make_lapse(house),
        "cooperations": make_cooperation(house, by=cast.actor("jinan_institution_administrator")),
        "projects": make_project(house, by=cast.actor("jinan_institution_administrator")),
        "alliances": make_alliance(house, by=by),
        "layout-institutions": house,
        "layout-plans": make_plan(cast.actor("jinan")),
        "premises": make_premises(house, by=cast.actor("jinan_institution_administrator")),
        "policies": make_policy(house, by=cast.actor("jinan_institution_administrator")),
        "training": make_training(appraiser, by=cast.actor("jinan_institution_administrator")),
        "assistants": make_assistant(appraiser, by=cast.actor("jinan_institution_administrator")),
        "instruments": make_instrument(house, by=cast.actor("jinan_institution_administrator")),
        "methods": make_method(house, by=cast.actor("jinan_institution_administrator")),
    }


@pytest.fixture
def wanderer(cast: Cast, calling: Call) -> Wanderer:
    case = make_case(cast.jinan_institution, fee=Decimal("1200.50"))
    appraiser = make_appraiser(cast.jinan_institution)
    entrusted = make_entrustment(cast.jinan_institution, by=cast.actor("jinan_clerk"))
    make_experts()
    order = make_rectification(cast.jinan_institution, cast.actor("jinan"))
    own = {
        "cases": case,
        "appraisers": appraiser,
        "institutions": cast.jinan_institution,
        "entrustments": entrusted,
        "materials": make_material(case, by=cast.actor("jinan_clerk")),
        "complaints": make_complaint(cast.jinan_institution).complaint,
        "rectifications": order,
        "findings": order.finding,
        "case-reviews": CaseReviewRound.objects.get(),
        "drawn-cases": DrawnCase.objects.get(),
        "reviews": Review.objects.order_by("pk")[0],
        "annual-reviews": review_of(cast.jinan_institution),
        "annual-review-years": ReviewYear.objects.get(),
        **recognition_of(cast),
        "releases": make_release(),
        "reports": make_report(cast.actor("province"), "370102"),
        "early-warnings": make_warning(cast.jinan_institution),
        **standing_of(appraiser, cast),
    }
    return Wanderer(calling("jinan_clerk"), {name: str(row.pk) for name, row in own.items()})


def recognition_of(cast: Cast) -> dict[str, Any]:
    """One of each that stands behind the addresses of recognition."""
    application = make_application(cast.jinan_institution)
    return {
        "assessments": assessment_of(cast.jinan_institution),
        "assessment-rounds": AssessmentRound.objects.get(),
        "recognition-applications": application,
        "recognitions": hold(cast.jinan_institution, PROVINCIAL),
        "experts": make_nomination(cast.jinan_institution),
        "expert-draws": make_draw(cast.jinan_institution, by=cast.actor("jinan"), at=cast.qingdao_institution),
    }


def is_wide(found: dict[str, Any]) -> bool:
    """Whether there is more than a handful of requests to be made of an operation: it takes a body or parameters."""
    return "requestBody" in found or any(each["in"] != "path" for each in found.get("parameters", ()))


def wander(wanderer: Wanderer, examples: int) -> Counter[int]:
    for path, method, found in wanderer.operations():
        _wander_at(wanderer, path, method, found, examples)
    return wanderer.statuses


def _wander_at(wanderer: Wanderer, path: str, method: str, found: dict[str, Any], examples: int) -> None:
    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def send(data: st.DataObject) -> None:
        wanderer.send(path, method, found, data)

    send()


def test_no_request_breaks_the_api_and_every_answer_is_as_described(wanderer: Wanderer) -> None:
    statuses = wander(wanderer, 25)
    assert {200, 201, 400, 404} <= set(statuses), statuses
