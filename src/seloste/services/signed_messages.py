"""Messages that come signed: the window, the signature, and never twice.

A message that was taken is not taken again, however fresh it is; what is too
old or too new is not even compared. Why something was refused is not told.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from seloste.domain.errors import SelosteError
from seloste.protocols import signed_webhook
from seloste.records.models import SeenSignature
from seloste.services import sources

REMEMBERED = timedelta(minutes=10)


class SignatureRefused(SelosteError):
    """The message is not signed by its source, not fresh, or was taken before."""

    code = "signature-refused"


def check(
    *,
    source: str,
    secret: bytes | None,
    timestamp: str,
    signature: str,
    verify: Callable[[bytes], bool],
    now: datetime,
) -> None:
    """Take a signed message once. Raises SignatureRefused, SourceInvalid.

    ``verify`` compares the signature with the source's secret. ``timestamp`` is
    empty where the sender sends none; then only the signature tells it is new.
    """
    origin = sources.active_source(source)
    fresh = not timestamp or signed_webhook.in_window(timestamp, now=now.timestamp())
    if not secret or not fresh or not verify(secret):
        raise SignatureRefused("not signed by this source, or not now")
    digest = _digest(timestamp, signature)
    SeenSignature.objects.filter(source=origin, seen_at__lt=now - REMEMBERED).delete()
    try:
        with transaction.atomic():
            SeenSignature.objects.create(source=origin, sha256=digest, seen_at=now)
    except IntegrityError:
        raise SignatureRefused("taken before") from None


@dataclass(frozen=True, slots=True)
class Retriable:
    """Lets a message be sent again that could not be worked on after its check."""

    source: str
    timestamp: str
    signature: str

    def __enter__(self) -> None:
        """Begin the work."""

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Forget that it was taken where the work failed."""
        if kind is not None:
            digest = _digest(self.timestamp, self.signature)
            SeenSignature.objects.filter(source=self.source, sha256=digest).delete()


def _digest(timestamp: str, signature: str) -> str:
    return hashlib.sha256(f"{timestamp}\x1f{signature}".encode()).hexdigest()
