"""Work items: what they hold, who sees them, and what closing lets go."""

from datetime import timedelta
from uuid import UUID

import pytest

from seloste.domain.contact import Kind
from seloste.domain.notice import PurposeRefused
from seloste.domain.staff import Actor, Role
from seloste.domain.work_item import Move, WorkKind, WorkRefused, WorkState
from seloste.domain.work_words import Step, WorkWords
from seloste.ports.desk import Desk
from seloste.records.models import (
    Contact,
    Hold,
    HoldItem,
    SealedObject,
    WorkItem,
)
from seloste.services import (
    capture,
    checklists,
    disposal,
    openings,
    queues,
    sweeps,
    work_items,
    work_moves,
    work_page,
    work_words,
)
from seloste.services.access import NotFound
from seloste.services.queues import QueueSettings
from seloste.services.work_items import NewWork
from seloste.services.work_moves import Closing
from tests.services import deliveries
from tests.services.conftest import NOW, SETUP
from tests.services.desks import HandClock
from tests.services.people import person

DAY_300 = NOW + timedelta(days=300)


def staff(name: str, role: Role) -> Actor:
    staff_id = person(name, role)
    return Actor(id=f"staff:{staff_id}", role=role, staff_id=staff_id)


@pytest.fixture
def eino(registers: None) -> Actor:
    return staff("eino", Role.AGENT)


@pytest.fixture
def aino(registers: None) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


def captured(desk: Desk, **changes: object) -> UUID:
    receipt = capture.capture(deliveries.mail(**changes), desk=desk, now=NOW)
    assert receipt.id is not None
    return receipt.id


def task(desk: Desk, actor: Actor, *contacts: UUID, **changes: object) -> UUID:
    wanted = NewWork(
        register="retta",
        kind=WorkKind.TASK,
        words=WorkWords(title="Soita Maijalle takaisin"),
        contact_ids=contacts,
        controller="retta",
        **changes,  # type: ignore[arg-type]  # names are checked by dataclasses
    )
    return work_items.open_work(wanted, desk=desk, actor=actor, now=NOW)


def items_of(contact: UUID) -> set[UUID]:
    rows = SealedObject.objects.filter(contact=contact)
    return set(rows.values_list("pk", flat=True))


def test_an_open_task_holds_its_linked_contact_and_nothing_else(
    desk: Desk, eino: Actor
) -> None:
    linked = captured(desk)
    captured(desk, source_id="<2@example.fi>", parts=deliveries.mail().parts[:0])

    work = WorkItem.objects.get(pk=task(desk, eino, linked))

    held = set(HoldItem.objects.values_list("item_id", flat=True))
    own = set(SealedObject.objects.filter(work_item=work).values_list("pk", flat=True))
    assert held == items_of(linked) | own
    assert len(own) == 1


def test_what_a_task_keeps_outlives_its_day_and_goes_after_it_is_closed(
    desk: Desk, eino: Actor, clock: HandClock
) -> None:
    linked, other = captured(desk), captured(desk, source_id="<2@example.fi>")
    work_id = task(desk, eino, linked)
    clock.at = DAY_300
    sweeps.sweep(desk=desk, actor=SETUP, now=DAY_300)
    assert Contact.objects.filter(pk=linked).exists()
    assert not Contact.objects.filter(pk=other).exists()

    work_moves.move(
        work_id,
        Move.CLOSE,
        desk=desk,
        actor=eino,
        now=DAY_300,
        closing=Closing(outcome="done"),
    )
    sweeps.sweep(desk=desk, actor=SETUP, now=DAY_300)

    assert not Contact.objects.filter(pk=linked).exists()
    assert not WorkItem.objects.filter(pk=work_id).exists()
    assert not SealedObject.objects.filter(kind=Kind.WORK).exists()


def test_what_only_a_complaint_keeps_is_for_those_who_handle_it(
    desk: Desk, eino: Actor, aino: Actor
) -> None:
    contact = captured(desk)
    wanted = NewWork(
        register="retta",
        kind=WorkKind.COMPLAINT,
        words=WorkWords(title="Vesivahinko korjattiin väärin"),
        contact_ids=(contact,),
    )
    work_items.open_work(wanted, desk=desk, actor=aino, now=NOW)
    message = SealedObject.objects.get(contact=contact, kind=Kind.MESSAGE)
    assert eino.staff_id is not None
    assert aino.staff_id is not None

    opened = openings.open_item(
        message.pk, staff_id=aino.staff_id, purpose_id="complaints", now=DAY_300
    )

    assert opened.item_id == message.pk
    with pytest.raises(PurposeRefused):
        openings.open_item(
            message.pk, staff_id=eino.staff_id, purpose_id="complaints", now=DAY_300
        )


