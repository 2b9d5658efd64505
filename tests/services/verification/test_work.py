"""Work holds its links, is read for what it serves, and is given openly."""

from datetime import timedelta
from uuid import UUID

import pytest

from seloste.domain.audit import Action
from seloste.domain.staff import Actor, Role
from seloste.domain.verification import Verdict
from seloste.domain.work_item import Move, WorkKind
from seloste.ports.desk import Desk
from seloste.records.models import (
    AuditLeaf,
    Heartbeat,
    Hold,
    HoldItem,
    QueueMember,
    SealedObject,
    StaffUser,
    WorkItem,
)
from seloste.services import audit, claims, notes, work_merge, work_moves, work_page
from seloste.services.work_moves import Closing
from tests.services.conftest import NOW
from tests.services.verification.conftest import (
    Ask,
    acting,
    broken,
    employ,
    found,
    sweep,
)
from tests.services.works import joined, opened, queue

DAY = timedelta(days=1)


@pytest.fixture
def aino(kept: dict[str, UUID]) -> Actor:
    return acting(employ("aino", Role.RECORDS_MANAGER))


@pytest.fixture
def eino(kept: dict[str, UUID]) -> Actor:
    return acting(employ("eino", Role.AGENT))


@pytest.fixture
def task(desk: Desk, eino: Actor, kept: dict[str, UUID]) -> UUID:
    return opened(desk, eino, kept["mail"])


@pytest.fixture
def complaint(desk: Desk, aino: Actor, kept: dict[str, UUID]) -> UUID:
    return opened(desk, aino, kept["call"], kind=WorkKind.COMPLAINT)


@pytest.fixture
def feedback(desk: Desk, aino: Actor, kept: dict[str, UUID]) -> UUID:
    return opened(desk, aino, kept["mail"], kind=WorkKind.FEEDBACK)


@pytest.mark.parametrize("promise", ["R-07", "R-17", "R-18", "R-19", "R-20"])
@pytest.mark.usefixtures("task", "complaint", "feedback")
def test_work_in_order_is_proved(ask: Ask, promise: str) -> None:
    assert ask(promise).verdict is Verdict.PROVED


@pytest.mark.usefixtures("task", "complaint", "feedback")
def test_the_evidence_counts_open_work_of_its_kinds(ask: Ask) -> None:
    assert found(ask("R-18"), "work-holds-links").count == 1
    assert found(ask("R-20"), "work-holds-links").count == 2


def test_notes_merges_and_answers_keep_it_in_order(
    ask: Ask, desk: Desk, eino: Actor, task: UUID, kept: dict[str, UUID]
) -> None:
    other = opened(desk, eino, kept["mail"])
    notes.write_on_work(task, "Soitettu", desk=desk, actor=eino, now=NOW + DAY)
    work_merge.merge(
        task, into=other, reason="sama", desk=desk, actor=eino, now=NOW + DAY
    )

    for promise in ("R-17", "R-18", "R-19"):
        assert broken(ask(promise)) == set()


def test_work_that_holds_more_than_its_links_is_broken(
    ask: Ask, task: UUID, kept: dict[str, UUID]
) -> None:
    other = SealedObject.objects.filter(contact=kept["call"]).first()
    assert other is not None
    hold = WorkItem.objects.get(pk=task).hold
    assert hold is not None
    HoldItem.objects.create(hold=hold, item_id=other.pk, contact_id=kept["call"])

    assert broken(ask("R-18")) == {"work-holds-more"}


def test_work_that_does_not_hold_all_its_links_is_broken(
    ask: Ask, task: UUID, kept: dict[str, UUID]
) -> None:
    HoldItem.objects.filter(contact_id=kept["mail"]).first().delete()  # type: ignore[union-attr] # it is there

    assert broken(ask("R-19")) == {"work-holds-less"}


def test_a_hold_that_stays_after_its_work_is_broken(
    ask: Ask, desk: Desk, eino: Actor, task: UUID
) -> None:
    work_moves.move(
        task, Move.CLOSE, desk=desk, actor=eino, now=NOW, closing=Closing("done")
    )
    assert broken(ask("R-19")) == set()
    Hold.objects.update(released_at=None)

    assert "work-hold-left" in broken(ask("R-19"))


