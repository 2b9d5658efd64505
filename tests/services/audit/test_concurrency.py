"""Several processes append to one log without a gap, on either database.

The processes are real: locks are between processes, and SQLite's shared
in-memory database of the test run has none.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection

BATCHES = 12
SIZES = (1, 3, 7)

WRITE = """
import sys, django
django.setup()
from datetime import UTC, datetime
from django.db import transaction
from seloste.domain.staff import system
from seloste.services import audit

size = int(sys.argv[1])
for batch in range(int(sys.argv[2])):
    entries = [audit.Entry(audit.Action.VERIFY_RUN, f"writer-{size}")] * size
    with transaction.atomic():
        audit.record_many(
            entries, actor=system("test"), now=datetime(2024, 7, 1, tzinfo=UTC)
        )
"""
READ = """
import json, django
django.setup()
from seloste.adapters.kms.signing import FileSigner
from seloste.records.models.audit import AuditLeaf
from seloste.services import audit

signer = FileSigner(name="seloste.test/log", private_key=b"\\x07" * 32)
report = audit.verify_log(verifier=signer)
writers = AuditLeaf.objects.order_by("seq").values_list("object_id", flat=True)
print(json.dumps({"defects": len(report.defects), "writers": list(writers)}))
"""


def shared_database(tmp_path: Path) -> str:
    """Return the URL of a database that other processes can open."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{tmp_path}/records.sqlite3"
    given = connection.settings_dict
    user, host = quote(given["USER"], safe=""), quote(given["HOST"], safe="")
    password = f":{quote(given['PASSWORD'], safe='')}" if given["PASSWORD"] else ""
    port = f":{given['PORT']}" if given["PORT"] else ""
    return f"postgresql://{user}{password}@{host}{port}/{given['NAME']}"


def start(url: str, *arguments: str) -> subprocess.Popen[str]:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "seloste.config.settings",
        "SELOSTE_DATABASE": url,
        "SELOSTE_SECRET_KEY": "only-for-tests",
    }
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str]) -> str:
    out, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return out


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_processes_that_append_at_once_leave_no_gap_and_no_defect(
    tmp_path: Path,
) -> None:
    url = shared_database(tmp_path)
    if connection.vendor == "sqlite":  # elsewhere it is that of the tests, with tables
        finish(start(url, "-m", "django", "migrate", "--verbosity", "0"))

    writers = [start(url, "-c", WRITE, str(size), str(BATCHES)) for size in SIZES]
    for writer in writers:
        finish(writer)

    found: dict[str, Any] = json.loads(finish(start(url, "-c", READ)))
    assert found["defects"] == 0
    assert {size: found["writers"].count(f"writer-{size}") for size in SIZES} == {
        size: size * BATCHES for size in SIZES
    }
