"""What only a file can get wrong: its mode, owner, place and length."""

import os
import stat
from pathlib import Path

import pytest

from seloste.adapters.kms.file import FileRootKey, RootKeyRefused
from seloste.ports.vault import VaultDamaged


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture
def path(tmp_path: Path, data: Path) -> Path:
    path = tmp_path / "root.key"
    FileRootKey.generate(path, apart_from=data)
    return path


def _write(path: Path, content: bytes) -> None:
    path.chmod(0o600)
    path.write_bytes(content)
    path.chmod(0o400)


def test_generated_key_is_random_and_for_its_owner_alone(
    path: Path, data: Path
) -> None:
    other = path.with_name("other.key")
    FileRootKey.generate(other, apart_from=data)

    assert len(path.read_bytes()) == 32
    assert path.read_bytes() != other.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o400


def test_loaded_key_unwraps_what_it_wrapped(path: Path, data: Path) -> None:
    wrapped = FileRootKey.load(path, apart_from=data).wrap(b"k" * 32, context=b"c")

    again = FileRootKey.load(path, apart_from=data)

    assert again.unwrap(wrapped, context=b"c") == b"k" * 32
    assert len(wrapped) == 40


def test_other_root_key_does_not_unwrap(path: Path, data: Path) -> None:
    wrapped = FileRootKey.load(path, apart_from=data).wrap(b"k" * 32, context=b"c")
    other = FileRootKey.generate(path.with_name("other.key"), apart_from=data)

    with pytest.raises(VaultDamaged):
        other.unwrap(wrapped, context=b"c")


@pytest.mark.parametrize("mode", [0o600, 0o440, 0o404, 0o444, 0o644, 0o000])
def test_every_other_mode_is_refused(path: Path, data: Path, mode: int) -> None:
    FileRootKey.load(path, apart_from=data)
    path.chmod(mode)

    with pytest.raises(RootKeyRefused):
        FileRootKey.load(path, apart_from=data)


def test_key_of_somebody_else_is_refused(
    path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 12345)

    with pytest.raises(RootKeyRefused, match="somebody else"):
        FileRootKey.load(path, apart_from=data)


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_other_length_is_refused(path: Path, data: Path, length: int) -> None:
    _write(path, bytes(length))

    with pytest.raises(RootKeyRefused, match="32 bytes"):
        FileRootKey.load(path, apart_from=data)


def test_key_in_the_data_folder_is_refused(data: Path) -> None:
    inside = data / "keys" / "root.key"

    with pytest.raises(RootKeyRefused, match="data folder"):
        FileRootKey.generate(inside, apart_from=data)


def test_key_behind_a_link_is_refused(path: Path, data: Path) -> None:
    link = path.with_name("link.key")
    link.symlink_to(path)

    with pytest.raises(RootKeyRefused):
        FileRootKey.load(link, apart_from=data)


def test_folder_is_not_a_key(tmp_path: Path, data: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir(mode=0o400)

    with pytest.raises(RootKeyRefused):
        FileRootKey.load(folder, apart_from=data)


def test_missing_key_is_refused(tmp_path: Path, data: Path) -> None:
    with pytest.raises(RootKeyRefused):
        FileRootKey.load(tmp_path / "none.key", apart_from=data)


def test_key_is_not_overwritten(path: Path, data: Path) -> None:
    before = path.read_bytes()

    with pytest.raises(RootKeyRefused, match="already"):
        FileRootKey.generate(path, apart_from=data)

    assert path.read_bytes() == before


def test_key_is_not_in_its_name_or_print(path: Path, data: Path) -> None:
    root = FileRootKey.load(path, apart_from=data)
    key = path.read_bytes()

    assert key.hex() not in root.id
    assert repr(key) not in repr(root)
