"""Mailboxes in one file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.protocols import mbox
from seloste.protocols.mbox import Message
from seloste.protocols.unreadable import Unreadable


def split(data: bytes, limit: int = 1000) -> list[Message]:
    return list(mbox.split(data.splitlines(keepends=True), limit=limit))


def test_messages_come_out_in_order_with_their_line() -> None:
    data = b"From a Mon\nSubject: 1\n\nx\n\nFrom b Tue\nSubject: 2\n\ny\n"

    assert split(data) == [
        Message(2, b"Subject: 1\n\nx\n"),
        Message(7, b"Subject: 2\n\ny\n"),
    ]


def test_quoted_from_lines_are_unquoted_and_said_so() -> None:
    data = b"From a\nSubject: 1\n\n>From here\n>>From there\n> quote\n"

    assert split(data) == [
        Message(2, b"Subject: 1\n\nFrom here\n>From there\n> quote\n", unquoted=True)
    ]


def test_from_without_an_empty_line_before_it_is_text() -> None:
    data = b"From a\nSubject: 1\n\nx\nFrom the beginning\n"

    assert split(data) == [Message(2, b"Subject: 1\n\nx\nFrom the beginning\n")]


def test_a_message_too_large_leaves_the_next_one_whole() -> None:
    data = b"From a\n\n" + b"x" * 50 + b"\n\nFrom b\n\ny\n"

    assert split(data, limit=20) == [
        Message(2, b"", too_large=True),
        Message(6, b"\ny\n"),
    ]


def test_a_line_may_come_in_pieces() -> None:
    pieces = [b"From a\n", b"\n", b"abc", b"From d\n", b">From e", b"\n"]

    found = list(mbox.split(pieces, limit=100))

    assert found == [Message(2, b"\nabcFrom d\nFrom e\n", unquoted=True)]


def test_a_message_may_be_empty() -> None:
    assert split(b"From a\n\nFrom b\n") == [Message(2, b""), Message(4, b"")]


@pytest.mark.parametrize("data", [b"Subject: x\n", b"\n\nFrom: a@example.fi\n"])
def test_a_file_that_begins_otherwise_is_no_mailbox(data: bytes) -> None:
    with pytest.raises(Unreadable, match="not-mbox"):
        split(data)


def test_an_empty_file_holds_nothing() -> None:
    assert split(b"\n") == []


BODIES = st.lists(
    st.binary(max_size=40).map(lambda b: b.replace(b"\r", b"")), max_size=5
)


@given(BODIES)
def test_what_is_written_as_mboxrd_comes_out_again(bodies: list[bytes]) -> None:
    wanted = [b"\n".join(b.split(b"\n")) for b in bodies]
    data = b"".join(b"From x\n" + _quoted(body) + b"\n\n" for body in wanted)

    found = [message.data for message in mbox.split(_lines(data), limit=1000)]

    assert found == [body + b"\n" for body in wanted]


def _lines(data: bytes) -> list[bytes]:
    return [line + b"\n" for line in data.split(b"\n")[:-1]]


def _quoted(body: bytes) -> bytes:
    lines = body.split(b"\n")
    return b"\n".join(
        b">" + line if line.lstrip(b">").startswith(b"From ") else line
        for line in lines
    )
