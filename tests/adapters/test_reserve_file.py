import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from seloste.adapters.storage.reserve_file import FileReserve
from seloste.ports.vault import VaultUnavailable

SIZE = 1 << 20


@pytest.fixture
def free(monkeypatch: pytest.MonkeyPatch) -> Iterator[SimpleNamespace]:
    """How much room the disk says it has."""
    disk = SimpleNamespace(free=100 * SIZE)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: disk)
    return disk


def test_blocks_are_really_taken(tmp_path: Path, free: SimpleNamespace) -> None:
    assert FileReserve((tmp_path,), size=SIZE).tend()

    assert (tmp_path / "reserve").stat().st_blocks * 512 >= SIZE


def test_it_is_given_up_when_room_runs_out(
    tmp_path: Path, free: SimpleNamespace
) -> None:
    reserve = FileReserve((tmp_path,), size=SIZE)
    assert reserve.tend()

    free.free = SIZE // 4 - 1

    assert not reserve.tend()
    assert not (tmp_path / "reserve").exists()


def test_it_is_taken_back_when_there_is_twice_as_much_room(
    tmp_path: Path, free: SimpleNamespace
) -> None:
    reserve = FileReserve((tmp_path,), size=SIZE)
    free.free = 2 * SIZE - 1
    assert not reserve.tend()

    free.free = 2 * SIZE

    assert reserve.tend()
    assert (tmp_path / "reserve").exists()


def test_one_full_volume_is_enough(tmp_path: Path, free: SimpleNamespace) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "data").mkdir()
    reserve = FileReserve((tmp_path / "data", tmp_path / "keys"), size=SIZE)
    assert reserve.tend()
    free.free = SIZE
    (tmp_path / "keys/reserve").unlink()

    assert not reserve.tend()


def test_a_volume_that_is_away_is_an_outage(tmp_path: Path) -> None:
    with pytest.raises(VaultUnavailable):
        FileReserve((tmp_path / "nowhere",), size=SIZE).tend()
