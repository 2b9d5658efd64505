"""Captions: how the words of a transcript are cut so that one can read along."""

from collections.abc import Iterator
from dataclasses import dataclass

from seloste.domain.transcript import NO_SPEECH, Speaker, Transcript, Turn, Word

LONGEST = 80
"""Characters of a caption: two lines of about forty."""

SECONDS = 7.0
SHORTEST = 0.5


@dataclass(frozen=True, slots=True)
class Caption:
    """A few words of one turn, shown while they are said."""

    start: float
    end: float
    speaker: Speaker
    words: tuple[Word, ...]


def captions(transcript: Transcript) -> tuple[Caption, ...]:
    """Return the captions of a transcript, turn by turn."""
    return tuple(
        Caption(words[0].start, _until(words), turn.speaker, words)
        for turn in transcript.turns
        if turn.text != NO_SPEECH
        for words in _pieces(turn)
    )


def _until(words: tuple[Word, ...]) -> float:
    """Return when a caption goes; none is shown for less than it takes to see it."""
    return max(words[0].start + SHORTEST, *(word.end for word in words))


def _pieces(turn: Turn) -> Iterator[tuple[Word, ...]]:
    begins, length = 0, 0
    for at, word in enumerate(turn.words):
        length += len(word.text) + 1
        late = word.end - turn.words[begins].start > SECONDS
        if at > begins and (length > LONGEST + 1 or late):
            yield turn.words[begins:at]
            begins, length = at, len(word.text) + 1
    yield turn.words[begins:]
