"""Restrictions at run time: what they take out of use, and how they end."""

from datetime import timedelta
from uuid import UUID

import pytest

from seloste.domain.audit import Action
from seloste.domain.hold import HoldRefused
from seloste.domain.inbox import Tab
from seloste.domain.notice import PurposeRefused
from seloste.domain.restriction import Ground, RestrictionRefused
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import Contact, Restriction, SealedObject
from seloste.services import (
    access,
    audit,
    contact_page,
    contacts,
    hold_page,
    inbox,
    openings,
    restrictions,
    samples,
    sweeps,
)
from seloste.services.access import NotFound
from seloste.services.capture import capture
from seloste.services.contacts import Filter, Lookup
from seloste.services.identifiers import IdentifierField
from seloste.services.inbox import Wanted
from seloste.services.restrictions import Restricting
from tests.services import deliveries
from tests.services.conftest import NOW, SETUP
from tests.services.works import mail, staff

DAY = timedelta(days=1)
OVER = NOW + 200 * DAY


@pytest.fixture
def aino(registers: None) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def eino(registers: None) -> Actor:
    return staff("eino", Role.AGENT)


@pytest.fixture
def contact(registers: None, desk: Desk) -> UUID:
    return mail(desk)


def placed(
    actor: Actor, contact: UUID, ground: Ground = Ground.CONTESTED, **changes: object
) -> UUID:
    wanted = Restricting("retta", ground, contact_ids=[contact], **changes)  # type: ignore[arg-type]  # names are checked by dataclasses
    return restrictions.place(wanted, actor=actor, now=NOW)


def me(actor: Actor) -> UUID:
    assert actor.staff_id is not None
    return actor.staff_id


def message(contact: UUID) -> SealedObject:
    return SealedObject.objects.get(contact=contact, kind="message")


def listed(actor: Actor, desk: Desk) -> list[UUID]:
    page = contacts.list_contacts(Filter(), staff_id=me(actor), desk=desk, now=NOW)
    return [row.contact.pk for row in page.rows]


def found(actor: Actor, desk: Desk, purpose: str) -> list[UUID]:
    wanted = Lookup("retta", IdentifierField.MAILTO, "maija@example.fi", purpose)
    page = contacts.lookup(wanted, staff_id=me(actor), desk=desk, now=NOW)
    return [row.contact.pk for row in page.rows]


def test_a_restricted_contact_leaves_lists_lookups_and_the_inbox(
    desk: Desk, aino: Actor, eino: Actor, contact: UUID
) -> None:
    other = mail(desk, 2)
    assert set(listed(eino, desk)) == {contact, other}
    assert set(found(eino, desk, "service")) == {contact, other}

    placed(aino, contact)

    assert listed(eino, desk) == [other]
    assert found(eino, desk, "service") == [other]
    lines = inbox.list_inbox(
        Wanted(tab=Tab.UNASSIGNED), staff_id=me(eino), desk=desk, now=NOW
    ).lines
    thread = Contact.objects.get(pk=contact).thread
    assert thread not in [line.talk.thread for line in lines]
    with pytest.raises(NotFound):
        inbox.reach(thread, staff_id=me(eino), now=NOW)


def test_a_restricted_item_is_read_for_claims_and_the_request_only(
    desk: Desk, aino: Actor, contact: UUID
) -> None:
    item = message(contact)
    openings.open_item(item.pk, staff_id=me(aino), purpose_id="complaints", now=NOW)

    placed(aino, contact)

    with pytest.raises(PurposeRefused):
        openings.open_item(item.pk, staff_id=me(aino), purpose_id="complaints", now=NOW)
    for purpose in ("legal-defence", "rights"):
        openings.open_item(item.pk, staff_id=me(aino), purpose_id=purpose, now=NOW)


def test_an_opening_ends_when_its_item_is_restricted(
    desk: Desk, aino: Actor, eino: Actor, contact: UUID
) -> None:
    opened = openings.open_item(
        message(contact).pk, staff_id=me(eino), purpose_id="service", now=NOW
    )
    assert openings.read(opened.opening_id, staff_id=me(eino), desk=desk, now=NOW)

    placed(aino, contact)

    with pytest.raises(PurposeRefused):
        openings.read(opened.opening_id, staff_id=me(eino), desk=desk, now=NOW)


def test_a_restricted_contact_does_not_exist_for_those_who_serve_no_claims(
    desk: Desk, aino: Actor, eino: Actor, contact: UUID
) -> None:
    placed(aino, contact)

    with pytest.raises(NotFound):
        contact_page.contact_page(contact, staff_id=me(eino), desk=desk, now=NOW)
    page = contact_page.contact_page(contact, staff_id=me(aino), desk=desk, now=NOW)
    purposes = {one.id for line in page.messages for one in line.purposes}
    assert purposes == {"legal-defence", "rights"}


