"""RIFF/WAVE: where the samples of a WAV file lie, and whether its header lies.

Reads headers only, through a function that returns bytes at an offset, so an
hour-long call costs a few dozen bytes. Never trusts a size: every chunk must
fit the file, every derived field must agree with the ones it derives from.
Source: Microsoft Multimedia Programming Interface and Data Specifications 1.0
(1991) and the WAVE revision 3.0 of 1994; WAVE_FORMAT_EXTENSIBLE as in mmreg.h.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from seloste.protocols.framing import FramingRefused, ReadAt

HEADER_LENGTH = 44
SLACK = 64
"""By how many bytes the RIFF size of a sloppy but honest writer may be off."""

MAX_CHANNELS = 8
RATES = range(4_000, 192_001)

_RIFF = struct.Struct("<4sI4s")
_CHUNK = struct.Struct("<4sI")
_FMT = struct.Struct("<HHIIHH")
_SUBFORMAT = struct.Struct("<24xH14s")
_FACT = struct.Struct("<I")

_MAX_CHUNKS = 1_000
_MAX_FMT = 1_024
_EXTENSIBLE = 0xFFFE
_GUID_TAIL = bytes.fromhex("000000001000800000aa00389b71")
_PADDING = 8
_GSM_BLOCK, _GSM_SAMPLES = 65, 320


class Coding(StrEnum):
    """How the samples of a WAV are coded; the values are libav's codec names."""

    PCM_U8 = "pcm_u8"
    PCM_S16 = "pcm_s16le"
    PCM_S24 = "pcm_s24le"
    PCM_S32 = "pcm_s32le"
    PCM_F32 = "pcm_f32le"
    ALAW = "pcm_alaw"
    MULAW = "pcm_mulaw"
    GSM = "gsm_ms"


_CODINGS = {
    (0x0001, 8): Coding.PCM_U8,
    (0x0001, 16): Coding.PCM_S16,
    (0x0001, 24): Coding.PCM_S24,
    (0x0001, 32): Coding.PCM_S32,
    (0x0003, 32): Coding.PCM_F32,
    (0x0006, 8): Coding.ALAW,
    (0x0007, 8): Coding.MULAW,
    (0x0031, 0): Coding.GSM,
}
_TAGS = {coding: tag for tag, coding in _CODINGS.items()}


@dataclass(frozen=True, slots=True)
class Format:
    """The ``fmt`` chunk: what one block of samples is."""

    coding: Coding
    channels: int
    sample_rate: int
    block_align: int
    frames_per_block: int


@dataclass(frozen=True, slots=True)
class WavLayout:
    """Where the samples are and how many; a frame is one sample of every channel."""

    format: Format
    data_offset: int
    data_length: int

    @property
    def frames(self) -> int:
        """Return the number of frames that the data chunk holds."""
        blocks = self.data_length // self.format.block_align
        return blocks * self.format.frames_per_block

    @property
    def seconds(self) -> float:
        """Return the length of the recording."""
        return self.frames / self.format.sample_rate


@dataclass(frozen=True, slots=True)
class _Chunk:
    name: bytes
    offset: int
    length: int


def parse(read_at: ReadAt, *, size: int) -> WavLayout:
    """Return the layout of a WAV file of ``size`` bytes, or raise FramingRefused."""
    riff_size = _riff_size(read_at(0, _RIFF.size))
    chunks = tuple(_chunks(read_at, size))
    fmt = _only(chunks, b"fmt ")
    data = _only(chunks, b"data")
    if fmt.offset > data.offset:
        raise FramingRefused("lying")
    layout = WavLayout(
        format=_format(read_at(fmt.offset, min(fmt.length, _MAX_FMT))),
        data_offset=data.offset,
        data_length=data.length,
    )
    _check_riff_size(riff_size, chunks, size)
    _check_data(layout)
    _check_fact(read_at, chunks, layout)
    return layout


def pcm16_header(*, channels: int, sample_rate: int, frames: int) -> bytes:
    """Return the 44-byte header of a WAV with 16-bit samples."""
    align = channels * 2
    length = frames * align
    fmt = struct.pack(
        "<HHIIHH", 1, channels, sample_rate, sample_rate * align, align, 16
    )
    riff = struct.pack("<4sI4s", b"RIFF", 36 + length, b"WAVE")
    return riff + b"fmt \x10\0\0\0" + fmt + struct.pack("<4sI", b"data", length)


