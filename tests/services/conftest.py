"""Fixtures of the services: a real desk, the example registers and their sources."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from seloste.domain.staff import system
from seloste.ports.desk import Desk
from seloste.services import sources
from seloste.services.notices import store
from tests.services.desks import EXAMPLES, HandClock, build_desk
from tests.services.stores import Rows

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
SETUP = system("setup")


@pytest.fixture
def clock() -> HandClock:
    """A clock at NOW that only the test moves."""
    return HandClock(NOW)


@pytest.fixture
def desk(tmp_path: Path, clock: HandClock) -> Desk:
    """A real vault, keystore, ledger and audio reader in a temporary folder."""
    return build_desk(tmp_path / "home", clock)


@pytest.fixture
def registers(db: None, desk: Desk) -> None:
    """Both example registers with a source for each kind of hand-over."""
    REGISTERS.put()


def _registers() -> None:
    for name in ("retta", "sok-mara"):
        text = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
        store.publish(text=text, actor=SETUP, now=NOW, key_backup_days=7)
    for slug, register, preset in (
        ("retta-mail", "retta", "mail"),
        ("retta-pbx", "retta", "freepbx"),
        ("sok-calls", "sok-mara", "manifest"),
    ):
        sources.register_source(
            slug=slug,
            register=register,
            preset=preset,
            time_zone="Europe/Helsinki",
            address="",
            actor=SETUP,
            now=NOW,
        )


REGISTERS = Rows(_registers)
