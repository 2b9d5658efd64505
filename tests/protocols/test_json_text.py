"""JSON from strangers."""

import pytest

from seloste.protocols import json_text
from seloste.protocols.unreadable import Unreadable


def test_json_is_parsed() -> None:
    assert json_text.parse(b'{"a": ["\\u00e4", "\\ud83d\\ude00", 1.5]}') == {
        "a": ["ä", "😀", 1.5]
    }


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff",
        b'{"a": NaN}',
        b"[-Infinity]",
        b'"\\ud800"',
        b"[" * 200_000,
        b"9" * 5000,
    ],
)
def test_what_no_other_program_would_take_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="json-unreadable"):
        json_text.parse(data)
