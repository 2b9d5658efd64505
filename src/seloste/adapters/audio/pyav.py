"""The audio reader: WAV with PCM or G.711 by arithmetic, all else through libav.

What headers can tell is checked here in Python, where a broken file can only
raise. Decoders run in the confined worker. Nothing is written anywhere.
"""

import io
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO

from seloste.adapters.audio import confined, wav
from seloste.adapters.audio.channels import Channels, Enough
from seloste.adapters.audio.confined import Block, Taker
from seloste.adapters.audio.g722 import Plausibility
from seloste.adapters.audio.peaks import Peaks
from seloste.adapters.audio.silence import SilencedWav
from seloste.adapters.audio.sniff import HEAD, FileKind, sniff
from seloste.ports.audio import AudioFacts, AudioRefused, Waveform
from seloste.protocols import isobmff, ogg, riff
from seloste.protocols.framing import FramingRefused

_UNMARKED = "audio/G722"
"""What a file without a mark is, when it is known to be audio."""


class PyAvReader:
    """Reads the formats that call centres hand over (port AudioReader)."""

    def probe(self, source: BinaryIO, *, claimed: str, filename: str) -> AudioFacts:
        """Return the facts, having decoded all of it, or raise AudioRefused."""
        opened = _open(source, claimed=claimed, filename=filename)
        if opened.layout:
            return wav.facts(opened.layout)
        if opened.kind is not FileKind.G722:
            return opened.decode()
        plausibility = Plausibility()
        facts = opened.decode(lambda block: plausibility.add(block.samples))
        plausibility.check()
        return facts

    def waveform(self, source: BinaryIO, *, points: int) -> Waveform:
        """Return ``points`` pairs of peaks per channel of a file that probed well."""
        opened = _open(source, claimed=_UNMARKED, filename="")
        if opened.layout:
            return wav.waveform(source, opened.layout, points=points)
        drawing = _Drawing()
        opened.decode(drawing.add)
        return drawing.waveform(points=points)

    def silenced(
        self, source: BinaryIO, *, stretches: Sequence[tuple[float, float]]
    ) -> BinaryIO:
        """Return a WAV that is silent in the stretches, in every channel."""
        opened = _open(source, claimed=_UNMARKED, filename="")
        layout = opened.layout
        if layout is None:
            source = io.BytesIO(self.to_playable(source))
            layout = _open(source, claimed="", filename="").layout
        if layout is None:
            raise AudioRefused("unsupported")
        return io.BufferedReader(SilencedWav(source, layout, stretches))

    def to_playable(self, source: BinaryIO) -> bytes:
        """Return the audio as WAV PCM16, with its own channels and sample rate."""
        opened = _open(source, claimed=_UNMARKED, filename="")
        if opened.layout:
            return wav.to_playable(source, opened.layout)
        pcm = io.BytesIO()
        pcm.seek(riff.HEADER_LENGTH)
        facts = opened.decode(lambda block: _write(pcm, block))
        frames = (pcm.tell() - riff.HEADER_LENGTH) // (2 * facts.channels)
        pcm.seek(0)
        pcm.write(
            riff.pcm16_header(
                channels=facts.channels,
                sample_rate=facts.sample_rate,
                frames=frames,
            )
        )
        return pcm.getvalue()

    def channels(
        self, source: BinaryIO, *, start: float, seconds: float
    ) -> tuple[bytes, ...]:
        """Return a stretch of each channel apart, at the rate of speech."""
        opened = _open(source, claimed=_UNMARKED, filename="")
        hearing = _Hearing(seconds=seconds)
        with suppress(Enough):
            if opened.layout:
                rate = opened.layout.format.sample_rate
                for samples in wav.samples(source, opened.layout, start=start):
                    hearing.add(Block(rate, samples))
            else:
                opened.decode(hearing.add, start=start)
        return hearing.finish()


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file whose container is whole; ``layout`` where its bytes are samples."""

    source: BinaryIO
    kind: FileKind
    size: int
    layout: riff.WavLayout | None

    def decode(self, take: Taker | None = None, *, start: float = 0.0) -> AudioFacts:
        return confined.decode(
            self.source, kind=self.kind, size=self.size, take=take, start=start
        )


class _Drawing:
    """Peaks of blocks whose shape the first block tells."""

    def __init__(self) -> None:
        self._peaks: Peaks | None = None

    def add(self, block: Block) -> None:
        if self._peaks is None:
            channels = block.samples.shape[1]
            self._peaks = Peaks(channels=channels, sample_rate=block.sample_rate)
        self._peaks.add(block.samples)

    def waveform(self, *, points: int) -> Waveform:
        if self._peaks is None:
            raise AudioRefused("no-duration")
        return self._peaks.waveform(points=points)


class _Hearing:
    """Channels of blocks whose rate the first block tells."""

    def __init__(self, *, seconds: float) -> None:
        self._seconds = seconds
        self._channels: Channels | None = None

    def add(self, block: Block) -> None:
        if self._channels is None:
            self._channels = Channels(
                sample_rate=block.sample_rate, seconds=self._seconds
            )
        self._channels.add(block.samples)

    def finish(self) -> tuple[bytes, ...]:
        return self._channels.finish() if self._channels else ()


def _open(source: BinaryIO, *, claimed: str, filename: str) -> _Opened:
    """Tell the kind of file and check its container."""
    size = source.seek(0, io.SEEK_END)

    def read_at(offset: int, length: int) -> bytes:
        source.seek(offset)
        return source.read(length)

    kind = sniff(read_at(0, HEAD), claimed=claimed, filename=filename)
    layout = None
    try:
        if kind is FileKind.WAV:
            layout = riff.parse(read_at, size=size)
        elif kind is FileKind.OGG:
            ogg.check(read_at, size=size)
        elif kind is FileKind.MP4:
            isobmff.check(read_at, size=size)
    except FramingRefused as refusal:
        raise AudioRefused(refusal.reason) from refusal
    if layout and layout.format.coding is riff.Coding.GSM:
        layout = None
    return _Opened(source, kind, size, layout)


def _write(pcm: io.BytesIO, block: Block) -> None:
    pcm.write(block.samples.tobytes())
