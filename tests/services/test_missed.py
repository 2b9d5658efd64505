"""What should be there and is not is asked for again, however its job was lost."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection

from seloste.domain.contact import Kind
from seloste.domain.scan import ScanState
from seloste.domain.staff import Actor, Role, system
from seloste.ports.desk import Desk
from seloste.ports.jobs import ATTEMPTS
from seloste.ports.search_index import SearchUnavailable
from seloste.ports.vault import VaultUnavailable
from seloste.records.models import ChatLine, Scan, SealedObject
from seloste.services import (
    indexing,
    jobs,
    missed,
    redactions,
    search_texts,
    shown_copies,
    work,
)
from seloste.services.missed import Asked
from seloste.services.shown_copies import ORDINARY
from tests.fakes.scanner import FakeScanner
from tests.services import chatting
from tests.services.conftest import NOW
from tests.services.desks import HandClock
from tests.services.hand_transcripts import transcript, turn, write
from tests.services.searches import call, found, letter, recording_of
from tests.services.transcripts import no_jobs
from tests.services.works import staff

pytestmark = [
    pytest.mark.django_db(transaction=True),  # workers have connections of their own
    pytest.mark.usefixtures("registers"),
]


@pytest.fixture
def eino(registers: None) -> Actor:
    return staff("eino", Role.AGENT)


@pytest.fixture(autouse=True)
def _ready(desk: Desk, registers: None) -> None:
    no_jobs()
    indexing.begin(desk=desk)


def rounds(desk: Desk, clock: HandClock, count: int) -> None:
    """Let a worker do so many rounds, each when every backoff is over."""
    for _ in range(count):
        clock.move(timedelta(minutes=11))
        due()
        work.work(desk, worker="one")


def due() -> None:
    """Let what waits be due: PostgreSQL looks at its own clock."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL")


def out_of_order(*_: object, **__: object) -> None:
    raise VaultUnavailable("gone")


def unhidden(desk: Desk) -> UUID:
    """Return a recording whose words were changed and whose copy is behind."""
    contact = call(desk, 1, (0.5, "hei"))
    item = recording_of(contact).object
    words = transcript(item, turn(0, 0.5, "kanariapuhelu"), seconds=4.0)
    write(words, desk=desk, now=NOW)
    return item.pk


