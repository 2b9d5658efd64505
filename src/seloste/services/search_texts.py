"""The text of an item as it may be searched: mail, chats, forms, notes, transcripts.

Of a transcript it is what everybody is shown, with its hidden stretches gone; of
a chat it is the whole chat, under the item that stands for it. Names, numbers
and file names beside the content are not searched: for those there is the
lookup. Asks for no leave: it is called to index, and after leave was given.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from seloste.domain import retention
from seloste.domain.chat import LINE_TYPE, Author
from seloste.domain.contact import Kind
from seloste.domain.form import FormAnswer
from seloste.domain.language import language_of
from seloste.domain.redaction import Scope
from seloste.domain.scan import ContentWithheld, ScanState
from seloste.domain.transcript import NO_SPEECH, UNCLEAR, Making
from seloste.domain.transcript import Transcript as Words
from seloste.ports.desk import Desk
from seloste.ports.search_index import Facts
from seloste.records.models import Redaction, SealedObject
from seloste.services import (
    chat_anchors,
    chat_lines,
    hiding,
    message_view,
    scans,
    shown_copies,
)
from seloste.services.message_view import MessageUnreadable, MessageView
from seloste.services.search_rows import TEXTS
from seloste.services.shown_copies import ORDINARY, RedactionPending

_SPOKEN = Q(kind=Kind.RECORDING, dialog__transcript__making=Making.MADE)


@dataclass(frozen=True, slots=True)
class SearchText:
    """An item's text. ``seconds`` says from which place on which second is spoken."""

    facts: Facts
    text: str = field(repr=False)
    seconds: tuple[tuple[int, float], ...] = ()

    def second_at(self, place: int) -> float | None:
        """Return the second at which the word at a place is spoken, if it is."""
        starts = [start for start, _ in self.seconds]
        found = bisect_right(starts, place)
        return self.seconds[found - 1][1] if found else None


def searchable() -> QuerySet[SealedObject]:
    """Return every item that stands for a text to be searched."""
    return (
        SealedObject.objects.select_related("contact", "dialog", "work_item")
        .filter(Q(kind__in=TEXTS) | _SPOKEN, state=SealedObject.State.KEPT)
        .exclude(notice_version=None)
        .exclude(contact=None, work_item=None)
        .filter(chat_anchors.stands_for_its_chat())
    )


def legible(*, scanner: bool) -> QuerySet[SealedObject]:
    """Return every item of ``searchable`` whose text may be read by now.

    It is not withheld by the scanner, if there is one, nor are numbers in it still
    being hidden.
    """
    copies = Redaction.objects.filter(
        dialog__object=OuterRef("pk"), scope=Scope.EVERYONE
    )
    clean = Q(scan__state__in=(ScanState.CLEAN, ScanState.RELEASED))
    withheld = ~clean if scanner else Q(scan__state=ScanState.FOUND)
    mail = Q(kind=Kind.MESSAGE) & ~Q(dialog__media_type=LINE_TYPE)
    return (
        searchable()
        .exclude(mail & withheld)
        .exclude(Q(kind=Kind.RECORDING) & ~Exists(copies))
    )


def text_of(item: SealedObject, *, desk: Desk) -> SearchText | None:
    """Return the text of an item of ``searchable``, or None: not to be read yet.

    Nothing is searched of what the scanner withholds and of words in which numbers
    are still being hidden; what nobody can read has no words. Card numbers and
    identity codes are never searched, nor shown in excerpts.
    """
    try:
        text, seconds = _text(item, desk)
        text = text if item.kind == Kind.RECORDING else hiding.written(text)
    except MessageUnreadable:
        text, seconds = "", ()
    except (ContentWithheld, RedactionPending):
        return None
    return SearchText(_facts(item, text), text, seconds)


type _Text = tuple[str, tuple[tuple[int, float], ...]]


def _text(item: SealedObject, desk: Desk) -> _Text:
    if item.kind == Kind.RECORDING:
        words = shown_copies.words(item, ORDINARY, desk=desk)
        return _spoken(words) if words else ("", ())
    if _is_chat(item):
        return _chat(item, desk), ()
    scans.check(item, desk=desk)
    data = desk.vault.open(item.ref(), inline=item.inline())
    if item.kind == Kind.NOTE:
        return data.decode(), ()
    if item.kind == Kind.FORM_ANSWER:
        return FormAnswer.from_json(data).message, ()
    return _mail(message_view.view_message(data)), ()


def _is_chat(item: SealedObject) -> bool:
    return hasattr(item, "dialog") and item.dialog.media_type == LINE_TYPE


def _chat(item: SealedObject, desk: Desk) -> str:
    if item.contact_id is None:
        return ""
    lines = chat_lines.lines(item.contact_id, after=0, desk=desk)
    said = (line.text for line in lines if line.author is not Author.SYSTEM)
    return "\n".join(said)


def _mail(view: MessageView) -> str:
    inside = (_mail(one) for one in view.forwarded)
    return "\n".join((view.subject, view.text, view.quoted, *inside))


def _spoken(words: Words) -> _Text:
    """Return the words in the order they were said, and where which second begins."""
    pieces, seconds, place = [], [], 0
    for turn in words.turns:
        for word in turn.words:
            if word.text in (UNCLEAR, NO_SPEECH):
                continue
            seconds.append((place, word.start))
            pieces.append(word.text)
            place += len(word.text) + 1
    return " ".join(pieces), tuple(seconds)


def _facts(item: SealedObject, text: str) -> Facts:
    if item.notice_version_id is None:
        raise MessageUnreadable("no-notice")
    spoken = item.kind == Kind.RECORDING
    contact = item.contact
    said = item.dialog.transcript.language if spoken else ""
    return Facts(
        item=item.pk,
        register=item.register_id,
        kind=Kind.TRANSCRIPT.value if spoken else item.kind,
        notice=item.notice_version_id,
        started_at=_started(item),
        due=retention.local_day(item.act_at),
        contact=item.contact_id,
        work=item.work_item_id,
        channel=contact.channel if contact else "",
        language=language_of(text, said=said or (contact.language if contact else "")),
        controller=contact.controller_id if contact else None,
    )


def _started(item: SealedObject) -> datetime:
    if hasattr(item, "dialog"):
        return item.dialog.started_at
    return item.captured_at
