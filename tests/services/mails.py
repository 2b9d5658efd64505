"""Mailboxes of the tests, a desk that can send, and mails as customers write them."""

from dataclasses import replace
from uuid import UUID

from seloste.domain.outgoing import MailMode
from seloste.ports.desk import Desk
from seloste.records.models import Contact, Mailbox
from seloste.services import mailboxes
from seloste.services.mailboxes import MailboxSettings
from tests.fakes.mail import FakeSender
from tests.services.conftest import NOW, SETUP

ADDRESS = "asiakaspalvelu@isannointi.retta.example"
OTHER_ADDRESS = "asiakaspalvelu@retta.example"
MAIJA = "maija@example.fi"
OUTSIDER = "outi@example.net"


def mailbox(slug: str = "isannointi", **changes: object) -> Mailbox:
    """Return a mailbox of Retta Isännöinti, set up by an operator."""
    wanted = MailboxSettings(
        slug=slug,
        register="retta",
        address=ADDRESS,
        mode=MailMode.SMTP,
        display_name="Retta Isännöinti",
        plus=True,
    )
    wanted = replace(wanted, **changes)  # type: ignore[arg-type]  # names are checked by dataclasses
    return mailboxes.add(wanted, actor=SETUP, now=NOW)


def sending(desk: Desk, sender: FakeSender) -> Desk:
    """Return the desk with a mail server."""
    return replace(desk, mail=sender)


def letter(
    *,
    sender: str = f"Maija Meikäläinen <{MAIJA}>",
    to: str = ADDRESS,
    subject: str = "Vesivahinko",
    message_id: str = "1@example.fi",
    text: str = "Hei, keittiössä on vesivahinko.",
    headers: tuple[str, ...] = (),
) -> bytes:
    """Return a mail as it comes in."""
    lines = (
        f"From: {sender}",
        f"To: {to}",
        f"Subject: {subject}",
        f"Message-ID: <{message_id}>",
        "Date: Mon, 4 May 2026 11:00:00 +0300",
        "Content-Type: text/plain; charset=utf-8",
        *headers,
        "",
        text,
        "",
    )
    return "\r\n".join(lines).encode()


def bomb(kind: str) -> bytes:
    """Return a mail of a size, number or depth that no letter has."""
    head = b"From: a@example.net\r\nSubject: x\r\nMessage-ID: <bomb@example.net>\r\n"
    if kind == "depth":
        levels = b"".join(
            b"Content-Type: multipart/mixed; boundary=l%d\r\n\r\n--l%d\r\n" % (one, one)
            for one in range(200)
        )
        return head + levels + b"\r\nx\r\n"
    if kind == "parts":
        parts = b"--b\r\n\r\nx\r\n" * 2_000
        said = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        return head + said + parts + b"--b--\r\n"
    return head + b"".join(b"X-%d: x\r\n" % one for one in range(2_000)) + b"\r\nx\r\n"


BOMBS = ("depth", "parts", "headers")


def thread_of(contact_id: UUID | None) -> UUID:
    """Return the thread of a contact."""
    assert contact_id is not None
    return Contact.objects.get(pk=contact_id).thread
