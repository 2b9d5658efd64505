"""Settings of the tests: the program's own, on a database made for the run.

``SELOSTE_TEST_DATABASE`` names a PostgreSQL server; without it the tests run
on SQLite.
"""

import os
import tempfile
from pathlib import Path

_HOME = Path(tempfile.mkdtemp(prefix="seloste-test-"))
os.environ.setdefault("SELOSTE_DATA", str(_HOME / "data"))
os.environ.setdefault("SELOSTE_SECRET_KEY", "only-for-tests")
os.environ.setdefault("SELOSTE_RESERVE_MB", "0")
os.environ.setdefault("SELOSTE_SEARCH", "file")
os.environ["SELOSTE_DATABASE"] = os.environ.get(
    "SELOSTE_TEST_DATABASE", f"sqlite:///{_HOME}/records.sqlite3"
)

from seloste.config.settings import *  # noqa: E402, F403

if "sqlite" in DATABASES["default"]["ENGINE"]:  # noqa: F405
    # A file, as in production: threads of one test lock each other out of memory.
    DATABASES["default"]["TEST"] = {"NAME": f"{_HOME}/test.sqlite3"}  # noqa: F405

# Threads that outlive a request of a test leave no connection behind.
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Tables are made from the models at once; that migrations make the same is a test
# of its own (tests/services/test_migrations.py).
MIGRATION_MODULES = {"records": None}
