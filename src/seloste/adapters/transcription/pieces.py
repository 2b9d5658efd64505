"""Where somebody speaks, packed into pieces of half a minute, and back again.

Whisper hears half a minute at a time, whatever is in it. So silence is cut out
first, the stretches of speech are laid side by side, and every second in such a
piece is led back to the second of the channel it came from.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from seloste.domain.transcript import Word

LONGEST = 28.0
"""Seconds of speech in a piece; Whisper's window is 30."""

EDGE = 0.4
"""What ends less than this before cut-off samples end may still go on."""

type Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Packed:
    """Stretches of one channel that are heard together, in seconds.

    ``until`` is the second before which everything is done once they are heard.
    """

    spans: tuple[Span, ...]
    until: float

    def place(self, at: float) -> float:
        """Return the second of the channel for a second of the piece."""
        for start, end in self.spans:
            if at < end - start:
                return start + max(0.0, at)
            at -= end - start
        return self.spans[-1][1]

    def placed(self, word: Word) -> Word:
        """Return a word at its place in the channel, never longer than its stretch."""
        start = self.place(word.start)
        stretch = next(end for begin, end in self.spans if begin <= start <= end)
        length = max(0.0, word.end - word.start)
        return Word(
            word.text, start, min(start + length, max(stretch, start)), word.confidence
        )


def packed(
    spans: Sequence[Span], *, seconds: float, after: float, final: bool
) -> Iterator[Packed]:
    """Yield what is to be heard after ``after``; the last reaches ``seconds``.

    Of silence there is one piece with nothing in it.
    Without ``final`` what touches the end of the samples is left for the next
    ones, unless there is nothing else.
    """
    waiting = [(max(start, after), end) for start, end in spans if end > after]
    end = seconds
    if not final and waiting and waiting[-1][1] > seconds - EDGE:
        all_there_is = waiting[-1][0] - after < EDGE
        if not all_there_is:
            end = waiting.pop()[0]
    batch: list[Span] = []
    for span in waiting:
        if batch and _length([*batch, span]) > LONGEST:
            yield Packed(tuple(batch), span[0])
            batch = []
        batch.append(span)
    yield Packed(tuple(batch), end)


def _length(spans: Sequence[Span]) -> float:
    return sum(end - start for start, end in spans)
