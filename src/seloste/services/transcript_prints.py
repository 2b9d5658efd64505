"""Transcripts as one reads along and as one prints them, from what is shown.

Captions and print show what the opening shows and nothing else: hidden words are
marks in both. Captions belong to the playing of the recording, which its opening
covers; a print is a copy, and is noted before its first byte leaves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain.audit import Action
from seloste.domain.captions import captions
from seloste.domain.contact import Kind
from seloste.domain.staff import Actor, Role
from seloste.domain.transcript import NO_SPEECH, UNCLEAR, Speaker, Word
from seloste.domain.transcript import Transcript as Words
from seloste.ports.desk import Desk
from seloste.protocols import webvtt
from seloste.protocols.webvtt import Cue
from seloste.records.models import Opening
from seloste.services import audit, openings, shown_copies, transcript_page
from seloste.services.access import NotFound
from seloste.services.notices import typst
from seloste.services.transcript_page import TranscriptPage


@dataclass(frozen=True, slots=True)
class Spoken:
    """How speakers and marks are called in the reader's language."""

    speakers: Mapping[Speaker, str]
    unclear: str
    no_speech: str

    def said(self, words: Sequence[Word]) -> str:
        """Return words with marks as they are called."""
        marks = {UNCLEAR: self.unclear, NO_SPEECH: self.no_speech}
        return " ".join(marks.get(word.text, word.text) for word in words)


@dataclass(frozen=True, slots=True)
class Line:
    """What was said in one go: when, by whom, what."""

    at: str
    who: str
    said: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A transcript to print. ``warning`` says where it may not leave as the copy."""

    title: str
    language: str
    warning: str
    facts: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    legend: tuple[str, ...]


def vtt(
    opening_id: UUID,
    *,
    spoken: Spoken,
    staff_id: UUID,
    desk: Desk,
    now: datetime,
) -> str:
    """Return the captions of an opened recording; none before words are made.

    Raises NotFound, PurposeRefused, RedactionPending.
    """
    words = _words(opening_id, staff_id=staff_id, desk=desk, now=now)
    if words is None:
        return webvtt.write(())
    return webvtt.write(
        Cue(one.start, one.end, spoken.speakers[one.speaker], spoken.said(one.words))
        for one in captions(words)
    )


def _words(
    opening_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime
) -> Words | None:
    item = openings.opened_item(opening_id, staff_id=staff_id, now=now)
    if item.kind != Kind.RECORDING:
        raise NotFound("no such record")
    opening = Opening.objects.select_related("item__notice_version").get(pk=opening_id)
    return shown_copies.words(item, openings.right_of(opening), desk=desk)


def note_print(
    opening_id: UUID, language: str, *, staff_id: UUID, desk: Desk, now: datetime
) -> TranscriptPage:
    """Note that an opened transcript is printed, and return what is printed.

    Raises NotFound, PurposeRefused, RedactionPending.
    """
    found = transcript_page.page(opening_id, staff_id=staff_id, desk=desk, now=now)
    if found.shown is None or found.shown.words is None:
        raise NotFound("no such record")
    role = Role(Opening.objects.get(pk=opening_id).role)
    with transaction.atomic():
        audit.record(
            action=Action.TRANSCRIPT_PRINTED,
            actor=Actor(id=f"staff:{staff_id}", role=role, staff_id=staff_id),
            object_id=found.dialog.contact_id,
            now=now,
            purpose=found.opened.purpose,
            details={
                "item": str(found.opened.item_id),
                "version": found.shown.row.version,
                "language": language,
            },
        )
    return found


def pdf(sheet: Sheet, *, desk: Desk) -> bytes:
    """Return a sheet as PDF/A. Raises PdfFailed."""
    return desk.pdf.pdf(markup(sheet))


def markup(sheet: Sheet) -> str:
    """Return a sheet as Typst mark-up; no text of it can become mark-up."""
    warning = (
        f"#block(stroke: 1pt, inset: 6pt, {_text(sheet.warning)})"
        if sheet.warning
        else ""
    )
    parts = (
        f"#set document(title: {typst.string(sheet.title)})",
        '#set page(paper: "a4", margin: 22mm, numbering: "1 / 1")',
        f"#set text(size: 10pt, lang: {typst.string(sheet.language)})",
        "#set par(leading: 0.6em, spacing: 1em)",
        f"#heading(level: 1, {typst.string(sheet.title)})",
        warning,
        _grid("(auto, 1fr)", [cell for fact in sheet.facts for cell in fact]),
        *(f"#par({_text(one)})" for one in sheet.legend),
        "#line(length: 100%, stroke: 0.5pt)",
        _grid(
            "(auto, auto, 1fr)",
            [cell for one in sheet.lines for cell in (one.at, one.who, one.said)],
        ),
    )
    return "\n".join(part for part in parts if part) + "\n"


def _grid(columns: str, cells: Sequence[str]) -> str:
    inside = ", ".join(_text(cell) for cell in cells)
    return f"#grid(columns: {columns}, gutter: 8pt, {inside})"


def _text(text: str) -> str:
    return f"text({typst.string(text)})"
