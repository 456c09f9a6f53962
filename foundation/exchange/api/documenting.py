"""The description of the API for people: its operations as tables, read from the OpenAPI document."""

from dataclasses import dataclass
from typing import Any

from foundation.exchange.api.describing import description


@dataclass(frozen=True)
class Field:
    """A parameter or a field: its name, type, whether it must be there, its choices, and words."""

    name: str
    kind: str
    required: bool
    choices: list[str]
    words: str


@dataclass(frozen=True)
class Operation:
    """One method at one address."""

    code: str
    method: str
    path: str
    tag: str
    summary: str
    scope: str
    public: bool
    parameters: list[Field]
    sent: list[Field]
    answered: list[Field]


def operations(language: str) -> list[Operation]:
    """Return every operation in the order of the document."""
    document = description(language)
    return [
        _operation(document, path, method, found)
        for path, methods in document["paths"].items()
        for method, found in methods.items()
    ]


def _operation(document: dict[str, Any], path: str, method: str, found: dict[str, Any]) -> Operation:
    security = found.get("security", [])
    scopes = [code for each in security for codes in each.values() for code in codes]
    body: dict[str, Any] = next(iter(found.get("requestBody", {}).get("content", {}).values()), {})
    answer: dict[str, Any] = next((each for status, each in found["responses"].items() if status.startswith("2")), {})
    shown: dict[str, Any] = next(iter(answer.get("content", {}).values()), {})
    schema = shown.get("schema", {})
    return Operation(
        code=found["operationId"],
        method=method.upper(),
        path=path,
        tag=found["tags"][0],
        summary=found.get("summary", ""),
        scope=scopes[0] if scopes else "",
        public=not security or {} in security,
        parameters=[_parameter(each) for each in found.get("parameters", ())],
        sent=_fields(document, body.get("schema", {})),
        answered=_fields(document, _row_of(document, schema)),
    )


def _parameter(given: dict[str, Any]) -> Field:
    schema = given["schema"]
    choices = [str(each) for each in schema.get("enum", ())]
    return Field(given["name"], _kind({}, schema), given.get("required", False), choices, given.get("description", ""))


def _row_of(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Of a page of rows, one row."""
    resolved = _resolved(document, schema)
    results = resolved.get("properties", {}).get("results")
    return results["items"] if results else schema


def _fields(document: dict[str, Any], schema: dict[str, Any], prefix: str = "") -> list[Field]:
    """Return the fields of an object, those of objects inside it with their path."""
    resolved = _resolved(document, schema)
    required = resolved.get("required", [])
    found: list[Field] = []
    for name, given in resolved.get("properties", {}).items():
        inner = _resolved(document, given)
        choices = [str(each) for each in inner.get("enum", ())]
        words = given.get("description") or inner.get("description", "")
        found.append(Field(prefix + name, _kind(document, given), name in required, choices, words))
        rows = _resolved(document, inner.get("items", {}))
        if "properties" in inner:
            found += _fields(document, inner, f"{prefix}{name}.")
        elif "properties" in rows:
            found += _fields(document, rows, f"{prefix}{name}[].")
    return found


def _kind(document: dict[str, Any], schema: dict[str, Any]) -> str:
    resolved = _resolved(document, schema)
    kind = resolved.get("type", "object")
    if kind == "array":
        return f"array of {_kind(document, resolved.get('items', {}))}"
    return " ".join(filter(None, (kind, resolved.get("format"), "or null" if schema.get("nullable") else "")))


def _resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Follow references, also those wrapped to carry a description."""
    parts = schema.get("allOf") or schema.get("oneOf") or [schema]
    reference = parts[0].get("$ref")
    if reference is None:
        return schema
    found: dict[str, Any] = document
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return found
