"""Reading mailboxes over IMAP: nothing is lost and nothing comes twice.

Messages are taken in the order of their numbers. What became of each is
written down only after its receipt: whoever dies in between takes it again,
and capture knows it. A message that the server named and could not be taken is
written down as missed and tried again; one that vanished before anybody took it
stays on the list until a person says what became of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from seloste.domain.errors import SelosteError
from seloste.domain.outgoing import AfterTaking, MailMode
from seloste.ports.desk import Desk
from seloste.ports.mail_folder import (
    MailFolder,
    MailServerError,
    MailServers,
    ServerFacts,
)
from seloste.records.models import Mailbox, MailCursor, MissedMail
from seloste.services import incoming_mail

LEASE = timedelta(minutes=2)
MOST_AT_ONCE = 200
GONE = "gone"


@dataclass(frozen=True, slots=True)
class Polled:
    """What one look did: how many messages got a receipt, and what went wrong."""

    taken: int = 0
    error: str = ""
    busy: bool = False


def facts_of(mailbox: Mailbox) -> ServerFacts:
    """Return how a mailbox's server is reached."""
    return ServerFacts(
        host=mailbox.host,
        port=mailbox.port,
        tls=mailbox.tls,
        username=mailbox.username,
        auth=mailbox.auth,
        secret=mailbox.slug,
    )


def poll(
    mailbox_id: UUID, *, servers: MailServers, desk: Desk, now: datetime
) -> Polled:
    """Look once into a mailbox and take what is new; never raises for a server.

    Another who is at it is left alone. Raises what a broken database raises.
    """
    mailbox = _leased(mailbox_id, now)
    if mailbox is None:
        return Polled(busy=True)
    taken, error = 0, ""
    try:
        with servers.open(facts_of(mailbox), mailbox.folder) as folder:
            for _ in take_new(folder, mailbox, desk=desk, now=now):
                taken += 1
    except MailServerError as refusal:
        error = refusal.reason
    except SelosteError as refusal:
        error = refusal.code
    finally:
        _released(mailbox_id, taken=taken, error=error, now=now)
    return Polled(taken=taken, error=error)


def _leased(mailbox_id: UUID, now: datetime) -> Mailbox | None:
    """Take the lease of a mailbox, or return None where another has it."""
    free = Q(leased_until=None) | Q(leased_until__lte=now)
    mine = Mailbox.objects.filter(
        free, pk=mailbox_id, mode=MailMode.IMAP, paused=False
    ).update(leased_until=now + LEASE)
    return Mailbox.objects.get(pk=mailbox_id) if mine else None


@transaction.atomic
def _released(mailbox_id: UUID, *, taken: int, error: str, now: datetime) -> None:
    """Give the lease back and say how it went."""
    row = Mailbox.objects.select_for_update().get(pk=mailbox_id)
    row.leased_until, row.polled_at, row.error = None, now, error[:64]
    row.failing_since = (row.failing_since or now) if error else None
    if taken:
        row.arrived_at = now
    row.save(
        update_fields=[
            "leased_until",
            "polled_at",
            "error",
            "failing_since",
            "arrived_at",
        ]
    )


def take_new(
    folder: MailFolder, mailbox: Mailbox, *, desk: Desk, now: datetime
) -> Iterator[int]:
    """Take what an open folder has beyond the cursor; yield each number taken."""
    cursor, _ = MailCursor.objects.get_or_create(
        mailbox=mailbox, folder=mailbox.folder, uidvalidity=folder.uidvalidity
    )
    _note_seen(cursor, uids := folder.uids(after=cursor.last_uid), now)
    for missed in cursor.missed.filter(settled_at=None).exclude(error=GONE):
        if _take(folder, missed.uid, mailbox, cursor, desk=desk, now=now):
            yield missed.uid
    for uid in uids[:MOST_AT_ONCE]:
        if _take(folder, uid, mailbox, cursor, desk=desk, now=now):
            yield uid
        _advance(cursor, uid, now)


def waits(folder: MailFolder, mailbox_id: UUID) -> bool:
    """Tell whether an open folder of a mailbox has something beyond the cursor."""
    cursor = MailCursor.objects.filter(
        mailbox=mailbox_id,
        folder=F("mailbox__folder"),
        uidvalidity=folder.uidvalidity,
    ).first()
    return bool(folder.uids(after=cursor.last_uid if cursor else 0))


def _note_seen(cursor: MailCursor, uids: tuple[int, ...], now: datetime) -> None:
    """Write down what the server named before any of it is taken (R-04)."""
    if uids and uids[-1] > cursor.seen_uid:
        cursor.seen_uid, cursor.seen_at = uids[-1], now
        cursor.save(update_fields=["seen_uid", "seen_at"])


def _take(
    folder: MailFolder,
    uid: int,
    mailbox: Mailbox,
    cursor: MailCursor,
    *,
    desk: Desk,
    now: datetime,
) -> bool:
    """Take one message and let the server know; False where it could not be had.

    Raises MailServerError where the connection broke, and what capture raises:
    then nothing moved on.
    """
    data = folder.fetch(uid)
    if data is None:
        _missed(cursor, uid, GONE, now)
        return False
    incoming_mail.receive(data, mailbox=mailbox, desk=desk, now=now)
    MissedMail.objects.filter(cursor=cursor, uid=uid).delete()
    _let_go(folder, uid, mailbox)
    return True


def _let_go(folder: MailFolder, uid: int, mailbox: Mailbox) -> None:
    """Do on the server what the mailbox says, now that there is a receipt."""
    match AfterTaking(mailbox.after):
        case AfterTaking.SEEN:
            folder.mark_seen(uid)
        case AfterTaking.MOVE:
            folder.move(uid, to=mailbox.move_to)
        case AfterTaking.DELETE:
            folder.delete(uid)
        case AfterTaking.LEAVE:
            return


def _missed(cursor: MailCursor, uid: int, error: str, now: datetime) -> None:
    row, new = MissedMail.objects.get_or_create(
        cursor=cursor,
        uid=uid,
        defaults={"first_seen_at": now, "tried_at": now, "error": error},
    )
    if not new:
        row.tried_at, row.error = now, error
        row.attempts += 1
        row.save(update_fields=["tried_at", "error", "attempts"])


@transaction.atomic
def _advance(cursor: MailCursor, uid: int, now: datetime) -> None:
    """Move the cursor on, and keep the lease while there is work."""
    MailCursor.objects.filter(pk=cursor.pk, last_uid__lt=uid).update(last_uid=uid)
    Mailbox.objects.filter(pk=cursor.mailbox_id).update(leased_until=now + LEASE)
