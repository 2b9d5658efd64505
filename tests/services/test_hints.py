"""Which recordings wait for a decision on what is sensitive, and for whom."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seloste.domain.contact import Kind
from seloste.domain.notice import HoldKind
from seloste.domain.objection import Cause
from seloste.domain.restriction import Ground
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import Redaction, SealedObject
from seloste.services import (
    hints,
    holds,
    objections,
    openings,
    redaction_tool,
    redactions,
    restrictions,
)
from seloste.services.capture import capture
from seloste.services.holds import HoldRequest
from seloste.services.objections import Objecting
from seloste.services.restrictions import Restricting
from tests.services.conftest import NOW, SETUP
from tests.services.deliveries import call, recording, wav
from tests.services.hand_transcripts import transcript, turn, write
from tests.services.people import person

pytestmark = pytest.mark.usefixtures("registers")


@pytest.fixture
def eino() -> UUID:
    return person("eino", Role.AGENT)


def said(desk: Desk, text: str, *, number: int = 1) -> SealedObject:
    """Keep a call in which something is said, and look through it."""
    began = NOW - timedelta(hours=1) + timedelta(minutes=number)
    delivery = call(
        source_id=str(number),
        started_at=began,
        ended_at=began + timedelta(minutes=1),
        parts=(recording(wav(4)),),
    )
    receipt = capture(delivery, desk=desk, now=NOW)
    item = SealedObject.objects.get(contact=receipt.id, kind=Kind.RECORDING)
    words = transcript(item, turn(1, 0.5, text), seconds=4.0)
    write(words, desk=desk, now=NOW)
    redactions.hide(item.pk, desk=desk, now=NOW)
    return item


def waiting(who: UUID, *, register: str = "", page: int = 1) -> list[UUID]:
    later = NOW + timedelta(hours=1)
    found = hints.undecided(staff_id=who, now=later, register=register, page=page)
    return [row.dialog.object_id for row in found.rows]


def test_calls_with_hints_wait_the_oldest_first(desk: Desk, eino: UUID) -> None:
    first = said(desk, "minulla on keliakia", number=1)
    said(desk, "keittiössä on vesivahinko", number=2)
    second = said(desk, "olen sairaana ja astma vaivaa", number=3)

    assert waiting(eino) == [first.pk, second.pk]


def test_a_row_says_how_many_words_and_for_what_one_may_open_it(
    desk: Desk, eino: UUID
) -> None:
    said(desk, "minulla on keliakia ja laktoosi-intoleranssi")

    [row] = hints.undecided(staff_id=eino, now=NOW).rows

    assert row.count == Redaction.objects.get().hints >= 1
    assert "service" in {one.id for one in row.purposes}
    for purpose in row.purposes:
        opened = openings.open_item(
            row.dialog.object_id, staff_id=eino, purpose_id=purpose.id, now=NOW
        )
        assert opened.item_id == row.dialog.object_id


def test_what_somebody_decided_waits_no_more(desk: Desk, eino: UUID) -> None:
    item = said(desk, "minulla on keliakia")
    assert waiting(eino) == [item.pk]
    opening = openings.open_item(
        item.pk, staff_id=eino, purpose_id="service", now=NOW
    ).opening_id

    copy = Redaction.objects.get().pk
    redaction_tool.decide(opening, copy=copy, staff_id=eino, now=NOW)

    assert waiting(eino) == []


def test_a_trainer_decides_nothing(desk: Desk) -> None:
    said(desk, "minulla on keliakia")

    assert waiting(person("tuula", Role.TRAINER)) == []


def test_a_register_narrows_what_is_listed_and_widens_nothing(
    desk: Desk, eino: UUID
) -> None:
    item = said(desk, "minulla on keliakia")
    sirpa = person("sirpa", Role.RECORDS_MANAGER, register="sok-mara")

    assert hints.registers(eino, NOW) == ("retta",)
    assert waiting(eino, register="retta") == [item.pk]
    assert waiting(eino, register="sok-mara") == []
    assert waiting(sirpa, register="retta") == []


def test_people_of_another_register_see_nothing(desk: Desk, eino: UUID) -> None:
    said(desk, "minulla on keliakia")
    assert waiting(eino)

    assert waiting(person("sirpa", Role.RECORDS_MANAGER, register="sok-mara")) == []


def test_what_only_waits_for_its_destruction_is_not_listed(
    desk: Desk, eino: UUID
) -> None:
    item = said(desk, "minulla on keliakia")
    assert waiting(eino) == [item.pk]

    SealedObject.objects.filter(pk=item.pk).update(act_at=NOW)

    assert waiting(eino) == []


def test_what_is_restricted_is_in_no_list(desk: Desk, eino: UUID) -> None:
    item = said(desk, "minulla on keliakia")
    assert waiting(eino) == [item.pk]
    onni = person("onni", Role.DPO)

    restrictions.place(
        Restricting("retta", Ground.CONTESTED, contact_ids=[item.record_id]),
        actor=Actor(f"staff:{onni}", Role.DPO, onni),
        now=NOW,
    )

    assert waiting(eino) == []


def test_what_a_person_objected_to_is_no_purpose_of_a_row(
    desk: Desk, eino: UUID
) -> None:
    item = said(desk, "minulla on keliakia")

    def purposes() -> set[str]:
        [row] = hints.undecided(staff_id=eino, now=NOW).rows
        return {one.id for one in row.purposes}

    before = purposes()
    assert "verification" in before

    objections.receive(
        Objecting(
            "retta", "verification", Cause.OBJECTION, contact_ids=[item.record_id]
        ),
        desk=desk,
        actor=SETUP,
        now=NOW,
    )

    assert purposes() == before - {"verification"}


def test_more_rows_ask_no_more_of_the_records(desk: Desk, eino: UUID) -> None:
    said(desk, "minulla on keliakia", number=1)
    with CaptureQueriesContext(connection) as one:
        assert len(waiting(eino)) == 1
    for number in (2, 3):
        said(desk, "minulla on keliakia", number=number)

    with CaptureQueriesContext(connection) as three:
        assert len(waiting(eino)) == 3

    assert len(three) == len(one)


def test_what_a_hold_keeps_waits_for_whom_the_hold_serves(
    desk: Desk, eino: UUID
) -> None:
    item = said(desk, "minulla on keliakia")
    aino = person("aino", Role.RECORDS_MANAGER)
    holds.place_hold(
        HoldRequest(
            register="retta",
            kind=HoldKind.COMPLAINT,
            reason="Maija kiistää laskun",
            review_by=NOW + timedelta(days=30),
            contact_ids=(item.record_id,),
        ),
        desk=desk,
        actor=Actor(f"staff:{aino}", Role.RECORDS_MANAGER, aino),
        now=NOW,
    )
    SealedObject.objects.filter(pk=item.pk).update(act_at=NOW)

    [row] = hints.undecided(staff_id=aino, now=NOW).rows

    assert {one.id for one in row.purposes} == {"complaints", "legal-defence"}
    assert waiting(eino) == []


def test_many_come_in_pages(
    desk: Desk, eino: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hints, "PAGE", 2)
    monkeypatch.setattr(hints, "AT_ONCE", 2)
    items = [said(desk, "minulla on keliakia", number=at) for at in (1, 2, 3)]

    first = hints.undecided(staff_id=eino, now=NOW)

    assert [row.dialog.object_id for row in first.rows] == [one.pk for one in items[:2]]
    assert first.more
    assert waiting(eino, page=2) == [items[2].pk]
    assert not hints.undecided(staff_id=eino, now=NOW, page=2).more
