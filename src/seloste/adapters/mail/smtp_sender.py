"""Hands messages to the organisation's mail server over SMTP (RFC 5321).

Over a net only with TLS whose certificate is checked; without TLS only to this
machine. DKIM and delivery to the world are the server's. Reads no settings.
"""

import smtplib
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote, urlsplit

from seloste.domain.errors import SelosteError
from seloste.ports.mail import MailDeferred, MailRefused
from seloste.ports.mail_folder import MailServerError

TIMEOUT = 60.0
PERMANENT = 500
type Security = Literal["tls", "starttls", "none"]
SCHEMES: dict[str, tuple[Security, int]] = {
    "smtps": ("tls", 465),
    "smtp+starttls": ("starttls", 587),
    "smtp": ("none", 25),
}
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class MailServerMisnamed(SelosteError):
    """The address of the mail server cannot be used as it is written."""

    code = "mail-server-misnamed"


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where the server is and how to sign in; ``user`` empty is no sign-in."""

    host: str
    port: int
    security: Security = "tls"
    user: str = ""
    password: Callable[[], str] = str


def at(
    url: str, *, password: Callable[[], str], tls: ssl.SSLContext | None = None
) -> "SmtpSender":
    """Return the sender at ``url``: ``smtps://user@host:465`` or
    ``smtp+starttls://user@host:587``; ``smtp://host`` is for this machine only.

    Raises MailServerMisnamed.
    """
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise MailServerMisnamed("write it as smtps://user@host:465")
    security, port = SCHEMES[parts.scheme]
    if security == "none" and parts.hostname not in LOOPBACK:
        raise MailServerMisnamed("without TLS only a server on this machine is used")
    server = SmtpServer(
        host=parts.hostname,
        port=parts.port or port,
        security=security,
        user=unquote(parts.username or ""),
        password=password,
    )
    return SmtpSender(server, tls=tls)


class SmtpSender:
    """Implements ``seloste.ports.mail.MailSender``; a connection for each message."""

    def __init__(
        self,
        server: SmtpServer,
        *,
        tls: ssl.SSLContext | None = None,
        timeout: float = TIMEOUT,
    ) -> None:
        self._server = server
        self._tls = tls or ssl.create_default_context()
        self._timeout = timeout

    def send(self, message: bytes, *, sender: str, recipients: Sequence[str]) -> None:
        """Hand over a message; to all recipients or to none.

        Raises MailRefused where the server will never take it, MailDeferred
        where it did not answer or asks to be tried later.
        """
        with self._refusals(), self._connected() as client:
            self._hand_over(client, message, sender, recipients)

    def _hand_over(
        self,
        client: smtplib.SMTP,
        message: bytes,
        sender: str,
        recipients: Sequence[str],
    ) -> None:
        """Speak the envelope word by word: one refused recipient refuses the whole.

        smtplib's own ``sendmail`` goes on with the others, and a second attempt
        would send to those twice.
        """
        client.ehlo_or_helo_if_needed()
        _check(client.mail(sender))
        for recipient in recipients:
            _check(client.rcpt(recipient))
        _check(client.data(message))

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        server = self._server
        client = self._client()
        try:
            if server.security == "starttls":
                client.starttls(context=self._tls)
            if server.user:
                client.login(server.user, server.password())
            yield client
        finally:
            _leave(client)

    def _client(self) -> smtplib.SMTP:
        where = (self._server.host, self._server.port)
        if self._server.security == "tls":
            return smtplib.SMTP_SSL(*where, timeout=self._timeout, context=self._tls)
        return smtplib.SMTP(*where, timeout=self._timeout)

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """Tell what will never work from what may; nothing the server says is kept."""
        try:
            yield
        except smtplib.SMTPAuthenticationError as error:
            raise MailDeferred("the server does not let us sign in") from error
        except smtplib.SMTPResponseException as error:
            _refuse(error.smtp_code)
        except (
            smtplib.SMTPException,
            OSError,
            UnicodeError,
            MailServerError,
        ) as error:
            raise MailDeferred("the server does not answer") from error


def _check(answer: tuple[int, bytes]) -> None:
    code, _ = answer
    if not 200 <= code < 400:  # noqa: PLR2004 - RFC 5321, section 4.2.1
        _refuse(code)


def _refuse(code: int) -> None:
    if code >= PERMANENT:
        raise MailRefused(code)
    raise MailDeferred(f"the server asks to be tried later: {code}")


def _leave(client: smtplib.SMTP) -> None:
    """Say goodbye; what was taken is taken, whether the server hears it or not."""
    try:
        client.quit()
    except (smtplib.SMTPException, OSError):
        client.close()
