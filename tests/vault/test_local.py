"""What only the vault over real stores can get wrong."""

import random
import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import BinaryIO
from uuid import UUID, uuid4

import pytest

from seloste.adapters.kms.file import FileRootKey
from seloste.domain.contact import Kind
from seloste.ports.keys import EpochEnded, RootKeyMismatch
from seloste.ports.vault import (
    ObjectRef,
    Sealed,
    VaultDamaged,
    VaultMissing,
    VaultUnavailable,
)
from seloste.vault import keys
from seloste.vault.local import LocalVault
from tests.fakes.blobs import CountingBlobs, Fault, FaultyBlobs, MemoryBlobs
from tests.fakes.keys import MemoryKeyStore, MemoryRootKey
from tests.vault.conftest import Place

DUE = date(2026, 5, 1)
RECORD = UUID("0f9e1b1a-3b0d-4a70-9d59-0b6f3a3c7a10")
HOUR = 28_800_000
"""Plaintext bytes of an hour of G.711, one channel."""


def seal(vault: LocalVault, data: bytes = b"Maija soitti") -> Sealed:
    return seal_from(vault, BytesIO(data))


def seal_from(vault: LocalVault, source: BinaryIO) -> Sealed:
    with vault.sealing(tenant="retta", record=RECORD, due=DUE) as batch:
        return batch.blob(object_id=uuid4(), kind=Kind.RECORDING, source=source)


def over(blobs: CountingBlobs) -> LocalVault:
    return LocalVault(blobs, MemoryKeyStore(), MemoryRootKey())


@pytest.mark.parametrize("start", [0, 65535, 10_000_000, HOUR - 65536])
def test_seeking_in_an_hour_long_call_reads_only_what_it_touches(start: int) -> None:
    blobs = CountingBlobs(MemoryBlobs())
    vault = over(blobs)
    sealed = seal(vault, bytes(HOUR))
    blobs.reads.clear()

    part = b"".join(vault.open_range(sealed.ref, start=start, length=65536))

    header, final, touched = blobs.reads
    assert len(part) == 65536
    assert header == (0, 74)
    assert final[1] <= 65568
    assert touched[1] <= 2 * 65568


def test_long_range_is_read_a_megabyte_at_a_time() -> None:
    blobs = CountingBlobs(MemoryBlobs())
    vault = over(blobs)
    sealed = seal(vault, bytes(5 << 20))
    blobs.reads.clear()

    parts = vault.open_range(sealed.ref, start=0, length=5 << 20)

    assert len(blobs.reads) == 2
    assert len(next(parts)) == 1 << 20
    assert len(blobs.reads) == 3


@pytest.mark.parametrize("at", [0, 10, 42, 73, 74, 78, 90, 117])
def test_flipped_byte_is_damage_and_nothing_is_served(at: int) -> None:
    blobs = FaultyBlobs(MemoryBlobs())
    vault = over(blobs)
    sealed = seal(vault)
    blobs.fault, blobs.at = Fault.FLIP, at

    with pytest.raises(VaultDamaged):
        vault.open(sealed.ref)
    with pytest.raises(VaultDamaged):
        vault.open_range(sealed.ref, start=0, length=1)


def test_truncated_blob_is_damage_and_nothing_is_served() -> None:
    blobs = FaultyBlobs(MemoryBlobs())
    vault = over(blobs)
    sealed = seal(vault, bytes(200_000))
    blobs.fault, blobs.at = Fault.TRUNCATE, 74 + 65568

    with pytest.raises(VaultDamaged):
        vault.open_range(sealed.ref, start=0, length=1)


def test_lost_blob_is_missing() -> None:
    blobs = FaultyBlobs(MemoryBlobs())
    vault = over(blobs)
    sealed = seal(vault)
    blobs.fault = Fault.MISSING

    with pytest.raises(VaultMissing, match="bytes of"):
        vault.open(sealed.ref)


def test_outage_is_neither_absence_nor_destruction() -> None:
    blobs = FaultyBlobs(MemoryBlobs())
    vault = over(blobs)
    sealed = seal(vault)
    blobs.fault = Fault.OUTAGE

    for ask in (
        lambda: vault.open(sealed.ref),
        lambda: vault.absent([replace(sealed.ref, object=uuid4())]),
        lambda: vault.check(sealed.ref),
        lambda: list(vault.objects()),
        lambda: vault.destroy([sealed.ref]),
    ):
        with pytest.raises(VaultUnavailable):
            ask()