def test_a_complaint_does_not_exist_for_a_trainer_nor_in_an_agents_list(
    desk: Desk, eino: Actor, aino: Actor
) -> None:
    tuula = person("tuula", Role.TRAINER)
    wanted = NewWork(
        register="retta",
        kind=WorkKind.COMPLAINT,
        words=WorkWords(title="Vesivahinko korjattiin väärin"),
        contact_ids=(captured(desk),),
    )
    work_id = work_items.open_work(wanted, desk=desk, actor=aino, now=NOW)
    assert eino.staff_id is not None
    assert aino.staff_id is not None
    everything = work_page.WorkFilter()
    seen = work_page.list_work(everything, staff_id=aino.staff_id, desk=desk, now=NOW)
    assert [line.title for line in seen.lines] == ["Vesivahinko korjattiin väärin"]

    for staff_id in (tuula, eino.staff_id):
        listed = work_page.list_work(everything, staff_id=staff_id, desk=desk, now=NOW)
        assert listed.lines == ()
        with pytest.raises(NotFound):
            work_page.open_page(work_id, staff_id=staff_id, desk=desk, now=NOW)


def test_whoever_received_a_complaint_sees_it_until_somebody_takes_it(
    desk: Desk, eino: Actor, aino: Actor
) -> None:
    wanted = NewWork(
        register="retta",
        kind=WorkKind.COMPLAINT,
        words=WorkWords(title="Vesivahinko korjattiin väärin"),
        contact_ids=(captured(desk),),
    )
    work_id = work_items.open_work(wanted, desk=desk, actor=eino, now=NOW)
    assert eino.staff_id is not None
    work_page.open_page(work_id, staff_id=eino.staff_id, desk=desk, now=NOW)

    work_moves.move(work_id, Move.ACKNOWLEDGE, desk=desk, actor=aino, now=NOW)

    with pytest.raises(NotFound):
        work_page.open_page(work_id, staff_id=eino.staff_id, desk=desk, now=NOW)


def test_unlinking_lets_the_contact_go(desk: Desk, eino: Actor) -> None:
    contact = captured(desk)
    work_id = task(desk, eino, contact)
    assert disposal.due(now=DAY_300) == []

    work_items.unlink(work_id, contact_id=contact, actor=eino, now=NOW)

    assert set(disposal.due(now=DAY_300)) == items_of(contact)


def test_linking_holds_only_the_items_that_are_named(desk: Desk, eino: Actor) -> None:
    contact = captured(desk)
    other = captured(desk, source_id="<2@example.fi>")
    work_id = task(desk, eino, contact)
    message = SealedObject.objects.get(contact=other, kind=Kind.MESSAGE)

    work_items.link(
        work_id, contact_id=other, item_ids=[message.pk], actor=eino, now=NOW
    )

    meta = SealedObject.objects.get(contact=other, kind=Kind.META)
    held = HoldItem.objects.filter(contact_id=other).values_list("item_id", flat=True)
    assert set(held) == {message.pk, meta.pk}


def test_reopening_holds_again_what_is_left(desk: Desk, eino: Actor) -> None:
    contact = captured(desk)
    work_id = task(desk, eino, contact)
    closing = Closing(outcome="done", words="Soitettu Maijalle.")
    work_moves.move(
        work_id, Move.CLOSE, desk=desk, actor=eino, now=NOW, closing=closing
    )
    assert not Hold.objects.filter(released_at=None).exists()

    state = work_moves.move(work_id, Move.REOPEN, desk=desk, actor=eino, now=NOW)

    assert state is WorkState.OPEN
    assert items_of(contact).isdisjoint(disposal.due(now=DAY_300))


