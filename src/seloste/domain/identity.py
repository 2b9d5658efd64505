"""How surely it is known who asks, and how sure a right needs to be.

The levels follow what a wrong answer could do (EDPB Guidelines 01/2022, 69-78):
nothing, control of one address or number that was in the records before the
request, of two or a call back, and a strong identification or a meeting. Nobody
needs bank credentials (Finnish DPA, TSV/121/2021), a name with a personal
identity code proves nothing, and no picture of a document is ever taken.
Nothing here reads the clock.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from seloste.domain.errors import SelosteError
from seloste.domain.rights import RequestKind
from seloste.domain.staff import Role

CODE_LASTS = timedelta(minutes=10)
"""How long a code by mail or telephone is good (ASVS 6.5.5)."""
LETTER_LASTS = timedelta(days=21)
"""How long a code in a letter is good: the post takes days."""
CODE_DIGITS = 8
MOST_TRIES = 5
MOST_CODES = 3
"""Wrong tries of one code, and codes for one request in a day."""
MOST_CODES_ABOUT = 9
"""Codes to one address in a day for all requests that name it."""
MOST_ASKED = 10
"""How often codes are asked for in a day for one request."""
MOST_WRONG = 30
"""Wrong codes of one request in a day; nothing more is looked at after them."""
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
"""After ``MOST_TRIES`` wrong codes each further one is waited for twice as long."""
COOLING_OFF = timedelta(hours=48)
"""How long the old address has to object before an answer leaves (D7)."""
LATELY = timedelta(days=30)
QUIET = timedelta(days=90)
"""A silence in which a number may have been given to somebody else."""
FRESH = timedelta(minutes=10)
"""How old a strong identification may be when it is accepted (D1)."""


class Assurance(IntEnum):
    """How surely it is known who asks (D1)."""

    NONE = 0
    ONE_CHANNEL = 1
    TWO_CHANNELS = 2
    STRONG = 3


class Method(StrEnum):
    """How somebody proved who they are."""

    CODE = "code"
    LETTER = "letter"
    CALL_BACK = "call-back"
    STRONG = "strong"
    IN_PERSON = "in-person"


LEVEL: Mapping[Method, Assurance] = {
    Method.CODE: Assurance.ONE_CHANNEL,
    Method.LETTER: Assurance.ONE_CHANNEL,
    Method.CALL_BACK: Assurance.TWO_CHANNELS,
    Method.STRONG: Assurance.STRONG,
    Method.IN_PERSON: Assurance.STRONG,
}
NEEDED: Mapping[RequestKind, Assurance] = {
    RequestKind.CONFIRMATION: Assurance.STRONG,
    RequestKind.ACCESS: Assurance.STRONG,
    RequestKind.TRANSCRIPT: Assurance.STRONG,
    RequestKind.PORTABILITY: Assurance.STRONG,
    RequestKind.ERASURE: Assurance.TWO_CHANNELS,
    RequestKind.RECTIFICATION: Assurance.ONE_CHANNEL,
    RequestKind.RESTRICTION: Assurance.ONE_CHANNEL,
    RequestKind.OBJECTION: Assurance.ONE_CHANNEL,
    RequestKind.WITHDRAWAL: Assurance.ONE_CHANNEL,
}
CONTENT = frozenset(kind for kind, level in NEEDED.items() if level is Assurance.STRONG)
"""The kinds whose answer hands out what is kept."""


class AlertKind(StrEnum):
    """What makes a request look like somebody else's (D7)."""

    FIRST_SEEN = "first-seen"
    DETAILS_CHANGED = "details-changed"
    MANY_SUBJECTS = "many-subjects"
    FAILED_BEFORE = "failed-before"
    OTHER_NAME = "other-name"


COOLS = frozenset({AlertKind.FIRST_SEEN, AlertKind.DETAILS_CHANGED})
"""The signs of which the old addresses are told, and after which an answer waits."""


