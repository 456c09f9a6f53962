"""The description says what is, in both languages, and its calls work."""

import json
import os
import re
import shutil
import subprocess
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import translation
from drf_spectacular.validation import validate_schema

from appraisal_portal.pages.api_documentation import EXAMPLES
from cases.models import Entrustment
from foundation.exchange.api.describing import description
from foundation.exchange.api.documenting import operations
from foundation.exchange.api.permissions import ApiDoor
from tests.access.routes import all_routes
from tests.api.conftest import Call, System
from tests.api.curl import carried_out

Run = Callable[[str, dict[str, str]], Any]


def with_the_stand_in(name: str, variables: dict[str, str]) -> Any:
    status, _headers, body = carried_out(text_of(name), variables)
    assert status < 300, body
    return json.loads(body)


def with_curl_itself(name: str, variables: dict[str, str]) -> Any:
    done = subprocess.run(
        ["sh", "-e", "-c", text_of(name)], env={**os.environ, **variables}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def text_of(name: str) -> str:
    return next(EXAMPLES.glob(f"*_{name}.sh")).read_text(encoding="utf-8")


WAYS = [with_the_stand_in, *([with_curl_itself] if shutil.which("curl") else [])]


@pytest.mark.parametrize("run", WAYS)
def test_the_calls_of_the_description_work_one_after_the_other(
    live_server: Any, register: Callable[..., System], run: Run
) -> None:
    system = register(scopes=("cases:read", "cases:file", "cases:withdraw"))
    known = {"PORTAL": str(live_server), "CLIENT_ID": system.client.client_id, "CLIENT_SECRET": system.secret}
    known["TOKEN"] = run("token", known)["access_token"]
    assert run("me", known)["organisation"]["name"] == "济南示例甲司法鉴定中心"
    assert run("list", known)["results"] == []
    known["KEY"] = str(uuid.uuid4())
    filed = run("file", known)
    assert run("file", known) == filed, "the same key and body: the same answer"
    assert Entrustment.objects.count() == 1
    known |= {"ID": filed["id"], "VERSION": str(filed["version"]), "KEY": str(uuid.uuid4())}
    assert run("withdraw", known)["state"] == "withdrawn"


def test_every_example_is_run_and_shown(db: None) -> None:
    page = Client().get("/api/").content.decode()
    names = [path.stem.split("_", 1)[1] for path in EXAMPLES.glob("*.sh")]
    assert sorted(names) == ["file", "list", "me", "token", "withdraw"]
    for name in names:
        line = text_of(name).strip().splitlines()[-1].strip().replace('"', "&quot;")
        assert line in page, name


def test_the_document_is_valid_and_without_warnings(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    description.cache_clear()
    for language in ("zh-hans", "en"):
        validate_schema(description(language))
    said = capsys.readouterr().err
    assert "Warning" not in said, said
    assert "Error" not in said, said


def test_the_document_names_every_address_that_there_is(db: None) -> None:
    described = set(description("en")["paths"])
    there = {
        re.sub(r"<\w+:(\w+)>", lambda found: "{id}", "/" + route.pattern)
        for route in all_routes()
        if route.pattern.startswith("api/v1/") and route.name != "api_schema"
    }
    assert described == there


def test_every_operation_has_words_in_both_languages_and_the_scope_of_its_door(db: None) -> None:
    doors = {"/" + re.sub(r"<\w+:\w+>", "{id}", route.pattern): route.door for route in all_routes()}
    for language, pattern in (("zh-hans", r"[\u4e00-\u9fff]"), ("en", r"^[\x20-\x7e“”’…]+$")):
        with translation.override(language):
            for operation in operations(language):
                assert re.search(pattern, operation.summary), (language, operation.path)
                door = doors[operation.path]
                if isinstance(door, ApiDoor):
                    assert operation.scope == door.scope_of(operation.method), operation.path
                for each in (*operation.parameters, *operation.sent, *operation.answered):
                    if language == "zh-hans" and each.words:
                        assert re.search(r"[\u4e00-\u9fff]", each.words), (operation.path, each)


def test_the_schema_is_served_in_the_language_asked_for(db: None) -> None:
    titles = {
        code: Client().get("/api/v1/schema/", headers={"Accept-Language": code}).json()["info"]["title"]
        for code in ("zh-CN", "en")
    }
    assert titles["en"] == "Interface of the judicial appraisal portal"
    assert re.search(r"[\u4e00-\u9fff]", titles["zh-CN"])


def test_a_list_is_described_with_the_conditions_of_its_page(db: None) -> None:
    parameters = {each["name"] for each in description("en")["paths"]["/api/v1/cases/"]["get"]["parameters"]}
    assert {"city", "state", "accepted_from", "order", "page_size", "after"} <= parameters


def test_answers_are_as_described(db: None, calling: Call) -> None:
    """Every key of an answer is in the document and the other way round."""
    document = description("en")
    caller = calling("province")
    for name, component in (("cases", "Case"), ("institutions", "Institution"), ("appraisers", "Appraiser")):
        del name
        assert component in document["components"]["schemas"]
    for row in caller.get("institutions/").json()["results"]:
        assert set(row) == set(document["components"]["schemas"]["Institution"]["properties"])


def test_no_address_of_the_api_is_left_out_of_the_resolver(db: None) -> None:
    assert get_resolver().resolve("/api/v1/cases/").url_name == "api_cases"
