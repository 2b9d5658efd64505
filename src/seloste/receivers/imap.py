"""Watches one IMAP mailbox: takes what is new, then waits for news.

News are told by IDLE where the server offers it, else the folder is looked into
again and again. A broken connection or database is an outage: it is written
down, and the next look begins anew.
"""

import threading
import time
from uuid import UUID

import structlog
from django.db import close_old_connections
from django.db.utils import DatabaseError

from seloste import wiring
from seloste.domain.errors import SelosteError
from seloste.ports.mail_folder import MailFolder
from seloste.services import mail_polls, mailboxes

log = structlog.get_logger()
ONE_WAIT = 5.0  # seconds of IDLE at a time, so that stopping is prompt
LONGEST_IDLE = 300.0  # then the folder is looked into, news or not


class ImapWatch:
    """Takes what arrives in one mailbox."""

    def __init__(self, mailbox: UUID, *, every: float, stop: threading.Event) -> None:
        self._mailbox = mailbox
        self._every = every
        self._stop = stop
        self._clock = time.monotonic

    def run(self, *, rounds: int = 0) -> None:
        """Look until told to stop, or so many times."""
        looks = 0
        while not self._stop.is_set() and (not rounds or looks < rounds):
            whole = self._look()
            looks += 1
            if not rounds or looks < rounds:
                self._rest(listen=whole)

    def _look(self) -> bool:
        """Take what is new; say if it went well. An outage leaves every message."""
        try:
            desk = wiring.desk()
            polled = mail_polls.poll(
                self._mailbox,
                servers=wiring.mail_servers(),
                desk=desk,
                now=desk.clock.now(),
            )
            if polled.error:
                log.warning("imap.failing", code=polled.error)
        except DatabaseError as error:
            log.warning("imap.outage", error=type(error).__name__)
        except Exception as error:  # noqa: BLE001 - the outermost loop of a listener
            log.error("imap.unforeseen", error=type(error).__name__)  # noqa: TRY400 - its words may be a message's
        else:
            return not (polled.error or polled.busy)
        finally:
            close_old_connections()
        return False

    def _rest(self, *, listen: bool) -> None:
        """Wait for news with IDLE, or for the time between two looks.

        Where the last look failed nothing is listened for: what could not be
        taken would be news again at once.
        """
        try:
            waited = listen and self._wait()
        except SelosteError:
            waited = False
        if not waited:
            self._stop.wait(self._every)

    def _wait(self) -> bool:
        """Return True once there was news; False where IDLE is not offered."""
        try:
            row = mailboxes.by_id(self._mailbox)
        finally:
            close_old_connections()
        facts = mail_polls.facts_of(row)
        with wiring.mail_servers().open(facts, row.folder) as folder:
            if not folder.offers_news:
                return False
            until = self._clock() + LONGEST_IDLE
            while not self._stop.is_set() and self._clock() < until:
                if self._came_meanwhile(folder) or folder.wait(ONE_WAIT):
                    return True
        return True

    def _came_meanwhile(self, folder: MailFolder) -> bool:
        """Tell whether something came while nobody listened.

        That is between the look and IDLE, and between two stretches of IDLE:
        what a server says then is not repeated.
        """
        try:
            return mail_polls.waits(folder, self._mailbox)
        finally:
            close_old_connections()
