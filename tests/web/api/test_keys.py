"""Every operation of people, asked by those who may and by those who may not."""

import json
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.sessions.models import Session

from seloste.domain.api_key import Scope
from seloste.domain.staff import Actor, Role
from seloste.records.models import ApiKey, AuditLeaf, AuditNode
from seloste.services import staff
from seloste.web.api import app
from tests.services import tables
from tests.web.api.callers import Caller, answered
from tests.web.api.keys import Program, Row, filled, key_of
from tests.web.api.matrix import ROWS
from tests.web.people import NOW, SETUP, granted

KEPT_APART = frozenset({Session, AuditLeaf, AuditNode, ApiKey})
"""Sessions, the log (a refusal is noted there), and the day of a key's last use."""


def ask(program: Program, row: Row, ids: dict[str, str]) -> Any:
    path = filled(row.path, ids) + filled(row.query, ids)
    return program.send(row.method, path, filled(row.body, ids))


OF_SOK = {"list_id", "entry_id"}


def of_home(answer: Any, row: Row, ids: dict[str, str]) -> list[str]:
    """Return which ids of the row's own register an answer names."""
    text = answer.content.decode()
    own = OF_SOK if row.home == "sok-mara" else ids.keys() - OF_SOK - {"position"}
    return [name for name in own if ids[name] in text]


def code_of(answer: Any) -> str:
    return str(answer.json()["code"]) if answer.content else ""


def test_every_operation_of_people_has_a_row() -> None:
    described = {
        (method.upper(), path.removeprefix("/api/v1"), one["x-scope"])
        for path, methods in app.document()["paths"].items()
        for method, one in methods.items()
        if "x-scope" in one
    }

    assert described == {(row.method, row.path, row.scope.value) for row in ROWS}
    assert {row.scope for row in ROWS} == set(Scope)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_only_a_key_with_the_scope_and_the_role_opens_it(
    people: dict[str, Actor], ids: dict[str, str], row: Row
) -> None:
    right = people[row.who]
    others = set(Scope) - {row.scope}

    assert ask(Program(""), row, ids).status_code == 401
    assert ask(Program("slk_" + "x" * 43), row, ids).status_code == 401
    narrow = ask(key_of(right, scopes=others), row, ids)
    assert (narrow.status_code, code_of(narrow)) in {
        (403, "api-key-refused"),
        (403, ""),
    }
    answer = ask(key_of(right, scopes=[row.scope]), row, ids)
    assert answer.status_code == row.right, getattr(answer, "content", b"")


def test_ids_of_another_register_are_not_found_and_change_nothing(
    people: dict[str, Actor], ids: dict[str, str]
) -> None:
    """One world for every row: nothing of it changes, so one is enough."""
    for person in people.values():
        if person != people["admin"]:
            work_everywhere_else(person)
    strangers = {"retta": people["sofia"], "sok-mara": people["raili"]}
    before = tables.stored(apart=KEPT_APART)
    wrong = []

    for row in ROWS:
        other = "sok-mara" if row.home == "retta" else "retta"
        narrowed = key_of(people[row.who], register=other)
        for program in (key_of(strangers[row.home]), narrowed):
            answer = ask(program, row, ids)
            if answer.status_code not in {row.foreign, 403}:
                wrong.append((row.name, answer.status_code))
            elif answer.status_code == 200 and of_home(answer, row, ids):
                wrong.append((row.name, "tells"))

    assert wrong == []
    assert tables.stored(apart=KEPT_APART) == before


def work_everywhere_else(person: Actor) -> None:
    """Let those of one register work for the other one too, but for strangers."""
    assert person.staff_id
    name = staff.member(person.staff_id, NOW).username
    if name in {"sofia", "raili"}:
        return
    other = "retta" if name == "elli" else "sok-mara"
    for role in (Role.AGENT, Role.TRAINER, Role.RECORDS_MANAGER):
        granted(person, role, other)


def test_range_of_a_foreign_opening_is_not_found(
    people: dict[str, Actor], ids: dict[str, str]
) -> None:
    path = f"/openings/{ids['opening_id']}/content"
    mine, foreign = key_of(people["eino"]), key_of(people["sofia"])

    part = mine.send("GET", path, Range="bytes=0-9")
    assert part.status_code == 206
    assert len(getattr(part, "content", b"")) == 10
    for who in (foreign, key_of(people["aino"])):
        for method in ("GET", "HEAD"):
            assert who.send(method, path, Range="bytes=0-9").status_code == 404


def test_content_is_refused_without_a_purpose(
    people: dict[str, Actor], ids: dict[str, str]
) -> None:
    program = key_of(people["eino"])
    path = f"/contacts/{ids['contact_id']}/items/{ids['item_id']}/openings"

    assert program.send("POST", path, {}).status_code == 422
    refused = answered(program.send("POST", path, {"purpose": "development"}), 403)
    assert refused["code"] == "purpose-refused"


