"""A system that hands over contacts, and what it sends."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.test import Client

CONTACTS = "/api/v1/contacts"
UPLOADS = "/api/v1/uploads"
CHUNK = "application/offset+octet-stream"
BOUNDARY = "a-line-that-is-in-no-file"
STARTED = "2026-07-01T11:00:00+03:00"

type Json = dict[str, Any]
type File = tuple[str, str, str, bytes]
"""Field, file name, media type, content."""


class Caller:
    """Calls the interface with a token and returns Django's answers."""

    def __init__(self, token: str) -> None:
        self._client = Client(HTTP_HOST="127.0.0.1:8000", raise_request_exception=False)
        self.authorization = {"Authorization": f"Bearer {token}"} if token else {}

    def ask(
        self,
        method: str,
        address: str,
        *,
        body: bytes = b"",
        media_type: str = "",
        **headers: str,
    ) -> HttpResponseBase:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._client.generic(
            method,
            address,
            body,
            media_type,
            headers={**self.authorization, **named},
        )

    def hand_over(self, contact: object, *files: File) -> HttpResponseBase:
        body = form(json.dumps(contact).encode(), *files)
        return self.ask("POST", CONTACTS, body=body, media_type=form_type())

    def begin(self, length: object) -> HttpResponseBase:
        body = json.dumps({"length": length}).encode()
        return self.ask("POST", UPLOADS, body=body, media_type="application/json")

    def send(self, upload: str, offset: object, chunk: bytes) -> HttpResponseBase:
        return self.ask(
            "PATCH",
            f"{UPLOADS}/{upload}",
            body=chunk,
            media_type=CHUNK,
            Upload_Offset=str(offset),
        )

    def uploaded(self, data: bytes, *, chunk: int = 1 << 20) -> str:
        """Upload ``data`` whole and return the upload's id."""
        upload: str = answered(self.begin(len(data)), 201)["id"]
        for at in range(0, len(data), chunk):
            assert self.send(upload, at, data[at : at + chunk]).status_code == 204
        return upload


def form_type() -> str:
    return f"multipart/form-data; boundary={BOUNDARY}"


def form(contact: bytes, *files: File) -> bytes:
    parts = [
        b'Content-Disposition: form-data; name="contact"\r\n'
        b"Content-Type: application/json\r\n\r\n" + contact,
        *_file_parts(files),
    ]
    line = f"--{BOUNDARY}".encode()
    return (
        b"".join(line + b"\r\n" + part + b"\r\n" for part in parts) + line + b"--\r\n"
    )


def _file_parts(files: tuple[File, ...]) -> Iterator[bytes]:
    for field, filename, media_type, content in files:
        quoted = filename.replace('"', "%22")
        head = (
            f'Content-Disposition: form-data; name="{field}"; filename="{quoted}"\r\n'
            f"Content-Type: {media_type}\r\n\r\n"
        )
        yield head.encode() + content


def answered(answer: HttpResponseBase, status: int) -> Json:
    """Return the JSON of an answer that has that status."""
    content: bytes = getattr(answer, "content", b"")
    assert answer.status_code == status, (answer.status_code, content[:500])
    body: Json = json.loads(content)
    return body


def call(**changes: object) -> Json:
    """Return a call of Maija's to Retta Isännöinti's line, as JSON."""
    contact: Json = {
        "source_id": "1777881600.17",
        "leg": "1",
        "channel": "call",
        "started_at": STARTED,
        "address": "+358900000101",
        "parties": [
            {"role": "customer", "name": "Maija", "tel": "+358 45 555 0101"},
            {"role": "agent", "name": "Eino"},
        ],
    }
    return {**contact, **changes}


def claim(upload: str, data: bytes = b"", **changes: object) -> Json:
    """Return the claim of an upload of ``data``."""
    checksum = hashlib.sha256(data).hexdigest()
    return {"id": upload, "kind": "recording", "sha256": checksum, **changes}


def problems(body: Json) -> dict[str, str]:
    """Return what is wrong, by field."""
    return {one["field"]: one["problem"] for one in body["fields"]}


def as_uuid(body: Json) -> UUID:
    """Return the id of a receipt."""
    return UUID(body["id"])
