"""Mail of the demo: a receiver that takes it, and a world that it goes out to.

What the demo sends goes nowhere: a small server beside it puts every message
into the folder ``outbox`` of the demo, where it can be read.
"""

import sys
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path

from seloste.domain.staff import Actor
from seloste.services import mailboxes
from seloste.services.mailboxes import MailboxSettings

RECEIVES_AFTER = 25  # ports after that of the pages
SENDS_AFTER = 26
MAILBOXES = (
    ("isannointi", "asiakaspalvelu@isannointi.retta.example", "Retta Isännöinti"),
    ("retta", "asiakaspalvelu@retta.example", "Retta"),
)


def settings(home: Path, port: int) -> dict[str, str]:
    """Return the settings under which the demo receives and sends mail."""
    return {
        "SELOSTE_SMTP_LISTEN": f"127.0.0.1:{port + RECEIVES_AFTER}",
        "SELOSTE_MAIL_SERVER": f"smtp://127.0.0.1:{port + SENDS_AFTER}",
        "SELOSTE_MAIL_SECRETS": str(home / "mail-secrets"),
    }


def command(home: Path, port: int) -> list[str]:
    """Return the command of the world that mail goes out to."""
    return [
        sys.executable,
        "-m",
        "aiosmtpd",
        "-n",
        "-l",
        f"127.0.0.1:{port + SENDS_AFTER}",
        "-c",
        "aiosmtpd.handlers.Mailbox",
        str(home / "outbox"),
    ]


def newest(home: Path, count: int = 3) -> list[str]:
    """Return the newest mails that went out, as their readers see them."""
    paths = sorted((home / "outbox").glob("new/*"), key=lambda one: one.stat().st_mtime)
    found = []
    for path in paths[-count:]:
        mail = message_from_bytes(path.read_bytes(), policy=policy.default)
        body = mail.get_body(("plain",))
        text = body.get_content() if body is not None else ""
        found.append(f"To: {mail['To']}\nSubject: {mail['Subject']}\n\n{text}")
    return found


def make(*, actor: Actor, now: datetime) -> None:
    """Set up the mailboxes of the demo; nothing goes to its invented customers."""
    for slug, address, name in MAILBOXES:
        mailboxes.add(
            MailboxSettings(
                slug=slug,
                register="retta",
                address=address,
                display_name=name,
                plus=True,
            ),
            actor=actor,
            now=now,
        )
