"""Sealing the words of a transcript, and letting new ones take their place.

Words are a child of the recording: sealed under the same day key, with its
dates and its holds. Of every transcript there is one version; the key of the
one before is destroyed as soon as the new one is committed.
"""

import uuid
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from uuid import UUID

from seloste.domain import transcript_json
from seloste.domain.contact import Kind
from seloste.domain.transcript import Transcript as Words
from seloste.ports.desk import Desk
from seloste.ports.vault import ObjectRef, Sealed
from seloste.records.models import Dialog, HoldItem, SealedObject, Transcript
from seloste.services import jobs, sealed_rows
from seloste.services.access import NotFound
from seloste.services.jobs import Job

AFTERWARDS: tuple[Job, ...] = (Job.HIDE,)
"""What is made from new words, asked for with the id of the recording's item."""


def seal(recording: SealedObject, data: bytes, kind: Kind, *, desk: Desk) -> Sealed:
    """Seal something made from a recording under the recording's day key."""
    with desk.vault.sealing(
        tenant=recording.register_id,
        record=recording.record_id,
        due=recording.key_day,
    ) as sealing:
        return sealing.inline(object_id=uuid.uuid4(), kind=kind, data=data)


@contextmanager
def taken_back(sealed: Sealed, *, desk: Desk) -> Iterator[None]:
    """Destroy what was sealed where its rows could not be written."""
    try:
        yield
    except Exception:
        desk.vault.destroy([sealed.ref])
        raise


def locked_recording(item_id: UUID) -> SealedObject:
    """Return a recording, locked so that it cannot go. Raises NotFound."""
    recording = (
        SealedObject.objects.select_for_update(of=("self",))
        .filter(pk=item_id, kind=Kind.RECORDING, state=SealedObject.State.KEPT)
        .first()
    )
    if recording is None:
        raise NotFound("no such record")
    return recording


def keep(recording: SealedObject, sealed: Sealed) -> SealedObject:
    """Write the row of what was made from a locked recording, and its holds."""
    row = sealed_rows.row(
        sealed,
        sealed_rows.as_item(recording),
        contact=recording.contact_id,
        parent=recording,
    )
    row.save(force_insert=True)
    HoldItem.objects.bulk_create(
        HoldItem(hold=link.hold, item_id=row.pk, contact_id=link.contact_id)
        for link in HoldItem.objects.filter(item_id=recording.pk).select_related("hold")
    )
    return row


def replace_words(
    row: Transcript, recording: SealedObject, sealed: Sealed
) -> tuple[ObjectRef, ...]:
    """Let sealed words take the place of the old; the row is saved by the caller.

    Returns what to destroy once that is committed.
    """
    old = row.object
    row.object = keep(recording, sealed)
    row.version += 1
    row.save(update_fields=["object", "version"])
    for job in AFTERWARDS:
        jobs.enqueue(job, object_id=recording.pk)
    if old is None:
        return ()
    gone = old.ref()
    forget_holds([old])
    old.delete()
    return (gone,)


def forget_holds(items: Collection[SealedObject]) -> None:
    """Untie from their holds what another object has taken the place of."""
    HoldItem.objects.filter(item_id__in=[item.pk for item in items]).delete()


def drop_parts(row: Transcript) -> list[ObjectRef]:
    """Delete the rows of what was sealed on the way; return what to destroy."""
    items = list(SealedObject.objects.filter(transcript_part__transcript=row))
    forget_holds(items)
    refs = [item.ref() for item in items]
    SealedObject.objects.filter(pk__in=[item.pk for item in items]).delete()
    return refs


def gaps_of(dialog: Dialog) -> tuple[tuple[float, float], ...]:
    """Return the stretches of a dialog that were not recorded, in seconds."""
    return tuple((float(start), float(end)) for start, end in dialog.gaps)


def words(row: Transcript, *, desk: Desk) -> Words:
    """Return the words of a transcript; the caller has asked for leave."""
    item = row.object
    if item is None or item.state != SealedObject.State.KEPT:
        raise NotFound("no such record")
    data = desk.vault.open(item.ref(), inline=item.inline())
    return transcript_json.from_json(data)