def test_an_original_is_given_to_fewer_by_key_too(
    people: dict[str, Actor], ids: dict[str, str]
) -> None:
    path = f"/contacts/{ids['contact_id']}/items/{ids['item_id']}/openings"
    aino, eino = key_of(people["aino"]), key_of(people["eino"])
    wanted = {"purpose": "rights", "original": True}
    assert aino.send("POST", path, wanted).status_code == 201

    refused = eino.send("POST", path, {"purpose": "service", "original": True})

    assert answered(refused, 403)["code"] == "purpose-refused"


def test_opening_by_key_leaves_the_same_leaf_as_on_the_page(
    people: dict[str, Actor], ids: dict[str, str]
) -> None:
    program = key_of(people["eino"])
    path = f"/contacts/{ids['contact_id']}/items/{ids['item_id']}/openings"

    answered(program.send("POST", path, {"purpose": "service"}), 201)

    rows = AuditLeaf.objects.filter(
        action="content.opened", body__contains=ids["item_id"]
    )
    by_page, by_key = (json.loads(row.body) for row in rows.order_by("seq"))
    assert by_key["actor"] == by_page["actor"]
    assert by_key["purpose"] == by_page["purpose"] == "service"


def test_key_ends_with_the_work_of_its_person(
    people: dict[str, Actor], ids: dict[str, str]
) -> None:
    program = key_of(people["eino"])
    assert program.send("GET", "/contacts").status_code == 200
    assert people["eino"].staff_id

    staff.disable(staff_id=people["eino"].staff_id, actor=SETUP, now=NOW)

    assert program.send("GET", "/contacts").status_code == 401


def test_change_is_bound_to_the_version_that_was_read(
    people: dict[str, Actor], ids: dict[str, str]
) -> None:
    program = key_of(people["eino"])
    path = f"/conversations/{ids['thread']}"
    version = program.send("GET", path).headers["ETag"]
    move = {"move": "take"}

    first = program.send("POST", f"{path}/moves", move, If_Match=version)
    second = program.send("POST", f"{path}/moves", {"move": "finish"}, If_Match=version)

    assert first.status_code == 200
    assert answered(second, 412)["code"] == "version-mismatch"
    assert program.send("GET", path).json()["state"] == "open"  # type: ignore[attr-defined]


def test_note_sent_again_is_written_once(
    people: dict[str, Actor], ids: dict[str, str]
) -> None:
    program = key_of(people["eino"])
    path = f"/contacts/{ids['contact_id']}/notes"

    def send(text: str) -> Any:
        return program.send("POST", path, {"text": text}, Idempotency_Key="a1")

    first = answered(send("soita"), 201)
    assert answered(send("soita"), 201) == first
    assert answered(send("toinen"), 409)["code"] == "repeat-refused"


INJECTIONS = ["'", '" OR 1=1 --', "a' UNION SELECT 1 --", "%", "\\", "../..", "\x00"]


@pytest.mark.parametrize("text", INJECTIONS)
@pytest.mark.parametrize(
    "address",
    [
        "/contacts?register={}", "/contacts?channel={}", "/contacts?state={}",
        "/contacts?since={}", "/conversations?order={}", "/conversations?tab={}",
        "/conversations?after={}", "/conversations?queue={}",
        "/work?state={}", "/work?assignee={}", "/work?register={}", "/papers?show={}",
        "/queues?register={}", "/playlists?page={}", "/call-lists?register={}",
    ],
)  # fmt: skip
def test_filter_stays_a_filter(
    people: dict[str, Actor], ids: dict[str, str], address: str, text: str
) -> None:
    before = tables.stored(apart=KEPT_APART)

    answer = key_of(people["sofia"]).send("GET", address.format(quote(text)))

    assert answer.status_code in {200, 422}
    body = getattr(answer, "content", b"").decode()
    foreign = ids.keys() - {"position", "list_id"}  # the list is of her own register
    assert not [name for name in foreign if ids[name] in body]
    assert tables.stored(apart=KEPT_APART) == before


def test_key_of_a_person_hands_nothing_over_and_a_source_reads_nothing(
    people: dict[str, Actor], retta: Caller
) -> None:
    assert key_of(people["eino"]).begin(10).status_code == 401
    assert retta.ask("GET", "/api/v1/contacts").status_code == 401


def test_key_reads_the_description(people: dict[str, Actor]) -> None:
    program = key_of(people["eino"], scopes=[Scope.WORK_READ])

    assert program.send("GET", "/openapi.json").status_code == 200
