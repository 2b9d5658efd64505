"""Transcripts: who said what at which second, and who stands up for it.

A machine writes the first version. One person checks it against the sound, a
second reader certifies it as verbatim and complete, and only then may it leave
as the copy (Finnish DPA 3592/152/2019). Whoever changes a word takes both away.
Nothing here reads the clock, and nothing is said of a voice but its words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from uuid import UUID

from seloste.domain.errors import SelosteError

LANGUAGES = ("fi", "sv", "en")
UNCLEAR = "[?]"
"""Stands for speech that nobody can make out."""

NO_SPEECH = "[-]"
"""Stands for a sound that is no speech: a cough, a door, ringing."""

BY_HAND = "by-hand"
"""The engine of what a person wrote from nothing."""

LOW = 0.5
"""Words below this confidence are shown as uncertain."""

PAUSE = 0.8
"""Seconds of silence after which somebody begins anew."""

SENTENCE_ENDS = (".", "?", "!", "…")
LONGEST_TURN = 60.0
LONGEST_WORD = 200
MOST_WORDS = 200_000
SLACK = 0.5
"""Seconds around a word that count as the word: machines hear edges loosely."""

LEAST_HOLE = 0.5
"""Seconds of speech without words that are too short to hold a word."""

_ROUNDING = 0.01
"""What sealing may round away: no hole shows later that was not marked at first."""


class TranscriptRefused(SelosteError):
    """What was asked of a transcript is not possible; ``reason`` is a stable word.

    Reasons: not-now, stale, own-check, uncovered, recording-changed,
    gaps-changed, no-such-turn, bad-times, too-long, not-made, not-failed, hidden
    (the opening is of the redacted copy: only the original may be corrected),
    numbers-hidden (writing anew would uncover them), by-hand (it is already),
    not-by-hand, no-language, no-such-speaker,
    thin.
    """

    code = "transcript-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"transcript: {reason}")
        self.reason = reason


class State(StrEnum):
    """Who stands up for the words as they are now."""

    MACHINE = "machine"
    CHECKED = "checked"
    CERTIFIED = "certified"


class Event(StrEnum):
    """What happens to a transcript."""

    CORRECT = "correct"
    CHECK = "check"
    CERTIFY = "certify"


MOVES: dict[tuple[State, Event], State] = {
    (State.MACHINE, Event.CORRECT): State.MACHINE,
    (State.MACHINE, Event.CHECK): State.CHECKED,
    (State.CHECKED, Event.CORRECT): State.MACHINE,
    (State.CHECKED, Event.CERTIFY): State.CERTIFIED,
    (State.CERTIFIED, Event.CORRECT): State.MACHINE,
}


class Making(StrEnum):
    """How far the machine is."""

    WAITING = "waiting"
    MADE = "made"
    FAILED = "failed"


class Speaker(StrEnum):
    """Who speaks, known from the channel or said by a person; never from a voice."""

    UNKNOWN = "unknown"
    AGENT = "agent"
    CUSTOMER = "customer"
    OTHER = "other"


class ChannelOrder(StrEnum):
    """Whom a register's recorders put on the first of two channels."""

    UNKNOWN = "unknown"
    AGENT_FIRST = "agent-first"
    CUSTOMER_FIRST = "customer-first"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of one channel, in seconds from the beginning of the recording."""

    channel: int
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its seconds; ``confidence`` is 0..1, and 1 from a person."""

    text: str
    start: float
    end: float
    confidence: float

    @property
    def low(self) -> bool:
        """Return whether the machine was unsure of it."""
        return self.confidence < LOW


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker said in one go; never without words."""

    channel: int
    speaker: Speaker
    words: tuple[Word, ...]

    @property
    def start(self) -> float:
        """Return the second of the first word."""
        return self.words[0].start

    @property
    def end(self) -> float:
        """Return the second at which the last word ends."""
        return max(word.end for word in self.words)

    @property
    def text(self) -> str:
        """Return the words with spaces between."""
        return " ".join(word.text for word in self.words)

    @property
    def confidence(self) -> float:
        """Return the mean confidence of the words."""
        return sum(word.confidence for word in self.words) / len(self.words)


@dataclass(frozen=True, slots=True)
class Transcript:
    """Everything said in a recording, bound to the hash of its sealed bytes.

    ``speech`` is where there is speech at all, ``gaps`` are the stretches that
    were not recorded. ``engine`` and ``model`` wrote the first version; where a
    person did, the engine is ``BY_HAND``. ``heard`` is the channel and second of
    each word the machine heard, once people change words. ``listened`` are the thin
    stretches of which whoever certified says that all of them is there.
    """

    recording: UUID
    sha256: str
    seconds: float
    channels: int
    language: str
    turns: tuple[Turn, ...]
    speech: tuple[Stretch, ...]
    gaps: tuple[tuple[float, float], ...]
    engine: str
    model: str
    heard: tuple[tuple[int, float], ...] = ()
    listened: tuple[Stretch, ...] = ()


def move(state: State, event: Event) -> State:
    """Return the state that follows, or raise TranscriptRefused."""
    try:
        return MOVES[state, event]
    except KeyError:
        raise TranscriptRefused("not-now") from None


def speaker_of(channel: int, *, channels: int, order: ChannelOrder) -> Speaker:
    """Return who speaks on a channel; one mixed channel says nothing about it."""
    first = {
        ChannelOrder.AGENT_FIRST: (Speaker.AGENT, Speaker.CUSTOMER),
        ChannelOrder.CUSTOMER_FIRST: (Speaker.CUSTOMER, Speaker.AGENT),
    }
    if order is ChannelOrder.UNKNOWN or channels != 2:  # noqa: PLR2004 - two sides of a call
        return Speaker.UNKNOWN
    return first[order][channel]


def turns_of(
    heard: Iterable[tuple[int, tuple[Word, ...]]], *, channels: int, order: ChannelOrder
) -> tuple[Turn, ...]:
    """Merge the words of each channel into turns, in the order they were said.

    A turn ends where its speaker pauses and somebody else speaks, or when it
    grows too long. On one mixed channel it ends with every sentence, because
    nobody knows whether the same speaker goes on.
    """
    mixed = channels == 1
    said = sorted(
        (
            (channel, utterance)
            for channel, words in heard
            for utterance in _utterances(words, sentences=mixed)
        ),
        key=lambda one: (one[1][0].start, one[0]),
    )
    merged: list[tuple[int, tuple[Word, ...]]] = []
    for channel, words in said:
        if not mixed and merged and _goes_on(merged[-1], channel, words):
            merged[-1] = (channel, merged[-1][1] + words)
        else:
            merged.append((channel, words))
    return tuple(
        Turn(channel, speaker_of(channel, channels=channels, order=order), words)
        for channel, words in merged
    )


def _utterances(
    words: tuple[Word, ...], *, sentences: bool
) -> Iterator[tuple[Word, ...]]:
    """Yield the words in groups between pauses, none of them too long."""
    begins = 0
    for at, (one, following) in enumerate(pairwise(words), start=1):
        ends = sentences and one.text.endswith(SENTENCE_ENDS)
        too_long = following.end - words[begins].start > LONGEST_TURN
        if ends or too_long or following.start - one.end > PAUSE:
            yield words[begins:at]
            begins = at
    if words:
        yield words[begins:]


def _goes_on(
    turn: tuple[int, tuple[Word, ...]], channel: int, words: tuple[Word, ...]
) -> bool:
    """Tell whether the same speaker goes on, and not for too long."""
    before, said = turn
    return before == channel and words[-1].end - said[0].start <= LONGEST_TURN


def with_unheard(transcript: Transcript) -> Transcript:
    """Return it with a mark for each stretch of speech without words.

    So that whoever checks it sees that something was said there.
    """
    added = tuple(
        Turn(
            hole.channel,
            next(iter(speakers_on(transcript, hole.channel)), Speaker.UNKNOWN),
            (Word(UNCLEAR, hole.start, hole.end, 0.0),),
        )
        for hole in uncovered(transcript, least=LEAST_HOLE - _ROUNDING)
    )
    return replace(transcript, turns=in_order((*transcript.turns, *added)))


def speakers_on(transcript: Transcript, channel: int) -> tuple[Speaker, ...]:
    """Return who is said to speak on a channel, in the order they are heard."""
    heard = (turn.speaker for turn in transcript.turns if turn.channel == channel)
    return tuple(dict.fromkeys(heard))


def in_order(turns: Iterable[Turn]) -> tuple[Turn, ...]:
    """Return turns in the order in which they begin."""
    return tuple(sorted(turns, key=lambda turn: (turn.start, turn.channel)))


def uncovered(
    transcript: Transcript, *, least: float = LEAST_HOLE
) -> tuple[Stretch, ...]:
    """Return the speech that neither words nor marks account for.

    What was not recorded at all is no speech: ``gaps`` account for themselves.
    """
    return tuple(
        hole
        for stretch in transcript.speech
        for hole in _holes(stretch, _covers(transcript, stretch.channel), least)
    )


def _covers(transcript: Transcript, channel: int) -> list[tuple[float, float]]:
    """Return what is accounted for on a channel, by its beginning."""
    words = (
        (word.start - SLACK, word.end + SLACK)
        for turn in transcript.turns
        if turn.channel == channel
        for word in turn.words
    )
    return sorted((*words, *transcript.gaps))


def _holes(
    stretch: Stretch, covers: list[tuple[float, float]], least: float
) -> Iterator[Stretch]:
    """Yield what of ``stretch`` is left between ``covers`` and not too short."""
    at = stretch.start
    for start, end in (*covers, (stretch.end, stretch.end)):
        until = min(start, stretch.end)
        if until - at >= least:
            yield Stretch(stretch.channel, at, until)
        at = max(at, end)


def coverage(transcript: Transcript) -> float:
    """Return the share of the seconds of speech that is accounted for (0..1)."""
    speech = sum(one.end - one.start for one in transcript.speech)
    holes = sum(one.end - one.start for one in uncovered(transcript))
    return 1.0 if not speech else max(0.0, 1 - holes / speech)


def unclear_parts(transcript: Transcript) -> tuple[Stretch, ...]:
    """Return the parts that are marked as not to be made out."""
    return tuple(
        Stretch(turn.channel, word.start, word.end)
        for turn in transcript.turns
        for word in turn.words
        if word.text == UNCLEAR
    )


def low_words(transcript: Transcript) -> int:
    """Return how many words the machine was unsure of."""
    return sum(word.low for turn in transcript.turns for word in turn.words)


def check_complete(
    transcript: Transcript, *, sha256: str, gaps: tuple[tuple[float, float], ...]
) -> None:
    """Raise TranscriptRefused unless it is all of this recording.

    ``sha256`` and ``gaps`` are those of the recording as it is kept now.
    """
    if transcript.sha256 != sha256:
        raise TranscriptRefused("recording-changed")
    if transcript.gaps != gaps:
        raise TranscriptRefused("gaps-changed")
    if uncovered(transcript):
        raise TranscriptRefused("uncovered")


def check_reader(*, checked_by: UUID | None, reader: UUID) -> None:
    """Raise TranscriptRefused unless the second reader is another person."""
    if checked_by == reader:
        raise TranscriptRefused("own-check")
