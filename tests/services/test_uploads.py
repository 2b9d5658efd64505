"""Uploads: sealed chunk by chunk, resumed anywhere, taken once, gone after a day."""

import hashlib
import io
import json
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import connections

from seloste.domain.contact import Kind, Part
from seloste.domain.staff import system
from seloste.ports.desk import Desk
from seloste.ports.reserve import DiskFull
from seloste.ports.vault import Destroyed, ObjectRef, VaultUnavailable
from seloste.records.models import (
    AuditLeaf,
    Certificate,
    Contact,
    Disposal,
    Quarantined,
    SealedObject,
    Upload,
    UploadPart,
)
from seloste.services import audit, contact_status, sweeps, uploads
from seloste.services.access import NotFound
from seloste.services.capture import Result
from seloste.services.uploads import (
    Claim,
    UploadChunkRefused,
    UploadIncomplete,
    UploadOffsetMismatch,
    UploadQuotaSpent,
    UploadTooLong,
    UploadUnknown,
)
from seloste.vault.local import LocalVault
from tests.services.conftest import NOW
from tests.services.deliveries import call, mail, wav
from tests.services.desks import EXAMPLES

SOURCE = "retta-pbx"
LEAST = uploads.CHUNK_LEAST
CALL = EXAMPLES / "audio" / "01-vesivahinko.opus"


def sent(data: bytes, desk: Desk, *, chunk: int = LEAST, source: str = SOURCE) -> UUID:
    """Upload ``data`` whole and return the upload's id."""
    upload = uploads.start(source=source, length=len(data), now=NOW)
    for offset in range(0, len(data), chunk):
        piece = data[offset : offset + chunk]
        put(upload.id, offset, piece, desk, source=source)
    return upload.id


def put(
    upload_id: UUID, offset: int, chunk: bytes, desk: Desk, *, source: str = SOURCE
) -> uploads.Progress:
    return uploads.append(
        upload_id, source=source, offset=offset, chunk=chunk, desk=desk, now=NOW
    )


def recorded(upload_id: UUID, **changes: str) -> Claim:
    claim = Claim(upload_id, Kind.RECORDING, "audio/wav", "maija.wav")
    return replace(claim, **changes)  # type: ignore[arg-type] # names are checked by dataclasses


def actions() -> list[str]:
    return [leaf.action for leaf in AuditLeaf.objects.order_by("seq")]


def test_upload_becomes_the_recording_of_a_contact(registers: None, desk: Desk) -> None:
    data = CALL.read_bytes()
    upload = sent(data, desk)

    receipt = uploads.deliver(call(parts=()), (recorded(upload),), desk=desk, now=NOW)

    assert receipt.result is Result.CAPTURED
    item = SealedObject.objects.get(kind=Kind.RECORDING)
    assert desk.vault.open(item.ref()) == data


def test_parts_are_destroyed_with_a_certificate_once_taken(
    registers: None, desk: Desk
) -> None:
    upload = sent(wav(12), desk)
    refs = [part.object.ref() for part in UploadPart.objects.all()]
    assert len(refs) > 1

    uploads.deliver(call(parts=()), (recorded(upload),), desk=desk, now=NOW)

    assert not desk.vault.absent(refs)
    assert not Upload.objects.exists()
    assert not SealedObject.objects.filter(kind=Kind.UPLOAD_PART).exists()
    assert Certificate.objects.filter(record_id=upload).count() == 1


def test_upload_is_audited_without_its_content(registers: None, desk: Desk) -> None:
    before = len(actions())

    upload = sent(wav(9), desk)

    assert actions()[before:] == ["upload.started", "upload.finished"]
    last = AuditLeaf.objects.latest("seq")
    assert last.object_id == str(upload)
    assert json.loads(last.body)["details"] == {"size": len(wav(9))}


def test_each_chunk_is_sealed_at_once(registers: None, desk: Desk) -> None:
    upload = uploads.start(source=SOURCE, length=LEAST + 5, now=NOW)
    put(upload.id, 0, b"x" * LEAST, desk)

    item = SealedObject.objects.get(kind=Kind.UPLOAD_PART)

    assert item.record_id == upload.id
    assert item.act_at == item.destroy_by == NOW + timedelta(hours=24)
    assert desk.vault.open(item.ref()) == b"x" * LEAST


def test_chunk_at_the_wrong_offset_is_told_the_right_one(
    registers: None, desk: Desk
) -> None:
    upload = uploads.start(source=SOURCE, length=3 * LEAST, now=NOW)
    put(upload.id, 0, b"x" * LEAST, desk)

    for wrong in (0, LEAST - 1, 2 * LEAST):
        with pytest.raises(UploadOffsetMismatch) as refused:
            put(upload.id, wrong, b"y" * LEAST, desk)
        assert refused.value.offset == LEAST

    assert uploads.progress(upload.id, source=SOURCE, now=NOW).offset == LEAST


