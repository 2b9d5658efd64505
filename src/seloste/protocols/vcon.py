"""vCon: conversations handed over by other systems, read tolerantly.

(draft-ietf-vcon-vcon-core.) What is not understood is refused whole, so that
nothing half-read is kept. Nothing is ever fetched: content that lies elsewhere
is refused, whatever its hash.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from seloste.protocols import json_text
from seloste.protocols.localtime import from_rfc3339
from seloste.protocols.unreadable import Unreadable
from seloste.protocols.vcon_repair import Json, as_object, repair

_SHA512 = re.compile(r"sha512-([A-Za-z0-9_-]{86})", re.ASCII)
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", re.ASCII)
LAWFUL_BASIS = "lawful_basis"
_SILENT = frozenset({"transfer", "incomplete", "recording-set"})
_ANALYSES = frozenset(
    {"report", "sentiment", "summary", "transcript", "translation", "tts"}
)


@dataclass(frozen=True, slots=True)
class Person:
    """A party; every text is personal data."""

    name: str = ""
    tel: str = ""
    mailto: str = ""
    role: str = ""
    customer_no: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """One piece of content with its bytes; ``kind`` is recording, text or file.

    A file belongs to the dialog number ``dialog``.
    """

    kind: str
    dialog: int
    started_at: datetime
    media_type: str
    filename: str
    content: bytes
    ended_at: datetime | None = None
    application: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a vCon holds that can be kept; ``started_at`` is its first dialog's."""

    uuid: str
    subject: str
    started_at: datetime
    people: tuple[Person, ...]
    contents: tuple[Content, ...]
    tolerated: tuple[str, ...]


def load(data: bytes) -> tuple[Json, tuple[str, ...]]:
    """Return the vCon document, repaired, and what had to be tolerated.

    A signed vCon is unwrapped; its signature is not verified. Raises
    Unreadable: json-unreadable, not-a-vcon, vcon-encrypted,
    vcon-signed-unreadable, created-at-missing.
    """
    document = as_object(json_text.parse(data))
    tolerated: list[str] = []
    if "payload" in document:
        document = _unwrap(document)
        tolerated.append("signature-not-verified")
    if "ciphertext" in document:
        raise Unreadable("vcon-encrypted")
    if not isinstance(document.get("uuid"), str):
        raise Unreadable("not-a-vcon")
    repaired = repair(document, tolerated)
    return repaired, tuple(dict.fromkeys(tolerated))


def read(document: Json, tolerated: tuple[str, ...] = ()) -> Conversation:
    """Return what a document that satisfies the schema says.

    An analysis is somebody else's conclusion about a person, so it is never
    imported as if it were the conversation: it is left out and named. On what
    somebody else kept it is left out too: here the notice decides. Raises
    Unreadable: vcon-critical-extension, uuid-unreadable, time-unreadable,
    external-body, body-missing, body-unreadable, content-hash-mismatch.
    """
    if document.get("critical"):
        raise Unreadable("vcon-critical-extension")
    if not _UUID.fullmatch(document["uuid"]):
        raise Unreadable("uuid-unreadable")
    starts = [from_rfc3339(dialog["start"]) for dialog in document["dialog"]]
    return Conversation(
        uuid=document["uuid"].lower(),
        subject=document.get("subject", ""),
        started_at=min(starts, default=from_rfc3339(document["created_at"])),
        people=tuple(_person(party) for party in document["parties"]),
        contents=(*_dialogs(document), *_attachments(document)),
        tolerated=tuple(dict.fromkeys((*tolerated, *_left_out(document)))),
    )


def _unwrap(signed: Json) -> Json:
    """Return the payload of a JWS in JSON serialisation (RFC 7515, 7.2)."""
    try:
        return as_object(json_text.parse(_base64url(signed["payload"])))
    except Unreadable:
        raise Unreadable("vcon-signed-unreadable") from None


def _left_out(document: Json) -> Iterator[str]:
    for analysis in document["analysis"]:
        kind = analysis["type"] if analysis["type"] in _ANALYSES else "other"
        yield f"analysis-left-out-{kind}"
    if any(one.get("purpose") == LAWFUL_BASIS for one in document["attachments"]):
        yield "lawful-basis-left-out"


def _person(party: Mapping[str, Any]) -> Person:
    return Person(
        name=party.get("name", ""),
        tel=party.get("tel", "").removeprefix("tel:"),
        mailto=party.get("mailto", "").removeprefix("mailto:"),
        role=str(party.get("role", "")).lower(),
        customer_no=str(party.get("customer_no", "")),
    )


def _dialogs(document: Json) -> Iterator[Content]:
    for number, dialog in enumerate(document["dialog"]):
        if dialog["type"] not in _SILENT:
            recording = dialog["type"] == "recording"
            yield _content(dialog, "recording" if recording else "text", number)


def _attachments(document: Json) -> Iterator[Content]:
    for attachment in document["attachments"]:
        if attachment.get("purpose") != LAWFUL_BASIS:
            yield _content(attachment, "file", attachment["dialog"])


def _content(entry: Mapping[str, Any], kind: str, dialog: int) -> Content:
    started_at = from_rfc3339(entry["start"])
    default = "text/plain" if kind == "text" else "application/octet-stream"
    return Content(
        kind=kind,
        dialog=dialog,
        started_at=started_at,
        ended_at=_end(started_at, entry.get("duration")),
        media_type=entry.get("mediatype", default),
        filename=entry.get("filename", ""),
        content=_checked(_body(entry), entry.get("content_hash", [])),
        application=str(entry.get("application", "")),
    )


def _end(started_at: datetime, duration: float | None) -> datetime | None:
    try:
        return None if duration is None else started_at + timedelta(seconds=duration)
    except OverflowError:
        raise Unreadable("time-unreadable") from None


def _body(entry: Mapping[str, Any]) -> bytes:
    if "url" in entry:
        raise Unreadable("external-body")
    if "body" not in entry:
        raise Unreadable("body-missing")
    body, encoding = entry["body"], entry.get("encoding", "none")
    if encoding == "json":
        return json.dumps(body, ensure_ascii=False).encode()
    if not isinstance(body, str):
        raise Unreadable("body-unreadable")
    return _base64url(body) if encoding == "base64url" else body.encode()


def _base64url(text: Any) -> bytes:
    """Return the bytes of base64url, with or without padding, or of base64."""
    if not isinstance(text, str):
        raise Unreadable("body-unreadable")
    plain = "".join(text.split()).rstrip("=").replace("+", "-").replace("/", "_")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), "-_", validate=True)
    except ValueError:
        raise Unreadable("body-unreadable") from None


def _checked(content: bytes, hashes: str | list[str]) -> bytes:
    """Return ``content`` when a SHA-512 that came with it is its own."""
    listed = [hashes] if isinstance(hashes, str) else hashes
    expected = {match[1] for text in listed if (match := _SHA512.fullmatch(text))}
    digest = base64.urlsafe_b64encode(hashlib.sha512(content).digest())
    if expected and digest.decode().rstrip("=") not in expected:
        raise Unreadable("content-hash-mismatch")
    return content
