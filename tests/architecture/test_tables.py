"""Every column is classified, every table exported or excluded by name."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model

from seloste.records.personal_data import PersonalData
from tests.architecture.paths import SOURCE

RECORDS = list(apps.get_app_config("records").get_models())

# Tables of the framework and its libraries, and why they are in no export.
FRAMEWORK = {
    "auth_group": "not used: roles come from the notice",
    "auth_permission": "not used: roles come from the notice",
    "django_content_type": "names of tables",
    "django_migrations": "state of the schema",
    "django_session": "signed-in staff; gone at sign-out",
}
FRAMEWORK_PREFIXES = {
    "auth_group_": "not used: roles come from the notice",
    "procrastinate_": "jobs; their arguments are identifiers",
    "records_staffuser_": "not used: roles come from the notice",
    "sqlite_": "SQLite's own",
}


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_every_column_is_classified(model: type[Model]) -> None:
    columns = {field.name for field in model._meta.fields}
    declared: PersonalData = model.personal_data  # type: ignore[attr-defined] # each record declares it

    assert declared.erase | declared.keep == columns
    assert not declared.erase & declared.keep


def unaccounted_tables() -> set[str]:
    accounted = {model._meta.db_table for model in RECORDS} | FRAMEWORK.keys()
    return {
        name
        for name in connection.introspection.table_names()
        if name not in accounted and not name.startswith(tuple(FRAMEWORK_PREFIXES))
    }


@pytest.mark.django_db
def test_every_table_is_a_record_or_excluded_by_name() -> None:
    assert not unaccounted_tables()


@pytest.mark.django_db
def test_a_table_that_nobody_named_is_noticed() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE stray (name text)")

    assert unaccounted_tables() == {"stray"}


def test_every_migration_is_named_after_what_it_does() -> None:
    names = [file.stem for file in (SOURCE / "records" / "migrations").glob("0*.py")]

    assert names
    assert not [name for name in names if "_auto_" in name or "initial" in name]
