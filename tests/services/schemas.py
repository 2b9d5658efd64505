"""A program that migrates the database of a folder and prints which tables it has.

``python -m tests.services.schemas <folder>`` makes a new database in one go.
With the name of a migration as well, the database is first one that an older
program made step by step up to there; then this program goes on with it.
"""

import json
import re
import sys
from pathlib import Path

from tests.crash.installation import settle

BEFORE_A_PART = r', (?="\w+" \w|CONSTRAINT )'
SQLITE = "SELECT tbl_name, type, name, sql FROM sqlite_master"
POSTGRESQL = """
SELECT table_name, 'column', column_name, concat_ws(
    ' ', udt_name, character_maximum_length, numeric_precision, is_nullable,
    column_default, is_identity, identity_generation, collation_name
) FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL
SELECT tablename, 'index', indexname, indexdef FROM pg_indexes
WHERE schemaname = 'public'
UNION ALL
SELECT conrelid::regclass::text, 'constraint', conname, pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL
SELECT tgrelid::regclass::text, 'trigger', tgname, pg_get_triggerdef(oid)
FROM pg_trigger WHERE NOT tgisinternal
UNION ALL
SELECT sequencename, 'sequence', data_type::text, concat_ws(
    ' ', start_value, min_value, max_value, increment_by, cycle, cache_size
) FROM pg_sequences WHERE schemaname = 'public'
"""


def main(home: Path, *reached: str) -> None:
    """Migrate the database below ``home`` and print what it is then."""
    (home / "data").mkdir(parents=True)
    settle(home)
    from django.core.management import call_command  # noqa: PLC0415

    for name in reached:
        _reach(name)
    said: dict[str, object] = {"planned": _planned()}
    call_command("migrate", interactive=False, verbosity=0)
    said |= {"tables": _tables(), "left": _planned(), "left_as_of_old": _as_of_old()}
    sys.stdout.write(json.dumps(said))


def _reach(name: str) -> None:
    """Migrate as a program did that knew no migration that replaces others."""
    from django.db import connection  # noqa: PLC0415 - settings come first
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    executor.loader = MigrationLoader(connection, replace_migrations=False)
    executor.migrate([("records", name)])


def _planned() -> list[str]:
    """Return the migrations of the records that are still to be made."""
    from django.db import connection  # noqa: PLC0415 - settings come first
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [step.name for step, _ in plan if step.app_label == "records"]


def _as_of_old() -> list[str]:
    """Return the same for the rows that an older program would have left."""
    from django.db import connection  # noqa: PLC0415 - settings come first
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415
    from django.db.migrations.recorder import MigrationRecorder  # noqa: PLC0415

    for app, name in MigrationLoader(connection).replacements:
        MigrationRecorder(connection).record_unapplied(app, name)
    return _planned()


def _tables() -> list[tuple[str, ...]]:
    """Return every column, index, constraint, trigger and sequence.

    The parts of a table are sorted: SQLite writes a table anew to change it, and
    then a reference to the table itself comes last.
    """
    from django.db import connection  # noqa: PLC0415 - settings come first

    with connection.cursor() as cursor:
        cursor.execute(SQLITE if connection.vendor == "sqlite" else POSTGRESQL)
        found = [tuple(map(str, row)) for row in cursor.fetchall()]
    return sorted(
        (*row[:3], *sorted(re.split(BEFORE_A_PART, row[3].removesuffix(")"))))
        for row in found
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
