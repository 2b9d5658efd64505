"""The first bytes: what they nominate, and what they rule out."""

import pytest

from seloste.adapters.audio import g729, mpeg
from seloste.adapters.audio.sniff import HEAD, FileKind, sniff
from seloste.ports.audio import AudioRefused
from tests.adapters.audio_vectors import FACTS, claim, content

KINDS = {
    "audio/wav": FileKind.WAV,
    "audio/mpeg": FileKind.MP3,
    "audio/ogg": FileKind.OGG,
    "audio/flac": FileKind.FLAC,
    "audio/mp4": FileKind.MP4,
    "audio/AMR": FileKind.AMR,
    "audio/G722": FileKind.G722,
    "audio/G729": FileKind.G729,
}
FRAME = content("call.g729")[:10]


def refusal(head: bytes) -> str:
    with pytest.raises(AudioRefused) as refused:
        sniff(head, claimed="audio/G722", filename="call.g722")
    return refused.value.reason


@pytest.mark.parametrize("name", sorted(FACTS))
def test_every_kind_is_told_by_its_first_bytes(name: str) -> None:
    kind = sniff(content(name)[:HEAD], claimed=claim(name), filename="a.txt")

    assert kind is KINDS[FACTS[name].media_type]


@pytest.mark.parametrize(
    "head",
    [b"RF64....WAVE", b"FORM....AIFF", b".snd", b"\x1aE\xdf\xa3", b"#!AMR_MC1.0\n"],
)
def test_other_audio_is_unsupported_whatever_it_is_called(head: bytes) -> None:
    assert refusal(head) == "unsupported"


@pytest.mark.parametrize(
    "head",
    [
        b"", b"%PDF-1.7", b"PK\x03\x04\0", b"\x7fELF\2", b"\x89PNG\r\n\x1a\n",
        b"#EXTM3U\n", b"<?xml version='1.0'?>", b"ffconcat version 1.0\n",
        b"RIFF\0\0\0\0AVI LIST hidlrl",
    ],
)  # fmt: skip
def test_what_is_no_audio_is_refused_whatever_it_is_called(head: bytes) -> None:
    assert refusal(head) == "not-audio"


@pytest.mark.parametrize(
    ("claimed", "filename"),
    [
        ("audio/G722", ""),
        ("audio/g722; rate=16000", "x"),
        ("audio/x-g722", ""),
        ("", "leg.g722"),
        ("", "LEG.722"),
    ],
)
def test_raw_g722_needs_somebody_to_call_it_so(claimed: str, filename: str) -> None:
    head = bytes(range(128, 256))

    assert sniff(head, claimed=claimed, filename=filename) is FileKind.G722


def test_one_frame_header_of_mp3_is_not_enough() -> None:
    head = content("call.mp3")[212:]
    assert mpeg.starts_with_frames(head)

    assert not mpeg.starts_with_frames(head[:4] + bytes(400))


@pytest.mark.parametrize(
    "header",
    [
        b"\xff\xfb\x00\x00",  # free bit rate
        b"\xff\xfb\xf0\x00",  # bit rate that does not exist
        b"\xff\xfb\x9c\x00",  # sample rate that does not exist
        b"\xff\xeb\x90\x00",  # version that does not exist
        b"\xff\xfd\x90\x00",  # layer II
        b"\xff\xf1\x50\x80",  # AAC in ADTS
        b"\xff\xfb",
    ],
)
def test_headers_of_no_mp3_frame(header: bytes) -> None:
    assert not mpeg.is_frame(header)


@pytest.mark.parametrize(
    ("header", "length"),
    [
        (b"\xff\xfb\x90\x00", 417),  # 128 kbit/s at 44.1 kHz: 144000 * 128 // 44100
        (b"\xff\xfb\x92\x00", 418),  # and one byte of padding
        (
            b"\xff\xf3\x48\x00",
            144,
        ),  # version 2, 32 kbit/s at 16 kHz: 72000 * 32 // 16000
        (b"\xff\xe3\x28\x00", 144),  # version 2.5, 16 kbit/s at 8 kHz
    ],
)
def test_length_of_a_frame_follows_from_its_header(header: bytes, length: int) -> None:
    assert mpeg.is_frame(header + bytes(length - 4))


def test_lost_frames_of_g729_pass_among_spoken_ones() -> None:
    assert g729.is_g729(FRAME * 24 + bytes(10))


def test_too_few_frames_of_g729_prove_nothing() -> None:
    assert not g729.is_g729(FRAME * 23 + bytes(10) * 50)


def test_wrong_parity_is_no_g729() -> None:
    wrong = FRAME[:3] + bytes([FRAME[3] ^ 0x20]) + FRAME[4:]

    assert not g729.is_g729(FRAME * 30 + wrong)


def test_part_of_a_frame_is_not_whole() -> None:
    assert not g729.all_whole(FRAME + FRAME[:9])
