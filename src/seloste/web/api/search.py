"""Searching texts, for a purpose: by POST, so that the words stand in no address.

Excerpts are content: whoever gets them leaves the same mark as on the page.
"""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Router
from pydantic import AwareDatetime, BaseModel, Field

from seloste.domain.api_key import Scope
from seloste.domain.contact import Channel, Kind
from seloste.domain.search import LONGEST
from seloste.services import searching
from seloste.services.searching import LAST_PAGE, Result, Wanted
from seloste.web.api.bodies import read_json
from seloste.web.api.person import operation, reading
from seloste.web.api.schemas import Sent
from seloste.web.api.shapes import Slug, words
from seloste.web.audience import CONTACT_ROLES

router = Router(tags=["search"])
LANGUAGE = r"^(fi|sv|en)$"


class SearchIn(Sent):
    """What to search for, for what, and how far to narrow it."""

    register_: Annotated[Slug, Field(alias="register")]
    purpose: Slug
    words: Annotated[str, words(LONGEST)]
    channel: Channel | None = None
    language: Annotated[str | None, Field(pattern=LANGUAGE)] = None
    controller: UUID | None = None
    queue: UUID | None = None
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None
    page: Annotated[int, Field(ge=1, le=LAST_PAGE)] = 1


class PieceOut(BaseModel):
    """A piece of an excerpt; `hit` marks a word that was searched for."""

    text: str
    hit: bool


class FoundOut(BaseModel):
    """A text that was found; `item` is what is opened to read or hear it.

    Of a call, `second` is when it is answered best, and `further` are up to four
    others, in the order of the call.
    """

    item: UUID
    kind: Kind
    started_at: datetime
    contact: UUID | None
    work: UUID | None
    second: float | None
    further: list[float]
    excerpt: list[PieceOut]


class SearchOut(BaseModel):
    """What was found. It is not everything while `complete` is false.

    `waiting` is how many texts of all registers are not searchable yet.

    There are more than `total` where `exact` is false; then these are the newest,
    and no page is beyond them.
    """

    total: int
    exact: bool
    page: int
    more: bool
    complete: bool
    waiting: int
    found: list[FoundOut]


@operation(
    router,
    "POST",
    "/search",
    name="searchTexts",
    scope=Scope.CONTENT_READ,
    roles=CONTACT_ROLES,
    answers={200: SearchOut},
    sent=SearchIn,
)
def search(request: HttpRequest) -> SearchOut:
    """Search what the person may open, for a purpose."""
    sent = read_json(request, SearchIn)
    results = searching.search(_wanted(sent), **reading(request), page=sent.page)
    return SearchOut(
        total=results.total,
        exact=results.exact,
        page=results.number,
        more=results.more,
        complete=results.complete,
        waiting=results.waiting,
        found=[_found(one) for one in results.results],
    )


def _wanted(sent: SearchIn) -> Wanted:
    return Wanted(
        register=sent.register_,
        purpose=sent.purpose,
        words=sent.words,
        channel=sent.channel or "",
        language=sent.language or "",
        controller=sent.controller,
        queue=sent.queue,
        since=sent.since,
        until=sent.until,
    )


def _found(one: Result) -> FoundOut:
    return FoundOut(
        item=one.item,
        kind=one.kind,
        started_at=one.started_at,
        contact=one.contact.pk if one.contact else None,
        work=one.work.pk if one.work else None,
        second=one.second,
        further=list(one.further),
        excerpt=[PieceOut(text=piece.text, hit=piece.hit) for piece in one.pieces],
    )
