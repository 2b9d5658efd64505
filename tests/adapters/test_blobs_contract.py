"""What every blob store does; run against each product and the fake."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from seloste.adapters.storage.folder import FolderBlobs
from seloste.ports.blobs import BlobExists, BlobStore
from seloste.ports.vault import VaultMissing
from tests.fakes.blobs import FaultyBlobs, MemoryBlobs

STORES: dict[str, Callable[[Path], BlobStore]] = {
    "folder": lambda folder: FolderBlobs.create(folder / "blobs"),
    "fake": lambda _: MemoryBlobs(),
    "faultless": lambda _: FaultyBlobs(MemoryBlobs()),
}


@pytest.fixture(params=sorted(STORES))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> BlobStore:
    return STORES[request.param](tmp_path)


def _put(store: BlobStore, data: bytes = b"sealed") -> UUID:
    blob = uuid4()
    with store.put(blob) as out:
        out.write(data)
    return blob


def _fail_to_put(store: BlobStore, blob: UUID) -> None:
    with store.put(blob) as out:
        out.write(b"half")
        raise ZeroDivisionError


def test_blob_is_read_back_in_part_and_whole(store: BlobStore) -> None:
    blob = _put(store)

    assert store.open_at(blob, start=0, length=6) == b"sealed"
    assert store.open_at(blob, start=2, length=3) == b"ale"


def test_reading_beyond_the_end_is_cut(store: BlobStore) -> None:
    blob = _put(store)

    assert store.open_at(blob, start=4, length=99) == b"ed"
    assert store.open_at(blob, start=6, length=1) == b""


def test_writes_are_joined_in_order(store: BlobStore) -> None:
    blob = uuid4()

    with store.put(blob) as out:
        out.write(b"sea")
        out.write(memoryview(b"led"))

    assert store.open_at(blob, start=0, length=6) == b"sealed"
    assert store.size(blob) == 6


def test_empty_blob_is_a_blob(store: BlobStore) -> None:
    blob = _put(store, b"")

    assert store.size(blob) == 0
    assert list(store.list()) == [blob]


def test_unknown_blob_is_missing(store: BlobStore) -> None:
    assert store.size(uuid4()) is None
    with pytest.raises(VaultMissing):
        store.open_at(uuid4(), start=0, length=1)


def test_blob_is_written_once(store: BlobStore) -> None:
    blob = _put(store)

    with pytest.raises(BlobExists), store.put(blob):
        pass

    assert store.open_at(blob, start=0, length=6) == b"sealed"


def test_failed_blob_leaves_nothing(store: BlobStore) -> None:
    blob = uuid4()

    with pytest.raises(ZeroDivisionError):
        _fail_to_put(store, blob)

    assert store.size(blob) is None
    assert list(store.list()) == []


def test_unfinished_blob_is_not_there_yet(store: BlobStore) -> None:
    blob = uuid4()

    with store.put(blob) as out:
        out.write(b"half")

        assert store.size(blob) is None
        assert list(store.list()) == []


def test_deleting_returns_the_sizes_of_what_was_there(store: BlobStore) -> None:
    blob, kept = _put(store), _put(store)

    assert store.delete([blob, uuid4()]) == {blob: 6}

    assert store.size(blob) is None
    assert list(store.list()) == [kept]


def test_deleting_twice_is_harmless(store: BlobStore) -> None:
    blob = _put(store)
    store.delete([blob])

    assert store.delete([blob]) == {}


def test_list_names_every_blob(store: BlobStore) -> None:
    blobs = {_put(store) for _ in range(20)}

    assert set(store.list()) == blobs
