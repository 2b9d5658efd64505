"""``seloste quarantine`` and ``seloste work``: what waits, and one round of jobs."""

import json

import pytest
from click.testing import CliRunner

from seloste import wiring
from seloste.cli.quarantine import quarantine
from seloste.cli.work import work
from seloste.domain.staff import system
from seloste.records.models import Certificate, Heartbeat, Quarantined
from seloste.services import sources
from seloste.services.capture import capture
from tests.cli.conftest import Run
from tests.services.deliveries import mail
from tests.services.job_table import empty_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("notices")]


@pytest.fixture
def waiting(notices: None) -> Quarantined:
    """A mail to a mailbox that the notice does not know."""
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
    delivery = mail(started_at=now, address="nobody@example.fi")
    capture(delivery, desk=wiring.desk(), now=now)
    return Quarantined.objects.get()


def test_what_waits_is_listed_with_its_reason(waiting: Quarantined, run: Run) -> None:
    text = run(quarantine, "list").stdout
    (entry,) = json.loads(run(quarantine, "list", "--format", "json").stdout)

    assert text == f"{waiting.id}\tretta-mail\tcontroller-unknown\n"
    assert (entry["id"], entry["reason"]) == (str(waiting.id), "controller-unknown")
    assert "Maija" not in text


def test_delivered_again_without_a_change_it_goes_on_waiting(
    waiting: Quarantined, run: Run
) -> None:
    result = run(quarantine, "retry", str(waiting.id))

    assert result.stdout == "quarantined controller-unknown\n"


def test_discarded_it_is_destroyed_with_a_certificate(
    waiting: Quarantined, run: Run
) -> None:
    result = run(quarantine, "discard", str(waiting.id), "--yes")

    assert result.stdout == "discarded\n"
    assert Certificate.objects.count() == 1
    assert run(quarantine, "list").stdout == ""


def test_without_a_yes_nothing_is_discarded(waiting: Quarantined) -> None:
    result = CliRunner().invoke(quarantine, ["discard", str(waiting.id)], input="n\n")

    assert result.exit_code == 1
    assert not Certificate.objects.exists()


@pytest.mark.django_db(transaction=True)  # workers have connections of their own
def test_one_round_does_what_is_due(run: Run) -> None:
    empty_jobs()

    # sweep, checkpoint, count, reconcile, remind, rights, ask-again
    assert run(work, "--once").stdout == "7 jobs done\n"

    assert Heartbeat.objects.filter(name="worker").exists()
