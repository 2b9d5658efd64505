#!/bin/sh
# Run the whole suite on SQLite, then what touches a database once more on PostgreSQL.
# Pages and the REST API are asked on SQLite alone: they name no table, and the services below them are tested
# on both.
# Arguments go to both runs of pytest.
set -eu
cd "$(dirname "$0")/.."

echo "== SQLite"
.venv/bin/pytest --numprocesses 2 "$@"
echo "== PostgreSQL"
.venv/bin/python tools/postgres_for_tests.py -- \
    .venv/bin/pytest --numprocesses 2 -m "database and not browser and not page" \
    --ignore tests/architecture --ignore tests/domain --ignore tests/protocols "$@"
