"""Looking for malware in what came in."""

from dataclasses import dataclass
from typing import BinaryIO, Protocol

from seloste.domain.errors import SelosteError


class ScannerUnavailable(SelosteError):
    """The scanner did not answer: what it should look at is not served meanwhile."""

    code = "scanner-unavailable"


@dataclass(frozen=True, slots=True)
class Scanned:
    """What the scanner says; ``found`` is the signature's name, empty where clean.

    ``signatures`` tells which version of its signatures it looked with.
    """

    found: str = ""
    signatures: str = ""

    @property
    def clean(self) -> bool:
        """Tell whether nothing was found."""
        return not self.found


class Scanner(Protocol):
    """Looks through bytes and keeps none of them."""

    def scan(self, source: BinaryIO) -> Scanned:
        """Look through everything ``source`` holds. Raises ScannerUnavailable."""
        ...
