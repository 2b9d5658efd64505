"""An audio reader that understands only plain WAV, in plain Python.

The standard library reads the file, so nothing of ours is needed to trust it.
It keeps the contract of the port for whole and cut WAV files with 16 bits.
"""

import io
import itertools
import wave
from array import array
from typing import BinaryIO

from seloste.ports.audio import AudioFacts, AudioRefused, Waveform


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
