"""Web and worker share the files of one vault: many processes, no lost key."""

import subprocess
import sys
from pathlib import Path

from seloste.vault.local import LocalVault
from tests.vault.conftest import Place

ROOT = Path(__file__).parent.parent.parent
PROGRAM = """
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import uuid4
from tests.vault.conftest import Place

vault = Place(Path(sys.argv[1])).open()
due = date(2026, 5, int(sys.argv[2]))
for _ in range(25):
    with vault.sealing(tenant="retta", record=uuid4(), due=due) as batch:
        kept, gone = (
            batch.blob(object_id=uuid4(), kind="message", source=BytesIO(b"Maija"))
            for _ in range(2)
        )
    vault.destroy([gone.ref])
    assert vault.open(kept.ref) == b"Maija"
    vault.hold([kept.ref])
    vault.end_day(tenant="retta", due=due)
    assert vault.open(kept.ref) == b"Maija"
    print(kept.ref.object)
vault.keystore.close()
"""


def test_processes_that_seal_destroy_hold_and_end_days_at_once_lose_no_key(
    vault: LocalVault, place: Place
) -> None:
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(place.folder), str(day)],
            cwd=ROOT,
            env={"PYTHONPATH": "src:."},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for day in (1, 2, 3)
    ]
    finished = [worker.communicate() for worker in workers]

    kept = {line for out, _ in finished for line in out.split()}
    assert [err for _, err in finished] == ["", "", ""]
    assert {str(object_id) for object_id in vault.keystore.objects()} == kept
    assert len(kept) == 75
