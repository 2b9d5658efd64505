"""The SMTP receiver: takes mail for the mailboxes there are, and for no other.

It answers 250 only when the mail has its receipt. What cannot be kept now is
deferred, so that the sender keeps it; what is for nobody here is refused, so
that nothing is relayed. Lines end in CR LF and nothing else (SMTP smuggling).
"""

import asyncio
import ssl
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import cast

import structlog
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import close_old_connections
from django.db.utils import DatabaseError

from seloste import wiring
from seloste.domain.errors import SelosteError
from seloste.services import incoming_mail, mailboxes

log = structlog.get_logger()
LARGEST = 36 * 2**20  # 25 MB of attachments in base64, and what stands around them
LONGEST_LINE = 2**18
MOST_RECIPIENTS = 100
MESSAGES_IN_A_MINUTE = 120
SESSIONS_AT_ONCE = 40  # each may hold a whole message in memory
FORGETS_ABOVE = 200
NOBODY = (None, "", "<>")
MINUTE = timedelta(minutes=1)
IDLE_LIMIT = 60.0

TAKEN = "250 2.0.0 Kept"
UNKNOWN = "550 5.1.1 No such mailbox here"
NOT_A_PEER = "554 5.7.1 Not allowed to hand over mail here"
TOO_MANY = "451 4.7.1 Too many messages, try again later"
TOO_MANY_RECIPIENTS = "452 4.5.3 Too many recipients"
LATER = "451 4.3.0 Not kept, try again later"
TOO_MANY_SESSIONS = b"421 4.7.0 Too many connections, try again later\r\n"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one peer may hand over, and who may at all (networks; empty is all)."""

    size: int = LARGEST
    messages_in_a_minute: int = MESSAGES_IN_A_MINUTE
    sessions_at_once: int = SESSIONS_AT_ONCE
    networks: tuple[str, ...] = ()

    def admits(self, peer: str) -> bool:
        """Tell whether a peer may hand over mail."""
        if not self.networks:
            return True
        address = ip_address(peer)
        return any(address in ip_network(one, strict=False) for one in self.networks)


@dataclass
class Rates:
    """How many messages each peer handed over in the last minute."""

    limit: int
    seen: dict[str, list[datetime]] = field(default_factory=dict)

    def allow(self, peer: str, now: datetime) -> bool:
        """Count a message of a peer, unless there were too many."""
        recent = [at for at in self.seen.get(peer, ()) if at > now - MINUTE]
        allowed = len(recent) < self.limit
        self.seen[peer] = [*recent, now] if allowed else recent
        if len(self.seen) > FORGETS_ABOVE:
            self._forget(now)
        return allowed

    def _forget(self, now: datetime) -> None:
        for peer in [p for p, times in self.seen.items() if times[-1] <= now - MINUTE]:
            del self.seen[peer]


class MailHandler:
    """Answers the words of a session; everything that waits does so in a thread."""

    def __init__(
        self, limits: Limits, *, clock: Callable[[], datetime] | None = None
    ) -> None:
        self._limits = limits
        self._rates = Rates(limits.messages_in_a_minute)
        self._clock = clock or wiring.clock().now
        self._sessions: Counter[str] = Counter()

    def begins(self, peer: str) -> bool:
        """Count a connection of a peer, unless it has too many already."""
        if self._sessions[peer] >= self._limits.sessions_at_once:
            return False
        self._sessions[peer] += 1
        return True

    def ends(self, peer: str) -> None:
        """Forget a connection of a peer."""
        self._sessions[peer] -= 1
        if self._sessions[peer] <= 0:
            del self._sessions[peer]

    async def handle_exception(self, error: Exception) -> str:
        """Defer what nobody foresaw: a sender who keeps a message has lost nothing.

        The words of the error may be those of the message and are not logged.
        """
        log.error("smtp.unforeseen", error=type(error).__name__)
        return LATER

    async def handle_MAIL(  # noqa: N802 - the name and words aiosmtpd calls
        self,
        server: SMTP,  # noqa: ARG002
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        """Let a peer begin a message, if it may and has not sent too many."""
        peer = _peer(session)
        if not self._limits.admits(peer):
            return NOT_A_PEER
        if not self._rates.allow(peer, self._clock()):
            return TOO_MANY
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(  # noqa: N802 - the name and words aiosmtpd calls
        self,
        server: SMTP,  # noqa: ARG002
        session: Session,  # noqa: ARG002
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        """Take a recipient that is a mailbox of a controller; refuse every other."""
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return TOO_MANY_RECIPIENTS
        try:
            known = await asyncio.to_thread(_known, address)
        except DatabaseError:
            return LATER
        if not known:
            return UNKNOWN
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802 - the name aiosmtpd calls
        self,
        server: SMTP,  # noqa: ARG002
        session: Session,  # noqa: ARG002
        envelope: Envelope,
    ) -> str:
        """Keep the message for each mailbox; acknowledge only what has its receipt."""
        data = envelope.original_content or b""
        null_sender = envelope.mail_from in NOBODY
        try:
            for recipient in envelope.rcpt_tos:
                await asyncio.to_thread(
                    _keep, data, recipient, self._clock(), null_sender=null_sender
                )
        except (SelosteError, DatabaseError, OSError) as error:
            code = (
                error.code if isinstance(error, SelosteError) else type(error).__name__
            )
            log.warning("smtp.deferred", code=code)
            return LATER
        return TAKEN


def _peer(session: Session) -> str:
    return str(session.peer[0]) if session.peer else ""


def _known(address: str) -> bool:
    try:
        return mailboxes.receiving(address) is not None
    finally:
        close_old_connections()


def _keep(data: bytes, recipient: str, now: datetime, *, null_sender: bool) -> None:
    """Keep a message for one recipient. Raises what capture raises."""
    try:
        mailbox = mailboxes.receiving(recipient)
        if mailbox is None:
            raise mailboxes.MailboxRefused("unknown-mailbox")
        incoming_mail.receive(
            data,
            mailbox=mailbox,
            recipient=recipient,
            null_sender=null_sender,
            desk=wiring.desk(),
            now=now,
        )
    finally:
        close_old_connections()


class _Session(SMTP):
    """Takes lines longer than RFC 5321 allows: what real programs send is kept.

    A peer with too many connections is told to come back before it says a word.
    """

    line_length_limit = LONGEST_LINE
    counted: str | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count a connection, once, whether it goes over to TLS or not."""
        if self.counted is None:
            peer = str((transport.get_extra_info("peername") or ("",))[0])
            if not self.event_handler.begins(peer):
                cast("asyncio.Transport", transport).write(TOO_MANY_SESSIONS)
                transport.close()
                return
            self.counted = peer
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        """Forget a connection that was counted; a refused one never began."""
        if self.counted is None:
            return
        if self.counted:
            self.event_handler.ends(self.counted)
            self.counted = ""
        super().connection_lost(error)


class _Controller(Controller):
    """Runs sessions with the limits of the handler."""

    def factory(self) -> SMTP:
        """Return a new session."""
        return _Session(self.handler, **self.SMTP_kwargs)


def listener(
    host: str,
    port: int,
    *,
    limits: Limits,
    tls: ssl.SSLContext | None = None,
    require_tls: bool = False,
    clock: Callable[[], datetime] | None = None,
) -> Controller:
    """Return the listener; it runs in a thread of its own once it is started."""
    return _Controller(
        MailHandler(limits, clock=clock),
        hostname=host,
        port=port,
        server_hostname="seloste",
        ident="Seloste",
        data_size_limit=limits.size,
        enable_SMTPUTF8=False,
        decode_data=False,
        tls_context=tls,
        require_starttls=require_tls,
        timeout=IDLE_LIMIT,
    )
