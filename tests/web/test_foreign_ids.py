"""Ids of another register change nothing, wherever they are sent.

Each row is sent twice: by somebody of another register, or without the role,
after which every table is as it was; and by those whose it is, which shows that
nothing but who asked was in the way.
"""

import contextlib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from seloste import wiring
from seloste.domain.inbox import Listing
from seloste.domain.staff import Actor
from seloste.domain.work_item import WorkKind
from seloste.records.models import PlaylistEntry, WorkItem
from seloste.services import (
    call_pops,
    checklists,
    claims,
    playlists,
    queues,
    saved_views,
)
from tests.services import tables
from tests.web.api.worlds import busy, ids, people  # noqa: F401 - fixtures
from tests.web.foreign_rows import ONLY_READ, ROWS, Row
from tests.web.people import NOW, SETUP, SignedIn
from tests.web.routes import EXAMPLES, READING
from tests.web.test_call_lists import CSV
from tests.web.test_calls import ring
from tests.web.test_work import opened

AREAS = (
    "work",
    "queues",
    "customers",
    "call_lists",
    "papers",
    "training",
    "webhooks",
    "calls",
)
"""What people write in; each name is the namespace of its routes."""

pytestmark = pytest.mark.usefixtures("sources_of_retta")


@pytest.fixture
def world(
    people: dict[str, Actor],  # noqa: F811 - the fixture
    ids: dict[str, str],  # noqa: F811 - the fixture
) -> dict[str, str]:
    """The ids of what there is, by the names the rows call them."""
    contact, task = UUID(ids["call"]), UUID(ids["work_id"])
    aino, eino = people["aino"], people["eino"]
    complaint = opened(aino, WorkKind.COMPLAINT, contact)
    unclaimed = opened(aino, WorkKind.COMPLAINT, contact)
    desk = wiring.desk()
    claims.raise_claim(
        complaint.pk,
        reason="vaatii korvausta",
        review_by=NOW + timedelta(days=10),
        desk=desk,
        actor=aino,
        now=NOW,
    )
    checklists.add_step(task, "Soita", desk=desk, actor=eino, now=NOW)
    return {
        **ids,
        **telephone(eino),
        **listening(people["tiina"], UUID(ids["playlist_id"]), UUID(ids["contact_id"])),
        **member(eino, UUID(ids["queue"])),
        "view": str(
            saved_views.save("Omat", {}, actor=eino, now=NOW, listing=Listing.WORK)
        ),
        "aino": str(aino.staff_id),
        "complaint": str(complaint.pk),
        "unclaimed": str(unclaimed.pk),
        "number": str(WorkItem.objects.get(pk=task).number),
        "other_number": str(WorkItem.objects.get(pk=ids["other_work"]).number),
    }


def telephone(agent: Actor) -> dict[str, str]:
    """Let a call ring at the agent's telephone."""
    assert agent.staff_id
    call_pops.give_extension(
        staff_id=agent.staff_id, register="retta", number="201", actor=SETUP, now=NOW
    )
    [given] = call_pops.telephones()
    return {"extension": str(given.id), "ringing": str(ring().pk)}


def listening(trainer: Actor, playlist: UUID, mail: UUID) -> dict[str, str]:
    """Open the mail of a playlist, which no complaint keeps from training."""
    assert trainer.staff_id
    entry = PlaylistEntry.objects.get(playlist=playlist, record_id=mail)
    opening = playlists.open_entry(
        playlist, entry.position, staff_id=trainer.staff_id, now=NOW
    )
    return {
        "listening": str(opening.opening_id),
        "place_of_mail": str(entry.position),
    }


def member(agent: Actor, queue: UUID) -> dict[str, str]:
    """Let an agent take work from a queue."""
    assert agent.staff_id
    queues.set_member(
        queue_id=queue,
        staff_id=agent.staff_id,
        skills=(),
        available=True,
        actor=SETUP,
        now=NOW,
    )
    return {}


def filled(given: dict[str, str], world: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {
        name.format_map(world): text if text == "{file}" else text.format_map(world)
        for name, text in given.items()
    }
    if found.get("file") == "{file}":
        found["file"] = SimpleUploadedFile("lista.csv", CSV)
    return found


def send(browser: Client, row: Row, world: dict[str, str]) -> Any:
    address = reverse(row.route, kwargs=filled(row.ids, world))
    return browser.post(address + row.query, filled(row.given, world))


def written() -> set[str]:
    """Return the names of the routes of the areas."""
    return {
        f"{area}:{name}"
        for area in AREAS
        for name in get_resolver().namespace_dict[area][1].reverse_dict
        if isinstance(name, str)
    }


def test_every_route_has_a_row_or_answers_no_post() -> None:
    assert {row.route for row in ROWS} | ONLY_READ == written()


def examples(route: str) -> dict[str, str]:
    """Return an example of each part of the address of a route."""
    area, _colon, name = route.partition(":")
    _prefix, resolver = get_resolver().namespace_dict[area]
    names = {
        one for found in resolver.reverse_dict.getlist(name) for one in found[0][0][1]
    }
    return dict.fromkeys(names, EXAMPLES["uuid"]) | (
        {"position": "1"} if "position" in names else {}
    )


@contextlib.contextmanager
def taken_back() -> Iterator[None]:
    """Undo in the database whatever is done within."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("area", AREAS)
def test_pages_that_are_read_answer_no_post(
    people: dict[str, Actor],  # noqa: F811 - the fixture
    signed_in: SignedIn,
    subtests: pytest.Subtests,
    area: str,
) -> None:
    who = {"queues": "admin", "webhooks": "admin", "training": "tiina"}
    browser = signed_in(people[who.get(area, "eino")])

    for route in sorted(one for one in ONLY_READ if one.startswith(f"{area}:")):
        with subtests.test(route):
            address = reverse(route, kwargs=examples(route))
            assert browser.post(address).status_code == 405


def group_of(row: Row) -> tuple[str, str]:
    """Return which rows share a world."""
    return row.route.partition(":")[0], row.world


GROUPS = sorted({group_of(row) for row in ROWS})


@pytest.mark.parametrize("group", GROUPS, ids=" ".join)
def test_strangers_change_nothing_with_ids_of_others(
    people: dict[str, Actor],  # noqa: F811 - the fixture
    world: dict[str, str],
    signed_in: SignedIn,
    subtests: pytest.Subtests,
    group: tuple[str, str],
) -> None:
    browsers = {name: signed_in(person) for name, person in people.items()}
    before = tables.stored(apart=READING)

    for row in (one for one in ROWS if group_of(one) == group):
        stranger = "aino" if row.who == "admin" else row.stranger
        with subtests.test(row.route):
            answer = send(browsers[stranger], row, world)
            assert answer.status_code in row.answers
            assert tables.stored(apart=READING) == before
            with taken_back():
                mine = send(browsers[row.who], row, world)
                assert mine.status_code in {200, 302}
                assert (tables.stored(apart=READING) != before) is row.changes
