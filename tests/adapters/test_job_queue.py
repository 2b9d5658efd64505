"""The contract of the queue of jobs, on whichever database the tests run."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction

from seloste.ports.jobs import Handlers, Job, JobQueue
from seloste.services import jobs
from tests.services.job_table import empty_jobs

pytestmark = pytest.mark.django_db(transaction=True)

FIRST, SECOND = UUID(int=1), UUID(int=2)


@pytest.fixture
def queue() -> JobQueue:
    empty_jobs()
    return jobs.queue()


def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - PostgreSQL's clock is the real one


def recorder(done: list[UUID | None]) -> Handlers:
    return dict.fromkeys(Job, done.append)


def failing(_: UUID | None) -> None:
    raise ConnectionError


def work(queue: JobQueue, handler: Callable[[UUID | None], None]) -> int:
    return queue.work_off(dict.fromkeys(Job, handler), now=now(), worker="w")


def test_a_job_is_done_once(queue: JobQueue) -> None:
    done: list[UUID | None] = []
    jobs.enqueue(Job.WAVEFORM, object_id=FIRST)

    work(queue, done.append)
    work(queue, done.append)

    assert done == [FIRST]


def test_a_job_of_a_rolled_back_transaction_does_not_exist(queue: JobQueue) -> None:
    with pytest.raises(ConnectionError), transaction.atomic():
        jobs.enqueue(Job.WAVEFORM, object_id=FIRST)
        raise ConnectionError

    assert queue.counts().waiting == 0


def test_urgent_jobs_go_first(queue: JobQueue) -> None:
    done: list[UUID | None] = []
    jobs.enqueue(Job.WAVEFORM, object_id=FIRST)
    jobs.enqueue(Job.WAVEFORM, object_id=SECOND, priority=5)

    work(queue, done.append)

    assert done == [SECOND, FIRST]


def test_a_job_is_not_done_before_its_time(queue: JobQueue) -> None:
    done: list[UUID | None] = []
    jobs.enqueue(Job.SWEEP, run_at=now() + timedelta(hours=1))

    work(queue, done.append)

    assert done == []
    assert queue.waiting(Job.SWEEP)


def test_a_job_that_asks_for_itself_at_once_lets_the_round_end(
    queue: JobQueue,
) -> None:
    done: list[UUID | None] = []

    def again(object_id: UUID | None) -> None:
        done.append(object_id)
        behind = now() - timedelta(hours=1)
        jobs.enqueue(Job.WAVEFORM, object_id=object_id, run_at=behind)

    jobs.enqueue(Job.WAVEFORM, object_id=FIRST)

    work(queue, again)

    assert done == [FIRST] * 20
    assert queue.waiting(Job.WAVEFORM)


def test_it_is_known_of_which_objects_a_job_waits(queue: JobQueue) -> None:
    jobs.enqueue(Job.WAVEFORM, object_id=FIRST)
    jobs.enqueue(Job.INDEX, object_id=SECOND)
    jobs.enqueue(Job.WAVEFORM)

    assert queue.asked_for(Job.WAVEFORM) == {FIRST}


def test_what_is_being_done_is_asked_for_still(queue: JobQueue) -> None:
    seen: list[frozenset[UUID]] = []
    jobs.enqueue(Job.WAVEFORM, object_id=FIRST)

    work(queue, lambda _: seen.append(queue.asked_for(Job.WAVEFORM)))

    assert seen == [{FIRST}]
    assert queue.asked_for(Job.WAVEFORM) == frozenset()


def test_a_failed_job_is_tried_again_later(queue: JobQueue) -> None:
    jobs.enqueue(Job.WAVEFORM, object_id=FIRST)

    assert work(queue, failing) == 0

    assert queue.counts().waiting == 1
    assert queue.counts().failed == 0


def test_one_failure_does_not_stop_the_others(queue: JobQueue) -> None:
    done: list[UUID | None] = []
    jobs.enqueue(Job.WAVEFORM, object_id=FIRST, priority=5)
    jobs.enqueue(Job.SWEEP)

    queue.work_off({**recorder(done), Job.WAVEFORM: failing}, now=now(), worker="w")

    assert done == [None]


@pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="Procrastinate keeps its own leases"
)
def test_a_lease_that_was_taken_over_cannot_finish_the_job() -> None:
    from seloste.services.jobs.leases import LeaseQueue  # noqa: PLC0415 - only here

    queue = LeaseQueue()
    jobs.enqueue(Job.WAVEFORM, object_id=FIRST)
    start = now()
    dead = queue.lease(now=start, worker="dead")
    assert dead is not None
    assert queue.lease(now=start, worker="other") is None

    alive = queue.lease(now=start + timedelta(minutes=11), worker="other")

    assert alive is not None
    assert queue.finish(dead) is False
    assert queue.finish(alive) is True


def test_what_fails_every_time_is_given_up_and_counted(queue: JobQueue) -> None:
    jobs.enqueue(Job.WAVEFORM, object_id=FIRST)

    for _ in range(5):
        _forget_backoff()
        work(queue, failing)

    assert queue.counts().failed == 1
    assert queue.counts().waiting == 0


def give_up(queue: JobQueue, *object_ids: UUID) -> None:
    """Let the waveforms of some objects fail until they are given up."""
    for object_id in object_ids:
        jobs.enqueue(Job.WAVEFORM, object_id=object_id)
    for _ in range(5):
        _forget_backoff()
        work(queue, failing)


def test_what_was_given_up_is_asked_for_again_and_once(queue: JobQueue) -> None:
    done: list[UUID | None] = []
    give_up(queue, FIRST)
    assert queue.given_up(Job.WAVEFORM, most=9) == {FIRST}
    assert queue.given_up(Job.INDEX, most=9) == frozenset()

    assert jobs.ask_again(Job.WAVEFORM, [FIRST, SECOND], priority=0) == 2
    assert jobs.ask_again(Job.WAVEFORM, [FIRST, SECOND], priority=0) == 0

    counts = queue.counts(Job.WAVEFORM)
    assert (counts.waiting, counts.failed) == (2, 0)
    work(queue, done.append)
    assert sorted(one.int for one in done if one) == [1, 2]


def test_what_is_asked_for_again_leaves_what_was_given_up_of_others(
    queue: JobQueue,
) -> None:
    give_up(queue, FIRST, SECOND)

    assert jobs.ask_again(Job.WAVEFORM, [FIRST], priority=0) == 1

    assert queue.given_up(Job.WAVEFORM, most=9) == {SECOND}
    assert queue.counts(Job.INDEX).failed == 0


def test_of_what_was_given_up_only_so_much_is_told(queue: JobQueue) -> None:
    give_up(queue, FIRST, SECOND)

    assert len(queue.given_up(Job.WAVEFORM, most=1)) == 1


def test_what_is_being_done_is_not_asked_for_again(queue: JobQueue) -> None:
    asked: list[int] = []
    jobs.enqueue(Job.WAVEFORM, object_id=FIRST)

    work(
        queue, lambda _: asked.append(jobs.ask_again(Job.WAVEFORM, [FIRST], priority=0))
    )

    assert asked == [0]


def _forget_backoff() -> None:
    """Let every waiting job be due, as if its time had come."""
    table, column = (
        ("records_job", "run_at")
        if connection.vendor == "sqlite"
        else ("procrastinate_jobs", "scheduled_at")
    )
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s", [now() - timedelta(days=1)])


def test_jobs_without_a_handler_are_left_for_another_lane(queue: JobQueue) -> None:
    done: list[UUID | None] = []
    jobs.enqueue(Job.TRANSCRIBE, object_id=FIRST)
    jobs.enqueue(Job.WAVEFORM, object_id=SECOND)

    queue.work_off({Job.TRANSCRIBE: done.append}, now=now(), worker="w")

    assert done == [FIRST]
    assert queue.waiting(Job.WAVEFORM)


def test_no_more_jobs_are_taken_than_are_wanted(queue: JobQueue) -> None:
    done: list[UUID | None] = []
    jobs.enqueue(Job.TRANSCRIBE, object_id=FIRST)
    jobs.enqueue(Job.TRANSCRIBE, object_id=SECOND, priority=1)

    queue.work_off({Job.TRANSCRIBE: done.append}, now=now(), worker="w", most=1)

    assert done == [SECOND]
    assert queue.waiting(Job.TRANSCRIBE)
