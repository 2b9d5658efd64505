"""The package in which a request is answered: what goes in, and how it leaves.

A package is a copy made for one person, kept apart for a short time of its own
and destroyed when it was fetched or its time is over. One table says what may
happen to it. Nothing here reads the clock, a record or a word of the content.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from seloste.domain.contact import Channel
from seloste.domain.errors import SelosteError
from seloste.domain.notice import Mode, Notice, Period, RetentionClass, Text
from seloste.domain.rights import RequestKind
from seloste.domain.transcript import Speaker, Turn

CLASS = "rights-package"
STANDARD = Period(days=30)
NAME = Text(
    fi="Rekisteröidylle koottu vastaus",
    sv="Svar sammanställt för den registrerade",
    en="Answer compiled for the data subject",
)
LINK_LASTS = timedelta(days=7)
MOST_ATTEMPTS = 3
DOWNLOAD_LASTS = timedelta(minutes=30)
"""How long a download that was cut may look as if it went on."""
TOKEN_BYTES = 32
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 10
PASSPHRASE_GROUPS = 6
PASSPHRASE_GROUP = 4
COPIES = frozenset(
    {RequestKind.ACCESS, RequestKind.TRANSCRIPT, RequestKind.PORTABILITY}
)
"""Requests that are answered with a copy; any other is answered with a letter."""


class PackageState(StrEnum):
    """Where a package stands."""

    BUILDING = "building"
    READY = "ready"
    OFFERED = "offered"
    LOCKED = "locked"
    FETCHED = "fetched"
    HANDED = "handed"
    DESTROYED = "destroyed"

    @property
    def stands(self) -> bool:
        """Tell whether its bytes may still be there."""
        return self is not PackageState.DESTROYED


class PackageMove(StrEnum):
    """What can happen to a package."""

    FINISH = "finish"
    OFFER = "offer"
    LOCK = "lock"
    FETCH = "fetch"
    HAND_OVER = "hand-over"
    DESTROY = "destroy"


_S, _M = PackageState, PackageMove
MOVES: Mapping[tuple[PackageState, PackageMove], PackageState] = {
    (_S.BUILDING, _M.FINISH): _S.READY,
    (_S.BUILDING, _M.DESTROY): _S.DESTROYED,
    (_S.READY, _M.OFFER): _S.OFFERED,
    (_S.READY, _M.HAND_OVER): _S.HANDED,
    (_S.READY, _M.DESTROY): _S.DESTROYED,
    (_S.OFFERED, _M.OFFER): _S.OFFERED,
    (_S.OFFERED, _M.LOCK): _S.LOCKED,
    (_S.OFFERED, _M.FETCH): _S.FETCHED,
    (_S.OFFERED, _M.HAND_OVER): _S.HANDED,
    (_S.OFFERED, _M.DESTROY): _S.DESTROYED,
    (_S.LOCKED, _M.OFFER): _S.OFFERED,
    (_S.LOCKED, _M.HAND_OVER): _S.HANDED,
    (_S.LOCKED, _M.DESTROY): _S.DESTROYED,
    (_S.FETCHED, _M.DESTROY): _S.DESTROYED,
    (_S.HANDED, _M.DESTROY): _S.DESTROYED,
}
"""Every move there is. What was fetched is never offered again."""


class DeliveryForm(StrEnum):
    """How an answer reaches the person."""

    PORTAL = "portal"
    AGE = "age"
    PAPER = "paper"


class PackageRefused(SelosteError):
    """The package cannot be made or handed over; ``reason`` is a stable word.

    Reasons: unknown-package, no-such-move, not-a-copy, not-decided, unreviewed,
    not-redacted, no-transcript, not-approved, not-identified, same-person,
    no-reason, wrong-reason, unknown-item, unknown-segment, not-ready, changed,
    building, unknown-link, expired, locked, wrong-code, being-fetched,
    nothing-to-give, looked-at-one-by-one.
    """

    code = "package-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"package: {reason}")
        self.reason = reason


def next_state(state: PackageState, move: PackageMove) -> PackageState:
    """Return the state a move leads to. Raises PackageRefused."""
    try:
        return MOVES[state, move]
    except KeyError:
        raise PackageRefused("no-such-move") from None


def class_for(notice: Notice) -> RetentionClass:
    """Return the class of packages, the standard one where the notice has none."""
    for one in notice.retention:
        if one.id == CLASS and one.period is not None:
            return one
    access = (one.promise for one in notice.rights if one.kind == "access")
    return RetentionClass(
        id=CLASS,
        name=NAME,
        promise=next(access, notice.promises[0].id),
        mode=Mode.EXACTLY,
        channels=frozenset(),
        period=STANDARD,
    )


@dataclass(frozen=True, slots=True)
class Attempt:
    """What is known of a link when somebody tries it. Times are aware UTC."""

    state: PackageState
    expires_at: datetime | None
    attempts: int
    fetching_at: datetime | None


def check_attempt(attempt: Attempt, now: datetime) -> None:
    """Refuse a link that is used, over or tried too often. Raises PackageRefused."""
    if attempt.state is PackageState.LOCKED:
        raise PackageRefused("locked")
    if attempt.state is not PackageState.OFFERED:
        raise PackageRefused("unknown-link")
    if attempt.expires_at is None or now >= attempt.expires_at:
        raise PackageRefused("expired")
    going_on = attempt.fetching_at
    if going_on is not None and now - going_on < DOWNLOAD_LASTS:
        raise PackageRefused("being-fetched")
    if attempt.attempts >= MOST_ATTEMPTS:
        raise PackageRefused("locked")


def automated(channel: Channel) -> bool:
    """Tell whether a contact is processed by automated means (Art. 20(1)(b))."""
    return channel is not Channel.PAPER


def portable(turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """Return what the person said themselves: only that was provided by them.

    Turns of nobody known are left out: they may be of somebody else.
    """
    return tuple(turn for turn in turns if turn.speaker is Speaker.CUSTOMER)


def check_whole(numbers: tuple[int, ...], turns: int) -> None:
    """Refuse a transcript of which any turn is not reviewed, or that has more.

    A gap is never handed over as the copy. Raises PackageRefused.
    """
    if numbers != tuple(range(turns)):
        raise PackageRefused("changed")
