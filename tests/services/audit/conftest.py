"""A log with leaves, and those who sign and witness it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from seloste.adapters.kms.signing import FileSigner
from seloste.domain.audit import Action
from seloste.domain.staff import Actor, Role
from seloste.services import audit
from seloste.services.audit import Entry
from tests.fakes.witness import FakeWitness

NOW = datetime(2024, 7, 1, 9, 0, tzinfo=UTC)
AINO = Actor(id="staff:00000000-0000-4000-8000-00000000a110", role=Role.RECORDS_MANAGER)

type Write = Callable[[int], None]


@pytest.fixture
def write(db: None) -> Write:
    """Return a function that adds so many leaves."""

    def write(count: int) -> None:
        for _ in range(count):
            seq = audit.size()
            with transaction.atomic():
                audit.record_many(
                    [Entry(Action.CONTENT_OPENED, f"item-{seq}", purpose="training")],
                    actor=AINO,
                    now=NOW + timedelta(seconds=seq),
                )

    return write


@pytest.fixture
def signer() -> FileSigner:
    return FileSigner(name="seloste.test/log", private_key=b"\x07" * 32)


@pytest.fixture
def witness() -> FakeWitness:
    return FakeWitness()
