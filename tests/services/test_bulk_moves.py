"""Many at once: shown first, done one by one, what cannot be done left alone."""

from uuid import UUID, uuid4

import pytest

from seloste.domain.conversation import ConversationMove
from seloste.domain.inbox import Bulk, InboxRefused
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, Conversation
from seloste.services import audit, bulk_moves, conversations
from seloste.services.bulk_moves import Asked
from tests.services.conftest import NOW
from tests.services.talks import arrives, queue, worker


@pytest.fixture
def eino(registers: None) -> Actor:
    return worker("eino")


def states() -> dict[UUID, str]:
    return dict(Conversation.objects.values_list("thread", "state"))


def test_a_preview_counts_and_changes_nothing(desk: Desk, eino: Actor) -> None:
    new, done = arrives(desk, 1), arrives(desk, 2)
    conversations.move(done, ConversationMove.FINISH, actor=eino, now=NOW)
    before = states()

    plan = bulk_moves.preview(
        Asked(Bulk.FINISH, (new, done, uuid4())), actor=eino, now=NOW
    )

    assert plan.will == (new,)
    assert plan.wont == (("no-such-move", 1), ("not-here", 1))
    assert states() == before


def test_each_is_done_by_itself_and_audited(desk: Desk, eino: Actor) -> None:
    threads = (arrives(desk, 1), arrives(desk, 2))

    done = bulk_moves.carry_out(Asked(Bulk.TAKE, threads), actor=eino, now=NOW)

    assert done.will == threads
    assert set(states().values()) == {"open"}
    assert AuditLeaf.objects.filter(action="conversation.moved").count() == 2


def test_conversations_go_to_a_queue_of_their_register(desk: Desk, eino: Actor) -> None:
    thread, laskut = arrives(desk), queue("laskut")
    asked = Asked(Bulk.QUEUE, (thread,), laskut)

    done = bulk_moves.carry_out(asked, actor=eino, now=NOW)
    again = bulk_moves.preview(asked, actor=eino, now=NOW)

    assert done.will == (thread,)
    assert Conversation.objects.get().queue_id == laskut
    assert again.wont == (("already", 1),)


def test_a_trace_that_cannot_be_written_leaves_that_one_undone(
    desk: Desk, eino: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread = arrives(desk)

    def broken(**_: object) -> int:
        raise audit.LeafRefused("broken by the test")

    monkeypatch.setattr(audit, "record", broken)

    with pytest.raises(audit.LeafRefused):
        bulk_moves.carry_out(Asked(Bulk.FINISH, (thread,)), actor=eino, now=NOW)

    assert states() == {thread: "new"}


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (Asked(Bulk.TAKE, ()), "nothing-chosen"),
        (Asked(Bulk.TAKE, tuple(UUID(int=n) for n in range(101))), "too-many"),
        (Asked(Bulk.QUEUE, (UUID(int=1),)), "no-queue"),
        (Asked(Bulk.QUEUE, (UUID(int=1),), UUID(int=2)), "no-queue"),
    ],
)
def test_what_asks_nothing_sensible_is_refused(
    eino: Actor, asked: Asked, reason: str
) -> None:
    with pytest.raises(InboxRefused, match=reason):
        bulk_moves.preview(asked, actor=eino, now=NOW)


def test_nothing_of_another_queue_is_touched(desk: Desk, eino: Actor) -> None:
    saara, thread = worker("saara"), arrives(desk)
    Conversation.objects.update(queue=queue("laskut", saara))

    done = bulk_moves.carry_out(Asked(Bulk.FINISH, (thread,)), actor=eino, now=NOW)

    assert done.wont == (("not-here", 1),)
    assert states() == {thread: "new"}