class IdentityRefused(SelosteError):
    """Who asks cannot be proven like this; ``reason`` is a stable word.

    Reasons: not-known-before, not-awaited, wrong-code, too-many-tries,
    too-many-codes, no-mailbox, no-way, too-old, wrong-acr, not-his-own,
    alert-standing, cooling-off, unknown-alert, no-reason, unknown-match,
    not-configured, not-signed, cancelled, begin-again, unreachable.
    """

    code = "identity-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"identity: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Proof:
    """One proof: how, and over which channel (a keyed fingerprint, "" for none)."""

    method: Method
    channel: str = ""


def assurance(proofs: Iterable[Proof]) -> Assurance:
    """Return the level that proofs reach together.

    Two codes count as two channels only where they went to two addresses; letters
    are one channel, since one address can be written in many ways.
    """
    given = tuple(proofs)
    single = max((LEVEL[one.method] for one in given), default=Assurance.NONE)
    channels = {
        Method.LETTER if one.method is Method.LETTER else one.channel
        for one in given
        if LEVEL[one.method] is Assurance.ONE_CHANNEL and one.channel
    }
    both = Assurance.TWO_CHANNELS if len(channels) > 1 else Assurance.NONE
    return max(single, both)


def needed(kind: RequestKind, *, sensitive: bool = False) -> Assurance:
    """Return the level a right needs; sound and special categories need the most."""
    return Assurance.STRONG if sensitive else NEEDED[kind]


def enough(
    kind: RequestKind,
    level: int,
    *,
    sensitive: bool = False,
    approver: Iterable[Role] = (),
) -> bool:
    """Tell whether a level is enough for a right.

    Content may leave on two channels where the data protection officer approves
    (the way without bank credentials); sound and special categories may not.
    """
    wanted = needed(kind, sensitive=sensitive)
    if level >= wanted:
        return True
    by_dpo = Role.DPO in set(approver) and not sensitive
    return by_dpo and kind in CONTENT and level >= Assurance.TWO_CHANNELS


def least(kind: RequestKind) -> Assurance:
    """Return the level below which nobody need look at a request of a kind."""
    return min(NEEDED[kind], Assurance.TWO_CHANNELS)


def stands(*, expires_at: datetime, tries: int, now: datetime) -> bool:
    """Tell whether a code can still be entered: neither over nor tried too often."""
    return now < expires_at and tries < MOST_TRIES


def check_ask(lately: int) -> None:
    """Refuse to be asked for codes too often in a day. Raises IdentityRefused."""
    if lately >= MOST_ASKED:
        raise IdentityRefused("too-many-codes")


def check_try(wrong: Collection[datetime], now: datetime) -> None:
    """Refuse a code that comes too soon after wrong ones of the same day.

    The more were wrong, the longer it takes, so that a code is not guessed; nobody
    has to give up who mistyped. Raises IdentityRefused.
    """
    over = len(wrong) - MOST_TRIES
    if over < 0:
        return
    wait = min(FIRST_WAIT * 2 ** min(over, 10), LONGEST_WAIT)
    if len(wrong) >= MOST_WRONG or now < max(wrong) + wait:
        raise IdentityRefused("too-many-tries")


def may_send(*, own: int, all_of_address: int, confirmed: bool) -> bool:
    """Tell whether a further code may go to an address within a day.

    The first one of a confirmed request always goes: others who name the address
    cannot use it up. All of them together do not flood it.
    """
    if own >= MOST_CODES:
        return False
    return (confirmed and own == 0) or all_of_address < MOST_CODES_ABOUT


def cooled_off(told_at: datetime | None, now: datetime) -> bool:
    """Tell whether the old address has had its time since it was told."""
    return told_at is not None and now >= told_at + COOLING_OFF


@dataclass(frozen=True, slots=True)
class CameIn:
    """When the records first had an identifier (aware UTC).

    ``arrived`` with a contact as it came in, ``put_in`` by a correction of one.
    """

    arrived: datetime | None = None
    put_in: datetime | None = None

    @property
    def by_hand(self) -> bool:
        """Tell whether it was put in before it came in by itself, or only so."""
        if self.put_in is None:
            return False
        return self.arrived is None or self.put_in <= self.arrived

    def known_before(self, at: datetime) -> bool:
        """Tell whether it was in the records before, so that it may prove something.

        What was put in by hand counts a month after that only: until then whoever
        had the details changed would prove that they are who they said (D7).
        """
        if self.by_hand and self.put_in is not None:
            return self.put_in < at - LATELY
        return self.arrived is not None and self.arrived < at

    def changed(self, at: datetime) -> bool:
        """Tell whether details were put in by hand, or were shortly before."""
        return self.by_hand or (self.put_in is not None and self.put_in > at - LATELY)


