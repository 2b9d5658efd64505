"""What has to be hidden in the words of a recording, whatever their seconds are."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.domain import redaction, transcript_json
from seloste.domain.transcript import Speaker, Transcript, Turn, Word
from seloste.domain.transcript_edit import Edit, corrected
from seloste.services import hiding

CODE = "131052-308T"
CARD = "4532 1488 0343 6464"
SECRETS = ("131052", "308T", "4532", "1488", "0343", "6464")
WORDS = ("hetuni", "on", "kiitos", "ja", "näkemiin", "juu")


def call(*words: Word) -> Transcript:
    return Transcript(
        recording=UUID(int=1),
        sha256="ab" * 32,
        seconds=60.0,
        channels=2,
        language="fi",
        turns=(Turn(1, Speaker.CUSTOMER, words),),
        speech=(),
        gaps=(),
        engine="hand",
        model="none",
    )


SAID = call(
    Word("hetuni", 1.0, 1.6, 0.9),
    Word("on", 1.6, 2.0, 0.9),
    Word("kiitos", 2.0, 2.8, 0.9),
)


def shown(words: Transcript) -> str:
    sealed = transcript_json.from_json(transcript_json.to_json(words))
    hidden = redaction.hidden(sealed, hiding.found_in(sealed))
    return " ".join(turn.text for turn in hidden.turns)


def leaks(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


def test_a_number_that_a_person_puts_between_two_words_is_hidden() -> None:
    words = corrected(SAID, [Edit(0, f"hetuni on {CODE} kiitos")])

    assert shown(words) == "hetuni on [henkilötunnus] kiitos"


def test_the_sound_around_a_number_that_was_put_in_is_silent() -> None:
    words = corrected(SAID, [Edit(0, f"hetuni on {CODE} kiitos")])

    [mark] = hiding.found_in(words)
    assert mark.start == pytest.approx(1.8)
    assert mark.end == pytest.approx(2.4)


def test_a_last_group_of_digits_without_a_length_is_hidden() -> None:
    words = call(
        Word("kortti", 1.0, 1.5, 0.9),
        Word("4532", 1.5, 2.5, 0.9),
        Word("1488", 2.5, 3.5, 0.9),
        Word("0343", 3.5, 4.5, 0.9),
        Word("6464", 4.5, 4.5, 0.9),
        Word("joo", 5.0, 5.4, 0.9),
    )

    assert shown(words) == "kortti [kortin numero] joo"


@pytest.mark.parametrize("at", [0.0, 60.0, 61.0])
def test_a_number_without_a_length_at_either_end_is_hidden(at: float) -> None:
    assert shown(call(Word(CODE, at, at, 0.9))) == "[henkilötunnus]"


spans = st.tuples(st.floats(0, 1.5), st.floats(0, 1.5))
timed = st.lists(st.tuples(st.sampled_from(WORDS), spans), min_size=1, max_size=7)


@given(timed, st.sampled_from((CODE, CARD)), st.data())
def test_a_number_put_anywhere_is_never_shown(
    said: list[tuple[str, tuple[float, float]]], secret: str, data: st.DataObject
) -> None:
    words, at = [], 0.0
    for text, (pause, length) in said:
        words.append(Word(text, at + pause, at + pause + length, 0.9))
        at = words[-1].end if data.draw(st.booleans()) else words[-1].start
    texts = [word.text for word in words]
    place = data.draw(st.integers(0, len(texts)))
    instead = data.draw(st.integers(0, 2))
    texts[place : place + instead] = [secret]

    changed = corrected(call(*words), [Edit(0, " ".join(texts))])
    again = corrected(changed, [Edit(0, changed.turns[0].text.replace(" on", " nyt"))])

    assert leaks(shown(changed)) == []
    assert leaks(shown(again)) == []


@given(timed, st.lists(st.sampled_from(WORDS), max_size=3), st.integers(0, 7))
def test_words_that_make_room_stay_in_order_and_in_their_seconds(
    said: list[tuple[str, tuple[float, float]]], new: list[str], place: int
) -> None:
    words, at = [], 0.0
    for text, (pause, length) in said:
        words.append(Word(text, at + pause, at + pause + length, 0.9))
        at = words[-1].end
    texts = [word.text for word in words]
    texts[place:place] = [f"{one}x" for one in new]

    [turn] = corrected(call(*words), [Edit(0, " ".join(texts))]).turns

    times = [second for word in turn.words for second in (word.start, word.end)]
    assert times == pytest.approx(sorted(times))
    assert words[0].start <= turn.start <= turn.end <= words[-1].end


def test_a_word_that_stretches_over_a_number_gives_its_seconds_away() -> None:
    said = replace(SAID.turns[0].words[2], end=8.0)
    stretched = call(*SAID.turns[0].words[:2], said)

    [turn] = corrected(stretched, [Edit(0, f"hetuni on {CODE} kiitos")]).turns

    assert [
        (word.text, round(word.start, 3), round(word.end, 3)) for word in turn.words
    ] == [
        ("hetuni", 1.0, 1.6),
        ("on", 1.6, 1.8),
        (CODE, 1.8, 7.4),
        ("kiitos", 7.4, 8.0),
    ]
