"""An installation of its own for each test of a command, and how a command is run."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click import Command
from click.testing import CliRunner, Result
from pytest_django.fixtures import Settings

from seloste import wiring
from seloste.domain.staff import system
from seloste.services.notices import store
from tests.services import stores

type Run = Callable[..., Result]
EXAMPLES = Path(__file__).parent.parent.parent / "examples"


def _forget() -> None:
    wiring.desk.cache_clear()
    wiring.clock.cache_clear()


@pytest.fixture
def installation(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """Stores as ``seloste init`` makes them, on a clock that can be moved."""
    home = tmp_path / "installation"
    home.mkdir()
    settings.DATA = home / "data"
    settings.KEYS = home / "keys"
    settings.ROOT_KEY = home / "root.key"
    settings.DRILL_CLOCK = home / "clock"
    _forget()
    stores.initialise()
    yield home
    _forget()


@pytest.fixture
def notices(installation: Path, db: None) -> None:
    """Both example notices, in force since 400 days."""
    for name in ("retta", "sok-mara"):
        store.publish(
            text=(EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8"),
            actor=system("setup"),
            now=wiring.clock().now() - timedelta(days=400),
            key_backup_days=7,
        )


@pytest.fixture
def run() -> Run:
    """Run a command; a refusal of it rises, wrong usage is a status."""

    def invoke(command: Command, *arguments: str) -> Result:
        return CliRunner().invoke(command, arguments, catch_exceptions=False)

    return invoke
