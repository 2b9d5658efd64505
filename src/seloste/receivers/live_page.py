"""What visitors' pages and agents' pages have in common: words in, words out.

A message is a JSON object with a ``type``. What is refused is answered with
the code and the reason of the refusal, and the ``id`` of the message, so that
the page knows what to send again.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, Protocol
from uuid import UUID

import structlog
from django.db import close_old_connections, connection
from django.db.utils import Error as DatabaseError

from seloste.domain.chat import ChatRefused, Line
from seloste.domain.errors import SelosteError
from seloste.services.chat_visits import Visit

log = structlog.get_logger("seloste.live")

type Message = dict[str, Any]
type Words = list[Message]


class Page(Protocol):
    """One page that talks with a live process."""

    def handle(self, message: Message) -> Words:
        """Do what a message says and return what to answer."""
        ...

    def news(self) -> Words:
        """Return what changed since the page was told last."""
        ...

    def chats(self) -> frozenset[UUID]:
        """Return the chats whose changes concern the page; none: all."""
        ...

    @property
    def known(self) -> bool:
        """Whether it is known who the page belongs to."""
        ...


class Over(Exception):
    """The page may be told nothing more; the connection ends."""


def parsed(text: str) -> Message:
    """Return the message a page sent. Raises ChatRefused."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise ChatRefused("bad-id") from None
    if not isinstance(value, dict) or not isinstance(value.get("type"), str):
        raise ChatRefused("bad-id")
    return value


def answer(
    message: Message, handlers: Mapping[str, Callable[[Message], Words]]
) -> Words:
    """Return what a page's own handler answers, or the refusal as a message."""
    handler = handlers.get(message["type"])
    try:
        if handler is None:
            raise ChatRefused("no-such-move")
        return handler(message)
    except SelosteError as refusal:
        return [refused(refusal, message)]
    except DatabaseError as error:
        log.warning("live.outage", error=type(error).__name__)
        connection.close()
        return [{"type": "refused", "code": "outage", "reason": "", "id": id_(message)}]


def refused(refusal: SelosteError, message: Message) -> Message:
    """Return a refusal as a page is told of it."""
    return {
        "type": "refused",
        "code": refusal.code,
        "reason": str(getattr(refusal, "reason", "")),
        "id": id_(message),
        "of": message["type"],
    }


def id_(message: Message) -> str:
    """Return the id a page gave its message."""
    value = message.get("id", "")
    return value if isinstance(value, str) and len(value) <= 64 else ""  # noqa: PLR2004


def in_thread[T](work: Callable[[], T]) -> T:
    """Do something that asks the records, on a connection that still works."""
    if connection.vendor != "sqlite":
        close_old_connections()
    return work()


def text(message: Message, name: str, *, longest: int = 10_000) -> str:
    """Return a text of a message; one that is missing is empty. Raises ChatRefused."""
    value = message.get(name, "")
    if not isinstance(value, str) or len(value) > longest:
        raise ChatRefused("too-long")
    return value


def number(message: Message, name: str) -> int:
    """Return a number of a message; one that is missing is 0. Raises ChatRefused."""
    value = message.get(name, 0)
    if not isinstance(value, int) or not 0 <= value < 2**31:
        raise ChatRefused("bad-id")
    return value


def uuid_of(message: Message, name: str = "id") -> UUID:
    """Return an id of a message. Raises ChatRefused."""
    try:
        return UUID(text(message, name, longest=36))
    except ValueError:
        raise ChatRefused("bad-id") from None


def shown_line(line: Line) -> Message:
    """Return a line as a page is told of it."""
    told: Message = {
        "type": "line",
        "seq": line.seq,
        "author": line.author.value,
        "name": line.name,
        "at": line.at.isoformat(),
        "text": line.text,
    }
    if line.file:
        told["file"] = {
            "item": line.file.item,
            "name": line.file.name,
            "size": line.file.size,
        }
    return told


def shown_visit(visit: Visit) -> Message:
    """Return where a chat stands as a page is told of it."""
    return {
        "type": "state",
        "state": visit.state.value,
        "position": visit.position,
        "agent": visit.agent,
        "got": visit.got,
        "seen": visit.seen,
        "typing": visit.typing,
        "late": visit.waited_long,
        "last": visit.last_seq,
    }
