"""Migrations lead to the tables that the models describe: tests are made from those."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from pytest_django.fixtures import Settings

from tests.crash.programs import ROOT, database

LAST_REPLACED = "0032_visits_to_the_provider_of_identities"
IN_ONE_GO = "0001_squashed_0032_tables_of_a_new_database"


def migrated(home: Path, *reached: str) -> dict[str, Any]:
    """Return what a process says that migrates a database of its own."""
    with database() as url:
        done = subprocess.run(
            [sys.executable, "-m", "tests.services.schemas", str(home), *reached],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": "src:.", "SELOSTE_DATABASE": url},
            stdout=subprocess.PIPE,
            check=True,
        )
    said: dict[str, Any] = json.loads(done.stdout)
    return said


@pytest.mark.django_db
def test_migrations_say_all_that_the_models_say(settings: Settings) -> None:
    settings.MIGRATION_MODULES = {}
    said = io.StringIO()

    call_command("makemigrations", "--check", "--dry-run", stdout=said)

    assert said.getvalue() == "No changes detected\n"


@pytest.mark.django_db
def test_a_change_that_no_migration_makes_is_noticed(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Show that the test above would notice."""
    from seloste.records.models import Hold  # noqa: PLC0415 - the app is ready here

    settings.MIGRATION_MODULES = {}
    monkeypatch.setattr(Hold._meta.get_field("kind"), "max_length", 99)

    with pytest.raises(SystemExit):
        call_command("makemigrations", "--check", "--dry-run", stdout=io.StringIO())


@pytest.mark.slow
@pytest.mark.django_db
def test_an_old_database_gets_the_very_tables_of_a_new_one(tmp_path: Path) -> None:
    new = migrated(tmp_path / "new")
    old = migrated(tmp_path / "old", "0020_chat_satisfaction")

    assert new["planned"][0] == IN_ONE_GO
    assert LAST_REPLACED not in new["planned"]
    assert old["planned"][0] == "0021_rights_requests"
    assert LAST_REPLACED in old["planned"]
    assert (old["left"], old["left_as_of_old"]) == ([], [])
    assert "acts_before_it_must_be_gone" in json.dumps(new["tables"])
    assert old["tables"] == new["tables"]