def test_destruction_that_met_an_outage_is_finished_later() -> None:
    blobs = FaultyBlobs(MemoryBlobs())
    vault = over(blobs)
    sealed = seal(vault)
    blobs.fault = Fault.OUTAGE
    with pytest.raises(VaultUnavailable):
        vault.destroy([sealed.ref])
    blobs.fault = None
    assert vault.absent([sealed.ref]) == (sealed.ref,)

    destroyed = vault.destroy([sealed.ref])

    assert [(one.key, one.blob) for one in destroyed] == [(False, True)]
    assert vault.absent([sealed.ref]) == ()


def test_flaky_store_refuses_and_works_when_asked_again() -> None:
    blobs = FaultyBlobs(MemoryBlobs())
    vault = over(blobs)
    sealed = seal(vault)
    blobs.fault, blobs.calls = Fault.FLAKY, 0

    with pytest.raises(VaultUnavailable):
        vault.destroy([sealed.ref])

    assert vault.destroy([sealed.ref])[0].blob


def test_outage_while_a_failed_batch_is_cleared_shows_the_first_failure() -> None:
    blobs = FaultyBlobs(MemoryBlobs())
    vault = over(blobs)

    with pytest.raises(ZeroDivisionError):
        _break_down(vault, blobs)

    assert list(vault.keystore.objects()) == []


def _break_down(vault: LocalVault, blobs: FaultyBlobs) -> None:
    with vault.sealing(tenant="retta", record=RECORD, due=DUE) as batch:
        batch.blob(object_id=uuid4(), kind=Kind.MESSAGE, source=BytesIO(b"x"))
        blobs.fault = Fault.OUTAGE
        raise ZeroDivisionError


def test_key_destroyed_by_another_process_opens_nothing(
    vault: LocalVault, place: Place
) -> None:
    sealed = seal(vault)
    assert vault.open(sealed.ref)

    place.open().destroy([sealed.ref])

    with pytest.raises(VaultMissing):
        vault.open(sealed.ref)


def test_day_ended_by_another_process_opens_nothing(
    vault: LocalVault, place: Place
) -> None:
    sealed = seal(vault)
    assert vault.open(sealed.ref)

    place.open().end_day(tenant="retta", due=DUE)

    with pytest.raises(VaultMissing):
        vault.open(sealed.ref)


def test_day_that_ends_while_sealing_begins_again(
    vault: LocalVault, place: Place
) -> None:
    seal(vault)

    class EndsTheDay(BytesIO):
        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # narrower
            place.open().end_day(tenant="retta", due=DUE)
            return super().readinto(buffer)

    sealed = seal_from(vault, EndsTheDay(b"late"))

    assert vault.open(sealed.ref) == b"late"


