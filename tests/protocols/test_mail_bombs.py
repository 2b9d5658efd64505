"""Mails made to keep a processor or a memory busy (attack 12): refused or read, soon.

Each is parsed by a process that may use little: it answers, or this test fails.
"""

import base64
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable

import pytest

MEMORY, SECONDS = 1 << 30, 30
HEAD = b"From: a@example.fi\nSubject: x\nMIME-Version: 1.0\n"
PROGRAM = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
from seloste.protocols import mime
from seloste.protocols.unreadable import Unreadable
try:
    mail = mime.parse(sys.stdin.buffer.read())
except Unreadable as refusal:
    print(refusal.reason)
else:
    [part.text() for part in mail.parts if part.is_body]
    print("read", len(mail.parts))
"""


def parsed(data: bytes) -> str:
    """Return what a process of few means says of a mail."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], input=data, capture_output=True, check=True
    )
    return done.stdout.decode().strip()


def multipart(count: int, part: bytes) -> bytes:
    body = b"".join(b"--b\n" + part + b"\n" for _ in range(count))
    return HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + body + b"--b--\n"


def nested(depth: int) -> bytes:
    levels = b"".join(
        b"Content-Type: multipart/mixed; boundary=l%d\n\n--l%d\n" % (level, level)
        for level in range(depth)
    )
    return HEAD + levels + b"\nx"


def forwarded(depth: int) -> bytes:
    return HEAD + b"Content-Type: message/rfc822\n\n" * depth + HEAD + b"\nx"


def packed(size: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as writer:
        writer.writestr("zeros", bytes(size))
    return file.getvalue()


def attached(content: bytes) -> bytes:
    head = b"Content-Type: application/zip; name=a.zip\n"
    encoded = base64.encodebytes(content)
    return HEAD + head + b"Content-Transfer-Encoding: base64\n\n" + encoded


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "10^5 parts": (lambda: multipart(100_000, b"\nx"), "mail-too-many-parts"),
    "10^5 empty parts": (lambda: multipart(100_000, b""), "mail-too-many-parts"),
    "depth 500": (lambda: nested(500), "mail-too-deep"),
    "depth 50000": (lambda: nested(50_000), "mail-too-deep"),
    "forwarded 500 times": (lambda: forwarded(500), "read 1"),
    "a base64 of 60 MB": (
        lambda: attached(bytes(45 * 2**20)),
        "mail-too-large",
    ),
    "a base64 of 48 MB": (lambda: attached(bytes(35 * 2**20)), "read 1"),
    "a zip bomb": (lambda: attached(packed(10**8)), "read 1"),
    "10^5 headers": (
        lambda: b"X: y\n" * 100_000 + HEAD + b"\n",
        "mail-too-many-headers",
    ),
    "a header of 1 MB": (
        lambda: HEAD + b"X: " + b"y" * 2**20 + b"\n\n",
        "mail-header-too-long",
    ),
    "parentheses": (lambda: HEAD + b"To: " + b"(" * 200_000 + b"\n\n", "read 1"),
    "commas": (lambda: HEAD + b"To: " + b"a," * 100_000 + b"\n\n", "read 1"),
    "quotes": (lambda: HEAD + b"To: " + b'"' * 200_001 + b"\n\n", "read 1"),
    "encoded words": (
        lambda: b"From: a@b.fi\nSubject: " + b"=?utf-8?q?=C3=A4?= " * 12_000 + b"\n\n",
        "read 1",
    ),
    "half an encoded word": (
        lambda: b"From: a@b.fi\nSubject: " + b"=?" * 100_000 + b"\n\n",
        "read 1",
    ),
    "references": (lambda: HEAD + b"References: " + b"<a" * 90_000 + b"\n\n", "read 1"),
    "parameters": (
        lambda: HEAD + b"Content-Type: text/plain" + b'; a*0="b"' * 900 + b"\n\nx",
        "read 1",
    ),
    "dashes": (lambda: multipart(1, b"\n" + b"--b" * 10**6), "read 1"),
    "40 million lines": (
        lambda: HEAD + b"\n" + b"\n" * (40 * 2**20),
        "mail-too-many-lines",
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_answered_with_little_memory_and_time(name: str) -> None:
    made, answer = BOMBS[name]

    assert parsed(made()) == answer
