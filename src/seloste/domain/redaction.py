"""Redaction: which words and seconds are hidden, and what takes their place.

A mark is a stretch of one channel in seconds, with a reason. It hides the words
it touches and silences the sound in every channel, with a margin, for words are
heard a little before and after the seconds a machine gives them. What comes out
tells that something is hidden, of which kind and when; never how long the words
were or what they were.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

from seloste.domain.errors import SelosteError
from seloste.domain.finding import SPECIAL, Finding, FindingKind, TimedWord
from seloste.domain.transcript import (
    BY_HAND,
    NO_SPEECH,
    Stretch,
    Transcript,
    Turn,
    Word,
    unclear_parts,
    uncovered,
)

MARGIN = 0.3
"""Seconds of sound before and after a mark that are silenced with it."""

JOIN = 1.0
"""Marks that are nearer than this are one stretch: between them digits go on."""

PAUSE = 15.0
"""Seconds of silence after which a number does not go on."""

ECHO = 8.0
"""Seconds after a number in which the other side repeats it."""

LONGEST_REASON = 500


class RedactionRefused(SelosteError):
    """What was asked of a redaction is not possible; ``reason`` is a stable word.

    Reasons: nothing-selected, beyond-the-recording, no-reason, too-long,
    changed-meanwhile, no-such-channel, malformed (a form carries no stretch),
    unknown-request, request-over (its answer was reviewed, or it is closed).
    """

    code = "redaction-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"redaction: {reason}")
        self.reason = reason


class Reason(StrEnum):
    """Why something is hidden."""

    CARD = "card"
    IDENTITY_CODE = "identity-code"
    SPECIAL = "special"
    OTHERS = "others"
    SECRET = "secret"  # noqa: S105 - the name of a reason, not a secret
    OTHER = "other"


class Scope(StrEnum):
    """Whom a redacted copy is for.

    ``EVERYONE`` is what is shown by default; ``SPECIAL`` is for purposes that
    reach data of special categories; ``SEPARATE`` was made by hand.
    """

    EVERYONE = "everyone"
    SPECIAL = "special"
    SEPARATE = "separate"


LABELS: dict[Reason, dict[str, str]] = {
    Reason.CARD: {
        "fi": "[kortin numero]",
        "sv": "[kortnummer]",
        "en": "[card number]",
    },
    Reason.IDENTITY_CODE: {
        "fi": "[henkilötunnus]",
        "sv": "[personbeteckning]",
        "en": "[identity code]",
    },
    Reason.SPECIAL: {
        "fi": "[arkaluonteinen tieto]",
        "sv": "[känslig uppgift]",
        "en": "[sensitive data]",
    },
    Reason.OTHERS: {
        "fi": "[toisen henkilön tieto]",
        "sv": "[uppgift om annan person]",
        "en": "[another person's data]",
    },
    Reason.SECRET: {
        "fi": "[salassa pidettävä tieto]",
        "sv": "[sekretessbelagd uppgift]",
        "en": "[confidential]",
    },
    Reason.OTHER: {"fi": "[peitetty]", "sv": "[dolt]", "en": "[hidden]"},
}

_OF_KIND = {
    FindingKind.CARD: Reason.CARD,
    FindingKind.IDENTITY_CODE: Reason.IDENTITY_CODE,
    FindingKind.HEALTH: Reason.SPECIAL,
    FindingKind.DIET: Reason.SPECIAL,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that is hidden, in seconds of one channel (None: of every one).

    ``by_person`` is true where somebody chose it; ``words`` is what they wrote
    about why, and is personal data.
    """

    start: float
    end: float
    reason: Reason
    channel: int | None = None
    by_person: bool = False
    words: str = ""

    @property
    def length(self) -> float:
        """Return how many seconds it lasts."""
        return self.end - self.start

    def touches(self, channel: int, start: float, end: float) -> bool:
        """Tell whether it hides something of a channel between two seconds."""
        here = self.channel is None or self.channel == channel
        return here and _meets(self.start, self.end, start, end)


