"""The tombstone ledger: durable, never begun anew, readable after a crash."""

import os
from pathlib import Path
from uuid import UUID

import pytest

from seloste.adapters.storage.ledger_file import FileLedger
from seloste.ports.ledger import LedgerMissing
from seloste.ports.vault import VaultUnavailable

FIRST, SECOND = UUID(int=1), UUID(int=2)
A, B, C = UUID(int=10), UUID(int=11), UUID(int=12)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the ledger lies."""
    return tmp_path / "ledger.jsonl"


@pytest.fixture
def ledger(path: Path) -> FileLedger:
    """A ledger that was just begun."""
    return FileLedger.create(path)


def test_a_new_ledger_is_empty_and_for_its_owner_alone(
    ledger: FileLedger, path: Path
) -> None:
    assert list(ledger.entries()) == []
    assert ledger.latest() is None
    assert path.stat().st_mode & 0o777 == 0o600


def test_disposals_are_read_in_their_order(ledger: FileLedger) -> None:
    ledger.append(disposal=FIRST, items=[B, A])
    ledger.append(disposal=SECOND, items=[C])

    assert list(ledger.entries()) == [(FIRST, (A, B)), (SECOND, (C,))]
    assert ledger.latest() == (SECOND, (C,))


def test_begun_again_it_keeps_what_it_has(ledger: FileLedger, path: Path) -> None:
    ledger.append(disposal=FIRST, items=[A])

    assert list(FileLedger.create(path).entries()) == [(FIRST, (A,))]


def test_what_is_written_is_durable(
    ledger: FileLedger, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[bytes] = []
    monkeypatch.setattr(os, "fsync", lambda _: synced.append(path.read_bytes()))

    ledger.append(disposal=FIRST, items=[A])

    assert str(A).encode() in synced[-1]


@pytest.mark.parametrize("kept", [1, 40, -1])
def test_a_line_cut_short_by_a_crash_spoils_no_other(
    ledger: FileLedger, path: Path, kept: int
) -> None:
    ledger.append(disposal=FIRST, items=[A])
    whole = path.read_bytes()
    ledger.append(disposal=SECOND, items=[B])
    path.write_bytes(whole + path.read_bytes()[len(whole) :].rstrip(b"\n")[:kept])
    assert ledger.latest() == (FIRST, (A,))

    ledger.append(disposal=SECOND, items=[B, C])

    assert list(ledger.entries()) == [(FIRST, (A,)), (SECOND, (B, C))]


def test_a_long_ledger_is_read_from_its_end(
    ledger: FileLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seloste.adapters.storage.ledger_file.LONGEST_LINE", 150)
    for number in range(20):
        ledger.append(disposal=UUID(int=number), items=[A])

    assert ledger.latest() == (UUID(int=19), (A,))


def test_a_ledger_that_vanished_is_missed_and_never_begun_anew(
    ledger: FileLedger, path: Path
) -> None:
    path.unlink()

    with pytest.raises(LedgerMissing):
        ledger.append(disposal=FIRST, items=[A])
    with pytest.raises(LedgerMissing):
        list(ledger.entries())
    with pytest.raises(LedgerMissing):
        ledger.latest()
    assert not path.exists()


def test_a_disk_that_refuses_is_an_outage(
    ledger: FileLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(VaultUnavailable):
        ledger.append(disposal=FIRST, items=[A])
