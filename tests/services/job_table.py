"""The table of jobs, which the tests of PostgreSQL must empty by hand."""

from django.db import connection


def empty_jobs() -> None:
    """Remove earlier tests' jobs: Procrastinate's tables are not Django's to flush."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
