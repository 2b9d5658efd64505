"""PDF/A from Typst mark-up, without files, network or the machine's fonts.

The fonts are those inside the typst package. The root folder is an empty one,
so that mark-up can read nothing; a package of Typst's registry is refused
before the compiler could fetch it.
"""

import re
from tempfile import TemporaryDirectory
from typing import Literal

import typst

from seloste.ports.documents import PdfFailed

# PDF/A-2a is for keeping (ISO 19005-2), PDF/UA-1 for reading aloud (ISO 14289-1).
PDF_A: Literal["a-2a"] = "a-2a"
PDF_UA: Literal["ua-1"] = "ua-1"
_PACKAGE = re.compile(r'(?<!\\)"@[\w-]+/')


class TypstPdfMaker:
    """Makes PDFs with the compiler of the typst package."""

    def pdf(self, markup: str) -> bytes:
        """Return the PDF of ``markup``. Raises PdfFailed."""
        if _PACKAGE.search(markup):
            raise PdfFailed("the mark-up names a package, and packages are not read")
        with TemporaryDirectory(prefix="seloste-typst-") as empty:
            return _compile(markup, empty)


def _compile(markup: str, folder: str) -> bytes:
    try:
        compiler = typst.Compiler(
            markup.encode(),
            root=folder,
            package_path=folder,
            package_cache_path=folder,
            ignore_system_fonts=True,
        )
        made = compiler.compile(format="pdf", pdf_standards=[PDF_A, PDF_UA])
    except typst.TypstError as error:
        raise PdfFailed(error.message) from error
    if not isinstance(made, bytes):
        raise PdfFailed("the compiler gave no single document")
    return made