def test_one_restricted_item_leaves_the_rest_of_its_contact_usable(
    desk: Desk, aino: Actor, eino: Actor
) -> None:
    receipt = capture(deliveries.call(), desk=desk, now=NOW)
    recording = SealedObject.objects.get(contact=receipt.id, kind="recording")
    meta = SealedObject.objects.get(contact=receipt.id, kind="meta")
    wanted = Restricting("retta", Ground.CONTESTED, item_ids=[recording.pk])

    restrictions.place(wanted, actor=aino, now=NOW)

    who = access.reader(me(eino), "retta", NOW)
    access.allow(meta, who=who, purpose_id="service", now=NOW)
    with pytest.raises(PurposeRefused):
        access.allow(recording, who=who, purpose_id="service", now=NOW)
    rows = SealedObject.objects.filter(contact=receipt.id)
    usable = restrictions.usable(rows, purpose_id="service", now=NOW)
    assert set(usable.values_list("kind", flat=True)) == {"meta"}


def test_a_restricted_item_leaves_samples(
    desk: Desk, aino: Actor, contact: UUID
) -> None:
    rows = SealedObject.objects.filter(contact=contact)
    assert samples.usable(rows, purpose_id="quality", now=NOW).exists()

    placed(aino, contact)

    assert not samples.usable(rows, purpose_id="quality", now=NOW).exists()


@pytest.mark.parametrize(
    ("ground", "kept"),
    [
        (Ground.CONTESTED, False),
        (Ground.UNLAWFUL, True),
        (Ground.CLAIMS, True),
        (Ground.OBJECTION, False),
    ],
)
def test_what_the_person_wants_kept_is_not_destroyed_on_its_day(
    desk: Desk, aino: Actor, contact: UUID, ground: Ground, kept: bool
) -> None:
    placed(aino, contact, ground)
    assert Contact.objects.filter(pk=contact).exists()

    sweeps.sweep(desk=desk, actor=SETUP, now=OVER)

    assert Contact.objects.filter(pk=contact).exists() is kept


def test_lifting_needs_a_notice_and_its_time(
    desk: Desk, aino: Actor, eino: Actor, contact: UUID
) -> None:
    one = placed(aino, contact)
    with pytest.raises(RestrictionRefused, match="not-told"):
        restrictions.lift(one, actor=aino, now=NOW + 30 * DAY)
    lift_from = restrictions.announce(one, actor=aino, now=NOW)
    with pytest.raises(RestrictionRefused, match="too-soon"):
        restrictions.lift(one, actor=aino, now=lift_from - DAY)

    restrictions.lift(one, actor=aino, now=lift_from)

    page = contacts.list_contacts(
        Filter(), staff_id=me(eino), desk=desk, now=lift_from + DAY
    )
    assert [row.contact.pk for row in page.rows] == [contact]


def test_lifting_ends_the_hold_and_what_is_overdue_goes(
    desk: Desk, aino: Actor, contact: UUID
) -> None:
    one = placed(aino, contact, Ground.CLAIMS)
    sweeps.sweep(desk=desk, actor=SETUP, now=OVER)
    assert Contact.objects.filter(pk=contact).exists()
    restrictions.announce(one, actor=aino, now=OVER)

    restrictions.lift(one, actor=aino, now=OVER + 7 * DAY)
    sweeps.sweep(desk=desk, actor=SETUP, now=OVER + 7 * DAY)

    assert not Contact.objects.filter(pk=contact).exists()


def test_every_step_is_audited(desk: Desk, aino: Actor, contact: UUID) -> None:
    one = placed(aino, contact)
    restrictions.announce(one, actor=aino, now=NOW)
    restrictions.lift(one, actor=aino, now=NOW + 7 * DAY)

    assert [leaf.action for leaf in audit.timeline([one])] == [
        Action.RESTRICTION_PLACED,
        Action.RESTRICTION_TOLD,
        Action.RESTRICTION_LIFTED,
    ]
    acts = [leaf.action for leaf in audit.timeline([contact])]
    assert Action.RESTRICTION_PLACED in acts


def test_an_agent_restricts_nothing(desk: Desk, eino: Actor, contact: UUID) -> None:
    with pytest.raises(RestrictionRefused, match="not-allowed"):
        placed(eino, contact)

    assert not Restriction.objects.exists()


def test_where_the_log_cannot_be_written_nothing_is_restricted(
    desk: Desk, aino: Actor, contact: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise OSError("full")

    monkeypatch.setattr(audit, "record_many", broken)

    with pytest.raises(OSError, match="full"):
        placed(aino, contact, Ground.CLAIMS)

    assert not Restriction.objects.exists()
    assert not Contact.objects.filter(pk=contact, objects_of__state="destroying")


def test_the_hold_of_a_restriction_is_not_released_by_hand(
    desk: Desk, aino: Actor, contact: UUID
) -> None:
    one = Restriction.objects.get(pk=placed(aino, contact, Ground.CLAIMS))
    assert one.hold is not None

    with pytest.raises(HoldRefused, match="of-restriction"):
        hold_page.release_by_hand(one.hold.pk, actor=aino, now=NOW)