class Evidence(StrEnum):
    """What speaks for or against a contact being the requester's."""

    PROVEN_CHANNEL = "proven-channel"
    GIVEN_CHANNEL = "given-channel"
    SAME_NAME = "same-name"
    SAME_CUSTOMER = "same-customer"
    ORIGIN = "origin"
    OTHER_NAME = "other-name"
    NOT_YET_THEIRS = "not-yet-theirs"
    NO_LONGER_THEIRS = "no-longer-theirs"
    CAME_LATER = "came-later"
    BROKEN = "broken"


OUTSIDE = frozenset({Evidence.NOT_YET_THEIRS, Evidence.NO_LONGER_THEIRS})
"""A contact of which one is true is somebody else's, whatever speaks for it."""

AGAINST = OUTSIDE | {Evidence.BROKEN, Evidence.CAME_LATER, Evidence.OTHER_NAME}


def outside(evidence: Iterable[Evidence]) -> bool:
    """Tell whether a contact lies outside the time an identifier was the person's."""
    return not OUTSIDE.isdisjoint(evidence)


class Weight(StrEnum):
    """What the evidence of a match is worth.

    ``PROVEN`` shows control of the identifier in its time; what is ``DOUBTFUL`` is
    confirmed with a reason only, and what is ``ANOTHERS`` not at all.
    """

    PROVEN = "proven"
    DOUBTFUL = "doubtful"
    ANOTHERS = "anothers"


def weight(evidence: Iterable[Evidence], *, strong: bool) -> Weight:
    """Return what the evidence of a match is worth (D2).

    ``strong`` says that it is known strongly who asks, and that it is the name of
    the request. An identifier that was only typed proves nothing by itself: where
    another name stands beside it, it is somebody else's.
    """
    found = frozenset(evidence)
    proven = Evidence.PROVEN_CHANNEL in found
    if outside(found):
        return Weight.ANOTHERS
    if Evidence.OTHER_NAME in found:
        return Weight.DOUBTFUL if proven else Weight.ANOTHERS
    if Evidence.CAME_LATER in found:
        return Weight.DOUBTFUL
    known = strong and Evidence.SAME_NAME in found
    return (
        Weight.PROVEN
        if known or (proven and Evidence.BROKEN not in found)
        else Weight.DOUBTFUL
    )


@dataclass(frozen=True, slots=True)
class Seen:
    """A contact in which an identifier stands: when, and under whose name.

    ``own`` is None where no name stands beside it.
    """

    at: datetime
    own: bool | None


def unbroken_since(seen: Iterable[Seen], *, proven_at: datetime) -> datetime:
    """Return since when an identifier that was proven shows no other holder.

    Back to the last other name beside it, or to a silence of the person's own
    longer than ``QUIET``: what lies before that may have been another's.
    """
    since = last = proven_at
    for one in sorted(seen, key=lambda one: one.at, reverse=True):
        if one.own is False or last - one.at > QUIET:
            return since
        since = one.at
        last = one.at if one.own else last
    return since


class MatchState(StrEnum):
    """What a person said of a match."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Owned:
    """When an identifier was the requester's: empty ends are open (aware UTC)."""

    since: datetime | None = None
    until: datetime | None = None

    def against(self, at: datetime) -> frozenset[Evidence]:
        """Return what speaks against a contact of a moment."""
        if self.since is not None and at < self.since:
            return frozenset({Evidence.NOT_YET_THEIRS})
        if self.until is not None and at >= self.until:
            return frozenset({Evidence.NO_LONGER_THEIRS})
        return frozenset()


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are the same words, in any order and case."""
    return bool(one.strip()) and _words(one) == _words(other)


def _words(name: str) -> frozenset[str]:
    return frozenset(name.casefold().replace(",", " ").split())
