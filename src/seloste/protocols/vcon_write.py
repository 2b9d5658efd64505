"""vCon: a contact written for other systems, strictly by the draft's schema.

(draft-ietf-vcon-vcon-core, syntax 0.4.0.) Content stands inside, or outside by
its SHA-512. The lawful-basis extension says on what it is kept and until when;
customer numbers, which the draft has no field for, are in an extension of ours.
Nothing here decides what may be written.
"""

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

SYNTAX = "0.4.0"
LAWFUL_BASIS = "lawful_basis"
CONTACT_CENTRE = "CC"
OURS = "seloste"
BASES = {
    "6(1)(a)": "consent",
    "6(1)(b)": "contract",
    "6(1)(c)": "legal_obligation",
    "6(1)(d)": "vital_interests",
    "6(1)(e)": "public_task",
    "6(1)(f)": "legitimate_interests",
}
"""The words of the lawful-basis extension for Art. 6(1)."""


@dataclass(frozen=True, slots=True)
class WrittenParty:
    """Somebody in the conversation; ``role`` is of the contact-centre extension."""

    role: str
    name: str = ""
    tel: str = ""
    mailto: str = ""
    customer_no: str = ""


@dataclass(frozen=True, slots=True)
class WrittenContent:
    """A piece of content: inside, or outside at ``url`` (then ``body`` is hashed).

    ``kind`` is recording, text, file or transcript; ``application`` the channel
    it came by, ``party`` the position of whoever it is from, ``dialog`` that of
    what a file or a transcript belongs to.
    """

    kind: str
    started_at: datetime
    media_type: str
    body: bytes
    filename: str = ""
    seconds: float = 0
    party: int = 0
    url: str = ""
    dialog: int = 0
    application: str = ""


@dataclass(frozen=True, slots=True)
class Grant:
    """A purpose, and the article of the basis it rests on."""

    purpose: str
    basis: str


@dataclass(frozen=True, slots=True)
class WrittenContact:
    """Everything of a contact that is written; times are aware."""

    uuid: UUID
    created_at: datetime
    started_at: datetime
    subject: str
    parties: tuple[WrittenParty, ...]
    contents: tuple[WrittenContent, ...]
    grants: tuple[Grant, ...]
    keep_until: datetime
    notice: str


def document(contact: WrittenContact) -> dict[str, Any]:
    """Return the vCon of a contact; what is empty is left out."""
    dialogs = [one for one in contact.contents if one.kind in {"recording", "text"}]
    files = [one for one in contact.contents if one.kind == "file"]
    transcripts = [one for one in contact.contents if one.kind == "transcript"]
    written: dict[str, Any] = {
        "vcon": SYNTAX,
        "uuid": str(contact.uuid),
        "created_at": _time(contact.created_at),
        "extensions": [LAWFUL_BASIS, CONTACT_CENTRE, OURS],
        "parties": [_party(one) for one in contact.parties],
        "dialog": [_dialog(one, len(contact.parties)) for one in dialogs]
        or [_silent(contact)],
        "analysis": [_transcript(one) for one in transcripts],
        "attachments": [*_bases(contact), *(_file(one) for one in files)],
    }
    if contact.subject:
        written["subject"] = contact.subject
    return written


def to_json(contact: WrittenContact) -> bytes:
    """Return the bytes of the vCon (UTF-8, keys sorted)."""
    return json.dumps(document(contact), ensure_ascii=False, sort_keys=True).encode()


def content_hash(body: bytes) -> str:
    """Return the hash of content as the draft writes it."""
    return f"sha512-{_base64url(hashlib.sha512(body).digest())}"


def _party(party: WrittenParty) -> dict[str, str]:
    written = {"role": party.role}
    if party.name:
        written["name"] = party.name
    if party.tel:
        written["tel"] = f"tel:{party.tel}"
    if party.mailto:
        written["mailto"] = f"mailto:{party.mailto}"
    if party.customer_no:
        written["customer_no"] = party.customer_no
    return written


def _dialog(content: WrittenContent, parties: int) -> dict[str, Any]:
    written: dict[str, Any] = {
        "type": content.kind,
        "start": _time(content.started_at),
        "parties": list(range(parties)),
        "originator": content.party,
        **_body(content),
    }
    if content.application:
        written["application"] = content.application
    if content.seconds:
        written["duration"] = round(content.seconds, 3)
    return written


def _silent(contact: WrittenContact) -> dict[str, Any]:
    """Return the dialog of a contact of which nothing was recorded or written."""
    return {
        "type": "incomplete",
        "start": _time(contact.started_at),
        "parties": list(range(len(contact.parties))),
        "disposition": "hung-up",
    }


def _transcript(content: WrittenContent) -> dict[str, Any]:
    return {
        "type": "wtf_transcription",
        "dialog": content.dialog,
        "vendor": OURS,
        **_body(content),
    }


def _file(content: WrittenContent) -> dict[str, Any]:
    return {
        "start": _time(content.started_at),
        "party": content.party,
        "dialog": content.dialog,
        **_body(content),
    }


def _bases(contact: WrittenContact) -> Iterator[dict[str, Any]]:
    """Yield an attachment for each basis, with the purposes that rest on it."""
    for article in sorted({one.basis for one in contact.grants}):
        granted_at = _time(contact.started_at)
        yield {
            "purpose": LAWFUL_BASIS,
            "start": granted_at,
            "party": 0,
            "dialog": 0,
            "mediatype": "application/json",
            "encoding": "json",
            "body": {
                "lawful_basis": BASES.get(article, "legitimate_interests"),
                "expiration": _time(contact.keep_until),
                "purpose_grants": [
                    {"purpose": one.purpose, "granted": True, "granted_at": granted_at}
                    for one in contact.grants
                    if one.basis == article
                ],
                "terms_of_service": contact.notice,
                "proof_mechanisms": [],
            },
        }


def _body(content: WrittenContent) -> dict[str, Any]:
    written: dict[str, Any] = {
        "mediatype": content.media_type,
        "content_hash": content_hash(content.body),
    }
    if content.filename:
        written["filename"] = content.filename
    if content.url:
        written["url"] = content.url
    else:
        written["body"] = _base64url(content.body)
        written["encoding"] = "base64url"
    return written


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
