"""Objections to a purpose (GDPR Art. 21) and withdrawn consent (Art. 7(3)).

Either stops one purpose for one person, and nothing else: not the other
purposes, never legal claims. An objection stops its purpose from the moment it
is received; only compelling grounds, decided by two people, let it go on.
Nothing here reads the clock.
"""

from collections.abc import Mapping
from enum import StrEnum

from seloste.domain.errors import SelosteError
from seloste.domain.notice import Purpose

INTERESTS = frozenset({"6(1)(e)", "6(1)(f)"})
CONSENTS = frozenset({"6(1)(a)", "9(2)(a)"})


class Cause(StrEnum):
    """Why a purpose stops."""

    OBJECTION = "objection"
    WITHDRAWAL = "withdrawal"


class ObjectionState(StrEnum):
    """Where an objection stands."""

    PENDING = "pending"
    UPHELD = "upheld"
    REJECTED = "rejected"
    TAKEN_BACK = "taken-back"


class Step(StrEnum):
    """What can happen to an objection."""

    UPHOLD = "uphold"
    REJECT = "reject"
    TAKE_BACK = "take-back"


MOVES: Mapping[tuple[ObjectionState, Step], ObjectionState] = {
    (ObjectionState.PENDING, Step.UPHOLD): ObjectionState.UPHELD,
    (ObjectionState.PENDING, Step.REJECT): ObjectionState.REJECTED,
    (ObjectionState.PENDING, Step.TAKE_BACK): ObjectionState.TAKEN_BACK,
    (ObjectionState.UPHELD, Step.TAKE_BACK): ObjectionState.TAKEN_BACK,
}
STOPPING = frozenset({ObjectionState.PENDING, ObjectionState.UPHELD})


class ObjectionRefused(SelosteError):
    """The objection cannot be recorded or decided; ``reason`` is a stable word.

    Reasons: unknown-purpose, claims-purpose, statutory-purpose, other-basis,
    no-consent, no-such-move, no-reason, same-person, unknown-objection,
    unknown-contact, nothing-named, not-allowed.
    """

    code = "objection-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"objection: {reason}")
        self.reason = reason


def check(purpose: Purpose, cause: Cause) -> None:
    """Refuse what cannot be objected to, or has no consent to withdraw.

    A legitimate interest or a public task can be objected to (Art. 21(1)), a
    legal claim cannot be stopped by it, and consent is withdrawn where there is
    any. Raises ObjectionRefused.
    """
    if purpose.claims:
        raise ObjectionRefused("claims-purpose")
    if purpose.statutory:
        raise ObjectionRefused("statutory-purpose")
    articles = {basis.article for basis in purpose.bases}
    if cause is Cause.WITHDRAWAL and not articles & CONSENTS:
        raise ObjectionRefused("no-consent")
    if cause is Cause.OBJECTION and not articles & INTERESTS:
        raise ObjectionRefused("other-basis")


def first_state(cause: Cause) -> ObjectionState:
    """Return where it begins: withdrawn consent needs no decision."""
    if cause is Cause.WITHDRAWAL:
        return ObjectionState.UPHELD
    return ObjectionState.PENDING


def move(state: ObjectionState, step: Step) -> ObjectionState:
    """Return the state that follows. Raises ObjectionRefused."""
    try:
        return MOVES[state, step]
    except KeyError:
        raise ObjectionRefused("no-such-move") from None


def stops(state: ObjectionState) -> bool:
    """Tell whether its purpose is stopped in a state."""
    return state in STOPPING
