"""WAV headers: honest ones, sloppy ones, lying ones."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.protocols import riff
from seloste.protocols.framing import FramingRefused, ReadAt
from seloste.protocols.riff import Coding

MULAW = struct.pack("<HHIIHH", 7, 2, 8_000, 16_000, 2, 8)
PCM = struct.pack("<HHIIHH", 1, 1, 8_000, 16_000, 2, 16)
GSM = struct.pack("<HHIIHHHH", 0x31, 1, 8_000, 1_625, 65, 0, 2, 320)
GUID_TAIL = bytes.fromhex("000000001000800000aa00389b71")


def chunk(name: bytes, body: bytes, *, claimed: int | None = None) -> bytes:
    length = len(body) if claimed is None else claimed
    return name + struct.pack("<I", length) + body + b"\0" * (len(body) % 2)


def file(*chunks: bytes, riff_size: int | None = None) -> bytes:
    body = b"WAVE" + b"".join(chunks)
    size = len(body) if riff_size is None else riff_size
    return b"RIFF" + struct.pack("<I", size) + body


def reader(data: bytes) -> ReadAt:
    return lambda offset, length: data[offset : offset + length]


def parse(data: bytes) -> riff.WavLayout:
    return riff.parse(reader(data), size=len(data))


def refusal(data: bytes) -> str:
    with pytest.raises(FramingRefused) as refused:
        parse(data)
    return refused.value.reason


def test_layout_says_where_the_samples_are() -> None:
    data = file(chunk(b"fmt ", MULAW), chunk(b"data", bytes(16_000)))

    layout = parse(data)

    assert layout.format == riff.Format(Coding.MULAW, 2, 8_000, 2, 1)
    assert (layout.data_offset, layout.data_length) == (44, 16_000)
    assert (layout.frames, layout.seconds) == (8_000, 1.0)


def test_other_chunks_are_passed_over() -> None:
    data = file(
        chunk(b"JUNK", b"odd"), chunk(b"fmt ", PCM), chunk(b"LIST", b"INFO"),
        chunk(b"data", bytes(8)), chunk(b"id3 ", b"tags"),
    )  # fmt: skip

    assert parse(data).data_offset == 12 + 12 + 24 + 12 + 8


def test_gsm_counts_320_samples_in_65_bytes() -> None:
    data = file(chunk(b"fmt ", GSM), chunk(b"data", bytes(130)))

    assert parse(data).frames == 640


@pytest.mark.parametrize(
    ("tag", "bits", "coding"),
    [
        (1, 8, Coding.PCM_U8),
        (1, 24, Coding.PCM_S24),
        (1, 32, Coding.PCM_S32),
        (3, 32, Coding.PCM_F32),
        (6, 8, Coding.ALAW),
    ],
)
def test_codings_are_told_by_tag_and_bits(tag: int, bits: int, coding: Coding) -> None:
    align = bits // 8
    fmt = struct.pack("<HHIIHH", tag, 1, 8_000, 8_000 * align, align, bits)

    layout = parse(file(chunk(b"fmt ", fmt), chunk(b"data", bytes(24))))

    assert layout.format.coding is coding


def test_extensible_format_is_told_by_its_guid() -> None:
    fmt = struct.pack("<HHIIHHHHI", 0xFFFE, 2, 8_000, 32_000, 4, 16, 22, 16, 3)
    fmt += struct.pack("<H", 1) + GUID_TAIL

    layout = parse(file(chunk(b"fmt ", fmt), chunk(b"data", bytes(8))))

    assert layout.format.coding is Coding.PCM_S16


@pytest.mark.parametrize("riff_size", [36 + 8 + 8, 36 + 8 - 8, 36 + 8 + 60])
def test_riff_size_of_a_sloppy_writer_is_forgiven(riff_size: int) -> None:
    data = file(chunk(b"fmt ", PCM), chunk(b"data", bytes(8)), riff_size=riff_size)

    assert parse(data).frames == 4


@pytest.mark.parametrize("count", [0, 8_000, 16_000, 8_500])
def test_fact_of_frames_or_of_samples_is_believed(count: int) -> None:
    fact = chunk(b"fact", struct.pack("<I", count))
    data = file(chunk(b"fmt ", MULAW), fact, chunk(b"data", bytes(16_000)))

    assert parse(data).frames == 8_000


EXTENSIBLE = struct.pack("<HHIIHH", 0xFFFE, 2, 8_000, 32_000, 4, 16)
LIES = {
    "empty": (b"", "not-audio"),
    "not riff": (b"RIFX\x10\0\0\0WAVE", "not-audio"),
    "not wave": (b"RIFF\x10\0\0\0AVI ", "not-audio"),
    "no chunks": (file(), "truncated"),
    "no data": (file(chunk(b"fmt ", PCM)), "truncated"),
    "no format": (file(chunk(b"data", b"1234")), "truncated"),
    "data before format": (
        file(chunk(b"data", b"1234"), chunk(b"fmt ", PCM)),
        "lying",
    ),
    "two formats": (
        file(chunk(b"fmt ", PCM), chunk(b"fmt ", MULAW), chunk(b"data", b"1234")),
        "lying",
    ),
    "two data": (
        file(chunk(b"fmt ", PCM), chunk(b"data", b"12"), chunk(b"data", b"34")),
        "lying",
    ),
    "data beyond the file": (
        file(chunk(b"fmt ", PCM), chunk(b"data", b"1234", claimed=1 << 30)),
        "truncated",
    ),
    "never finished by its writer": (
        file(chunk(b"fmt ", PCM), chunk(b"data", b"1234", claimed=0xFFFFFFFF)),
        "truncated",
    ),
    "riff size far beyond the data": (
        file(chunk(b"fmt ", PCM), chunk(b"data", b"1234"), riff_size=1 << 30),
        "lying",
    ),
    "riff size far too small": (
        file(chunk(b"fmt ", PCM), chunk(b"data", bytes(4_000)), riff_size=36),
        "lying",
    ),
    "data size far too small": (
        file(chunk(b"fmt ", PCM), chunk(b"data", bytes(4_000), claimed=4)),
        "lying",
    ),
    "a few bytes after the data": (
        file(chunk(b"fmt ", PCM), chunk(b"data", b"1234") + b"tail" * 2 + b"e"),
        "truncated",
    ),
    "no samples": (file(chunk(b"fmt ", PCM), chunk(b"data", b"")), "no-duration"),
    "half a frame": (file(chunk(b"fmt ", PCM), chunk(b"data", b"123")), "truncated"),
    "short format": (file(chunk(b"fmt ", PCM[:8]), chunk(b"data", b"12")), "lying"),
    "unknown coding": (
        file(
            chunk(b"fmt ", struct.pack("<HHIIHH", 2, 1, 8_000, 4_000, 256, 4)),
            chunk(b"data", bytes(256)),
        ),
        "unsupported",
    ),
    "no channels": (
        file(
            chunk(b"fmt ", struct.pack("<HHIIHH", 1, 0, 8_000, 0, 0, 16)),
            chunk(b"data", b"12"),
        ),
        "unsupported",
    ),
    "one sample a second": (
        file(
            chunk(b"fmt ", struct.pack("<HHIIHH", 1, 1, 1, 2, 2, 16)),
            chunk(b"data", b"12"),
        ),
        "unsupported",
    ),
    "byte rate of another format": (
        file(
            chunk(b"fmt ", struct.pack("<HHIIHH", 1, 1, 8_000, 99, 2, 16)),
            chunk(b"data", b"12"),
        ),
        "lying",
    ),
    "two channels of gsm": (
        file(
            chunk(b"fmt ", struct.pack("<HHIIHH", 0x31, 2, 8_000, 3_250, 130, 0)),
            chunk(b"data", bytes(130)),
        ),
        "unsupported",
    ),
    "gsm in other blocks": (
        file(
            chunk(b"fmt ", struct.pack("<HHIIHH", 0x31, 1, 8_000, 1_650, 66, 0)),
            chunk(b"data", bytes(66)),
        ),
        "lying",
    ),
    "extensible without its extension": (
        file(chunk(b"fmt ", EXTENSIBLE), chunk(b"data", bytes(8))),
        "lying",
    ),
    "extensible with a foreign guid": (
        file(chunk(b"fmt ", EXTENSIBLE + bytes(24)), chunk(b"data", bytes(8))),
        "unsupported",
    ),
    "fact of another length": (
        file(
            chunk(b"fmt ", MULAW),
            chunk(b"fact", struct.pack("<I", 1 << 30)),
            chunk(b"data", bytes(16_000)),
        ),
        "lying",
    ),
    "endless chunks": (file(chunk(b"JUNK", b"") * 2_000), "lying"),
}


@pytest.mark.parametrize(("data", "reason"), LIES.values(), ids=LIES.keys())
def test_what_does_not_add_up_is_refused(data: bytes, reason: str) -> None:
    assert refusal(data) == reason


@given(st.integers(0, 60), st.binary(min_size=1, max_size=8))
def test_overwritten_headers_parse_or_are_refused(at: int, junk: bytes) -> None:
    data = bytearray(file(chunk(b"fmt ", MULAW), chunk(b"data", bytes(64))))
    data[at : at + len(junk)] = junk

    try:
        layout = parse(bytes(data))
    except FramingRefused:
        return

    assert layout.data_offset + layout.data_length <= len(data)


def test_written_header_is_read_back() -> None:
    header = riff.pcm16_header(channels=2, sample_rate=8_000, frames=3)

    layout = parse(header + bytes(12))

    assert len(header) == riff.HEADER_LENGTH
    assert layout == riff.WavLayout(
        riff.Format(Coding.PCM_S16, 2, 8_000, 4, 1), data_offset=44, data_length=12
    )


@pytest.mark.parametrize("left", range(12, 60))
def test_a_file_that_shrinks_while_it_is_read_is_refused(left: int) -> None:
    fact = chunk(b"fact", struct.pack("<I", 2))
    data = file(chunk(b"fmt ", MULAW), fact, chunk(b"data", b"1234"))

    with pytest.raises(FramingRefused) as refused:
        riff.parse(reader(data[: min(left, 51)]), size=len(data))

    assert refused.value.reason in {"truncated", "lying"}
