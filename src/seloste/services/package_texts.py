"""The words of an item as a person reads them, with what is hidden hidden.

A mail is shown as its text, a line of a chat and an answer to a form as what was
written, a recording as the turns of its certified transcript. The caller has
asked for leave and written the leaf.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from seloste.domain import package_review, redaction
from seloste.domain.chat import Author, Line
from seloste.domain.contact import Channel, Direction, Kind
from seloste.domain.form import FormAnswer
from seloste.domain.package import PackageRefused
from seloste.domain.package_review import MarkReason
from seloste.domain.transcript import Transcript as Words
from seloste.domain.work_words import WorkWords
from seloste.ports.desk import Desk
from seloste.records.models import Contact, Note, SealedObject
from seloste.services import message_view, package_hiding, scans, transcripts
from seloste.services.message_view import MessageUnreadable

YOU, US, OTHER, SYSTEM = "you", "us", "other", "system"
AUTHORS = {Author.VISITOR: YOU, Author.AGENT: US, Author.SYSTEM: SYSTEM}

type Hidden = Mapping[int, tuple[MarkReason, tuple[str, ...]]]
"""Which parts are redacted: why, and which words of them (none means all)."""


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote: when, from whom, and the words."""

    at: datetime
    by: str
    text: str


def raw(item: SealedObject, *, desk: Desk) -> bytes:
    """Return the bytes of an item. Raises ContentWithheld."""
    scans.check(item, desk=desk)
    return desk.vault.open(item.ref(), inline=item.inline())


def written(item: SealedObject, *, desk: Desk) -> Written:
    """Return a message, an answer or a note as text. Raises ContentWithheld."""
    if item.kind == Kind.NOTE:
        return _note(item, desk=desk)
    if item.kind == Kind.WORK:
        return _work(item, desk=desk)
    contact = _contact(item)
    data = raw(item, desk=desk)
    if item.kind == Kind.FORM_ANSWER:
        return Written(contact.started_at, YOU, _answer(data))
    if contact.channel == Channel.CHAT:
        line = Line.from_json(data)
        text = line.file.name if line.file and not line.text else line.text
        return Written(line.at, AUTHORS[line.author], text)
    return Written(_at(item, contact), _by(contact), _mail(data))


def _contact(item: SealedObject) -> Contact:
    if item.contact is None:
        raise PackageRefused("unknown-item")
    return item.contact


def _at(item: SealedObject, contact: Contact) -> datetime:
    dialog = getattr(item, "dialog", None)
    return dialog.started_at if dialog else contact.started_at


def _by(contact: Contact) -> str:
    return YOU if contact.direction == Direction.INBOUND else US


def _note(item: SealedObject, *, desk: Desk) -> Written:
    note = Note.objects.filter(object=item).first()
    text = desk.vault.open(item.ref(), inline=item.inline()).decode()
    return Written(note.written_at if note else item.captured_at, US, text)


def _work(item: SealedObject, *, desk: Desk) -> Written:
    """Return what is written of a task, a feedback or a complaint."""
    data = desk.vault.open(item.ref(), inline=item.inline())
    words = WorkWords.from_json(data)
    steps = (step.text for step in words.checklist)
    said = (words.title, words.description, *steps, words.outcome)
    return Written(item.captured_at, US, "\n".join(line for line in said if line))


def _answer(data: bytes) -> str:
    answer = FormAnswer.from_json(data)
    known = (answer.name, answer.email, answer.tel)
    return "\n".join((*(line for line in known if line), answer.message))


def _mail(data: bytes) -> str:
    """Return a mail as text; what cannot be read as one is given as its bytes."""
    try:
        view = message_view.view_message(data)
    except MessageUnreadable:
        return data.decode("utf-8", errors="replace")
    head = (view.subject, *view.senders)
    return "\n".join((*(line for line in head if line), "", view.text, view.quoted))


def words(item: SealedObject, *, desk: Desk) -> Words:
    """Return the certified transcript of a recording.

    Raises NotFound and TranscriptRefused where none may leave.
    """
    return transcripts.certified_of(item.dialog.pk, desk=desk)


@dataclass(frozen=True, slots=True)
class Seen:
    """A part as somebody looks at it; ``hides`` says that some of it is hidden."""

    at: str
    by: str
    text: str
    hides: bool = False


def parts(
    item: SealedObject, *, request_id: UUID, original: bool, desk: Desk
) -> tuple[Seen, ...]:
    """Return the parts of an item to be looked at.

    Of a recording what stays hidden in the answer whatever is marked is hidden here
    too, unless the reader has the ``original``. Raises RedactionPending.
    """
    if item.kind == Kind.RECORDING:
        said = words(item, desk=desk)
        marks = package_hiding.marks(item, said, request_id=request_id, desk=desk)
        masked = redaction.hidden_turns(said, marks)
        return tuple(
            Seen(
                at=f"{turn.start:.1f}-{turn.end:.1f} s",
                by=turn.speaker.value,
                text=turn.text if original else seen.text,
                hides=seen.words != turn.words,
            )
            for turn, seen in zip(said.turns, masked, strict=True)
        )
    if item.kind == Kind.ATTACHMENT:
        return (Seen("", "", ""),)
    one = written(item, desk=desk)
    return (Seen("", one.by, one.text),)


def redacted(
    item: SealedObject, hidden: Hidden, *, request_id: UUID, desk: Desk
) -> str:
    """Return an item's words with what is hidden hidden, as one text.

    Raises PackageRefused where a passage is not there, and RedactionPending.
    """
    if item.kind == Kind.RECORDING:
        said = hidden_words(item, hidden, request_id=request_id, desk=desk)[0]
        return "\n".join(turn.text for turn in said.turns)
    text = written(item, desk=desk).text
    language = (item.contact.language if item.contact else "") or "fi"
    for reason, passages in hidden.values():
        text = package_review.without(text, passages, reason=reason, language=language)
    return text


def hidden_words(
    item: SealedObject, hidden: Hidden, *, request_id: UUID, desk: Desk
) -> tuple[Words, tuple[tuple[float, float], ...]]:
    """Return a transcript with words hidden, and the seconds of sound to silence.

    Card numbers and identity codes are hidden as for everybody, and whatever a
    copy made for this request by hand hides. Raises PackageRefused, RedactionPending.
    """
    said = words(item, desk=desk)
    marks = list(package_hiding.marks(item, said, request_id=request_id, desk=desk))
    for number, (reason, passages) in hidden.items():
        if not 0 <= number < len(said.turns):
            raise PackageRefused("unknown-segment")
        turn = said.turns[number]
        marks.extend(package_review.turn_marks(turn, passages, reason=reason))
    if not marks:
        return said, ()
    closed = redaction.closed_up(marks)
    silent = redaction.stretches(closed, seconds=said.seconds)
    return redaction.hidden(said, closed), silent
