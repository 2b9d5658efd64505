"""``seloste hold``: place, list, review and release from the command line."""

import re
from datetime import timedelta
from uuid import UUID

import pytest

from seloste import wiring
from seloste.cli.hold import hold
from seloste.domain.retention import local_day
from seloste.domain.staff import system
from seloste.records.models import Hold
from seloste.services import sources
from seloste.services.capture import capture
from seloste.services.holds import HoldRefused
from tests.cli.conftest import Run
from tests.services.deliveries import mail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("notices")]


@pytest.fixture
def contact(notices: None) -> UUID:
    """Maija's mail of today."""
    now = wiring.clock().now()
    sources.register_source(
        slug="retta-mail",
        register="retta",
        preset="mail",
        time_zone="Europe/Helsinki",
        address="",
        actor=system("setup"),
        now=now,
    )
    receipt = capture(mail(started_at=now), desk=wiring.desk(), now=now)
    assert receipt.id
    return receipt.id


def day(days: int) -> str:
    return str(local_day(wiring.clock().now() + timedelta(days=days)))


@pytest.fixture
def placed(contact: UUID, run: Run) -> str:
    """A hold of 30 days on it."""
    result = run(
        hold,
        "place",
        str(contact),
        *("--register", "retta", "--kind", "complaint"),
        *("--reason", "Maija kiistää laskun", "--review-by", day(30)),
    )
    found = re.fullmatch(r"placed hold ([\w-]{36})\n", result.stdout)
    assert found
    return found[1]


def test_what_stands_is_listed_without_its_reason(placed: str, run: Run) -> None:
    listed = run(hold, "list").stdout

    assert listed == f"{placed}\tcomplaint\tR-20\t{day(30)}\n"


def test_a_hold_is_kept_until_another_day(placed: str, run: Run) -> None:
    assert run(hold, "review", placed, "--review-by", day(60)).stdout == "reviewed\n"

    assert day(60) in run(hold, "list").stdout


def test_a_released_hold_is_no_longer_listed(placed: str, run: Run) -> None:
    assert run(hold, "release", placed).stdout == "released 2 items\n"

    assert run(hold, "list").stdout == ""
    assert Hold.objects.get().released_at


def test_a_hold_without_a_mandate_is_refused(contact: UUID, run: Run) -> None:
    with pytest.raises(HoldRefused, match="no-mandate"):
        run(
            hold,
            "place",
            str(contact),
            *("--register", "retta", "--kind", "breach_evidence"),
            *("--reason", "x", "--review-by", day(30)),
        )

    assert not Hold.objects.exists()
