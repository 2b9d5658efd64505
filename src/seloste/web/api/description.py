"""What types alone do not say of an operation, in OpenAPI's words."""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from seloste.web.api import bodies
from seloste.web.api.schemas import ContactIn, RefusalOut, UploadIn

REFERENCE = "#/components/schemas/{model}"
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


def sent_schemas() -> Json:
    """Return the schemas of everything that is sent, by name."""
    _, found = models_json_schema(
        [(ContactIn, "validation"), (UploadIn, "validation")],
        ref_template=REFERENCE,
    )
    schemas: Json = found["$defs"]
    return schemas


def tell_when_to_return(paths: Json) -> None:
    """Say of every answer that asks to wait that it says for how long."""
    for methods in paths.values():
        for operation in methods.values():
            for status in {429, 503} & operation["responses"].keys():
                operation["responses"][status] |= RETRY
