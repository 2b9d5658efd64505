"""Tables that other systems export as text: encoding, separator, lines.

A Finnish Excel writes semicolons and either a byte order mark or cp1252; a
database export writes commas and UTF-8. Which it is, is read from the bytes
and reported, never from the name of the file.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from seloste.protocols.unreadable import Unreadable

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SEPARATORS = (";", ",", "\t")


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was not understood, by the line it ends on."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Cells:
    """One row: the line it ends on, and its cells without outer blanks."""

    line: int
    values: tuple[str, ...]


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of a table and what was assumed to read it.

    Raises Unreadable (text-encoding) when it is no text at all.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding), ()
    try:
        return data.decode(), ()
    except UnicodeDecodeError:
        return _strictly(data, "cp1252"), ("encoding-cp1252-assumed",)


def separator(text: str) -> str:
    """Return the separator that the first line uses most."""
    first = text.lstrip("\r\n").partition("\n")[0]
    return max(_SEPARATORS, key=first.count)


def rows(text: str) -> Iterator[Cells | BadRow]:
    """Yield the rows of a table; empty lines are no rows.

    A row that cannot be read ends the table: where the next one begins is not
    known any more.
    """
    stream = io.StringIO(text, newline="")
    reader = csv.reader(stream, delimiter=separator(text), strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield BadRow(reader.line_num, "rest-unreadable")
            return
        if any(cell.strip() for cell in cells):
            yield Cells(reader.line_num, tuple(cell.strip() for cell in cells))


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable("text-encoding") from None
