"""Turning a rendered text into a PDF."""

from typing import Protocol

from seloste.domain.errors import SelosteError


class PdfFailed(SelosteError):
    """The mark-up does not compile, or wants something from outside."""

    code = "pdf-failed"


class PdfMaker(Protocol):
    """Makes PDF/A from Typst markup."""

    def pdf(self, markup: str) -> bytes:
        """Return the PDF of Typst ``markup``; no file or network is read.

        Raises PdfFailed.
        """
        ...
