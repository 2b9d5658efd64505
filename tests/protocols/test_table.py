"""Tables as Excel, databases and hand-made scripts write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.protocols import table
from seloste.protocols.table import BadRow, Cells
from seloste.protocols.unreadable import Unreadable


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_with_or_without_a_mark(encoding: str) -> None:
    assert table.decode("nimi;Äiti".encode(encoding)) == ("nimi;Äiti", ())


def test_old_excel_text_is_read_and_the_assumption_reported() -> None:
    read = table.decode("nimi;Äiti €".encode("cp1252"))

    assert read == ("nimi;Äiti €", ("encoding-cp1252-assumed",))


@pytest.mark.parametrize("data", [b"a;\x81", b"\xef\xbb\xbf\xff", b"\xff\xfea"])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="text-encoding"):
        table.decode(data)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_separator_is_the_one_the_header_uses(separator: str) -> None:
    text = separator.join(["a", "b", "c"]) + "\n" + separator.join(["1", "2, 3", "4"])

    assert table.separator(text) == separator


def test_rows_carry_the_line_they_end_on() -> None:
    text = 'a;b\n\n1;"two\nlines"\n3;4\n'

    assert list(table.rows(text)) == [
        Cells(1, ("a", "b")),
        Cells(4, ("1", "two\nlines")),
        Cells(5, ("3", "4")),
    ]


def test_an_open_quotation_mark_ends_the_table_aloud() -> None:
    text = 'a;b\n1;2\n3;"open\n5;6\n'

    read = list(table.rows(text))

    assert read[:2] == [Cells(1, ("a", "b")), Cells(2, ("1", "2"))]
    assert read[2:] == [BadRow(4, "rest-unreadable")]


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    lines = [row.line for row in table.rows(text)]

    assert lines == sorted(lines)