def test_day_that_keeps_ending_refuses_the_batch(
    vault: LocalVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(*_: object) -> None:
        raise EpochEnded(DUE.isoformat())

    monkeypatch.setattr(type(vault.keystore), "keep", ended)

    with pytest.raises(EpochEnded):
        seal(vault)

    assert list(vault.objects()) == []


def test_other_root_key_is_a_mismatch_and_not_damage(
    vault: LocalVault, place: Place
) -> None:
    sealed = seal(vault)
    other = FileRootKey.generate(place.folder / "other.key", apart_from=place.blobs)

    with pytest.raises(RootKeyMismatch):
        replace(vault, root=other).open(sealed.ref)


def test_key_moved_to_another_object_does_not_open(
    vault: LocalVault, place: Place
) -> None:
    one, other = seal(vault), seal(vault)
    with closing(sqlite3.connect(place.keystore)) as db, db:
        wrapped = db.execute("SELECT wrapped FROM slot ORDER BY id").fetchall()
        for slot, (key,) in zip((2, 1), wrapped, strict=True):
            db.execute("UPDATE slot SET wrapped = ? WHERE id = ?", (key, slot))

    for sealed in (one, other):
        with pytest.raises(VaultDamaged, match="content key"):
            vault.open(sealed.ref)


def test_epoch_key_moved_to_another_day_does_not_open(
    vault: LocalVault, place: Place
) -> None:
    sealed = seal(vault)
    with closing(sqlite3.connect(place.keystore)) as db, db:
        db.execute("UPDATE epoch SET name = 'day:2099-01-01'")

    with pytest.raises(VaultDamaged, match="epoch key"):
        vault.open(sealed.ref)


def test_older_version_of_an_object_does_not_pass_for_the_newer(
    vault: LocalVault,
) -> None:
    sealed = seal(vault)

    with pytest.raises(VaultDamaged):
        vault.open(replace(sealed.ref, version=2))


def test_bytes_of_another_record_do_not_pass(vault: LocalVault, place: Place) -> None:
    one, other = seal(vault), seal(vault)
    paths = [
        place.blobs / item.ref.object.hex[-2:] / str(item.ref.object)
        for item in (one, other)
    ]
    paths[0].write_bytes(paths[1].read_bytes())

    with pytest.raises(VaultDamaged, match="header tag"):
        vault.open(one.ref)


def test_batch_keeps_all_its_keys_in_one_transaction(
    vault: LocalVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[int] = []
    keep = type(vault.keystore).keep

    def count(store: object, epoch: object, wrapped: list[object]) -> None:
        kept.append(len(wrapped))
        keep(store, epoch, wrapped)  # type: ignore[arg-type] # passed on as it is

    monkeypatch.setattr(type(vault.keystore), "keep", count)

    with vault.sealing(tenant="retta", record=RECORD, due=DUE) as batch:
        for _ in range(3):
            batch.inline(object_id=uuid4(), kind=Kind.META, data=b"{}")
        batch.blob(object_id=uuid4(), kind=Kind.MESSAGE, source=BytesIO(b"x"))

    assert kept == [4]


def test_no_key_or_nonce_is_used_twice(
    vault: LocalVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    used: list[bytes] = []
    new_key = keys.new_key

    def note() -> bytes:
        used.append(new_key())
        return used[-1]

    monkeypatch.setattr(keys, "new_key", note)
    with vault.sealing(tenant="retta", record=RECORD, due=DUE) as batch:
        sealed = [
            batch.inline(object_id=uuid4(), kind=Kind.META, data=b"{}")
            for _ in range(2000)
        ]

    headers = {(item.inline or b"")[10:42] for item in sealed}
    nonces = {(item.inline or b"")[78:90] for item in sealed}
    assert len(used) == len(set(used)) == 2001
    assert len(headers) == len(nonces) == 2000


def test_large_object_is_hashed_whole(vault: LocalVault, place: Place) -> None:
    data = random.Random(1).randbytes(3_500_000)  # noqa: S311 - not a secret

    sealed = seal(vault, data)

    assert vault.check(sealed.ref, sha256=sealed.sha256) == "ok"
    assert vault.open(sealed.ref) == data


def test_threads_share_a_vault(vault: LocalVault) -> None:
    opened: list[bool] = []

    def work(number: int) -> None:
        data = bytes([number]) * 100_000
        for _ in range(10):
            sealed = seal(vault, data)
            opened.append(vault.open(sealed.ref) == data)
            vault.destroy([sealed.ref])

    threads = [threading.Thread(target=work, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert opened == [True] * 50
    assert list(vault.objects()) == []


def test_nothing_prints_a_key(vault: LocalVault, place: Place) -> None:
    with vault.sealing(tenant="retta", record=RECORD, due=DUE) as batch:
        batch.inline(object_id=uuid4(), kind=Kind.META, data=b"{}")
        shown = repr(batch) + repr(vault)

    assert "keys=" not in shown
    assert repr(place.root_key.read_bytes()) not in shown


def test_range_of_a_destroyed_object_is_missing_at_once(vault: LocalVault) -> None:
    ref = ObjectRef("retta", RECORD, uuid4(), Kind.RECORDING)

    with pytest.raises(VaultMissing):
        vault.open_range(ref, start=0, length=1)


def test_file_folder_of_the_vault_holds_no_other_file(
    vault: LocalVault, place: Place
) -> None:
    sealed = seal(vault)

    names = {path.relative_to(place.folder).as_posix() for path in place.files()}

    assert names == {
        "root.key",
        "keys/keys.sqlite3",
        "keys/keys.sqlite3-wal",
        "keys/keys.sqlite3-shm",
        "data/blobs/seloste-blobs",
        f"data/blobs/{sealed.ref.object.hex[-2:]}/{sealed.ref.object}",
    }
