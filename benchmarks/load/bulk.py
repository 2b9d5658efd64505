"""Millions of contacts and their conversations, made of one real contact by SQL.

Indexes are taken away while rows come in and made again afterwards, and their ids follow one another, so that
this takes minutes and not hours; what is measured then has every index it should have.
"""

from typing import Any

TABLES = ("records_contact", "records_conversation")
DAYS = 180
STATES = (
    "CASE WHEN {r} < 2 THEN 'new' WHEN {r} < 4 THEN 'open' "
    "WHEN {r} < 14 THEN 'waiting' ELSE 'done' END"
)
CHANNELS = "CASE WHEN {r} % 50 = 0 THEN 'chat' ELSE 'mail' END"


def fill(contacts: int) -> int:
    """Make so many contacts and as many conversations; return how many there are."""
    from django.db import connection

    from seloste.records.models import Contact

    dialect = {"sqlite": _sqlite, "postgresql": _postgresql}[connection.vendor]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA cache_size = -800000")
            cursor.execute("PRAGMA wal_autocheckpoint = 0")
        else:  # rows are copies of one that is right: their keys need no looking up
            cursor.execute("SET session_replication_role = replica")
        words = dialect(contacts)
        indexes = _indexes(cursor, connection.vendor)
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        cursor.execute(_contacts(cursor, words))
        cursor.execute(_conversations(cursor, words))
        for _, sql in indexes:
            cursor.execute(sql)
        cursor.execute("ANALYZE")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    found = Contact.objects.count()
    connection.close()
    return found


def _indexes(cursor: Any, vendor: str) -> list[tuple[str, str]]:
    """Return the indexes that no constraint needs: name, and how each is made."""
    wanted = ", ".join(f"'{table}'" for table in TABLES)
    cursor.execute(
        {
            "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' "
            f"AND sql IS NOT NULL AND tbl_name IN ({wanted})",
            "postgresql": "SELECT indexname, indexdef FROM pg_indexes "
            f"WHERE tablename IN ({wanted}) AND indexname NOT IN "
            "(SELECT conname FROM pg_constraint)",
        }[vendor]
    )
    return list(cursor.fetchall())


def _sqlite(contacts: int) -> dict[str, str]:
    second = f"{DAYS * 86400 / contacts:.6f}"
    return {
        "numbers": "WITH RECURSIVE n(i) AS "
        f"(SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < {contacts})",
        "id": "printf('%032x', n.i * 4096)",
        "key": "printf('%064x', n.i)",
        "at": "strftime('%Y-%m-%d %H:%M:%f', 'now', '-' || "
        f"(3600 + CAST(n.i * {second} AS INTEGER)) || ' seconds')",
        "chance": "rowid * 7919 % 1000",  # random() would be drawn anew at each mention
    }


def _postgresql(contacts: int) -> dict[str, str]:
    second = f"{DAYS * 86400 / contacts:.6f}"
    return {
        "numbers": f"WITH n(i) AS (SELECT generate_series(1, {contacts}))",
        "id": "lpad(to_hex(n.i::bigint * 4096), 32, '0')::uuid",
        "key": "lpad(to_hex(n.i), 64, '0')",
        "at": f"now() - interval '1 hour' - n.i * {second} * interval '1 second'",
        "chance": "floor(random() * 1000)::int",
    }


def _contacts(cursor: Any, words: dict[str, str]) -> str:
    """Return the statement that copies the newest contact under ids of its own."""
    names = _columns(cursor, "records_contact")
    made = {
        "id": words["id"],
        "key": words["key"],
        "thread": words["id"],
        "started_at": words["at"],
        "received_at": words["at"],
    }
    chosen = ", ".join(made.get(name, f"c.{name}") for name in names)
    return (
        f"INSERT INTO records_contact ({', '.join(names)}) {words['numbers']} "
        f"SELECT {chosen} FROM n, (SELECT * FROM records_contact "
        "ORDER BY received_at DESC LIMIT 1) c"
    )


def _conversations(cursor: Any, words: dict[str, str]) -> str:
    """Return the statement that gives each contact without one its conversation."""
    names = _columns(cursor, "records_conversation")
    made = {
        "thread": "p.thread",
        "state": STATES.format(r="p.r"),
        "channel": CHANNELS.format(r="p.r"),
        "began_at": "p.received_at",
        "arrived_at": "p.received_at",
        "reply_by": "CASE WHEN p.r < 4 THEN p.received_at END",
        "assignee_id": "CASE WHEN p.r = 3 THEN "
        "(SELECT min(CAST(id AS text)) FROM records_staffuser) END",
    }
    if words["id"].endswith("::uuid"):
        made["assignee_id"] = (
            "CASE WHEN p.r = 3 THEN (SELECT id FROM records_staffuser LIMIT 1) END"
        )
    chosen = ", ".join(made.get(name, f"c.{name}") for name in names)
    return (
        f"INSERT INTO records_conversation ({', '.join(names)}) SELECT {chosen} FROM "
        f"(SELECT thread, received_at, {words['chance']} AS r FROM records_contact "
        "WHERE started_at = received_at) p, "
        "(SELECT * FROM records_conversation LIMIT 1) c"
    )


def _columns(cursor: Any, table: str) -> list[str]:
    cursor.execute(f"SELECT * FROM {table} LIMIT 1")
    return [column[0] for column in cursor.description]
