"""Putting a letter together from facts, in one language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from seloste.domain.errors import SelosteError
from seloste.domain.notice import Language, Text
from seloste.domain.notice_text.document import Block, Bullets, Paragraph
from seloste.domain.notice_text.voice import Voice
from seloste.domain.rights import ExtensionReason, RequestKind
from seloste.domain.rights_letter import phrases
from seloste.domain.rights_letter.grounds import (
    EXTENSION_REASONS,
    GROUNDS,
    Ground,
)
from seloste.domain.rights_letter.kinds import TEMPLATES, LetterKind, LetterPart


class LetterIncomplete(SelosteError):
    """A fact that the letter must state is not known; ``part`` says which."""

    code = "letter-incomplete"

    def __init__(self, part: LetterPart) -> None:
        super().__init__(f"the letter has nothing to say of: {part}")
        self.part = part


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What a letter states. Days are local; texts may name organisations.

    ``right`` is the kind of the request. ``contact`` is where to turn.
    ``until`` is the new last day of an extension, or the day a restriction
    ends; ``done_on`` when something was carried out or passed on; ``gone_on``
    the last day on which an answer can be fetched; ``kept_until`` when what is
    kept will be destroyed, where that can be said. ``items`` counts what is not
    given. ``disclosure`` is the reference of what a recipient was given.
    """

    reference: str
    sender: str
    contact: str
    written_on: date
    received_on: date | None = None
    right: RequestKind | None = None
    due_on: date | None = None
    until: date | None = None
    done_on: date | None = None
    gone_on: date | None = None
    kept_until: date | None = None
    extension_reasons: tuple[ExtensionReason, ...] = ()
    grounds: tuple[Ground, ...] = ()
    items: int = 0
    controller: str = ""
    disclosure: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class LetterDocument:
    """A letter in one language, part by part, ready for a writer."""

    kind: LetterKind
    language: Language
    title: str
    sender: str
    reference: str
    written_on: date
    parts: tuple[tuple[LetterPart, tuple[Block, ...]], ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Return everything the letter says, in order."""
        return tuple(block for _, blocks in self.parts for block in blocks)


OPTIONAL = frozenset({LetterPart.KEPT})
"""Parts that are left out where there is nothing to say."""


def compose(kind: LetterKind, facts: LetterFacts, language: Language) -> LetterDocument:
    """Return a letter. Raises LetterIncomplete where a fact is not known."""
    voice = Voice(language)
    fields = _fields(facts, voice)
    parts = []
    for part in TEMPLATES[kind]:
        try:
            parts.append((part, _blocks(part, facts, fields, voice)))
        except KeyError:
            if part not in OPTIONAL:
                raise LetterIncomplete(part) from None
    return LetterDocument(
        kind=kind,
        language=language,
        title=voice.words(phrases.TITLES[kind]),
        sender=facts.sender,
        reference=facts.reference,
        written_on=facts.written_on,
        parts=tuple(parts),
    )


def _blocks(
    part: LetterPart, facts: LetterFacts, fields: Mapping[str, str], voice: Voice
) -> tuple[Block, ...]:
    blocks: list[Block] = [
        Paragraph(voice.say(phrase, fields)) for phrase in phrases.PHRASES[part]
    ]
    if part in LISTS:
        items = tuple(voice.words(one) for one in LISTS[part](facts))
        if not items:
            raise LetterIncomplete(part)
        blocks.append(Bullets(items))
    return tuple(blocks)


def _reasons(facts: LetterFacts) -> tuple[Text, ...]:
    return tuple(EXTENSION_REASONS[one] for one in facts.extension_reasons)


def _grounds(facts: LetterFacts) -> tuple[Text, ...]:
    return tuple(GROUNDS[one] for one in dict.fromkeys(facts.grounds))


LISTS = {
    LetterPart.EXTENSION_REASONS: _reasons,
    LetterPart.GROUNDS: _grounds,
}


def _fields(facts: LetterFacts, voice: Voice) -> dict[str, str]:
    """Return what can be filled in; what is not known is not there."""
    days = {
        "received": facts.received_on,
        "due": facts.due_on,
        "until": facts.until,
        "done": facts.done_on,
        "forwarded": facts.done_on,
        "gone": facts.gone_on,
        "kept": facts.kept_until,
    }
    texts = {
        "reference": facts.reference,
        "contact": facts.contact,
        "controller": facts.controller,
        "disclosure": facts.disclosure,
        "link": facts.link,
        "count": str(facts.items) if facts.items else "",
        "right": _named(phrases.RIGHTS, facts.right, voice),
        "duty": _named(phrases.DUTIES, facts.right, voice),
        "measure": _named(phrases.MEASURES, facts.right, voice),
        "authority": voice.words(phrases.AUTHORITY),
        "reached": voice.words(phrases.AUTHORITY_REACHED),
        "web": voice.words(phrases.AUTHORITY_WEB),
    }
    said = {name: voice.day(day) for name, day in days.items() if day is not None}
    return said | {name: text for name, text in texts.items() if text}


def _named(
    names: Mapping[RequestKind, Text], kind: RequestKind | None, voice: Voice
) -> str:
    found = names.get(kind) if kind else None
    return voice.words(found) if found else ""