def test_an_outage_longer_than_all_attempts_leaves_nothing_pending(
    desk: Desk, clock: HandClock, eino: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    item_id = unhidden(desk)
    with monkeypatch.context() as outage:
        outage.setattr(redactions, "hide", out_of_order)
        rounds(desk, clock, ATTEMPTS + 2)
    assert missed.waiting() >= 1
    assert indexing.status(desk=desk).hiding == 1

    rounds(desk, clock, 3)

    assert indexing.status(desk=desk).hiding == 0
    item = SealedObject.objects.get(pk=item_id)
    assert shown_copies.words(item, ORDINARY, desk=desk) is not None
    assert found(desk, eino, "kanariapuhelu").total == 1
    assert jobs.queue().counts().failed == 0


def test_an_index_that_was_away_gets_what_came_meanwhile(
    desk: Desk, clock: HandClock, eino: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter(desk, 1, "Sanoin kanariakirje.")

    def away(*_: object, **__: object) -> None:
        raise SearchUnavailable("gone")

    with monkeypatch.context() as outage:
        outage.setattr(type(desk.index), "put", away)
        rounds(desk, clock, ATTEMPTS + 2)
    assert found(desk, eino, "kanariakirje").waiting == 1
    assert indexing.status(desk=desk).waiting == 1

    rounds(desk, clock, 2)

    results = found(desk, eino, "kanariakirje")
    assert (results.total, results.waiting) == (1, 0)
    assert indexing.status(desk=desk).waiting == 0


def test_jobs_that_were_lost_altogether_are_asked_for_again(desk: Desk) -> None:
    unhidden(desk)
    letter(desk, 2, "Hei.")
    no_jobs()

    assert missed.ask_again(desk=desk) == Asked(hiding=1, indexing=2)
    assert missed.ask_again(desk=desk) == Asked(hiding=0, indexing=0)


def test_what_is_there_is_not_asked_for(desk: Desk, clock: HandClock) -> None:
    call(desk, 1, (0.5, "hei"))
    letter(desk, 2, "Hei.")
    letter(desk, 3, " ", subject="")
    rounds(desk, clock, 1)

    assert missed.ask_again(desk=desk) == Asked(hiding=0, indexing=0)
    assert missed.waiting() == 0
    assert indexing.status(desk=desk).waiting == 0


def test_a_chat_is_asked_for_by_its_last_line(
    desk: Desk, clock: HandClock, eino: Actor
) -> None:
    chat = chatting.begun(desk)
    for text in ("Hei.", "Ohoi."):
        chatting.said(chat, text, desk=desk)
    no_jobs()

    assert missed.ask_again(desk=desk).indexing == 1
    rounds(desk, clock, 1)

    assert ChatLine.objects.count() >= 2
    assert found(desk, eino, "ohoi").total == 1


def test_an_index_to_be_made_anew_is_left_to_that(desk: Desk) -> None:
    letter(desk, 1, "Hei.")
    no_jobs()
    indexing.empty(desk=desk)

    assert missed.ask_again(desk=desk) == Asked(hiding=0, indexing=0)


def test_only_so_much_is_asked_for_at_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        letter(desk, number, "Hei.")
    no_jobs()
    monkeypatch.setattr(missed, "BATCH", 2)

    assert missed.ask_again(desk=desk).indexing == 2
    assert missed.ask_again(desk=desk).indexing <= 1


def test_what_was_destroyed_meanwhile_is_not_waited_for(
    desk: Desk, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter(desk, 1, "Hei.")
    with monkeypatch.context() as outage:
        outage.setattr(indexing, "index_item", out_of_order)
        rounds(desk, clock, ATTEMPTS + 1)
    assert missed.waiting() == 1
    SealedObject.objects.filter(kind=Kind.MESSAGE).update(notice_version=None)

    rounds(desk, clock, 2)

    assert missed.waiting() == 0


def test_what_the_scanner_withholds_is_not_waited_for(desk: Desk, eino: Actor) -> None:
    letter(desk, 1, "Hei.")
    item = SealedObject.objects.get(kind=Kind.MESSAGE)
    watched = replace(desk, scanner=FakeScanner())
    assert search_texts.legible(scanner=False).get() == item
    assert not search_texts.legible(scanner=True).exists()

    Scan.objects.create(item=item, asked_at=NOW, state=ScanState.FOUND, scanned_at=NOW)

    assert not search_texts.legible(scanner=False).exists()
    assert search_texts.text_of(item, desk=watched) is None
    Scan.objects.update(state=ScanState.RELEASED)
    assert search_texts.legible(scanner=True).get() == item


def test_legible_is_what_has_a_text(desk: Desk) -> None:
    letter(desk, 1, "Hei.")
    call(desk, 2, (0.5, "hei"))
    chat = chatting.begun(desk)
    chatting.said(chat, "Hei.", desk=desk)

    every = list(search_texts.searchable())

    assert {one.pk for one in every if search_texts.text_of(one, desk=desk)} == set(
        search_texts.legible(scanner=False).values_list("pk", flat=True)
    )
    assert len(every) == 3


def test_a_rebuild_counts_what_has_no_words(desk: Desk) -> None:
    letter(desk, 1, " ", subject="")

    report = indexing.rebuild(desk=desk, actor=system("test"), now=NOW)

    assert (report.indexed, report.empty) == (0, 1)
    assert indexing.status(desk=desk).waiting == 0


@pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="Procrastinate keeps its own leases"
)
def test_a_worker_that_is_killed_while_it_hides_leaves_nothing_pending(
    desk: Desk, clock: HandClock, eino: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    unhidden(desk)

    def killed(*_: object, **__: object) -> None:
        raise SystemExit

    with monkeypatch.context() as kill:
        kill.setattr("seloste.services.redactions._write", killed)
        for _ in range(ATTEMPTS + 1):
            with pytest.raises(SystemExit):
                rounds(desk, clock, 1)
    assert indexing.status(desk=desk).hiding == 1

    rounds(desk, clock, 2)

    assert indexing.status(desk=desk).hiding == 0
    assert found(desk, eino, "kanariapuhelu").total == 1
