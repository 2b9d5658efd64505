"""Who waits in chat, told to each by registers, roles and queues."""

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import Chat, ChatSite, Queue, QueueMember
from seloste.services import chat_list, chats
from tests.services.chatting import begun, made_site, waiting
from tests.services.conftest import NOW
from tests.services.people import person

pytestmark = pytest.mark.usefixtures("registers")


@pytest.fixture
def eino() -> UUID:
    return person("Eino", Role.AGENT)


@pytest.fixture
def saara() -> UUID:
    return person("Saara", Role.AGENT)


@pytest.fixture
def queue() -> Queue:
    return Queue.objects.create(
        register_id="retta",
        slug="laskut",
        name_fi="Laskut",
        name_sv="Fakturor",
        name_en="Bills",
    )


def site_of(queue: Queue) -> ChatSite:
    site = made_site()
    site.queue = queue
    site.save()
    return site


def waits_for(staff_id: UUID, language: str = "fi") -> list[UUID]:
    found = waiting(staff_id, language=language, now=NOW)
    return [one.id for one in found]


def test_a_queue_without_members_is_everybodys(
    desk: Desk, eino: UUID, saara: UUID, queue: Queue
) -> None:
    chat = begun(desk, site=site_of(queue))

    assert waits_for(eino) == waits_for(saara) == [chat]


def test_a_queue_with_members_is_theirs(
    desk: Desk, eino: UUID, saara: UUID, queue: Queue
) -> None:
    chat = begun(desk, site=site_of(queue))
    QueueMember.objects.create(queue=queue, staff_id=eino)

    assert waits_for(eino) == [chat]
    assert waits_for(saara) == []


def test_whoever_answers_keeps_it_though_the_queue_is_not_theirs(
    desk: Desk, eino: UUID, saara: UUID, queue: Queue
) -> None:
    chat = begun(desk, site=site_of(queue))
    actor = Actor(id=f"staff:{saara}", staff_id=saara)
    chats.take(chat, actor=actor, name="Saara", desk=desk, now=NOW)
    QueueMember.objects.create(queue=queue, staff_id=eino)

    (hers,) = waiting(saara, language="fi", now=NOW)

    assert (hers.mine, hers.assignee, hers.position) == (True, "Saara", 0)
    assert hers.unread == Chat.objects.get().last_seq
    (his,) = waiting(eino, language="fi", now=NOW)
    assert (his.mine, his.unread) == (False, 0)


@pytest.mark.parametrize(
    ("language", "name"), [("fi", "Laskut"), ("sv", "Fakturor"), ("en", "Bills")]
)
def test_a_queue_is_called_as_the_reader_calls_it(
    desk: Desk, eino: UUID, queue: Queue, language: str, name: str
) -> None:
    begun(desk, site=site_of(queue))

    (found,) = waiting(eino, language=language, now=NOW)

    assert found.queue == name


def test_an_administrator_sees_nobody_waiting(desk: Desk) -> None:
    begun(desk)

    assert waits_for(person("Anni", Role.ADMIN)) == []


def test_a_chat_that_is_over_is_in_no_list(desk: Desk, eino: UUID) -> None:
    chat = begun(desk)
    chats.end(chat, actor=chats.VISITOR, desk=desk, now=NOW)

    assert waits_for(eino) == []


def test_all_that_goes_on_is_read_with_three_statements(
    desk: Desk, eino: UUID, queue: Queue
) -> None:
    site = site_of(queue)
    for number in range(4):
        begun(desk, site=site, token=f"{number}" * 43)

    with CaptureQueriesContext(connection) as asked:
        found = chat_list.going_on()

    assert [one.position for one in found] == [1, 2, 3, 4]
    assert len(asked) == 3