@pytest.mark.parametrize("size", [0, 1, LEAST - 1, uploads.CHUNK_LIMIT + 1])
def test_chunk_of_a_wrong_size_is_refused(
    registers: None, desk: Desk, size: int
) -> None:
    upload = uploads.start(source=SOURCE, length=3 * uploads.CHUNK_LIMIT, now=NOW)

    with pytest.raises(UploadChunkRefused):
        put(upload.id, 0, b"x" * size, desk)

    assert not list(desk.vault.objects())


def test_more_than_announced_is_refused(registers: None, desk: Desk) -> None:
    upload = uploads.start(source=SOURCE, length=10, now=NOW)

    with pytest.raises(UploadChunkRefused):
        put(upload.id, 0, b"x" * 11, desk)

    put(upload.id, 0, b"x" * 10, desk)
    with pytest.raises(UploadChunkRefused):
        put(upload.id, 10, b"x", desk)


@pytest.mark.parametrize("length", [0, -1, uploads.LENGTH_LIMIT + 1])
def test_length_that_no_file_has_is_refused(registers: None, length: int) -> None:
    with pytest.raises(UploadTooLong):
        uploads.start(source=SOURCE, length=length, now=NOW)


def test_source_cannot_have_too_many_bytes_on_their_way(
    registers: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "QUOTA", 100)
    uploads.start(source=SOURCE, length=60, now=NOW)

    with pytest.raises(UploadQuotaSpent):
        uploads.start(source=SOURCE, length=41, now=NOW)

    uploads.start(source="sok-calls", length=41, now=NOW)
    uploads.start(source=SOURCE, length=41, now=NOW + timedelta(days=1))


def test_source_cannot_have_too_many_uploads_open(
    registers: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "OPEN_LIMIT", 1)
    uploads.start(source=SOURCE, length=1, now=NOW)

    with pytest.raises(UploadQuotaSpent):
        uploads.start(source=SOURCE, length=1, now=NOW)


def unknown(registers: None, desk: Desk) -> tuple[UUID, str, datetime]:
    return uuid4(), SOURCE, NOW


def foreign(registers: None, desk: Desk) -> tuple[UUID, str, datetime]:
    return sent(b"x", desk, source="sok-calls"), SOURCE, NOW


def expired(registers: None, desk: Desk) -> tuple[UUID, str, datetime]:
    return sent(b"x", desk), SOURCE, NOW + timedelta(hours=24)


@pytest.mark.parametrize("make", [unknown, foreign, expired])
def test_what_is_not_there_looks_the_same_whatever_the_reason(
    registers: None,
    desk: Desk,
    make: Callable[[None, Desk], tuple[UUID, str, datetime]],
) -> None:
    upload, source, now = make(registers, desk)

    with pytest.raises(UploadUnknown) as refused:
        uploads.progress(upload, source=source, now=now)
    with pytest.raises(UploadUnknown):
        uploads.append(upload, source=source, offset=0, chunk=b"x", desk=desk, now=now)
    with pytest.raises(UploadUnknown):
        uploads.deliver(call(parts=()), (recorded(upload),), desk=desk, now=now)

    assert str(refused.value) == "no such upload"
    assert not Contact.objects.exists()


def test_upload_that_has_not_arrived_whole_is_not_taken(
    registers: None, desk: Desk
) -> None:
    upload = uploads.start(source=SOURCE, length=3 * LEAST, now=NOW)
    put(upload.id, 0, b"x" * LEAST, desk)

    with pytest.raises(UploadIncomplete):
        uploads.deliver(call(parts=()), (recorded(upload.id),), desk=desk, now=NOW)

    assert not Contact.objects.exists()
    assert uploads.progress(upload.id, source=SOURCE, now=NOW).offset == LEAST


def test_delivery_sent_again_is_a_duplicate_although_its_upload_is_gone(
    registers: None, desk: Desk
) -> None:
    claim = recorded(sent(wav(), desk), sha256=hashlib.sha256(wav()).hexdigest())
    first = uploads.deliver(call(parts=()), (claim,), desk=desk, now=NOW)

    again = uploads.deliver(call(parts=()), (claim,), desk=desk, now=NOW)

    assert (again.result, again.id) == (Result.DUPLICATE, first.id)


def test_without_a_checksum_the_upload_is_sent_again_to_be_known(
    registers: None, desk: Desk
) -> None:
    claim = recorded(sent(wav(), desk))
    first = uploads.deliver(call(parts=()), (claim,), desk=desk, now=NOW)
    with pytest.raises(UploadUnknown):
        uploads.deliver(call(parts=()), (claim,), desk=desk, now=NOW)

    again = uploads.deliver(
        call(parts=()), (recorded(sent(wav(), desk)),), desk=desk, now=NOW
    )

    assert (again.result, again.id) == (Result.DUPLICATE, first.id)


