"""Everything of one person, for one role and one purpose, and whose it is."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from seloste.domain.contact import Kind, Party, PartyRole
from seloste.domain.customer import CustomerRefused, Identifier
from seloste.domain.notice import PurposeRefused
from seloste.domain.staff import Actor, Role
from seloste.domain.work_item import WorkKind
from seloste.domain.work_words import WorkWords
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, Contact, Customer, SealedObject
from seloste.services import (
    capture,
    customer_steps,
    customers,
    sweeps,
    work_items,
)
from seloste.services.access import NotFound
from seloste.services.customers import Wanted
from seloste.services.work_items import NewWork
from tests.services import deliveries, works
from tests.services.conftest import NOW, SETUP
from tests.services.desks import HandClock
from tests.services.people import person

BY_PHONE = Party(role=PartyRole.CUSTOMER, name="Maija", tel="+358455550101")
BY_MAIL = Party(role=PartyRole.CUSTOMER, name="Maija M.", mailto="maija@example.fi")
TEL = Wanted("retta", "service", "tel", "045 555 0101")
MAIL = Identifier("mailto", "maija@example.fi")


@pytest.fixture
def eino(registers: None) -> Actor:
    staff_id = person("eino", Role.AGENT)
    return Actor(id=f"staff:{staff_id}", role=Role.AGENT, staff_id=staff_id)


def kept(desk: Desk, number: int, *parties: Party) -> UUID:
    part = deliveries.mail().parts[0]
    data = part.open().read() + str(number).encode()
    delivery = deliveries.mail(
        source_id=f"<{number}@example.fi>",
        parties=parties,
        parts=(type(part)(Kind.MESSAGE, deliveries.opener(data), part.media_type),),
    )
    receipt = capture.capture(delivery, desk=desk, now=NOW)
    assert receipt.id is not None
    return receipt.id


def seen(desk: Desk, eino: Actor, wanted: Wanted = TEL) -> customers.View:
    assert eino.staff_id is not None
    return customers.view(wanted, staff_id=eino.staff_id, desk=desk, now=NOW)


def ids(view: customers.View) -> set[UUID]:
    return {row.contact.pk for row in view.page.rows}


def test_an_identifier_finds_its_contacts_and_joins_no_others(
    desk: Desk, eino: Actor
) -> None:
    called = kept(desk, 1, BY_PHONE)
    kept(desk, 2, BY_MAIL)

    view = seen(desk, eino)

    assert ids(view) == {called}
    assert view.names == ("Maija",)
    assert view.customer_id is None


def test_what_stands_beside_it_is_only_suggested(desk: Desk, eino: Actor) -> None:
    both = Party(role=PartyRole.CUSTOMER, tel=BY_PHONE.tel, mailto=BY_MAIL.mailto)
    kept(desk, 1, both)
    written = kept(desk, 2, BY_MAIL)

    view = seen(desk, eino)

    assert [(one.identifier, one.contacts) for one in view.suggestions] == [(MAIL, 1)]
    assert written not in ids(view)


def test_merged_identifiers_find_everything_from_either_side(
    desk: Desk, eino: Actor
) -> None:
    called, written = kept(desk, 1, BY_PHONE), kept(desk, 2, BY_MAIL)

    customer_id = customer_steps.merge(
        TEL, MAIL, reason="Kertoi itse puhelussa", desk=desk, actor=eino, now=NOW
    )

    other_side = Wanted("retta", "service", "mailto", "Maija@Example.fi")
    assert ids(seen(desk, eino)) == {called, written}
    assert ids(seen(desk, eino, other_side)) == {called, written}
    assert seen(desk, eino, other_side).customer_id == customer_id
    assert AuditLeaf.objects.filter(action="customer.merged").count() == 1


def test_a_merge_is_undone_until_something_was_released(
    desk: Desk, eino: Actor
) -> None:
    called = kept(desk, 1, BY_PHONE)
    kept(desk, 2, BY_MAIL)
    customer_id = customer_steps.merge(
        TEL, MAIL, reason="Kertoi itse", desk=desk, actor=eino, now=NOW
    )
    by_id = Wanted("retta", "service", customer_id=customer_id)

    customer_steps.undo(by_id, 1, desk=desk, actor=eino, now=NOW)

    assert ids(seen(desk, eino)) == {called}
    later = NOW + timedelta(hours=1)
    customer_steps.merge(
        by_id, MAIL, reason="Uudelleen", desk=desk, actor=eino, now=NOW
    )
    customer_steps.mark_released(customer_id, register="retta", now=later)
    with pytest.raises(CustomerRefused) as refused:
        customer_steps.undo(by_id, 2, desk=desk, actor=eino, now=later)
    assert refused.value.reason == "released"


def test_two_merged_customers_become_one(desk: Desk, eino: Actor) -> None:
    number = Identifier("customer_no", "A-1001")
    customer_steps.merge(TEL, number, reason="x", desk=desk, actor=eino, now=NOW)
    other = Wanted("retta", "service", "mailto", MAIL.value)
    second = Identifier("customer_no", "B-2002")
    customer_steps.merge(other, second, reason="x", desk=desk, actor=eino, now=NOW)

    customer_steps.merge(TEL, MAIL, reason="Sama", desk=desk, actor=eino, now=NOW)

    assert Customer.objects.count() == 1
    assert SealedObject.objects.filter(kind=Kind.CUSTOMER).count() == 1
    found = {one.value for one in seen(desk, eino).identifiers}
    assert found == {"+358455550101", "maija@example.fi", "A-1001", "B-2002"}


def test_undoing_a_merge_of_two_customers_gives_both_back(
    desk: Desk, eino: Actor
) -> None:
    first, second = Identifier("customer_no", "A-1001"), Identifier("tel", "0401234567")
    by_mail = Wanted("retta", "service", MAIL.field, MAIL.value)
    ours, written = kept(desk, 1, BY_PHONE), kept(desk, 2, BY_MAIL)
    neighbours = kept(desk, 3, BY_MAIL)
    act: dict[str, Any] = {"desk": desk, "actor": eino, "now": NOW}
    merged = customer_steps.merge(TEL, first, reason="x", **act)
    customer_steps.merge(by_mail, second, reason="Kortista", **act)
    customer_steps.exclude(by_mail, neighbours, reason="Naapuri", **act)
    customer_steps.merge(TEL, MAIL, reason="Sama", **act)
    assert ids(seen(desk, eino)) == {ours, written}

    customer_steps.undo(Wanted("retta", "service", customer_id=merged), 2, **act)

    assert ids(seen(desk, eino)) == {ours}
    back = seen(desk, eino, by_mail)
    assert ids(back) == {written}
    assert [step.reason for step in back.steps] == ["Kortista", "Naapuri"]
    assert {one.value for one in back.identifiers} == {MAIL.value, "+358401234567"}


def test_a_merge_is_not_undone_where_a_part_is_somebody_elses_by_now(
    desk: Desk, eino: Actor
) -> None:
    number, other = (Identifier("customer_no", one) for one in ("A-1001", "C-3003"))
    act: dict[str, Any] = {"desk": desk, "actor": eino, "now": NOW}
    by_mail = Wanted("retta", "service", MAIL.field, MAIL.value)
    customer_steps.merge(by_mail, number, reason="x", **act)
    merged = customer_steps.merge(TEL, MAIL, reason="Sama", **act)
    by_id = Wanted("retta", "service", customer_id=merged)
    customer_steps.split(by_id, number, reason="Ei sama", **act)
    by_other = Wanted("retta", "service", other.field, other.value)
    customer_steps.merge(by_other, number, reason="Vaan tämä", **act)
    before = Customer.objects.count(), AuditLeaf.objects.count()

    with pytest.raises(CustomerRefused) as refused:
        customer_steps.undo(by_id, 1, **act)

    assert refused.value.reason == "another-customer"
    assert (Customer.objects.count(), AuditLeaf.objects.count()) == before


def test_a_contact_of_somebody_else_leaves_the_view(desk: Desk, eino: Actor) -> None:
    mine, neighbours = kept(desk, 1, BY_PHONE), kept(desk, 2, BY_PHONE)

    customer_steps.exclude(
        TEL, neighbours, reason="Naapuri soitti", desk=desk, actor=eino, now=NOW
    )

    assert ids(seen(desk, eino)) == {mine}


def test_an_unknown_caller_stays_unknown(desk: Desk, eino: Actor) -> None:
    unknown = kept(desk, 1, Party(role=PartyRole.CUSTOMER, name="Tuntematon"))
    assert eino.staff_id is not None

    with pytest.raises(NotFound):
        customers.of_contact(
            unknown, purpose="service", staff_id=eino.staff_id, desk=desk, now=NOW
        )


def test_a_purpose_without_identity_shows_nobody(desk: Desk, registers: None) -> None:
    tuula = person("tuula", Role.TRAINER)
    kept(desk, 1, BY_PHONE)
    before = AuditLeaf.objects.count()

    for purpose in ("quality", "service", "no-such"):
        with pytest.raises(PurposeRefused):
            customers.view(
                Wanted("retta", purpose, "tel", BY_PHONE.tel),
                staff_id=tuula,
                desk=desk,
                now=NOW,
            )

    assert AuditLeaf.objects.count() == before


def test_what_only_a_complaint_keeps_is_not_counted_for_an_agent(
    desk: Desk, eino: Actor, clock: HandClock
) -> None:
    aino_id = person("aino", Role.RECORDS_MANAGER)
    aino = Actor(id=f"staff:{aino_id}", role=Role.RECORDS_MANAGER, staff_id=aino_id)
    contact = kept(desk, 1, BY_PHONE)
    work_items.open_work(
        NewWork(
            register="retta",
            kind=WorkKind.COMPLAINT,
            words=WorkWords(title="Salainen"),
            contact_ids=(contact,),
        ),
        desk=desk,
        actor=aino,
        now=NOW,
    )
    assert seen(desk, eino).total == 1
    assert seen(desk, eino).work == ()
    later = NOW + timedelta(days=200)
    assert eino.staff_id is not None

    for wanted, who, total in (
        (TEL, eino.staff_id, 0),
        (Wanted("retta", "complaints", "tel", BY_PHONE.tel), eino.staff_id, 0),
        (Wanted("retta", "complaints", "tel", BY_PHONE.tel), aino_id, 1),
    ):
        view = customers.view(wanted, staff_id=who, desk=desk, now=later)
        assert view.total == total


def test_another_registers_customer_is_not_there(desk: Desk, eino: Actor) -> None:
    customer_id = customer_steps.merge(
        TEL, MAIL, reason="x", desk=desk, actor=eino, now=NOW
    )

    with pytest.raises(NotFound):
        seen(desk, eino, Wanted("sok-mara", "service", customer_id=customer_id))


def test_a_merge_is_forgotten_after_its_period(
    desk: Desk, eino: Actor, clock: HandClock
) -> None:
    customer_steps.merge(TEL, MAIL, reason="x", desk=desk, actor=eino, now=NOW)
    assert SealedObject.objects.filter(kind=Kind.CUSTOMER).exists()
    clock.at = NOW + timedelta(days=181)

    sweeps.sweep(desk=desk, actor=SETUP, now=clock.at)

    assert not Customer.objects.exists()
    assert not SealedObject.objects.filter(kind=Kind.CUSTOMER).exists()


def test_a_conversation_in_a_queue_of_others_is_not_shown(
    desk: Desk, eino: Actor
) -> None:
    queue_id = works.queue()
    contact = kept(desk, 1, BY_PHONE)
    thread = Contact.objects.get(pk=contact).thread
    assert [one.thread for one in seen(desk, eino).conversations] == [thread]

    works.joined(queue_id, works.staff("elli", Role.AGENT))

    view = seen(desk, eino)
    assert view.conversations == ()
    assert ids(view) == {contact}


def test_who_answers_nobody_sees_no_conversations(desk: Desk, registers: None) -> None:
    kept(desk, 1, BY_PHONE)
    onni_id = person("onni", Role.DPO)
    wanted = Wanted("retta", "rights", "tel", BY_PHONE.tel)

    view = customers.view(wanted, staff_id=onni_id, desk=desk, now=NOW)

    assert view.total == 1
    assert view.conversations == ()
