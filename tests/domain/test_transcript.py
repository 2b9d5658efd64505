"""The rules of transcripts: moves, turns, corrections, and every second of speech."""

import itertools
import json
from dataclasses import replace
from uuid import UUID

import pytest

from seloste.domain import transcript_json
from seloste.domain.transcript import (
    NO_SPEECH,
    UNCLEAR,
    ChannelOrder,
    Event,
    Speaker,
    State,
    Stretch,
    Transcript,
    TranscriptRefused,
    Turn,
    Word,
    check_complete,
    check_reader,
    coverage,
    low_words,
    move,
    speaker_of,
    turns_of,
    unclear_parts,
    uncovered,
    with_unheard,
)
from seloste.domain.transcript_edit import Addition, Edit, corrected

ALLOWED = {
    ("machine", "correct"): "machine",
    ("machine", "check"): "checked",
    ("checked", "correct"): "machine",
    ("checked", "certify"): "certified",
    ("certified", "correct"): "machine",
}
REFUSED = set(itertools.product(State, Event)) - {
    (State(state), Event(event)) for state, event in ALLOWED
}
AINO, ANNA = UUID(int=1), UUID(int=2)


def word(text: str, start: float, end: float, confidence: float = 0.9) -> Word:
    return Word(text, start, end, confidence)


HELLO = Turn(0, Speaker.AGENT, (word("hyvää", 0.5, 1.0), word("päivää", 1.0, 1.6, 0.4)))
WATER = Turn(
    1,
    Speaker.CUSTOMER,
    (word("vesi", 2.0, 2.5), word("vahinko", 2.5, 3.2), word("täällä", 3.2, 4.0)),
)
CALL = Transcript(
    recording=UUID(int=7),
    sha256="a" * 64,
    seconds=10.0,
    channels=2,
    language="fi",
    turns=(HELLO, WATER),
    speech=(Stretch(0, 0.4, 1.8), Stretch(1, 1.9, 4.2)),
    gaps=((5.0, 7.0),),
    engine="fake",
    model="script",
)


@pytest.mark.parametrize(("given", "after"), ALLOWED.items())
def test_a_transcript_moves_by_the_table(given: tuple[str, str], after: str) -> None:
    assert move(State(given[0]), Event(given[1])) == after


@pytest.mark.parametrize("given", sorted(REFUSED))
def test_every_other_move_is_refused(given: tuple[State, Event]) -> None:
    with pytest.raises(TranscriptRefused, match="not-now"):
        move(*given)


def test_the_second_reader_is_another_person() -> None:
    check_reader(checked_by=AINO, reader=ANNA)
    with pytest.raises(TranscriptRefused, match="own-check"):
        check_reader(checked_by=AINO, reader=AINO)


@pytest.mark.parametrize(
    ("order", "channels", "first", "second"),
    [
        ("agent-first", 2, "agent", "customer"),
        ("customer-first", 2, "customer", "agent"),
        ("unknown", 2, "unknown", "unknown"),
    ],
)
def test_the_channel_says_who_speaks(
    order: str, channels: int, first: str, second: str
) -> None:
    said = [
        speaker_of(at, channels=channels, order=ChannelOrder(order)) for at in (0, 1)
    ]

    assert said == [first, second]


def test_one_mixed_channel_says_nothing_of_who_speaks() -> None:
    order = ChannelOrder.AGENT_FIRST
    assert speaker_of(0, channels=1, order=order) is Speaker.UNKNOWN


def turns(*heard: tuple[int, tuple[Word, ...]]) -> list[tuple[int, str]]:
    made = turns_of(heard, channels=2, order=ChannelOrder.UNKNOWN)
    return [(turn.channel, turn.text) for turn in made]


def test_turns_follow_one_another_as_they_were_said() -> None:
    agent = (word("hyvää", 0.0, 1.0), word("entä", 5.0, 6.0))
    customer = (word("vesi", 2.0, 3.0), word("vuotaa", 3.0, 4.0))

    assert turns((0, agent), (1, customer)) == [
        (0, "hyvää"),
        (1, "vesi vuotaa"),
        (0, "entä"),
    ]


