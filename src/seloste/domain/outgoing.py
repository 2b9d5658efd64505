"""Outgoing mail: where a message of ours stands on its way to its reader.

A message is tried until the mail server takes it, refuses it for good, or the
days of trying are over. Nothing here reads the clock or sends anything.
"""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

from seloste.domain.errors import SelosteError


class OutgoingState(StrEnum):
    """Where a message stands."""

    WAITING = "waiting"
    SENDING = "sending"
    DEFERRED = "deferred"
    SENT = "sent"
    FAILED = "failed"
    BOUNCED = "bounced"


class OutgoingMove(StrEnum):
    """What can happen to a message."""

    TRY = "try"
    TAKEN = "taken"
    DEFER = "defer"
    REFUSE = "refuse"
    BOUNCE = "bounce"
    RETRY = "retry"


class OutgoingRefused(SelosteError):
    """The message cannot be written or sent that way; ``reason`` is a stable word.

    Reasons: no-such-move, no-mail-server, no-mailbox, mailbox-paused,
    no-recipient, bad-address, bad-header, too-large, no-text, not-kept.
    """

    code = "outgoing-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"outgoing mail: {reason}")
        self.reason = reason


TABLE: Mapping[tuple[OutgoingState, OutgoingMove], OutgoingState] = {
    (OutgoingState.WAITING, OutgoingMove.TRY): OutgoingState.SENDING,
    (OutgoingState.DEFERRED, OutgoingMove.TRY): OutgoingState.SENDING,
    (OutgoingState.SENDING, OutgoingMove.TRY): OutgoingState.SENDING,
    (OutgoingState.SENDING, OutgoingMove.TAKEN): OutgoingState.SENT,
    (OutgoingState.SENDING, OutgoingMove.DEFER): OutgoingState.DEFERRED,
    (OutgoingState.SENDING, OutgoingMove.REFUSE): OutgoingState.FAILED,
    (OutgoingState.SENDING, OutgoingMove.BOUNCE): OutgoingState.BOUNCED,
    (OutgoingState.SENT, OutgoingMove.BOUNCE): OutgoingState.BOUNCED,
    (OutgoingState.FAILED, OutgoingMove.RETRY): OutgoingState.WAITING,
    (OutgoingState.BOUNCED, OutgoingMove.RETRY): OutgoingState.WAITING,
}


def next_state(state: OutgoingState, move: OutgoingMove) -> OutgoingState:
    """Return the state a move leads to. Raises OutgoingRefused."""
    try:
        return TABLE[state, move]
    except KeyError:
        raise OutgoingRefused("no-such-move") from None


_MINUTES = (1, 5, 15, 30, 60, 120, 240, 480, 960, 1440, 1440, 1440)


def wait_after(attempts: int) -> timedelta | None:
    """Return how long to wait after so many attempts, or None to give up.

    Together the waits make a little over four days (RFC 5321, section 4.5.4.1).
    """
    if attempts > len(_MINUTES):
        return None
    return timedelta(minutes=_MINUTES[attempts - 1])


class MailMode(StrEnum):
    """How mail reaches a mailbox here."""

    SMTP = "smtp"
    IMAP = "imap"


class AfterTaking(StrEnum):
    """What becomes of a message on the IMAP server once it has its receipt."""

    LEAVE = "leave"
    SEEN = "seen"
    MOVE = "move"
    DELETE = "delete"
