"""Finding one person among a million contacts, on SQLite or PostgreSQL.

Run as ``python -m benchmarks.lookup DATABASE`` in a process of its own, since
the database is chosen when Django starts.
"""

import json
import random
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from benchmarks.figures import Figure, percentile
from benchmarks.scratch import folder, install

CONTACTS = 1_000_000
PEOPLE, LOOKUPS = 50, 300


def measure(database: str, name: str) -> Iterator[Figure]:
    """Yield the figures of one database, measured in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.lookup", database]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    for share in ("p50", "p99"):
        yield Figure(
            "lookup",
            f"one person among 1,000,000, {name}, {share}",
            found[share],
            "ms",
            "one indexed row by primary key",
            found[f"key_{share}"],
            "< 10 ms" if share == "p99" else "",
        )


def main(database: str) -> None:
    """Fill a database with a million contacts and look people up."""
    with folder() as home:
        install(home, database=database)
        people = _capture_people()
        _fill()
        print(json.dumps(_look(people)))


def _capture_people() -> list[str]:
    """Capture some people's contacts for real; return their numbers."""
    from benchmarks.capturing import delivery_of
    from seloste import wiring
    from seloste.services.capture import capture

    desk, numbers = wiring.desk(), []
    for index in range(PEOPLE):
        number = f"+35845555{index:04d}"
        delivery = delivery_of(b"")
        party = replace(delivery.parties[0], tel=number)
        for _ in range(3):
            capture(
                replace(delivery, source_id=uuid.uuid4().hex, parties=(party,)),
                desk=desk,
                now=datetime.now(UTC),
            )
        numbers.append(number)
    return numbers


def _fill() -> None:
    """Copy one contact a million times, with indexes of random people."""
    from django.db import connection

    numbers = {
        "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < %s)",
        "postgresql": "WITH n(i) AS (SELECT generate_series(1, %s))",
    }[connection.vendor]
    new_id, new_key, index = {
        "sqlite": (
            "lower(hex(randomblob(16)))",
            "lower(hex(randomblob(32)))",
            "randomblob(3)",
        ),
        "postgresql": (
            "gen_random_uuid()",
            "md5(random()::text) || md5(random()::text)",
            "decode(substr(md5(random()::text), 1, 6), 'hex')",
        ),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM records_contact LIMIT 1")
        columns = [column[0] for column in cursor.description]
        made = {"id": new_id, "key": new_key}
        chosen = ", ".join(made.get(name, f"c.{name}") for name in columns)
        cursor.execute(
            f"{numbers} INSERT INTO records_contact ({', '.join(columns)}) SELECT {chosen} "
            "FROM n, (SELECT * FROM records_contact LIMIT 1) c",
            [CONTACTS],
        )
        cursor.execute(
            "INSERT INTO records_partyindex (contact_id, field, month, value) "
            f"SELECT id, 'tel', (SELECT month FROM records_partyindex LIMIT 1), {index} FROM records_contact"
        )
        cursor.execute("ANALYZE")


def _look(numbers: list[str]) -> dict[str, float]:
    """Return the milliseconds of lookups and, beside them, of reads by key."""
    from seloste import wiring
    from seloste.domain.staff import Role
    from seloste.records.models import Contact, StaffRole, StaffUser
    from seloste.services import contacts
    from seloste.services.contacts import Lookup
    from seloste.services.identifiers import IdentifierField

    now = datetime.now(UTC)
    eino = StaffUser.objects.create(
        username="eino", display_name="Eino", is_active=True
    )
    StaffRole.objects.create(
        staff=eino, role=Role.AGENT, granted_at=now, granted_by="bench"
    )
    desk, chance = wiring.desk(), random.Random(1)
    keys = list(Contact.objects.values_list("pk", flat=True)[:LOOKUPS])
    took, by_key = [], []
    for key in keys:
        wanted = Lookup(
            "retta", IdentifierField.TEL, chance.choice(numbers), "identification"
        )
        start = time.perf_counter()
        page = contacts.lookup(wanted, staff_id=eino.id, desk=desk, now=now)
        took.append((time.perf_counter() - start) * 1000)
        assert len(page.rows) == 3
        start = time.perf_counter()
        Contact.objects.get(pk=key)
        by_key.append((time.perf_counter() - start) * 1000)
    return {
        "p50": percentile(took, 0.5),
        "p99": percentile(took, 0.99),
        "key_p50": percentile(by_key, 0.5),
        "key_p99": percentile(by_key, 0.99),
    }


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
