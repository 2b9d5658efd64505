"""The list of who waits: read once for every console, and never left behind."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from seloste.domain.chat import ChatState
from seloste.receivers.live_agent import NONE, AgentPage
from seloste.receivers.live_lists import Lists
from seloste.services import chat_list


class Seconds:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count how often the records are read."""
    found: list[int] = []

    def going_on() -> tuple[chat_list.GoingOn, ...]:
        found.append(1)
        return ()

    monkeypatch.setattr(chat_list, "going_on", going_on)
    return found


def test_consoles_that_ask_within_a_second_share_one_reading(
    seconds: Seconds, reads: list[int]
) -> None:
    lists = Lists(seconds)

    for _ in range(20):
        lists.latest()
    seconds.now += 0.9
    lists.latest()

    assert len(reads) == 1


def test_a_second_later_the_records_are_read_again(
    seconds: Seconds, reads: list[int]
) -> None:
    lists = Lists(seconds)
    lists.latest()

    seconds.now += 1
    lists.latest()

    assert len(reads) == 2


def test_a_change_after_the_reading_leaves_it_behind_until_it_is_read_again(
    seconds: Seconds, reads: list[int]
) -> None:
    lists = Lists(seconds)
    lists.latest()
    assert not lists.behind()

    seconds.now += 0.5
    lists.changed()
    lists.latest()
    assert lists.behind()

    seconds.now += 0.5
    lists.latest()
    assert not lists.behind()


def test_a_change_in_the_moment_of_reading_is_taken_for_a_later_one(
    seconds: Seconds, reads: list[int]
) -> None:
    lists = Lists(seconds)
    lists.latest()

    lists.changed()

    assert lists.behind()


ME = UUID(int=9)


def console(monkeypatch: pytest.MonkeyPatch, *opened: UUID) -> AgentPage:
    """Return the page of somebody who is signed in and has opened some chats."""
    page = AgentPage(session="")
    monkeypatch.setattr(page, "_opened", dict.fromkeys(opened))
    monkeypatch.setattr(page, "_me", lambda: ME)
    monkeypatch.setattr(page, "_waiting", lambda *_: {"type": "list"})
    monkeypatch.setattr(page, "_news_of", lambda *_: [{"type": "line"}])
    return page


@pytest.mark.parametrize(
    ("opened", "wakes"), [((), NONE), ((UUID(int=1),), frozenset({UUID(int=1)}))]
)
def test_a_console_that_looks_again_in_a_second_is_woken_by_its_own_chats_only(
    monkeypatch: pytest.MonkeyPatch,
    reads: list[int],
    opened: tuple[UUID, ...],
    wakes: frozenset[UUID],
) -> None:
    page = console(monkeypatch, *opened)
    assert page.chats() == frozenset(), "before, anything may move the list"

    assert page.news()[0] == {"type": "list"}
    assert page.chats() == frozenset()
    assert not page.looks_again
    page.news()

    assert page.chats() == wakes
    assert page.looks_again == 1.0
    assert len(reads) == 1


def waiting_chat(**changes: object) -> chat_list.GoingOn:
    first = chat_list.GoingOn(
        id=UUID(int=1),
        register="retta",
        state=ChatState.QUEUED,
        language="fi",
        queue=chat_list.WaitingQueue({"fi": "Laskut", "sv": "Fakturor"}, frozenset()),
        position=1,
        since=datetime(2026, 5, 4, 9, 0, tzinfo=UTC),
        assignee=None,
        agent="",
        unread=3,
    )
    return replace(first, **changes)  # type: ignore[arg-type]  # names are checked by dataclasses


def test_a_chat_is_shown_to_others_as_it_is_in_the_language_of_each() -> None:
    lists = Lists()

    told = lists.shown(waiting_chat(), "fi")

    assert told == {
        "chat": "00000000-0000-0000-0000-000000000001",
        "register": "retta",
        "state": "queued",
        "language": "fi",
        "queue": "Laskut",
        "position": 1,
        "since": "2026-05-04T09:00:00+00:00",
        "mine": False,
        "agent": "",
        "unread": 0,
    }
    assert lists.shown(waiting_chat(), "fi") is told
    assert lists.shown(waiting_chat(), "sv")["queue"] == "Fakturor"


def test_a_page_that_read_before_and_one_that_read_after_are_told_what_they_read(
    reads: list[int],
) -> None:
    lists, before, after = Lists(), waiting_chat(position=2), waiting_chat(position=1)

    assert lists.shown(before, "fi")["position"] == 2
    assert lists.shown(after, "fi")["position"] == 1
    assert lists.shown(before, "fi")["position"] == 2


def test_how_a_chat_was_shown_is_forgotten_when_it_is_over(
    seconds: Seconds, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists, chat = Lists(seconds), waiting_chat()
    monkeypatch.setattr(chat_list, "going_on", lambda: (chat,))
    told = lists.shown(lists.latest()[0], "fi")
    assert lists.shown(chat, "fi") is told

    monkeypatch.setattr(chat_list, "going_on", tuple)
    seconds.now += 1
    assert lists.latest() == ()

    assert lists.shown(chat, "fi") is not told
