"""Many at once: the preview is what happens, and each item is asked by itself."""

from uuid import UUID

import pytest

from seloste.domain.staff import Actor, Role
from seloste.domain.work_item import Priority, WorkKind, WorkRefused, WorkState
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, WorkItem
from seloste.services import work_bulk
from seloste.services.work_bulk import Act, Bulk, Result
from tests.services.conftest import NOW
from tests.services.works import mail, opened, queue, staff


@pytest.fixture
def eino(registers: None) -> Actor:
    return staff("eino", Role.AGENT)


@pytest.fixture
def several(desk: Desk, eino: Actor) -> list[UUID]:
    """Two tasks, a feedback, and a complaint that is somebody else's."""
    aino = staff("aino", Role.RECORDS_MANAGER)
    return [
        opened(desk, eino, mail(desk, 1)),
        opened(desk, eino, mail(desk, 2)),
        opened(desk, eino, mail(desk, 3), kind=WorkKind.FEEDBACK),
        opened(desk, aino, mail(desk, 4), kind=WorkKind.COMPLAINT),
    ]


def closing(several: list[UUID]) -> Bulk:
    return Bulk(Act.CLOSE, several, outcome="done")


# The feedback is new, so it cannot be closed; the complaint is not Eino's.
EXPECTED = Result(2, (("no-such-move", 1), ("not-found", 1)))


def test_a_preview_counts_and_changes_nothing(
    desk: Desk, eino: Actor, several: list[UUID]
) -> None:
    leaves = AuditLeaf.objects.count()

    found = work_bulk.preview(closing(several), desk=desk, actor=eino, now=NOW)

    assert found == EXPECTED
    assert AuditLeaf.objects.count() == leaves
    assert set(WorkItem.objects.values_list("state", flat=True)) == {WorkState.NEW}


def test_doing_it_does_what_the_preview_said(
    desk: Desk, eino: Actor, several: list[UUID]
) -> None:
    done = work_bulk.do(closing(several), desk=desk, actor=eino, now=NOW)

    assert done == EXPECTED
    closed = WorkItem.objects.filter(state=WorkState.CLOSED)
    assert set(closed.values_list("pk", flat=True)) == set(several[:2])
    moved = AuditLeaf.objects.filter(action="work.moved")
    assert moved.count() == 2


def test_many_are_given_to_a_queue_or_made_urgent(
    desk: Desk, eino: Actor, several: list[UUID]
) -> None:
    queue_id = queue()
    for bulk in (
        Bulk(Act.ASSIGN, several, queue_id=queue_id, staff_id=eino.staff_id),
        Bulk(Act.PRIORITY, several, priority=Priority.HIGH),
        Bulk(Act.TAKE, several),
    ):
        done = work_bulk.do(bulk, desk=desk, actor=eino, now=NOW)
        assert done == Result(3, (("not-found", 1),))

    changed = WorkItem.objects.filter(
        queue=queue_id, assignee=eino.staff_id, priority="high", state="open"
    )
    assert changed.count() == 3


def test_what_becomes_a_complaint_is_not_done_in_bulk(
    desk: Desk, eino: Actor, several: list[UUID]
) -> None:
    bulk = Bulk(Act.CLOSE, several, outcome="became-complaint")

    done = work_bulk.do(bulk, desk=desk, actor=eino, now=NOW)

    assert done.changed == 0
    assert WorkItem.objects.filter(kind=WorkKind.COMPLAINT).count() == 1


def test_too_many_at_once_are_refused(desk: Desk, eino: Actor) -> None:
    many = [UUID(int=number) for number in range(101)]

    with pytest.raises(WorkRefused):
        work_bulk.do(Bulk(Act.TAKE, many), desk=desk, actor=eino, now=NOW)