def _meets(start: float, end: float, begins: float, ends: float) -> bool:
    """Tell whether two stretches share time; a word may have no length at all."""
    return (start < ends and begins < end) or (start <= begins and ends <= end)


def reason_of(kind: FindingKind) -> Reason:
    """Return why a finding would be hidden."""
    return _OF_KIND.get(kind, Reason.OTHER)


@dataclass(frozen=True, slots=True)
class Said:
    """The words of one channel as a text, with the seconds of each."""

    channel: int
    text: str
    words: tuple[TimedWord, ...]


def said(transcript: Transcript) -> tuple[Said, ...]:
    """Return the text of each channel; a long pause ends whatever was being said."""
    return tuple(
        _joined(channel, _words_of(transcript, channel))
        for channel in sorted({turn.channel for turn in transcript.turns})
    )


def together(transcript: Transcript) -> tuple[Said, tuple[int, ...]]:
    """Return all turns as one text, and the channel of each of its words.

    One side asks for a number and the other says it: only together do they tell
    what it is.
    """
    text, timed, channels = "", [], []
    for turn in transcript.turns:
        spoken = tuple(_spoken(turn))
        text += " ; " if text and spoken else ""
        for word in spoken:
            text += " " if text[-1:].strip() else ""
            timed.append(
                TimedWord(len(text), len(text) + len(word.text), word.start, word.end)
            )
            channels.append(turn.channel)
            text += word.text
    return Said(-1, text, tuple(timed)), tuple(channels)


def marks_together(
    findings: Iterable[Finding], said_: Said, channels: Sequence[int]
) -> tuple[Mark, ...]:
    """Return the marks that hide what was found in all turns, each in its channel."""
    return tuple(
        Mark(word.begin, word.finish, reason_of(one.kind), channel)
        for one in findings
        for word, channel in zip(said_.words, channels, strict=True)
        if word.start < one.end and one.start < word.end
    )


def _words_of(transcript: Transcript, channel: int) -> list[Word]:
    turns = (turn for turn in transcript.turns if turn.channel == channel)
    return sorted(chain.from_iterable(map(_spoken, turns)), key=lambda one: one.start)


def _spoken(turn: Turn) -> Iterator[Word]:
    """Yield the words that were spoken: a cough between two digits parts them not."""
    return (word for word in turn.words if word.text != NO_SPEECH)


def _joined(channel: int, words: Sequence[Word]) -> Said:
    text, timed, last = "", [], 0.0
    for word in words:
        if text:
            text += " ; " if word.start - last > PAUSE else " "
        start = len(text)
        text += word.text
        timed.append(TimedWord(start, len(text), word.start, word.end))
        last = word.end
    return Said(channel, text, tuple(timed))


def marks_of(findings: Iterable[Finding], *, channel: int) -> tuple[Mark, ...]:
    """Return the marks that hide what was found in a channel."""
    return tuple(
        Mark(one.begin, one.finish, reason_of(one.kind), channel)
        for one in findings
        if one.begin is not None and one.finish is not None
    )