def test_a_pause_that_nobody_fills_ends_no_turn() -> None:
    agent = (word("hetki", 0.0, 1.0), word("katson", 6.0, 7.0))

    assert turns((0, agent), (1, ())) == [(0, "hetki katson")]


def test_on_one_mixed_channel_a_turn_ends_with_every_sentence() -> None:
    words = tuple(
        word(text, at * 0.5, at * 0.5 + 0.5)
        for at, text in enumerate(("Mikä", "osoite?", "Koivukuja", "4.", "Kiitos"))
    )

    made = turns_of(((0, words),), channels=1, order=ChannelOrder.UNKNOWN)

    assert [turn.text for turn in made] == ["Mikä osoite?", "Koivukuja 4.", "Kiitos"]


def test_a_turn_ends_when_it_grows_too_long() -> None:
    agent = tuple(word(str(at), at * 10.0, at * 10.0 + 10.0) for at in range(8))

    assert turns((0, agent)) == [(0, "0 1 2 3 4 5"), (0, "6 7")]


def test_words_account_for_the_speech_around_them() -> None:
    assert uncovered(CALL) == ()
    assert coverage(CALL) == 1.0


def test_speech_without_words_is_uncovered() -> None:
    call = replace(CALL, turns=(HELLO,))

    assert uncovered(call) == (Stretch(1, 1.9, 4.2),)
    assert coverage(call) == pytest.approx(1.4 / 3.7)


def test_a_hole_inside_a_turn_is_uncovered() -> None:
    # by hand: words end at 2.5 and begin at 6.0; half a second around each counts
    turn = replace(WATER, words=(word("vesi", 2.0, 2.5), word("loppui", 6.0, 6.5)))
    call = replace(CALL, turns=(HELLO, turn), speech=(Stretch(1, 2.0, 6.5),), gaps=())

    assert uncovered(call) == (Stretch(1, 3.0, 5.5),)


def test_what_was_not_recorded_accounts_for_itself() -> None:
    call = replace(CALL, speech=(*CALL.speech, Stretch(0, 5.2, 6.9)))

    assert uncovered(call) == ()


@pytest.mark.parametrize("mark", [UNCLEAR, NO_SPEECH])
def test_marks_account_for_speech(mark: str) -> None:
    marked = Turn(1, Speaker.CUSTOMER, (word(mark, 1.9, 4.2, 1.0),))

    assert uncovered(replace(CALL, turns=(HELLO, marked))) == ()


def test_unheard_speech_is_marked_as_unclear() -> None:
    call = with_unheard(replace(CALL, turns=(HELLO,)))

    assert call.turns[1].text == UNCLEAR
    assert call.turns[1].words[0].confidence == 0.0
    assert unclear_parts(call) == (Stretch(1, 1.9, 4.2),)
    assert uncovered(call) == ()


def test_words_of_low_confidence_are_counted() -> None:
    assert low_words(CALL) == 1


def test_all_of_this_recording_is_complete() -> None:
    check_complete(CALL, sha256="a" * 64, gaps=((5.0, 7.0),))


@pytest.mark.parametrize(
    ("call", "sha256", "gaps", "reason"),
    [
        (CALL, "b" * 64, ((5.0, 7.0),), "recording-changed"),
        (CALL, "a" * 64, (), "gaps-changed"),
        (replace(CALL, turns=(HELLO,)), "a" * 64, ((5.0, 7.0),), "uncovered"),
    ],
)
def test_what_is_not_all_of_it_is_refused(
    call: Transcript, sha256: str, gaps: tuple[tuple[float, float], ...], reason: str
) -> None:
    with pytest.raises(TranscriptRefused, match=reason):
        check_complete(call, sha256=sha256, gaps=gaps)


def edited(text: str, turn: int = 1) -> tuple[tuple[object, ...], ...]:
    words = corrected(CALL, [Edit(turn, text)]).turns[turn].words
    return tuple((one.text, one.start, one.end, one.confidence) for one in words)


def test_a_corrected_word_keeps_the_time_of_the_one_it_stands_for() -> None:
    assert edited("vesi vahinkoa täällä") == (
        ("vesi", 2.0, 2.5, 0.9),
        ("vahinkoa", 2.5, 3.2, 1.0),
        ("täällä", 3.2, 4.0, 0.9),
    )