def header(form: Format, *, data_length: int) -> bytes:
    """Return all that stands before the samples of a WAV: nothing but what it needs.

    Codings other than PCM say how many frames there are (``fact``). Raises
    FramingRefused for GSM, whose bytes are no samples.
    """
    tag, bits = _TAGS[form.coding]
    if form.coding is Coding.GSM:
        raise FramingRefused("unsupported")
    rate, align = form.sample_rate, form.block_align
    fmt = _FMT.pack(tag, form.channels, rate, rate * align, align, bits)
    chunks = b"fmt " + struct.pack("<I", len(fmt)) + fmt
    if tag != 1:
        chunks = b"fmt " + struct.pack("<I", len(fmt) + 2) + fmt + b"\0\0"
        chunks += b"fact" + struct.pack("<II", _FACT.size, data_length // align)
    body = b"WAVE" + chunks + _CHUNK.pack(b"data", data_length)
    return b"RIFF" + struct.pack("<I", len(body) + data_length) + body


def _riff_size(head: bytes) -> int:
    if len(head) < _RIFF.size:
        raise FramingRefused("not-audio")
    riff, claimed, wave = _RIFF.unpack(head)
    if riff != b"RIFF" or wave != b"WAVE":
        raise FramingRefused("not-audio")
    return int(claimed)


def _chunks(read_at: ReadAt, size: int) -> Iterator[_Chunk]:
    """Yield the chunks; one that ends beyond the file means a truncated file."""
    offset = _RIFF.size
    for _ in range(_MAX_CHUNKS):
        if size - offset < _CHUNK.size:
            return
        name, length = _CHUNK.unpack(_exactly(read_at, offset, _CHUNK.size))
        if not (name.isascii() and name.decode().isprintable()):
            raise FramingRefused("lying")
        offset += _CHUNK.size
        if offset + length > size:
            raise FramingRefused("truncated")
        yield _Chunk(name, offset, length)
        offset += length + length % 2
    raise FramingRefused("lying")


def _exactly(read_at: ReadAt, offset: int, length: int) -> bytes:
    """Return bytes that the size promised; a file that shrank meanwhile is cut."""
    data = read_at(offset, length)
    if len(data) < length:
        raise FramingRefused("truncated")
    return data


def _only(chunks: tuple[_Chunk, ...], name: bytes) -> _Chunk:
    found = [chunk for chunk in chunks if chunk.name == name]
    if not found:
        raise FramingRefused("truncated")
    if len(found) > 1:
        raise FramingRefused("lying")
    return found[0]


def _format(body: bytes) -> Format:
    if len(body) < _FMT.size:
        raise FramingRefused("lying")
    tag, channels, rate, byte_rate, align, bits = _FMT.unpack_from(body)
    if tag == _EXTENSIBLE:
        tag = _subformat(body)
    coding = _CODINGS.get((tag, bits))
    if coding is None or rate not in RATES or not 0 < channels <= MAX_CHANNELS:
        raise FramingRefused("unsupported")
    if coding is Coding.GSM:
        return _gsm(channels, rate, align)
    if align != channels * bits // 8 or byte_rate != rate * align:
        raise FramingRefused("lying")
    return Format(coding, channels, rate, align, frames_per_block=1)


def _subformat(body: bytes) -> int:
    """Return the format tag inside a WAVE_FORMAT_EXTENSIBLE GUID."""
    if len(body) < _SUBFORMAT.size:
        raise FramingRefused("lying")
    tag, tail = _SUBFORMAT.unpack_from(body)
    if tail != _GUID_TAIL:
        raise FramingRefused("unsupported")
    return int(tag)


def _gsm(channels: int, rate: int, align: int) -> Format:
    """Return the format of GSM 06.10 as Microsoft packs it: 65 bytes, 320 samples."""
    if channels != 1:
        raise FramingRefused("unsupported")
    if align != _GSM_BLOCK:
        raise FramingRefused("lying")
    return Format(Coding.GSM, channels, rate, align, frames_per_block=_GSM_SAMPLES)


def _check_riff_size(claimed: int, chunks: tuple[_Chunk, ...], size: int) -> None:
    """Refuse a RIFF size that is far from the file, and bytes after the last chunk."""
    last = chunks[-1]
    if abs(claimed + 8 - size) > SLACK or size - last.offset - last.length > _PADDING:
        raise FramingRefused("lying")


def _check_data(layout: WavLayout) -> None:
    if not layout.data_length:
        raise FramingRefused("no-duration")
    if layout.data_length % layout.format.block_align:
        raise FramingRefused("truncated")


def _check_fact(read_at: ReadAt, chunks: tuple[_Chunk, ...], layout: WavLayout) -> None:
    """Refuse a sample count that is more than a second away from the data.

    Writers disagree whether it counts frames or samples of all channels, and
    some leave it zero, so those readings are accepted.
    """
    for chunk in chunks:
        if chunk.name != b"fact" or chunk.length < _FACT.size:
            continue
        (claimed,) = _FACT.unpack(_exactly(read_at, chunk.offset, _FACT.size))
        honest = (0, layout.frames, layout.frames * layout.format.channels)
        if min(abs(claimed - each) for each in honest) > layout.format.sample_rate:
            raise FramingRefused("lying")