def test_upload_taken_once_is_not_there_for_another_contact(
    registers: None, desk: Desk
) -> None:
    upload = sent(wav(), desk)
    uploads.deliver(call(parts=()), (recorded(upload),), desk=desk, now=NOW)

    with pytest.raises(UploadUnknown):
        uploads.deliver(
            call(source_id="another", parts=()),
            (recorded(upload),),
            desk=desk,
            now=NOW,
        )

    assert Contact.objects.count() == 1


def test_wrong_checksum_puts_the_delivery_aside_whole(
    registers: None, desk: Desk
) -> None:
    data = wav()
    upload = sent(data, desk)

    receipt = uploads.deliver(
        call(parts=()), (recorded(upload, sha256="0" * 64),), desk=desk, now=NOW
    )

    assert (receipt.result, receipt.reason) == (
        Result.QUARANTINED,
        "checksum-mismatch",
    )
    item = SealedObject.objects.get(kind=Kind.QUARANTINED)
    assert desk.vault.open(item.ref()) == data
    assert not Upload.objects.exists()


def test_parts_and_uploads_come_together(registers: None, desk: Desk) -> None:
    upload = sent(b"%PDF-", desk, source="retta-mail")
    letter = Claim(upload, Kind.ATTACHMENT, "application/pdf", "lasku.pdf")

    receipt = uploads.deliver(mail(), (letter,), desk=desk, now=NOW)

    assert receipt.result is Result.CAPTURED
    kinds = SealedObject.objects.filter(contact=receipt.id).values_list("kind")
    assert sorted(kind for (kind,) in kinds) == ["attachment", "message", "meta"]


def test_left_over_upload_is_destroyed_by_the_sweep(
    registers: None, desk: Desk
) -> None:
    upload = sent(wav(), desk)
    later = NOW + timedelta(hours=25)
    ref = SealedObject.objects.get(kind=Kind.UPLOAD_PART).ref()
    assert desk.vault.absent([ref])

    sweeps.sweep(desk=desk, actor=system("sweep"), now=later)

    assert not desk.vault.absent([ref])
    assert not UploadPart.objects.exists()
    uploads.start(source=SOURCE, length=1, now=later)
    assert not Upload.objects.filter(pk=upload).exists()


def test_discarded_upload_is_gone_at_once(registers: None, desk: Desk) -> None:
    upload = sent(wav(), desk)
    ref = SealedObject.objects.get(kind=Kind.UPLOAD_PART).ref()
    assert desk.vault.absent([ref])

    uploads.discard(upload, source=SOURCE, desk=desk, now=NOW)

    assert not desk.vault.absent([ref])
    with pytest.raises(UploadUnknown):
        uploads.discard(upload, source=SOURCE, desk=desk, now=NOW)


def test_another_source_cannot_discard_it(registers: None, desk: Desk) -> None:
    upload = sent(wav(), desk)

    with pytest.raises(UploadUnknown):
        uploads.discard(upload, source="sok-calls", desk=desk, now=NOW)

    assert uploads.progress(upload, source=SOURCE, now=NOW).offset


