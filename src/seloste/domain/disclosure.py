"""Disclosures: who outside may receive what, on which basis (GDPR Art. 13(1)(e)).

The recipients of the notice are a closed list. An insurer, counsel or agent
receives what an open claim needs; an authority what a statute and a written
request ask for; a group company learns figures, and what a claim needs. Nobody
hands over what nobody else approved. Nothing here reads the clock.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from seloste.domain.errors import SelosteError
from seloste.domain.notice import Notice, Purpose, PurposeRefused, Recipient

STATUTE = re.compile(r"\d{1,4}/(?:18|19|20)\d\d(?: [0-9a-zA-Z:.§ ]{1,40})?")
"""A statute by its number in the statute book, and the section: 806/2011 7:1 §."""

GROUP, PROCESSOR, AUTHORITY = "group", "processor", "authority"
FOR_CLAIMS = frozenset({"insurer", "counsel", "agent"})


class Form(StrEnum):
    """What is disclosed: what people said and wrote, or figures about nobody."""

    CONTENT = "content"
    FIGURES = "figures"


class DisclosureState(StrEnum):
    """Where a disclosure stands."""

    PREPARED = "prepared"
    APPROVED = "approved"
    HANDED_OVER = "handed-over"
    REFUSED = "refused"


class Step(StrEnum):
    """What can happen to a disclosure."""

    APPROVE = "approve"
    REFUSE = "refuse"
    HAND_OVER = "hand-over"


MOVES: Mapping[tuple[DisclosureState, Step], DisclosureState] = {
    (DisclosureState.PREPARED, Step.APPROVE): DisclosureState.APPROVED,
    (DisclosureState.PREPARED, Step.REFUSE): DisclosureState.REFUSED,
    (DisclosureState.APPROVED, Step.HAND_OVER): DisclosureState.HANDED_OVER,
    (DisclosureState.APPROVED, Step.REFUSE): DisclosureState.REFUSED,
}


class Event(StrEnum):
    """What every recipient is told of afterwards (Art. 19)."""

    RECTIFIED = "rectified"
    ERASED = "erased"
    RESTRICTED = "restricted"


class TellState(StrEnum):
    """Whether a recipient was told."""

    WAITING = "waiting"
    TOLD = "told"
    IMPOSSIBLE = "impossible"


class DisclosureRefused(SelosteError):
    """The disclosure is not allowed; ``reason`` is a stable word.

    Reasons: unknown-recipient, not-a-disclosure, unknown-purpose, no-name,
    no-claim, not-of-claim, no-statute, bad-statute, no-document, only-figures,
    nothing-to-disclose, restricted, objected, other-register, same-person,
    no-such-move, unknown-disclosure, not-allowed, changed, no-reason,
    unknown-notice, told-already, kept-for-another.
    """

    code = "disclosure-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"disclosure: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to disclose.

    ``name`` is the recipient by name (C-154/21); ``claim`` says that an open
    claim needs it, ``document`` that the written request is at hand.
    """

    recipient: str
    purpose: str
    name: str
    form: Form = Form.CONTENT
    statute: str = ""
    claim: bool = False
    document: bool = False


@dataclass(frozen=True, slots=True)
class Allowed:
    """Who receives it, for which purpose, and on which basis of Art. 6."""

    recipient: Recipient
    purpose: Purpose
    basis: str


def allow(notice: Notice, wanted: Wanted) -> Allowed:
    """Return on what a disclosure stands (R-12 to R-15, S-11).

    Raises DisclosureRefused.
    """
    recipient = _recipient(notice, wanted.recipient)
    if not wanted.name.strip():
        raise DisclosureRefused("no-name")
    purpose = _purpose(notice, recipient, wanted.purpose)
    if recipient.kind == AUTHORITY:
        _check_statute(wanted)
        return Allowed(recipient, purpose, "6(1)(c)")
    if recipient.kind in FOR_CLAIMS and not wanted.claim:
        raise DisclosureRefused("no-claim")
    if recipient.kind == GROUP:
        _check_group(purpose, wanted)
    return Allowed(recipient, purpose, _basis(purpose))


def _recipient(notice: Notice, recipient_id: str) -> Recipient:
    found = next((one for one in notice.recipients if one.id == recipient_id), None)
    if found is None:
        raise DisclosureRefused("unknown-recipient")
    if found.kind == PROCESSOR:
        raise DisclosureRefused("not-a-disclosure")
    return found


def _purpose(notice: Notice, recipient: Recipient, purpose_id: str) -> Purpose:
    """Return the purpose, one of the recipient's where the notice limits them."""
    if recipient.purposes and purpose_id not in recipient.purposes:
        raise DisclosureRefused("unknown-purpose")
    try:
        return notice.purpose(purpose_id)
    except PurposeRefused:
        raise DisclosureRefused("unknown-purpose") from None


def _check_statute(wanted: Wanted) -> None:
    if not wanted.statute.strip():
        raise DisclosureRefused("no-statute")
    if not STATUTE.fullmatch(wanted.statute.strip()):
        raise DisclosureRefused("bad-statute")
    if not wanted.document:
        raise DisclosureRefused("no-document")


def _check_group(purpose: Purpose, wanted: Wanted) -> None:
    """Within a group only figures go, save what an open claim needs (R-12)."""
    if wanted.form is Form.FIGURES or wanted.claim:
        return
    raise DisclosureRefused("no-claim" if purpose.claims else "only-figures")


def _basis(purpose: Purpose) -> str:
    """Return the basis it rests on: an interest where the purpose has one."""
    articles = [basis.article for basis in purpose.bases]
    return "6(1)(f)" if "6(1)(f)" in articles else articles[0]


def move(state: DisclosureState, step: Step) -> DisclosureState:
    """Return the state that follows. Raises DisclosureRefused."""
    try:
        return MOVES[state, step]
    except KeyError:
        raise DisclosureRefused("no-such-move") from None


def check_second(first: str, second: str) -> None:
    """Refuse one person acting twice where two must."""
    if first == second:
        raise DisclosureRefused("same-person")
