"""Objections and withdrawn consent at run time: one purpose stops, nothing else."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from seloste.domain.audit import Action
from seloste.domain.contact import PartyRole
from seloste.domain.customer import Identifier
from seloste.domain.notice import PurposeRefused
from seloste.domain.objection import ObjectionRefused, Step
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import (
    CallEntry,
    ObjectedContact,
    Objection,
    SealedObject,
    Suppressed,
)
from seloste.services import audit, call_lists, objections, openings, samples
from seloste.services.capture import capture
from seloste.services.objections import Decided, Objecting
from tests.services import deliveries
from tests.services.conftest import NOW, SETUP
from tests.services.works import mail, staff

MAIJA = Identifier("mailto", "maija@example.fi")
TEL = Identifier("tel", "+358455550101")


@pytest.fixture
def aino(registers: None) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def onni(registers: None) -> Actor:
    return staff("onni", Role.DPO)


@pytest.fixture
def contact(registers: None, desk: Desk) -> UUID:
    return mail(desk)


def objected(desk: Desk, actor: Actor, contact: UUID, **changes: object) -> UUID:
    wanted = Objecting(
        "retta", "quality", contact_ids=[contact], identifiers=[MAIJA, TEL]
    )
    wanted = replace(wanted, **changes)  # type: ignore[arg-type]  # names are checked by dataclasses
    return objections.receive(wanted, desk=desk, actor=actor, now=NOW)


def pool(purpose: str) -> set[UUID | None]:
    rows = samples.usable(SealedObject.objects.all(), purpose_id=purpose, now=NOW)
    return set(rows.values_list("contact", flat=True))


def test_an_objection_stops_its_purpose_and_no_other(
    desk: Desk, aino: Actor, contact: UUID
) -> None:
    assert contact in pool("quality")

    objected(desk, aino, contact)

    assert contact not in pool("quality")
    assert contact in pool("development")


def test_what_is_objected_to_is_still_read_for_claims(
    desk: Desk, aino: Actor, contact: UUID
) -> None:
    item = SealedObject.objects.get(contact=contact, kind="message")
    tiina = staff("tiina", Role.TRAINER)
    objected(desk, aino, contact)
    assert aino.staff_id is not None
    assert tiina.staff_id is not None

    openings.open_item(
        item.pk, staff_id=aino.staff_id, purpose_id="legal-defence", now=NOW
    )

    with pytest.raises(PurposeRefused):
        openings.open_item(
            item.pk, staff_id=tiina.staff_id, purpose_id="quality", now=NOW
        )


def test_it_reaches_contacts_that_come_later_and_nobody_elses(
    desk: Desk, aino: Actor, contact: UUID
) -> None:
    objected(desk, aino, contact)

    later = mail(desk, 2)
    others = deliveries.mail(
        source_id="<3@example.fi>",
        parties=(replace(deliveries.MAIJA, mailto="outi@example.fi", tel=""),),
    )
    other = capture(others, desk=desk, now=NOW).id

    assert later not in pool("quality")
    assert other in pool("quality")


def test_an_agents_own_identifiers_stop_nothing(
    desk: Desk, aino: Actor, contact: UUID
) -> None:
    objected(desk, aino, contact)
    served = deliveries.mail(
        source_id="<4@example.fi>",
        parties=(
            replace(deliveries.MAIJA, mailto="outi@example.fi", tel=""),
            replace(deliveries.MAIJA, role=PartyRole.AGENT),
        ),
    )

    other = capture(served, desk=desk, now=NOW).id

    assert other in pool("quality")


def test_only_128_bits_of_a_keyed_hash_are_kept_of_who_objected(
    desk: Desk, aino: Actor, contact: UUID
) -> None:
    objected(desk, aino, contact)

    values = [bytes(one.value) for one in Suppressed.objects.all()]
    assert [len(one) for one in values] == [16, 16]
    assert not any(b"maija" in one for one in values)


def test_rejecting_takes_a_reason_and_another_person(
    desk: Desk, aino: Actor, onni: Actor, contact: UUID
) -> None:
    one = objected(desk, aino, contact)
    for actor, reason, refused in (
        (onni, " ", "no-reason"),
        (aino, "syy", "same-person"),
    ):
        with pytest.raises(ObjectionRefused, match=refused):
            objections.decide(
                one, Decided(Step.REJECT, reason), desk=desk, actor=actor, now=NOW
            )
    assert contact not in pool("quality")

    objections.decide(
        one, Decided(Step.REJECT, "Painava syy"), desk=desk, actor=onni, now=NOW
    )

    assert contact in pool("quality")
    assert Objection.objects.get().reason is not None


@pytest.mark.parametrize(
    ("purpose", "reason"),
    [
        ("legal-defence", "claims-purpose"),
        ("rights", "statutory-purpose"),
        ("marketing", "unknown-purpose"),
    ],
)
def test_what_cannot_be_objected_to_is_refused(
    desk: Desk, aino: Actor, contact: UUID, purpose: str, reason: str
) -> None:
    with pytest.raises(ObjectionRefused, match=reason):
        objected(desk, aino, contact, purpose=purpose)

    assert not Objection.objects.exists()


def test_an_agent_records_none(desk: Desk, contact: UUID) -> None:
    eino = staff("eino", Role.AGENT)

    with pytest.raises(ObjectionRefused, match="not-allowed"):
        objected(desk, eino, contact)


def test_receiving_and_deciding_are_audited(
    desk: Desk, aino: Actor, contact: UUID
) -> None:
    one = objected(desk, aino, contact)
    objections.decide(one, Decided(Step.UPHOLD), desk=desk, actor=aino, now=NOW)

    acts = [leaf.action for leaf in audit.timeline([one])]
    assert acts == [Action.OBJECTION_RECORDED, Action.OBJECTION_DECIDED]


def test_where_the_log_cannot_be_written_nothing_is_recorded(
    desk: Desk, aino: Actor, contact: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise OSError("full")

    monkeypatch.setattr(audit, "record_many", broken)
    with pytest.raises(OSError, match="full"):
        objected(desk, aino, contact)

    assert not Objection.objects.exists()
    assert not ObjectedContact.objects.exists()


SOK_FILE = b"puhelin,nimi\n+358455550101,Maija\n+358455550199,Outi\n"


def test_whoever_objected_to_a_purpose_is_left_out_of_its_lists(
    desk: Desk, registers: None
) -> None:
    before = call_lists.look(
        SOK_FILE, register="sok-mara", desk=desk, purpose="correctness"
    )
    assert len(before.callees) == 2
    wanted = Objecting("sok-mara", "correctness", identifiers=[TEL])

    objections.receive(wanted, desk=desk, actor=SETUP, now=NOW)

    after = call_lists.look(
        SOK_FILE, register="sok-mara", desk=desk, purpose="correctness"
    )
    assert [callee.name for _, callee in after.callees] == ["Outi"]
    assert after.left_out == 1


def test_whoever_objects_is_taken_off_the_lists_there_are(
    desk: Desk, registers: None
) -> None:
    call_lists.import_list(
        call_lists.NewList(
            register="sok-mara",
            controller="sok",
            source="business-register",
            purpose="correctness",
            basis="6(1)(f)",
            ends_on=(NOW + timedelta(days=20)).date(),
        ),
        SOK_FILE,
        desk=desk,
        actor=SETUP,
        now=NOW,
    )
    assert CallEntry.objects.count() == 2
    wanted = Objecting("sok-mara", "correctness", identifiers=[TEL])

    objections.receive(wanted, desk=desk, actor=SETUP, now=NOW)

    assert CallEntry.objects.count() == 1
