"""Acknowledgements: that a mail has arrived, and where the notice is.

Our own words in three languages; nothing of the sender's is repeated, so that
nobody can use them to send words to others. At most one goes to an address in
a day, a limited number from a mailbox in an hour, and none to what a machine, a
list or nobody sent (RFC 3834).
"""

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from seloste.domain import retention
from seloste.domain.errors import SelosteError
from seloste.ports.desk import Desk
from seloste.protocols import mail_origin
from seloste.protocols.mime import Mail
from seloste.records.models import Acknowledged, Mailbox
from seloste.services import identifiers, mail_tokens, outgoing_mail
from seloste.services.identifiers import IdentifierField
from seloste.services.outgoing_mail import Reply

KEPT = timedelta(days=2)
MOST_IN_AN_HOUR = 100
UNANSWERED = frozenset(
    {"mailer-daemon", "postmaster", "noreply", "no-reply", "donotreply", "bounce"}
)
SUBJECT = "Viestisi on saapunut · Ditt meddelande har kommit fram · We got your message"
TEXT = """Kiitos viestistäsi. Se on saapunut meille, ja vastaamme siihen.
Näin käsittelemme henkilötietojasi: {notice}?lang=fi

Tack för ditt meddelande. Det har kommit fram och vi svarar på det.
Så här behandlar vi dina personuppgifter: {notice}?lang=sv

Thank you for your message. It has arrived and we will answer it.
How we handle your personal data: {notice}?lang=en
"""


def acknowledge(
    mail: Mail,
    *,
    origin: mail_origin.Origin,
    thread: UUID,
    mailbox: Mailbox,
    desk: Desk,
    now: datetime,
) -> bool:
    """Tell a sender that their mail arrived, where the mailbox does so; say if it did.

    What cannot be sent is left: the mail itself was kept.
    """
    address = _answerable(mail, origin, mailbox)
    if address is None:
        return False
    reply = Reply(text=_text(mailbox), subject=SUBJECT, to=(address,))
    with suppress(SelosteError, IntegrityError), transaction.atomic():
        if not _first_today(address, mailbox, desk, now):
            return False
        outgoing_mail.send_automatic(thread, reply, mailbox=mailbox, desk=desk, now=now)
        return True
    return False


def _answerable(mail: Mail, origin: mail_origin.Origin, mailbox: Mailbox) -> str | None:
    """Return who may be answered: one sender, a person, who wrote to this mailbox."""
    if not mailbox.acknowledge or origin.wants_no_answer or len(mail.senders) != 1:
        return None
    named = {mail_tokens.without_plus(one.mailbox)[0] for one in (*mail.to, *mail.cc)}
    if mailbox.address not in named:
        return None
    address = identifiers.normalise(IdentifierField.MAILTO, mail.senders[0].mailbox)
    if address is None or address.partition("@")[0] in UNANSWERED:
        return None
    own = Mailbox.objects.filter(address=mail_tokens.without_plus(address)[0])
    return None if own.exists() else address


def _first_today(address: str, mailbox: Mailbox, desk: Desk, now: datetime) -> bool:
    """Note the answer of the day, unless there was one or too many in the hour."""
    Acknowledged.objects.filter(at__lt=now - KEPT).delete()
    of_mailbox = Acknowledged.objects.filter(mailbox=mailbox)
    if of_mailbox.filter(at__gt=now - timedelta(hours=1)).count() >= MOST_IN_AN_HOUR:
        return False
    day = retention.local_day(now)
    key = desk.vault.fingerprint(
        tenant=mailbox.register_id, value=f"acknowledged\x1f{address}\x1f{day}"
    )
    if of_mailbox.filter(key=key).exists():
        return False
    Acknowledged.objects.create(mailbox=mailbox, key=key, at=now)
    return True


def _text(mailbox: Mailbox) -> str:
    public = settings.PUBLIC_URL.rstrip("/")
    return TEXT.format(notice=f"{public}/notice/{mailbox.register_id}/")
