"""A full disk: nothing is acknowledged, and what was kept can be read and destroyed.

``python -m tests.crash.full FOLDER [BYTES]`` expects FOLDER to be a small volume
with everything on it; where BYTES is given, that is the volume, and only sealed
bytes are on it. It prints what came out, as JSON.
"""

import errno
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.crash import installation
from tests.crash.races import dispose, state


def fill(folder: Path) -> None:
    """Write until the volume is full, down to the last block."""
    with (folder / "filler").open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise


def outcome(act: Callable[[], Any]) -> str:
    """Act and return ``done``, or the name of what was raised."""
    try:
        act()
    except Exception as error:  # noqa: BLE001 - which one it is, is the result
        return type(error).__name__
    return "done"


def opened(contact: UUID) -> bool:
    """Read the contact as the program does, without asking for a role."""
    return bool(state(contact)["readable"] == 2)


def main(home: Path, volume: Path) -> None:
    """Fill the volume and try everything."""
    if volume != home:
        os.environ["SELOSTE_DATABASE"] = f"sqlite:///{home}/records.sqlite3"
    os.environ["SELOSTE_RESERVE_MB"] = "1"
    installation.settle(home, data=volume / "data")
    installation.install()
    from seloste.records.models import Contact  # noqa: PLC0415 - settings come first

    first, second = installation.deliver(1), installation.deliver(2)
    taken = (volume / "data/reserve").stat().st_blocks * 512
    fill(volume)
    found: dict[str, Any] = {
        "taken": taken,
        "captured": outcome(lambda: installation.deliver(3)),
        "contacts": Contact.objects.count(),
        "opened": opened(first),
        "disposed": outcome(lambda: dispose(first)),
    }
    found["gone"] = state(first)
    (volume / "filler").unlink()
    found["captured_later"] = outcome(lambda: installation.deliver(3))
    found["disposed_later"] = outcome(lambda: dispose(first))
    found["gone_later"] = state(first)
    found["still_opened"] = opened(second)
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[-1]))
