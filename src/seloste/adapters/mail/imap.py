"""Reads mailboxes over IMAP (RFC 3501), with IDLE where the server offers it.

Messages are fetched without marking them as read; what becomes of them after
their receipt is told by whoever asks. Certificates are always checked.
"""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Protocol

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import (
    ImapToolsError,
    MailboxFolderSelectError,
    MailboxLoginError,
)

from seloste.ports.mail_folder import MailServerError, ServerFacts

TIMEOUT = 60.0
_NUMBER = re.compile(rb"UID (\d+)")


class Secrets(Protocol):
    """Gives what signs in: a password, or a fresh token of OAuth 2.0."""

    def password(self, name: str) -> str:
        """Return the password kept under ``name``. Raises MailServerError."""
        ...

    def token(self, name: str) -> str:
        """Return an access token that is valid now. Raises MailServerError."""
        ...


class ImapServers:
    """Implements ``seloste.ports.mail_folder.MailServers``."""

    def __init__(
        self,
        secrets: Secrets,
        *,
        tls: ssl.SSLContext | None = None,
        timeout: float = TIMEOUT,
    ) -> None:
        self._secrets = secrets
        self._tls = tls or ssl.create_default_context()
        self._timeout = timeout

    @contextmanager
    def open(self, facts: ServerFacts, folder: str) -> Iterator["ImapFolder"]:
        """Sign in and open a folder. Raises MailServerError."""
        with self._signed_in(facts) as box:
            try:
                box.folder.set(folder)
            except MailboxFolderSelectError as error:
                raise MailServerError("no-folder") from error
            yield ImapFolder(box)

    def folders(self, facts: ServerFacts) -> Iterator[str]:
        """Yield the folders there are. Raises MailServerError."""
        with self._signed_in(facts) as box, _broken_off():
            names = [folder.name for folder in box.folder.list()]
        yield from names

    @contextmanager
    def _signed_in(self, facts: ServerFacts) -> Iterator[BaseMailBox]:
        box = self._connected(facts)
        try:
            self._sign_in(box, facts)
            yield box
        finally:
            with suppress(ImapToolsError, imaplib.IMAP4.error, OSError):
                box.logout()

    def _connected(self, facts: ServerFacts) -> BaseMailBox:
        where = {"host": facts.host, "port": facts.port, "timeout": self._timeout}
        try:
            if facts.tls == "tls":
                return MailBox(**where, ssl_context=self._tls)
            if facts.tls == "starttls":
                return MailBoxStartTls(**where, ssl_context=self._tls)
            return MailBoxUnencrypted(**where)
        except ssl.SSLError as error:
            raise MailServerError("tls") from error
        except (OSError, imaplib.IMAP4.error, ImapToolsError) as error:
            raise MailServerError("unreachable") from error

    def _sign_in(self, box: BaseMailBox, facts: ServerFacts) -> None:
        try:
            if facts.auth == "oauth2":
                token = self._secrets.token(facts.secret)
                box.xoauth2(facts.username, token, initial_folder=None)
            else:
                password = self._secrets.password(facts.secret)
                box.login(facts.username, password, initial_folder=None)
        except (MailboxLoginError, imaplib.IMAP4.error, UnicodeError) as error:
            raise MailServerError("sign-in") from error
        except OSError as error:
            raise MailServerError("unreachable") from error


class ImapFolder:
    """Implements ``seloste.ports.mail_folder.MailFolder``."""

    def __init__(self, box: BaseMailBox) -> None:
        self._box = box
        self._client = box.client
        with _broken_off():
            _, offered = self._client.capability()  # more than before the sign-in
        self._offers = frozenset(bytes(offered[0]).decode("ascii", "replace").split())

    @property
    def uidvalidity(self) -> int:
        """Return what the numbers of this folder are valid under."""
        _, found = self._client.response("UIDVALIDITY")
        if not found or not found[0]:
            with _broken_off():
                return int(self._box.folder.status()["UIDVALIDITY"])
        return int(found[0])

    def uids(self, *, after: int) -> tuple[int, ...]:
        """Return the numbers above ``after``, lowest first.

        ``n:*`` always names the last message too, so what is not above is left.
        """
        found = self._said("SEARCH", f"UID {after + 1}:*")
        numbers = (int(one) for line in found if line for one in line.split())
        return tuple(sorted({one for one in numbers if one > after}))

    def fetch(self, uid: int) -> bytes | None:
        """Return a whole message, unread as it was; None where it is gone."""
        for line in self._said("FETCH", str(uid), "(UID BODY.PEEK[])"):
            number = _NUMBER.search(line[0]) if isinstance(line, tuple) else None
            if number and int(number[1]) == uid:
                return bytes(line[1])
        return None

    def mark_seen(self, uid: int) -> None:
        """Mark a message as read."""
        self._said("STORE", str(uid), "+FLAGS.SILENT", r"(\Seen)")

    def move(self, uid: int, *, to: str) -> None:
        """Move a message to another folder, made where there is none."""
        with _broken_off():
            if not self._box.folder.exists(to):
                self._box.folder.create(to)
            self._box.client.capabilities = tuple(self._offers)
            if "MOVE" in self._offers:
                self._box.move(str(uid), to)
                return
            self._box.copy(str(uid), to)
        self.delete(uid)

    def delete(self, uid: int) -> None:
        """Delete this one message for good (UIDPLUS, RFC 4315).

        A plain EXPUNGE would take others along that somebody else has marked.
        """
        if "UIDPLUS" not in self._offers:
            raise MailServerError("not-offered")
        self._said("STORE", str(uid), "+FLAGS.SILENT", r"(\Deleted)")
        self._said("EXPUNGE", str(uid))

    @property
    def offers_news(self) -> bool:
        """Tell whether the server says when there is something new (RFC 2177)."""
        return "IDLE" in self._offers

    def wait(self, seconds: float) -> bool:
        """Wait for news so long, and tell whether there were any."""
        with _broken_off():
            return bool(self._box.idle.wait(timeout=seconds))

    def _said(self, command: str, *words: str) -> list[Any]:
        with _broken_off():
            status, found = self._client.uid(command, *words)
        if status != "OK":
            raise MailServerError("broken-off")
        return list(found)


@contextmanager
def _broken_off() -> Iterator[None]:
    try:
        yield
    except (OSError, imaplib.IMAP4.error, ImapToolsError) as error:
        raise MailServerError("broken-off") from error
