"""Reminders: what is due, late or to be looked at comes to the top, once."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from seloste.domain.audit import Action
from seloste.domain.staff import Actor, Role
from seloste.domain.work_item import Move, Priority, WorkKind
from seloste.ports.desk import Desk
from seloste.ports.jobs import Job
from seloste.records.models import Contact, Conversation, Hold, WorkItem
from seloste.services import audit, reminders, work, work_moves, work_page
from seloste.services.reminders import Cause
from seloste.services.work_moves import Closing
from tests.services.conftest import NOW
from tests.services.works import mail, opened, queue, staff

DAY = timedelta(days=1)


@pytest.fixture
def eino(registers: None) -> Actor:
    return staff("eino", Role.AGENT)


def escalated(work_id: UUID) -> bool:
    return WorkItem.objects.get(pk=work_id).escalated_at is not None


def test_a_reminder_brings_its_item_to_the_top_of_the_list(
    desk: Desk, eino: Actor
) -> None:
    first = opened(desk, eino)
    second = opened(desk, eino, remind_at=NOW + DAY)
    assert eino.staff_id is not None

    assert reminders.remind(now=NOW + DAY) == 1

    seen = work_page.list_work(
        work_page.WorkFilter(), staff_id=eino.staff_id, desk=desk, now=NOW + DAY
    )
    assert [line.work.pk for line in seen.lines] == [second, first]


def test_a_due_day_escalates(desk: Desk, eino: Actor) -> None:
    work_id = opened(desk, eino, due_on=date(2026, 5, 7))
    assert reminders.remind(now=NOW + 2 * DAY) == 0

    assert reminders.remind(now=NOW + 3 * DAY) == 1

    [leaf] = [
        one for one in audit.timeline([work_id]) if one.action == Action.WORK_ESCALATED
    ]
    assert leaf.details["reason"] == "due"


def test_a_missed_target_escalates_but_not_while_the_customer_is_waited_for(
    desk: Desk, eino: Actor
) -> None:
    queue_id = queue()
    late = opened(desk, eino, queue_id=queue_id)
    waiting = opened(desk, eino, queue_id=queue_id)
    for move in (Move.TAKE, Move.WAIT):
        work_moves.move(waiting, move, desk=desk, actor=eino, now=NOW)

    reminders.remind(now=NOW + 14 * DAY)

    assert escalated(late)
    assert not escalated(waiting)


def test_a_hold_past_its_review_escalates_also_after_closing_where_it_is_a_claim(
    desk: Desk, registers: None
) -> None:
    aino = staff("aino", Role.RECORDS_MANAGER)
    work_id = opened(desk, aino, mail(desk), kind=WorkKind.COMPLAINT)
    Hold.objects.update(review_by=NOW + DAY)

    assert reminders.remind(now=NOW + DAY) == 1

    assert escalated(work_id)


def test_done_again_it_changes_nothing(desk: Desk, eino: Actor) -> None:
    work_id = opened(desk, eino, remind_at=NOW)
    reminders.remind(now=NOW)
    before = len(audit.timeline([work_id]))

    assert reminders.remind(now=NOW + DAY) == 0

    assert len(audit.timeline([work_id])) == before


def test_what_is_closed_is_never_brought_up(desk: Desk, eino: Actor) -> None:
    work_id = opened(desk, eino, remind_at=NOW + DAY, due_on=date(2026, 5, 5))
    work_moves.move(
        work_id, Move.CLOSE, desk=desk, actor=eino, now=NOW, closing=Closing("done")
    )

    assert reminders.remind(now=NOW + 9 * DAY) == 0


def test_planning_anew_takes_it_from_the_top(desk: Desk, eino: Actor) -> None:
    work_id = opened(desk, eino, remind_at=NOW)
    reminders.remind(now=NOW)
    assert escalated(work_id)

    work_moves.plan(
        work_id,
        due_on=None,
        remind_at=NOW + 7 * DAY,
        priority=Priority.NORMAL,
        actor=eino,
        now=NOW,
    )

    assert not escalated(work_id)
    assert reminders.remind(now=NOW + DAY) == 0
    assert reminders.remind(now=NOW + 7 * DAY) == 1


def test_a_reminder_somebody_turned_to_does_not_come_again(
    desk: Desk, eino: Actor
) -> None:
    work_id = opened(desk, eino, remind_at=NOW)
    reminders.remind(now=NOW)
    assert escalated(work_id)

    work_moves.move(work_id, Move.TAKE, desk=desk, actor=eino, now=NOW)

    assert reminders.remind(now=NOW + DAY) == 0
    assert not escalated(work_id)


def test_a_reminder_that_is_still_to_come_stays(desk: Desk, eino: Actor) -> None:
    work_id = opened(desk, eino, remind_at=NOW + DAY)

    work_moves.move(work_id, Move.TAKE, desk=desk, actor=eino, now=NOW)

    assert reminders.remind(now=NOW + DAY) == 1


def test_work_that_waits_comes_up_when_its_customer_has_written(
    desk: Desk, eino: Actor
) -> None:
    mine, other = mail(desk, 1), mail(desk, 2)
    work_id, quiet = opened(desk, eino, mine), opened(desk, eino, other)
    for one in (work_id, quiet):
        for move in (Move.TAKE, Move.WAIT):
            work_moves.move(one, move, desk=desk, actor=eino, now=NOW)
    assert reminders.remind(now=NOW + DAY) == 0
    thread = Contact.objects.get(pk=mine).thread
    Conversation.objects.filter(pk=thread).update(arrived_at=NOW + DAY)

    assert reminders.remind(now=NOW + DAY) == 1

    work = WorkItem.objects.get(pk=work_id)
    assert work.escalated_at == NOW + DAY
    assert list(reminders.causes_of(work, NOW + DAY)) == [Cause.ANSWERED]


def test_the_worker_reminds(desk: Desk, eino: Actor) -> None:
    work_id = opened(desk, eino, remind_at=NOW)

    work.handlers(desk)[Job.REMIND](None)

    assert escalated(work_id)
