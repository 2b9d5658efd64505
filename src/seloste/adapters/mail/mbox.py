"""Reads a mailbox that lies as one mbox file."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from io import BytesIO
from pathlib import Path

from seloste.adapters.mail.message import delivery
from seloste.ports.sources import FileRefused, Found, Opener, Rejected
from seloste.protocols import mbox, mime
from seloste.protocols.unreadable import Unreadable

_LONGEST_READ = 2**20


class MboxReader:
    """Reads mailboxes of one source, as they lie at ``now``."""

    def __init__(
        self,
        *,
        source: str,
        open_file: Opener,
        now: datetime,
        own_domains: frozenset[str] = frozenset(),
        limits: mime.Limits = mime.DEFAULT_LIMITS,
    ) -> None:
        self._source = source
        self._open = open_file
        self._now = now
        self._own_domains = own_domains
        self._limits = limits

    def read(self, path: Path) -> Iterator[Found | Rejected]:
        """Yield the messages of a mailbox in order; a bad one stops no other."""
        try:
            with self._open(path) as stream:
                lines = iter(partial(stream.readline, _LONGEST_READ), b"")
                for message in mbox.split(lines, limit=self._limits.size):
                    yield self._mail(path, message)
        except (FileRefused, Unreadable) as refusal:
            yield Rejected(path, refusal.reason)

    def _mail(self, path: Path, message: mbox.Message) -> Found | Rejected:
        if message.too_large:
            return Rejected(path, "mail-too-large", message.line)
        try:
            mail = mime.parse(message.data, limits=self._limits)
        except Unreadable as unreadable:
            return Rejected(path, unreadable.reason, message.line)
        found = delivery(
            mail,
            data=message.data,
            source=self._source,
            open_data=partial(BytesIO, message.data),
            own_domains=self._own_domains,
            arrived_at=self._now,
        )
        unquoted = ("from-lines-unquoted",) if message.unquoted else ()
        return Found(found, (path,), (*mail.tolerated, *unquoted))
