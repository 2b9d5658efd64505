"""Empty stores for a test, made once by the program and copied from then on.

Making them waits for the disk many times over, which thousands of tests that
want them need not; that they are made whole and durably is a test of their own
(tests/adapters, tests/vault, tests/cli/test_program.py).
"""

import atexit
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Model

from seloste import wiring


class Rows:
    """Rows that a fixture writes into empty tables, put back at later tests.

    Publishing notices and registering sources is tested where it is the subject;
    for thousands of other tests it is only where they begin.
    """

    def __init__(self, make: Callable[[], None]) -> None:
        self._make = make
        self._kept: list[tuple[Any, list[Model]]] = []

    def put(self) -> None:
        """Make the rows the first time, and wherever something was audited before."""
        if apps.get_model("records", "AuditLeaf")._base_manager.exists():
            self._make()
        elif self._kept:
            for table, rows in self._kept:
                table.bulk_create(rows)
        else:
            empty = [table for table in _tables() if not table.exists()]
            self._make()
            found = [(table, list(table.all())) for table in empty]
            self._kept = [(table, rows) for table, rows in found if rows]


def _tables() -> list[Any]:
    models = apps.get_models(include_auto_created=True)
    return [model._base_manager for model in models]


def initialise() -> None:
    """Make what ``wiring.initialise`` makes, where nothing is yet."""
    model = _installation(settings.LOG_NAME)
    shutil.copytree(model / "data", settings.DATA)
    shutil.copytree(model / "keys", settings.KEYS)
    shutil.copy2(model / "root.key", settings.ROOT_KEY)
    signing_key = wiring.signing_key_file()
    shutil.copy2(model / signing_key.name, signing_key)


@cache
def _installation(log_name: str) -> Path:
    from django.test import override_settings  # noqa: PLC0415 - programs need it not

    home = new_folder()
    with override_settings(
        DATA=home / "data",
        KEYS=home / "keys",
        ROOT_KEY=home / "root.key",
        LOG_NAME=log_name,
    ):
        wiring.initialise()
    return home


def new_folder() -> Path:
    """Return a folder of this run that goes with it."""
    folder = tempfile.mkdtemp(prefix="seloste-model-")
    atexit.register(shutil.rmtree, folder)
    return Path(folder)
