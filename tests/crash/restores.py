"""Kill a restore at its lines; until it is complete, nothing else may open.

``python -m tests.crash.restores FOLDER STRIDE`` loses the records after a
disposal, kills `seloste restore` at every STRIDEth line, checks that the
installation is closed or complete, restores again, and checks the end. It writes
how many deaths there were to FOLDER/deaths, as the restores print too.
"""

import os
import shutil
import sys
from pathlib import Path
from uuid import UUID

from tests.crash import installation
from tests.crash.deaths import SOURCE, survives
from tests.services.deliveries import CANARY

WATCHED = {
    str(SOURCE / name)
    for name in (
        "cli/backup.py",
        "wiring.py",
        "services/restore.py",
        "services/disposal.py",
        "adapters/kms/signing.py",
        "adapters/storage/blob_copies.py",
        "adapters/storage/data_backups.py",
        "adapters/storage/records_dump.py",
        "adapters/storage/restore_mark.py",
    )
}
PARTS = ("data", "keys", "checkpoint.key")


def lose_the_records(home: Path) -> tuple[UUID, UUID]:
    """Back up, destroy one of two contacts, lose the records; return both."""
    from django.db import connections  # noqa: PLC0415 - settings come first

    from seloste import wiring  # noqa: PLC0415
    from seloste.cli.main import seloste  # noqa: PLC0415
    from seloste.services import audit  # noqa: PLC0415
    from tests.crash.races import dispose  # noqa: PLC0415

    now = wiring.clock().now()
    gone, kept = (installation.deliver(number, now=now) for number in (1, 2))
    seloste.main(["backup", str(home / "backups")], standalone_mode=False)
    dispose(gone)
    desk = wiring.desk()
    audit.checkpoint(signer=desk.signer, witness=desk.witness, now=now)
    connections.close_all()
    for path in (home / "data").glob("records.sqlite3*"):
        path.unlink()
    (home / "lost").mkdir()
    for part in PARTS:
        _copy(home / part, home / "lost" / part)
    return gone, kept


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy2(source, target)


def begin_again(home: Path) -> None:
    """Put everything as it was when the records were lost."""
    for part in PARTS:
        if (home / part).is_dir():
            shutil.rmtree(home / part)
        else:
            (home / part).unlink()
        _copy(home / "lost" / part, home / part)


def restore(home: Path) -> None:
    """Restore, or finish a restore that came as far as the records."""
    from seloste import wiring  # noqa: PLC0415 - settings come first
    from seloste.cli.main import seloste  # noqa: PLC0415
    from seloste.ports.backups import RestoreRefused  # noqa: PLC0415

    wiring.desk.cache_clear()
    try:
        seloste.main(["restore", str(home / "backups")], standalone_mode=False)
    except RestoreRefused:
        seloste.main(["restore"], standalone_mode=False)


def closed_or_complete(home: Path, gone: UUID) -> None:
    """Nobody can open the installation, or what was destroyed is destroyed."""
    from django.db import OperationalError, connections  # noqa: PLC0415

    from seloste import wiring  # noqa: PLC0415
    from seloste.domain.errors import SelosteError  # noqa: PLC0415
    from seloste.records.models import SealedObject  # noqa: PLC0415

    connections.close_all()
    wiring.desk.cache_clear()
    try:
        wiring.open_desk()
    except (SelosteError, OperationalError):
        return
    assert not (home / "keys/restoring.json").exists()
    assert not SealedObject.objects.filter(contact_id=gone).exists()


def complete(gone: UUID, kept: UUID) -> None:
    """What was destroyed is gone, what was kept opens, and the log is sound."""
    from seloste import wiring  # noqa: PLC0415 - settings come first
    from seloste.records.models import SealedObject  # noqa: PLC0415
    from seloste.services import audit  # noqa: PLC0415

    desk = wiring.open_desk()
    assert not SealedObject.objects.filter(contact_id=gone).exists()
    message = SealedObject.objects.get(contact_id=kept, kind="message")
    assert CANARY.encode() in desk.vault.open(message.ref())
    assert audit.verify_log(verifier=desk.signer, witness=desk.witness).sound
    ended = list(Path(os.environ["SELOSTE_KEYS"]).glob("ended-logs/*/witness.jsonl"))
    assert len(ended) == 1


def main(home: Path, stride: int) -> None:
    """Lose the records, then die and restore again and again."""
    os.environ["SELOSTE_DRILL_CLOCK"] = str(home / "clock.json")
    installation.settle(home)
    installation.install()
    gone, kept = lose_the_records(home)
    number, deaths, survived = 1, 0, False
    while not survived:
        begin_again(home)
        survived = survives(lambda _: restore(home), number, WATCHED)
        closed_or_complete(home, gone)
        restore(home)
        complete(gone, kept)
        number += stride
        deaths += not survived
    (home / "deaths").write_text(str(deaths))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
