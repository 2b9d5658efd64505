"""What everything that hears promises, the fake included."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from seloste.adapters.audio.pyav import PyAvReader
from seloste.adapters.transcription.whisper import WhisperTranscriber
from seloste.ports.audio import SPEECH_RATE
from seloste.ports.transcriber import Listener, Piece, Transcriber
from tests.adapters import speech_model
from tests.fakes.transcriber import FakeTranscriber

EXAMPLES = Path(__file__).parents[2] / "examples" / "audio"
SECOND = 2 * SPEECH_RATE
ENGINES = [
    pytest.param("fake", id="fake"),
    pytest.param("whisper", id="whisper", marks=pytest.mark.slow),
]


@pytest.fixture(scope="module")
def english() -> bytes:
    """What callers hear: eight seconds of a machine voice, then silence."""
    with (EXAMPLES / "announcement.en.opus").open("rb") as source:
        heard = PyAvReader().channels(source, start=0.0, seconds=60.0)[0]
    return heard + bytes(2 * SECOND)


@pytest.fixture(scope="module", params=ENGINES)
def transcriber(request: pytest.FixtureRequest) -> Transcriber:
    if request.param == "fake":
        return FakeTranscriber(script=("customer", "service"), every=4.0, language="en")
    return WhisperTranscriber(speech_model.folder())


@pytest.fixture(scope="module")
def listener(transcriber: Transcriber) -> Iterator[Listener]:
    with transcriber.listening() as started:
        yield started


@pytest.fixture(scope="module")
def pieces(listener: Listener, english: bytes) -> list[Piece]:
    return list(listener.hear(english, language="", after=0.0, final=True))


def test_everything_is_done_in_the_end(pieces: list[Piece], english: bytes) -> None:
    until = [piece.until for piece in pieces]

    assert until == sorted(until)
    assert until[-1] == pytest.approx(len(english) / SECOND)


def test_what_was_said_is_heard(pieces: list[Piece]) -> None:
    said = " ".join(word.text for piece in pieces for word in piece.words)

    assert "customer service" in said.lower()


def test_words_have_their_seconds_and_a_confidence(
    pieces: list[Piece], english: bytes
) -> None:
    words = [word for piece in pieces for word in piece.words]

    assert words
    for word in words:
        assert 0 <= word.start <= word.end <= len(english) / SECOND
        assert 0 <= word.confidence <= 1
        assert word.text == word.text.strip() != ""


def test_words_lie_where_there_is_speech(pieces: list[Piece]) -> None:
    speech = [span for piece in pieces for span in piece.speech]

    for piece in pieces:
        for word in piece.words:
            assert any(start <= word.start <= end for start, end in speech)


def test_the_language_is_told(pieces: list[Piece]) -> None:
    assert {piece.language for piece in pieces if piece.words} == {"en"}


def test_hearing_takes_its_time(pieces: list[Piece]) -> None:
    assert sum(piece.took for piece in pieces) > 0
    assert sum(piece.used for piece in pieces) > 0


def test_a_hint_of_the_language_is_followed(listener: Listener, english: bytes) -> None:
    first = next(
        iter(listener.hear(english[:SECOND], language="fi", after=0.0, final=True))
    )

    assert first.language == "fi"


def test_silence_is_done_without_a_word(listener: Listener) -> None:
    pieces = list(listener.hear(bytes(3 * SECOND), language="", after=0.0, final=True))

    assert pieces[-1].until == pytest.approx(3.0)
    assert not [word for piece in pieces for word in piece.words]


def test_what_is_done_is_not_heard_again(listener: Listener, english: bytes) -> None:
    pieces = list(listener.hear(english, language="en", after=4.0, final=True))

    assert all(word.start >= 4.0 for piece in pieces for word in piece.words)
    assert pieces[-1].until == pytest.approx(len(english) / SECOND)


def test_what_is_cut_off_is_left_for_later(listener: Listener, english: bytes) -> None:
    cut = english[: 6 * SECOND]

    pieces = list(listener.hear(cut, language="en", after=0.0, final=False))

    until = pieces[-1].until
    assert 0 < until <= 6.0
    assert all(word.start < until for piece in pieces for word in piece.words)


def test_it_says_what_it_is_made_of(transcriber: Transcriber) -> None:
    installed = transcriber.installed()

    assert installed.engine == transcriber.engine
    assert installed.model == transcriber.model
    assert installed.bytes > 0
    assert len(installed.sha256) == 64


def test_no_sound_leaves_this_machine(transcriber: Transcriber) -> None:
    assert transcriber.processor == ""
