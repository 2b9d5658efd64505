"""What every vault does; run against the real one and the fake."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from seloste.domain.contact import Kind
from seloste.ports.blobs import BlobExists
from seloste.ports.keys import KeyExists
from seloste.ports.vault import (
    Health,
    ObjectRef,
    Sealed,
    Sealing,
    Vault,
    VaultDamaged,
    VaultMissing,
)
from seloste.vault.local import LocalVault
from tests.fakes.blobs import MemoryBlobs
from tests.fakes.keys import MemoryKeyStore, MemoryRootKey
from tests.fakes.vault import FakeVault
from tests.vault.conftest import Place

DUE = date(2026, 5, 1)
RECORD = UUID("0f9e1b1a-3b0d-4a70-9d59-0b6f3a3c7a10")
VAULTS: dict[str, Callable[[Path], Vault]] = {
    "files": lambda folder: Place(folder).create(),
    "memory": lambda _: LocalVault(MemoryBlobs(), MemoryKeyStore(), MemoryRootKey()),
    "fake": lambda _: FakeVault(),
}


@pytest.fixture(params=sorted(VAULTS))
def vault(request: pytest.FixtureRequest, tmp_path: Path) -> Vault:
    return VAULTS[request.param](tmp_path)


def _sealing(vault: Vault, due: date | None = DUE) -> AbstractContextManager[Sealing]:
    return vault.sealing(tenant="retta", record=RECORD, due=due)


def _blob(
    vault: Vault, data: bytes = b"Maija soitti", due: date | None = DUE
) -> Sealed:
    with _sealing(vault, due) as batch:
        return batch.blob(object_id=uuid4(), kind=Kind.RECORDING, source=BytesIO(data))


def _seal_twice(batch: Sealing, object_id: UUID) -> None:
    for _ in range(2):
        batch.blob(object_id=object_id, kind=Kind.MESSAGE, source=BytesIO(b"x"))


def _inline(vault: Vault, data: bytes = b"Maija") -> Sealed:
    with _sealing(vault) as batch:
        return batch.inline(object_id=uuid4(), kind=Kind.META, data=data)


def test_sealed_blob_opens(vault: Vault) -> None:
    sealed = _blob(vault)

    assert vault.open(sealed.ref) == b"Maija soitti"
    assert sealed.inline is None
    assert sealed.size == 12


def test_sealed_inline_opens_from_what_the_caller_kept(vault: Vault) -> None:
    sealed = _inline(vault)

    assert sealed.inline is not None
    assert b"Maija" not in sealed.inline
    assert vault.open(sealed.ref, inline=sealed.inline) == b"Maija"


def test_range_is_a_slice(vault: Vault) -> None:
    sealed = _blob(vault)

    assert b"".join(vault.open_range(sealed.ref, start=6, length=3)) == b"soi"


def test_range_beyond_the_end_is_cut(vault: Vault) -> None:
    sealed = _blob(vault)

    assert b"".join(vault.open_range(sealed.ref, start=6, length=99)) == b"soitti"
    assert list(vault.open_range(sealed.ref, start=12, length=1)) == []


def test_negative_range_is_a_mistake(vault: Vault) -> None:
    sealed = _blob(vault)

    with pytest.raises(ValueError, match="range"):
        vault.open_range(sealed.ref, start=-1, length=3)


def test_failed_batch_leaves_neither_key_nor_bytes(vault: Vault) -> None:
    object_id = uuid4()

    with pytest.raises(BlobExists), _sealing(vault) as batch:
        _seal_twice(batch, object_id)

    assert list(vault.objects()) == []


def test_same_blob_id_is_refused_and_the_first_stays(vault: Vault) -> None:
    first = _blob(vault)

    with pytest.raises(BlobExists), _sealing(vault) as batch:
        batch.blob(
            object_id=first.ref.object, kind=Kind.RECORDING, source=BytesIO(b"x")
        )

    assert vault.open(first.ref) == b"Maija soitti"


def test_same_inline_id_is_refused_and_the_first_stays(vault: Vault) -> None:
    first = _inline(vault)

    with pytest.raises(KeyExists), _sealing(vault) as batch:
        batch.inline(object_id=first.ref.object, kind=Kind.META, data=b"x")

    assert vault.open(first.ref, inline=first.inline) == b"Maija"


def test_destroyed_object_is_missing(vault: Vault) -> None:
    sealed = _blob(vault)
    assert vault.open(sealed.ref)

    destroyed = vault.destroy([sealed.ref])

    assert [(one.key, one.blob, one.bytes) for one in destroyed] == [
        (True, True, sealed.sealed_size)
    ]
    with pytest.raises(VaultMissing):
        vault.open(sealed.ref)
    with pytest.raises(VaultMissing):
        vault.open_range(sealed.ref, start=0, length=1)


def test_destroying_inline_takes_its_key(vault: Vault) -> None:
    sealed = _inline(vault)

    destroyed = vault.destroy([sealed.ref])

    assert [(one.key, one.blob) for one in destroyed] == [(True, False)]
    with pytest.raises(VaultMissing):
        vault.open(sealed.ref, inline=sealed.inline)


def test_destroying_twice_is_harmless(vault: Vault) -> None:
    sealed = _blob(vault)
    vault.destroy([sealed.ref])

    again = vault.destroy([sealed.ref])

    assert [(one.key, one.blob, one.bytes) for one in again] == [(False, False, 0)]


def test_destroying_leaves_others(vault: Vault) -> None:
    kept, gone = _blob(vault), _blob(vault)

    vault.destroy([gone.ref])

    assert vault.open(kept.ref) == b"Maija soitti"


def test_object_of_another_tenant_is_not_destroyed(vault: Vault) -> None:
    sealed = _blob(vault)
    ref = sealed.ref
    foreign = ObjectRef("sok-mara", ref.record, ref.object, ref.kind)

    with pytest.raises(VaultMissing):
        vault.destroy([foreign])

    assert vault.open(ref) == b"Maija soitti"


def test_stray_is_destroyed_by_its_id_alone(vault: Vault) -> None:
    stray, kept = _blob(vault), _blob(vault)
    assert vault.open(stray.ref)

    vault.destroy_strays([stray.ref.object, uuid4()])

    assert vault.absent([stray.ref, kept.ref]) == (kept.ref,)


def test_absent_names_what_is_left(vault: Vault) -> None:
    kept, gone = _blob(vault), _inline(vault)
    vault.destroy([gone.ref])

    assert vault.absent([kept.ref, gone.ref]) == (kept.ref,)


def test_end_of_the_day_takes_its_keys_only(vault: Vault) -> None:
    due, later = _blob(vault), _blob(vault, due=date(2026, 5, 2))
    _inline(vault)

    assert vault.end_day(tenant="retta", due=DUE) == 2

    with pytest.raises(VaultMissing):
        vault.open(due.ref)
    assert vault.open(later.ref) == b"Maija soitti"
    assert vault.end_day(tenant="retta", due=DUE) == 0


def test_bytes_of_an_ended_day_can_still_be_removed(vault: Vault) -> None:
    sealed = _blob(vault)
    vault.end_day(tenant="retta", due=DUE)
    assert vault.absent([sealed.ref]) == (sealed.ref,)

    destroyed = vault.destroy([sealed.ref])

    assert [(one.key, one.blob) for one in destroyed] == [(False, True)]
    assert vault.absent([sealed.ref]) == ()


def test_day_can_begin_again_after_its_end(vault: Vault) -> None:
    _blob(vault)
    vault.end_day(tenant="retta", due=DUE)

    late = _blob(vault)

    assert vault.open(late.ref) == b"Maija soitti"


def test_held_object_survives_the_end_of_its_day(vault: Vault) -> None:
    held, due = _blob(vault), _blob(vault)

    vault.hold([held.ref])
    vault.end_day(tenant="retta", due=DUE)

    assert vault.open(held.ref) == b"Maija soitti"
    with pytest.raises(VaultMissing):
        vault.open(due.ref)


def test_held_object_can_be_destroyed(vault: Vault) -> None:
    sealed = _blob(vault)
    vault.hold([sealed.ref])

    vault.destroy([sealed.ref])

    assert vault.absent([sealed.ref]) == ()


def test_hold_on_a_destroyed_object_is_too_late(vault: Vault) -> None:
    kept, gone = _blob(vault), _blob(vault)
    vault.destroy([gone.ref])

    with pytest.raises(VaultMissing):
        vault.hold([kept.ref, gone.ref])

    assert vault.end_day(tenant="retta", due=DUE) == 1


def test_object_sealed_under_hold_belongs_to_no_day(vault: Vault) -> None:
    sealed = _blob(vault, due=None)

    vault.end_day(tenant="retta", due=DUE)

    assert vault.open(sealed.ref) == b"Maija soitti"


def test_other_identity_does_not_open(vault: Vault) -> None:
    ref = _blob(vault).ref
    other = ObjectRef(ref.tenant, uuid4(), ref.object, ref.kind)

    with pytest.raises(VaultDamaged):
        vault.open(other)


def test_blind_index_is_found_in_every_live_month(vault: Vault) -> None:
    value = "+358401234567"
    may, june = (
        vault.blind_index(tenant="retta", month=month, field="tel", value=value)
        for month in ("2026-05", "2026-06")
    )

    found = vault.blind_indexes(tenant="retta", field="tel", value=value)

    assert found == {"2026-05": may, "2026-06": june}
    assert len(may) == 3
    assert may != june


def test_blind_index_differs_by_tenant_and_field(vault: Vault) -> None:
    def index(tenant: str, field: str) -> bytes:
        return vault.blind_index(
            tenant=tenant, month="2026-05", field=field, value="12345"
        )

    indexes = {index("retta", "tel"), index("sok", "tel"), index("retta", "customer")}

    assert len(indexes) == 3
    assert index("retta", "tel") in indexes


def test_ended_month_is_not_looked_up(vault: Vault) -> None:
    old = vault.blind_index(tenant="retta", month="2026-05", field="tel", value="1")
    assert vault.blind_indexes(tenant="retta", field="tel", value="1")

    assert vault.end_month(tenant="retta", month="2026-05") is True

    assert vault.blind_indexes(tenant="retta", field="tel", value="1") == {}
    assert vault.end_month(tenant="retta", month="2026-05") is False
    assert len(old) == 3


def test_live_days_and_months_are_listed_in_order(vault: Vault) -> None:
    for day in (date(2026, 6, 2), DUE, None):
        _blob(vault, due=day)
    for month in ("2026-06", "2026-05"):
        vault.blind_index(tenant="retta", month=month, field="tel", value="1")

    assert vault.days(tenant="retta") == (DUE, date(2026, 6, 2))
    assert vault.months(tenant="retta") == ("2026-05", "2026-06")
    assert vault.days(tenant="sok-mara") == ()


def test_fingerprint_is_stable_and_apart_by_tenant(vault: Vault) -> None:
    first = vault.fingerprint(tenant="retta", value="source/1")

    assert vault.fingerprint(tenant="retta", value="source/1") == first
    assert vault.fingerprint(tenant="sok-mara", value="source/1") != first
    assert len(first) == 64


def test_suppression_is_stable_and_apart_by_tenant(vault: Vault) -> None:
    first = vault.suppression(tenant="retta", value="tel+358401234567")

    assert vault.suppression(tenant="retta", value="tel+358401234567") == first
    assert vault.suppression(tenant="sok-mara", value="tel+358401234567") != first
    assert len(first) == 16


def test_objects_lists_keys_and_bytes(vault: Vault) -> None:
    blob, inline, keyless = _blob(vault), _inline(vault), _blob(vault, due=None)
    other_day = date(2026, 6, 1)
    ended = _blob(vault, due=other_day)
    vault.end_day(tenant="retta", due=other_day)

    assert sorted(vault.objects()) == sorted(
        [
            (blob.ref.object, True, True),
            (inline.ref.object, True, False),
            (keyless.ref.object, True, True),
            (ended.ref.object, False, True),
        ]
    )


def test_check_finds_sound_objects_sound(vault: Vault) -> None:
    blob, inline = _blob(vault), _inline(vault)

    assert vault.check(blob.ref, sha256=blob.sha256) is Health.OK
    assert vault.check(inline.ref, inline=inline.inline) is Health.OK


def test_check_finds_other_bytes_than_recorded(vault: Vault) -> None:
    sealed = _blob(vault)

    assert vault.check(sealed.ref, sha256="0" * 64) is Health.DAMAGED


def test_check_finds_damage(vault: Vault) -> None:
    sealed = _inline(vault)
    broken = bytearray(sealed.inline or b"")
    broken[-1] ^= 0xFF

    assert vault.check(sealed.ref, inline=bytes(broken)) is Health.DAMAGED


def test_check_finds_a_missing_key(vault: Vault) -> None:
    sealed = _blob(vault)
    vault.end_day(tenant="retta", due=DUE)

    assert vault.check(sealed.ref) is Health.MISSING_KEY


def test_check_finds_missing_bytes(vault: Vault) -> None:
    sealed = _inline(vault)

    assert vault.check(sealed.ref) is Health.MISSING_BLOB


def test_large_object_opens_whole(vault: Vault) -> None:
    data = bytes(range(256)) * 8200

    sealed = _blob(vault, data)

    assert vault.open(sealed.ref) == data
    assert sealed.size == len(data)
