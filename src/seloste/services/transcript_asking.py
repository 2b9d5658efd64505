"""Asking for transcripts: in passing, in a hurry, again, and for what was missed.

A recording has one row, made when it is first asked for; asking twice is asking
once. Nothing here hears anything.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from seloste.domain.audit import Action
from seloste.domain.contact import Kind
from seloste.domain.staff import Actor
from seloste.domain.transcript import Making, TranscriptRefused
from seloste.ports.desk import Desk
from seloste.records.models import Dialog, SealedObject, Transcript
from seloste.services import audit, jobs, limits, transcript_rows
from seloste.services.access import NotFound
from seloste.services.jobs import Job

PRIORITY = -10
HURRIED = 7
STALE = timedelta(hours=1)
BATCH = 50


def ask(item_id: UUID) -> None:
    """Ask for the transcript of a recording, once this transaction commits."""
    jobs.enqueue(Job.TRANSCRIBE, object_id=item_id, priority=PRIORITY)


def row_of(recording: SealedObject, now: datetime) -> Transcript | None:
    """Return the row of a locked recording, made where it is not there yet."""
    dialog = Dialog.objects.filter(object=recording).first()
    if dialog is None:
        return None
    row, _ = Transcript.objects.select_for_update(of=("self",)).get_or_create(
        dialog=dialog, defaults={"contact_id": dialog.contact_id, "asked_at": now}
    )
    return row


def priority(row: Transcript) -> int:
    """Return how urgent a recording is beside everything else."""
    return HURRIED if row.urgent else PRIORITY


def hurry(item_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Have a recording transcribed before others: somebody has asked for it.

    What the machine gave up is tried again. Raises NotFound.
    """
    _ask(item_id, "hurried", actor=actor, now=now, urgent=True)


def hurry_contacts(
    contact_ids: Collection[UUID], *, desk: Desk, actor: Actor, now: datetime
) -> int:
    """Have the recordings of contacts transcribed before others; return how many.

    What is there already, or was hurried before, is left.
    """
    if desk.transcriber is None:
        return 0
    waiting = (
        SealedObject.objects.filter(
            contact__in=contact_ids,
            kind=Kind.RECORDING,
            state=SealedObject.State.KEPT,
            dialog__isnull=False,
        )
        .exclude(dialog__transcript__making=Making.MADE)
        .exclude(dialog__transcript__urgent=True)
    )
    item_ids = list(waiting.order_by("pk").values_list("pk", flat=True))
    for item_id in item_ids:
        hurry(item_id, actor=actor, now=now)
    return len(item_ids)


def retry(item_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Try again what the machine gave up. Raises NotFound, TranscriptRefused."""
    _ask(item_id, "tried-again", actor=actor, now=now, urgent=False)


@transaction.atomic
def _ask(item_id: UUID, why: str, *, actor: Actor, now: datetime, urgent: bool) -> None:
    recording = transcript_rows.locked_recording(item_id)
    row = row_of(recording, now)
    if row is None:
        raise NotFound("no such record")
    if row.making == Making.MADE:
        return
    if not urgent and row.making != Making.FAILED:
        raise TranscriptRefused("not-failed")
    row.making, row.failure, row.spent = Making.WAITING, "", 0.0
    row.urgent = row.urgent or urgent
    row.save(update_fields=["making", "failure", "spent", "urgent"])
    jobs.enqueue(Job.TRANSCRIBE, object_id=item_id, priority=priority(row))
    audit.record(
        action=Action.TRANSCRIPT_ASKED,
        actor=actor,
        object_id=row.contact_id,
        now=now,
        details={"item": str(item_id), "state": why},
    )


def catch_up(*, now: datetime) -> int:
    """Ask for recordings that nobody asked for yet, or that were left lying.

    What waits in the queue already is not asked for twice.
    """
    asked = jobs.queue().asked_for(Job.TRANSCRIBE)
    missed = _missed(now).order_by("-captured_at", "pk").values_list("pk", flat=True)
    fresh = (item_id for item_id in missed.iterator() if item_id not in asked)
    item_ids = list(islice(fresh, BATCH))
    for item_id in item_ids:
        ask(item_id)
    return len(item_ids)


def _missed(now: datetime) -> QuerySet[SealedObject]:
    """Return recordings without one that may be used: not restricted, not only held."""
    left_lying = Q(
        dialog__transcript__making=Making.WAITING,
        dialog__transcript__asked_at__lt=now - STALE,
    ) & (
        Q(dialog__transcript__busy_until=None)
        | Q(dialog__transcript__busy_until__lte=now)
    )
    return SealedObject.objects.filter(
        Q(dialog__transcript=None) | left_lying,
        kind=Kind.RECORDING,
        state=SealedObject.State.KEPT,
        dialog__isnull=False,
        act_at__gt=now,
    ).exclude(limits.restricted(now))
