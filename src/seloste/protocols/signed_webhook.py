"""Signatures of messages that come over the web, each as its sender makes it.

Nothing here knows a secret or a clock: both are arguments, and every
comparison takes the same time whatever is compared.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable

WINDOW_SECONDS = 300
_VERSION = "v1="
_ZOOM = "v0="


def sign(secret: bytes, *, timestamp: str, body: bytes) -> str:
    """Return our own signature: HMAC-SHA-256 over timestamp, a dot and the body."""
    return _VERSION + _hex(secret, timestamp.encode() + b"." + body)


def matches(secret: bytes, *, timestamp: str, body: bytes, given: str) -> bool:
    """Tell whether ``given`` is our own signature of a body."""
    return _same(sign(secret, timestamp=timestamp, body=body), given)


def in_window(timestamp: str, *, now: float) -> bool:
    """Tell whether a Unix time is within five minutes of now."""
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):  # noqa: PLR2004 - no time is longer
        return False
    return abs(now - int(timestamp)) <= WINDOW_SECONDS


def zoom_matches(secret: bytes, *, timestamp: str, body: bytes, given: str) -> bool:
    """Tell whether ``x-zm-signature`` is v0 of ``v0:timestamp:body``."""
    message = b"v0:" + timestamp.encode() + b":" + body
    return _same(_ZOOM + _hex(secret, message), given)


def zoom_token(secret: bytes, plain_token: str) -> str:
    """Return what ``endpoint.url_validation`` wants to see of a plain token."""
    return _hex(secret, plain_token.encode())


def twilio_sign(token: bytes, *, url: str, fields: Iterable[tuple[str, str]]) -> str:
    """Return ``X-Twilio-Signature``: HMAC-SHA-1 of the URL and the sorted form.

    SHA-1 is what the sender uses; an HMAC does not rest on its collisions.
    """
    text = url + "".join(f"{name}{value}" for name, value in sorted(set(fields)))
    digest = hmac.new(token, text.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()


def twilio_matches(
    token: bytes, *, url: str, fields: Iterable[tuple[str, str]], given: str
) -> bool:
    """Tell whether ``given`` is the signature of a form sent to an address."""
    return _same(twilio_sign(token, url=url, fields=fields), given)


def _hex(secret: bytes, message: bytes) -> str:
    return hmac.new(secret, message, hashlib.sha256).hexdigest()


def _same(expected: str, given: str) -> bool:
    return hmac.compare_digest(expected.encode(), given.encode())
