"""Drafts: what somebody writes in a conversation, kept sealed until it is sent.

One for each person and conversation. A draft belongs to the newest contact of
the thread: it inherits its dates and goes with it at the latest. Only whoever
wrote it reads it. The log says when one begins, not every time it is saved.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from django.db import IntegrityError, transaction

from seloste.domain import draft as rules
from seloste.domain.audit import Action
from seloste.domain.contact import Kind
from seloste.domain.draft import DraftRefused, DraftWords
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.ports.vault import ObjectRef, Sealed
from seloste.protocols.filename import safe_name
from seloste.records.models import Contact, Conversation, Draft, DraftFile, SealedObject
from seloste.services import audit, inbox, openings, sealed_rows
from seloste.services.access import NotFound
from seloste.services.sealed_rows import Keeping


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file of a draft; ``name`` is safe, ``size`` in bytes."""

    id: UUID
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as its writer sees it, and what of the conversation they knew."""

    words: DraftWords
    files: tuple[WaitingFile, ...]
    saved_at: datetime
    seen_version: int
    seen_at: datetime


def find(thread: UUID, *, staff_id: UUID, desk: Desk) -> DraftView | None:
    """Return what somebody was writing in a conversation, or None."""
    row = _row(thread, staff_id)
    if row is None or row.object.state != SealedObject.State.KEPT:
        return None
    words = _words(row, desk)
    files = row.files.filter(object__state=SealedObject.State.KEPT)
    return DraftView(
        words=words,
        files=tuple(
            _waiting(one, words)
            for one in files.select_related("object").order_by("added_at", "pk")
        ),
        saved_at=row.saved_at,
        seen_version=row.seen_version,
        seen_at=row.seen_at,
    )


def exists(thread: UUID, *, staff_id: UUID) -> bool:
    """Tell whether somebody has a draft in a conversation."""
    return Draft.objects.filter(conversation=thread, staff=staff_id).exists()


def _row(thread: UUID, staff_id: UUID) -> Draft | None:
    rows = Draft.objects.select_related("object")
    return rows.filter(conversation=thread, staff=staff_id).first()


def _words(row: Draft, desk: Desk) -> DraftWords:
    item = row.object
    return DraftWords.from_json(desk.vault.open(item.ref(), inline=item.inline()))


def _waiting(row: DraftFile, words: DraftWords) -> WaitingFile:
    name = words.filenames.get(str(row.pk), "")
    return WaitingFile(row.pk, name or "attachment", row.object.size)


def begin(
    thread: UUID, words: DraftWords, *, desk: Desk, actor: Actor, now: datetime
) -> DraftView:
    """Return one's draft of a conversation, begun with ``words`` where there is none.

    From here on it is known what of the conversation its writer has seen.
    """
    me = _me(actor)
    talk, _ = inbox.reach(thread, staff_id=me, now=now)
    found = find(thread, staff_id=me, desk=desk)
    if found is not None:
        return found
    rules.check(words)
    _write(talk, words, desk=desk, actor=actor, now=now)
    return DraftView(words, (), now, talk.version, now)


def save(
    thread: UUID,
    words: DraftWords,
    *,
    desk: Desk,
    actor: Actor,
    now: datetime,
    seen_version: int | None = None,
) -> datetime:
    """Keep what somebody is writing in place of what they wrote before.

    ``seen_version`` says that they have read the conversation up to that version
    since they began. The names of files stay. Raises NotFound, DraftRefused.
    """
    rules.check(words)
    me = _me(actor)
    talk, _ = inbox.reach(thread, staff_id=me, now=now)
    old = _row(thread, me)
    if old is not None:
        words = replace(words, filenames=_words(old, desk).filenames)
    _write(talk, words, desk=desk, actor=actor, now=now, seen_version=seen_version)
    return now


def _me(actor: Actor) -> UUID:
    if actor.staff_id is None:
        raise NotFound("no such record")
    return actor.staff_id


def _write(
    talk: Conversation,
    words: DraftWords,
    *,
    desk: Desk,
    actor: Actor,
    now: datetime,
    seen_version: int | None = None,
) -> None:
    """Seal the words and let them take the place of the old, which is destroyed."""
    contact, kept = _where(talk)
    sealed = _seal(words.to_json(), contact, kept, desk)
    with _taken_back(sealed, desk):
        gone = _replace(
            talk,
            sealed_rows.row(sealed, kept, contact=contact),
            actor=actor,
            now=now,
            seen=talk.version if seen_version is None else seen_version,
            again=seen_version is not None,
        )
    if gone:
        desk.vault.destroy([gone])


@transaction.atomic
def _replace(
    talk: Conversation,
    item: SealedObject,
    *,
    actor: Actor,
    now: datetime,
    seen: int,
    again: bool,
) -> ObjectRef | None:
    """Write the rows of a draft; return what to destroy once that is committed."""
    item.save(force_insert=True)
    row = (
        Draft.objects.select_for_update(of=("self",))
        .select_related("object")
        .filter(conversation=talk, staff=actor.staff_id)
        .first()
    )
    if row is None:
        Draft.objects.create(
            conversation=talk,
            staff_id=_me(actor),
            object=item,
            saved_at=now,
            seen_version=seen,
            seen_at=now,
        )
        _tell(talk, actor, now, "begun")
        return None
    old = row.object
    row.object, row.saved_at = item, now
    if again:
        row.seen_version, row.seen_at = seen, now
    row.save(update_fields=["object", "saved_at", "seen_version", "seen_at"])
    gone = old.ref()
    old.delete()
    return gone


def _tell(talk: Conversation, actor: Actor, now: datetime, what: str) -> None:
    audit.record(
        action=Action.DRAFT_SAVED,
        actor=actor,
        object_id=talk.thread,
        now=now,
        details={"state": what},
    )


def _where(talk: Conversation) -> tuple[Contact, Keeping]:
    """Return the newest contact of a thread and how what belongs to it is kept."""
    contact = (
        Contact.objects.filter(thread=talk.thread)
        .order_by("-started_at", "-pk")
        .first()
    )
    if contact is None:
        raise NotFound("no such record")
    return contact, sealed_rows.as_item(openings.meta_of(contact))


def _seal(data: bytes, contact: Contact, kept: Keeping, desk: Desk) -> Sealed:
    with desk.vault.sealing(
        tenant=contact.register_id, record=contact.pk, due=kept.key_day
    ) as sealing:
        return sealing.inline(object_id=uuid.uuid4(), kind=Kind.DRAFT, data=data)


@contextmanager
def _taken_back(sealed: Sealed, desk: Desk) -> Iterator[None]:
    """Destroy what was sealed where its rows could not be written."""
    try:
        yield
    except IntegrityError:
        desk.vault.destroy([sealed.ref])
        raise NotFound("no such record") from None
    except Exception:
        desk.vault.destroy([sealed.ref])
        raise


class _Limited:
    """A file that ends with a refusal once more came than may be kept."""

    def __init__(self, source: BinaryIO, limit: int) -> None:
        self._source, self._left = source, limit

    def read(self, size: int = -1) -> bytes:
        wanted = self._left + 1 if size < 0 else min(size, self._left + 1)
        data = self._source.read(wanted)
        self._left -= len(data)
        if self._left < 0:
            raise DraftRefused("too-large")
        return data


def add_file(
    thread: UUID,
    source: BinaryIO,
    filename: str,
    *,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> WaitingFile:
    """Seal a file that is to go with the draft; its bytes are never kept in clear.

    Raises NotFound, DraftRefused.
    """
    me = _me(actor)
    talk, _ = inbox.reach(thread, staff_id=me, now=now)
    if _row(thread, me) is None:
        _write(talk, DraftWords(), desk=desk, actor=actor, now=now)
    row = _row(thread, me)
    if row is None:
        raise NotFound("no such record")
    sealed = _seal_file(talk, source, _room(row), desk)
    _, kept = _where(talk)
    with _taken_back(sealed, desk), transaction.atomic():
        item = sealed_rows.row(sealed, kept, contact=sealed.ref.record)
        item.save(force_insert=True)
        file = DraftFile.objects.create(draft=row, object=item, added_at=now)
    words = _words(row, desk)
    name = safe_name(filename, fallback="attachment")
    named = replace(words, filenames={**words.filenames, str(file.pk): name})
    _write(talk, named, desk=desk, actor=actor, now=now)
    return WaitingFile(file.pk, name, item.size)


def _room(row: Draft) -> int:
    """Return how many bytes more may be added. Raises DraftRefused."""
    sizes = list(row.files.values_list("object__size", flat=True))
    if len(sizes) >= rules.MOST_FILES:
        raise DraftRefused("too-many-files")
    return rules.MOST_BYTES - sum(sizes)


def _seal_file(talk: Conversation, source: BinaryIO, room: int, desk: Desk) -> Sealed:
    contact, kept = _where(talk)
    with desk.vault.sealing(
        tenant=contact.register_id, record=contact.pk, due=kept.key_day
    ) as sealing:
        limited: BinaryIO = _Limited(source, room)  # type: ignore[assignment] # sealing only reads
        return sealing.blob(object_id=uuid.uuid4(), kind=Kind.DRAFT, source=limited)


def remove_file(
    thread: UUID, file_id: UUID, *, desk: Desk, actor: Actor, now: datetime
) -> None:
    """Take a file away from a draft and destroy it. Raises NotFound, DraftRefused."""
    me = _me(actor)
    talk, _ = inbox.reach(thread, staff_id=me, now=now)
    row = _row(thread, me)
    file = (
        row.files.select_related("object").filter(pk=file_id).first() if row else None
    )
    if row is None or file is None:
        raise DraftRefused("no-such-file")
    words = _words(row, desk)
    ref = file.object.ref()
    with transaction.atomic():
        file.object.delete()
    desk.vault.destroy([ref])
    names = {key: name for key, name in words.filenames.items() if key != str(file_id)}
    left = replace(words, filenames=names)
    _write(talk, left, desk=desk, actor=actor, now=now)


def discard(thread: UUID, *, desk: Desk, actor: Actor, now: datetime) -> None:
    """Throw a draft away with its files. Raises NotFound."""
    me = _me(actor)
    talk, _ = inbox.reach(thread, staff_id=me, now=now)
    with transaction.atomic():
        refs = take_away(thread, staff_id=me)
        if refs:
            _tell(talk, actor, now, "discarded")
    desk.vault.destroy(refs)


def take_away(thread: UUID, *, staff_id: UUID) -> list[ObjectRef]:
    """Delete the rows of a draft; return what to destroy once that is committed."""
    row = _row(thread, staff_id)
    if row is None:
        return []
    files = [one.object for one in row.files.select_related("object")]
    items = [row.object, *files]
    refs = [item.ref() for item in items]
    SealedObject.objects.filter(pk__in=[item.pk for item in items]).delete()
    return refs


def file_opener(file: UUID, *, thread: UUID, staff_id: UUID, desk: Desk) -> bytes:
    """Return the bytes of a file of one's own draft. Raises NotFound."""
    row = (
        DraftFile.objects.select_related("object")
        .filter(pk=file, draft__conversation=thread, draft__staff=staff_id)
        .first()
    )
    if row is None or row.object.state != SealedObject.State.KEPT:
        raise NotFound("no such record")
    return desk.vault.open(row.object.ref(), inline=row.object.inline())