def test_chunk_whose_row_cannot_be_written_leaves_nothing(
    registers: None, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = uploads.start(source=SOURCE, length=1, now=NOW)

    def broken(**_: object) -> None:
        raise OSError

    monkeypatch.setattr(audit, "record", broken)
    with pytest.raises(OSError):  # noqa: PT011 - the one raised above
        put(upload.id, 0, b"x", desk)

    assert not list(desk.vault.objects())
    assert uploads.progress(upload.id, source=SOURCE, now=NOW).offset == 0


def test_full_disk_takes_no_chunk(registers: None, desk: Desk) -> None:
    upload = uploads.start(source=SOURCE, length=1, now=NOW)

    with pytest.raises(DiskFull):
        put(upload.id, 0, b"x", replace(desk, reserve=NoRoom()))

    put(upload.id, 0, b"x", desk)


class NoRoom:
    """Space kept back that is needed now."""

    def tend(self) -> bool:
        return False


def test_receipt_stands_although_the_parts_cannot_be_destroyed_now(
    registers: None, desk: Desk
) -> None:
    upload = sent(wav(), desk)
    assert isinstance(desk.vault, LocalVault)
    vault = Indestructible(desk.vault.blobs, desk.vault.keystore, desk.vault.root)
    flaky = replace(desk, vault=vault)

    receipt = uploads.deliver(call(parts=()), (recorded(upload),), desk=flaky, now=NOW)

    assert receipt.result is Result.CAPTURED
    assert Disposal.objects.filter(finished_at=None).count() == 1
    sweeps.sweep(desk=desk, actor=system("sweep"), now=NOW)
    assert not SealedObject.objects.filter(kind=Kind.UPLOAD_PART).exists()


class Indestructible(LocalVault):
    """A vault that destroys nothing today."""

    def destroy(self, refs: Iterable[ObjectRef]) -> tuple[Destroyed, ...]:
        raise VaultUnavailable(f"the disk with {len(list(refs))} objects is away")


@pytest.mark.django_db(transaction=True)
def test_of_two_chunks_for_one_offset_one_is_kept(
    transactional_db: None, registers: None, desk: Desk
) -> None:
    upload = uploads.start(source=SOURCE, length=3 * LEAST, now=NOW)

    outcomes = at_once(
        lambda: put(upload.id, 0, b"a" * LEAST, desk),
        lambda: put(upload.id, 0, b"b" * LEAST, desk),
    )

    refused = [one for one in outcomes if isinstance(one, UploadOffsetMismatch)]
    assert [one.offset for one in refused] == [LEAST]
    assert UploadPart.objects.count() == len(list(desk.vault.objects())) == 1


@pytest.mark.django_db(transaction=True)
def test_same_delivery_at_once_gives_one_contact(
    transactional_db: None, registers: None, desk: Desk
) -> None:
    data = wav(30)
    claim = recorded(sent(data, desk), sha256=hashlib.sha256(data).hexdigest())

    def deliver() -> Result:
        return uploads.deliver(call(parts=()), (claim,), desk=desk, now=NOW).result

    outcomes = at_once(deliver, deliver, deliver)

    assert sorted(outcomes, key=str) == ["captured", "duplicate", "duplicate"]
    assert Contact.objects.count() == 1
    assert not Upload.objects.exists()


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Run the calls in threads that begin together; return results or refusals."""
    gate = threading.Barrier(len(calls))
    outcomes: list[object] = []

    def run(one: Callable[[], object]) -> None:
        gate.wait()
        try:
            outcomes.append(one())
        except Exception as refusal:  # noqa: BLE001 - the test looks at it
            outcomes.append(refusal)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(one,)) for one in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_upload_reads_like_the_file_it_was(registers: None, desk: Desk) -> None:
    data = bytes(range(256)) * 1024
    upload = sent(data, desk, chunk=LEAST + 7)
    claim = recorded(upload)

    with uploads._part(claim, SOURCE, desk, NOW).open() as file:
        assert file.seekable()
        assert file.readable()
        assert file.seek(-10, io.SEEK_END) == len(data) - 10
        assert file.tell() == len(data) - 10
        assert file.read() == data[-10:]
        assert file.seek(LEAST) == LEAST
        assert file.read(100_000) == data[LEAST : LEAST + 100_000]
        file.seek(-100_000, io.SEEK_CUR)
        assert file.read() == data[LEAST:]
        file.seek(len(data) + 5)
        assert file.read(1) == b""


def test_status_tells_how_a_contact_is_kept(registers: None, desk: Desk) -> None:
    receipt = uploads.deliver(call(), (), desk=desk, now=NOW)
    assert receipt.id

    told = contact_status.status(receipt.id, source=SOURCE, now=NOW)

    contact = Contact.objects.get()
    assert (told.state, told.register, told.notice_version) == ("kept", "retta", 1)
    assert (told.destroy_by, told.held) == (contact.destroy_by, False)


def test_status_tells_why_something_waits(registers: None, desk: Desk) -> None:
    broken = Part(kind=Kind.RECORDING, open=lambda: io.BytesIO(b"no audio"))
    receipt = uploads.deliver(call(parts=(broken,)), (), desk=desk, now=NOW)
    assert receipt.id

    told = contact_status.status(receipt.id, source=SOURCE, now=NOW)

    assert (told.state, told.reason) == ("quarantined", receipt.reason)
    assert Quarantined.objects.get().destroy_by == told.destroy_by


def test_status_is_for_the_source_that_handed_over(registers: None, desk: Desk) -> None:
    receipt = uploads.deliver(call(), (), desk=desk, now=NOW)
    assert receipt.id

    for asked, source in ((receipt.id, "sok-calls"), (uuid4(), SOURCE)):
        with pytest.raises(NotFound, match="no such record"):
            contact_status.status(asked, source=source, now=NOW)


def test_nothing_of_an_upload_lies_in_plain_text(
    registers: None, desk: Desk, tmp_path: Path
) -> None:
    canary = b"kanarialintu-9c1e" * 100
    upload = sent(canary + bytes(LEAST), desk, source="retta-mail")

    assert not holding(canary[:17], tmp_path)
    claim = Claim(upload, Kind.ATTACHMENT)
    uploads.deliver(mail(), (claim,), desk=desk, now=NOW)
    assert not holding(canary[:17], tmp_path)


def holding(canary: bytes, folder: Path) -> list[Path]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return [path for path in files if canary in path.read_bytes()]
