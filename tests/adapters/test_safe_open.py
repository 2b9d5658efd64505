"""A drop folder that somebody else can write to."""

import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from seloste.adapters.storage.safe_open import SafeFolder
from seloste.ports.sources import FileRefused, read_whole


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(FileRefused) as caught:
        act()
    return caught.value.reason


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    secret = tmp_path / "outside" / "secret.wav"
    secret.parent.mkdir()
    secret.write_bytes(b"secret")
    return secret


@pytest.fixture
def drop(tmp_path: Path) -> Path:
    root = tmp_path / "drop"
    (root / "monitor").mkdir(parents=True)
    return root


@pytest.fixture
def call(drop: Path) -> Path:
    file = drop / "monitor" / "call.wav"
    file.write_bytes(b"RIFF" * 1000)
    return file


def test_a_plain_file_is_read_and_removed(drop: Path, call: Path) -> None:
    folder = SafeFolder(drop, owners=frozenset({os.getuid()}))
    seen = folder.look(call)

    with folder.open(call, seen=seen) as stream:
        data = stream.read()
    folder.remove(call, seen=seen)

    assert data == b"RIFF" * 1000
    assert not call.exists()


def test_a_file_is_read_in_pieces_too(drop: Path, call: Path) -> None:
    with SafeFolder(drop)(call) as stream:
        pieces = list(iter(lambda: stream.read(1024), b""))

    assert b"".join(pieces) == b"RIFF" * 1000


def test_files_are_listed_in_order_whatever_they_are(
    drop: Path, call: Path, outside: Path
) -> None:
    (drop / "b").symlink_to(outside)
    os.mkfifo(drop / "a")

    assert list(SafeFolder(drop).files()) == [drop / "a", drop / "b", call]


def symlink(drop: Path, outside: Path) -> Path:
    path = drop / "x"
    path.symlink_to(outside)
    return path


def hardlink(drop: Path, outside: Path) -> Path:
    path = drop / "x"
    path.hardlink_to(outside)
    return path


def pipe(drop: Path, _outside: Path) -> Path:
    path = drop / "x"
    os.mkfifo(path)
    return path


def door(drop: Path, _outside: Path) -> Path:
    path = drop / "x"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
    return path


def behind_link(drop: Path, outside: Path) -> Path:
    (drop / "x").symlink_to(outside.parent)
    return drop / "x" / outside.name


def folder(drop: Path, _outside: Path) -> Path:
    return drop / "monitor"


def elsewhere(_drop: Path, outside: Path) -> Path:
    return outside


def climbing(drop: Path, outside: Path) -> Path:
    return drop / ".." / "outside" / outside.name


def missing(drop: Path, _outside: Path) -> Path:
    return drop / "nothing.wav"


def endless(drop: Path, _outside: Path) -> Path:
    return drop / ("x" * 300)


ATTACKS = [
    (symlink, "symlink"),
    (hardlink, "linked"),
    (pipe, "not-regular"),
    (door, "not-regular"),
    (behind_link, "symlink"),
    (folder, "not-regular"),
    (elsewhere, "outside"),
    (climbing, "outside"),
    (missing, "missing"),
    (endless, "unreadable"),
]


@pytest.mark.parametrize(("attack", "reason"), ATTACKS)
def test_what_is_not_a_plain_file_below_the_folder_is_refused(
    attack: Callable[[Path, Path], Path], reason: str, drop: Path, outside: Path
) -> None:
    path = attack(drop, outside)
    folder_ = SafeFolder(drop)

    assert refused(lambda: folder_.look(path)) == reason
    assert refused(lambda: folder_.open(path)) == reason


def test_a_device_is_refused(drop: Path) -> None:
    device = drop / "null"
    try:
        os.mknod(device, stat.S_IFCHR | 0o600, os.makedev(1, 3))
    except PermissionError:
        pytest.skip("only root makes devices")

    assert refused(lambda: SafeFolder(drop).open(device)) == "not-regular"


def test_a_file_of_another_owner_is_refused(drop: Path, call: Path) -> None:
    folder_ = SafeFolder(drop, owners=frozenset({os.getuid() + 1}))

    assert refused(lambda: folder_.look(call)) == "owner"


def test_a_folder_that_is_gone_is_missing(tmp_path: Path) -> None:
    folder_ = SafeFolder(tmp_path / "gone")

    assert refused(lambda: folder_.look(tmp_path / "gone" / "a")) == "missing"


def test_a_name_with_a_nul_is_outside(drop: Path) -> None:
    assert refused(lambda: SafeFolder(drop).look(drop / "a\0b")) == "outside"


def test_a_file_that_grew_between_two_looks_is_refused(drop: Path, call: Path) -> None:
    folder_ = SafeFolder(drop)
    seen = folder_.look(call)
    with call.open("ab") as stream:
        stream.write(b"more")

    assert refused(lambda: folder_.open(call, seen=seen)) == "changing"


def test_a_file_touched_between_two_looks_is_refused(drop: Path, call: Path) -> None:
    folder_ = SafeFolder(drop)
    seen = folder_.look(call)
    os.utime(call, ns=(1, 1))

    assert refused(lambda: folder_.open(call, seen=seen)) == "changing"


def test_a_file_exchanged_after_the_look_is_refused(
    drop: Path, call: Path, outside: Path
) -> None:
    folder_ = SafeFolder(drop)
    seen = folder_.look(call)
    outside.replace(call)

    assert refused(lambda: folder_.open(call, seen=seen)) == "changing"


def test_a_file_that_grows_during_the_read_is_refused_at_its_end(
    drop: Path, call: Path
) -> None:
    with SafeFolder(drop).open(call) as stream:
        first = stream.read(10)
        with call.open("ab") as writer:
            writer.write(b"more")

        assert first == b"RIFFRIFFRI"
        assert refused(stream.read) == "changing"


def test_a_file_that_shrinks_during_the_read_is_refused_at_its_end(
    drop: Path, call: Path
) -> None:
    with SafeFolder(drop).open(call) as stream:
        os.truncate(call, 100)

        assert refused(lambda: list(iter(lambda: stream.read(64), b""))) == "changing"


def test_a_rename_during_the_read_does_not_change_what_is_read(
    drop: Path, call: Path, outside: Path
) -> None:
    folder_ = SafeFolder(drop)
    seen = folder_.look(call)
    with folder_.open(call, seen=seen) as stream:
        outside.replace(call)

        data = stream.read()

    assert data == b"RIFF" * 1000
    assert refused(lambda: folder_.remove(call, seen=seen)) == "changing"
    assert call.read_bytes() == b"secret"


def test_a_file_exchanged_while_it_is_opened_is_refused(
    drop: Path, call: Path, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def exchange(path: str, flags: int, *, dir_fd: int | None = None) -> int:
        if path == call.name:
            outside.replace(call)
        return real(path, flags, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", exchange)

    assert refused(lambda: SafeFolder(drop).open(call)) == "changing"


def test_a_small_file_is_read_whole(drop: Path, call: Path) -> None:
    assert read_whole(SafeFolder(drop), call, limit=4000) == b"RIFF" * 1000


def test_a_file_over_the_limit_is_refused(drop: Path, call: Path) -> None:
    folder_ = SafeFolder(drop)

    assert refused(lambda: read_whole(folder_, call, limit=3999)) == "too-large"
