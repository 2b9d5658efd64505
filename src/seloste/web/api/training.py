"""Samples for training: drawn by chance, listed, and opened for their purpose."""

import secrets
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import BaseModel, Field

from seloste.domain.api_key import Scope
from seloste.domain.contact import Channel
from seloste.domain.staff import Role
from seloste.services import playlists, samples
from seloste.services.access import NotFound
from seloste.services.playlists import EntryState
from seloste.services.samples import Wanted
from seloste.web import clock
from seloste.web.api import contents
from seloste.web.api.bodies import read_json
from seloste.web.api.contents import OpeningOut
from seloste.web.api.person import caller_of, once, operation
from seloste.web.api.schemas import Sent
from seloste.web.api.shapes import ASKED, Day, MadeOut, Pages, Slug

router = Router(tags=["training"])
ONE = "/playlists/{playlist_id}"
TRAINERS = (Role.TRAINER,)
HOURS_24 = 86_400
LARGEST = 2**15


class PlaylistOut(BaseModel):
    """What was drawn, by whom, from how many."""

    id: UUID
    register_: str = Field(serialization_alias="register")
    purpose: str
    drawn_by: UUID
    drawn_at: datetime
    pool: int
    since: date
    until: date


class PlaylistsOut(BaseModel):
    """A page of playlists, newest first."""

    playlists: list[PlaylistOut]
    page: int
    more: bool


class PlaceOut(BaseModel):
    """A place of a playlist; what is gone or left out cannot be opened."""

    position: int
    state: EntryState
    evaluated: bool
    destroyed_at: datetime | None


class WholePlaylistOut(PlaylistOut):
    """A playlist and its places as they stand now."""

    places: list[PlaceOut]


class DrawIn(Sent):
    """What to draw from, and how many; chance chooses."""

    register_: Annotated[Slug, Field(alias="register")]
    purpose: Slug
    since: Day
    until: Day
    size: Annotated[int, Field(ge=1, le=100)] = 10
    channel: Channel | None = None
    queue: UUID | None = None
    agent: UUID | None = None
    shortest: Annotated[int, Field(ge=0, le=HOURS_24)] = 0
    longest: Annotated[int, Field(ge=0, le=HOURS_24)] = 0


@operation(
    router,
    "GET",
    "/playlists",
    name="listPlaylists",
    scope=Scope.TRAINING_READ,
    roles=TRAINERS,
    answers={200: PlaylistsOut},
)
def list_playlists(request: HttpRequest, asked: Pages = ASKED) -> PlaylistsOut:
    """List the playlists of the registers the person trains for."""
    found, more = playlists.list_playlists(**_trainer(request), page=asked.page)
    return PlaylistsOut(
        playlists=[PlaylistOut(**_row(one)) for one in found],
        page=asked.page,
        more=more,
    )


@operation(
    router,
    "POST",
    "/playlists",
    name="drawSample",
    scope=Scope.TRAINING_WRITE,
    roles=TRAINERS,
    answers={201: MadeOut},
    sent=DrawIn,
    repeatable=True,
)
def draw(request: HttpRequest) -> Status[MadeOut]:
    """Draw a sample at random within a purpose."""
    sent = read_json(request, DrawIn)
    wanted = Wanted(
        register=sent.register_,
        purpose=sent.purpose,
        since=sent.since,
        until=sent.until,
        size=sent.size,
        channel=sent.channel,
        queue=sent.queue,
        agent=sent.agent,
        shortest=sent.shortest,
        longest=sent.longest,
    )
    made = once(
        request,
        sent,
        lambda: samples.draw(wanted, seed=secrets.token_hex(16), **_trainer(request)),
    )
    return Status(201, MadeOut(id=made))


@operation(
    router,
    "GET",
    ONE,
    name="readPlaylist",
    scope=Scope.TRAINING_READ,
    roles=TRAINERS,
    answers={200: WholePlaylistOut},
)
def read(request: HttpRequest, playlist_id: UUID) -> WholePlaylistOut:
    """Read a playlist: what can be opened, what is left out, what is gone."""
    row = playlists.playlist(playlist_id, **_trainer(request))
    places = playlists.entries(row, **_trainer(request))
    return WholePlaylistOut(
        **_row(row),
        places=[
            PlaceOut(
                position=one.position,
                state=one.state,
                evaluated=one.evaluated,
                destroyed_at=one.destroyed_at,
            )
            for one in places
        ],
    )


@operation(
    router,
    "POST",
    f"{ONE}/places/{{position}}/openings",
    name="openPlace",
    scope=Scope.CONTENT_READ,
    roles=TRAINERS,
    answers={201: OpeningOut},
)
def open_place(
    request: HttpRequest, playlist_id: UUID, position: int
) -> Status[OpeningOut]:
    """Open a place of a playlist for the playlist's purpose."""
    if not 0 <= position < LARGEST:
        raise NotFound("no such record")
    opened = playlists.open_entry(playlist_id, position, **_trainer(request))
    return Status(201, contents.shown(opened))


def _trainer(request: HttpRequest) -> dict[str, Any]:
    return {"staff_id": caller_of(request).staff_id, "now": clock.now()}


def _row(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "register_": row.register_id,
        "purpose": row.purpose,
        "drawn_by": row.drawn_by_id,
        "drawn_at": row.drawn_at,
        "pool": row.pool,
        "since": row.since,
        "until": row.until,
    }
