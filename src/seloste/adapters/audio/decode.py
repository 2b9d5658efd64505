"""One pass of libav over a file that claims to be audio.

Runs in the confined worker only: libav is native code and the file is from
outside. The format is named, never guessed, and the file object is the only
input, so nothing can make libav open a second file, a playlist or a protocol.
Every packet is decoded; what was decoded is compared with what was declared.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from av.stream import Disposition

from seloste.adapters.audio import flac, g729, mpeg
from seloste.adapters.audio.sniff import MEDIA_TYPES, FileKind
from seloste.ports.audio import MAX_SECONDS, AudioFacts, AudioRefused
from seloste.protocols.riff import MAX_CHANNELS, RATES

_CODECS = {
    FileKind.WAV: {"gsm_ms": "gsm"},
    FileKind.MP3: {"mp3": "mp3", "mp3float": "mp3"},
    FileKind.OGG: {
        "opus": "opus",
        "libopus": "opus",
        "vorbis": "vorbis",
        "flac": "flac",
    },
    FileKind.FLAC: {"flac": "flac"},
    FileKind.MP4: {"aac": "aac"},
    FileKind.AMR: {"amrnb": "amr_nb", "amrwb": "amr_wb"},
    FileKind.G722: {"g722": "g722"},
    FileKind.G729: {"g729": "g729"},
}
_OPTIONS = {
    "protocol_whitelist": "none",  # no protocol has this name: nothing else is opened
    "err_detect": "crccheck",
    "max_streams": "8",
}
_BUFFER = 65_536
_MADE_OF_FRAMES = {
    *(FileKind.MP3, FileKind.FLAC, FileKind.AMR, FileKind.G722, FileKind.G729)
}
_TAGGED = {FileKind.MP3, FileKind.FLAC}
_TAGS = 8_192
"""Bytes after the last frame that may be tags (ID3v1, APE, lyrics)."""

_TOLERANCE = 0.1
"""Seconds, and a thousandth of the whole, that padding of codecs may account for."""


@dataclass(slots=True)
class _Tally:
    """What was seen so far."""

    shape: tuple[int, int] | None = None
    samples: int = 0
    packed: int = 0
    start: int = 0
    failed: bool = False

    @property
    def seconds(self) -> float:
        """Return the length of what was decoded."""
        return self.samples / self.shape[1] if self.shape else 0.0


class Reading:
    """Decodes a file once; when all frames were taken, ``facts`` tells what it is."""

    def __init__(
        self,
        source: BinaryIO,
        *,
        kind: FileKind,
        size: int,
        longest: float = MAX_SECONDS,
    ) -> None:
        self._source = source
        self._longest = longest
        self._kind = kind
        self._size = size
        self._codec = ""
        self._declared = 0.0
        self._tally = _Tally()
        self._is_frame = _frame_check(kind, source)

    def frames(self) -> Iterator[AudioFrame]:
        """Yield every decoded frame, then check that the file kept its word."""
        try:
            with self._open() as container:
                stream = self._audio_stream(container)
                for packet in container.demux(stream):
                    yield from self._decode(packet)
        except av.FFmpegError as error:
            raise AudioRefused("lying" if self._codec else "not-audio") from error
        self._check_whole()

    def facts(self) -> AudioFacts:
        """Return what was decoded."""
        channels, rate = self._tally.shape or (0, 0)
        return AudioFacts(
            media_type=MEDIA_TYPES[self._kind],
            codec=self._codec,
            channels=channels,
            sample_rate=rate,
            seconds=self._tally.seconds,
        )

    def _open(self) -> InputContainer:
        return av.open(
            self._source,
            mode="r",
            format=self._kind.value,
            options=_OPTIONS,
            buffer_size=_BUFFER,
        )

    def _audio_stream(self, container: InputContainer) -> AudioStream:
        """Return the only audio stream; cover pictures are ignored, video is not."""
        audio = container.streams.audio
        pictures = [
            stream
            for stream in container.streams.video
            if stream.disposition & Disposition.attached_pic
        ]
        if len(audio) != 1 or len(container.streams) != 1 + len(pictures):
            raise AudioRefused("unsupported")
        stream = audio[0]
        self._codec = _CODECS[self._kind].get(stream.codec_context.name, "")
        if not self._codec:
            raise AudioRefused("unsupported")
        stream.codec_context.thread_count = 1
        if self._kind is FileKind.FLAC:
            stream.codec_context.options = {"err_detect": "crccheck+explode"}
        if stream.duration and stream.time_base:
            self._declared = float(stream.duration * stream.time_base)
        return stream

    def _decode(self, packet: "Packet[AudioStream]") -> Iterator[AudioFrame]:
        """Yield the frames of a packet; only the last one of a file may fail."""
        if packet.is_corrupt:
            raise AudioRefused("truncated")
        if packet.size:
            self._count_packet(packet)
        try:
            frames = packet.decode()
        except av.InvalidDataError:
            self._tally.failed = True
            return
        for frame in frames:
            self._count_frame(frame)
            yield frame

    def _count_packet(self, packet: "Packet[AudioStream]") -> None:
        if self._tally.failed:
            raise AudioRefused("lying")
        if not self._tally.packed:
            self._tally.start = packet.pos or 0
        self._tally.packed += packet.size
        if not self._is_frame(bytes(packet)):
            self._tally.failed = True

    def _count_frame(self, frame: AudioFrame) -> None:
        shape = (frame.layout.nb_channels, frame.sample_rate)
        if self._tally.shape not in (None, shape):
            raise AudioRefused("unsupported")
        if not 0 < shape[0] <= MAX_CHANNELS or shape[1] not in RATES:
            raise AudioRefused("unsupported")
        self._tally.shape = shape
        self._tally.samples += frame.samples
        if self._tally.seconds > self._longest:
            raise AudioRefused("too-long")

    def _check_whole(self) -> None:
        """Compare what was decoded with what the file declared and with its size."""
        if self._tally.failed:
            raise AudioRefused("truncated")
        if not self._tally.samples:
            raise AudioRefused("no-duration")
        self._check_declared()
        if self._kind in _MADE_OF_FRAMES:
            self._check_unread()

    def _check_declared(self) -> None:
        """Refuse a declared length that is not the decoded one.

        FLAC counts samples exactly; other codecs pad the first and last frame.
        """
        if not self._declared:
            return
        tolerance = _TOLERANCE + self._declared / 1_000
        if self._kind is FileKind.FLAC:
            tolerance = 1e-4
        if self._tally.seconds < self._declared - tolerance:
            raise AudioRefused("truncated")
        if self._tally.seconds > self._declared + tolerance:
            raise AudioRefused("lying")

    def _check_unread(self) -> None:
        """Refuse bytes that no frame accounts for, beyond the tags at the end."""
        unread = self._size - self._tally.start - self._tally.packed
        if unread > (_TAGS if self._kind in _TAGGED else 0):
            raise AudioRefused("lying")


def _frame_check(kind: FileKind, source: BinaryIO) -> Callable[[bytes], bool]:
    """Return what tells whether a packet is a whole frame and nothing else."""
    if kind is FileKind.MP3:
        return mpeg.is_frame
    if kind is FileKind.G729:
        return g729.all_whole
    most = flac.largest_frame(source.read(flac.HEAD)) if kind is FileKind.FLAC else 0
    source.seek(0)
    return lambda packet: not most or len(packet) <= most
