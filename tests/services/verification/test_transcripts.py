"""Transcripts hold words only, belong to their sound, and are certified by two."""

from dataclasses import dataclass, replace

import pytest

from seloste.domain.contact import Kind
from seloste.domain.transcript import Word
from seloste.domain.verification import Evidence, Verdict
from seloste.ports.desk import Desk
from seloste.records.models import SealedObject, StaffUser, Transcript
from seloste.services import transcript_making
from seloste.services.verification import transcripts, verify
from tests.fakes.transcriber import FakeTranscriber
from tests.services.conftest import NOW
from tests.services.transcripts import listening
from tests.services.verification.conftest import Ask, broken, found


@pytest.fixture
def row(desk: Desk, kept: object) -> Transcript:
    """The transcript of the call to SOK; that of the call to Retta is made too."""
    for item in SealedObject.objects.filter(kind=Kind.RECORDING):
        transcript_making.transcribe(item.pk, desk=listening(desk), now=NOW)
    return Transcript.objects.get(dialog__object__register="sok-mara")


def test_what_is_made_of_recordings_is_a_closed_set(ask: Ask, row: Transcript) -> None:
    assert found(ask("S-08"), "derived-closed").count == 1
    assert not broken(ask("S-08"))


def test_something_else_made_of_a_recording_is_broken(
    ask: Ask, row: Transcript
) -> None:
    SealedObject.objects.filter(transcript=row).update(kind=Kind.NOTE)

    assert "derived-outside" in broken(ask("S-08"))


@pytest.mark.parametrize("promise", ["R-11", "S-19", "S-08", "R-05"])
def test_only_words_are_written_down(ask: Ask, row: Transcript, promise: str) -> None:
    assert found(ask(promise), "words-only").verdict is Verdict.PROVED


def test_a_field_about_the_voice_is_broken(
    ask: Ask, row: Transcript, monkeypatch: pytest.MonkeyPatch
) -> None:
    @dataclass(frozen=True)
    class Heard:
        text: str
        emotion: str

    assessed = {**transcripts.SAID, Heard: transcripts.SAID[Word]}
    monkeypatch.setattr(transcripts, "SAID", assessed)

    assert found(ask("R-11"), "voice-analysed").ids == ("Heard.emotion",)
    assert "voice-analysed" in broken(ask("R-11"))


def test_transcripts_belong_to_their_sound(ask: Ask, row: Transcript) -> None:
    assert found(ask("S-17"), "transcripts-bound").count == 1


def test_a_transcript_of_another_sound_is_broken(ask: Ask, row: Transcript) -> None:
    Transcript.objects.filter(pk=row.pk).update(audio_sha256="f" * 64)

    assert broken(ask("S-17")) == {"transcript-unbound"}


def test_a_certificate_of_one_reader_cannot_be_written(
    ask: Ask, row: Transcript, monkeypatch: pytest.MonkeyPatch
) -> None:
    onni = StaffUser.objects.create(username="onni", display_name="Onni")
    anna = StaffUser.objects.create(username="anna", display_name="Anna")
    Transcript.objects.filter(pk=row.pk).update(
        state="certified", checked_by=onni, certified_by=anna
    )
    assert not broken(ask("S-17"))

    with pytest.raises(Exception, match="transcript_certified_by_two"):
        Transcript.objects.filter(pk=row.pk).update(checked_by=anna)


def test_words_without_their_recording_are_broken(ask: Ask, row: Transcript) -> None:
    retta = Transcript.objects.get(dialog__object__register="retta")
    assert "transcript-without-recording" not in broken(ask("R-17"))

    SealedObject.objects.filter(transcript=retta).update(parent=None)

    assert "transcript-without-recording" in broken(ask("R-17"))


def test_words_that_would_outlive_their_recording_are_broken(
    ask: Ask, row: Transcript
) -> None:
    retta = Transcript.objects.get(dialog__object__register="retta")
    words = SealedObject.objects.get(transcript=retta)
    later = words.destroy_by.replace(year=words.destroy_by.year + 1)

    SealedObject.objects.filter(pk=words.pk).update(act_at=later, destroy_by=later)

    assert "outlives-parent" in broken(ask("R-17"))


def test_speech_that_is_heard_here_leaves_nobody(desk: Desk, kept: object) -> None:
    result = said("R-11", desk, FakeTranscriber())

    assert "speech-stays-here" in {one.code for one in result}


def test_speech_that_somebody_unnamed_would_hear_is_broken(
    desk: Desk, kept: object
) -> None:
    result = said("R-11", desk, FakeTranscriber(processor="Puhepilvi Oy"))

    [evidence] = [one for one in result if one.code == "speech-processor-unnamed"]
    assert evidence.verdict is Verdict.BROKEN


def said(promise: str, desk: Desk, fake: FakeTranscriber) -> tuple[Evidence, ...]:
    [result] = verify(
        "retta", desk=replace(desk, transcriber=fake), now=NOW, promises=[promise]
    ).results
    return result.evidence