def test_two_words_made_one_share_the_time_of_both() -> None:
    assert edited("vesivahinko täällä") == (
        ("vesivahinko", 2.0, 3.2, 1.0),
        ("täällä", 3.2, 4.0, 0.9),
    )


def test_one_word_made_two_shares_its_time() -> None:
    assert edited("vesi vahinko täällä taas")[2:] == (
        ("täällä", 3.2, pytest.approx(3.6), 0.9),
        ("taas", pytest.approx(3.6), 4.0, 1.0),
    )
    assert edited("hyvää päivän jatkoa", turn=0)[1:] == (
        ("päivän", 1.0, pytest.approx(1.3), 1.0),
        ("jatkoa", pytest.approx(1.3), pytest.approx(1.6), 1.0),
    )


def test_a_turn_without_text_is_taken_out() -> None:
    assert corrected(CALL, [Edit(1, "  ")]).turns == (HELLO,)


def test_who_speaks_can_be_corrected() -> None:
    call = corrected(CALL, [Edit(0, HELLO.text, Speaker.OTHER)])

    assert call.turns[0].speaker is Speaker.OTHER
    assert call.turns[0].words == HELLO.words


def test_a_missing_turn_is_added_where_it_was_said() -> None:
    call = corrected(CALL, [], [Addition(0, 1.7, 1.9, "niin", Speaker.AGENT)])

    assert [turn.text for turn in call.turns] == [
        "hyvää päivää",
        "niin",
        "vesi vahinko täällä",
    ]


@pytest.mark.parametrize(
    ("edits", "additions", "reason"),
    [
        ([Edit(2, "x")], [], "no-such-turn"),
        ([Edit(0, "x" * 201)], [], "too-long"),
        ([], [Addition(0, 3.0, 3.0, "x")], "bad-times"),
        ([], [Addition(0, 9.0, 11.0, "x")], "bad-times"),
        ([], [Addition(2, 1.0, 2.0, "x")], "bad-times"),
        ([], [Addition(0, 1.0, 2.0, " ")], "no-such-turn"),
    ],
)
def test_corrections_that_cannot_be_are_refused(
    edits: list[Edit], additions: list[Addition], reason: str
) -> None:
    with pytest.raises(TranscriptRefused, match=reason):
        corrected(CALL, edits, additions)


def test_more_words_than_anybody_says_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("seloste.domain.transcript_edit.MOST_WORDS", 5)
    with pytest.raises(TranscriptRefused, match="too-long"):
        corrected(CALL, [Edit(0, "yksi kaksi kolme")])


def test_what_is_sealed_comes_back_as_it_was() -> None:
    assert transcript_json.from_json(transcript_json.to_json(CALL)) == CALL


def test_it_is_sealed_in_the_world_transcription_format() -> None:
    document = json.loads(transcript_json.to_json(CALL))

    assert document["transcript"] == {
        "text": "hyvää päivää\nvesi vahinko täällä",
        "language": "fi",
        "duration": 10.0,
        "confidence": 0.8,
    }
    assert document["segments"][1] == {
        "id": 1,
        "start": 2.0,
        "end": 4.0,
        "text": "vesi vahinko täällä",
        "confidence": 0.9,
        "speaker": 1,
        "words": [2, 3, 4],
    }
    assert document["words"][1] == {
        "id": 1,
        "start": 1.0,
        "end": 1.6,
        "text": "päivää",
        "confidence": 0.4,
        "speaker": 0,
    }
    assert document["speakers"]["1"] == {"id": 1, "label": "customer"}
    assert document["metadata"]["provider"] == "fake"


def test_it_is_an_analysis_of_a_vcon() -> None:
    entry = transcript_json.analysis(CALL, dialog=3)

    assert entry["type"] == "wtf_transcription"
    assert (entry["dialog"], entry["encoding"], entry["schema"]) == (
        3,
        "json",
        "wtf-1.0",
    )
    assert entry["vendor"] == "seloste"


def test_a_call_without_a_word_is_sealed_too() -> None:
    silent = replace(CALL, turns=(), speech=())

    assert transcript_json.from_json(transcript_json.to_json(silent)) == silent
    assert coverage(silent) == 1.0
