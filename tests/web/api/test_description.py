"""The description is true: whatever is sent, what comes back is described.

Schemathesis makes requests from the OpenAPI document, right and wrong ones,
and compares every answer with it.
"""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import APIOperation, BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from seloste.web.api import app
from tests.web.api.callers import CHUNK, Caller, answered

schemathesis.serializer.alias(CHUNK, "application/octet-stream")

type Operation = APIOperation[Any, Any, Any, Any]
type Request = Case[Any]

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
UNDERSTOOD = {200, 201, 202, 404}
# An event is read before its time is found to be another: any made-up time is.
READ_AND_REFUSED = {"/api/v1/calls/{call_id}/events": {409}}
OPERATIONS = [
    ("POST", "/api/v1/contacts"),
    ("GET", "/api/v1/contacts/{contact_id}"),
    ("POST", "/api/v1/uploads"),
    ("GET", "/api/v1/uploads/{upload_id}"),
    ("HEAD", "/api/v1/uploads/{upload_id}"),
    ("PATCH", "/api/v1/uploads/{upload_id}"),
    ("DELETE", "/api/v1/uploads/{upload_id}"),
    ("POST", "/api/v1/calls/{call_id}/events"),
    ("POST", "/api/v1/calls/report"),
]


def application(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    """Answer in this thread and transaction; the connection stays open."""
    request_started.disconnect(close_old_connections)
    try:
        return [b"".join(WSGIHandler()(environ, start))]
    finally:
        request_started.connect(close_old_connections)


def described(caller: Caller) -> BaseSchema:
    """Return the description as it is served."""
    return schemathesis.openapi.from_wsgi(
        "/api/v1/openapi.json",
        application,
        headers={**caller.authorization, "Host": "127.0.0.1:8000"},
    )


def operation(caller: Caller, method: str, path: str) -> Operation:
    found: Operation = described(caller)[path][method]
    return found


def check(case: Request, caller: Caller) -> int:
    """Compare the answer with the description; return its status."""
    response = case.call(headers={**caller.authorization, "Host": "127.0.0.1:8000"})
    case.validate_response(response, checks=CHECKS)
    return response.status_code


def requests(found: Operation) -> st.SearchStrategy[Request]:
    return st.one_of(
        found.as_strategy(generation_mode=GenerationMode.POSITIVE),
        found.as_strategy(generation_mode=GenerationMode.NEGATIVE),
    )


def test_every_operation_is_tried() -> None:
    described = {
        (method.upper(), path)
        for path, methods in app.document()["paths"].items()
        for method, one in methods.items()
        if "x-scope" not in one
    }

    assert described == set(OPERATIONS)


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_whatever_is_sent_the_answer_is_described(
    retta: Caller, method: str, path: str
) -> None:
    found = operation(retta, method, path)
    seen: set[int] = set()

    @given(case=requests(found))
    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    def run(case: Request) -> None:
        seen.add(check(case, retta))

    run()
    assert seen & (UNDERSTOOD | READ_AND_REFUSED.get(path, set()))


@pytest.mark.parametrize("method", ["GET", "HEAD", "PATCH"])
def test_upload_that_is_there_answers_as_described(retta: Caller, method: str) -> None:
    upload = answered(retta.begin(1 << 20), 201)["id"]
    found = operation(retta, method, "/api/v1/uploads/{upload_id}")

    @given(case=requests(found))
    @settings(max_examples=30, suppress_health_check=list(HealthCheck))
    def run(case: Request) -> None:
        case.path_parameters = {"upload_id": upload}
        check(case, retta)

    run()


INJECTIONS = [
    "'", '"', "')) OR 1=1 --", "1; DROP TABLE records_upload", "' AND sleep(9)='",
    "%", "_", "\\", "{{7*7}}", "${7*7}", "../" * 9, "\u202e", "😀",
]  # fmt: skip


@pytest.mark.parametrize("text", INJECTIONS)
def test_text_stays_text(retta: Caller, text: str) -> None:
    contact: dict[str, Any] = {
        "source_id": text + str(uuid4()),
        "leg": text,
        "channel": "call",
        "started_at": "2026-07-01T11:00:00+03:00",
        "address": "+358900000101",
        "subject": text,
        "parties": [{"role": "customer", "name": text, "customer_no": text}],
    }

    first = answered(retta.hand_over(contact), 201)

    assert answered(retta.hand_over(contact), 200)["id"] == first["id"]
    assert (
        retta.ask("GET", f"/api/v1/contacts/{first['id']}?x={text}").status_code == 200
    )
