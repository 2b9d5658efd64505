"""The list of who waits in chat, read once a second for every page of a process.

With hundreds of chats something always changes, and every console asks.
"""

import threading
import time
from collections.abc import Callable
from uuid import UUID

from seloste.receivers.live_page import Message
from seloste.services import chat_list
from seloste.services.chat_list import GoingOn, Waiting

LIST_EVERY = 1.0


class Lists:
    """The chats that go on, and how they are shown to those who do not answer them."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._read_at = self._changed_at = -LIST_EVERY
        self._chats: tuple[GoingOn, ...] = ()
        self._shown: dict[str, dict[UUID, tuple[GoingOn, Message]]] = {}

    def changed(self) -> None:
        """Note that some chat changed; what was read before is behind."""
        self._changed_at = self._seconds()

    def behind(self) -> bool:
        """Whether something changed since the chats were read."""
        return self._read_at <= self._changed_at

    def latest(self) -> tuple[GoingOn, ...]:
        """Return the chats as they were a second ago or later."""
        with self._lock:
            now = self._seconds()
            if now - self._read_at >= LIST_EVERY:
                self._chats, self._read_at = chat_list.going_on(), now
                self._forget({one.id for one in self._chats})
            return self._chats

    def _forget(self, going_on: set[UUID]) -> None:
        """Forget how chats were shown that are over; pages may be adding others."""
        self._shown = {
            language: {
                id_: told for id_, told in list(shown.items()) if id_ in going_on
            }
            for language, shown in list(self._shown.items())
        }

    def shown(self, chat: GoingOn, language: str) -> Message:
        """Return how a chat is shown to those who do not answer it.

        It is made once for each state of the chat, whichever page asks first.
        """
        known = self._shown.setdefault(language, {})
        of, told = known.get(chat.id, (None, {}))
        if of is not chat and of != chat:
            told = told_as(chat_list.as_seen(chat, None, language))
            known[chat.id] = (chat, told)
        return told


def told_as(one: Waiting) -> Message:
    """Return a chat of somebody's list as their page is told."""
    return {
        "chat": str(one.id),
        "register": one.register,
        "state": one.state.value,
        "language": one.language,
        "queue": one.queue,
        "position": one.position,
        "since": one.since.isoformat(),
        "mine": one.mine,
        "agent": one.assignee,
        "unread": one.unread,
    }
