"""Correcting a transcript: words change, and the seconds they were said at stay.

Words that stay keep their confidence, and their time unless they have to make
room. New words share the time of those they stand for, and are a person's: their
confidence is 1. Where words are put between others that leave no pause, they were
said in the seconds of those. Taking words out without a mark leaves speech that
nothing accounts for, and that shows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from seloste.domain.transcript import (
    LONGEST_WORD,
    MOST_WORDS,
    Speaker,
    Transcript,
    TranscriptRefused,
    Turn,
    Word,
    in_order,
)
from seloste.domain.transcript_pace import first_heard

PER_LETTER = 0.1
"""Seconds a letter takes to be said, so that the sound of a new word is known."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What a turn (by its position) shall say; no text takes it out.

    ``heard`` says that a person compared all of the turn with the sound: then
    none of its words is uncertain any more.
    """

    turn: int
    text: str
    speaker: Speaker | None = None
    heard: bool = False


@dataclass(frozen=True, slots=True)
class Addition:
    """A turn that was missing: what was said on a channel between two seconds."""

    channel: int
    start: float
    end: float
    text: str
    speaker: Speaker = Speaker.UNKNOWN


def corrected(
    transcript: Transcript,
    edits: Sequence[Edit],
    additions: Sequence[Addition] = (),
    *,
    gaps: tuple[tuple[float, float], ...] | None = None,
) -> Transcript:
    """Return the transcript with these corrections. Raises TranscriptRefused.

    ``gaps`` are those that are known by now, where they may have changed.
    """
    by_turn = {edit.turn: edit for edit in edits}
    if not by_turn.keys() <= set(range(len(transcript.turns))):
        raise TranscriptRefused("no-such-turn")
    kept = (
        _edited(turn, by_turn[at]) if at in by_turn else turn
        for at, turn in enumerate(transcript.turns)
    )
    turns = [turn for turn in kept if turn is not None]
    turns += [_added(transcript, one) for one in additions]
    if sum(len(turn.words) for turn in turns) > MOST_WORDS:
        raise TranscriptRefused("too-long")
    return replace(
        transcript,
        turns=in_order(turns),
        gaps=transcript.gaps if gaps is None else gaps,
        heard=first_heard(transcript),
        listened=(),
    )


def _edited(turn: Turn, edit: Edit) -> Turn | None:
    words = tuple(retimed(turn.words, _split(edit.text)))
    if not words:
        return None
    if edit.heard:
        words = tuple(replace(word, confidence=1.0) for word in words)
    return Turn(turn.channel, edit.speaker or turn.speaker, words)


def spoken_by(transcript: Transcript, speakers: Mapping[int, Speaker]) -> list[Edit]:
    """Return the edits that say who speaks on each channel; no word changes."""
    return [
        Edit(at, turn.text, speakers[turn.channel])
        for at, turn in enumerate(transcript.turns)
        if speakers.get(turn.channel, turn.speaker) is not turn.speaker
    ]


def _added(transcript: Transcript, addition: Addition) -> Turn:
    fits = 0 <= addition.start < addition.end <= transcript.seconds
    if not fits or not 0 <= addition.channel < transcript.channels:
        raise TranscriptRefused("bad-times")
    words = tuple(_spread(_split(addition.text), addition.start, addition.end))
    if not words:
        raise TranscriptRefused("no-such-turn")
    return Turn(addition.channel, addition.speaker, words)


def _split(text: str) -> list[str]:
    words = text.split()
    if any(len(word) > LONGEST_WORD for word in words):
        raise TranscriptRefused("too-long")
    return words


def retimed(old: tuple[Word, ...], new: list[str]) -> Iterator[Word]:
    """Yield the new words with the times of those they stand for."""
    matcher = SequenceMatcher(None, [word.text for word in old], new, autojunk=False)
    moves = matcher.get_opcodes()
    kept = list(old)
    for tag, start, end, first, last in moves:
        if tag != "equal" and not _fits(old, start, end, new[first:last]):
            _make_room(kept, start, end)
    for tag, start, end, first, last in moves:
        if tag == "equal":
            yield from kept[start:end]
        elif first < last:
            yield from _spread(new[first:last], *_room(old, kept, start, end))


def _fits(old: tuple[Word, ...], start: int, end: int, new: list[str]) -> bool:
    """Tell whether the seconds of ``old[start:end]`` can hold the new words.

    What stands for nothing needs the time of its letters; what stands for words,
    any time at all.
    """
    begins, ends = _room(old, old, start, end)
    least = 0.0 if start < end else PER_LETTER * len("".join(new))
    return ends - begins > least or not new


def _make_room(words: list[Word], start: int, end: int) -> None:
    """Let the words before and after ``words[start:end]`` give time away."""
    if start:
        before = words[start - 1]
        words[start - 1] = replace(before, end=before.start + _needed(before))
    if end < len(words):
        after = words[end]
        words[end] = replace(after, start=after.end - _needed(after))


def _needed(word: Word) -> float:
    """Return the seconds a word keeps: half of its own, or what its letters take."""
    seconds = max(0.0, word.end - word.start)
    return min(seconds / 2, PER_LETTER * len(word.text))


def _room(
    old: Sequence[Word], kept: Sequence[Word], start: int, end: int
) -> tuple[float, float]:
    """Return the seconds of ``old[start:end]``; of nothing, those between the kept."""
    if start < end:
        begins, ends = old[start].start, max(word.end for word in old[start:end])
        if begins < ends:
            return begins, ends
    before = kept[start - 1].end if start else old[0].start
    after = kept[end].start if end < len(old) else old[-1].end
    return before, max(before, after)


def _spread(words: list[str], start: float, end: float) -> Iterator[Word]:
    """Yield words that share the time from ``start`` to ``end`` evenly."""
    each = (end - start) / len(words) if words else 0.0
    for at, text in enumerate(words):
        yield Word(text, start + at * each, start + (at + 1) * each, 1.0)
