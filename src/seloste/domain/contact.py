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
    QUARANTINED = "quarantined"
    UPLOAD_PART = "upload-part"
    HOLD_REASON = "hold-reason"


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
class Delivery:
    """One hand-over by a source; ``source_id`` and ``leg`` make it idempotent.

    ``source_id`` is the source's own id of the contact (uniqueid, Message-ID,
    conversation id), ``leg`` the part of it delivered now ("" where there is
    only one). ``address`` is the line, mailbox or site that was contacted: the
    notice maps it to a controller. Times are aware UTC, as the source claims
    them. ``recording_started_at`` defaults to ``started_at``. ``unread`` says
    why a reader did not understand what it found: that is only quarantined.
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
