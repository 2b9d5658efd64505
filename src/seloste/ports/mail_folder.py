"""Reading mail from a server: folders, numbers of messages, and their bytes.

A folder's numbers (UIDs) mean something only together with its UIDVALIDITY
(RFC 3501, section 2.3.1.1). Nothing here decides what is kept.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from seloste.domain.errors import SelosteError


class MailServerError(SelosteError):
    """The mail server did not do what was asked; ``reason`` is a stable word.

    Reasons: unreachable, tls, sign-in, secret-missing, secret-readable, no-token,
    no-folder, broken-off, not-offered.
    """

    code = "mail-server-error"

    def __init__(self, reason: str) -> None:
        super().__init__(f"mail server: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ServerFacts:
    """How a mailbox is reached; ``secret`` names the file of its password or token."""

    host: str
    port: int
    tls: str
    username: str
    auth: str
    secret: str


class MailFolder(Protocol):
    """One folder, opened; every method raises MailServerError."""

    @property
    def uidvalidity(self) -> int:
        """Return what the numbers of this folder are valid under."""
        ...

    def uids(self, *, after: int) -> tuple[int, ...]:
        """Return the numbers above ``after``, lowest first."""
        ...

    def fetch(self, uid: int) -> bytes | None:
        """Return a whole message, unread as it was; None where it is gone."""
        ...

    def mark_seen(self, uid: int) -> None:
        """Mark a message as read."""
        ...

    def move(self, uid: int, *, to: str) -> None:
        """Move a message to another folder, made where there is none."""
        ...

    def delete(self, uid: int) -> None:
        """Delete this one message for good."""
        ...

    @property
    def offers_news(self) -> bool:
        """Tell whether the server says when there is something new (RFC 2177)."""
        ...

    def wait(self, seconds: float) -> bool:
        """Wait for news so long, and tell whether there were any."""
        ...


class MailServers(Protocol):
    """Opens folders on mail servers."""

    def open(
        self, facts: ServerFacts, folder: str
    ) -> AbstractContextManager[MailFolder]:
        """Sign in and open a folder. Raises MailServerError."""
        ...

    def folders(self, facts: ServerFacts) -> Iterator[str]:
        """Yield the folders there are. Raises MailServerError."""
        ...
