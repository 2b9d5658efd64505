"""What is sent and what is answered; the description at /api/docs is made of it.

Everything that is sent is strict: unknown fields, times without an offset and
numbers written as text are refused. Limits are those of the records.
"""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
)

from seloste.domain.contact import Channel, Direction, PartyRole
from seloste.services.capture import Result
from seloste.services.uploads import LENGTH_LIMIT

FIRST_YEAR, LAST_YEAR = 2000, 2099
PRINTABLE = r"^[^\u0000-\u001f\u007f-\u009f]*$"
TELEPHONE = r"^[0-9A-Za-z+*#() ./-]*$"
MAILBOX = r"^([^\s@<>:;,\u0000-\u001f]+@[^\s@<>:;,\u0000-\u001f]+)?$"
LANGUAGE = r"^([A-Za-z]{2,3}(-[A-Za-z]{2,4})?)?$"
MEDIA_TYPE = r"^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*$"
SHA256 = r"^[0-9a-fA-F]{64}$"


def _sensible(moment: datetime) -> datetime:
    """Return a time in UTC; calendars begin and end somewhere."""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError("out of range")
    return moment.astimezone(UTC)


def text(limit: int, pattern: str = PRINTABLE) -> StringConstraints:
    """Return the limits of a text."""
    return StringConstraints(max_length=limit, pattern=pattern)


type Moment = Annotated[
    AwareDatetime,
    AfterValidator(_sensible),
    Field(description="RFC 3339 with an offset, in the years 2000 to 2099."),
]


class Sent(BaseModel):
    """What is sent; nothing is converted, nothing unknown is taken."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PartyIn(Sent):
    """Somebody in the contact. All of it is sealed."""

    role: PartyRole
    name: Annotated[str, text(200)] = ""
    tel: Annotated[str, text(64, TELEPHONE)] = Field(
        "", description="Telephone number or extension; not a URI."
    )
    mailto: Annotated[str, text(254, MAILBOX)] = Field(
        "", description="E-mail address; not a URI."
    )
    customer_no: Annotated[str, text(64)] = ""


class AnnouncementIn(Sent):
    """When the caller was told of the recording, and whether they refused it."""

    ended_at: Moment | None = None
    refused: bool = False


class PartKind(StrEnum):
    """What a file is in the contact."""

    RECORDING = "recording"
    MESSAGE = "message"
    ATTACHMENT = "attachment"


class ClaimIn(Sent):
    """A finished upload that becomes a part of the contact."""

    id: UUID
    kind: PartKind
    media_type: Annotated[str, text(100, MEDIA_TYPE)] = "application/octet-stream"
    filename: Annotated[str, text(255)] = ""
    sha256: Annotated[str, text(64, SHA256)] = Field(
        description="Checksum of the whole file. A wrong one quarantines the contact; "
        "it also tells that a contact sent again is the same."
    )


class ContactIn(Sent):
    """One contact, or a leg of one, as the source knows it."""

    source_id: Annotated[
        str, StringConstraints(min_length=1, max_length=255, pattern=PRINTABLE)
    ] = Field(
        description="The source's own id; with `leg` it makes sending idempotent."
    )
    leg: Annotated[str, text(64)] = ""
    channel: Channel
    started_at: Moment
    ended_at: Moment | None = None
    direction: Direction = Direction.INBOUND
    address: Annotated[str, text(254)] = Field(
        "", description="Line, mailbox or site that was contacted."
    )
    subject: Annotated[str, text(998)] = ""
    language: Annotated[str, text(8, LANGUAGE)] = ""
    parties: Annotated[list[PartyIn], Field(max_length=50)] = []
    announcement: AnnouncementIn = AnnouncementIn()
    recording_started_at: Moment | None = None
    uploads: Annotated[list[ClaimIn], Field(max_length=20)] = []


class UploadIn(Sent):
    """A file that is to be sent in chunks."""

    length: Annotated[int, Field(ge=1, le=LENGTH_LIMIT, description="In bytes.")]


class ReceiptOut(BaseModel):
    """The acknowledgement: whoever has it may let go of the original.

    `id` is the contact's, or the quarantine entry's where `result` is
    quarantined, or null where the contact was destroyed before.
    """

    result: Result
    id: UUID | None
    reason: str


class UploadOut(BaseModel):
    """How far an upload has come; it is destroyed at `expires_at`."""

    id: UUID
    offset: int
    length: int
    expires_at: datetime


class StatusOut(BaseModel):
    """How a contact is kept. Of what is no longer kept, `act_at` is null."""

    id: UUID
    state: str
    reason: str
    register_: str = Field(serialization_alias="register")
    notice_version: int | None
    retention_class: str
    destroy_by: datetime
    act_at: datetime | None
    held: bool


class ProblemOut(BaseModel):
    """A field, by its place, and what is wrong with it. No value is repeated."""

    field: str
    problem: str


class RefusalOut(BaseModel):
    """Nothing was kept. `code` is stable; docs/errors.md explains each."""

    code: str
    message: str
    fields: list[ProblemOut]
