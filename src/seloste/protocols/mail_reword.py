"""Writes a mail anew with other words: same headers, same files, another text.

Its text bodies are replaced by one; an HTML body goes, for it says the old words
too. What is attached stays byte for byte. A signature over the old words goes.
"""

import base64
from email.generator import BytesGenerator
from email.header import Header
from email.message import Message
from email.mime.text import MIMEText
from email.parser import BytesHeaderParser
from email.policy import compat32
from io import BytesIO

from seloste.protocols import mime
from seloste.protocols.filename import safe_name
from seloste.protocols.mime import MimePart

_POLICY = compat32.clone(linesep="\r\n")
_LINE = 76
_GONE = frozenset(
    {"mime-version", "subject", "dkim-signature", "x-google-dkim-signature"}
)
_GONE_FAMILIES = ("content-", "arc-")


def reworded(data: bytes, *, subject: str, text: str) -> bytes:
    """Return a mail with another subject and text. Raises Unreadable."""
    files = mime.parse(data).attachments
    with mime.unreadable_when_broken():
        message = _with_files(text, files) if files else _text(text)
        old = BytesHeaderParser(policy=compat32).parsebytes(data)
        for name, value in old.raw_items():
            if not _goes(name):
                message.set_raw(name, value)
        message["Subject"] = Header(" ".join(subject.split()), "utf-8").encode()
        out = BytesIO()
        BytesGenerator(out, mangle_from_=False, policy=_POLICY).flatten(message)
        return out.getvalue()


def _goes(name: str) -> bool:
    return name.lower() in _GONE or name.lower().startswith(_GONE_FAMILIES)


def _text(text: str) -> Message:
    return MIMEText(text, "plain", "utf-8")


def _with_files(text: str, files: tuple[MimePart, ...]) -> Message:
    message = Message(policy=_POLICY)
    message["MIME-Version"] = "1.0"
    message["Content-Type"] = "multipart/mixed"
    message.attach(_text(text))
    for file in files:
        message.attach(_file(file))
    return message


class _Closed(Message):
    """A part whose bytes are written as they are, a message inside included."""

    def get_content_type(self) -> str:
        """Return the media type to write by."""
        return "application/octet-stream"


def _file(file: MimePart) -> Message:
    """Return a file as it came; a message inside is never encoded (RFC 2046, 5.2.1)."""
    part = _Closed(policy=_POLICY)
    part["Content-Type"] = file.media_type
    if file.filename:
        part.add_header(
            "Content-Disposition",
            "attachment",
            filename=("utf-8", "", safe_name(file.filename)),
        )
    else:
        part["Content-Disposition"] = "attachment"
    if file.content_id:
        part["Content-ID"] = f"<{file.content_id}>"
    if file.media_type.startswith("message/"):
        part["Content-Transfer-Encoding"] = "8bit"
        part.set_payload(file.content.decode("ascii", "surrogateescape"))
        return part
    encoded = base64.b64encode(file.content).decode()
    lines = (encoded[at : at + _LINE] for at in range(0, len(encoded), _LINE))
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload("\r\n".join(lines))
    return part
