"""An audio reader that understands only plain WAV, in plain Python.

The standard library reads the file, so nothing of ours is needed to trust it.
It keeps the contract of the port for whole and cut WAV files with 16 bits.
"""

import io
import itertools
import math
import wave
from array import array
from collections.abc import Sequence
from typing import BinaryIO

from seloste.ports.audio import SPEECH_RATE, AudioFacts, AudioRefused, Waveform


class FakeAudioReader:
    """Reads 16-bit WAV; with ``refuse`` it refuses everything for that reason."""

    def __init__(self, *, refuse: str = "") -> None:
        self.refuse = refuse

    def probe(self, source: BinaryIO, *, claimed: str, filename: str) -> AudioFacts:
        del claimed, filename
        with self._opened(source) as file:
            return AudioFacts(
                media_type="audio/wav",
                codec="pcm_s16le",
                channels=file.getnchannels(),
                sample_rate=file.getframerate(),
                seconds=file.getnframes() / file.getframerate(),
            )

    def waveform(self, source: BinaryIO, *, points: int) -> Waveform:
        with self._opened(source) as file:
            count, frames = file.getnchannels(), file.getnframes()
            samples = array("h", file.readframes(frames))
            bounds = [at * frames // points for at in range(points + 1)]
            pairs = list(itertools.pairwise(bounds))
            return Waveform(
                seconds=frames / file.getframerate(),
                channels=tuple(
                    tuple(
                        round(extreme(samples[channel::count][begin:end]) * 127 / 32768)
                        for begin, end in pairs
                        for extreme in (min, max)
                    )
                    for channel in range(count)
                ),
            )

    def to_playable(self, source: BinaryIO) -> bytes:
        self.probe(source, claimed="", filename="")
        source.seek(0)
        return source.read()

    def silenced(
        self, source: BinaryIO, *, stretches: Sequence[tuple[float, float]]
    ) -> BinaryIO:
        with self._opened(source) as file:
            parameters, rate = file.getparams(), file.getframerate()
            width = file.getnchannels() * 2
            data = bytearray(file.readframes(file.getnframes()))
        for start, end in stretches:
            first = min(int(start * rate) * width, len(data))
            last = min(math.ceil(end * rate) * width, len(data))
            data[first:last] = bytes(max(0, last - first))
        made = io.BytesIO()
        with wave.open(made, "wb") as writer:
            writer.setparams(parameters)
            writer.writeframes(bytes(data))
        made.seek(0)
        return made

    def channels(
        self, source: BinaryIO, *, start: float, seconds: float
    ) -> tuple[bytes, ...]:
        with self._opened(source) as file:
            count, rate = file.getnchannels(), file.getframerate()
            samples = array("h", file.readframes(file.getnframes()))
        first, last = round(start * rate), round((start + seconds) * rate)
        lines = [samples[at::count][first:last] for at in range(count)]
        return tuple(
            array(
                "h",
                (
                    line[at * rate // SPEECH_RATE]
                    for at in range(len(line) * SPEECH_RATE // rate)
                ),
            ).tobytes()
            for line in lines
        )

    def _opened(self, source: BinaryIO) -> wave.Wave_read:
        if self.refuse:
            raise AudioRefused(self.refuse)
        size = source.seek(0, io.SEEK_END)
        source.seek(0)
        try:
            file = wave.Wave_read(source)
        except (wave.Error, EOFError) as error:
            raise AudioRefused("not-audio") from error
        if not file.getnframes():
            raise AudioRefused("no-duration")
        if file.getnframes() * file.getnchannels() * 2 > size:
            raise AudioRefused("truncated")
        return file
