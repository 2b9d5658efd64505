"""What has to be hidden in the words of a recording, found without anybody asking."""

import re
from collections.abc import Iterator

from seloste.domain import redaction
from seloste.domain.redaction import Mark, Reason, Said
from seloste.domain.transcript import Transcript as Words
from seloste.ports.desk import Desk
from seloste.records.models import Redaction
from seloste.services import finding
from seloste.services.finding.runs import runs

_DIGITS = re.compile(r"\d(?:\W{0,3}\d){5}")
_LEAST_REPEATED = 2
_LEAST_ON_ONE_CHANNEL = 3


def found_in(words: Words) -> tuple[Mark, ...]:
    """Return the marks that hide card numbers and identity codes, and their echoes."""
    channels = redaction.said(words)
    found = tuple(
        mark
        for said in channels
        for mark in redaction.marks_of(
            finding.find_hidden(said.text, said.words), channel=said.channel
        )
    )
    every, sides = redaction.together(words)
    found += redaction.marks_together(finding.find_hidden(every.text), every, sides)
    found = redaction.whole_turns(words, found)
    one_channel = words.channels == 1
    least = _LEAST_ON_ONE_CHANNEL if one_channel else _LEAST_REPEATED
    numbers = tuple(mark for said in channels for mark in _numbers(said, least))
    repeated = redaction.whole_turns(
        words, redaction.echoes(numbers, of=found, one_channel=one_channel)
    )
    rest = redaction.unheard(words, near=found)
    return redaction.closed_up({*found, *repeated, *rest})


def _numbers(said: Said, least: int) -> Iterator[Mark]:
    """Yield where a channel says numbers, in digits or words."""
    for run in runs(said.text):
        if len(run.digits) < least:
            continue
        touched = [w for w in said.words if w.start < run.end and run.start < w.end]
        yield Mark(touched[0].begin, touched[-1].finish, Reason.OTHER, said.channel)


def written(text: str, *, language: str = "fi") -> str:
    """Return a written text with card numbers and identity codes as labels."""
    if not _DIGITS.search(text):
        return text
    return redaction.masked(text, finding.find_hidden(text), language=language)


def hints_in(words: Words) -> tuple[str, ...]:
    """Return the words that may tell of health or diet: a person decides."""
    return tuple(
        each.text[one.start : one.end].casefold()
        for each in redaction.said(words)
        for one in redaction.special(finding.find(each.text))
    )


def marks_of(copy: Redaction, *, desk: Desk) -> tuple[Mark, ...]:
    """Return where a copy hides something, and why; the caller has asked for leave."""
    return redaction.from_json(
        desk.vault.open(copy.marks.ref(), inline=copy.marks.inline())
    )


def kept_marks(copy: Redaction, *, desk: Desk) -> tuple[Mark, ...]:
    """Return the marks of a copy that people chose: they stay whatever is found."""
    return tuple(mark for mark in marks_of(copy, desk=desk) if mark.by_person)


def marks_now(
    copy: Redaction, words: Words | None, *, version: int, desk: Desk
) -> tuple[Mark, ...]:
    """Return what a copy hides in the words as they are now, of that version.

    Where they changed since it was made, it is worked out anew, so that nothing new
    slips through.
    """
    if copy.transcript_version == version or words is None:
        return marks_of(copy, desk=desk)
    return redaction.closed_up((*kept_marks(copy, desk=desk), *found_in(words)))
