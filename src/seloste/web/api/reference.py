"""The page that describes the interface, made from its OpenAPI document.

For staff who are signed in (ASVS 5.0 13.4.5: documentation is not open). It
needs no script and loads nothing from elsewhere. Like the document, it is in
English.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from seloste.web import access
from seloste.web.api import app, bodies
from seloste.web.api.description import Json

LIMITS = {
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minimum": "at least {}",
    "maximum": "at most {}",
    "maxItems": "at most {} entries",
    "pattern": "matches {}",
}


type Paragraphs = tuple[tuple[tuple[bool, str], ...], ...]
"""Paragraphs of pieces; a piece says whether it is code, and its text."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: ``shape`` names the description it refers to, if any."""

    name: str
    kind: str
    shape: str
    required: bool
    limits: str
    note: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A status that an operation answers with."""

    status: int
    phrase: str
    shape: str
    headers: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked; ``media_type`` is that of what is sent."""

    id: str
    method: str
    path: str
    summary: str
    note: Paragraphs
    media_type: str
    fields: tuple[Field, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A described object and its fields."""

    name: str
    note: Paragraphs
    fields: tuple[Field, ...]


@access.signed_in
@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """Show what can be asked and what is answered."""
    document = app.document()
    return render(
        request,
        "api/reference.html",
        {
            "introduction": document["info"]["description"],
            "operations": tuple(operations(document)),
            "shapes": tuple(shapes(document)),
            "file_limit": bodies.FILE_LIMIT >> 20,
        },
    )


def operations(document: Json) -> Iterator[Operation]:
    """Yield every operation in the order of the document."""
    for path, methods in document["paths"].items():
        for method, one in methods.items():
            media_type, body = _body(one)
            yield Operation(
                id=one["operationId"],
                method=method.upper(),
                path=path,
                summary=one["summary"],
                note=paragraphs(one.get("description", "")),
                media_type=media_type,
                fields=(*map(_parameter, one["parameters"]), *_fields(body)),
                answers=tuple(_answers(one["responses"])),
            )


def shapes(document: Json) -> Iterator[Shape]:
    """Yield every described object, in alphabetical order."""
    for name, schema in sorted(document["components"]["schemas"].items()):
        fields = _fields(schema) or (_field("", schema, required=True),)
        yield Shape(name, paragraphs(schema.get("description", "")), fields)


def paragraphs(text: str) -> Paragraphs:
    """Return a text in paragraphs, what stands between backticks as code."""
    return tuple(
        tuple((bool(at % 2), piece) for at, piece in enumerate(one.split("`")))
        for one in (" ".join(block.split()) for block in text.split("\n\n"))
        if one
    )


def _body(operation: Json) -> tuple[str, Json]:
    for media_type, content in (
        operation.get("requestBody", {}).get("content", {}).items()
    ):
        schema: Json = content["schema"]
        if "properties" not in schema:
            schema = {"properties": {"body": schema}, "required": ["body"]}
        return media_type, schema
    return "", {}


def _parameter(parameter: Json) -> Field:
    schema = {"description": parameter.get("description", ""), **parameter["schema"]}
    place = {"path": "address", "header": "header", "query": "query"}[parameter["in"]]
    field = _field(parameter["name"], schema, required=parameter["required"])
    return Field(
        field.name,
        f"{field.kind}, in the {place}",
        field.shape,
        field.required,
        field.limits,
        field.note,
    )


def _fields(schema: Json) -> tuple[Field, ...]:
    required = schema.get("required", ())
    return tuple(
        _field(name, one, required=name in required)
        for name, one in schema.get("properties", {}).items()
    )


def _field(name: str, schema: Json, *, required: bool) -> Field:
    kind, shape = kind_of(schema)
    return Field(name, kind, shape, required, _limits(schema), _note(schema))


def kind_of(schema: Json) -> tuple[str, str]:
    """Return how the kind of a value is said, and the shape it refers to."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return name, name
    if "anyOf" in schema:
        kinds = [kind_of(one) for one in schema["anyOf"]]
        shape = next((shape for _, shape in kinds if shape), "")
        return " or ".join(kind for kind, _ in kinds), shape
    if schema.get("type") == "array":
        kind, shape = kind_of(schema.get("items", {}))
        return f"list of {kind}", shape
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"])), ""
    return " ".join(filter(None, (schema.get("type"), schema.get("format")))), ""


def _limits(schema: Json) -> str:
    found = [
        words.format(schema[key]) for key, words in LIMITS.items() if key in schema
    ]
    return "; ".join(found)


def _note(schema: Json) -> str:
    texts: list[Any] = [schema.get("description")]
    texts += [one.get("description") for one in schema.get("anyOf", ())]
    return " ".join(filter(None, texts))


def _answers(responses: Json) -> Iterator[Answer]:
    for status, response in sorted(
        (int(key), value) for key, value in responses.items()
    ):
        schema = response.get("content", {}).get(bodies.JSON, {}).get("schema", {})
        yield Answer(
            status=status,
            phrase=HTTPStatus(status).phrase,
            shape=kind_of(schema)[1] if schema else "",
            headers=", ".join(response.get("headers", {})),
        )
