"""Transcripts written by hand: what sounds is speech until somebody says more."""

from dataclasses import replace
from uuid import UUID

import pytest

from seloste.domain import transcript_json
from seloste.domain.transcript import (
    NO_SPEECH,
    Speaker,
    Stretch,
    Transcript,
    TranscriptRefused,
    coverage,
    uncovered,
)
from seloste.domain.transcript_by_hand import (
    empty,
    everything,
    rest_without_speech,
    sounding,
)
from seloste.domain.transcript_edit import Addition, corrected


def begun(*sounds: Stretch, language: str = "fi") -> Transcript:
    return empty(
        recording=UUID(int=7),
        sha256="ab" * 32,
        seconds=10.0,
        sounds=sounds or everything(channels=2, seconds=10.0),
        gaps=(),
        channels=2,
        language=language,
    )


def test_nothing_of_an_empty_transcript_is_accounted_for() -> None:
    assert coverage(begun()) == 0.0
    assert uncovered(begun()) == (Stretch(0, 0.0, 10.0), Stretch(1, 0.0, 10.0))


def test_nobody_can_have_spoken_where_nothing_sounds() -> None:
    peaks = [[-0.1, 0.2, 0, 0, 0, 0, 0, 0.008, -0.5, 0.1], [0.0] * 10]

    assert sounding(peaks, seconds=10.0) == (
        Stretch(0, 0.0, 2.0),
        Stretch(0, 6.0, 10.0),
    )


def test_a_waveform_of_nothing_sounds_nowhere() -> None:
    assert sounding([[]], seconds=10.0) == ()


def test_stretches_that_were_not_recorded_account_for_themselves() -> None:
    paused = replace(begun(Stretch(0, 0.0, 10.0)), gaps=((2.0, 10.0),))

    assert uncovered(paused) == (Stretch(0, 0.0, 2.0),)


def test_the_rest_of_a_channel_is_marked_and_the_other_channel_left() -> None:
    said = Addition(0, 2.0, 5.0, "huomenta Retta", Speaker.AGENT)
    written = corrected(begun(), [], [said])

    marks = rest_without_speech(written, 0)

    assert marks == (
        Addition(0, 0.0, 1.5, NO_SPEECH),
        Addition(0, 5.5, 10.0, NO_SPEECH),
    )
    assert uncovered(corrected(written, [], marks)) == (Stretch(1, 0.0, 10.0),)


def test_what_a_machine_heard_is_not_said_away_at_once() -> None:
    heard = replace(begun(), engine="whisper")
    assert rest_without_speech(begun(), 0)

    with pytest.raises(TranscriptRefused, match="not-by-hand"):
        rest_without_speech(heard, 0)


@pytest.mark.parametrize("language", ["fi", "et", "zh-hans", "und"])
def test_it_is_written_in_any_language(language: str) -> None:
    assert begun(language=language).language == language


@pytest.mark.parametrize("language", ["", "suomi", "fi;x", "FI"])
def test_what_is_no_language_is_refused(language: str) -> None:
    with pytest.raises(TranscriptRefused, match="no-language"):
        begun(language=language)


def test_it_is_sealed_in_the_same_form_and_says_that_a_person_wrote_it() -> None:
    written = corrected(begun(), [], [Addition(1, 0.0, 1.0, "hei")])

    again = transcript_json.from_json(transcript_json.to_json(written))

    assert again == written
    assert again.engine == "by-hand"


def test_a_vcon_names_no_model_of_what_a_person_wrote() -> None:
    assert transcript_json.analysis(begun(), dialog=0)["product"] == "by-hand"
