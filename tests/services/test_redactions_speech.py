"""A card number that is really said: heard by the model, hidden in words and sound."""

import io
import wave
from array import array
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from seloste.adapters.transcription.whisper import WhisperTranscriber
from seloste.domain.contact import Kind, Part
from seloste.domain.staff import Role
from seloste.ports.desk import Desk
from seloste.records.models import SealedObject
from seloste.services import (
    capture,
    openings,
    playback,
    redactions,
    shown_copies,
    transcript_making,
)
from seloste.services.shown_copies import ORDINARY
from tests.adapters import speech_model
from tests.services.conftest import NOW
from tests.services.deliveries import call, opener
from tests.services.people import person

CALL = Path(__file__).parents[2] / "examples" / "audio" / "14-card.opus"
SAID = [(10.6, 15.7), (19.63, 20.45)]
"""When the number and the security code are said, by the index of the examples."""


@pytest.mark.slow
@pytest.mark.usefixtures("registers")
def test_a_number_that_is_said_is_neither_read_nor_heard(desk: Desk) -> None:
    part = Part(Kind.RECORDING, opener(CALL.read_bytes()), "audio/ogg", "14-card.opus")
    capture.capture(call(parts=(part,)), desk=desk, now=NOW)
    item = SealedObject.objects.get(kind=Kind.RECORDING)
    hearing = replace(desk, transcriber=WhisperTranscriber(speech_model.folder()))
    loud = samples(desk.audio.to_playable(io.BytesIO(CALL.read_bytes())), *SAID[0])
    assert max(loud) > 1000

    assert transcript_making.transcribe(item.pk, desk=hearing, now=NOW)
    redactions.hide(item.pk, desk=desk, now=NOW + timedelta(seconds=1))

    shown = shown_copies.words(item, ORDINARY, desk=desk)
    assert shown is not None
    words = " ".join(turn.text for turn in shown.turns)
    assert "[card number]" in words or "[kortin numero]" in words
    assert not [digits for digits in ("532", "343", "464") if digits in words]
    eino = person("eino", Role.AGENT)
    leave = openings.open_item(item.pk, staff_id=eino, purpose_id="service", now=NOW)
    track = playback.track(leave.opening_id, staff_id=eino, desk=desk, now=NOW)
    heard = track.read(0, track.size)
    assert [set(samples(heard, *stretch)) for stretch in SAID] == [{0}, {0}]


def samples(data: bytes, start: float, end: float) -> array[int]:
    with wave.open(io.BytesIO(data)) as file:
        rate, count = file.getframerate(), file.getnchannels()
        decoded = array("h", file.readframes(file.getnframes()))
    return decoded[int(start * rate) * count : int(end * rate) * count]