def test_closed_feedback_past_its_day_is_overdue_for_a_day_at_most(
    ask: Ask, desk: Desk, aino: Actor, feedback: UUID
) -> None:
    day_181 = NOW + 181 * DAY
    sweep(desk, day_181)
    for move, closing in ((Move.TAKE, None), (Move.CLOSE, Closing("answered"))):
        work_moves.move(
            feedback, move, desk=desk, actor=aino, now=day_181, closing=closing
        )
    assert "overdue" not in broken(ask("R-20", at=day_181))

    later = day_181 + DAY
    Heartbeat.objects.filter(name="sweep").update(at=later)

    assert "overdue" in broken(ask("R-20", at=later))


def test_words_of_work_that_are_kept_longer_than_promised_are_broken(
    ask: Ask, feedback: UUID
) -> None:
    words = SealedObject.objects.get(work_item=feedback, kind="work")
    SealedObject.objects.filter(pk=words.pk).update(
        act_at=words.act_at + DAY, destroy_by=words.destroy_by + DAY
    )

    assert found(ask("R-20"), "schedule-later").ids == (str(words.pk),)


def test_words_of_work_that_count_from_elsewhere_are_broken(
    ask: Ask, task: UUID
) -> None:
    assert broken(ask("R-17")) == set()
    AuditLeaf.objects.filter(action="work.opened").update(at=NOW - DAY)

    assert "schedule-unfounded" in broken(ask("R-17"))


def test_a_claim_past_its_review_is_a_gap(
    ask: Ask, desk: Desk, aino: Actor, complaint: UUID
) -> None:
    claim = claims.raise_claim(
        complaint,
        reason="Maija vaatii korvausta",
        review_by=NOW + 10 * DAY,
        desk=desk,
        actor=aino,
        now=NOW,
    )
    assert ask("R-20").verdict is Verdict.PROVED
    at = NOW + 10 * DAY
    sweep(desk, at)

    result = ask("R-20", at=at)

    assert result.verdict is Verdict.GAP
    assert found(result, "hold-review-overdue").ids == (str(claim),)


def test_a_complaint_outside_its_queue_is_broken(ask: Ask, complaint: UUID) -> None:
    assert ask("R-07").verdict is Verdict.PROVED
    WorkItem.objects.filter(pk=complaint).update(queue=queue())

    assert broken(ask("R-07")) == {"complaint-outside-its-queue"}


def test_reading_a_complaint_for_another_purpose_is_broken(
    ask: Ask, desk: Desk, aino: Actor, complaint: UUID
) -> None:
    assert aino.staff_id is not None
    work_page.open_page(complaint, staff_id=aino.staff_id, desk=desk, now=NOW)
    assert broken(ask("R-07")) == set()
    audit.record(
        action=Action.WORK_READ,
        actor=Actor(id=aino.id, role=Role.AGENT),
        object_id=complaint,
        now=NOW,
        purpose="development",
    )

    assert broken(ask("R-07")) == {"work-read-foreign"}


def test_work_that_is_given_and_taken_openly_is_evidence(
    ask: Ask, desk: Desk, eino: Actor, task: UUID, complaint: UUID
) -> None:
    aino = acting(StaffUser.objects.get(username="aino").pk)
    joined(queue(), eino)
    work_moves.move(task, Move.TAKE, desk=desk, actor=eino, now=NOW)
    work_moves.assign(
        complaint, queue_id=None, staff_id=aino.staff_id, actor=aino, now=NOW
    )

    result = ask("R-23")

    assert found(result, "assignments-open").count == 3
    assert broken(result) == set()


def test_work_given_behind_the_log_is_broken(
    ask: Ask, eino: Actor, complaint: UUID
) -> None:
    assert broken(ask("R-23")) == set()
    WorkItem.objects.filter(pk=complaint).update(assignee=eino.staff_id)

    assert broken(ask("R-23")) == {"assigned-unrecorded"}


def test_a_member_of_a_queue_behind_the_log_is_broken(ask: Ask, eino: Actor) -> None:
    queue_id = queue("reklamaatiot", complaints=True)
    assert eino.staff_id is not None
    QueueMember.objects.create(queue_id=queue_id, staff_id=eino.staff_id)

    assert broken(ask("R-23")) == {"queue-member-unrecorded"}
