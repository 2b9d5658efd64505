"""A power cut at every step: what was acknowledged is there, whole, or gone.

``SimDisk`` watches what the folder store syncs. For any moment it can build
the folders that a cut might leave: names and removals that were not synced
happened or not, each by chance, and bytes that were not synced are a random
piece of what was written. (After SQLite's test6.c: un-synced work is lost in
any combination.)
"""

import os
import random
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from seloste.adapters.storage.folder import FolderBlobs

CUTS_PER_STEP = 8


def _content(blob: UUID) -> bytes:
    return blob.bytes * 50


@dataclass
class SimDisk:
    """What of ``root`` would survive a power cut."""

    root: Path
    graves: Path
    names: dict[int, dict[str, int]] = field(default_factory=dict)
    contents: dict[int, bytes] = field(default_factory=dict)

    def sync(self, handle: int) -> None:
        """Note that everything of the file or folder is durable now."""
        status = os.fstat(handle)
        path = Path(f"/proc/self/fd/{handle}").readlink()
        if stat.S_ISDIR(status.st_mode):
            self.names[status.st_ino] = self._listing(path)
        else:
            self.contents[status.st_ino] = path.read_bytes()
            (self.graves / str(status.st_ino)).hardlink_to(path)  # no number twice

    def cut(self, chance: random.Random, into: Path) -> None:
        """Build in ``into`` what one power cut leaves."""
        known = {path.stat().st_ino: path for path in self.root.rglob("*")}
        self._rebuild(self.root, into, known, chance)

    def _rebuild(
        self, path: Path, into: Path, known: dict[int, Path], chance: random.Random
    ) -> None:
        into.mkdir()
        durable = self.names.get(path.stat().st_ino, {})
        now = self._listing(path)
        for name in sorted(durable.keys() | now.keys()):
            stays = name in durable and name in now
            if not stays and chance.random() < 0.5:
                continue
            inode = now.get(name, durable.get(name, 0))
            self._restore(inode, into / name, known, chance)

    def _restore(
        self, inode: int, into: Path, known: dict[int, Path], chance: random.Random
    ) -> None:
        source = known.get(inode)
        if source and source.is_dir():
            self._rebuild(source, into, known, chance)
            return
        written = source.read_bytes() if source else b""
        lost = written[: chance.randint(0, len(written))]
        into.write_bytes(self.contents.get(inode, lost))

    @staticmethod
    def _listing(path: Path) -> dict[str, int]:
        return {entry.name: entry.lstat().st_ino for entry in path.iterdir()}


@dataclass
class Oracle:
    """What the store has acknowledged, and what it is busy with."""

    kept: set[UUID] = field(default_factory=set)
    busy: set[UUID] = field(default_factory=set)

    def judge(self, store: FolderBlobs) -> None:
        found = set(store.list())
        assert self.kept - self.busy <= found <= self.kept | self.busy
        for blob in found:
            assert store.open_at(blob, start=0, length=900) == _content(blob)


def _watch(
    monkeypatch: pytest.MonkeyPatch, disk: SimDisk, step: Callable[[], None]
) -> None:
    """Cut the power after every write, sync, rename, removal and new folder."""
    fsync = os.fsync

    def synced(handle: int) -> None:
        step()
        fsync(handle)
        disk.sync(handle)
        step()

    monkeypatch.setattr(os, "fsync", synced)
    for owner, name in (
        (os, "write"),
        (Path, "rename"),
        (Path, "unlink"),
        (Path, "mkdir"),
    ):
        monkeypatch.setattr(owner, name, _then(getattr(owner, name), step))


def _then[**P, T](call: Callable[P, T], step: Callable[[], None]) -> Callable[P, T]:
    def called(*args: P.args, **kwargs: P.kwargs) -> T:
        answer = call(*args, **kwargs)
        step()
        return answer

    return called


def _work(store: FolderBlobs, oracle: Oracle, chance: random.Random) -> None:
    """Put and delete, telling the oracle before and after.

    Every second round deletes, so that chance hardly changes how many steps there are.
    """
    for number in range(16):
        blob = uuid4()
        oracle.busy = {blob}
        with store.put(blob) as out:
            out.write(_content(blob)[:333])
            out.write(_content(blob)[333:])
        oracle.kept.add(blob)
        oracle.busy = set()
        if number % 2:
            gone = chance.choice(sorted(oracle.kept))
            oracle.busy = {gone}
            store.delete([gone])
            oracle.kept.discard(gone)
            oracle.busy = set()


@pytest.fixture
def chance() -> random.Random:
    return random.Random(20260501)  # noqa: S311 - repeatable, not secret


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    folder = tmp_path / "cuts"
    folder.mkdir()
    return folder


@pytest.mark.slow
def test_power_cut_at_any_step_loses_nothing_acknowledged_and_keeps_nothing_half(
    tmp_path: Path,
    scratch: Path,
    chance: random.Random,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    disk, oracle = SimDisk(tmp_path / "blobs", tmp_path / "graves"), Oracle()
    disk.graves.mkdir()
    cuts, cutting = [0], [False]

    def step() -> None:
        if cutting[0]:
            return
        cutting[0] = True
        for _ in range(CUTS_PER_STEP):
            cuts[0] += 1
            after = scratch / str(cuts[0])
            disk.cut(chance, after)
            oracle.judge(FolderBlobs(after))
        cutting[0] = False

    store = FolderBlobs.create(disk.root)
    for folder in (disk.root, disk.root / "incoming"):
        handle = os.open(folder, os.O_RDONLY)
        disk.sync(handle)
        os.close(handle)
    _watch(monkeypatch, disk, step)

    _work(store, oracle, chance)

    assert cuts[0] > 1000
