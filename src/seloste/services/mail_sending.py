"""Sending what is on its way out, and what became of it.

The state is committed before the message is handed over and after the server
has answered. A row that still says ``sending`` was cut in between: another
worker may be at it, so it rests for a while and is then handed over again,
under the same Message-ID, because nobody can know whether the server took it.
"""

from datetime import datetime, timedelta
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import compat32
from email.utils import getaddresses
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from seloste.domain.audit import Action
from seloste.domain.outgoing import (
    OutgoingMove,
    OutgoingState,
    next_state,
    wait_after,
)
from seloste.domain.staff import Actor, Role, system
from seloste.ports.desk import Desk
from seloste.ports.mail import MailDeferred, MailRefused
from seloste.records.models import Mailbox, Outgoing, SealedObject
from seloste.services import audit, conversations, jobs, mail_tokens, staff
from seloste.services.access import NotFound
from seloste.services.jobs import Job

RESTS = timedelta(minutes=10)
SENDER = system("send-mail")
GIVEN_UP = (OutgoingState.FAILED, OutgoingState.BOUNCED)
TRIED = (OutgoingState.WAITING, OutgoingState.DEFERRED, OutgoingState.SENDING)
HANDLERS = frozenset({Role.ADMIN, Role.RECORDS_MANAGER, Role.AGENT})


def send(outgoing_id: UUID, *, desk: Desk, now: datetime) -> OutgoingState | None:
    """Hand a message to the mail server; return its new state.

    None where there was nothing to do: it was sent, refused or destroyed before,
    or another may be at it.
    """
    row = _begin(outgoing_id, now=now)
    if row is None:
        return None
    try:
        _hand_over(row, desk)
    except MailRefused as refusal:
        return _end(row, OutgoingMove.REFUSE, error=str(refusal.status), now=now)
    except MailDeferred as deferral:
        return _defer(row, error=deferral.code, now=now)
    return _end(row, OutgoingMove.TAKEN, now=now)


@transaction.atomic
def _begin(outgoing_id: UUID, *, now: datetime) -> Outgoing | None:
    """Commit that the message is about to be handed over, and return it."""
    row = _locked(outgoing_id)
    if row is None or row.state not in TRIED:
        return None
    if row.state == OutgoingState.SENDING and row.tried_at is not None:
        rests_until = row.tried_at + RESTS
        if now < rests_until:
            jobs.enqueue(Job.SEND_MAIL, object_id=row.id, run_at=rests_until)
            return None
    row.state = next_state(OutgoingState(row.state), OutgoingMove.TRY)
    row.tried_at, row.next_at = now, None
    row.attempts += 1
    row.save(update_fields=["state", "tried_at", "next_at", "attempts"])
    return row


def _locked(outgoing_id: UUID) -> Outgoing | None:
    return (
        Outgoing.objects.select_for_update(of=("self",))
        .select_related("mailbox", "item", "contact")
        .filter(pk=outgoing_id, item__state=SealedObject.State.KEPT)
        .first()
    )


def _hand_over(row: Outgoing, desk: Desk) -> None:
    """Open the message and give it to the server. Raises MailRefused, MailDeferred."""
    if desk.mail is None or row.mailbox.paused:
        raise MailDeferred("no mail server, or the mailbox is paused")
    message = desk.vault.open(row.item.ref(), inline=row.item.inline())
    headers = BytesHeaderParser(policy=compat32).parsebytes(message)
    desk.mail.send(
        message,
        sender="" if row.automatic else _return_path(headers, row.mailbox),
        recipients=[one for _, one in getaddresses(_to(headers)) if one],
    )


def _to(headers: Message) -> list[str]:
    return [str(one) for name in ("to", "cc") for one in headers.get_all(name, [])]


def _return_path(headers: Message, mailbox: Mailbox) -> str:
    """Return where bounces go: the plus-address, where the mailbox has those."""
    ids = [str(headers.get("message-id", "")).strip("<>")]
    tokens = mail_tokens.tokens_in_ids(ids)
    return mail_tokens.reply_address(tokens[0], mailbox) if tokens else mailbox.address


def _defer(row: Outgoing, *, error: str, now: datetime) -> OutgoingState:
    wait = wait_after(row.attempts)
    if wait is None:
        return _end(row, OutgoingMove.REFUSE, error="gave-up", now=now)
    return _end(row, OutgoingMove.DEFER, error=error, now=now, again_at=now + wait)


@transaction.atomic
def _end(
    row: Outgoing,
    move: OutgoingMove,
    *,
    now: datetime,
    error: str = "",
    again_at: datetime | None = None,
) -> OutgoingState:
    """Commit what the server said, and ask for the next attempt if there is one."""
    current = _locked(row.id)
    if current is None:
        return OutgoingState(row.state)
    state = next_state(OutgoingState(current.state), move)
    current.state, current.error, current.next_at = state, error, again_at
    if state is OutgoingState.SENT:
        current.sent_at = now
    if state in GIVEN_UP:
        current.ended_at = now
    current.save(update_fields=["state", "error", "next_at", "sent_at", "ended_at"])
    if again_at is not None:
        jobs.enqueue(Job.SEND_MAIL, object_id=current.id, run_at=again_at)
        return state
    if state in GIVEN_UP and not current.automatic:
        conversations.undelivered(current.contact.thread, now=now)
    _audit(current, actor=SENDER, now=now)
    return state


_ACTIONS = {
    OutgoingState.SENT: Action.MAIL_SENT,
    OutgoingState.FAILED: Action.MAIL_FAILED,
    OutgoingState.BOUNCED: Action.MAIL_BOUNCED,
    OutgoingState.WAITING: Action.MAIL_RETRIED,
}


def _audit(row: Outgoing, *, actor: Actor, now: datetime) -> None:
    audit.record(
        action=_ACTIONS[OutgoingState(row.state)],
        actor=actor,
        object_id=row.id,
        now=now,
        outcome=row.state,
        details={"contact": str(row.contact_id), "attempt": row.attempts},
    )


def bounced(outgoing_id: UUID, *, status: str, now: datetime) -> None:
    """Note that a message came back; a second report of the same changes nothing."""
    row = Outgoing.objects.filter(pk=outgoing_id).first()
    if row is None or row.state not in (OutgoingState.SENT, OutgoingState.SENDING):
        return
    _end(row, OutgoingMove.BOUNCE, error=status, now=now)


@transaction.atomic
def retry(outgoing_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Send a message again that failed or came back.

    Raises NotFound, OutgoingRefused.
    """
    row = _locked(outgoing_id)
    if row is None or not _may_handle(row.register_id, actor, now):
        raise NotFound("no such record")
    row.state = next_state(OutgoingState(row.state), OutgoingMove.RETRY)
    row.attempts, row.ended_at, row.next_at = 0, None, now
    row.save(update_fields=["state", "attempts", "ended_at", "next_at"])
    jobs.enqueue(Job.SEND_MAIL, object_id=row.id)
    _audit(row, actor=actor, now=now)


def _may_handle(register: str, actor: Actor, now: datetime) -> bool:
    if actor.staff_id is None:
        return True
    return bool(staff.roles_of(actor.staff_id, register, now) & HANDLERS)


def undelivered(registers: tuple[str, ...]) -> QuerySet[Outgoing]:
    """Return what could not be delivered from these registers, newest first."""
    return (
        Outgoing.objects.filter(
            register_id__in=registers, state__in=[one.value for one in GIVEN_UP]
        )
        .select_related("mailbox", "contact")
        .order_by("-ended_at", "-pk")
    )
