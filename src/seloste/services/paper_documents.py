"""Paper about paper: the list of a place to tick, and the certificate of a sheet.

Every text goes in as a string literal, so that nothing written can become
mark-up. The words are the caller's, in the reader's language.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from seloste.ports.documents import PdfMaker

_LOOK = """#set page(paper: "a4", margin: 20mm, numbering: "1 / 1")
#set text(font: "Libertinus Serif", size: 10pt)
"""


@dataclass(frozen=True, slots=True)
class Printed:
    """A page to print: a title, sentences, a table, and lines to sign on."""

    title: str
    language: str
    sentences: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    signatures: tuple[str, ...] = ()


def pdf(printed: Printed, maker: PdfMaker) -> bytes:
    """Return the page as a PDF."""
    return maker.pdf(markup(printed))


def markup(printed: Printed) -> str:
    """Return the page as Typst mark-up that needs no other file."""
    parts = [
        f"#set document(title: {_string(printed.title)})",
        f"#set text(lang: {_string(printed.language)})",
        _LOOK,
        f"#heading({_string(printed.title)})",
        *(f"#par({_string(one)})" for one in printed.sentences),
        _table(printed.headings, printed.rows),
        *(f"#v(14mm)#line(length: 80mm)#par({_string(s)})" for s in printed.signatures),
    ]
    return "\n".join(parts) + "\n"


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not headings:
        return ""
    head = ", ".join(f"strong({_string(one)})" for one in headings)
    cells = ", ".join(_string(cell) for row in rows for cell in row)
    columns = f"({'auto, ' * len(headings)})"
    return (
        f"#table(columns: {columns}, inset: 6pt, stroke: 0.5pt,"
        f" table.header({head}), {cells})"
    )


def _string(text: str) -> str:
    """Return text as a string literal of Typst."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
