"""What types alone do not say of an operation, in OpenAPI's words."""

import re
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from seloste.domain.api_key import Scope
from seloste.web.api import bodies
from seloste.web.api.call_schemas import CallEventIn, CallListIn
from seloste.web.api.schemas import ContactIn, RefusalOut, UploadIn

REFERENCE = "#/components/schemas/{model}"
NAMED = re.compile(r"#/components/schemas/(\w+)")
type Json = dict[str, Any]

OFFSET: Json = {
    "description": "Bytes of the upload that are sealed and durable.",
    "schema": {"type": "integer", "minimum": 0},
}
LENGTH: Json = {
    "description": "Bytes that the upload will have.",
    "schema": {"type": "integer", "minimum": 1},
}
TOLD: Json = {"headers": {"Upload-Offset": OFFSET, "Upload-Length": LENGTH}}
RETRY: Json = {
    "headers": {
        "Retry-After": {
            "description": "Seconds to wait.",
            "schema": {"type": "integer", "minimum": 1},
        }
    }
}


def refusals(*statuses: int) -> dict[int, type[RefusalOut]]:
    """Return the responses of an operation that refuses in these ways."""
    return dict.fromkeys(statuses, RefusalOut)


def bare_refusals(*statuses: int) -> dict[int, None]:
    """Return the same for an operation that answers without a body."""
    return dict.fromkeys(statuses, None)


def _reference(model: type[BaseModel]) -> Json:
    return {"$ref": REFERENCE.format(model=model.__name__)}


def _body(content: Json) -> Json:
    return {"requestBody": {"required": True, "content": content}}


def _files(what: str) -> Json:
    return {
        "type": "array",
        "maxItems": bodies.PARTS_LIMIT - 1,
        "description": f"{what} At most {bodies.FILE_LIMIT >> 20} MiB each.",
        "items": {"type": "string", "format": "binary"},
    }


CONTACT_FORM: Json = _body(
    {
        bodies.FORM: {
            "schema": {
                "type": "object",
                "required": ["contact"],
                "additionalProperties": False,
                "properties": {
                    "contact": _reference(ContactIn),
                    "recording": _files("Audio; its content decides what it is."),
                    "message": _files("A mail (RFC 5322), a chat or a letter."),
                    "attachment": _files("Whatever came with it."),
                },
            },
            "encoding": {"contact": {"contentType": bodies.JSON}},
        }
    }
)
UPLOAD_BEGUN: Json = {
    **_body({bodies.JSON: {"schema": _reference(UploadIn)}}),
    "responses": {
        201: {
            "headers": {
                "Location": {
                    "description": "Where the chunks are sent.",
                    "schema": {"type": "string", "format": "uri-reference"},
                }
            }
        }
    },
}
OFFSET_TOLD: Json = {"responses": {200: TOLD}}
CHUNK_SENT: Json = {
    "parameters": [
        {
            "in": "header",
            "name": "Upload-Offset",
            "required": True,
            "description": "Where the chunk begins: what HEAD told.",
            "schema": {"type": "integer", "minimum": 0, "maximum": 10**12 - 1},
        }
    ],
    **_body(
        {bodies.CHUNK: {"schema": {"type": "string", "format": "binary"}}},
    ),
    "responses": {204: TOLD, 409: {"headers": {"Upload-Offset": OFFSET}}},
}


CALL_EVENT: Json = _body({bodies.JSON: {"schema": _reference(CallEventIn)}})
CALL_LIST: Json = _body({bodies.JSON: {"schema": _reference(CallListIn)}})


VERSION: Json = {
    "in": "header",
    "name": "If-Match",
    "required": False,
    "description": "The version (ETag) that was read; refused with 412 if it went on.",
    "schema": {"type": "string", "pattern": '^"[0-9]{1,9}"$'},
}
REPEAT: Json = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "description": "A random word. The same again within a day makes nothing new.",
    "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,128}$"},
}
ETAG: Json = {
    "ETag": {
        "description": "The version, to be sent back in If-Match.",
        "schema": {"type": "string"},
    }
}
_sent: list[type[BaseModel]] = [ContactIn, UploadIn, CallEventIn, CallListIn]


def of_person(
    scope: Scope,
    *,
    sent: type | None,
    versioned: bool,
    repeatable: bool,
    extra: Json | None,
) -> Json:
    """Return what types do not say of an operation that a person's key opens."""
    told: Json = {"x-scope": scope.value}
    if sent is not None and issubclass(sent, BaseModel):
        if sent not in _sent:
            _sent.append(sent)
        told |= _body({bodies.JSON: {"schema": _reference(sent)}})
    headers = [VERSION] * versioned + [REPEAT] * repeatable
    if headers:
        told["parameters"] = headers
    return told | (extra or {})


def bytes_sent(media_type: str, what: str) -> Json:
    """Return the description of a body that is a file."""
    schema = {"type": "string", "description": what}
    return _body({media_type: {"schema": schema}})


def bytes_answered(media_type: str, status: int = 200, **headers: Json) -> Json:
    """Return the description of an answer that is a file."""
    schema = {"type": "string", "format": "binary"}
    answer: Json = {"content": {media_type: {"schema": schema}}}
    if headers:
        answer["headers"] = headers
    return {"responses": {status: answer}}


def etag_answered(status: int = 200) -> Json:
    """Return the description of an answer that tells its version."""
    return {"responses": {status: {"headers": ETAG}}}


def sent_schemas() -> Json:
    """Return the schemas of everything that is sent, by name."""
    _, found = models_json_schema(
        [(model, "validation") for model in _sent], ref_template=REFERENCE
    )
    schemas: Json = found["$defs"]
    return schemas


def leave_out_unnamed(document: Json) -> None:
    """Leave out descriptions that nothing refers to, such as sets of parameters."""
    schemas = document["components"]["schemas"]
    while unnamed := schemas.keys() - set(NAMED.findall(str(document))):
        for name in unnamed:
            del schemas[name]


def tell_scopes(paths: Json) -> None:
    """Name the scope that opens an operation where OpenAPI looks for it."""
    for methods in paths.values():
        for operation in methods.values():
            if scope := operation.get("x-scope"):
                operation["security"] = [{"StaffKey": [scope]}]


def tell_when_to_return(paths: Json) -> None:
    """Say of every answer that asks to wait that it says for how long."""
    for methods in paths.values():
        for operation in methods.values():
            for status in {429, 503} & operation["responses"].keys():
                operation["responses"][status] |= RETRY
