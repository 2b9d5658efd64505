"""Looking at what is given, for the sake of the other people in it (Art. 15(4)).

Every message, file, note and turn of a transcript is marked by a person, with a
reason: given, redacted or left out. The reason is one of a closed list, because
words of ours about somebody would be personal data again. Nothing here reads
the content.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from seloste.domain import redaction
from seloste.domain.contact import Kind
from seloste.domain.package import PackageRefused
from seloste.domain.redaction import Reason
from seloste.domain.transcript import Turn

BOTH_SIDES = 2
REVIEWED = frozenset(
    {
        Kind.MESSAGE,
        Kind.FORM_ANSWER,
        Kind.ATTACHMENT,
        Kind.NOTE,
        Kind.WORK,
        Kind.RECORDING,
    }
)
"""Kinds that are given one by one; names and numbers of others never are."""


class Mark(StrEnum):
    """What becomes of a part of the answer."""

    GIVE = "give"
    REDACT = "redact"
    LEAVE_OUT = "leave-out"


class MarkReason(StrEnum):
    """Why."""

    OWN = "own"
    STAFF = "staff"
    KNOWN = "known"
    NO_HARM = "no-harm"
    CONSENT = "consent"
    OTHER_IDENTITY = "other-identity"
    OTHER_PRIVATE = "other-private"
    OTHER_SAFETY = "other-safety"
    SECRET = "secret"  # noqa: S105 - the name of a reason
    SECTION_34 = "section-34"


REASONS: Mapping[Mark, frozenset[MarkReason]] = {
    Mark.GIVE: frozenset(
        {
            MarkReason.OWN,
            MarkReason.STAFF,
            MarkReason.KNOWN,
            MarkReason.NO_HARM,
            MarkReason.CONSENT,
        }
    ),
    Mark.REDACT: frozenset(
        {
            MarkReason.OTHER_IDENTITY,
            MarkReason.OTHER_PRIVATE,
            MarkReason.OTHER_SAFETY,
            MarkReason.SECRET,
            MarkReason.SECTION_34,
        }
    ),
    Mark.LEAVE_OUT: frozenset(
        {
            MarkReason.OTHER_PRIVATE,
            MarkReason.OTHER_SAFETY,
            MarkReason.SECRET,
            MarkReason.SECTION_34,
        }
    ),
}
"""Which reasons a mark may have: a third voice as such is no ground to refuse."""

WITH_WORDS = REVIEWED - {Kind.ATTACHMENT}
"""Kinds of which words can be taken out; a file is given whole or not at all."""
MOST_PASSAGES = 50
LONGEST_PASSAGE = 2_000

HIDDEN_AS: Mapping[MarkReason, Reason] = {
    MarkReason.OTHER_IDENTITY: Reason.OTHERS,
    MarkReason.OTHER_PRIVATE: Reason.OTHERS,
    MarkReason.OTHER_SAFETY: Reason.OTHERS,
    MarkReason.SECRET: Reason.SECRET,
    MarkReason.SECTION_34: Reason.SECRET,
}


@dataclass(frozen=True, slots=True)
class Segment:
    """One part as it was marked; an empty mark says that nobody looked yet.

    ``several`` says that more than two took part, so that two people look.
    """

    number: int
    mark: Mark | None = None
    by: str = ""
    second_by: str = ""
    several: bool = False

    @property
    def done(self) -> bool:
        """Tell whether nobody needs to look at it any more."""
        if self.mark is None:
            return False
        return not self.several or bool(self.second_by)


def check_mark(kind: Kind, mark: Mark, reason: MarkReason) -> None:
    """Refuse a mark for a reason that does not carry it. Raises PackageRefused."""
    if reason not in REASONS[mark]:
        raise PackageRefused("wrong-reason")
    if mark is Mark.REDACT and kind not in WITH_WORDS:
        raise PackageRefused("not-redacted")


def check_second(first: str, second: str) -> None:
    """Refuse one person looking twice where two must. Raises PackageRefused."""
    if first == second:
        raise PackageRefused("same-person")


def check_done(segments: Iterable[Segment]) -> None:
    """Refuse an answer of which any part is not looked at. Raises PackageRefused."""
    if not all(segment.done for segment in segments):
        raise PackageRefused("unreviewed")


def several(*, customers: int, others: int, speakers: int) -> bool:
    """Tell whether more than the person and one of the staff took part."""
    return others > 0 or customers > 1 or speakers > BOTH_SIDES


def passages_of(lines: str) -> tuple[str, ...]:
    """Return the passages somebody wrote, one a line. Raises PackageRefused."""
    found = tuple(dict.fromkeys(" ".join(one.split()) for one in lines.splitlines()))
    passages = tuple(one for one in found if one)
    if len(passages) > MOST_PASSAGES or any(
        len(one) > LONGEST_PASSAGE for one in passages
    ):
        raise PackageRefused("not-redacted")
    return passages


def passages_json(passages: Sequence[str]) -> bytes:
    """Return the bytes that passages are sealed as."""
    return json.dumps(list(passages), ensure_ascii=False).encode()


def passages_from(data: bytes) -> tuple[str, ...]:
    """Return the passages that were sealed."""
    return tuple(json.loads(data))


def without(
    text: str, passages: Sequence[str], *, reason: MarkReason, language: str
) -> str:
    """Return a text in which a label stands for each passage, wherever it stands.

    Without passages the label stands for all of it. Raises PackageRefused where a
    passage is not in the text: nobody should believe that it was hidden.
    """
    label = redaction.label_of(HIDDEN_AS[reason], language)
    if not passages:
        return label
    for passage in sorted(passages, key=len, reverse=True):
        text, count = _pattern(passage).subn(lambda _: label, text)
        if not count:
            raise PackageRefused("not-redacted")
    return text


def _pattern(passage: str) -> re.Pattern[str]:
    """Return what finds a passage whatever its case and the spaces in it."""
    words = (re.escape(word) for word in passage.split())
    return re.compile(r"\s+".join(words), re.IGNORECASE)


def turn_marks(
    turn: Turn, passages: Sequence[str], *, reason: MarkReason
) -> tuple[redaction.Mark, ...]:
    """Return what to hide and silence of a turn: the passages, or all of it.

    Raises PackageRefused where a passage is not in the turn.
    """
    stretches = (
        [found for passage in passages for found in _said(turn, passage)]
        if passages
        else [(turn.start, turn.end)]
    )
    return tuple(
        redaction.Mark(
            start=start,
            end=end,
            reason=HIDDEN_AS[reason],
            channel=turn.channel,
            by_person=True,
        )
        for start, end in stretches
    )


def _said(turn: Turn, passage: str) -> list[tuple[float, float]]:
    """Return the seconds at which a passage is said in a turn."""
    wanted = [_bare(word) for word in passage.split()]
    said = [_bare(word.text) for word in turn.words]
    found = [
        (turn.words[at].start, turn.words[at + len(wanted) - 1].end)
        for at in range(len(said) - len(wanted) + 1)
        if said[at : at + len(wanted)] == wanted
    ]
    if not found:
        raise PackageRefused("not-redacted")
    return found


def _bare(word: str) -> str:
    return word.strip(".,;:!?\"'()").casefold()
