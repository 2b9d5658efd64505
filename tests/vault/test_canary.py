"""A canary in every store: never in plaintext, and gone with its key.

Each file is read raw: blobs, incoming, key store, its log and shared memory.
"""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from seloste.domain.contact import Kind
from seloste.ports.vault import Sealed, VaultMissing, VaultUnavailable
from seloste.vault.local import LocalVault
from tests.vault.conftest import Place

CANARY = b"Maija Meik\xc3\xa4l\xc3\xa4inen +358401234567 CANARY-7f3a"
DUE = date(2026, 5, 1)


def _seal(vault: LocalVault, due: date | None = DUE) -> Sealed:
    with vault.sealing(tenant="retta", record=uuid4(), due=due) as batch:
        return batch.blob(
            object_id=uuid4(), kind=Kind.MESSAGE, source=BytesIO(CANARY * 5000)
        )


def _wrapped(place: Place, object_id: UUID) -> bytes:
    """Return the object's wrapped key as the key store holds it."""
    query = (
        "SELECT slot.wrapped FROM content_key JOIN slot ON slot.id = slot"
        " WHERE object = ?"
    )
    with closing(sqlite3.connect(place.keystore)) as db:
        wrapped: bytes = db.execute(query, (object_id.bytes,)).fetchone()[0]
    return wrapped


def _epoch_key(place: Place) -> bytes:
    with closing(sqlite3.connect(place.keystore)) as db:
        query = "SELECT wrapped FROM epoch WHERE live = 1"
        wrapped: bytes = db.execute(query).fetchone()[0]
    return wrapped


def test_canary_is_in_no_file_while_it_is_kept(vault: LocalVault, place: Place) -> None:
    sealed = _seal(vault)

    assert vault.open(sealed.ref) == CANARY * 5000
    assert place.holds(CANARY) == []
    assert place.holds(CANARY[:16]) == []


def test_canary_is_in_no_file_while_it_is_being_sealed(
    vault: LocalVault, place: Place
) -> None:
    found: list[Path] = []

    class Looks(BytesIO):
        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # narrower
            found.extend(place.holds(CANARY))
            return super().readinto(buffer)

    with vault.sealing(tenant="retta", record=uuid4(), due=DUE) as batch:
        batch.blob(object_id=uuid4(), kind=Kind.MESSAGE, source=Looks(CANARY * 50_000))
        found.extend(place.holds(CANARY))

    assert found == []


def test_inline_canary_is_in_no_file(vault: LocalVault, place: Place) -> None:
    with vault.sealing(tenant="retta", record=uuid4(), due=DUE) as batch:
        sealed = batch.inline(object_id=uuid4(), kind=Kind.META, data=CANARY)

    assert CANARY not in (sealed.inline or b"")
    assert place.holds(CANARY) == []


def test_destroyed_key_is_in_no_file(vault: LocalVault, place: Place) -> None:
    gone, kept = _seal(vault), _seal(vault)
    wrapped = _wrapped(place, gone.ref.object)
    living = _wrapped(place, kept.ref.object)
    assert place.holds(wrapped)

    vault.destroy([gone.ref])

    assert place.holds(wrapped) == []
    assert place.holds(living)
    assert vault.open(kept.ref)


def test_held_key_leaves_its_old_wrapping_in_no_file(
    vault: LocalVault, place: Place
) -> None:
    sealed = _seal(vault)
    old = _wrapped(place, sealed.ref.object)
    assert place.holds(old)

    vault.hold([sealed.ref])
    vault.end_day(tenant="retta", due=DUE)

    assert place.holds(old) == []
    assert vault.open(sealed.ref)


def test_ended_day_key_is_in_no_file(vault: LocalVault, place: Place) -> None:
    sealed = _seal(vault)
    wrapped, day_key = _wrapped(place, sealed.ref.object), _epoch_key(place)
    assert place.holds(wrapped)
    assert place.holds(day_key)

    vault.end_day(tenant="retta", due=DUE)

    assert place.holds(wrapped) == []
    assert place.holds(day_key) == []


def test_ended_month_key_is_in_no_file(vault: LocalVault, place: Place) -> None:
    vault.blind_index(tenant="retta", month="2026-05", field="tel", value="1")
    month_key = _epoch_key(place)
    assert place.holds(month_key)

    vault.end_month(tenant="retta", month="2026-05")

    assert place.holds(month_key) == []


@pytest.mark.usefixtures("vault")
def test_open_reader_keeps_the_destruction_from_being_reported(place: Place) -> None:
    """The key is out of reach at once, but its bytes are still in the log."""
    vault = replace(place, patience=0.1).open()
    sealed = _seal(vault)
    wrapped = _wrapped(place, sealed.ref.object)
    vault.keystore.purge()
    with closing(sqlite3.connect(place.keystore, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM slot").fetchall()
        with pytest.raises(VaultUnavailable):
            vault.destroy([sealed.ref])
        with pytest.raises(VaultMissing):
            vault.open(sealed.ref)
        assert place.holds(wrapped)
    assert vault.absent([sealed.ref]) == (sealed.ref,)

    vault.destroy([sealed.ref])

    assert place.holds(wrapped) == []
    assert vault.absent([sealed.ref]) == ()