def closed_up(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return the marks in order, those of one reason and channel joined where near."""
    groups: dict[tuple[object, ...], list[Mark]] = {}
    for mark in sorted(marks, key=lambda one: (one.start, one.end)):
        key = (mark.channel, mark.reason, mark.by_person, mark.words)
        group = groups.setdefault(key, [])
        if group and mark.start - group[-1].end <= JOIN:
            group[-1] = replace(group[-1], end=max(group[-1].end, mark.end))
        else:
            group.append(mark)
    every = (mark for group in groups.values() for mark in group)
    return tuple(sorted(every, key=lambda one: (one.start, one.end, one.reason)))


def stretches(
    marks: Iterable[Mark], *, seconds: float
) -> tuple[tuple[float, float], ...]:
    """Return the seconds of sound to silence: with margins, none overlapping."""
    padded = sorted(
        (max(0.0, mark.start - MARGIN), min(seconds, mark.end + MARGIN))
        for mark in marks
    )
    joined: list[tuple[float, float]] = []
    for start, end in padded:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        elif start < end:
            joined.append((start, end))
    return tuple(joined)


def hidden(transcript: Transcript, marks: Sequence[Mark]) -> Transcript:
    """Return a transcript in which one label stands for each stretch of hidden words.

    Of who said it the words that are marked go, of the others all that is said
    where the sound is silenced. Labels are in the language of the transcript.
    """
    silent = stretches(marks, seconds=_last_second(transcript))
    turns = hidden_turns(transcript, marks)
    return replace(
        transcript,
        turns=tuple(turn for turn in turns if turn.words),
        speech=tuple(_whole(transcript.speech, silent)),
        heard=tuple(one for one in transcript.heard if not _is_silent(one[1], silent)),
        listened=tuple(_whole(transcript.listened, silent)),
    )


def _is_silent(second: float, silent: Sequence[tuple[float, float]]) -> bool:
    return any(start <= second <= end for start, end in silent)


def _last_second(transcript: Transcript) -> float:
    """Return the end of the recording, or of words that a machine put behind it."""
    return max((transcript.seconds, *(turn.end for turn in transcript.turns)))


def hidden_turns(transcript: Transcript, marks: Sequence[Mark]) -> tuple[Turn, ...]:
    """Return every turn of a transcript, in order, as ``hidden`` leaves it."""
    silent = stretches(marks, seconds=_last_second(transcript))
    return tuple(
        _hidden_turn(turn, marks, silent, transcript) for turn in transcript.turns
    )


def _hidden_turn(
    turn: Turn,
    marks: Sequence[Mark],
    silent: Sequence[tuple[float, float]],
    transcript: Transcript,
) -> Turn:
    words: list[Word] = []
    last: tuple[float, float] | None = None
    for word in turn.words:
        stretch = _stretch_of(word, silent)
        if stretch and _spared(word, turn.channel, stretch, marks):
            stretch = None
        if stretch is None:
            words.append(word)
        elif stretch != last:
            label = label_of(_reason_in(stretch, marks), transcript.language)
            words.append(Word(label, *stretch, 1.0))
        last = stretch
    return replace(turn, words=tuple(words))


def _stretch_of(
    word: Word, silent: Sequence[tuple[float, float]]
) -> tuple[float, float] | None:
    touched = (one for one in silent if _meets(*one, word.start, word.end))
    return next(touched, None)


def _spared(
    word: Word, channel: int, stretch: tuple[float, float], marks: Sequence[Mark]
) -> bool:
    """Tell whether only the margin of marks of its own channel reaches a word."""
    here = [mark for mark in marks if _meets(*stretch, mark.start, mark.end)]
    own = all(mark.channel == channel for mark in here)
    return own and not any(m.touches(channel, word.start, word.end) for m in here)


def _reason_in(stretch: tuple[float, float], marks: Sequence[Mark]) -> Reason:
    reasons = [m.reason for m in marks if _meets(*stretch, m.start, m.end)]
    return min(reasons, key=list(Reason).index)


def _whole(
    parts: Iterable[Stretch], silent: Sequence[tuple[float, float]]
) -> Iterator[Stretch]:
    """Yield stretches that begin and end outside what is hidden: no pause is told."""
    for one in parts:
        touched = [each for each in silent if each[0] < one.end and one.start < each[1]]
        starts = (one.start, *(each[0] for each in touched))
        ends = (one.end, *(each[1] for each in touched))
        yield Stretch(one.channel, min(starts), max(ends))


def label_of(reason: Reason, language: str) -> str:
    """Return what stands where something is hidden; Finnish where nobody knows."""
    labels = LABELS[reason]
    return labels.get(language, labels["fi"])


def echoes(
    numbers: Iterable[Mark], *, of: Sequence[Mark], one_channel: bool
) -> tuple[Mark, ...]:
    """Return the ``numbers`` that are said soon after what is hidden: they repeat it.

    The other side repeats what it hears; where all speak on one channel, nobody
    knows which side it is.
    """
    return tuple(
        replace(number, reason=mark.reason)
        for number in numbers
        for mark in of
        if (one_channel or number.channel != mark.channel)
        and mark.start < number.end
        and number.start < mark.end + ECHO
    )


def unheard(transcript: Transcript, *, near: Sequence[Mark]) -> tuple[Mark, ...]:
    """Return the speech without words that is near what is hidden: it may be of it.

    A machine that hears digits in one place may give them the seconds of another.
    Where a person writes, most is without words for a while: only what is near goes.
    """
    by_hand = transcript.engine == BY_HAND
    return tuple(
        Mark(
            max(hole.start, mark.start - JOIN) if by_hand else hole.start,
            min(hole.end, mark.end + ECHO) if by_hand else hole.end,
            mark.reason,
            hole.channel,
        )
        for hole in (*uncovered(transcript), *unclear_parts(transcript))
        for mark in near
        if mark.start - JOIN < hole.end and hole.start < mark.end + ECHO
    )


def whole_turns(transcript: Transcript, marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return marks that hide all of the turns they touch, where a person wrote them.

    A person gives the seconds of a turn, and nobody knows those of its words.
    """
    if transcript.engine != BY_HAND:
        return tuple(marks)
    return tuple(_over_turns(transcript, mark) for mark in marks)


def _over_turns(transcript: Transcript, mark: Mark) -> Mark:
    touched = [
        turn
        for turn in transcript.turns
        if mark.touches(turn.channel, turn.start, turn.end)
    ]
    start = min((turn.start for turn in touched), default=mark.start)
    end = max((turn.end for turn in touched), default=mark.end)
    return replace(mark, start=min(start, mark.start), end=max(end, mark.end))


def without_special(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return the marks that also hide from who may read special categories."""
    return tuple(mark for mark in marks if mark.reason is not Reason.SPECIAL)


def special(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that a person has to decide about."""
    return tuple(one for one in findings if one.kind in SPECIAL)


def check_mark(mark: Mark, *, seconds: float, channels: int) -> None:
    """Raise RedactionRefused unless a person's mark can be applied.

    The end may lie a margin after the last sound: moments are rounded up.
    """
    if not mark.start < mark.end:
        raise RedactionRefused("nothing-selected")
    if mark.start < 0 or mark.start >= seconds or mark.end > seconds + MARGIN:
        raise RedactionRefused("beyond-the-recording")
    if mark.channel is not None and mark.channel not in range(channels):
        raise RedactionRefused("no-such-channel")
    if mark.reason is Reason.OTHER and not mark.words.strip():
        raise RedactionRefused("no-reason")
    if len(mark.words) > LONGEST_REASON:
        raise RedactionRefused("too-long")


def identity(mark: Mark) -> str:
    """Return what names a mark of a copy without telling anything of it."""
    return hashlib.sha256(to_json((mark,))).hexdigest()[:32]


def to_json(marks: Iterable[Mark], *, hints: Iterable[str] = ()) -> bytes:
    """Return the bytes that marks are sealed as, with the hints there were."""
    rows = [
        {
            "start": mark.start,
            "end": mark.end,
            "reason": mark.reason.value,
            "channel": mark.channel,
            "by_person": mark.by_person,
            "words": mark.words,
        }
        for mark in marks
    ]
    document = {"marks": rows, "hints": list(hints)}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def hints_from_json(data: bytes) -> tuple[str, ...]:
    """Return the hints that were sealed beside marks; once there were none."""
    document = json.loads(data)
    return () if isinstance(document, list) else tuple(document["hints"])


def from_json(data: bytes) -> tuple[Mark, ...]:
    """Return the marks that were sealed; once they were a list of their own."""
    document = json.loads(data)
    return tuple(
        Mark(
            start=row["start"],
            end=row["end"],
            reason=Reason(row["reason"]),
            channel=row["channel"],
            by_person=row["by_person"],
            words=row["words"],
        )
        for row in (document if isinstance(document, list) else document["marks"])
    )


def masked(text: str, findings: Sequence[Finding], *, language: str) -> str:
    """Return a text in which a label stands for each finding."""
    parts, at = [], 0
    for one in sorted(findings, key=lambda each: each.start):
        if one.start < at:
            at = max(at, one.end)
            continue
        parts += [text[at : one.start], label_of(reason_of(one.kind), language)]
        at = one.end
    return "".join((*parts, text[at:]))
