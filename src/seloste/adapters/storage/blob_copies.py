"""Copies of a blob folder: hard links where they can be, else bytes.

A blob is written once and never changed, so a link is as good as a copy, and
unlinking one name leaves the other. Only sealed bytes are ever touched here.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from seloste.adapters.storage.records_dump import failing_as, sync_file, sync_folder

INCOMING = "incoming"
MARKER = "seloste-blobs"


def copy_blobs(source: Path, target: Path, *, before: Path | None = None) -> int:
    """Give ``target`` every blob of ``source`` that it lacks; return how many it has.

    ``before`` is an earlier copy on the target's volume, to link from. A blob
    that is destroyed meanwhile is left out: no row of the copy needs it.
    """
    with failing_as("sealed bytes cannot be copied"):
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        (target / INCOMING).mkdir(mode=0o700, exist_ok=True)
        (target / MARKER).touch(mode=0o600)
        count = sum(
            _copy_shard(shard, target, before)
            for shard in sorted(source.iterdir())
            if shard.is_dir() and shard.name != INCOMING
        )
        sync_folder(target)
    return count


def _copy_shard(shard: Path, target: Path, before: Path | None) -> int:
    folder = target / shard.name
    folder.mkdir(mode=0o700, exist_ok=True)
    count = 0
    for blob in shard.iterdir():
        if not (folder / blob.name).exists():
            with suppress(FileNotFoundError):
                _copy(blob, folder / blob.name, target / INCOMING, before)
        count += (folder / blob.name).exists()
    sync_folder(folder)
    return count


def _copy(blob: Path, target: Path, incoming: Path, before: Path | None) -> None:
    """Link the blob, or an earlier copy of it, or copy its bytes durably."""
    for origin in _origins(blob, before):
        with suppress(OSError):
            os.link(origin, target)
            return
    draft = incoming / f"{blob.name}.copy"
    shutil.copyfile(blob, draft)
    draft.chmod(0o600)
    sync_file(draft)
    draft.replace(target)


def _origins(blob: Path, before: Path | None) -> Iterator[Path]:
    yield blob
    if before is not None:
        yield before / blob.parent.name / blob.name
