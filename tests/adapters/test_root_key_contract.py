"""What every root key does; run against each product and the fake."""

from collections.abc import Callable
from pathlib import Path

import pytest

from seloste.adapters.kms.file import FileRootKey
from seloste.ports.keys import RootKey
from seloste.ports.vault import VaultDamaged
from tests.fakes.keys import MemoryRootKey

KEY = bytes(range(32))
KEYS: dict[str, Callable[[Path], RootKey]] = {
    "file": lambda folder: FileRootKey.generate(
        folder / "root.key", apart_from=folder / "data"
    ),
    "fake": lambda _: MemoryRootKey(),
}


@pytest.fixture(params=sorted(KEYS))
def root(request: pytest.FixtureRequest, tmp_path: Path) -> RootKey:
    return KEYS[request.param](tmp_path)


def test_wrapped_key_is_unwrapped(root: RootKey) -> None:
    wrapped = root.wrap(KEY, context=b"retta")

    assert wrapped != KEY
    assert root.unwrap(wrapped, context=b"retta") == KEY


def test_other_context_does_not_unwrap(root: RootKey) -> None:
    wrapped = root.wrap(KEY, context=b"retta")

    with pytest.raises(VaultDamaged):
        root.unwrap(wrapped, context=b"sok-mara")


def test_name_is_stable(root: RootKey) -> None:
    assert root.id == root.id
    assert root.id
