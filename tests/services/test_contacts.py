from datetime import timedelta
from uuid import UUID

import pytest

from seloste.domain.contact import Party, PartyRole
from seloste.domain.notice import HoldKind, PurposeRefused
from seloste.domain.staff import Role
from seloste.domain.work_item import WorkKind
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf
from seloste.services import contact_page, contacts
from seloste.services.access import NotFound
from seloste.services.capture import capture
from seloste.services.contacts import Filter, Lookup, LookupRefused
from seloste.services.identifiers import IdentifierField
from tests.services import works
from tests.services.conftest import NOW
from tests.services.deliveries import STARTED, announced_call, call, mail
from tests.services.people import person

pytestmark = pytest.mark.usefixtures("registers")

LIISA = Party(role=PartyRole.CUSTOMER, name="Liisa", tel="+358455550102")


@pytest.fixture
def eino(desk: Desk) -> UUID:
    """An agent of Retta's, among contacts of two registers."""
    capture(mail(), desk=desk, now=NOW)
    capture(call(started_at=STARTED - timedelta(hours=1)), desk=desk, now=NOW)
    capture(call(source_id="2", parties=(LIISA,), parts=()), desk=desk, now=NOW)
    capture(announced_call(), desk=desk, now=NOW)
    return person("eino", Role.AGENT)


def listed(desk: Desk, who: UUID, wanted: Filter | None = None) -> list[str]:
    page = contacts.list_contacts(wanted or Filter(), staff_id=who, desk=desk, now=NOW)
    return [row.contact.channel for row in page.rows]


def test_a_list_shows_only_the_registers_of_ones_roles(desk: Desk, eino: UUID) -> None:
    assert sorted(listed(desk, eino)) == ["call", "call", "mail"]
    assert listed(desk, person("mara", Role.AGENT, register="sok-mara")) == ["call"]


def test_an_administrator_sees_no_contacts(desk: Desk, eino: UUID) -> None:
    assert listed(desk, person("helmi", Role.ADMIN, register="")) == []


@pytest.mark.parametrize(
    ("wanted", "channels"),
    [
        (Filter(channel="mail"), ["mail"]),
        (Filter(register="sok-mara"), []),
        (Filter(until=STARTED), ["call"]),
        (Filter(state="held"), []),
        (Filter(state="due"), []),
        (Filter(state="due", due_days=181), ["call", "mail", "call"]),
    ],
)
def test_filters(desk: Desk, eino: UUID, wanted: Filter, channels: list[str]) -> None:
    assert sorted(listed(desk, eino, wanted)) == sorted(channels)


def test_a_list_shows_people_masked(desk: Desk, eino: UUID) -> None:
    page = contacts.list_contacts(
        Filter(channel="mail"), staff_id=eino, desk=desk, now=NOW
    )

    who = page.rows[0].who
    assert who is not None
    assert who.tel == "+358 ••• ••01"
    assert who.name == "M•• M••"


def look(
    desk: Desk, who: UUID, field: IdentifierField, value: str, purpose: str
) -> int:
    wanted = Lookup(register="retta", field=field, value=value, purpose=purpose)
    return len(contacts.lookup(wanted, staff_id=who, desk=desk, now=NOW).rows)


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        (IdentifierField.TEL, "045 555 0101", 2),
        (IdentifierField.TEL, "+358 45 5550102", 1),
        (IdentifierField.TEL, "+358455550199", 0),
        (IdentifierField.MAILTO, "MAIJA@example.fi", 2),
        (IdentifierField.CUSTOMER_NO, "a-1001", 2),
    ],
)
def test_a_person_is_found_by_any_spelling_of_an_identifier(
    desk: Desk, eino: UUID, field: IdentifierField, value: str, found: int
) -> None:
    assert look(desk, eino, field, value, "identification") == found


def test_a_lookup_is_audited_without_what_was_looked_up(desk: Desk, eino: UUID) -> None:
    look(desk, eino, IdentifierField.TEL, "045 555 0101", "identification")

    leaf = AuditLeaf.objects.get(action="lookup.made")
    assert '"purpose":"identification"' in leaf.body
    assert "5550101" not in leaf.body


def test_a_lookup_for_a_foreign_purpose_is_refused(desk: Desk, eino: UUID) -> None:
    with pytest.raises(PurposeRefused):
        look(desk, eino, IdentifierField.TEL, "045 555 0101", "marketing")


def test_what_is_no_identifier_is_refused(desk: Desk, eino: UUID) -> None:
    with pytest.raises(LookupRefused):
        look(desk, eino, IdentifierField.TEL, "Maija", "identification")


def test_nobody_looks_into_a_register_that_is_not_theirs(
    desk: Desk, eino: UUID
) -> None:
    wanted = Lookup("sok-mara", IdentifierField.TEL, "+358455550101", "correctness")

    with pytest.raises(NotFound):
        contacts.lookup(wanted, staff_id=eino, desk=desk, now=NOW)


def test_a_contact_page_masks_people_and_tells_the_story(
    desk: Desk, eino: UUID
) -> None:
    contact = contacts.list_contacts(
        Filter(channel="mail"), staff_id=eino, desk=desk, now=NOW
    ).rows[0]

    page = contact_page.contact_page(
        contact.contact.id, staff_id=eino, desk=desk, now=NOW
    )

    assert [party.mailto for party in page.parties] == ["m•••@example.fi"]
    assert [leaf.action for leaf in page.timeline] == ["contact.captured"]
    assert page.retention_class.promise == "R-17"
    assert len(page.messages) == 1


def test_a_foreign_contact_does_not_exist(desk: Desk, eino: UUID) -> None:
    mara = person("mara", Role.AGENT, register="sok-mara")
    contact = contacts.list_contacts(Filter(), staff_id=eino, desk=desk, now=NOW)

    with pytest.raises(NotFound):
        contact_page.contact_page(
            contact.rows[0].contact.id, staff_id=mara, desk=desk, now=NOW
        )


def test_a_hold_for_work_that_is_somebody_elses_is_kept_quiet(
    desk: Desk, eino: UUID
) -> None:
    aino = works.staff("aino", Role.RECORDS_MANAGER)
    contact = works.mail(desk, 7)
    works.opened(desk, aino, contact, kind=WorkKind.COMPLAINT, title="Remontti")
    assert aino.staff_id is not None

    handlers, others = (
        contact_page.contact_page(contact, staff_id=who, desk=desk, now=NOW)
        for who in (aino.staff_id, eino)
    )

    assert (handlers.held, others.held) == (True, True)
    assert [hold.kind for hold in handlers.holds] == [HoldKind.COMPLAINT]
    assert others.holds == ()
    assert "complaint" in str([leaf.details for leaf in handlers.timeline])
    assert "complaint" not in str([leaf.details for leaf in others.timeline])
    assert [leaf.action for leaf in others.timeline] == [
        leaf.action for leaf in handlers.timeline
    ]
