"""The pulse of a live process: it wakes whoever waits for a chat that changed.

One thread watches the records; everything else of the process waits for it
without asking. A pulse now and then also comes without a change, so that
times (waiting, typing, sessions) are looked at.
"""

import asyncio
import threading
from collections.abc import Callable
from uuid import UUID

import structlog
from django.db import connection
from django.db.utils import Error as DatabaseError

from seloste import wiring
from seloste.services import chat_changes, chats

log = structlog.get_logger("seloste.live")

PATIENCE = 2.0
TIDY_EVERY = 20
AGAIN_AFTER = 1.0


class Pump:
    """Tells listeners in one event loop which chats changed.

    ``changed`` is called in the watching thread before any of them is woken.
    """

    def __init__(self, *, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._listeners: dict[
            int, tuple[Callable[[], frozenset[UUID]], asyncio.Event]
        ] = {}
        self._known: dict[UUID, int] = {}
        self._stop = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._run, name="pump", daemon=True)

    def start(self) -> None:
        """Begin to watch; called in the event loop that is to be woken."""
        self._loop = asyncio.get_running_loop()
        self._thread.start()

    def stop(self) -> None:
        """Watch no longer; a thread that waits ends with the process."""
        self._stop.set()

    def listen(self, chats_of: Callable[[], frozenset[UUID]]) -> asyncio.Event:
        """Return an event that is set when one of some chats changed.

        ``chats_of`` says which, each time; an empty set stands for all.
        """
        event = asyncio.Event()
        self._listeners[id(event)] = (chats_of, event)
        return event

    def forget(self, event: asyncio.Event) -> None:
        """Wake an event no longer."""
        self._listeners.pop(id(event), None)

    def _run(self) -> None:
        """Watch until told to stop; an outage of the records is waited out."""
        watch, rounds = chat_changes.Watch(), 0
        while not self._stop.is_set():
            try:
                if watch.wait(PATIENCE):
                    self._look()
                rounds += 1
                if rounds % TIDY_EVERY == 0:
                    chats.tidy(desk=wiring.desk(), now=wiring.clock().now())
            except DatabaseError as error:
                log.warning("live.outage", error=type(error).__name__)
                connection.close()
                watch = chat_changes.Watch()
                self._stop.wait(AGAIN_AFTER)
        connection.close()

    def _look(self) -> None:
        now = chat_changes.versions(wiring.clock().now())
        changed = {
            chat for chat, version in now.items() if self._known.get(chat) != version
        }
        changed |= self._known.keys() - now.keys()
        self._known = now
        if changed:
            self._changed()
        if changed and self._loop is not None:
            self._loop.call_soon_threadsafe(self._wake, changed)

    def _wake(self, changed: set[UUID]) -> None:
        for chats_of, event in list(self._listeners.values()):
            wanted = chats_of()
            if not wanted or wanted & changed:
                event.set()
