"""Telling every live process that a chat changed, whatever process changed it.

PostgreSQL passes the word on by LISTEN and NOTIFY, at commit. SQLite says by
its own counter that another connection committed something; that is looked at
twenty times a second and costs microseconds. What changed is then read from
the versions of chats, so that a word that gets lost costs time and no line.
"""

import time
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, Q

from seloste.domain.chat import ChatState
from seloste.records.models import Chat

CHANNEL = "seloste_chat"
LOOK_EVERY = 0.05
AFTER_END = timedelta(minutes=2)


def tell(chat_id: UUID, **changed: Any) -> None:
    """Change columns of a chat and say so, inside the transaction of the change."""
    Chat.objects.filter(pk=chat_id).update(version=F("version") + 1, **changed)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])


def versions(now: datetime) -> dict[UUID, int]:
    """Return the version of every chat that is going on or has just ended."""
    going_on = ~Q(state=ChatState.ENDED) | Q(ended_at__gt=now - AFTER_END)
    return dict(Chat.objects.filter(going_on).values_list("pk", "version"))


class Watch:
    """Waits in one thread until something was committed elsewhere."""

    def __init__(self) -> None:
        self._seen = -1
        self._listening = False

    def wait(self, seconds: float) -> bool:
        """Wait at most so long; tell whether something may have changed."""
        if connection.vendor == "postgresql":
            return self._wait_for_word(seconds)
        return self._wait_for_commit(seconds)

    def _wait_for_word(self, seconds: float) -> bool:
        if not self._listening or connection.connection is None:
            with connection.cursor() as cursor:
                cursor.execute(f"LISTEN {CHANNEL}")
            self._listening = True
            return True
        said = connection.connection.notifies(timeout=seconds, stop_after=1)
        return any(True for _ in said)

    def _wait_for_commit(self, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while True:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA data_version")
                version = cursor.fetchone()[0]
            if version != self._seen:
                self._seen = version
                return True
            if time.monotonic() >= until:
                return False
            time.sleep(LOOK_EVERY)
