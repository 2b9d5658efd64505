"""Sealing and opening: beside OpenSSL, a plain copy, restic and borg."""

import io
import os
import re
import shutil
import subprocess
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.scratch import folder
from seloste.adapters.kms.file import FileRootKey
from seloste.adapters.storage.folder import FolderBlobs
from seloste.adapters.storage.keystore import SqliteKeyStore
from seloste.ports.vault import ObjectRef
from seloste.vault import envelope
from seloste.vault.local import LocalVault

MIB = 1 << 20
MEMORY = 256 * MIB
FILES, FILE = 16, 32 * MIB


def measure() -> Iterator[Figure]:
    """Yield the figures of sealing."""
    yield from _in_memory()
    with folder() as home:
        yield from _on_disk(home)


def _openssl() -> float:
    """Return OpenSSL's own AES-256-GCM speed at 64 KiB blocks, one core, in MB/s."""
    command = [
        "openssl",
        "speed",
        "-seconds",
        "2",
        "-bytes",
        "65536",
        "-evp",
        "aes-256-gcm",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = re.findall(r"([\d.]+)k\s*$", done.stdout, re.MULTILINE)
    return float(found[-1]) / 1000


def _in_memory() -> Iterator[Figure]:
    """Seal and open a quarter of a gigabyte that never touches a disk."""
    limit = _openssl()
    data = os.urandom(MEMORY)
    ref = ObjectRef("bench", uuid.uuid4(), uuid.uuid4(), "recording")
    key = os.urandom(32)
    seals, opens = [], []
    for _ in range(3):
        out = bytearray()
        start = time.perf_counter()
        envelope.seal(io.BytesIO(data), key=key, ref=ref, write=lambda _: None)
        seals.append(MEMORY / (time.perf_counter() - start) / 1e6)
        envelope.seal(io.BytesIO(data), key=key, ref=ref, write=out.extend)
        opened = envelope.open_sealed(
            _reading(out), sealed_size=len(out), key=key, ref=ref
        )
        start = time.perf_counter()
        for _chunk in opened.plaintext(0, MEMORY):
            pass
        opens.append(MEMORY / (time.perf_counter() - start) / 1e6)
    peer = "openssl speed aes-256-gcm"
    yield Figure(
        "seal",
        "seal in memory, one core",
        max(seals),
        "MB/s",
        peer,
        limit,
        ">= 2,000 MB/s",
    )
    yield Figure("seal", "open in memory, one core", max(opens), "MB/s", peer, limit)


def _reading(sealed: bytearray) -> Callable[[int, int], bytes]:
    view = memoryview(sealed)
    return lambda start, length: bytes(view[start : start + length])


def _on_disk(home: Path) -> Iterator[Figure]:
    """Store the same files by us, by a plain copy, by restic and by borg."""
    originals = home / "originals"
    originals.mkdir()
    for number in range(FILES):
        (originals / f"{number}.bin").write_bytes(os.urandom(FILE))
    total = FILES * FILE / 1e6
    plain = total / _timed(lambda: _copy(originals, home / "copy"))
    ours = total / _timed(lambda: _seal_files(originals, home))
    yield Figure(
        "seal",
        "seal to disk, durable",
        ours,
        "MB/s",
        "plain copy with fsync",
        plain,
        ">= 0.6 of it",
    )
    for name, speed in (
        ("restic backup", total / _timed(lambda: _restic(originals, home))),
        ("borg create", total / _timed(lambda: _borg(originals, home))),
    ):
        yield Figure(
            "seal",
            f"seal to disk beside {name}",
            ours,
            "MB/s",
            name,
            speed,
            ">= 3 times it",
        )


def _timed(work: Callable[[], None]) -> float:
    os.sync()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _copy(source: Path, target: Path) -> None:
    target.mkdir()
    for path in sorted(source.iterdir()):
        with path.open("rb") as read, (target / path.name).open("wb") as write:
            shutil.copyfileobj(read, write, MIB)
            write.flush()
            os.fsync(write.fileno())
    handle = os.open(target, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def _seal_files(source: Path, home: Path) -> None:
    data = home / "vault"
    data.mkdir()
    vault = LocalVault(
        blobs=FolderBlobs.create(data / "blobs"),
        keystore=SqliteKeyStore.create(home / "keys.sqlite3"),
        root=FileRootKey.generate(home / "root.key", apart_from=data),
    )
    for path in sorted(source.iterdir()):
        with (
            path.open("rb") as file,
            vault.sealing(
                tenant="bench", record=uuid.uuid4(), due=date(2030, 1, 1)
            ) as sealing,
        ):
            sealing.blob(object_id=uuid.uuid4(), kind="recording", source=file)


def _restic(source: Path, home: Path) -> None:
    environment = {
        **os.environ,
        "RESTIC_PASSWORD": "bench",
        "RESTIC_REPOSITORY": str(home / "restic"),
        "RESTIC_CACHE_DIR": str(home / "cache"),
    }
    for words in (["init"], ["backup", str(source)]):
        subprocess.run(
            ["restic", "--quiet", *words],
            env=environment,
            check=True,
            capture_output=True,
        )


def _borg(source: Path, home: Path) -> None:
    environment = {
        **os.environ,
        "BORG_PASSPHRASE": "bench",
        "BORG_BASE_DIR": str(home / "borg-home"),
    }
    repository = str(home / "borg")
    for words in (
        ["init", "-e", "repokey", repository],
        ["create", "--compression", "none", f"{repository}::a", str(source)],
    ):
        subprocess.run(
            ["borg", *words], env=environment, check=True, capture_output=True
        )
