"""A summary in the place of what was said is found, although no second is left out."""

from dataclasses import replace
from uuid import UUID

import pytest

from seloste.domain import transcript_json, transcript_pace
from seloste.domain.transcript import (
    BY_HAND,
    Speaker,
    Stretch,
    Transcript,
    TranscriptRefused,
    Turn,
    Word,
    coverage,
)
from seloste.domain.transcript_edit import Edit, corrected

SAID = (
    "olen todella pettynyt tähän palveluun koska kukaan ei vastannut minulle kahteen"
    " viikkoon ollenkaan mitään"
)


def turn(start: float, end: float, text: str) -> Turn:
    words = text.split()
    each = (end - start) / len(words)
    timed = tuple(
        Word(word, start + at * each, start + (at + 1) * each, 0.9)
        for at, word in enumerate(words)
    )
    return Turn(0, Speaker.CUSTOMER, timed)


def call(*turns: Turn) -> Transcript:
    return Transcript(
        recording=UUID(int=1),
        sha256="ab" * 32,
        seconds=60.0,
        channels=1,
        language="fi",
        turns=turns,
        speech=tuple(Stretch(0, one.start, one.end) for one in turns),
        gaps=(),
        engine="hand",
        model="none",
    )


COMPLAINT = call(turn(1.0, 8.0, SAID))


def test_fourteen_words_in_seven_seconds_are_no_slow_speech() -> None:
    assert len(SAID.split()) == 14
    assert transcript_pace.thin(COMPLAINT) == ()


def test_a_summary_covers_every_second_and_is_thin() -> None:
    summary = corrected(COMPLAINT, [Edit(0, "Asiakas valittaa.")])

    assert coverage(summary) == 1.0
    assert transcript_pace.thin(summary) == (Stretch(0, 1.0, 8.0),)


def test_half_of_the_words_is_thin_beside_what_the_machine_heard() -> None:
    """Six words in seven seconds are a pace; the machine heard fourteen."""
    summary = corrected(
        COMPLAINT, [Edit(0, "asiakas sanoi ettei hän saanut vastausta")]
    )

    assert transcript_pace.thin(summary) == (Stretch(0, 1.0, 8.0),)


def test_what_the_machine_heard_is_remembered_over_many_corrections() -> None:
    words = SAID.split()
    shorter = COMPLAINT
    for left in (11, 8, 5):
        said = " ".join([*words[: left - 1], f"niin{left}"])
        shorter = corrected(shorter, [Edit(0, said)])

    assert len(shorter.heard) == 14
    assert transcript_pace.thin(shorter) != ()


def test_a_single_word_that_is_left_out_shows_in_no_count() -> None:
    without = corrected(COMPLAINT, [Edit(0, SAID.replace(" ei ", " "))])

    assert transcript_pace.thin(without) == ()


def test_corrected_words_are_not_thin() -> None:
    better = corrected(COMPLAINT, [Edit(0, SAID.replace("pettynyt", "tyytyväinen"))])

    assert transcript_pace.thin(better) == ()


def test_a_slow_speaker_is_listed() -> None:
    slow = call(turn(1.0, 3.0, "no niin joo"), turn(3.0, 11.0, "yksi kaksi kolme"))

    assert transcript_pace.thin(slow) == (Stretch(0, 3.0, 11.0),)


def test_a_short_word_is_no_slow_speech() -> None:
    assert transcript_pace.thin(call(turn(1.0, 4.0, "joo"))) == ()
    assert transcript_pace.thin(call(turn(1.0, 4.1, "joo"))) != ()


@pytest.mark.parametrize("mark", ["[?]", "[-]"])
def test_a_mark_accounts_for_the_words_that_are_missing(mark: str) -> None:
    assert transcript_pace.thin(corrected(COMPLAINT, [Edit(0, mark)])) == ()


def test_a_mark_that_follows_takes_no_time_from_the_words_before() -> None:
    said = turn(1.0, 5.0, "huomenta Retta")
    cough = Turn(0, Speaker.CUSTOMER, (Word("[-]", 5.5, 8.0, 1.0),))
    sound = replace(call(said, cough), speech=(Stretch(0, 0.0, 8.0),))

    assert transcript_pace.thin(sound) == ()


def test_time_without_speech_has_no_pace() -> None:
    paused = replace(COMPLAINT, speech=(Stretch(0, 1.0, 2.0),))

    assert (
        transcript_pace.thin(replace(paused, turns=(turn(1.0, 9.0, "joo ei"),))) == ()
    )


def test_what_a_person_wrote_from_nothing_has_a_pace_too() -> None:
    written = replace(call(turn(1.0, 9.0, "Asiakas valittaa.")), engine=BY_HAND)
    again = corrected(written, [Edit(0, "Asiakas valitti.")])

    assert again.heard == ()
    assert transcript_pace.thin(again) == (Stretch(0, 1.0, 9.0),)


def test_whoever_certifies_says_so_of_every_thin_stretch() -> None:
    summary = corrected(COMPLAINT, [Edit(0, "Asiakas valittaa.")])

    with pytest.raises(TranscriptRefused, match="thin"):
        transcript_pace.with_listened(summary, ["0:1.000:7.000"])
    listened = transcript_pace.with_listened(summary, ["0:1.000:8.000"])

    assert listened.listened == (Stretch(0, 1.0, 8.0),)
    sealed = transcript_json.from_json(transcript_json.to_json(listened))
    assert sealed.listened == (Stretch(0, 1.0, 8.0),)
    assert sealed.heard == listened.heard
    assert corrected(sealed, [Edit(0, "Asiakas valitti.")]).listened == ()
