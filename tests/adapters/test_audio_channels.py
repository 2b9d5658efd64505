"""A stretch of a recording is the same, whether what is before it is wanted or not."""

import io

import pytest

from seloste.adapters.audio import confined
from seloste.adapters.audio.confined import Block
from seloste.adapters.audio.pyav import PyAvReader
from seloste.adapters.audio.sniff import FileKind
from tests.adapters.audio_vectors import FACTS, content

RATED = sorted(name for name, facts in FACTS.items() if facts.sample_rate == 16_000)
"""Files at the rate of speech: nothing is interpolated between their samples."""


def heard(name: str, *, start: float, seconds: float) -> tuple[bytes, ...]:
    """Return a stretch of each channel of a vector."""
    source = io.BytesIO(content(name))
    return PyAvReader().channels(source, start=start, seconds=seconds)


@pytest.mark.parametrize("name", sorted(FACTS))
def test_a_stretch_is_that_of_the_whole_decoded(name: str) -> None:
    playable = PyAvReader().to_playable(io.BytesIO(content(name)))
    start = FACTS[name].seconds / 3
    whole = PyAvReader().channels(io.BytesIO(playable), start=start, seconds=0.1)

    stretch = heard(name, start=start, seconds=0.1)

    assert stretch == whole
    assert len(stretch) == FACTS[name].channels
    assert all(3000 < len(channel) <= 3200 for channel in stretch)


@pytest.mark.parametrize("name", RATED)
def test_stretches_make_the_whole_to_the_sample(name: str) -> None:
    middle = FACTS[name].seconds / 2
    first = heard(name, start=0.0, seconds=middle)
    second = heard(name, start=middle, seconds=60.0)

    assert heard(name, start=0.0, seconds=60.0) == tuple(
        before + after for before, after in zip(first, second, strict=True)
    )


@pytest.mark.parametrize("name", ["call.amr", "ulaw.wav"])
def test_beyond_the_end_every_channel_is_silent(name: str) -> None:
    silent = (b"",) * FACTS[name].channels

    assert heard(name, start=3600.0, seconds=1.0) == silent


def test_what_lies_before_a_stretch_leaves_the_worker_never() -> None:
    data = content("call.amr")
    blocks: list[Block] = []

    facts = confined.decode(
        io.BytesIO(data),
        kind=FileKind.AMR,
        size=len(data),
        take=blocks.append,
        start=0.5,
    )

    told = sum(len(block.samples) for block in blocks)
    assert told == round((facts.seconds - 0.5) * facts.sample_rate)
