"""The certified transcript of a call as the person gets it, in their language.

Who checked and certified it is told by role: staff are not named to the person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from seloste.domain.notice import Language
from seloste.domain.notice_text.document import Bullets, Paragraph
from seloste.domain.notice_text.voice import Voice
from seloste.domain.package_report import phrases
from seloste.domain.package_report import transcript_phrases as words
from seloste.domain.package_report.compose import ReportSection
from seloste.domain.package_report.document import Turns
from seloste.domain.retention import HELSINKI
from seloste.domain.staff import Role
from seloste.domain.transcript import NO_SPEECH, UNCLEAR, Transcript, Turn

HOUR, MINUTE = 3600, 60


@dataclass(frozen=True, slots=True)
class Stood:
    """Who stood up for the words: in which role, where it is known, and when."""

    role: Role | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class CallCopy:
    """A transcript that is given: the words as they leave, and who stood up for them.

    ``hides`` says that labels stand for something in it.
    """

    words: Transcript
    started_at: datetime
    checked: Stood
    certified: Stood
    hides: bool


def title(language: Language) -> str:
    """Return what the page is called."""
    return Voice(language).words(words.TITLE)


def said(turn: Turn, language: Language) -> str:
    """Return what is said in a turn, with marks as the reader calls them."""
    voice = Voice(language)
    marks = {
        UNCLEAR: voice.words(words.UNCLEAR),
        NO_SPEECH: voice.words(words.NO_SPEECH),
    }
    return " ".join(marks.get(word.text, word.text) for word in turn.words)


def speaker(turn: Turn, language: Language) -> str:
    """Return who speaks, by role."""
    return Voice(language).words(phrases.SPEAKERS[turn.speaker.value])


def lines(turns: Sequence[Turn], language: Language) -> Iterator[str]:
    """Yield what was said as lines of text."""
    for turn in turns:
        yield (
            f"[{clock(turn.start)}] {speaker(turn, language)}: {said(turn, language)}"
        )


def sections(copy: CallCopy, language: Language) -> tuple[ReportSection, ...]:
    """Return the transcript as it is printed: what it is of, and what was said."""
    voice = Voice(language)
    turns = tuple(
        (clock(turn.start), speaker(turn, language), said(turn, language))
        for turn in copy.words.turns
    )
    return (
        ReportSection(
            voice.words(words.ABOUT),
            (
                Paragraph(voice.words(words.WHOLE)),
                Bullets(tuple(_facts(copy, voice))),
                Bullets(tuple(_legend(copy, voice))),
            ),
        ),
        ReportSection(voice.words(words.SAID), (Turns(turns),)),
    )


def text(copy: CallCopy, language: Language) -> str:
    """Return the same as plain text."""
    voice = Voice(language)
    parts = (
        voice.words(words.TITLE),
        "",
        voice.words(words.WHOLE),
        *_facts(copy, voice),
        "",
        *_legend(copy, voice),
        "",
        *lines(copy.words.turns, language),
    )
    return "\n".join(parts) + "\n"


def _facts(copy: CallCopy, voice: Voice) -> Iterator[str]:
    spoken = copy.words
    heard = dict.fromkeys(speaker(turn, voice.language) for turn in spoken.turns)
    yield voice.say(words.CALL, {"at": _moment(copy.started_at)})
    yield voice.say(words.LENGTH, {"length": clock(spoken.seconds)})
    yield voice.say(words.SPEAKERS, {"speakers": ", ".join(heard) or "–"})
    yield voice.say(words.CHECKED, _stood(copy.checked, voice))
    yield voice.say(words.CERTIFIED, _stood(copy.certified, voice))
    yield voice.say(words.HASH, {"sha256": spoken.sha256})
    yield voice.say(words.NUMBER, {"number": str(spoken.recording)})
    for start, end in spoken.gaps:
        yield voice.say(words.GAP, {"start": clock(start), "end": clock(end)})


def _stood(by: Stood, voice: Voice) -> dict[str, str]:
    role = words.ROLES[by.role] if by.role else words.SOMEBODY
    return {"role": voice.words(role), "at": _moment(by.at) if by.at else "–"}


def _legend(copy: CallCopy, voice: Voice) -> Iterator[str]:
    for legend, mark in (
        (words.LEGEND_UNCLEAR, words.UNCLEAR),
        (words.LEGEND_NO_SPEECH, words.NO_SPEECH),
    ):
        yield voice.say(legend, {"mark": voice.words(mark)})
    yield voice.words(words.LEGEND_TIMES)
    if copy.hides:
        yield voice.words(words.LEGEND_HIDDEN)


def clock(seconds: float) -> str:
    """Return a place in a recording: 0:03, or 1:04:05."""
    whole = int(seconds)
    hours, rest = divmod(whole, HOUR)
    minutes, left = divmod(rest, MINUTE)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def _moment(at: datetime) -> str:
    local = at.astimezone(HELSINKI)
    return f"{local.day}.{local.month}.{local.year} {local:%H:%M}"
