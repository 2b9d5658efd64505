"""What is sent and answered about calls; the description is made of it."""

from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints

from seloste.domain.call import CallEvent, CallState
from seloste.web.api.schemas import LANGUAGE, PRINTABLE, TELEPHONE, Moment, Sent, text

EXTENSION = r"^[0-9A-Za-z*#+._-]*$"
CALL_ID: dict[str, Any] = {
    "min_length": 1,
    "max_length": 255,
    "pattern": r"^[A-Za-z0-9][A-Za-z0-9._:@-]*$",
    "description": "The exchange's own id of the call, the one of its recording.",
}


class CallEventIn(Sent):
    """One event of a call. The number is sealed and never in an address."""

    event: CallEvent
    at: Moment
    event_id: Annotated[str, text(128)] = Field(
        "", description="Tells an event sent again from a new one."
    )
    extension: Annotated[str, text(16, EXTENSION)] = Field(
        "", description="The telephone it happened on."
    )
    number: Annotated[str, text(64, TELEPHONE)] = Field(
        "", description="The caller's number, where it is shown."
    )
    line: Annotated[str, text(254)] = Field("", description="The line that was called.")
    language: Annotated[str, text(8, LANGUAGE)] = ""


class SignedCallEventIn(CallEventIn):
    """The same in a signed message, which names the call itself."""

    call_id: Annotated[
        str,
        StringConstraints(min_length=1, max_length=255, pattern=CALL_ID["pattern"]),
    ]


class CallAnswerOut(BaseModel):
    """Where the call stands, whether it may be recorded, and what a refuser hears."""

    state: CallState
    known: bool
    may_record: bool
    refused: bool
    text: str
    language: str


class ListedCallIn(Sent):
    """A call as the exchange lists it. `recorded` says that it was to be recorded."""

    source_id: Annotated[
        str, StringConstraints(min_length=1, max_length=255, pattern=PRINTABLE)
    ]
    started_at: Moment
    answered: bool
    recorded: bool = True


class CallListIn(Sent):
    """A list of calls, at most 1,000 at a time."""

    calls: Annotated[list[ListedCallIn], Field(min_length=1, max_length=1000)]


class CallListOut(BaseModel):
    """How many calls were taken."""

    taken: int
