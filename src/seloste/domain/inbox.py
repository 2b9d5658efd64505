"""The inbox: which conversations a list shows, and what was asked of many at once.

Nothing here reads the clock or the database.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

from seloste.domain.conversation import ConversationState
from seloste.domain.errors import SelosteError

WAITS_FOR_US = (ConversationState.NEW, ConversationState.OPEN)


class Tab(StrEnum):
    """The parts of an inbox."""

    MINE = "mine"
    UNASSIGNED = "unassigned"
    QUEUE = "queue"
    WAITING = "waiting"
    DONE = "done"
    ALL = "all"


class Listing(StrEnum):
    """The lists of which somebody may save a view."""

    INBOX = "inbox"
    WORK = "work"


STATES: dict[Tab, tuple[ConversationState, ...]] = {
    Tab.MINE: WAITS_FOR_US,
    Tab.UNASSIGNED: WAITS_FOR_US,
    Tab.QUEUE: WAITS_FOR_US,
    Tab.WAITING: (ConversationState.WAITING,),
    Tab.DONE: (ConversationState.DONE,),
    Tab.ALL: tuple(ConversationState),
}
"""Which states a part shows."""


class Order(StrEnum):
    """What comes first: what arrived last, or what has waited longest."""

    NEWEST = "newest"
    OLDEST = "oldest"


class Bulk(StrEnum):
    """What can be done with many conversations at once."""

    TAKE = "take"
    FINISH = "finish"
    QUEUE = "queue"


class InboxRefused(SelosteError):
    """The inbox cannot do this; ``reason`` is a stable word.

    Reasons: nothing-chosen, too-many, no-queue, no-name, too-many-views,
    not-yours.
    """

    code = "inbox-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"inbox: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page of the list ended: by time and then by thread."""

    at: datetime
    thread: UUID

    def text(self) -> str:
        """Return the cursor as it stands in an address; it names nobody."""
        micros = int((self.at - EPOCH).total_seconds() * 1_000_000)
        return f"{micros}-{self.thread.hex}"


def number(thread: UUID) -> str:
    """Return what a conversation goes by between people."""
    return thread.hex[:8].upper()


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def cursor(text: str) -> Cursor | None:
    """Return the cursor that a text stands for, or None where it is none."""
    micros, _, thread = text.partition("-")
    if not (micros.isascii() and micros.isdecimal() and len(micros) < 18):  # noqa: PLR2004 - beyond any calendar
        return None
    try:
        at = datetime.fromtimestamp(int(micros) // 1_000_000, tz=UTC)
        return Cursor(at.replace(microsecond=int(micros) % 1_000_000), UUID(thread))
    except (ValueError, OverflowError, OSError):
        return None
