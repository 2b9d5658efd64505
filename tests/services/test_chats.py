"""Chats: begun, answered, handed on, ended, kept and destroyed as the notice says."""

import uuid
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seloste.domain.chat import ChatRefused
from seloste.domain.contact import Kind
from seloste.domain.notice import PurposeRefused
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import (
    AuditLeaf,
    Chat,
    ChatLine,
    Contact,
    Conversation,
    NoticeReceipt,
    SatisfactionAsked,
    SealedObject,
    StaffRole,
)
from seloste.services import (
    audit,
    chat_lines,
    chat_reading,
    chat_visits,
    chats,
    satisfaction,
    sweeps,
)
from seloste.services.access import NotFound
from tests.services.chatting import (
    CANARY,
    ORIGIN,
    TOKEN,
    begun,
    made_site,
    said,
    waiting,
)
from tests.services.conftest import NOW, SETUP
from tests.services.desks import HandClock
from tests.services.people import person

pytestmark = pytest.mark.usefixtures("registers")
LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def eino() -> UUID:
    return person("Eino", Role.AGENT)


def actor(staff_id: UUID) -> Actor:
    return Actor(id=f"staff:{staff_id}", staff_id=staff_id)


def taken(chat: UUID, eino: UUID, desk: Desk) -> None:
    chats.take(chat, actor=actor(eino), name="Eino", desk=desk, now=NOW)


def acts(action: str) -> int:
    return AuditLeaf.objects.filter(action=action).count()


def texts(chat: UUID, desk: Desk) -> list[str]:
    return [line.text for line in chat_lines.lines(chat, after=0, desk=desk)]


def test_chat_is_a_contact_that_knows_which_notice_was_shown(desk: Desk) -> None:
    chat = begun(desk)

    row = Chat.objects.select_related("contact").get(pk=chat)
    assert row.state == "queued"
    assert (row.notice_version.number, row.language) == (1, "fi")
    assert row.notice_version_id == row.contact.notice_version_id
    assert row.contact.channel == "chat"
    assert texts(chat, desk) == ["begun 1 fi"]
    assert acts("chat.begun") == 1


def test_chat_has_a_receipt_of_the_notice_that_was_shown(desk: Desk) -> None:
    chat = begun(desk)

    receipt = NoticeReceipt.objects.get(contact=chat)
    assert (receipt.notice_version.number, receipt.language) == (1, "fi")
    assert receipt.shown_at == NOW


def test_ended_chat_gives_one_link_to_the_anonymous_question(
    desk: Desk, eino: UUID
) -> None:
    chat = begun(desk)
    taken(chat, eino, desk)
    with pytest.raises(ChatRefused, match="not-asked"):
        chat_visits.satisfaction_path(chat, now=LATER)
    chats.end(chat, actor=chats.VISITOR, desk=desk, now=LATER)

    path = chat_visits.satisfaction_path(chat, now=LATER)

    assert path.startswith("/answer/")
    assert SatisfactionAsked.objects.get().channel == "chat"
    with pytest.raises(ChatRefused, match="not-asked"):
        chat_visits.satisfaction_path(chat, now=LATER)
    assert SatisfactionAsked.objects.count() == 1


def test_chat_that_nobody_answered_asks_nothing(desk: Desk) -> None:
    chat = begun(desk)
    chats.end(chat, actor=chats.VISITOR, desk=desk, now=LATER)

    with pytest.raises(ChatRefused, match="not-asked"):
        chat_visits.satisfaction_path(chat, now=LATER)

    assert not SatisfactionAsked.objects.exists()


