"""How fast numbers are found in words, and an hour of a call is made silent where they are."""

import io
import random
import struct
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure

HOUR, RATE, CHANNELS = 3600, 8000, 2
WORDS = 9_000
"""Words of an hour in which two people talk."""


def measure() -> Iterator[Figure]:
    """Yield the figures of finding and of silencing."""
    yield from _finding()
    yield from _silencing()


def _finding() -> Iterator[Figure]:
    from seloste.services import finding
    from seloste.services.finding import measuring

    folder = Path(__file__).parent.parent / "examples" / "finding"
    said = [
        sentence.text
        for file in sorted(folder.glob("*.txt"))
        for sentence in measuring.sentences(file.read_text("utf-8").splitlines())
    ]
    random.Random(1).shuffle(said)
    text, count = [], 0
    while count < WORDS:
        for sentence in said:
            text.append(sentence)
            count += len(sentence.split())
    hour = " ".join(text)
    for name, find in (
        ("card numbers and identity codes", finding.find_hidden),
        ("every kind of personal data", finding.find),
    ):
        began = time.perf_counter()
        find(hour)
        took = time.perf_counter() - began
        yield Figure("redaction", f"find {name}", count / took, "words/s")


def _silencing() -> Iterator[Figure]:
    from seloste.adapters.audio.pyav import PyAvReader

    data = _hour()
    stretches = [(at, at + 8.0) for at in range(60, HOUR, 600)]
    began = time.perf_counter()
    with io.BytesIO(data) as original:
        while original.read(1 << 20):
            pass
    plain = time.perf_counter() - began
    reader = PyAvReader()
    began = time.perf_counter()
    with reader.silenced(io.BytesIO(data), stretches=stretches) as sound:
        while sound.read(1 << 20):
            pass
        took = time.perf_counter() - began
        yield Figure(
            "redaction",
            "silence an hour of a call, G.711, two channels",
            len(data) / took / 1e6,
            "MB/s",
            peer="reading it from memory",
            peer_value=len(data) / plain / 1e6,
        )
        began = time.perf_counter()
        reader.waveform(sound, points=1000)
        yield Figure(
            "redaction",
            "waveform of the silenced hour",
            time.perf_counter() - began,
            "s",
        )


def _hour() -> bytes:
    """Return an hour of noise as WAV with A-law."""
    samples = random.Random(1).randbytes(RATE * CHANNELS) * HOUR
    fmt = struct.pack("<HHIIHH", 6, CHANNELS, RATE, RATE * CHANNELS, CHANNELS, 8)
    body = b"WAVEfmt " + struct.pack("<I", len(fmt)) + fmt
    body += b"data" + struct.pack("<I", len(samples))
    return b"RIFF" + struct.pack("<I", len(body) + len(samples)) + body + samples
