"""A scanner in memory that knows EICAR and nothing else."""

from dataclasses import dataclass
from typing import BinaryIO

from seloste.ports.scanner import Scanned, ScannerUnavailable

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@dataclass
class FakeScanner:
    """Finds EICAR anywhere; ``down`` is an outage."""

    down: bool = False
    looked: int = 0

    def scan(self, source: BinaryIO) -> Scanned:
        """Look through everything ``source`` holds. Raises ScannerUnavailable."""
        if self.down:
            raise ScannerUnavailable("the scanner did not answer")
        self.looked += 1
        found = "Eicar-Test" if EICAR in source.read() else ""
        return Scanned(found, "fake/1")
