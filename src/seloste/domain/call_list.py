"""Lists of calls to make: from which register, for what, until which day.

Calling people needs a source the notice names, a purpose with a basis, and an
end. Whoever objects is called no more (GDPR Art. 21), and is told at the first
call where the data came from (Art. 14(3)(b)). Nothing here reads the clock.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from seloste.domain.errors import SelosteError
from seloste.domain.notice import Notice, Origin, Purpose, Source
from seloste.domain.staff import Role

INFORM_WITHIN = timedelta(days=30)
"""Art. 14(3)(a): within a reasonable period, at the latest a month."""
MOST_ATTEMPTS = 5


class CallState(StrEnum):
    """Where one call of a list stands."""

    WAITING = "waiting"
    TAKEN = "taken"
    AGAIN = "again"
    DONE = "done"


class CallResult(StrEnum):
    """What came of a call."""

    REACHED = "reached"
    NO_ANSWER = "no-answer"
    WRONG_NUMBER = "wrong-number"
    CALL_LATER = "call-later"
    DECLINED = "declined"
    OBJECTED = "objected"


NEXT: Mapping[CallResult, CallState] = {
    CallResult.REACHED: CallState.DONE,
    CallResult.NO_ANSWER: CallState.AGAIN,
    CallResult.WRONG_NUMBER: CallState.DONE,
    CallResult.CALL_LATER: CallState.AGAIN,
    CallResult.DECLINED: CallState.DONE,
    CallResult.OBJECTED: CallState.DONE,
}
SPOKEN = frozenset(
    {
        CallResult.REACHED,
        CallResult.CALL_LATER,
        CallResult.DECLINED,
        CallResult.OBJECTED,
    }
)
"""Results of a call in which somebody answered, and so had to be told (Art. 14)."""


class CallListRefused(SelosteError):
    """The list or the call is not allowed; ``reason`` is a stable word.

    Reasons: unknown-source, source-is-the-person, unknown-purpose, no-basis,
    ends-too-late, ends-in-the-past, nothing-to-call, no-phone-column,
    not-a-table, too-many, ended, not-taken, taken-by-another, not-informed,
    nobody-left.
    """

    code = "call-list-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"call list: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Mandate:
    """On what a list stands: a source of the notice, a purpose and its basis."""

    source: Source
    purpose: Purpose
    basis: str


def mandate(notice: Notice, *, source_id: str, purpose_id: str, basis: str) -> Mandate:
    """Return on what a list may stand, or raise CallListRefused (R-10, S-10).

    The source is one the notice names as a register, public or another person;
    the purpose serves agents, and the basis is one the notice gives it.
    """
    source = next((one for one in notice.sources if one.id == source_id), None)
    if source is None:
        raise CallListRefused("unknown-source")
    if source.origin is Origin.PERSON:
        raise CallListRefused("source-is-the-person")
    purpose = next((one for one in notice.purposes if one.id == purpose_id), None)
    if purpose is None or purpose.statutory or Role.AGENT not in purpose.roles:
        raise CallListRefused("unknown-purpose")
    if basis not in {one.article for one in purpose.bases}:
        raise CallListRefused("no-basis")
    return Mandate(source, purpose, basis)


def check_end(ends_on: date, *, today: date, last_day: date) -> None:
    """Refuse a list without an end of its own within the notice's period."""
    if ends_on < today:
        raise CallListRefused("ends-in-the-past")
    if ends_on > last_day:
        raise CallListRefused("ends-too-late")


def after(result: CallResult, *, attempts: int) -> CallState:
    """Return what follows a result; after five attempts a call is given up."""
    state = NEXT[result]
    if state is CallState.AGAIN and attempts >= MOST_ATTEMPTS:
        return CallState.DONE
    return state


def must_be_told(source: Source) -> bool:
    """Tell whether Art. 14 asks that the person is told where the data came from."""
    return not source.origin.direct


def overdue_to_tell(
    imported_at: datetime, *, informed: bool, called: bool, now: datetime
) -> bool:
    """Tell whether somebody was reached, or waits a month, and was not told."""
    if informed:
        return False
    return called or now >= imported_at + INFORM_WITHIN


@dataclass(frozen=True, slots=True)
class Callee:
    """Whom to call. Every text is personal data and is sealed."""

    tel: str
    name: str = ""
    organisation: str = ""
    customer_no: str = ""
    note: str = ""

    def to_json(self) -> bytes:
        """Return the canonical bytes that are sealed (UTF-8, keys sorted)."""
        return json.dumps(
            {"v": 1, **asdict(self)},
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        ).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "Callee":
        """Return what ``to_json`` wrote."""
        value = json.loads(data)
        value.pop("v")
        return cls(**value)
