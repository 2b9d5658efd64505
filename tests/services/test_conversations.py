"""Conversations: whose turn it is, by when, who may move them, and when they end."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from seloste.domain.contact import Direction
from seloste.domain.conversation import ConversationMove, ConversationRefused
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, Conversation, Queue
from seloste.services import capture, conversations, queues, sweeps
from seloste.services.access import NotFound
from seloste.services.queues import QueueSettings
from tests.services import deliveries
from tests.services.conftest import NOW, SETUP
from tests.services.desks import HandClock
from tests.services.people import person


def staff(name: str, role: Role, register: str = "retta") -> Actor:
    staff_id = person(name, role, register=register)
    return Actor(id=f"staff:{staff_id}", role=role, staff_id=staff_id)


@pytest.fixture
def eino(registers: None) -> Actor:
    return staff("eino", Role.AGENT)


@pytest.fixture
def queue(registers: None) -> UUID:
    return queues.set_queue(
        QueueSettings("retta", "palvelu", "Palvelu", "Service", "Service"),
        actor=SETUP,
        now=NOW,
    )


def arrived(desk: Desk, number: int = 1, at: datetime = NOW, **changes: object) -> UUID:
    receipt = capture.capture(
        deliveries.mail(source_id=f"<{number}@example.fi>", **changes),
        desk=desk,
        now=at,
    )
    assert receipt.id is not None
    return receipt.id


def talk() -> Conversation:
    return Conversation.objects.get()


def test_a_mail_begins_a_conversation_in_its_queue_with_a_target(
    desk: Desk, queue: UUID
) -> None:
    contact = arrived(desk)

    begun = talk()

    assert begun.thread == contact
    assert (begun.state, begun.queue_id) == ("new", queue)
    # Monday 12:00 in Helsinki and four hours: 16:00, when the centre closes.
    assert begun.reply_by == datetime(2026, 5, 4, 13, 0, tzinfo=UTC)


def test_a_call_needs_no_answer(desk: Desk, registers: None) -> None:
    capture.capture(deliveries.call(), desk=desk, now=NOW)

    assert not Conversation.objects.exists()


def test_an_answer_hands_the_turn_over_and_a_reply_takes_it_back(
    desk: Desk, queue: UUID
) -> None:
    thread = arrived(desk)
    later = NOW + timedelta(hours=1)

    arrived(desk, 2, later, continues=thread, direction=Direction.OUTBOUND)

    answered = talk()
    assert (answered.state, answered.reply_by) == ("waiting", None)
    assert answered.first_answered_at == later
    arrived(desk, 3, later + timedelta(hours=1), continues=thread)
    assert talk().state == "open"
    assert talk().reply_by is not None


def test_a_thread_of_another_register_is_not_continued(
    desk: Desk, registers: None
) -> None:
    receipt = capture.capture(deliveries.announced_call(), desk=desk, now=NOW)
    assert receipt.id is not None

    contact = arrived(desk, continues=receipt.id)

    assert talk().thread == contact


def test_an_agent_takes_and_finishes_and_it_is_audited(
    desk: Desk, queue: UUID, eino: Actor
) -> None:
    thread = arrived(desk)

    conversations.move(thread, ConversationMove.TAKE, actor=eino, now=NOW)
    conversations.move(thread, ConversationMove.FINISH, actor=eino, now=NOW)

    assert (talk().state, talk().assignee_id, talk().reply_by) == (
        "done",
        eino.staff_id,
        None,
    )
    assert AuditLeaf.objects.filter(action="conversation.moved").count() == 2


def test_a_move_the_table_does_not_know_changes_nothing(
    desk: Desk, eino: Actor
) -> None:
    thread = arrived(desk)

    with pytest.raises(ConversationRefused):
        conversations.move(thread, ConversationMove.REOPEN, actor=eino, now=NOW)

    assert talk().version == 1
    assert not AuditLeaf.objects.filter(action="conversation.moved").exists()


@pytest.mark.parametrize(
    ("role", "register"),
    [
        (Role.TRAINER, "retta"),
        (Role.ADMIN, "retta"),
        (Role.DPO, "retta"),
        (Role.AGENT, "sok-mara"),
    ],
)
def test_it_does_not_exist_for_those_who_answer_nobody_here(
    desk: Desk, registers: None, role: Role, register: str
) -> None:
    thread = arrived(desk)
    other = staff("other", role, register)

    for move in (ConversationMove.TAKE, ConversationMove.FINISH):
        with pytest.raises(NotFound):
            conversations.move(thread, move, actor=other, now=NOW)
    with pytest.raises(NotFound):
        conversations.assign(thread, queue_id=None, staff_id=None, actor=other, now=NOW)

    assert talk().state == "new"


def test_a_queue_of_others_hides_it(desk: Desk, queue: UUID, eino: Actor) -> None:
    elli = staff("elli", Role.AGENT)
    assert elli.staff_id is not None
    queues.set_member(
        queue_id=queue,
        staff_id=elli.staff_id,
        skills=(),
        available=True,
        actor=SETUP,
        now=NOW,
    )
    thread = arrived(desk)

    with pytest.raises(NotFound):
        conversations.move(thread, ConversationMove.TAKE, actor=eino, now=NOW)

    conversations.move(thread, ConversationMove.TAKE, actor=elli, now=NOW)
    assert talk().assignee_id == elli.staff_id


def test_it_is_given_only_to_members_of_its_queue(
    desk: Desk, queue: UUID, eino: Actor
) -> None:
    thread = arrived(desk)
    trainer = staff("tuula", Role.TRAINER, "sok-mara")

    with pytest.raises(ConversationRefused) as refused:
        conversations.assign(
            thread, queue_id=queue, staff_id=trainer.staff_id, actor=eino, now=NOW
        )

    assert refused.value.reason == "not-a-member"


def test_turns_are_taken_by_the_longest_unserved(desk: Desk, registers: None) -> None:
    queue_id = queues.set_queue(
        QueueSettings(
            "retta",
            "vuorot",
            "Vuorot",
            "Turer",
            "Turns",
            assignment=Queue.Assignment.ROUND_ROBIN,
        ),
        actor=SETUP,
        now=NOW,
    )
    members = [staff(name, Role.AGENT) for name in ("elli", "eino")]
    for one in members:
        assert one.staff_id is not None
        queues.set_member(
            queue_id=queue_id,
            staff_id=one.staff_id,
            skills=(),
            available=True,
            actor=SETUP,
            now=NOW,
        )

    threads = [
        arrived(desk, number, NOW + timedelta(minutes=number)) for number in range(4)
    ]

    given = [Conversation.objects.get(pk=one).assignee_id for one in threads]
    assert set(given[:2]) == {one.staff_id for one in members}
    assert given[:2] == given[2:]


def test_it_goes_with_the_last_contact_of_its_thread(
    desk: Desk, registers: None, clock: HandClock
) -> None:
    thread = arrived(desk)
    arrived(desk, 2, NOW + timedelta(days=10), continues=thread)

    clock.at = NOW + timedelta(days=181)
    sweeps.sweep(desk=desk, actor=SETUP, now=clock.at)

    assert Conversation.objects.filter(pk=thread).exists()
    clock.at = NOW + timedelta(days=191)
    sweeps.sweep(desk=desk, actor=SETUP, now=clock.at)
    assert not Conversation.objects.exists()


@pytest.mark.parametrize(
    ("hours", "minutes"),
    [({"7": ["08:00", "16:00"]}, 60), ({"6": ["12:00", "12:01"]}, 60)],
    ids=["no weekday", "a minute in a week"],
)
def test_a_queue_that_is_never_open_takes_mail_without_a_target(
    desk: Desk, registers: None, hours: dict[str, list[str]], minutes: int
) -> None:
    queues.set_queue(
        QueueSettings(
            "retta",
            "palvelu",
            "Palvelu",
            "Service",
            "Service",
            hours=hours,
            respond_minutes=minutes,
        ),
        actor=SETUP,
        now=NOW,
    )

    arrived(desk)

    assert (talk().state, talk().reply_by) == ("new", None)
    assert conversations.unreached(talk())


def test_an_answered_conversation_is_not_said_to_have_no_hours(
    desk: Desk, queue: UUID
) -> None:
    arrived(desk)

    assert not conversations.unreached(talk())
