"""The lines of a chat: each sealed before it is acknowledged, and numbered.

A line inherits how its contact is kept and joins the holds of linked work. The
same ``client_id`` twice is one line, so whoever got no answer sends again.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain.chat import (
    LINE_TYPE,
    Author,
    ChatRefused,
    ChatState,
    Line,
    Shared,
    check_text,
)
from seloste.domain.contact import Kind
from seloste.ports.desk import Desk
from seloste.ports.reserve import DiskFull
from seloste.ports.vault import Sealed
from seloste.records.models import Chat, ChatLine, Contact, Dialog, SealedObject
from seloste.services import chat_changes, contact_rows, sealed_rows, search_rows
from seloste.services.sealed_rows import Keeping

AT_ONCE = 500
ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says in a chat; ``client_id`` is theirs to draw."""

    author: Author
    client_id: UUID
    text: str
    name: str = ""
    staff_id: UUID | None = None
    file: Shared | None = None


class _Taken(Exception):
    """The line is there, or its number is another's, or the item was sealed anew."""


def say(chat_id: UUID, said: Said, *, desk: Desk, now: datetime) -> int:
    """Keep a line and return its number; durable on return.

    Raises ChatRefused, DiskFull and the refusals of the vault.
    """
    if said.file is None:
        check_text(said.text)
    if not desk.reserve.tend():
        raise DiskFull("a volume is almost full; nothing is captured")
    for _ in range(ATTEMPTS):
        try:
            return _seal_and_write(chat_id, said, desk=desk, now=now)
        except _Taken:
            if (known := _known(chat_id, said)) is not None:
                return known
    raise ChatRefused("too-many")


def _known(chat_id: UUID, said: Said) -> int | None:
    """Return the number the line has already.

    An id that somebody else used is refused: it would swallow a line.
    """
    row = ChatLine.objects.filter(chat_id=chat_id, client_id=said.client_id).first()
    if row is None:
        return None
    if row.author != said.author or row.staff_id != said.staff_id:
        raise ChatRefused("bad-id")
    return row.seq


def _seal_and_write(chat_id: UUID, said: Said, *, desk: Desk, now: datetime) -> int:
    chat = Chat.objects.select_related("contact").filter(pk=chat_id).first()
    meta = _meta(chat_id)
    if chat is None or meta is None:
        raise ChatRefused("unknown-chat")
    line = _line(chat.last_seq + 1, said, now)
    kept = sealed_rows.as_item(meta)
    sealed = _seal(line, meta, desk)
    try:
        with transaction.atomic():
            _write(
                chat.contact,
                line,
                said=said,
                sealed=sealed,
                kept=kept,
                meta=meta,
                desk=desk,
            )
    except Exception:
        desk.vault.destroy([sealed.ref])
        raise
    return line.seq


def _meta(chat_id: UUID) -> SealedObject | None:
    return SealedObject.objects.filter(
        contact=chat_id, kind=Kind.META, state=SealedObject.State.KEPT
    ).first()


def _line(seq: int, said: Said, now: datetime) -> Line:
    return Line(
        seq=seq,
        author=said.author,
        at=now,
        text=said.text.strip().replace("\x00", ""),
        name=said.name,
        file=said.file,
    )


def _seal(line: Line, meta: SealedObject, desk: Desk) -> Sealed:
    with desk.vault.sealing(
        tenant=meta.register_id, record=meta.record_id, due=meta.key_day
    ) as sealing:
        return sealing.inline(
            object_id=uuid.uuid4(), kind=Kind.MESSAGE, data=line.to_json()
        )


def _write(
    contact: Contact,
    line: Line,
    *,
    said: Said,
    sealed: Sealed,
    kept: Keeping,
    meta: SealedObject,
    desk: Desk,
) -> None:
    """Write the rows of a line if it is still the next one of a chat that goes on."""
    chat_id = contact.pk
    chat = Chat.objects.select_for_update(of=("self",)).filter(pk=chat_id).first()
    if chat is None or chat.state == ChatState.ENDED:
        raise ChatRefused("over")
    if chat.last_seq + 1 != line.seq or _known(chat_id, said) is not None:
        raise _Taken
    still = SealedObject.objects.select_for_update(of=("self",)).filter(
        pk=meta.pk, state=SealedObject.State.KEPT, key_day=meta.key_day
    )
    if not still.exists():
        raise _Taken
    sealed_rows.row(sealed, kept, contact=contact).save(force_insert=True)
    key = desk.vault.fingerprint(
        tenant=contact.register_id, value=f"{chat_id}\x1f{said.client_id}"
    )
    Dialog.objects.create(
        contact=contact,
        object_id=sealed.ref.object,
        leg_key=key,
        content_key=key,
        started_at=line.at,
        media_type=LINE_TYPE,
    )
    ChatLine.objects.create(
        object_id=sealed.ref.object,
        chat=chat,
        seq=line.seq,
        client_id=said.client_id,
        author=said.author,
        staff_id=said.staff_id,
        said_at=line.at,
    )
    contact_rows.join_holds(contact, [sealed.ref.object])
    _count(chat, said.author, line.seq)
    search_rows.ask(sealed.ref.object)


def _count(chat: Chat, author: Author, seq: int) -> None:
    """Note the line's number; whoever wrote it has got and seen all before it."""
    changed: dict[str, int | None] = {"last_seq": seq}
    if author is not Author.SYSTEM:
        changed[f"{author.value}_typing_at"] = None
    chat_changes.tell(chat.pk, **changed)


def lines(
    chat_id: UUID,
    *,
    after: int,
    desk: Desk,
    allowed: frozenset[UUID] | None = None,
) -> tuple[Line, ...]:
    """Return the lines of a chat after a number, in order; the caller has leave.

    ``allowed`` are the items that may be read, where not all may.
    """
    rows = ChatLine.objects.select_related("object").filter(
        chat_id=chat_id, seq__gt=after, object__state=SealedObject.State.KEPT
    )
    if allowed is not None:
        rows = rows.filter(object__in=allowed)
    return tuple(
        Line.from_json(desk.vault.open(row.object.ref(), inline=row.object.inline()))
        for row in rows.order_by("seq")[:AT_ONCE]
    )
