"""Queues that are retired and opened again, and what waits in them meanwhile."""

from uuid import UUID

import pytest

from seloste.domain.contact import Channel
from seloste.domain.staff import Actor, Role
from seloste.domain.work_item import WorkRefused
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, Queue, WorkItem
from seloste.services import queues, work_moves, work_targets
from seloste.services.queues import QueueRefused, QueueSettings, Waiting
from tests.services.conftest import NOW, SETUP
from tests.services.works import mail, opened, queue, staff

pytestmark = pytest.mark.usefixtures("registers")


@pytest.fixture
def eino() -> Actor:
    return staff("eino", Role.AGENT)


def retire(queue_id: UUID) -> None:
    queues.retire(queue_id, actor=SETUP, now=NOW)


def last_leaf() -> AuditLeaf:
    leaf = AuditLeaf.objects.order_by("seq").last()
    assert leaf is not None
    return leaf


def place(slug: str) -> Queue | None:
    return queues.queue_for("retta", address=slug, channel=Channel.MAIL)


def test_nothing_new_comes_to_a_retired_queue_until_it_is_opened_again() -> None:
    queue_id = queue()
    assert place("x") is not None

    retire(queue_id)
    assert place("x") is None
    assert [one.pk for one in queues.retired("retta")] == [queue_id]
    queues.reopen(queue_id, actor=SETUP, now=NOW)

    assert place("x") is not None


def test_what_waits_in_it_is_counted_and_stays(desk: Desk, eino: Actor) -> None:
    queue_id = queue()
    mail(desk)
    work_id = opened(desk, eino, queue_id=queue_id)

    assert queues.waiting(queue_id) == Waiting(talks=1, works=1)
    retire(queue_id)

    assert queues.waiting(queue_id) == Waiting(talks=1, works=1)
    assert WorkItem.objects.get(pk=work_id).queue_id == queue_id


def test_retiring_and_opening_again_are_audited() -> None:
    queue_id = queue()

    retire(queue_id)
    assert last_leaf().action == "queue.changed"
    assert "retired" in str(last_leaf().body)
    queues.reopen(queue_id, actor=SETUP, now=NOW)

    assert '"open"' in str(last_leaf().body)


def test_doing_it_twice_or_to_nothing_is_refused_and_changes_nothing() -> None:
    queue_id = queue()
    retire(queue_id)
    leaves = AuditLeaf.objects.count()

    with pytest.raises(QueueRefused) as twice:
        retire(queue_id)
    with pytest.raises(QueueRefused) as nothing:
        retire(UUID(int=1))

    assert (twice.value.reason, nothing.value.reason) == ("retired", "unknown-queue")
    assert AuditLeaf.objects.count() == leaves
    assert not Queue.objects.get().active


def test_an_open_queue_is_not_opened_again() -> None:
    with pytest.raises(QueueRefused) as refused:
        queues.reopen(queue(), actor=SETUP, now=NOW)

    assert refused.value.reason == "not-retired"


def test_a_queue_stays_open_where_the_leaf_cannot_be_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(**_leaf: object) -> None:
        raise OSError("the disk is full")

    queue_id = queue()
    monkeypatch.setattr("seloste.services.audit.record", broken)

    with pytest.raises(OSError, match="full"):
        retire(queue_id)

    assert Queue.objects.get().active


def test_work_may_stay_in_a_retired_queue_but_none_is_given_to_it(
    desk: Desk, eino: Actor
) -> None:
    queue_id = queue()
    inside, outside = opened(desk, eino, queue_id=queue_id), opened(desk, eino)
    retire(queue_id)

    work_moves.assign(
        inside, queue_id=queue_id, staff_id=eino.staff_id, actor=eino, now=NOW
    )
    with pytest.raises(WorkRefused) as refused:
        work_moves.assign(
            outside, queue_id=queue_id, staff_id=None, actor=eino, now=NOW
        )

    assert WorkItem.objects.get(pk=inside).queue_id == queue_id
    assert refused.value.reason == "unknown-queue"


def test_work_in_a_queue_that_never_opens_has_no_targets(
    desk: Desk, eino: Actor
) -> None:
    never = QueueSettings(
        "retta", "yo", "Yö", "Natt", "Night", hours={"7": ["08:00", "16:00"]}
    )
    queue_id = queues.set_queue(never, actor=SETUP, now=NOW)

    work = WorkItem.objects.get(pk=opened(desk, eino, queue_id=queue_id))

    assert (work.respond_by, work.solve_by) == (None, None)
    assert work_targets.targets(work, NOW).unreached
