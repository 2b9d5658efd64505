"""A desk with contacts of both registers, swept a moment ago, all in order."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest

from seloste.domain.staff import Actor, Role, system
from seloste.domain.verification import Evidence, Result, Verdict
from seloste.ports.desk import Desk
from seloste.records.models import StaffUser
from seloste.services import staff, sweeps
from seloste.services.capture import capture
from seloste.services.verification import verify
from tests.fakes.installation import FakeInstallation
from tests.services.conftest import NOW, SETUP
from tests.services.deliveries import announced_call, call, mail
from tests.services.world import World

TIMER = system("sweep")

type Ask = Callable[..., Result]


@pytest.fixture
def installation() -> FakeInstallation:
    """An installation with nothing wrong with it."""
    return FakeInstallation()


@pytest.fixture
def desk(desk: Desk, installation: FakeInstallation) -> Desk:
    """The desk of the services, whose installation can be looked at."""
    return replace(desk, installation=installation)


@pytest.fixture
def kept(registers: None, desk: Desk, tmp_path: Path) -> dict[str, UUID]:
    """A mail and a call to Retta and an announced call to SOK, by name."""
    return KEPT.put(tmp_path / "home", desk)


def _kept(desk: Desk) -> dict[str, UUID]:
    receipts = {
        "mail": capture(mail(), desk=desk, now=NOW),
        "call": capture(call(), desk=desk, now=NOW),
        "sok": capture(announced_call(), desk=desk, now=NOW),
    }
    sweep(desk, NOW)
    return {name: receipt.id for name, receipt in receipts.items() if receipt.id}


KEPT = World(_kept)


@pytest.fixture
def ask(desk: Desk, kept: dict[str, UUID]) -> Ask:
    """Ask for the verdict on one promise."""

    def asked(promise: str, *, at: datetime = NOW) -> Result:
        register = "retta" if promise.startswith("R") else "sok-mara"
        [result] = verify(register, desk=desk, now=at, promises=[promise]).results
        return result

    return asked


def sweep(desk: Desk, at: datetime) -> None:
    """Run one sweep."""
    sweeps.sweep(desk=desk, actor=TIMER, now=at)


def found(result: Result, code: str) -> Evidence:
    """Return the evidence of that code. Raises where there is none."""
    [evidence] = [one for one in result.evidence if one.code == code]
    return evidence


def broken(result: Result) -> set[str]:
    """Return the codes of what breaks a promise."""
    return {one.code for one in result.evidence if one.verdict is Verdict.BROKEN}


def employ(
    name: str, role: Role, *, register: str = "retta", at: datetime = NOW
) -> UUID:
    """Return the id of somebody who was openly given a role."""
    user = StaffUser.objects.create(username=name, display_name=name, is_active=True)
    staff.grant_role(
        staff_id=user.id,
        role=role,
        register=register,
        ends_at=None,
        actor=SETUP,
        now=at,
    )
    return user.id


def acting(staff_id: UUID) -> Actor:
    """Return a person as the audit log knows them."""
    return Actor(id=f"staff:{staff_id}", staff_id=staff_id)
