"""The first pages of a PDF as pictures. Nothing in it is run: no script, no form."""

import pypdfium2  # type: ignore[import-untyped]  # it has no types

from seloste.adapters.preview.pictures import encoded
from seloste.ports.preview import MOST_PAGES, PreviewRefused

WIDTH = 1200
_EMPTY = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
    b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
    b"4 0 obj<</Length 22>>stream\nBT/F 6 Tf(Aa)Tj ET    \nendstream endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def count(content: bytes) -> int:
    """Return how many pages are drawn. Raises PreviewRefused."""
    with _opened(content) as document:
        return min(len(document), MOST_PAGES)


def drawn(content: bytes, number: int) -> bytes:
    """Return a page as PNG; ``number`` counts from 1. Raises PreviewRefused."""
    with _opened(content) as document:
        if not 1 <= number <= min(len(document), MOST_PAGES):
            raise PreviewRefused("no-such-page")
        page = document[number - 1]
        width, height = page.get_size()
        longest = max(width, height)
        if longest <= 0:
            raise PreviewRefused("damaged")
        bitmap = page.render(scale=min(WIDTH / longest, 4))
        return encoded(bitmap.to_pil())


def _opened(content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        raise PreviewRefused("damaged") from None


def rehearse() -> None:
    """Draw an empty page, so that nothing is left to import."""
    drawn(_EMPTY, 1)
