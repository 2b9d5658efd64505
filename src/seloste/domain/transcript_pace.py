"""Pace: where a transcript has far fewer words than the time they were said in.

Whoever puts a summary in the place of what was said leaves no second without a
word, for new words share the seconds of the old. But nobody speaks that slowly:
such stretches are thin. They are not wrong, for some people do speak slowly, and a
machine hears words where there are none. So a person listens and says so.

A single word that is left out shows in no count. Only listening finds it.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise, takewhile

from seloste.domain.transcript import (
    BY_HAND,
    NO_SPEECH,
    SLACK,
    UNCLEAR,
    Stretch,
    Transcript,
    TranscriptRefused,
    Word,
)

SLOWEST = 0.5
"""Words in a second of speech: below that nobody goes on speaking."""

LEAST_SPEECH = 3.0
"""Seconds of speech that are too short to tell a pace."""

FEWEST = 0.5
"""The share of the words a machine heard below which something was left out."""

LEAST_HEARD = 6
"""Words a machine heard that are too few to tell what was left out."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A word, the seconds it stands for, the speech in them, and what was heard."""

    start: float
    end: float
    speech: float
    heard: int


def moments(transcript: Transcript) -> tuple[tuple[int, float], ...]:
    """Return channel and second of each word that is there, without the word."""
    return tuple(
        (turn.channel, round((word.start + word.end) / 2, 3))
        for turn in transcript.turns
        for word in turn.words
        if not _is_mark(word)
    )


def _is_mark(word: Word) -> bool:
    return word.text in (UNCLEAR, NO_SPEECH)


def first_heard(transcript: Transcript) -> tuple[tuple[int, float], ...]:
    """Return when the machine heard words: as they were before the first correction."""
    if transcript.heard or transcript.engine == BY_HAND:
        return transcript.heard
    return moments(transcript)


def thin(transcript: Transcript) -> tuple[Stretch, ...]:
    """Return the stretches with too few words for their speech, or for what was heard.

    Speech is where the machine found some: what it missed counts as none.
    """
    found = {
        Stretch(channel, round(start, 3), round(end, 3))
        for channel in range(transcript.channels)
        for run in _runs(transcript, channel)
        for start, end in (*_slow(run), *_fewer(run))
    }
    return _joined(sorted(found, key=lambda one: (one.channel, one.start, one.end)))


def name_of(stretch: Stretch) -> str:
    """Return what a stretch is called in a form."""
    return f"{stretch.channel}:{stretch.start:.3f}:{stretch.end:.3f}"


def with_listened(transcript: Transcript, listened: Collection[str]) -> Transcript:
    """Return it with the word of a person about each thin stretch.

    Raises TranscriptRefused (thin) where one is left that nobody says anything of.
    """
    found = thin(transcript)
    if not {name_of(one) for one in found} <= set(listened):
        raise TranscriptRefused("thin")
    return replace(transcript, listened=found)


def _slow(run: Sequence[_Said]) -> Iterator[tuple[float, float]]:
    for part in _short_of(run, lambda one: SLOWEST * one.speech - 1):
        if sum(one.speech for one in part) > LEAST_SPEECH:
            yield part[0].start, part[-1].end


def _fewer(run: Sequence[_Said]) -> Iterator[tuple[float, float]]:
    for part in _short_of(run, lambda one: FEWEST * one.heard - 1):
        if sum(one.heard for one in part) >= LEAST_HEARD:
            yield part[0].start, part[-1].end


def _short_of(
    run: Sequence[_Said], lack: Callable[[_Said], float]
) -> Iterator[Sequence[_Said]]:
    """Yield the longest parts of a run in which words are lacking all in all."""
    at = 0
    while at < len(run):
        total, best, end = 0.0, 0.0, at
        for place in range(at, len(run)):
            total += lack(run[place])
            if total < 0:
                break
            if 0 < total >= best:
                best, end = total, place + 1
        if end > at:
            yield run[at:end]
        at = max(end, at + 1)


def _runs(transcript: Transcript, channel: int) -> Iterator[list[_Said]]:
    """Yield the words of a channel in groups between marks and silences."""
    words = sorted(
        (
            word
            for turn in transcript.turns
            if turn.channel == channel
            for word in turn.words
        ),
        key=lambda word: word.start,
    )
    speech = sorted(
        (one.start, one.end) for one in transcript.speech if one.channel == channel
    )
    heard = sorted(second for where, second in transcript.heard if where == channel)
    run: list[_Said] = []
    for word, following in pairwise((*words, None)):
        if word is None:
            continue
        goes_on = (
            following is not None
            and not _is_mark(following)
            and following.start - word.end <= 2 * SLACK
        )
        if not _is_mark(word):
            until = following.start if following and goes_on else word.end
            run.append(_said(word, until, speech, heard))
        if not goes_on:
            yield run
            run = []
    yield run


def _said(
    word: Word,
    until: float,
    speech: Sequence[tuple[float, float]],
    heard: Sequence[float],
) -> _Said:
    """Return a word with what there is from its beginning until the next."""
    end = max(word.start, until)
    first = max(0, bisect_right(speech, (word.start, math.inf)) - 1)
    near = takewhile(lambda one: one[0] < end, islice(speech, first, None))
    shared = (min(end, one[1]) - max(word.start, one[0]) for one in near)
    return _Said(
        word.start,
        end,
        sum(seconds for seconds in shared if seconds > 0),
        bisect_left(heard, end) - bisect_left(heard, word.start),
    )


def _joined(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    joined: list[Stretch] = []
    for one in stretches:
        last = joined[-1] if joined else None
        if last and last.channel == one.channel and one.start <= last.end:
            joined[-1] = replace(last, end=max(last.end, one.end))
        else:
            joined.append(one)
    return tuple(joined)
