"""A maker of PDFs that keeps what it was given."""


class FakePdfMaker:
    """Gives back the mark-up after the first bytes of a PDF."""

    def pdf(self, markup: str) -> bytes:
        """Return something that begins like a PDF."""
        return b"%PDF-" + markup.encode()
