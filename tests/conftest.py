"""What every test shares: only which of them use the records database.

Sockets reach this machine and no other; see ``addopts`` in pyproject.toml.
Property tests draw the same examples everywhere and are not timed: a slow or
busy machine must not turn them red.
"""

from collections.abc import Iterator

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test that uses the database, so that PostgreSQL gets it too."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES:
            item.add_marker("database")


@pytest.fixture(scope="session")
def certified_provider() -> Iterator[RunningProvider]:
    """A certified provider of identities, run once for all tests that ask it."""
    with identity_providers.running(*identity_providers.HOMES) as provider:
        yield provider
