"""Who is given the next matter of a queue: by turns, skill and load, nothing else."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from seloste.domain.staff import Actor, Role
from seloste.domain.work_item import Move
from seloste.ports.desk import Desk
from seloste.records.models import Conversation, Queue, StaffRole, WorkItem
from seloste.services import queues, work_moves
from seloste.services.queues import QueueSettings
from seloste.services.work_moves import Closing
from tests.services.conftest import NOW, SETUP
from tests.services.works import mail, opened, staff

pytestmark = pytest.mark.usefixtures("registers")


@pytest.fixture
def aino() -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


def gives(assignment: Queue.Assignment, *skills: str) -> UUID:
    wanted = QueueSettings(
        "retta",
        "palvelu",
        "Palvelu",
        "Service",
        "Service",
        assignment=assignment,
        skills=skills,
    )
    return queues.set_queue(wanted, actor=SETUP, now=NOW)


def member(
    queue_id: UUID, name: str, skills: Collection[str] = (), *, available: bool = True
) -> Actor:
    actor = staff(name, Role.AGENT)
    assert actor.staff_id is not None
    queues.set_member(
        queue_id=queue_id,
        staff_id=actor.staff_id,
        skills=skills,
        available=available,
        actor=SETUP,
        now=NOW,
    )
    return actor


def given(desk: Desk, aino: Actor, queue_id: UUID) -> UUID | None:
    work_id = opened(desk, aino, queue_id=queue_id)
    return WorkItem.objects.get(pk=work_id).assignee_id


def test_only_somebody_with_every_skill_of_the_queue_is_given_its_work(
    desk: Desk, aino: Actor
) -> None:
    queue_id = gives(Queue.Assignment.ROUND_ROBIN, "ruotsi", "reklamaatiot")
    member(queue_id, "eino", ["ruotsi"])
    elli = member(queue_id, "elli", ["ruotsi", "reklamaatiot", "vuokraus"])

    found = {given(desk, aino, queue_id) for _ in range(3)}

    assert found == {elli.staff_id}


def test_nobody_is_given_what_nobody_has_the_skill_for(desk: Desk, aino: Actor) -> None:
    queue_id = gives(Queue.Assignment.ROUND_ROBIN, "ruotsi")
    member(queue_id, "eino")

    assert given(desk, aino, queue_id) is None


def test_whoever_has_least_on_the_table_is_given_the_next(
    desk: Desk, aino: Actor
) -> None:
    queue_id = gives(Queue.Assignment.LEAST_LOAD)
    eino, elli = member(queue_id, "eino"), member(queue_id, "elli")
    for _ in range(2):
        opened(desk, aino, queue_id=queue_id, assignee_id=eino.staff_id)

    found = [given(desk, aino, queue_id) for _ in range(2)]

    assert found == [elli.staff_id, elli.staff_id]


def test_what_is_done_or_waits_for_the_customer_is_no_load(
    desk: Desk, aino: Actor
) -> None:
    queue_id = gives(Queue.Assignment.LEAST_LOAD)
    eino, elli = member(queue_id, "eino"), member(queue_id, "elli")
    opened(desk, aino, queue_id=queue_id, assignee_id=elli.staff_id)
    done, waits = (
        opened(desk, aino, queue_id=queue_id, assignee_id=eino.staff_id)
        for _ in range(2)
    )
    act: dict[str, Any] = {"desk": desk, "actor": aino, "now": NOW}
    work_moves.move(done, Move.CLOSE, closing=Closing("done"), **act)
    for move in (Move.TAKE, Move.WAIT):
        work_moves.move(waits, move, **act)

    assert given(desk, aino, queue_id) == eino.staff_id


def test_conversations_count_as_load_beside_work(desk: Desk, aino: Actor) -> None:
    queue_id = gives(Queue.Assignment.LEAST_LOAD)
    eino, elli = member(queue_id, "eino"), member(queue_id, "elli")
    mail(desk)
    talk = Conversation.objects.get()
    first = talk.assignee_id

    second = given(desk, aino, queue_id)

    assert {first, second} == {eino.staff_id, elli.staff_id}


def test_who_is_away_is_given_nothing(desk: Desk, aino: Actor) -> None:
    queue_id = gives(Queue.Assignment.ROUND_ROBIN)
    member(queue_id, "eino", available=False)
    elli = member(queue_id, "elli")

    assert {given(desk, aino, queue_id) for _ in range(2)} == {elli.staff_id}


def test_whose_role_has_ended_is_given_nothing_and_work_still_comes_in(
    desk: Desk, aino: Actor
) -> None:
    queue_id = gives(Queue.Assignment.ROUND_ROBIN)
    eino = member(queue_id, "eino")
    assert given(desk, aino, queue_id) == eino.staff_id
    ended = StaffRole.objects.filter(staff=eino.staff_id)
    assert ended.update(ends_at=NOW - timedelta(days=1)) == 1

    assert given(desk, aino, queue_id) is None
    mail(desk)
    assert Conversation.objects.get().assignee_id is None
