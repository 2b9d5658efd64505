"""Captions are short pieces of turns, shown while they are said."""

from uuid import UUID

from seloste.domain.captions import captions
from seloste.domain.transcript import Speaker, Transcript, Turn, Word

RECORDING = UUID("00000000-0000-4000-8000-000000000001")


def said(*turns: Turn) -> Transcript:
    return Transcript(
        recording=RECORDING,
        sha256="0" * 64,
        seconds=60.0,
        channels=2,
        language="fi",
        turns=turns,
        speech=(),
        gaps=(),
        engine="hand",
        model="none",
    )


def turn(count: int, *, pace: float = 0.5, text: str = "sana") -> Turn:
    words = tuple(Word(text, at * pace, (at + 1) * pace, 0.9) for at in range(count))
    return Turn(1, Speaker.CUSTOMER, words)


def test_short_turn_is_one_caption() -> None:
    [one] = captions(said(turn(4)))

    assert (one.start, one.end, one.speaker) == (0.0, 2.0, Speaker.CUSTOMER)
    assert [word.text for word in one.words] == ["sana"] * 4


def test_long_turn_is_cut_after_seven_seconds() -> None:
    found = captions(said(turn(20)))

    assert [len(one.words) for one in found] == [14, 6]
    assert [(one.start, one.end) for one in found] == [(0.0, 7.0), (7.0, 10.0)]


def test_quick_talk_is_cut_after_two_lines() -> None:
    found = captions(said(turn(6, pace=0.1, text="kaksikymmentämerkkiä")))

    assert [len(one.words) for one in found] == [3, 3]


def test_word_longer_than_a_caption_stands_alone() -> None:
    found = captions(said(turn(2, text="a" * 100)))

    assert [len(one.words) for one in found] == [1, 1]


def test_no_caption_is_gone_before_it_is_seen() -> None:
    [one] = captions(said(turn(1, pace=0.05)))

    assert (one.start, one.end) == (0.0, 0.5)


def test_every_word_is_in_one_caption() -> None:
    found = captions(said(turn(50, pace=0.3)))

    assert sum(len(one.words) for one in found) == 50
