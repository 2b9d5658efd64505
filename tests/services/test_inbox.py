"""The inbox: who sees which conversations, in which order, and how quickly found."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seloste.domain.conversation import ConversationMove
from seloste.domain.inbox import Order, Tab, cursor
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import Conversation
from seloste.services import conversations, inbox
from seloste.services.access import NotFound
from seloste.services.inbox import Wanted
from tests.services.conftest import NOW
from tests.services.talks import arrives, me, queue, worker


@pytest.fixture
def eino(registers: None) -> Actor:
    return worker("eino")


def seen(desk: Desk, who: Actor, **wanted: object) -> list[UUID]:
    asked = Wanted(**wanted)  # type: ignore[arg-type] # names are checked by dataclasses
    found = inbox.list_inbox(asked, staff_id=me(who), desk=desk, now=NOW)
    return [line.talk.thread for line in found.lines]


def test_what_arrived_last_comes_first(desk: Desk, eino: Actor) -> None:
    old = arrives(desk, 1, at=NOW - timedelta(hours=2))
    new = arrives(desk, 2, at=NOW - timedelta(hours=1))

    assert seen(desk, eino, tab=Tab.UNASSIGNED) == [new, old]
    assert seen(desk, eino, tab=Tab.UNASSIGNED, order=Order.OLDEST) == [old, new]


def test_each_part_shows_its_own(desk: Desk, eino: Actor) -> None:
    mine, done, waiting, nobodys = (arrives(desk, n) for n in range(4))
    conversations.move(mine, ConversationMove.TAKE, actor=eino, now=NOW)
    conversations.move(done, ConversationMove.FINISH, actor=eino, now=NOW)
    Conversation.objects.filter(pk=waiting).update(state="waiting")

    assert seen(desk, eino, tab=Tab.MINE) == [mine]
    assert seen(desk, eino, tab=Tab.UNASSIGNED) == [nobodys]
    assert seen(desk, eino, tab=Tab.WAITING) == [waiting]
    assert seen(desk, eino, tab=Tab.DONE) == [done]
    assert set(seen(desk, eino, tab=Tab.ALL)) == {mine, done, waiting, nobodys}


def test_customers_are_masked(desk: Desk, eino: Actor) -> None:
    arrives(desk)

    found = inbox.list_inbox(Wanted(tab=Tab.ALL), staff_id=me(eino), desk=desk, now=NOW)

    assert found.lines[0].who is not None
    assert found.lines[0].who.name == "M•• M••"


def test_pages_follow_one_another_without_gap_or_repetition(
    desk: Desk, eino: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "PAGE", 2)
    threads = [arrives(desk, n, at=NOW - timedelta(minutes=n // 2)) for n in range(5)]
    states = {threads[1]: "done", threads[3]: "waiting"}
    for thread, state in states.items():
        Conversation.objects.filter(pk=thread).update(state=state)

    pages, after = [], None
    for _ in range(4):
        wanted = Wanted(tab=Tab.ALL, after=after)
        page = inbox.list_inbox(wanted, staff_id=me(eino), desk=desk, now=NOW)
        pages += [line.talk.thread for line in page.lines]
        after = page.end and cursor(page.end.text())
        if not page.more:
            break

    assert sorted(pages) == sorted(threads)
    assert len(pages) == 5


def test_a_queue_with_members_is_theirs(desk: Desk, eino: Actor) -> None:
    saara, aino = worker("saara"), worker("aino", Role.RECORDS_MANAGER)
    thread = arrives(desk)
    Conversation.objects.update(queue=queue("laskut", saara))

    assert seen(desk, saara, tab=Tab.QUEUE) == [thread]
    assert seen(desk, aino, tab=Tab.ALL) == [thread]
    assert seen(desk, eino, tab=Tab.ALL) == []
    with pytest.raises(NotFound):
        inbox.reach(thread, staff_id=me(eino), now=NOW)


def test_what_somebody_was_given_is_theirs_whatever_the_queue(
    desk: Desk, eino: Actor
) -> None:
    saara = worker("saara")
    thread = arrives(desk)
    Conversation.objects.update(queue=queue("laskut", saara), assignee=me(eino))

    assert seen(desk, eino, tab=Tab.MINE) == [thread]


@pytest.mark.parametrize("role", [Role.TRAINER, Role.DPO, Role.ADMIN])
def test_only_those_who_answer_have_an_inbox(
    desk: Desk, registers: None, role: Role
) -> None:
    thread = arrives(desk)
    other = worker("tiina", role)

    assert seen(desk, other, tab=Tab.ALL) == []
    with pytest.raises(NotFound):
        inbox.reach(thread, staff_id=me(other), now=NOW)


def test_conversations_of_another_register_do_not_exist(
    desk: Desk, registers: None
) -> None:
    thread = arrives(desk)
    other = worker("sanna", register="sok-mara")

    assert seen(desk, other, tab=Tab.ALL) == []
    with pytest.raises(NotFound):
        inbox.reach(thread, staff_id=me(other), now=NOW)


def test_late_is_what_should_have_been_answered(desk: Desk, eino: Actor) -> None:
    late, soon = arrives(desk, 1), arrives(desk, 2)
    Conversation.objects.filter(pk=late).update(reply_by=NOW - timedelta(minutes=1))
    Conversation.objects.filter(pk=soon).update(reply_by=NOW + timedelta(minutes=1))

    assert seen(desk, eino, tab=Tab.UNASSIGNED, late=True) == [late]


def test_counts_stop_at_a_hundred(
    desk: Desk, eino: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "MOST_COUNTED", 2)
    for number in range(3):
        arrives(desk, number)

    found = inbox.counts(Wanted(), staff_id=me(eino), now=NOW)

    assert found[Tab.UNASSIGNED] == 2
    assert found[Tab.MINE] == 0


@pytest.mark.parametrize(
    "text", ["", "nonsense", "1-", "-1-00", "9" * 30 + "-" + "0" * 32, "١-" + "0" * 32]
)
def test_a_cursor_that_is_none_begins_at_the_beginning(text: str) -> None:
    assert cursor(text) is None


def test_counts_ask_once_what_somebody_reaches(desk: Desk, eino: Actor) -> None:
    with CaptureQueriesContext(connection) as asked:
        inbox.counts(Wanted(), staff_id=me(eino), now=NOW)

    roles = [one for one in asked.captured_queries if "staffrole" in one["sql"]]
    with CaptureQueriesContext(connection) as once:
        theirs = inbox._reachable(Wanted(), me(eino), NOW)
    assert theirs.slugs == ("retta",)
    assert len(roles) < len(once)


@pytest.mark.parametrize("tab", list(Tab))
def test_every_list_runs_along_an_index(desk: Desk, eino: Actor, tab: Tab) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("other planners look at how much there is")
    queue("laskut", eino)

    wanted = Wanted(tab=tab)
    theirs = inbox._reachable(wanted, me(eino), NOW)

    plans = [
        rows.order_by("-arrived_at", "-thread").explain()
        for rows in inbox._streams(wanted, theirs, me(eino), NOW)
    ]

    assert plans
    assert all("USING INDEX conversation_" in plan for plan in plans), plans


def test_a_list_of_one_channel_runs_along_its_index(desk: Desk, eino: Actor) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("other planners look at how much there is")
    wanted = Wanted(tab=Tab.ALL, channel="form")
    theirs = inbox._reachable(wanted, me(eino), NOW)

    plans = [
        rows.order_by("-arrived_at", "-thread").explain()
        for rows in inbox._streams(wanted, theirs, me(eino), NOW)
    ]

    assert plans
    assert all("USING INDEX conversation_channel" in plan for plan in plans), plans
