"""The closed inventory: every table and column there is, and what it may hold."""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection
from django.db.models import Model

from seloste.records.personal_data import PersonalData

# Tables of the framework and its libraries; none holds a data subject's data.
FRAMEWORK_TABLES = (
    "auth_",
    "django_",
    "procrastinate_",
    "records_staffuser_",
    "sqlite_",
)
EVALUATING = frozenset(
    {
        "biometric",
        "churn",
        "embedding",
        "emotion",
        "mood",
        "personality",
        "profile",
        "propensity",
        "ranking",
        "rating",
        "score",
        "sentiment",
        "voiceprint",
    }
)


def models() -> list[type[Model]]:
    """Return every table the program has."""
    return list(apps.get_app_config("records").get_models())


def columns() -> set[str]:
    """Return every column of every table, as the program and the database know it."""
    return {
        f"{model._meta.db_table}.{name}"  # noqa: SLF001 - Django's documented way
        for model in models()
        for name in (*_declared(model), *_in_database(model))
    }


def unclassified() -> set[str]:
    """Return the columns that no model classifies, or classifies twice."""
    return {
        f"{model._meta.db_table}.{column}"  # noqa: SLF001 - Django's documented way
        for model in models()
        for column in _unclassified(model)
    }


def unknown_tables() -> set[str]:
    """Return the tables that are neither the program's nor its framework's."""
    known = {model._meta.db_table for model in models()}  # noqa: SLF001 - as above
    return {
        name
        for name in connection.introspection.table_names()
        if name not in known and not name.startswith(FRAMEWORK_TABLES)
    }


def evaluating() -> set[str]:
    """Return the columns and tables whose name speaks of judging a person."""
    return {
        name
        for name in columns() | unknown_tables()
        if EVALUATING & set(name.replace(".", "_").split("_"))
    }


def _declared(model: type[Model]) -> Iterator[str]:
    for field in model._meta.concrete_fields:  # noqa: SLF001 - as above
        yield field.column or field.name


def _in_database(model: type[Model]) -> list[str]:
    """Return the columns of a table, which answers with them to an empty question.

    Django's introspection would also parse the text of the whole table, each time.
    """
    table = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001 - as above
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} LIMIT 0")
        return [column[0] for column in cursor.description]


def _unclassified(model: type[Model]) -> set[str]:
    """Return the columns outside ``erase`` and ``keep``, or in both."""
    said: PersonalData = getattr(model, "personal_data", PersonalData(set(), set()))
    fields = {field.name: field for field in model._meta.concrete_fields}  # noqa: SLF001 - as above
    wrong = (set(fields) ^ (said.erase | said.keep)) | (said.erase & said.keep)
    return wrong | (set(_in_database(model)) - set(_declared(model)))
