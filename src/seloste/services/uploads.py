"""Uploads: large files on their way in, chunk by chunk, sealed as they come.

A connection may break and the process may be killed at any moment: what was
acknowledged is sealed and durable, and the sender goes on from there. Nothing
is ever written unsealed. When a contact has taken an upload, or after a day,
its parts are destroyed like everything else.
"""

import io
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import BinaryIO
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.contact import Delivery, Kind, Part
from seloste.domain.errors import SelosteError
from seloste.domain.notice import Mode
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.ports.reserve import DiskFull
from seloste.ports.vault import Sealed, VaultMissing, VaultUnavailable
from seloste.records.models import Disposal, SealedObject, Source, Upload, UploadPart
from seloste.services import audit, disposal
from seloste.services.capture import Receipt, capture
from seloste.services.joined_file import Piece, open_joined

LENGTH_LIMIT = 2 << 30
CHUNK_LIMIT = 8 << 20
CHUNK_LEAST = 64 << 10
LASTS = timedelta(hours=24)
OPEN_LIMIT = 64
QUOTA = 16 << 30
CLASS = "upload"


class UploadUnknown(SelosteError):
    """There is no such upload of this source, or it is over: all look the same."""

    code = "upload-unknown"


class UploadTooLong(SelosteError):
    """A file of that length is not taken."""

    code = "upload-too-long"


class UploadQuotaSpent(SelosteError):
    """The source has too much on its way in already (ASVS 5.2.4)."""

    code = "upload-quota-spent"


class UploadOffsetMismatch(SelosteError):
    """The chunk does not begin where the last one ended: at ``offset``."""

    code = "upload-offset-mismatch"

    def __init__(self, offset: int) -> None:
        super().__init__(f"go on at offset {offset}")
        self.offset = offset


class UploadChunkRefused(SelosteError):
    """The chunk is empty, too small, too large, or longer than what was announced."""

    code = "upload-chunk-refused"


