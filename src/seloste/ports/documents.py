"""Turning a rendered text into a PDF."""

from typing import Protocol


class PdfMaker(Protocol):
    """Makes PDF/A from Typst markup."""

    def pdf(self, markup: str) -> bytes:
        """Return the PDF of Typst ``markup``; no file or network is read."""
        ...
