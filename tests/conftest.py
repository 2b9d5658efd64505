"""What every test shares: only which of them use the records database, and how.

Sockets reach this machine and no other; see ``addopts`` in pyproject.toml.
Property tests draw the same examples everywhere and are not timed: a slow or
busy machine must not turn them red.
"""

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.adapters import identity_providers
from tests.adapters.identity_providers import RunningProvider

hypothesis.settings.register_profile(
    "seloste",
    deadline=None,
    derandomize=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("seloste")

DATABASE_FIXTURES = {
    "db",
    "transactional_db",
    "django_db_reset_sequences",
    "django_db_serialized_rollback",
    "live_server",
}


WEB = Path(__file__).parent / "web"
"""Tests of pages and of the REST API, which name no table: import-linter sees to it."""

ALSO_OF_SERVICES = {WEB / "test_foreign_ids.py", WEB / "test_sign_in.py"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test that uses the database, and those that do so through a page.

    PostgreSQL gets the first but the second, whose services are tested on both.
    """
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES:
            item.add_marker("database")
        if WEB in item.path.parents and item.path not in ALSO_OF_SERVICES:
            item.add_marker("page")


@pytest.fixture(scope="session")
def certified_provider() -> Iterator[RunningProvider]:
    """A certified provider of identities, run once for all tests that ask it."""
    with identity_providers.running(*identity_providers.HOMES) as provider:
        yield provider