def test_link_that_cannot_be_made_is_asked_for_again(
    desk: Desk, eino: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = begun(desk)
    taken(chat, eino, desk)
    chats.end(chat, actor=chats.VISITOR, desk=desk, now=LATER)

    def cut(*_: object, **__: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr(satisfaction, "ask", cut)
        with pytest.raises(ConnectionError):
            chat_visits.satisfaction_path(chat, now=LATER)

    assert chat_visits.satisfaction_path(chat, now=LATER)


def test_chat_begun_twice_with_one_token_is_one_chat(desk: Desk) -> None:
    site = made_site()

    assert begun(desk, site=site) == begun(desk, site=site)

    assert Contact.objects.count() == 1
    assert ChatLine.objects.count() == 1


def test_beginning_cut_short_is_finished_by_the_next_try(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = made_site()

    def cut(**_: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr(audit, "record", cut)
        with pytest.raises(ConnectionError):
            begun(desk, site=site)
    assert not Chat.objects.exists()

    begun(desk, site=site)

    assert Chat.objects.count() == Contact.objects.count() == 1


@pytest.mark.parametrize(
    ("hour", "reason"), [(9 - 5, "closed"), (9 + 9, "closed")], ids=["early", "late"]
)
def test_closed_centre_takes_no_chats(desk: Desk, hour: int, reason: str) -> None:
    site = made_site()

    with pytest.raises(ChatRefused) as refused:
        begun(desk, site=site, now=NOW.replace(hour=hour))

    assert refused.value.reason == reason
    assert not Contact.objects.exists()


def test_notice_that_is_no_longer_in_force_must_be_shown_anew(desk: Desk) -> None:
    site = made_site()
    wanted = chats.Beginning(token=TOKEN, notice=7, language="fi")

    with pytest.raises(ChatRefused) as refused:
        chats.begin(site, wanted, desk=desk, now=NOW)

    assert refused.value.reason == "notice-changed"
    assert not Contact.objects.exists()


@pytest.mark.parametrize("token", ["", "short", "t" * 42, "%" * 43, "t" * 42 + "_%"])
def test_token_that_could_be_guessed_begins_nothing(desk: Desk, token: str) -> None:
    with pytest.raises(ChatRefused):
        begun(desk, token=token)


@pytest.mark.parametrize(
    ("token", "origin"),
    [
        ("u" * 43, ORIGIN),
        ("_" * 43, ORIGIN),
        (TOKEN, "https://evil.example"),
        (TOKEN, f"{ORIGIN}.evil.example"),
        (TOKEN, "null"),
        (TOKEN, ""),
    ],
)
def test_only_the_token_from_the_right_site_opens_a_chat(
    desk: Desk, token: str, origin: str
) -> None:
    chat = begun(desk)
    assert chat_visits.chat_of(TOKEN, origin=ORIGIN, now=NOW) == chat

    with pytest.raises(ChatRefused) as refused:
        chat_visits.chat_of(token, origin=origin, now=NOW)

    assert refused.value.reason == "unknown-chat"


def test_token_ends_with_the_chat_and_an_hour(desk: Desk) -> None:
    chat = begun(desk)
    chats.end(chat, actor=chats.VISITOR, desk=desk, now=NOW)

    last = NOW + timedelta(minutes=59)
    assert chat_visits.chat_of(TOKEN, origin=ORIGIN, now=last) == chat
    with pytest.raises(ChatRefused):
        chat_visits.chat_of(TOKEN, origin=ORIGIN, now=NOW + timedelta(minutes=60))


def test_line_sent_twice_is_kept_once(desk: Desk) -> None:
    chat, client = begun(desk), uuid.uuid4()

    first, again = (
        chat_visits.say(chat, client_id=client, text="Hei", desk=desk, now=NOW)
        for _ in range(2)
    )

    assert first == again == 2
    assert texts(chat, desk) == ["begun 1 fi", "Hei"]
    assert SealedObject.objects.filter(kind=Kind.MESSAGE).count() == 2


def test_line_that_was_not_written_leaves_nothing_sealed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = begun(desk)
    before = {one for one, _, _ in desk.vault.objects()}

    def cut(*_: object, **__: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr("seloste.services.chat_changes.tell", cut)
        with pytest.raises(ConnectionError):
            said(chat, "Hei", desk=desk)

    assert {one for one, _, _ in desk.vault.objects()} == before
    assert ChatLine.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "reason"), [("", "empty"), (" \n", "empty"), ("a" * 4001, "too-long")]
)
def test_line_of_no_or_too_many_letters_is_refused(
    desk: Desk, text: str, reason: str
) -> None:
    with pytest.raises(ChatRefused) as refused:
        said(begun(desk), text, desk=desk)

    assert refused.value.reason == reason


def test_nothing_is_said_in_a_chat_that_is_over(desk: Desk) -> None:
    chat = begun(desk)
    chats.end(chat, actor=chats.VISITOR, desk=desk, now=NOW)

    with pytest.raises(ChatRefused) as refused:
        said(chat, "Hei", desk=desk)

    assert refused.value.reason == "over"


def test_queue_is_counted_and_moves_on(desk: Desk, eino: UUID) -> None:
    site = made_site()
    first = begun(desk, site=site)
    second = begun(desk, site=site, token="u" * 43, now=LATER)
    assert chat_visits.visit(second, now=LATER).position == 2

    taken(first, eino, desk)

    assert chat_visits.visit(first, now=LATER).position == 0
    assert chat_visits.visit(second, now=LATER).position == 1


def test_chat_is_taken_answered_and_ended(desk: Desk, eino: UUID) -> None:
    chat = begun(desk)
    said(chat, "Hei", desk=desk)

    taken(chat, eino, desk)
    chat_reading.say(
        chat, staff_id=eino, client_id=uuid.uuid4(), text="Moi", desk=desk, now=NOW
    )
    chats.end(chat, actor=actor(eino), desk=desk, now=LATER)

    assert texts(chat, desk) == ["begun 1 fi", "Hei", "taken", "Moi", "ended agent"]
    assert Contact.objects.get(pk=chat).ended_at == LATER
    assert [acts(f"chat.{what}") for what in ("taken", "ended")] == [1, 1]
    talk = Conversation.objects.get()
    assert (talk.state, talk.assignee_id) == ("done", eino)
    assert talk.first_answered_at == NOW


def test_nobody_answers_a_chat_that_is_not_theirs(desk: Desk, eino: UUID) -> None:
    chat = begun(desk)

    with pytest.raises(ChatRefused) as refused:
        chat_reading.say(
            chat, staff_id=eino, client_id=uuid.uuid4(), text="Moi", desk=desk, now=NOW
        )

    assert refused.value.reason == "not-yours"


def test_chat_that_nobody_answered_stays_in_the_inbox(desk: Desk) -> None:
    chat = begun(desk)

    chats.end(chat, actor=chats.VISITOR, desk=desk, now=NOW)

    assert Conversation.objects.get().state == "new"


def test_visitor_who_leaves_comes_back_to_the_same_chat(desk: Desk) -> None:
    chat = begun(desk)
    gone = NOW + timedelta(minutes=3)

    chats.tidy(desk=desk, now=gone)
    assert Chat.objects.get().state == "away"
    chats.heard(chat, gone)

    assert Chat.objects.get().state == "queued"


def test_visitor_who_stays_away_ends_the_chat(desk: Desk, eino: UUID) -> None:
    taken(begun(desk), eino, desk)

    chats.tidy(desk=desk, now=NOW + timedelta(minutes=2))
    assert Chat.objects.get().state == "left"
    chats.tidy(desk=desk, now=NOW + timedelta(minutes=31))

    assert Chat.objects.get().state == "ended"
    assert acts("chat.ended") == 1
    assert texts(Chat.objects.get().pk, desk)[-1] == "ended system"


def test_chat_is_opened_once_and_audited_once(desk: Desk, eino: UUID) -> None:
    chat = begun(desk)
    said(chat, "Hei", desk=desk)
    said(chat, "Onko siellä ketään?", desk=desk)

    opened = chat_reading.open_chat(
        chat, staff_id=eino, purpose_id="service", desk=desk, now=NOW
    )
    lines = chat_reading.lines(
        opened.opening_id, staff_id=eino, after=0, desk=desk, now=NOW
    )

    assert [line.seq for line in lines] == [1, 2, 3]
    assert (opened.name, opened.mailto) == ("Maija Meikäläinen", "maija@example.fi")
    assert acts("content.opened") == 1


def test_chat_is_not_opened_for_a_purpose_of_others(desk: Desk, eino: UUID) -> None:
    chat = begun(desk)

    with pytest.raises(PurposeRefused):
        chat_reading.open_chat(
            chat, staff_id=eino, purpose_id="quality", desk=desk, now=NOW
        )

    assert acts("content.denied") == 1


def test_role_that_is_taken_away_shows_no_further_line(desk: Desk, eino: UUID) -> None:
    chat = begun(desk)
    opened = chat_reading.open_chat(
        chat, staff_id=eino, purpose_id="service", desk=desk, now=NOW
    )

    StaffRole.objects.all().delete()

    with pytest.raises(NotFound):
        chat_reading.lines(
            opened.opening_id, staff_id=eino, after=0, desk=desk, now=NOW
        )
    assert not waiting(eino, language="fi", now=NOW)


def test_list_of_who_waits_costs_the_same_however_many_wait(
    desk: Desk, eino: UUID
) -> None:
    begun(desk)
    with CaptureQueriesContext(connection) as few:
        waiting(eino, language="fi", now=NOW)
    for number in range(4):
        begun(desk, token=f"{number}" * 43)

    with CaptureQueriesContext(connection) as many:
        found = waiting(eino, language="fi", now=NOW)

    assert [one.position for one in found] == [1, 2, 3, 4, 5]
    assert len(many) == len(few)


def test_agent_of_another_register_sees_no_chat(desk: Desk) -> None:
    chat = begun(desk)
    outsider = person("Ulla", Role.AGENT, register="sok-mara")

    assert not waiting(outsider, language="fi", now=NOW)
    with pytest.raises(NotFound):
        chat_reading.open_chat(
            chat, staff_id=outsider, purpose_id="service", desk=desk, now=NOW
        )
    with pytest.raises(ChatRefused):
        taken(chat, outsider, desk)


def test_chat_is_found_before_its_day_and_nowhere_after(
    desk: Desk, clock: HandClock, tmp_path: Path
) -> None:
    chat = begun(desk)
    said(chat, f"Avaimeni on kadonnut. {CANARY}", desk=desk)
    assert CANARY in texts(chat, desk)[1]
    blobs = list(SealedObject.objects.filter(contact=chat))
    assert len(blobs) == 3

    clock.move(timedelta(days=181))
    sweeps.sweep(desk=desk, actor=SETUP, now=clock.now())

    assert not SealedObject.objects.filter(contact=chat).exists()
    assert not any(m.objects.exists() for m in (Chat, ChatLine, Contact, Conversation))
    assert not desk.vault.absent([one.ref() for one in blobs])
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or CANARY.encode() not in path.read_bytes()
