"""Files that are cut, padded, swapped, forged or nonsense: refused, never half-kept."""

import contextlib
import io
import random
import struct
from pathlib import Path

import av
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seloste.adapters.audio.decode import Reading
from seloste.adapters.audio.pyav import PyAvReader
from seloste.adapters.audio.sniff import HEAD, FileKind, sniff
from seloste.ports.audio import AudioRefused
from tests.adapters.audio_vectors import FACTS, claim, content

# whole frames of these may be missing without a trace: they declare no length
CUT_SHOWS = sorted(set(FACTS) - {"call.g722"})
MARKS = (
    b"ID3\x04\0\0\0\0\0\0",
    b"OggS",
    b"fLaC",
    b"#!AMR\n",
    b"#!AMR-WB\n",
    b"\xff\xfb\x90\x00",
    b"\0\0\0\x20ftypM4A ",
    b"RIFF\x24\0\0\0WAVEfmt ",
    b"",
)


def reason(data: bytes, name: str = "") -> str:
    """Return why the reader refuses ``data``, or "" where it does not."""
    try:
        PyAvReader().probe(
            io.BytesIO(data), claimed=claim(name), filename="../../call.wav"
        )
    except AudioRefused as refused:
        return refused.reason
    return ""


def read_all(data: bytes, kind: FileKind) -> None:
    """Decode here, without the worker: what it may raise is AudioRefused only."""
    reading = Reading(io.BytesIO(data), kind=kind, size=len(data))
    for _ in reading.frames():
        pass


@pytest.mark.parametrize("name", CUT_SHOWS)
def test_the_last_byte_is_missed(name: str) -> None:
    assert reason(content(name), name) == ""

    assert reason(content(name)[:-1], name) == "truncated"


@pytest.mark.parametrize("name", sorted(set(CUT_SHOWS) - {"call.g729"}))
def test_half_a_file_is_missed(name: str) -> None:
    half = content(name)[: len(content(name)) // 2]

    assert reason(half, name) in {"truncated", "lying"}


@pytest.mark.parametrize("name", sorted(FACTS))
def test_twenty_kilobytes_appended_are_noticed(name: str) -> None:
    appended = content(name) + random.Random(1).randbytes(20_000)  # noqa: S311

    assert reason(appended, name) in {"truncated", "lying", "not-audio"}


@pytest.mark.parametrize("name", ["call.flac", "call.opus"])
def test_a_flipped_bit_is_noticed_where_frames_carry_a_checksum(name: str) -> None:
    data = bytearray(content(name))
    data[len(data) // 2] ^= 0x40

    assert reason(bytes(data), name) in {"truncated", "lying"}


def test_flac_that_declares_more_samples_than_it_has_is_refused() -> None:
    data = bytearray(content("call.flac"))
    data[21:26] = (int.from_bytes(data[21:26], "big") + 8_000).to_bytes(5, "big")

    assert reason(bytes(data)) == "truncated"


def test_flac_that_declares_fewer_samples_than_it_has_is_refused() -> None:
    data = bytearray(content("call.flac"))
    data[21:26] = (int.from_bytes(data[21:26], "big") - 8_000).to_bytes(5, "big")

    assert reason(bytes(data)) == "lying"


def test_g711_of_thirteen_hours_is_too_long(tmp_path: Path) -> None:
    length = 13 * 3_600 * 8_000
    fmt = struct.pack("<HHIIHH", 7, 1, 8_000, 8_000, 1, 8)
    head = b"WAVEfmt \x10\0\0\0" + fmt + b"data" + struct.pack("<I", length)
    riff = b"RIFF" + struct.pack("<I", len(head) + length) + head
    with (tmp_path / "sparse").open("w+b") as source:
        source.write(riff)
        source.truncate(len(riff) + length)

        with pytest.raises(AudioRefused, match="too-long"):
            PyAvReader().probe(source, claimed="", filename="")


def test_decoding_stops_at_the_longest_that_is_kept() -> None:
    data = content("call.flac")
    reading = Reading(io.BytesIO(data), kind=FileKind.FLAC, size=len(data), longest=1.0)

    with pytest.raises(AudioRefused, match="too-long"):
        list(reading.frames())

    assert reading.facts().seconds < 2.0


@pytest.mark.parametrize("name", ["call.opus", "call.m4a", "pcm.wav", "call.mp3"])
def test_other_bytes_called_g722_do_not_pass_for_it(name: str) -> None:
    middle = content(name)[2_000:]

    with pytest.raises(AudioRefused):
        PyAvReader().probe(
            io.BytesIO(middle), claimed="audio/G722", filename="call.g722"
        )


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(mark=st.sampled_from(MARKS), rest=st.binary(max_size=4_096))
def test_random_bytes_are_sniffed_or_refused(mark: bytes, rest: bytes) -> None:
    try:
        kind = sniff((mark + rest)[:HEAD], claimed="audio/G722", filename="")
        read_all(mark + rest, kind)
    except AudioRefused:
        return


@settings(max_examples=200, deadline=None)
@given(name=st.sampled_from(sorted(set(FACTS) - {"pcm.wav", "ulaw.wav", "alaw.wav"})),
       at=st.integers(0, 7_000), junk=st.binary(min_size=1, max_size=64))  # fmt: skip
def test_overwritten_files_decode_or_are_refused(
    name: str, at: int, junk: bytes
) -> None:
    data = bytearray(content(name))
    data[at : at + len(junk)] = junk
    kind = sniff(content(name)[:HEAD], claimed=claim(name), filename="")

    try:
        read_all(bytes(data), kind)
    except AudioRefused:
        return


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    path = tmp_path / "canary.wav"
    path.write_bytes(content("pcm.wav"))
    return path


def playlists(canary: Path) -> dict[str, bytes]:
    """Return what makes a careless reader open the canary."""
    concat = f"ffconcat version 1.0\nfile '{canary}'\n"
    hls = f"#EXTM3U\n#EXTINF:2,\nfile://{canary}\n#EXT-X-ENDLIST\n"
    return {"concat": concat.encode(), "hls": hls.encode()}


def test_a_careless_reader_would_open_the_canary(canary: Path) -> None:
    script = io.BytesIO(playlists(canary)["concat"])

    with av.open(
        script,
        mode="r",
        format="concat",
        options={"safe": "0", "protocol_whitelist": "file"},
    ) as container:
        leaked = sum(frame.samples for frame in container.decode(audio=0))

    assert leaked == 16_000


@pytest.mark.parametrize("trick", ["concat", "hls"])
@pytest.mark.parametrize("prefix", MARKS)
def test_a_playlist_never_opens_the_canary(
    canary: Path, trick: str, prefix: bytes
) -> None:
    forged = prefix + playlists(canary)[trick]

    with pytest.raises(AudioRefused) as refused:
        PyAvReader().probe(
            io.BytesIO(forged), claimed="audio/G722", filename="call.wav"
        )

    assert "canary" not in str(refused.value)


@pytest.mark.parametrize("kind", list(FileKind))
@pytest.mark.parametrize("trick", ["concat", "hls"])
def test_no_accepted_format_follows_a_playlist(
    canary: Path, kind: FileKind, trick: str
) -> None:
    script = playlists(canary)[trick]
    reading = Reading(io.BytesIO(script), kind=kind, size=len(script))

    samples = 0
    with contextlib.suppress(AudioRefused):  # raw G.722 takes any bytes for its own
        samples = sum(frame.samples for frame in reading.frames())

    assert samples == (2 * len(script) if kind is FileKind.G722 else 0)
