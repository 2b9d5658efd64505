"""``seloste dispose``: one sweep now, or what one would do."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from click.testing import CliRunner
from pytest_django.fixtures import Settings

from seloste import wiring
from seloste.cli.dispose import dispose
from seloste.domain.notice import HoldKind
from seloste.domain.staff import system
from seloste.ports.desk import Desk
from seloste.records.models import Certificate, Contact
from seloste.services import holds, sources
from seloste.services.capture import capture
from seloste.services.holds import HoldRequest
from seloste.services.trusted_time import ClockDistrusted
from tests.cli.conftest import Run
from tests.services.deliveries import mail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("notices")]
SETUP = system("setup")


@pytest.fixture
def contact() -> UUID:
    """A mail that came two days ago."""
    now = wiring.clock().now()
    sources.register_source(
        slug="retta-mail",
        register="retta",
        preset="mail",
        time_zone="Europe/Helsinki",
        address="",
        actor=SETUP,
        now=now,
    )
    receipt = capture(
        mail(started_at=now - timedelta(days=2)), desk=wiring.desk(), now=now
    )
    assert receipt.id
    return receipt.id


@pytest.fixture
def nobody_vouches(notices: None, settings: Settings) -> None:
    """A machine whose clock nothing keeps right."""
    settings.DRILL_CLOCK = ""
    settings.TIME_REFERENCES = ()
    wiring.desk.cache_clear()
    wiring.clock.cache_clear()


def later(days: int) -> None:
    wiring.drill_clock().move(timedelta(days=days))


def test_what_is_due_is_destroyed_and_counted(contact: UUID, run: Run) -> None:
    assert Contact.objects.filter(pk=contact).exists()
    later(200)

    result = run(dispose, "--due", "--format", "json")

    assert json.loads(result.stdout)["disposed"] == 2
    assert not Contact.objects.exists()
    assert Certificate.objects.count() == 1


def test_what_is_not_due_stays(contact: UUID, run: Run) -> None:
    result = run(dispose, "--due")

    assert result.stdout.startswith("destroyed 0 items")
    assert Contact.objects.filter(pk=contact).exists()


@pytest.mark.usefixtures("nobody_vouches")
def test_on_a_clock_that_nobody_vouches_for_nothing_is_destroyed(run: Run) -> None:
    with pytest.raises(ClockDistrusted) as refusal:
        run(dispose, "--due")

    assert refusal.value.code == "clock-distrusted"
    assert "no other clock has vouched" in str(refusal.value)
    assert "seloste dispose --due --confirm-time" in str(refusal.value)


@pytest.mark.usefixtures("nobody_vouches")
def test_a_persons_word_for_the_time_is_enough(run: Run) -> None:
    stated = wiring.clock().now().strftime("%Y-%m-%dT%H:%M%z")

    result = run(dispose, "--due", "--confirm-time", stated)

    assert result.stdout.startswith("destroyed 0 items")


@pytest.mark.usefixtures("nobody_vouches")
def test_a_word_that_is_an_hour_off_is_not(run: Run) -> None:
    wrong = wiring.clock().now() + timedelta(hours=1)

    with pytest.raises(ClockDistrusted, match="differ by over five minutes"):
        run(dispose, "--due", "--confirm-time", wrong.strftime("%Y-%m-%dT%H:%M%z"))


def test_a_preview_says_what_the_days_bring_and_destroys_nothing(
    contact: UUID, run: Run
) -> None:
    result = run(dispose, "--preview", "--days", "190", "--format", "json")

    preview = json.loads(result.stdout)
    assert [day["due"] for day in preview["days"]] == [1]
    assert preview["overdue"] == 0
    assert Contact.objects.filter(pk=contact).exists()


def test_a_preview_names_what_is_held_and_why(contact: UUID, run: Run) -> None:
    desk: Desk = wiring.desk()
    hold = holds.place_hold(
        HoldRequest(
            register="retta",
            kind=HoldKind.LEGAL_CLAIM,
            reason="riita",
            review_by=wiring.clock().now() + timedelta(days=10),
            contact_ids=(contact,),
        ),
        desk=desk,
        actor=SETUP,
        now=wiring.clock().now(),
    )
    later(200)

    text = run(dispose, "--preview").stdout
    preview = json.loads(run(dispose, "--preview", "--format", "json").stdout)

    assert "overdue: 1, of them held: 1" in text
    assert [one["hold"] for one in preview["holds"]] == [str(hold)]
    assert "riita" not in text


@pytest.mark.parametrize("asked", [(), ("--due", "--preview")])
def test_it_is_told_which_of_both(asked: tuple[str, ...]) -> None:
    result = CliRunner().invoke(dispose, asked)

    assert result.exit_code == 2
    assert "say either --due or --preview" in result.stderr
