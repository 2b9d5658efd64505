"""Sealing and opening the words of work items and notes.

Words are written once: a change seals them anew, moves the holds over and
destroys what was there. Reading them is audited by whoever asks.
"""

import uuid
from datetime import datetime
from uuid import UUID

from seloste.domain import retention
from seloste.domain.contact import Kind
from seloste.domain.notice import Notice
from seloste.domain.work_item import WorkKind, WorkRefused, class_for
from seloste.domain.work_words import TEXT_LIMIT, TITLE_LIMIT, WorkWords
from seloste.ports.desk import Desk
from seloste.ports.vault import ObjectRef, Sealed
from seloste.records.models import HoldItem, NoticeVersion, SealedObject, WorkItem
from seloste.services import sealed_rows
from seloste.services.notices import store
from seloste.services.sealed_rows import Keeping


def check(words: WorkWords) -> None:
    """Refuse words that say nothing or too much. Raises WorkRefused."""
    if not words.title.strip():
        raise WorkRefused("no-title")
    if len(words.title) > TITLE_LIMIT:
        raise WorkRefused("too-long")
    text = len(words.description) + len(words.outcome)
    if text + sum(len(step.text) for step in words.checklist) > TEXT_LIMIT:
        raise WorkRefused("too-long")


def keeping(
    notice: Notice,
    version: NoticeVersion,
    kind: WorkKind,
    *,
    opened_at: datetime,
    now: datetime,
    key_backup_days: int,
) -> Keeping:
    """Return how the words of a work item opened at ``opened_at`` are kept."""
    named, dated = class_for(notice, kind)
    if dated.period is None:
        raise WorkRefused("no-mandate")
    plan = retention.schedule(
        anchored_at=opened_at,
        mode=dated.mode,
        period=dated.period,
        key_backup_days=key_backup_days,
    )
    day = max(retention.local_day(plan.act_at), retention.local_day(now))
    return sealed_rows.keeping(
        named,
        plan,
        notice_version_id=version.pk,
        captured_at=opened_at,
        key_day=day,
    )


def keeping_of(work: WorkItem, *, now: datetime, desk: Desk) -> Keeping:
    """Return how anything written for a work item now is kept."""
    return keeping(
        store.parsed(work.notice_version),
        work.notice_version,
        WorkKind(work.kind),
        opened_at=work.opened_at,
        now=now,
        key_backup_days=desk.key_backup_days,
    )


def seal(
    data: bytes, *, kind: Kind, work_id: UUID, register: str, kept: Keeping, desk: Desk
) -> Sealed:
    """Seal something that belongs to a work item; durable on return."""
    with desk.vault.sealing(
        tenant=register, record=work_id, due=kept.key_day
    ) as sealing:
        return sealing.inline(object_id=uuid.uuid4(), kind=kind, data=data)


def row_of(work: WorkItem) -> SealedObject | None:
    """Return the row of the words, or None once they are destroyed."""
    return SealedObject.objects.filter(
        work_item=work, kind=Kind.WORK, state=SealedObject.State.KEPT
    ).first()


def open_words(work: WorkItem, desk: Desk) -> WorkWords:
    """Return the words; the caller has asked for leave and written the leaf."""
    row = row_of(work)
    if row is None:
        raise WorkRefused("ended")
    return WorkWords.from_json(desk.vault.open(row.ref(), inline=row.inline()))


def replace(
    work: WorkItem, sealed: Sealed, kept: Keeping, old: SealedObject
) -> ObjectRef:
    """Write the row of new words in place of the old; return what to destroy after.

    Call inside the transaction of the change; destroy after it has committed.
    """
    gone = old.ref()
    HoldItem.objects.filter(item_id=old.pk).update(item_id=sealed.ref.object)
    old.delete()
    sealed_rows.row(sealed, kept, work_item=work.pk).save(force_insert=True)
    return gone
