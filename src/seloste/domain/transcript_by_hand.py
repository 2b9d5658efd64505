"""Transcripts written by hand: an empty one, of which a person fills every second.

No machine said where there is speech. So whatever sounds counts as speech until a
person has written what is said there, or marked it; where nothing sounds, nobody
can have spoken.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from uuid import UUID

from seloste.domain.transcript import (
    BY_HAND,
    NO_SPEECH,
    Speaker,
    Stretch,
    Transcript,
    TranscriptRefused,
    uncovered,
)
from seloste.domain.transcript_edit import Addition

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]{2,4})?")


def empty(
    *,
    recording: UUID,
    sha256: str,
    seconds: float,
    sounds: Sequence[Stretch],
    gaps: tuple[tuple[float, float], ...],
    channels: int,
    language: str,
) -> Transcript:
    """Return a transcript without words. Raises TranscriptRefused (no-language)."""
    if not _LANGUAGE.fullmatch(language):
        raise TranscriptRefused("no-language")
    return Transcript(
        recording=recording,
        sha256=sha256,
        seconds=seconds,
        channels=channels,
        language=language,
        turns=(),
        speech=tuple(sounds),
        gaps=gaps,
        engine=BY_HAND,
        model="",
    )


def everything(*, channels: int, seconds: float) -> tuple[Stretch, ...]:
    """Return all of every channel: nobody knows where it is silent."""
    return tuple(Stretch(channel, 0.0, seconds) for channel in range(channels))


def sounding(
    peaks: Sequence[Sequence[float]], *, seconds: float
) -> tuple[Stretch, ...]:
    """Return where something sounds, from the peaks of each channel's waveform.

    ``peaks`` are pairs of the least and the greatest sample of equal shares of the
    recording: where both are nothing, there is nothing to be heard.
    """
    return tuple(
        Stretch(channel, start, end)
        for channel, pairs in enumerate(peaks)
        for start, end in _sounding(pairs, seconds)
    )


def _sounding(pairs: Sequence[float], seconds: float) -> Iterator[tuple[float, float]]:
    """Yield the stretches of one channel in which some peak is not nothing."""
    loud = [any(pair) for pair in zip(pairs[::2], pairs[1::2], strict=True)]
    share = seconds / len(loud) if loud else 0.0
    for sounds, group in groupby(range(len(loud)), key=loud.__getitem__):
        places = list(group)
        if sounds:
            yield places[0] * share, (places[-1] + 1) * share


def rest_without_speech(transcript: Transcript, channel: int) -> tuple[Addition, ...]:
    """Return marks for whatever of a channel is not accounted for: no speech there.

    Raises TranscriptRefused where a machine said that there is speech.
    """
    if transcript.engine != BY_HAND:
        raise TranscriptRefused("not-by-hand")
    return tuple(
        Addition(channel, hole.start, hole.end, NO_SPEECH, Speaker.UNKNOWN)
        for hole in uncovered(transcript)
        if hole.channel == channel
    )
