"""How well personal data is found: precision and recall on labelled sentences.

A file holds a sentence a line; what is to be found stands in marks, ``[C|4111 …]``.
Every third sentence is held out: rules are written looking at the others only.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from seloste.domain.errors import SelosteError
from seloste.domain.finding import HIDDEN, Finding, FindingKind
from seloste.services.finding import find

HELD_OUT = 3
MARKS = {
    "C": FindingKind.CARD,
    "H": FindingKind.IDENTITY_CODE,
    "I": FindingKind.IBAN,
    "P": FindingKind.PHONE,
    "E": FindingKind.EMAIL,
    "A": FindingKind.ADDRESS,
    "R": FindingKind.PLATE,
    "B": FindingKind.BUSINESS_ID,
    "D": FindingKind.BIRTH_DATE,
    "N": FindingKind.NAME,
    "T": FindingKind.HEALTH,
    "F": FindingKind.DIET,
}
_MARK = re.compile(r"\[([A-Z])\|([^]]+)\]")


class SentencesRefused(SelosteError):
    """A file of labelled sentences has a mark that nobody knows."""

    code = "sentences-refused"


@dataclass(frozen=True, slots=True)
class Label:
    """What is to be found, and where."""

    kind: FindingKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A labelled sentence; ``held_out`` ones are never looked at for rules."""

    text: str
    labels: tuple[Label, ...]
    held_out: bool


@dataclass(slots=True)
class Score:
    """Labels of a kind found and missed, findings that are right and wrong."""

    found: int = 0
    missed: int = 0
    right: int = 0
    wrong: int = 0

    @property
    def precision(self) -> float:
        """Return the share of findings that are right."""
        every = self.right + self.wrong
        return self.right / every if every else 1.0

    @property
    def recall(self) -> float:
        """Return the share of labels that were found."""
        every = self.found + self.missed
        return self.found / every if every else 1.0


@dataclass(slots=True)
class Report:
    """Scores by kind over some sentences."""

    sentences: int = 0
    scores: dict[FindingKind, Score] = field(
        default_factory=lambda: {kind: Score() for kind in FindingKind}
    )


def sentences(lines: Iterable[str]) -> tuple[Sentence, ...]:
    """Return the labelled sentences of a file. Raises SentencesRefused."""
    written = [line.rstrip("\n") for line in lines]
    kept = [line for line in written if line and not line.startswith("#")]
    return tuple(
        _sentence(line, held_out=at % HELD_OUT == HELD_OUT - 1)
        for at, line in enumerate(kept)
    )


def _sentence(line: str, *, held_out: bool) -> Sentence:
    text, labels, at = "", [], 0
    for match in _MARK.finditer(line):
        if match[1] not in MARKS:
            raise SentencesRefused(f"nobody knows the mark {match[1]}")
        text += line[at : match.start()]
        labels.append(Label(MARKS[match[1]], len(text), len(text) + len(match[2])))
        text += match[2]
        at = match.end()
    return Sentence(text + line[at:], tuple(labels), held_out)


def measure(labelled: Iterable[Sentence]) -> Report:
    """Return how well the labels are found."""
    report = Report()
    for sentence in labelled:
        report.sentences += 1
        findings = find(sentence.text)
        for label in sentence.labels:
            score = report.scores[label.kind]
            if _is_found(label, findings):
                score.found += 1
            else:
                score.missed += 1
        for one in findings:
            right = _is_right(one, sentence.labels)
            report.scores[one.kind].right += right
            report.scores[one.kind].wrong += not right
    return report


def _is_found(label: Label, findings: Sequence[Finding]) -> bool:
    """Tell whether a label is found; what is hidden has to be hidden whole."""
    same = [one for one in findings if one.kind is label.kind]
    if label.kind in HIDDEN:
        return any(o.start <= label.start and label.end <= o.end for o in same)
    return any(one.start < label.end and label.start < one.end for one in same)


def _is_right(one: Finding, labels: Sequence[Label]) -> bool:
    return any(
        label.kind is one.kind and label.start < one.end and one.start < label.end
        for label in labels
    )


def misses(labelled: Iterable[Sentence]) -> Iterable[tuple[str, str, str]]:
    """Yield what is wrong: the kind, "missed" or "wrong", and the sentence's words."""
    for sentence in labelled:
        findings = find(sentence.text)
        for label in sentence.labels:
            if not _is_found(label, findings):
                yield label.kind, "missed", sentence.text
        for one in findings:
            if not _is_right(one, sentence.labels):
                words = sentence.text[one.start : one.end]
                yield one.kind, "wrong", f"{words} :: {sentence.text}"
