"""Reads mails that lie as .eml files, one message each."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from seloste.adapters.mail.message import delivery
from seloste.ports.sources import FileRefused, Found, Opener, Rejected, read_whole
from seloste.protocols import mime
from seloste.protocols.unreadable import Unreadable


class EmlReader:
    """Reads mails of one source, as they lie at ``now``.

    ``own_domains`` are the organisation's mail domains, in lower case: what
    comes from them is an answer, not a contact from outside.
    """

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
        """Yield the mail of a file, or of every .eml file in a folder.

        Anything else in the folder is rejected by name.
        """
        for file in sorted(path.iterdir()) if path.is_dir() else [path]:
            if path.is_dir() and file.suffix.lower() != ".eml":
                yield Rejected(file, "not-eml")
            else:
                yield self._mail(file)

    def _mail(self, file: Path) -> Found | Rejected:
        try:
            data = read_whole(self._open, file, limit=self._limits.size)
            mail = mime.parse(data, limits=self._limits)
        except (FileRefused, Unreadable) as refusal:
            return Rejected(file, refusal.reason)
        found = delivery(
            mail,
            data=data,
            source=self._source,
            open_data=partial(self._open, file),
            own_domains=self._own_domains,
            arrived_at=self._now,
        )
        return Found(found, (file,), mail.tolerated)
