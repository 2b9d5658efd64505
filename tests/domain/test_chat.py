"""Chats: every move there is, written out; what is said, and lines as bytes."""

import itertools
from datetime import UTC, datetime

import pytest

from seloste.domain.chat import (
    Author,
    ChatMove,
    ChatRefused,
    ChatState,
    Line,
    Shared,
    check_mailto,
    check_text,
    next_state,
)

ALLOWED = {
    ("queued", "take"): "open",
    ("queued", "transfer"): "queued",
    ("queued", "leave"): "away",
    ("queued", "end"): "ended",
    ("away", "return"): "queued",
    ("away", "end"): "ended",
    ("open", "take"): "open",
    ("open", "transfer"): "queued",
    ("open", "leave"): "left",
    ("open", "end"): "ended",
    ("left", "take"): "left",
    ("left", "return"): "open",
    ("left", "end"): "ended",
}
REFUSED = sorted(set(itertools.product(ChatState, ChatMove)) - ALLOWED.keys())


@pytest.mark.parametrize(("pair", "after"), ALLOWED.items())
def test_move_leads_on(pair: tuple[str, str], after: str) -> None:
    assert next_state(ChatState(pair[0]), ChatMove(pair[1])) == after


@pytest.mark.parametrize("pair", REFUSED)
def test_any_other_move_is_refused(pair: tuple[ChatState, ChatMove]) -> None:
    with pytest.raises(ChatRefused) as refused:
        next_state(*pair)

    assert refused.value.reason == "no-such-move"


def test_text_loses_blanks_around_it_and_nothing_else() -> None:
    assert check_text("  Hei\n siellä \n") == "Hei\n siellä"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "maija",
        "maija@",
        "a b@example.fi",
        "maija@example.fi\r\nBcc: x@example.fi",
        "<maija@example.fi>",
        "maija@example.fi,eino@example.fi",
    ],
)
def test_what_is_no_single_address_is_refused(address: str) -> None:
    with pytest.raises(ChatRefused):
        check_mailto(address)


def test_line_is_canonical_json() -> None:
    line = Line(
        seq=2,
        author=Author.AGENT,
        at=datetime(2026, 5, 4, 9, tzinfo=UTC),
        text="Hei ä",
        name="Eino",
        file=Shared("i", "a.txt", 5),
    )

    assert line.to_json().decode() == (
        '{"at":"2026-05-04T09:00:00+00:00","author":"agent",'
        '"file":{"item":"i","name":"a.txt","size":5},"name":"Eino","seq":2,'
        '"text":"Hei ä","v":1}'
    )
    assert Line.from_json(line.to_json()) == line
