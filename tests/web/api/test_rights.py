"""Rights requests through the interface: received, listed, opened, moved on."""

from typing import Any
from uuid import UUID

import pytest

from seloste import wiring
from seloste.domain.staff import Actor
from seloste.records.models import AuditLeaf, RightsRequest
from tests.services.requests import letter_taken, received, row
from tests.web.api.keys import Program, key_of
from tests.web.people import NOW

pytestmark = pytest.mark.usefixtures("registers", "initialised")
ASKED = {
    "register": "retta",
    "kind": "access",
    "channel": "api",
    "message": "Haluan tietoni",
    "name": "Maija Meikäläinen",
    "email": "maija@example.fi",
    "known_by": ["040 123 4567"],
}


@pytest.fixture
def program(aino: Actor) -> Program:
    return key_of(aino)


def moved(program: Program, request_id: UUID, move: str, reason: str = "") -> Any:
    body = {"move": move, "reason": reason}
    return program.send("POST", f"/rights-requests/{request_id}/moves", body)


def test_a_request_is_received_listed_and_opened(program: Program) -> None:
    made = program.send("POST", "/rights-requests", ASKED)

    given = made.json()  # type: ignore[attr-defined] # the test client's own
    assert (made.status_code, len(given["token"])) == (201, 64)
    listed = program.send("GET", "/rights-requests?tab=open")
    text = listed.content.decode()  # type: ignore[attr-defined] # the test client's own
    assert given["reference"] in text
    assert "Maija" not in text
    opened = program.send("POST", f"/rights-requests/{given['id']}/open")
    words = opened.json()  # type: ignore[attr-defined] # the test client's own
    assert words["name"] == "Maija Meikäläinen"
    assert AuditLeaf.objects.filter(action="rights.read").count() == 1


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"email": ""}, 409, "request-refused"),
        ({"register": "ei-ole"}, 409, "request-refused"),
        ({"register": "sok-mara"}, 404, "not-found"),
        ({"kind": "kaikki"}, 422, "request-invalid"),
        ({"hetu": "131052-308T"}, 422, "request-invalid"),
    ],
)
def test_what_cannot_be_taken_in_is_refused(
    program: Program, changed: dict[str, str], status: int, code: str
) -> None:
    answer = program.send("POST", "/rights-requests", {**ASKED, **changed})

    assert answer.status_code == status
    assert answer.json()["code"] == code  # type: ignore[attr-defined] # the test client's own
    assert not RightsRequest.objects.exists()


def test_a_request_is_moved_on_and_not_approved_by_its_handler(
    program: Program, aino: Actor, onni: Actor
) -> None:
    request_id = received(wiring.desk(), aino, now=NOW).id
    assert moved(program, request_id, "extend", "complexity").status_code == 200
    assert moved(program, request_id, "propose-refusal", "excessive").status_code == 200

    own = moved(program, request_id, "approve-refusal")
    other = moved(key_of(onni), request_id, "approve-refusal")

    assert (own.status_code, own.json()["code"]) == (409, "request-refused")
    assert (other.status_code, other.json()["state"]) == (200, "refused")
    early = moved(program, request_id, "close")
    assert (early.status_code, early.json()["code"]) == (409, "request-refused")
    letter_taken(request_id, aino, "refusal", now=NOW)
    assert moved(program, request_id, "close").json()["state"] == "closed"
    assert row(request_id).extension_reason == "complexity"


@pytest.mark.parametrize(
    ("move", "reason"),
    [
        ("extend", ""),
        ("extend", "excessive"),
        ("propose-refusal", ""),
        ("propose-refusal", "complexity"),
        ("identify", ""),
        ("expire", ""),
    ],
)
def test_a_move_without_its_reason_or_not_taken_here_is_refused(
    program: Program, aino: Actor, move: str, reason: str
) -> None:
    request_id = received(wiring.desk(), aino, now=NOW).id

    answer = moved(program, request_id, move, reason)

    assert (answer.status_code, answer.json()["code"]) == (422, "request-invalid")
    assert row(request_id).state == "received"