class UploadIncomplete(SelosteError):
    """The upload has not arrived whole yet."""

    code = "upload-incomplete"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an upload has come, and when it is destroyed if nothing takes it."""

    id: UUID
    offset: int
    length: int
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Claim:
    """A finished upload that is to become a part of a contact."""

    upload_id: UUID
    kind: Kind
    media_type: str = "application/octet-stream"
    filename: str = ""
    sha256: str = ""


def start(*, source: str, length: int, now: datetime) -> Progress:
    """Begin an upload of ``length`` bytes.

    Raises UploadTooLong, and UploadQuotaSpent where the source has too many
    uploads or too many bytes open.
    """
    if not 0 < length <= LENGTH_LIMIT:
        raise UploadTooLong(f"a file has 1 to {LENGTH_LIMIT} bytes")
    with transaction.atomic():
        Source.objects.select_for_update().get(pk=source)
        Upload.objects.filter(expires_at__lte=now, parts=None).delete()
        _check_quota(source, length, now)
        upload = Upload.objects.create(
            source_id=source, length=length, started_at=now, expires_at=now + LASTS
        )
        audit.record(
            action=Action.UPLOAD_STARTED,
            actor=_actor(source),
            object_id=upload.id,
            now=now,
            details={"size": length},
        )
    return _progress(upload)


def _check_quota(source: str, length: int, now: datetime) -> None:
    live = Upload.objects.filter(source_id=source, expires_at__gt=now)
    taken = live.aggregate(bytes=Sum("length"))["bytes"] or 0
    if live.count() >= OPEN_LIMIT or taken + length > QUOTA:
        raise UploadQuotaSpent("finish or discard other uploads first")


def progress(upload_id: UUID, *, source: str, now: datetime) -> Progress:
    """Return how far an upload has come. Raises UploadUnknown."""
    return _progress(_live(upload_id, source, now))


def append(
    upload_id: UUID,
    *,
    source: str,
    offset: int,
    chunk: bytes,
    desk: Desk,
    now: datetime,
) -> Progress:
    """Seal the next chunk; it is durable on return.

    Of two chunks sent for one offset at once, one is kept. Raises
    UploadUnknown, UploadOffsetMismatch, UploadChunkRefused, DiskFull and the
    refusals of the vault; then nothing of the chunk was kept.
    """
    if not desk.reserve.tend():
        raise DiskFull("a volume is almost full; nothing is taken")
    upload = _live(upload_id, source, now)
    _check_chunk(upload, offset, len(chunk))
    sealed = _seal(upload, chunk, desk)
    try:
        with transaction.atomic():
            upload = _live(upload_id, source, now, lock=True)
            _check_chunk(upload, offset, len(chunk))
            _keep(upload, sealed, now=now)
    except Exception:
        desk.vault.destroy([sealed.ref])
        raise
    return _progress(upload)


def _live(upload_id: UUID, source: str, now: datetime, *, lock: bool = False) -> Upload:
    uploads = Upload.objects.select_related("source")
    if lock:
        uploads = uploads.select_for_update(of=("self",))
    found = uploads.filter(pk=upload_id, source_id=source, expires_at__gt=now).first()
    if found is None:
        raise UploadUnknown("no such upload")
    return found


def _check_chunk(upload: Upload, offset: int, size: int) -> None:
    if offset != upload.offset:
        raise UploadOffsetMismatch(upload.offset)
    if size > upload.length - offset:
        raise UploadChunkRefused("longer than what was announced")
    last = offset + size == upload.length
    if size > CHUNK_LIMIT or size < (1 if last else CHUNK_LEAST):
        raise UploadChunkRefused(
            f"a chunk has {CHUNK_LEAST} to {CHUNK_LIMIT} bytes; the last may have less"
        )


def _seal(upload: Upload, chunk: bytes, desk: Desk) -> Sealed:
    with desk.vault.sealing(
        tenant=upload.source.register_id,
        record=upload.id,
        due=retention.local_day(upload.expires_at),
    ) as sealing:
        return sealing.blob(
            object_id=uuid.uuid4(), kind=Kind.UPLOAD_PART, source=io.BytesIO(chunk)
        )


def _keep(upload: Upload, sealed: Sealed, *, now: datetime) -> None:
    """Write the row of a part, and how far the upload has come."""
    item = SealedObject.objects.create(
        id=sealed.ref.object,
        register_id=sealed.ref.tenant,
        record_id=sealed.ref.record,
        kind=sealed.ref.kind,
        format=sealed.format,
        size=sealed.size,
        sealed_size=sealed.sealed_size,
        sha256=sealed.sha256,
        retention_class=CLASS,
        mode=Mode.AT_MOST,
        captured_at=now,
        destroy_by=upload.expires_at,
        act_at=upload.expires_at,
        key_day=retention.local_day(upload.expires_at),
    )
    UploadPart.objects.create(upload=upload, object=item, start=upload.offset)
    upload.offset += sealed.size
    upload.save(update_fields=["offset"])
    if upload.offset == upload.length:
        audit.record(
            action=Action.UPLOAD_FINISHED,
            actor=_actor(upload.source_id),
            object_id=upload.id,
            now=now,
            details={"size": upload.length},
        )


def discard(upload_id: UUID, *, source: str, desk: Desk, now: datetime) -> None:
    """Destroy an upload that is no longer wanted. Raises UploadUnknown."""
    upload = _live(upload_id, source, now)
    _destroy([upload.id], source=source, desk=desk, now=now)


def deliver(
    delivery: Delivery, claims: tuple[Claim, ...], *, desk: Desk, now: datetime
) -> Receipt:
    """Capture a delivery with the uploads it claims, then destroy their parts.

    Delivered twice it is a duplicate, although its uploads are gone by then, where
    the claims carry checksums; without them the uploads are sent again.
    Raises UploadUnknown, UploadIncomplete and what capture raises; then
    nothing was kept and the uploads stay.
    """
    taken = tuple(_part(claim, delivery.source, desk, now) for claim in claims)
    whole = replace(delivery, parts=(*delivery.parts, *taken))
    try:
        receipt = capture(whole, desk=desk, now=now)
    except (UploadUnknown, VaultMissing):
        # Somebody may have delivered the same meanwhile, and taken the uploads.
        receipt = capture(whole, desk=desk, now=now)
    with suppress(disposal.DisposalIncomplete, VaultUnavailable):
        # What cannot be destroyed now stays intended; the sweep finishes it.
        ids = [claim.upload_id for claim in claims]
        _destroy(ids, source=delivery.source, desk=desk, now=now)
    return receipt


def _part(claim: Claim, source: str, desk: Desk, now: datetime) -> Part:
    """Return an upload as a part; it is looked for only when it is opened."""
    live = Upload.objects.filter(
        pk=claim.upload_id, source_id=source, expires_at__gt=now
    )
    if any(upload.offset < upload.length for upload in live):
        raise UploadIncomplete("the upload has not arrived whole")
    return Part(
        kind=claim.kind,
        open=_opener(claim.upload_id, source, desk, now),
        media_type=claim.media_type,
        filename=claim.filename,
        sha256=claim.sha256,
    )


def _opener(
    upload_id: UUID, source: str, desk: Desk, now: datetime
) -> Callable[[], BinaryIO]:
    def open_upload() -> BinaryIO:
        upload = _live(upload_id, source, now)
        parts = upload.parts.filter(object__state=SealedObject.State.KEPT)
        pieces = tuple(
            Piece(part.object.ref(), part.object.size)
            for part in parts.select_related("object").order_by("start")
        )
        if sum(piece.size for piece in pieces) != upload.length:
            raise UploadUnknown("no such upload")
        return open_joined(desk.vault, pieces)

    return open_upload


def _destroy(upload_ids: list[UUID], *, source: str, desk: Desk, now: datetime) -> None:
    """Close uploads first, so that no chunk comes after, then destroy their parts."""
    uploads = Upload.objects.filter(pk__in=upload_ids, source_id=source)
    uploads.update(expires_at=now)
    items = SealedObject.objects.filter(upload_part__upload__in=uploads)
    disposal.dispose(
        list(items.values_list("pk", flat=True)),
        cause=Disposal.Cause.DISCARDED,
        desk=desk,
        actor=_actor(source),
        now=now,
    )
    uploads.delete()


def _actor(source: str) -> Actor:
    return Actor(id=f"source:{source}")


def _progress(upload: Upload) -> Progress:
    return Progress(upload.id, upload.offset, upload.length, upload.expires_at)
