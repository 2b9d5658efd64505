"""Chats: where one stands, what may happen next, and what a line of it is.

A chat is one contact. What is said in it are lines, numbered from 1, each
sealed by itself as one JSON object. Nothing here reads the clock.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from seloste.domain.errors import SelosteError

LINE_TYPE = "application/vnd.seloste.chat-line+json"
"""The media type of a sealed line."""

LONGEST_LINE = 4000
LONGEST_NAME = 100
LARGEST_FILE = 25 << 20
TOKEN = re.compile(r"[A-Za-z0-9_-]{43,86}")
"""A resume token: at least 256 random bits in base64url, drawn by the browser."""

MAILTO = re.compile(r"[^\s@<>,;:\"()\[\]\\]{1,64}@[A-Za-z0-9.-]{1,190}")
AWAY_AFTER = timedelta(seconds=90)
"""How long nothing is heard of a visitor's page before they count as gone."""

OVER_AFTER = timedelta(minutes=30)
"""How long a visitor may be gone before the chat ends."""

TOKEN_LASTS = timedelta(hours=24)
AFTERWARDS = timedelta(hours=1)
"""How long a visitor may still look at a chat, or ask for it, after its end."""

TYPING_LASTS = timedelta(seconds=6)


class ChatState(StrEnum):
    """Where a chat stands; ``away`` is somebody who left the queue."""

    QUEUED = "queued"
    AWAY = "away"
    OPEN = "open"
    LEFT = "left"
    ENDED = "ended"


class ChatMove(StrEnum):
    """What can happen to a chat."""

    TAKE = "take"
    TRANSFER = "transfer"
    LEAVE = "leave"
    RETURN = "return"
    END = "end"


class Author(StrEnum):
    """Who wrote a line."""

    VISITOR = "visitor"
    AGENT = "agent"
    SYSTEM = "system"


class ChatRefused(SelosteError):
    """The chat does not allow this; ``reason`` is a stable word.

    Reasons: unknown-site, unknown-chat, closed, notice-changed, not-promised,
    not-kept, no-such-move, empty, too-long, too-large, too-many, bad-id,
    bad-address, bad-origin, not-yours, not-a-member, other-queue, over,
    no-transcript, no-mail, not-asked.
    """

    code = "chat-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"chat: {reason}")
        self.reason = reason


TABLE: Mapping[tuple[ChatState, ChatMove], ChatState] = {
    (ChatState.QUEUED, ChatMove.TAKE): ChatState.OPEN,
    (ChatState.QUEUED, ChatMove.TRANSFER): ChatState.QUEUED,
    (ChatState.QUEUED, ChatMove.LEAVE): ChatState.AWAY,
    (ChatState.QUEUED, ChatMove.END): ChatState.ENDED,
    (ChatState.AWAY, ChatMove.RETURN): ChatState.QUEUED,
    (ChatState.AWAY, ChatMove.END): ChatState.ENDED,
    (ChatState.OPEN, ChatMove.TAKE): ChatState.OPEN,
    (ChatState.OPEN, ChatMove.TRANSFER): ChatState.QUEUED,
    (ChatState.OPEN, ChatMove.LEAVE): ChatState.LEFT,
    (ChatState.OPEN, ChatMove.END): ChatState.ENDED,
    (ChatState.LEFT, ChatMove.TAKE): ChatState.LEFT,
    (ChatState.LEFT, ChatMove.RETURN): ChatState.OPEN,
    (ChatState.LEFT, ChatMove.END): ChatState.ENDED,
}


def next_state(state: ChatState, move: ChatMove) -> ChatState:
    """Return the state a move leads to. Raises ChatRefused."""
    try:
        return TABLE[state, move]
    except KeyError:
        raise ChatRefused("no-such-move") from None


def check_text(text: str) -> str:
    """Return what is said, without blanks around it. Raises ChatRefused."""
    said = text.strip().replace("\x00", "")
    if not said:
        raise ChatRefused("empty")
    if len(said) > LONGEST_LINE:
        raise ChatRefused("too-long")
    return said


def check_mailto(address: str) -> str:
    """Return an address mail can be sent to. Raises ChatRefused."""
    wanted = address.strip()
    if not MAILTO.fullmatch(wanted):
        raise ChatRefused("bad-address")
    return wanted


def check_token(token: str) -> str:
    """Return a resume token that is long enough. Raises ChatRefused."""
    if not TOKEN.fullmatch(token):
        raise ChatRefused("unknown-chat")
    return token


@dataclass(frozen=True, slots=True)
class Shared:
    """A file somebody shared: the item that holds it, its name and its size."""

    item: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chat. ``name`` and ``text`` are personal data.

    ``name`` is how its author is called, "" for the visitor, whom the contact
    names. Of a system line ``text`` is a stable word and its details.
    """

    seq: int
    author: Author
    at: datetime
    text: str
    name: str = ""
    file: Shared | None = None

    def to_json(self) -> bytes:
        """Return the canonical bytes that are sealed (UTF-8, keys sorted)."""
        value: dict[str, object] = {
            "at": self.at.astimezone(UTC).isoformat(),
            "author": self.author.value,
            "name": self.name,
            "seq": self.seq,
            "text": self.text,
            "v": 1,
        }
        if self.file:
            value["file"] = {
                "item": self.file.item,
                "name": self.file.name,
                "size": self.file.size,
            }
        return json.dumps(
            value, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        ).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "Line":
        """Return the line that ``to_json`` wrote."""
        value = json.loads(data)
        shared = value.get("file")
        return cls(
            seq=value["seq"],
            author=Author(value["author"]),
            at=datetime.fromisoformat(value["at"]),
            text=value["text"],
            name=value["name"],
            file=Shared(**shared) if shared else None,
        )
