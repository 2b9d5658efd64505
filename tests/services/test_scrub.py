"""A scrub finds all that is damaged, missing or orphaned, and changes nothing."""

from datetime import UTC, date, datetime
from io import BytesIO
from uuid import UUID, uuid4

import pytest

from seloste.domain.contact import Kind
from seloste.ports.vault import Health, Sealed, VaultUnavailable
from seloste.records.models import Disposal, Register, SealedObject
from seloste.services.scrub import count_objects, scrub
from seloste.vault.local import LocalVault
from tests.fakes.blobs import Fault, FaultyBlobs, MemoryBlobs
from tests.fakes.keys import MemoryKeyStore, MemoryRootKey

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
DUE = date(2026, 11, 1)


@pytest.fixture
def blobs() -> FaultyBlobs:
    return FaultyBlobs(MemoryBlobs())


@pytest.fixture
def vault(blobs: FaultyBlobs) -> LocalVault:
    return LocalVault(blobs, MemoryKeyStore(), MemoryRootKey())


@pytest.fixture
def register() -> Register:
    return Register.objects.create(slug="retta")


def _seal(vault: LocalVault, *, inline: bool = False, due: date = DUE) -> Sealed:
    with vault.sealing(tenant="retta", record=uuid4(), due=due) as batch:
        if inline:
            return batch.inline(object_id=uuid4(), kind=Kind.META, data=b"Maija")
        return batch.blob(
            object_id=uuid4(), kind=Kind.RECORDING, source=BytesIO(b"Maija soitti")
        )


def _keep(register: Register, sealed: Sealed) -> UUID:
    """Write the row that speaks for a sealed object."""
    SealedObject.objects.create(
        id=sealed.ref.object,
        register=register,
        record_id=sealed.ref.record,
        kind=sealed.ref.kind,
        format=sealed.format,
        size=sealed.size,
        sealed_size=sealed.sealed_size,
        sha256=sealed.sha256,
        sealed=sealed.inline,
        retention_class="calls",
        promise="R-17",
        mode="exactly",
        captured_at=NOW,
        destroy_by=NOW,
        act_at=NOW,
    )
    return sealed.ref.object


def _found(vault: LocalVault) -> dict[UUID, Health]:
    return {one.object: one.state for one in scrub(vault=vault)}


def test_sound_objects_are_sound(vault: LocalVault, register: Register) -> None:
    kept = {_keep(register, _seal(vault, inline=inline)) for inline in (True, False)}

    assert _found(vault) == dict.fromkeys(kept, Health.OK)
    assert count_objects() == 2


def test_flipped_byte_of_a_blob_is_damage(
    vault: LocalVault, register: Register, blobs: FaultyBlobs
) -> None:
    kept = _keep(register, _seal(vault))
    blobs.fault, blobs.at = Fault.FLIP, 95

    assert _found(vault) == {kept: Health.DAMAGED}


def test_truncated_blob_is_damage(
    vault: LocalVault, register: Register, blobs: FaultyBlobs
) -> None:
    kept = _keep(register, _seal(vault))
    blobs.fault, blobs.at = Fault.TRUNCATE, 110

    assert _found(vault) == {kept: Health.DAMAGED}


def test_flipped_byte_of_a_row_is_damage(vault: LocalVault, register: Register) -> None:
    sealed = _seal(vault, inline=True)
    broken = bytearray(sealed.inline or b"")
    broken[-1] ^= 0xFF
    kept = _keep(register, sealed)
    SealedObject.objects.filter(pk=kept).update(sealed=bytes(broken))

    assert _found(vault) == {kept: Health.DAMAGED}


def test_row_that_names_other_bytes_is_damage(
    vault: LocalVault, register: Register
) -> None:
    kept = _keep(register, _seal(vault))
    SealedObject.objects.filter(pk=kept).update(sha256="0" * 64)

    assert _found(vault) == {kept: Health.DAMAGED}


def test_missing_bytes_are_found(
    vault: LocalVault, register: Register, blobs: FaultyBlobs
) -> None:
    kept = _keep(register, _seal(vault))
    blobs.delete([kept])

    assert _found(vault) == {kept: Health.MISSING_BLOB}


def test_missing_key_is_found(vault: LocalVault, register: Register) -> None:
    kept = _keep(register, _seal(vault, inline=True))
    vault.end_day(tenant="retta", due=DUE)

    assert _found(vault) == {kept: Health.MISSING_KEY}


def test_orphans_are_found_and_left(vault: LocalVault) -> None:
    other_day = date(2026, 12, 1)
    keyed, keyless = _seal(vault).ref, _seal(vault, due=other_day).ref
    vault.end_day(tenant="retta", due=other_day)

    found = _found(vault)

    assert found == {
        keyed.object: Health.ORPHAN_KEY,
        keyless.object: Health.ORPHAN_BLOB,
    }
    assert vault.open(keyed) == b"Maija soitti"
    assert vault.absent([keyless]) == (keyless,)


def test_what_is_being_destroyed_is_not_missing(
    vault: LocalVault, register: Register
) -> None:
    kept = _keep(register, _seal(vault))
    disposal = Disposal.objects.create(cause="due", actor="system:t", intended_at=NOW)
    SealedObject.objects.filter(pk=kept).update(state="destroying", disposal=disposal)
    vault.end_day(tenant="retta", due=DUE)

    assert _found(vault) == {}


def test_what_was_captured_meanwhile_is_no_orphan(
    vault: LocalVault, register: Register
) -> None:
    _keep(register, _seal(vault))
    late = _seal(vault)
    results = scrub(vault=vault)
    first = next(results)

    _keep(register, late)

    states = {first.state} | {one.state for one in results}
    assert states == {Health.OK}


def test_outage_ends_the_scrub_and_is_no_absence(
    vault: LocalVault, register: Register, blobs: FaultyBlobs
) -> None:
    _keep(register, _seal(vault))
    assert Health.OK in _found(vault).values()
    blobs.fault = Fault.OUTAGE

    with pytest.raises(VaultUnavailable):
        _found(vault)


def test_one_damaged_object_leaves_the_others_sound(
    vault: LocalVault, register: Register
) -> None:
    kept = [_keep(register, _seal(vault, inline=True)) for _ in range(20)]
    SealedObject.objects.filter(pk=kept[7]).update(sealed=b"x" * 120)

    found = _found(vault)

    assert found.pop(kept[7]) is Health.DAMAGED
    assert found == dict.fromkeys([*kept[:7], *kept[8:]], Health.OK)
