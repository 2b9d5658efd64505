"""Mailboxes: where a controller's mail comes in, and what is said of each.

A mailbox belongs to one register and hands over through a source of its own.
Passwords and tokens are never here: they lie in files only the program reads.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.errors import SelosteError
from seloste.domain.notice import Capacity, ControllerUnknown
from seloste.domain.outgoing import AfterTaking, MailMode
from seloste.domain.staff import Actor
from seloste.protocols import mail_writer
from seloste.records.models import Contact, Mailbox, Register
from seloste.services import audit, mail_tokens, processor_hosts, sources
from seloste.services.notices import store
from seloste.services.processor_hosts import Use

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,57}[a-z0-9])?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
TLS = ("tls", "starttls", "none")
AUTH = ("password", "oauth2")
LAST_PORT = 65535
SERVER = "server"  # the file of the password of the server that sends
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class MailboxRefused(SelosteError):
    """The mailbox cannot be set up that way; ``reason`` is a stable word.

    Reasons: bad-name, bad-address, unknown-register, controller-unknown,
    name-taken, address-taken, no-host, bad-host, host-unregistered, bad-tls,
    plain-text, bad-auth, bad-folder, no-move-to, unknown-mailbox, not-imap.
    """

    code = "mailbox-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"mailbox: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class MailboxSettings:
    """What is said of a mailbox; see the model for what each means."""

    slug: str
    register: str
    address: str
    mode: MailMode = MailMode.SMTP
    display_name: str = ""
    plus: bool = False
    acknowledge: bool = False
    host: str = ""
    port: int = 993
    tls: str = "tls"
    auth: str = "password"
    username: str = ""
    folder: str = "INBOX"
    after: AfterTaking = AfterTaking.SEEN
    move_to: str = ""


def add(wanted: MailboxSettings, *, actor: Actor, now: datetime) -> Mailbox:
    """Set up a mailbox with a source of its own, or change the one of that name.

    Its register and address stay what they were. Raises MailboxRefused.
    """
    address = wanted.address.strip().lower()
    _check(wanted, address, now)
    with transaction.atomic():
        row = Mailbox.objects.select_for_update().filter(slug=wanted.slug).first()
        if row is None or row.host != wanted.host:
            _check_register(wanted, now)
        if row is None:
            row = _new(wanted, address, actor=actor, now=now)
        elif (row.register_id, row.address) != (wanted.register, address):
            raise MailboxRefused("name-taken")
        for name in _CHANGEABLE:
            setattr(row, name, getattr(wanted, name))
        row.save(update_fields=list(_CHANGEABLE))
        _audit(row, actor=actor, now=now)
    return row


_CHANGEABLE = (
    "mode",
    "display_name",
    "plus",
    "acknowledge",
    "host",
    "port",
    "tls",
    "auth",
    "username",
    "folder",
    "after",
    "move_to",
)


def _new(
    wanted: MailboxSettings, address: str, *, actor: Actor, now: datetime
) -> Mailbox:
    if Mailbox.objects.filter(address=address).exists():
        raise MailboxRefused("address-taken")
    source = sources.register_source(
        slug=f"mail-{wanted.slug}",
        register=wanted.register,
        preset="mail",
        time_zone="Europe/Helsinki",
        address=address,
        actor=actor,
        now=now,
    )
    return Mailbox.objects.create(
        slug=wanted.slug,
        register_id=wanted.register,
        source=source,
        address=address,
        mode=wanted.mode,
        added_at=now,
    )


def _check(wanted: MailboxSettings, address: str, now: datetime) -> None:
    if not _SLUG.fullmatch(wanted.slug) or wanted.slug == SERVER:
        raise MailboxRefused("bad-name")
    if not mail_writer.is_address(address) or "+" in address:
        raise MailboxRefused("bad-address")
    if not Register.objects.filter(slug=wanted.register).exists():
        raise MailboxRefused("unknown-register")
    if _CONTROL.search(wanted.display_name + wanted.folder + wanted.move_to):
        raise MailboxRefused("bad-folder")
    try:
        kept_for(wanted.register, address, now)
    except ControllerUnknown:
        raise MailboxRefused("controller-unknown") from None
    if wanted.mode is MailMode.IMAP:
        _check_server(wanted)


def _check_server(wanted: MailboxSettings) -> None:
    """Check what an IMAP server is reached by; nothing goes over a net in clear."""
    if not wanted.host or not wanted.username:
        raise MailboxRefused("no-host")
    if not re.fullmatch(r"[A-Za-z0-9.:-]{1,253}", wanted.host):
        raise MailboxRefused("bad-host")
    if wanted.tls not in TLS or not 0 < wanted.port <= LAST_PORT:
        raise MailboxRefused("bad-tls")
    if wanted.tls == "none" and wanted.host not in LOOPBACK:
        raise MailboxRefused("plain-text")
    if wanted.auth not in AUTH or _CONTROL.search(wanted.username):
        raise MailboxRefused("bad-auth")
    if wanted.after is AfterTaking.MOVE and not wanted.move_to:
        raise MailboxRefused("no-move-to")


def _check_register(wanted: MailboxSettings, now: datetime) -> None:
    """Refuse a mail server of a processor that the register does not have."""
    if wanted.mode is MailMode.IMAP:
        use = Use(wanted.host.lower(), "imap", wanted.register)
        if not processor_hosts.is_known(use, now=now):
            raise MailboxRefused("host-unregistered")


def kept_for(register: str, address: str, now: datetime) -> tuple[str, Capacity]:
    """Return for whom what arrives at an address is kept, by the notice of the day.

    Raises ControllerUnknown, NoticeNotInForce.
    """
    notice = store.in_force(register, retention.local_day(now)).notice
    controller, capacity = notice.controller_for(address)
    return controller.id, capacity


def speaking_for(contact: Contact, now: datetime) -> Mailbox | None:
    """Return a mailbox of whoever a contact is kept for, never of another.

    One that is paused is named only where there is no other.
    """
    wanted = (contact.controller.key, Capacity(contact.capacity))
    rows = Mailbox.objects.filter(register_id=contact.register_id)
    for row in rows.order_by("paused", "slug"):
        with suppress(ControllerUnknown):
            if kept_for(row.register_id, row.address, now) == wanted:
                return row
    return None


def of_register(register: str) -> Mailbox | None:
    """Return the mailbox letters about a request leave from, or None.

    One that is paused is named only where there is no other.
    """
    rows = Mailbox.objects.filter(register_id=register)
    return rows.order_by("paused", "slug").first()


def pause(slug: str, *, paused: bool, actor: Actor, now: datetime) -> None:
    """Stop reading a mailbox and sending from it, or go on. Raises MailboxRefused."""
    with transaction.atomic():
        row = Mailbox.objects.select_for_update().filter(slug=slug).first()
        if row is None:
            raise MailboxRefused("unknown-mailbox")
        row.paused, row.error = paused, ""
        row.failing_since = None
        row.save(update_fields=["paused", "error", "failing_since"])
        _audit(row, actor=actor, now=now)


def _audit(row: Mailbox, *, actor: Actor, now: datetime) -> None:
    audit.record(
        action=Action.MAILBOX_CHANGED,
        actor=actor,
        object_id=row.id,
        now=now,
        details={
            "register": row.register_id,
            "source": row.source_id,
            "mode": row.mode,
            "state": "paused" if row.paused else "active",
        },
    )


def receiving(address: str) -> Mailbox | None:
    """Return the mailbox that mail for ``address`` belongs to, plus-address or not.

    A mailbox that is paused still receives: what other servers hand over would
    otherwise come back to its sender.
    """
    exact = address.strip().lower()
    bare, _ = mail_tokens.without_plus(exact)
    found = {
        row.address: row for row in Mailbox.objects.filter(address__in={exact, bare})
    }
    return found.get(exact) or found.get(bare)


def mailbox(slug: str) -> Mailbox:
    """Return a mailbox by its name. Raises MailboxRefused."""
    row = Mailbox.objects.filter(slug=slug).first()
    if row is None:
        raise MailboxRefused("unknown-mailbox")
    return row


def by_id(mailbox_id: UUID) -> Mailbox:
    """Return a mailbox by its id. Raises MailboxRefused."""
    row = Mailbox.objects.filter(pk=mailbox_id).first()
    if row is None:
        raise MailboxRefused("unknown-mailbox")
    return row


def polled() -> tuple[UUID, ...]:
    """Return the mailboxes that are read over IMAP."""
    rows = Mailbox.objects.filter(mode=MailMode.IMAP, paused=False)
    return tuple(rows.order_by("slug").values_list("pk", flat=True))


def mailboxes(registers: tuple[str, ...] | None = None) -> tuple[Mailbox, ...]:
    """Return every mailbox, or those of some registers, in alphabetical order."""
    rows = Mailbox.objects.select_related("register").order_by("slug")
    if registers is not None:
        rows = rows.filter(register_id__in=registers)
    return tuple(rows)
