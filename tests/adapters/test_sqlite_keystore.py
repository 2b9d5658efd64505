"""What only the SQLite file can get wrong: remnants, settings, locks, files."""

import os
import random
import secrets
import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from seloste.adapters.storage import keystore as module
from seloste.adapters.storage.keystore import SqliteKeyStore
from seloste.adapters.storage.sqlite_pool import KeyStoreInsecure, Pool
from seloste.ports.keys import Epoch
from seloste.ports.vault import VaultDamaged, VaultUnavailable

DAY = "day:2026-05-01"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "keys.sqlite3"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteKeyStore]:
    SqliteKeyStore.create(path).close()
    store = SqliteKeyStore(path, patience=0.1)
    yield store
    store.close()


def _epoch(store: SqliteKeyStore, name: str = DAY) -> Epoch:
    wrapped = secrets.token_bytes(40)
    return store.begin_epoch(tenant="retta", name=name, root="r", wrapped=wrapped)


def _raw(path: Path) -> bytes:
    """Return every byte of the file, its log and its shared memory."""
    files = sorted(path.parent.glob("keys.sqlite3*"))
    return b"".join(file.read_bytes() for file in files)


def _reader(path: Path) -> sqlite3.Connection:
    """Return a connection in the middle of a reading transaction."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("BEGIN")
    db.execute("SELECT count(*) FROM slot").fetchall()
    return db


def test_destroyed_keys_are_in_no_byte_of_any_file(
    store: SqliteKeyStore, path: Path
) -> None:
    """Enough keys, in enough orders, that pages split, merge and are used again."""
    chance = random.Random(20260501)  # noqa: S311 - repeatable, not secret
    epochs = [_epoch(store, f"day:{n}") for n in range(40)] + [_epoch(store, "hold")]
    living: dict[UUID, bytes] = {}
    dead: list[bytes] = []
    for _ in range(120):
        new = {uuid4(): chance.randbytes(40) for _ in range(25)}
        store.keep(chance.choice(epochs), new.items())
        living.update(new)
        moved = chance.sample(sorted(living), 6)
        dead += [living[key] for key in moved]
        living.update({key: chance.randbytes(40) for key in moved})
        store.rewrap(moved, epoch=epochs[-1], convert=lambda key: living[key.object])
        gone = chance.sample(sorted(living), chance.choice([3, 10, 18]))
        dead += [living.pop(key) for key in gone]
        store.destroy(gone)
    before = _raw(path)
    assert all(key in before for key in living.values())

    store.purge()

    raw = _raw(path)
    assert [key for key in dead if key in raw] == []


def test_ended_epoch_key_is_in_no_byte_of_any_file(
    store: SqliteKeyStore, path: Path
) -> None:
    epoch = _epoch(store)
    content = secrets.token_bytes(40)
    store.keep(epoch, [(uuid4(), content)])
    assert epoch.wrapped in _raw(path)

    store.end_epoch("retta", DAY)
    store.purge()

    assert epoch.wrapped not in _raw(path)
    assert content not in _raw(path)


def test_purge_refuses_while_a_reader_keeps_the_old_pages(
    store: SqliteKeyStore, path: Path
) -> None:
    epoch, key, object_id = _epoch(store), secrets.token_bytes(40), uuid4()
    store.keep(epoch, [(object_id, key)])
    store.purge()

    with closing(_reader(path)):
        store.destroy([object_id])
        with pytest.raises(VaultUnavailable):
            store.purge()
        assert key in _raw(path)

    store.purge()
    assert key not in _raw(path)


def test_slots_are_used_again(store: SqliteKeyStore, path: Path) -> None:
    epoch = _epoch(store)
    for _ in range(3):
        keys = [uuid4() for _ in range(50)]
        store.keep(epoch, [(key, secrets.token_bytes(40)) for key in keys])
        store.destroy(keys)

    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT count(*) FROM slot").fetchall() == [(50,)]


def test_sweep_of_an_ended_epoch_that_was_cut_short_is_finished_later(
    store: SqliteKeyStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    epoch, key, object_id = _epoch(store), secrets.token_bytes(40), uuid4()
    store.keep(epoch, [(object_id, key)])
    monkeypatch.setattr(module, "_empty", _interrupt)
    with pytest.raises(KeyboardInterrupt):
        store.end_epoch("retta", DAY)
    assert store.content_keys([object_id]) == ()
    assert list(store.objects()) == []
    monkeypatch.undo()

    assert store.end_epoch("retta", DAY) == 1
    store.purge()

    assert key not in _raw(path)


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_only_the_owner_may_read(store: SqliteKeyStore, path: Path) -> None:
    _epoch(store)

    files = list(path.parent.iterdir())
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert len(files) == 3


def test_file_that_is_not_a_write_ahead_log_is_refused(path: Path) -> None:
    SqliteKeyStore.create(path).close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode=DELETE")

    with pytest.raises(KeyStoreInsecure, match="journal_mode"):
        SqliteKeyStore(path)


def test_every_connection_sets_secure_delete_whatever_the_default(
    store: SqliteKeyStore,
) -> None:
    _epoch(store)

    shown = store._pool._waiting[0].execute("PRAGMA secure_delete").fetchall()

    assert shown == [(1,)]


def test_connection_without_its_setting_is_refused(
    store: SqliteKeyStore, path: Path
) -> None:
    with (
        pytest.raises(KeyStoreInsecure, match="secure_delete is not 2"),
        Pool(path, {"secure_delete": 2}).connection(),
    ):
        pass


def test_other_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite3"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE slot (id)")

    with pytest.raises(KeyStoreInsecure, match="application_id"):
        SqliteKeyStore(path)


def test_missing_file_is_an_outage_and_is_not_made(path: Path) -> None:
    with pytest.raises(VaultUnavailable):
        SqliteKeyStore(path)

    assert not path.exists()


def test_store_is_made_once(store: SqliteKeyStore, path: Path) -> None:
    with pytest.raises(VaultUnavailable):
        SqliteKeyStore.create(path)


def test_making_that_was_cut_short_is_begun_again(path: Path) -> None:
    path.parent.mkdir()
    path.with_name("keys.sqlite3.new").write_bytes(b"half")

    SqliteKeyStore.create(path).close()

    assert [file.name for file in path.parent.iterdir()] == ["keys.sqlite3"]


def test_file_that_vanished_is_an_outage_and_not_an_empty_answer(
    store: SqliteKeyStore, path: Path
) -> None:
    epoch = _epoch(store)
    store.keep(epoch, [(uuid4(), secrets.token_bytes(40))])
    path.rename(path.with_name("unmounted"))

    with pytest.raises(VaultUnavailable):
        list(store.objects())


def test_file_that_was_replaced_is_read_anew(
    store: SqliteKeyStore, path: Path, tmp_path: Path
) -> None:
    store.keep(_epoch(store), [(uuid4(), secrets.token_bytes(40))])
    SqliteKeyStore.create(tmp_path / "restored.sqlite3").close()
    store.close()
    (tmp_path / "restored.sqlite3").rename(path)

    assert list(store.objects()) == []


def test_connection_to_a_file_that_was_replaced_meanwhile_is_closed(
    store: SqliteKeyStore, path: Path, tmp_path: Path
) -> None:
    other = SqliteKeyStore.create(tmp_path / "restored.sqlite3")
    other.close()
    with store._pool.connection() as lent:
        (tmp_path / "restored.sqlite3").rename(path)
        store.epoch("retta", DAY)

    with pytest.raises(sqlite3.ProgrammingError):
        lent.execute("SELECT 1")


def test_objects_are_listed_in_batches(
    store: SqliteKeyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    epoch, kept = _epoch(store), {uuid4() for _ in range(10)}
    store.keep(epoch, [(key, secrets.token_bytes(40)) for key in kept])
    monkeypatch.setattr(module, "_BATCH", 4)

    assert set(store.objects()) == kept


def test_damaged_file_is_damage(store: SqliteKeyStore, path: Path) -> None:
    store.keep(_epoch(store), [(uuid4(), secrets.token_bytes(40))])
    store.purge()
    store.close()
    content = bytearray(path.read_bytes())
    content[4096:] = bytes(byte ^ 0xFF for byte in content[4096:])
    path.write_bytes(content)

    with pytest.raises(VaultDamaged):
        list(SqliteKeyStore(path).objects())


def test_connection_is_not_used_across_a_fork(
    store: SqliteKeyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    _epoch(store)
    pool = store._pool
    before = list(pool._waiting)
    assert len(before) == 1
    monkeypatch.setattr(os, "getpid", lambda: -1)

    assert store.epoch("retta", DAY)

    assert all(db not in before for db in pool._waiting)
    before[0].close()


def test_full_volume_refuses_the_whole_batch_and_still_destroys(
    store: SqliteKeyStore,
) -> None:
    epoch, known = _epoch(store), uuid4()
    store.keep(epoch, [(known, secrets.token_bytes(40))])
    db = store._pool._waiting[0]
    pages = db.execute("PRAGMA page_count").fetchall()[0][0]
    db.execute(f"PRAGMA max_page_count={pages}")
    new = [(uuid4(), secrets.token_bytes(40)) for _ in range(500)]

    with pytest.raises(VaultUnavailable):
        store.keep(epoch, new)

    assert list(store.objects()) == [known]
    assert store.destroy([known]) == {known}


def test_threads_write_at_once_and_nothing_is_lost(store: SqliteKeyStore) -> None:
    epoch = _epoch(store)
    kept = [[uuid4() for _ in range(20)] for _ in range(6)]

    def work(objects: list[UUID]) -> None:
        for object_id in objects:
            store.keep(epoch, [(object_id, secrets.token_bytes(40))])

    threads = [threading.Thread(target=work, args=(objects,)) for objects in kept]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert set(store.objects()) == {key for keys in kept for key in keys}