def test_a_task_of_two_controllers_is_refused(desk: Desk, eino: Actor) -> None:
    first = captured(desk)
    second = captured(
        desk, source_id="<2@example.fi>", address="asiakaspalvelu@retta.example"
    )

    with pytest.raises(WorkRefused) as refused:
        task(desk, eino, first, second)

    assert refused.value.reason == "other-controller"
    assert not WorkItem.objects.exists()
    assert not Hold.objects.exists()


def test_waiting_for_the_customer_moves_the_target(
    desk: Desk, eino: Actor, clock: HandClock
) -> None:
    queue_id = queues.set_queue(
        QueueSettings("retta", "palvelu", "Palvelu", "Service", "Service"),
        actor=SETUP,
        now=NOW,
    )
    work_id = task(desk, eino, queue_id=queue_id)
    work_moves.move(work_id, Move.TAKE, desk=desk, actor=eino, now=NOW)
    before = WorkItem.objects.get(pk=work_id).solve_by
    assert before is not None
    work_moves.move(work_id, Move.WAIT, desk=desk, actor=eino, now=NOW)

    # Monday 12:00 in Helsinki to Tuesday 12:00: eight open hours.
    later = NOW + timedelta(days=1)
    work_moves.move(work_id, Move.RESUME, desk=desk, actor=eino, now=later)

    work = WorkItem.objects.get(pk=work_id)
    assert work.waited_minutes == 480
    assert work.solve_by == before + timedelta(days=1)


def test_feedback_that_becomes_a_complaint_hands_its_links_over(
    desk: Desk, aino: Actor
) -> None:
    contact = captured(desk)
    wanted = NewWork(
        register="retta",
        kind=WorkKind.FEEDBACK,
        words=WorkWords(title="Vesivahinko korjattiin väärin"),
        contact_ids=(contact,),
    )
    work_id = work_items.open_work(wanted, desk=desk, actor=aino, now=NOW)
    work_moves.move(work_id, Move.TAKE, desk=desk, actor=aino, now=NOW)

    work_moves.move(
        work_id,
        Move.CLOSE,
        desk=desk,
        actor=aino,
        now=NOW,
        closing=Closing(outcome="became-complaint"),
    )

    complaint = WorkItem.objects.get(kind=WorkKind.COMPLAINT)
    assert [link.contact_id for link in complaint.links.all()] == [contact]
    assert items_of(contact).isdisjoint(disposal.due(now=DAY_300))
    assert WorkItem.objects.get(pk=work_id).state == WorkState.CLOSED


def test_a_refused_end_writes_no_outcome_down(desk: Desk, eino: Actor) -> None:
    work_id = task(desk, eino, captured(desk))
    before = SealedObject.objects.get(work_item=work_id).pk

    with pytest.raises(WorkRefused):
        work_moves.move(
            work_id,
            Move.CLOSE,
            desk=desk,
            actor=eino,
            now=NOW,
            closing=Closing(outcome="accepted", words="Korvattu"),
        )

    assert SealedObject.objects.get(work_item=work_id).pk == before


def test_steps_are_added_ticked_and_taken_away(desk: Desk, eino: Actor) -> None:
    work_id = task(desk, eino)
    for text in ("Soita", "Kirjaa"):
        checklists.add_step(work_id, text, desk=desk, actor=eino, now=NOW)

    checklists.tick(
        work_id, Step("Soita", done=True), place=0, desk=desk, actor=eino, now=NOW
    )
    checklists.remove_step(
        work_id, Step("Kirjaa"), place=1, desk=desk, actor=eino, now=NOW
    )

    assert checklist(work_id, desk) == (Step("Soita", done=True),)


def test_nobody_ticks_a_step_that_somebody_else_moved(desk: Desk, eino: Actor) -> None:
    work_id = task(desk, eino)
    checklists.add_step(work_id, "Soita", desk=desk, actor=eino, now=NOW)

    for place, text in ((0, "Kirjaa"), (1, "Soita"), (-1, "Soita")):
        with pytest.raises(WorkRefused) as refused:
            checklists.tick(
                work_id,
                Step(text, done=True),
                place=place,
                desk=desk,
                actor=eino,
                now=NOW,
            )
        assert refused.value.reason == "no-such-step"

    assert checklist(work_id, desk) == (Step("Soita"),)


def checklist(work_id: UUID, desk: Desk) -> tuple[Step, ...]:
    work = WorkItem.objects.get(pk=work_id)
    return work_words.open_words(work, desk).checklist
