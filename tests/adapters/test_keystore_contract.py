"""What every key store does; run against each product and the fake."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from seloste.adapters.storage.keystore import SqliteKeyStore
from seloste.ports.keys import ContentKey, Epoch, EpochEnded, KeyExists, KeyStore
from seloste.ports.vault import VaultMissing
from tests.fakes.keys import MemoryKeyStore

STORES: dict[str, Callable[[Path], KeyStore]] = {
    "sqlite": lambda folder: SqliteKeyStore.create(folder / "keys.sqlite3"),
    "fake": lambda _: MemoryKeyStore(),
}
DAY = "day:2026-05-01"
WRAPPED = b"W" * 40
OTHER = b"X" * 40


@pytest.fixture(params=sorted(STORES))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> KeyStore:
    return STORES[request.param](tmp_path)


def _epoch(store: KeyStore, name: str = DAY, tenant: str = "retta") -> Epoch:
    return store.begin_epoch(tenant=tenant, name=name, root="r1", wrapped=b"E" * 40)


def _keep(store: KeyStore, epoch: Epoch) -> UUID:
    object_id = uuid4()
    store.keep(epoch, [(object_id, WRAPPED)])
    return object_id


def test_epoch_is_found_by_tenant_and_name(store: KeyStore) -> None:
    epoch = _epoch(store)

    assert store.epoch("retta", DAY) == epoch
    assert store.epoch("sok-mara", DAY) is None
    assert store.epoch("retta", "day:2026-05-02") is None


def test_beginning_an_epoch_twice_returns_the_first(store: KeyStore) -> None:
    first = _epoch(store)

    again = store.begin_epoch(tenant="retta", name=DAY, root="r1", wrapped=b"F" * 40)

    assert again == first


def test_epochs_are_listed_by_prefix_in_order(store: KeyStore) -> None:
    names = ["index:2026-06", "index:2026-05", DAY]
    for name in names:
        _epoch(store, name)
    _epoch(store, "index:2026-07", tenant="sok-mara")

    found = [epoch.name for epoch in store.epochs("retta", "index:")]

    assert found == ["index:2026-05", "index:2026-06"]


def test_kept_key_comes_back_with_its_epoch(store: KeyStore) -> None:
    epoch = _epoch(store)
    object_id = _keep(store, epoch)

    assert store.content_keys([object_id, uuid4()]) == (
        ContentKey(object_id, epoch, WRAPPED),
    )


def test_known_object_keeps_its_first_key_and_the_batch_is_refused(
    store: KeyStore,
) -> None:
    epoch = _epoch(store)
    known, new = _keep(store, epoch), uuid4()

    with pytest.raises(KeyExists):
        store.keep(epoch, [(new, OTHER), (known, OTHER)])

    assert [key.wrapped for key in store.content_keys([known, new])] == [WRAPPED]


def test_nothing_is_kept_under_an_ended_epoch(store: KeyStore) -> None:
    epoch = _epoch(store)
    store.end_epoch("retta", DAY)

    with pytest.raises(EpochEnded):
        store.keep(epoch, [(uuid4(), WRAPPED)])

    assert list(store.objects()) == []


def test_ended_epoch_takes_all_its_keys_and_no_other(store: KeyStore) -> None:
    epoch, hold = _epoch(store), _epoch(store, "hold")
    ended, kept = [_keep(store, epoch) for _ in range(3)], _keep(store, hold)

    assert store.end_epoch("retta", DAY) == 3

    assert store.content_keys(ended) == ()
    assert list(store.objects()) == [kept]
    assert store.epoch("retta", DAY) is None


def test_ending_an_epoch_twice_is_harmless(store: KeyStore) -> None:
    _epoch(store)
    assert store.end_epoch("retta", DAY) == 0

    assert store.end_epoch("retta", DAY) is None


def test_epoch_that_begins_again_is_another_one(store: KeyStore) -> None:
    first = _epoch(store)
    store.end_epoch("retta", DAY)

    assert _epoch(store).id != first.id


def test_destroyed_key_is_gone_and_others_stay(store: KeyStore) -> None:
    epoch = _epoch(store)
    gone, kept = _keep(store, epoch), _keep(store, epoch)

    assert store.destroy([gone, uuid4()]) == {gone}

    assert [key.object for key in store.content_keys([gone, kept])] == [kept]
    assert store.destroy([gone]) == frozenset()


def test_rewrapped_keys_move_to_the_new_epoch(store: KeyStore) -> None:
    epoch, hold = _epoch(store), _epoch(store, "hold")
    object_id = _keep(store, epoch)

    store.rewrap([object_id], epoch=hold, convert=lambda key: key.wrapped[::-1] or b"")
    store.end_epoch("retta", DAY)

    assert [key.epoch.name for key in store.content_keys([object_id])] == ["hold"]


def test_rewrapping_refuses_all_where_one_key_is_gone(store: KeyStore) -> None:
    epoch, hold = _epoch(store), _epoch(store, "hold")
    object_id = _keep(store, epoch)

    with pytest.raises(VaultMissing):
        store.rewrap([object_id, uuid4()], epoch=hold, convert=lambda _: OTHER)

    assert store.content_keys([object_id])[0].epoch == epoch


def test_failing_conversion_changes_nothing(store: KeyStore) -> None:
    epoch, hold = _epoch(store), _epoch(store, "hold")
    object_id = _keep(store, epoch)

    def fail(_: ContentKey) -> bytes:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.rewrap([object_id], epoch=hold, convert=fail)

    assert store.content_keys([object_id])[0] == ContentKey(object_id, epoch, WRAPPED)


def test_objects_lists_every_key(store: KeyStore) -> None:
    epoch = _epoch(store)
    kept = {_keep(store, epoch) for _ in range(20)}

    assert set(store.objects()) == kept


def test_purge_may_be_repeated(store: KeyStore) -> None:
    store.purge()
    store.purge()
