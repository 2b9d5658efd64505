"""``seloste queue``: set up, list and fill queues from the command line."""

from uuid import UUID

import pytest

from seloste.cli.queue import queue
from seloste.records.models import Queue, QueueMember, StaffUser
from seloste.services.queues import QueueRefused
from tests.cli.conftest import Run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("notices")]

NAMES = ("--name-fi", "Palvelu", "--name-sv", "Service", "--name-en", "Service")


def test_a_queue_is_made_changed_and_listed(run: Run) -> None:
    hours = ("--hours", "mon=09:00-17:00", "--skill", "Ruotsi")
    first = run(queue, "set", "palvelu", "--register", "retta", *NAMES, *hours)
    run(queue, "set", "palvelu", "--register", "retta", *NAMES, "--solve-minutes", "60")

    row = Queue.objects.get()
    assert str(row.pk) in first.output
    assert (row.solve_minutes, row.hours) == (60, {})
    assert "palvelu" in run(queue, "list").output


def test_a_member_is_added(run: Run) -> None:
    run(queue, "set", "palvelu", "--register", "retta", *NAMES)
    eino = StaffUser.objects.create(username="eino", display_name="Eino")
    queue_id: UUID = Queue.objects.get().pk

    run(queue, "add-member", str(queue_id), str(eino.pk), "--skill", "ruotsi", "--away")

    member = QueueMember.objects.get()
    assert (member.skills, member.available) == (["ruotsi"], False)


def test_a_queue_of_no_register_is_refused(run: Run) -> None:
    with pytest.raises(QueueRefused):
        run(queue, "set", "palvelu", "--register", "nowhere", *NAMES)

    assert not Queue.objects.exists()


def test_hours_that_make_no_sense_are_wrong_usage(run: Run) -> None:
    result = run(
        queue, "set", "x", "--register", "retta", *NAMES, "--hours", "noon=8-9"
    )

    assert result.exit_code == 2
    assert not Queue.objects.exists()


def test_a_queue_is_retired_after_what_waits_in_it_is_named(run: Run) -> None:
    run(queue, "set", "palvelu", "--register", "retta", *NAMES)
    queue_id = str(Queue.objects.get().pk)

    asked = run(queue, "retire", queue_id)
    assert "0 conversations and 0 works wait in it" in asked.output
    assert Queue.objects.get().active
    run(queue, "retire", queue_id, "--yes")
    assert "palvelu\tretired" in run(queue, "list").output
    assert not Queue.objects.get().active
    run(queue, "reopen", queue_id)

    assert Queue.objects.get().active
