"""Systems that hand over: one of Retta's, one of SOK's, and one that is nobody."""

from pathlib import Path

import pytest

from seloste.services import sources
from seloste.web.api import budget
from seloste.web.api.budget import Budget
from tests.web.api.callers import Caller, File
from tests.web.api.worlds import busy, ids, people  # noqa: F401 - fixtures
from tests.web.people import EXAMPLES, NOW, SETUP

AUDIO = EXAMPLES / "audio"


def made_source(slug: str, register: str) -> str:
    """Add a source and return a token of it."""
    sources.register_source(
        slug=slug,
        register=register,
        preset="api",
        time_zone="Europe/Helsinki",
        address="",
        actor=SETUP,
        now=NOW,
    )
    return sources.issue_token(slug=slug, actor=SETUP, now=NOW)


@pytest.fixture(autouse=True)
def own_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """A budget that no other test has spent from."""
    fresh = Budget(each=(1000, 1000), total=(1000, 1000))
    monkeypatch.setattr(budget, "BUDGET", fresh)


@pytest.fixture
def retta(registers: None, initialised: None) -> Caller:
    """The recorder of Retta."""
    return Caller(made_source("retta-api", "retta"))


@pytest.fixture
def sok(registers: None, initialised: None) -> Caller:
    """The recorder of SOK."""
    return Caller(made_source("sok-api", "sok-mara"))


@pytest.fixture
def nobody() -> Caller:
    """A caller without a token."""
    return Caller("")


@pytest.fixture
def recording() -> File:
    """A real call, as a file of a form."""
    return ("recording", "maija.opus", "audio/ogg", audio("01-vesivahinko.opus"))


def audio(name: str) -> bytes:
    """Return a recording of the examples."""
    return Path(AUDIO / name).read_bytes()
