"""The virtual WAV of a G.711 recording: any range, without decoding the rest."""

import io
import struct
import wave

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.protocols.playable import PlayableWav, playable_wav

SAMPLES = bytes(range(0, 250, 5))


def recording(*, tag: int = 7, data: bytes = SAMPLES) -> bytes:
    fmt = struct.pack("<HHIIHH", tag, 2, 8_000, 16_000, 2, 8)
    body = b"WAVEfmt \x10\0\0\0" + fmt + b"data" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body


class Original:
    """Counts what is read of a recording."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.reads: list[tuple[int, int]] = []

    def read_at(self, offset: int, length: int) -> bytes:
        self.reads.append((offset, length))
        return self.data[offset : offset + length]

    def playable(self) -> PlayableWav:
        found = playable_wav(self.read_at, size=len(self.data))
        assert found is not None
        return found


def test_whole_file_is_a_wav_that_anything_reads() -> None:
    original = Original(recording())
    playable = original.playable()

    whole = playable.read(original.read_at, start=0, length=1 << 20)

    assert len(whole) == playable.size == 44 + 2 * 50
    with wave.open(io.BytesIO(whole)) as file:
        assert file.getparams()[:4] == (2, 2, 8_000, 25)


@given(start=st.integers(0, 160), length=st.integers(0, 160))
def test_any_range_is_that_part_of_the_whole(start: int, length: int) -> None:
    original = Original(recording())
    playable = original.playable()
    whole = playable.read(original.read_at, start=0, length=playable.size)

    part = playable.read(original.read_at, start=start, length=length)

    assert part == whole[start : start + length]


def test_a_range_reads_half_its_bytes_of_the_original() -> None:
    original = Original(recording(data=bytes(100_000)))
    playable = original.playable()
    original.reads.clear()

    playable.read(original.read_at, start=44 + 50_001, length=1_000)

    assert original.reads == [(44 + 25_000, 501)]


def test_the_header_alone_reads_nothing_of_the_original() -> None:
    original = Original(recording())
    playable = original.playable()
    original.reads.clear()

    assert len(playable.read(original.read_at, start=0, length=44)) == 44
    assert original.reads == []


@pytest.mark.parametrize("data", [b"OggS", recording(tag=1), recording()[:-1]])
def test_other_files_have_no_virtual_wav(data: bytes) -> None:
    assert playable_wav(Original(data).read_at, size=len(data)) is None
