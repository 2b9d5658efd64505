"""What only the folder can get wrong: files, modes, syncs and volumes."""

import errno
import os
import stat
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from seloste.adapters.storage.folder import FolderBlobs
from seloste.ports.blobs import BlobExists
from seloste.ports.vault import VaultUnavailable

BLOB = UUID("6f2c1a5e-8a39-4b61-9d57-7f5f3f2b91ab")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "blobs"


@pytest.fixture
def store(root: Path) -> FolderBlobs:
    return FolderBlobs.create(root)


def _put(store: FolderBlobs, blob: UUID = BLOB) -> None:
    with store.put(blob) as out:
        out.write(b"sealed")


def _fail(error: int) -> None:
    raise OSError(error, os.strerror(error))


def test_path_is_made_of_the_id_alone(store: FolderBlobs, root: Path) -> None:
    _put(store)

    assert (root / "ab" / str(BLOB)).read_bytes() == b"sealed"


def test_only_the_owner_may_read(store: FolderBlobs, root: Path) -> None:
    _put(store)

    modes = {
        stat.S_IMODE(path.stat().st_mode)
        for path in (root, root / "ab", root / "incoming")
    }
    files = {path for path in root.rglob("*") if path.is_file()}
    assert modes == {0o700}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_blob_is_synced_then_named_then_its_folder_synced(
    store: FolderBlobs, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _put(store)
    store.delete([BLOB])
    steps: list[str] = []
    target = root / "ab" / str(BLOB)
    fsync = os.fsync

    def note(handle: int) -> None:
        folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        steps.append(f"{'folder' if folder else 'file'} named={target.exists()}")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", note)
    _put(store)

    assert steps == ["file named=False", "folder named=True"]


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC])
def test_failed_sync_is_not_repeated_and_leaves_nothing(
    store: FolderBlobs, root: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    calls: list[int] = []

    def fail(handle: int) -> None:
        calls.append(handle)
        _fail(error)

    (root / "ab").mkdir()
    monkeypatch.setattr(os, "fsync", fail)

    with pytest.raises(VaultUnavailable, match=errno.errorcode[error]):
        _put(store)

    assert len(calls) == 1
    assert list((root / "incoming").iterdir()) == []
    assert list(store.list()) == []


def test_failed_folder_sync_takes_the_name_away(
    store: FolderBlobs, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "ab").mkdir()
    fsync = os.fsync

    def fail(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            _fail(errno.EIO)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", fail)

    with pytest.raises(VaultUnavailable):
        _put(store)

    assert list(store.list()) == []


def test_full_disk_leaves_nothing(
    store: FolderBlobs, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int, __: bytes) -> int:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "write", fail)

    with pytest.raises(VaultUnavailable, match="ENOSPC"):
        _put(store)

    monkeypatch.undo()
    assert list((root / "incoming").iterdir()) == []


def test_volume_that_became_read_only_refuses_and_still_reads(
    store: FolderBlobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    _put(store)
    opening = os.open

    def read_only(path: Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_WRONLY:
            _fail(errno.EROFS)
        return opening(path, flags, mode)

    monkeypatch.setattr(os, "open", read_only)

    with pytest.raises(VaultUnavailable, match="EROFS"):
        _put(store, uuid4())

    assert store.open_at(BLOB, start=0, length=6) == b"sealed"


def test_removal_is_synced_even_when_found_done(
    store: FolderBlobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    _put(store)
    store.delete([BLOB])
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)

    assert store.delete([BLOB]) == {}

    assert len(synced) == 1


def test_missing_volume_is_an_outage_and_never_an_absence(
    store: FolderBlobs, root: Path
) -> None:
    _put(store)
    root.rename(root.with_name("unmounted"))
    root.mkdir()

    for ask in (
        lambda: store.size(BLOB),
        lambda: store.open_at(BLOB, start=0, length=1),
        lambda: store.delete([BLOB]),
        lambda: list(store.list()),
        lambda: FolderBlobs(root),
    ):
        with pytest.raises(VaultUnavailable):
            ask()


@pytest.mark.usefixtures("store")
def test_what_a_dead_writer_left_is_discarded_at_the_next_start(root: Path) -> None:
    (root / "incoming" / "0123").write_bytes(b"half")

    FolderBlobs(root)

    assert list((root / "incoming").iterdir()) == []


def test_what_a_living_writer_writes_stays(store: FolderBlobs, root: Path) -> None:
    with store.put(BLOB) as out:
        out.write(b"sealed")
        FolderBlobs(root)

    assert store.size(BLOB) == 6


def test_second_writer_of_a_blob_is_refused_and_the_first_stays(
    store: FolderBlobs,
) -> None:
    def both() -> None:
        with store.put(BLOB) as late:
            _put(store)
            late.write(b"other")

    with pytest.raises(BlobExists):
        both()

    assert store.open_at(BLOB, start=0, length=9) == b"sealed"


def test_read_that_the_kernel_cuts_is_continued(
    store: FolderBlobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    _put(store)
    pread = os.pread
    monkeypatch.setattr(os, "pread", lambda handle, _, at: pread(handle, 2, at))

    assert store.open_at(BLOB, start=1, length=9) == b"ealed"


def test_symbolic_link_is_not_followed(
    store: FolderBlobs, root: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(b"secret")
    (root / "ab").mkdir()
    (root / "ab" / str(BLOB)).symlink_to(outside)

    with pytest.raises(VaultUnavailable):
        store.open_at(BLOB, start=0, length=6)


def test_large_blob_begins_to_reach_the_disk_before_its_end(
    store: FolderBlobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    advised: list[tuple[int, int]] = []

    def note(_: int, start: int, length: int, __: int) -> None:
        advised.append((start, length))

    monkeypatch.setattr(os, "posix_fadvise", note)
    with store.put(uuid4()) as out:
        for _ in range(17):
            out.write(bytes(1 << 20))

    assert advised == [(0, 8 << 20), (8 << 20, 8 << 20)]
