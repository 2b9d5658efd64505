"""Breaches (GDPR Art. 33 and 34): their register and clock are built later."""

from collections.abc import Iterator

from seloste.domain.notice import Promise
from seloste.domain.verification import Evidence
from seloste.services.verification.findings import gap
from seloste.services.verification.gather import Gathered


def check(_promise: Promise, _facts: Gathered) -> Iterator[Evidence]:
    """Yield that nothing here keeps the promise yet."""
    yield gap("breach-not-built")
