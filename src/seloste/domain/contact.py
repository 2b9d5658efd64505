"""What arrives: a contact with its parties, dialogs and attachments.

The words are vCon's (draft-ietf-vcon-vcon-core): a contact has parties,
dialogs and attachments. A delivery is one hand-over of a contact, or of a leg
of it, by a source. Nothing here reads a file or decides whether it may be kept.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import BinaryIO
from uuid import UUID


class Channel(StrEnum):
    """How somebody contacted the organisation."""

    CALL = "call"
    MAIL = "mail"
    CHAT = "chat"
    FORM = "form"
    PAPER = "paper"


class Direction(StrEnum):
    """Who began."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"


class Author(StrEnum):
    """Who wrote: a person, a machine or list, or a mail system about another mail.

    Only what a person wrote changes whose turn it is in a conversation.
    """

    PERSON = "person"
    MACHINE = "machine"
    MAIL_SYSTEM = "mail-system"


class PartyRole(StrEnum):
    """What a party is in the contact (vCon contact-centre extension: role)."""

    CUSTOMER = "customer"
    AGENT = "agent"
    OTHER = "other"


class Kind(StrEnum):
    """What a sealed object holds."""

    META = "meta"
    RECORDING = "recording"
    MESSAGE = "message"
    ATTACHMENT = "attachment"
    WAVEFORM = "waveform"
    TRANSCRIPT = "transcript"
    SPEECH_PART = "speech-part"
    AUDIO_COPY = "audio-copy"
    TEXT_COPY = "text-copy"
    WAVE_COPY = "wave-copy"
    MARKS = "marks"
    QUARANTINED = "quarantined"
    UPLOAD_PART = "upload-part"
    HOLD_REASON = "hold-reason"
    WORK = "work"
    NOTE = "note"
    DRAFT = "draft"
    FORM_ANSWER = "form-answer"
    CUSTOMER = "customer"
    CALL_LIST = "call-list"
    EVALUATION = "evaluation"
    PAYLOAD = "payload"
    REQUEST = "request"
    DISCLOSURE = "disclosure"
    PACKAGE = "package"
    STATEMENT = "statement"
    DECISION = "decision"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in the contact. Every text here is personal data."""

    role: PartyRole
    name: str = ""
    tel: str = ""
    mailto: str = ""
    customer_no: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of content, read through ``open`` as often as needed.

    ``media_type`` is what the sender claims (RFC 6838); content decides.
    ``filename`` is personal data and is sealed with the rest. ``sha256`` is
    the checksum the sender gave of the bytes, in lower-case hexadecimal.
    """

    kind: Kind
    open: Callable[[], BinaryIO]
    media_type: str = "application/octet-stream"
    filename: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Announcement:
    """When the caller was told of the recording, as the source says.

    ``ended_at`` is the end of the announcement (aware, UTC); ``refused`` is
    true where the caller said no, and then nothing is recorded.
    """

    ended_at: datetime | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class NoticeShown:
    """Which version of the notice somebody was shown before writing, and when.

    ``language`` is one of the notice's, ``at`` aware UTC (promise R-02).
    """

    version: int
    language: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """One hand-over by a source; ``source_id`` and ``leg`` make it idempotent.

    ``source_id`` is the source's own id of the contact (uniqueid, Message-ID,
    conversation id), ``leg`` the part of it delivered now ("" where there is
    only one). ``address`` is the line, mailbox or site that was contacted: the
    notice maps it to a controller. Times are aware UTC, as the source claims
    them. ``recording_started_at`` defaults to ``started_at``. ``unread`` says
    why a reader did not understand what it found: that is only quarantined.
    ``continues`` is the thread that whoever built the delivery has proved it to
    belong to; a thread that is gone begins anew. ``unverified`` says that its
    sender is not known in that thread: a person has to say where it belongs.
    ``begins`` is the id of the contact, and of its thread, where something in
    the content names it already.
    ``suspected`` is why it looks odd (a stable word): it waits for a person, who
    lets it in by delivering it again. ``shown`` is the notice that was shown.
    ``gaps`` are stretches that were not recorded, in seconds from the start of the
    recording.
    """

    source: str
    source_id: str
    channel: Channel
    started_at: datetime
    leg: str = ""
    ended_at: datetime | None = None
    direction: Direction = Direction.INBOUND
    address: str = ""
    subject: str = ""
    language: str = ""
    parties: tuple[Party, ...] = ()
    parts: tuple[Part, ...] = ()
    announcement: Announcement = field(default_factory=Announcement)
    recording_started_at: datetime | None = None
    notes: tuple[str, ...] = ()
    unread: str = ""
    continues: UUID | None = None
    unverified: bool = False
    begins: UUID | None = None
    author: Author = Author.PERSON
    suspected: str = ""
    shown: NoticeShown | None = None
    gaps: tuple[tuple[float, float], ...] = ()
