"""The letter of a complaint by mail: to a linked customer, kept, held and noted."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from seloste.domain.contact import Channel, Party, PartyRole
from seloste.domain.notice import Language
from seloste.domain.outgoing import OutgoingRefused
from seloste.domain.restriction import Ground
from seloste.domain.staff import Actor, Role
from seloste.domain.work_item import WorkKind, WorkRefused
from seloste.ports.desk import Desk
from seloste.records.models import (
    AuditLeaf,
    Contact,
    Mailbox,
    Outgoing,
    WorkItem,
    WorkLink,
)
from seloste.services import (
    letter_sending,
    letters,
    mail_sending,
    mailboxes,
    restrictions,
    work_items,
)
from seloste.services.access import NotFound
from seloste.services.capture import capture
from seloste.services.letter_sending import Reader
from seloste.services.letters import Letter
from seloste.services.restrictions import Restricting
from tests.fakes.mail import FakeSender
from tests.services import deliveries, mails
from tests.services.conftest import NOW, SETUP
from tests.services.works import held, items_of, opened, staff

LETTER = Letter(
    language=Language.SV,
    recipient="Maija Meikäläinen",
    subject="Svar på er reklamation",
    body="Vi ersätter skadan.",
)


@pytest.fixture
def sender() -> FakeSender:
    return FakeSender()


@pytest.fixture
def desk(desk: Desk, sender: FakeSender) -> Desk:
    return mails.sending(desk, sender)


@pytest.fixture
def aino(registers: None) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def box(registers: None) -> Mailbox:
    return mails.mailbox()


@pytest.fixture
def mail(desk: Desk, box: Mailbox) -> UUID:
    delivery = deliveries.mail(source=box.source_id, address=mails.ADDRESS)
    receipt = capture(delivery, desk=desk, now=NOW)
    assert receipt.id is not None
    return receipt.id


@pytest.fixture
def complaint(desk: Desk, aino: Actor, mail: UUID) -> UUID:
    return complained(desk, aino, mail)


def complained(desk: Desk, actor: Actor, *contacts: UUID) -> UUID:
    work_id = opened(desk, actor, *contacts, kind=WorkKind.COMPLAINT)
    letters.write_letter(work_id, LETTER, desk=desk, actor=actor, now=NOW)
    return work_id


def readers(work_id: UUID, desk: Desk, actor: Actor) -> tuple[Reader, ...]:
    work = WorkItem.objects.get(pk=work_id)
    assert actor.staff_id is not None
    return letter_sending.readers(work, staff_id=actor.staff_id, desk=desk, now=NOW)


def keys(work_id: UUID, desk: Desk, actor: Actor) -> list[str]:
    return [one.key for one in readers(work_id, desk, actor)]


def send(
    work_id: UUID, desk: Desk, actor: Actor, to: str, purpose: str = "complaints"
) -> UUID:
    return letter_sending.send_letter(
        work_id, to=to, purpose_id=purpose, desk=desk, actor=actor, now=NOW
    )


def left() -> tuple[int, int, int]:
    """Return what sending leaves: contacts, messages on their way, links."""
    counts = (Contact, Outgoing, WorkLink)
    return tuple(one.objects.count() for one in counts)  # type: ignore[return-value]  # three of them


def test_the_letter_leaves_as_a_pdf_in_the_thread_of_the_linked_mail(
    desk: Desk, aino: Actor, complaint: UUID, mail: UUID, sender: FakeSender
) -> None:
    sent = send(complaint, desk, aino, keys(complaint, desk, aino)[0])
    mail_sending.send(Outgoing.objects.get(contact=sent).id, desk=desk, now=NOW)

    handed = sender.taken[0]
    assert handed.recipients == ("maija@example.fi",)
    assert handed.parsed["Subject"] == "Svar på er reklamation"
    assert handed.parsed["In-Reply-To"] == "<1@example.fi>"
    body = handed.parsed.get_body(("plain",))
    assert body is not None
    assert "vårt svar i ert ärende 1001 finns i bilagan" in body.get_content()
    assert "ersätter" not in body.get_content()
    (file,) = handed.parsed.iter_attachments()
    assert file.get_filename() == "1001.pdf"
    assert file.get_content().startswith(b"%PDF")
    assert Contact.objects.get(pk=sent).thread == Contact.objects.get(pk=mail).thread


def test_what_was_sent_is_linked_to_the_complaint_and_held_with_it(
    desk: Desk, aino: Actor, complaint: UUID
) -> None:
    sent = send(complaint, desk, aino, keys(complaint, desk, aino)[0])

    assert WorkItem.objects.get(pk=complaint).links.filter(contact=sent).exists()
    assert items_of(sent) <= held()


def test_sending_is_noted_with_its_purpose_and_without_anybody(
    desk: Desk, aino: Actor, complaint: UUID
) -> None:
    before = AuditLeaf.objects.count()

    send(complaint, desk, aino, keys(complaint, desk, aino)[0], "legal-defence")

    leaves = AuditLeaf.objects.order_by("seq")[before:]
    actions = [leaf.action for leaf in leaves]
    wanted = ["work.read", "number.unmasked", "reply.written", "work.linked"]
    assert [one for one in actions if one in wanted] == wanted
    assert not any("maija" in str(leaf.body).lower() for leaf in leaves)


def test_a_customer_without_a_thread_is_written_to_anew_from_their_controllers_box(
    desk: Desk, aino: Actor, box: Mailbox, sender: FakeSender
) -> None:
    mails.mailbox("muu", address=mails.OTHER_ADDRESS)
    caller = Party(role=PartyRole.CUSTOMER, tel="+358401234567", mailto="m@example.fi")
    call = capture(replace(deliveries.call(), parties=(caller,)), desk=desk, now=NOW).id
    assert call is not None
    contact = Contact.objects.get(pk=call)
    work_id = complained(desk, aino, call)

    sent = send(work_id, desk, aino, keys(work_id, desk, aino)[0])

    new = Contact.objects.select_related("controller").get(pk=sent)
    assert new.thread != contact.thread
    assert (new.controller_id, new.capacity) == (
        contact.controller_id,
        contact.capacity,
    )
    assert new.channel == Channel.MAIL


def test_each_address_is_offered_once_and_masked(
    desk: Desk, aino: Actor, mail: UUID, box: Mailbox
) -> None:
    again = deliveries.mail(
        source=box.source_id, address=mails.ADDRESS, source_id="<2@example.fi>"
    )
    later = replace(again, started_at=again.started_at + timedelta(minutes=1))
    second = capture(later, desk=desk, now=NOW).id
    assert second is not None
    work = complained(desk, aino, mail, second)

    found = readers(work, desk, aino)

    assert [(one.shown, one.contact.pk) for one in found] == [
        ("m•••@example.fi", second)
    ]


def test_a_restricted_contact_offers_its_address_to_those_it_reaches_only(
    desk: Desk, aino: Actor, complaint: UUID, mail: UUID
) -> None:
    eino = staff("eino", Role.AGENT)
    assert keys(complaint, desk, eino) == [f"{mail}:0"]

    restricting = Restricting("retta", Ground.CONTESTED, contact_ids=[mail])
    restrictions.place(restricting, actor=aino, now=NOW)

    assert keys(complaint, desk, aino) == [f"{mail}:0"]
    assert keys(complaint, desk, eino) == []


@pytest.mark.parametrize(
    "to", ["", "x", "{mail}", "{mail}:7", "{mail}:-1", "{other}:0"]
)
def test_only_a_linked_customer_can_be_picked(
    desk: Desk, aino: Actor, complaint: UUID, mail: UUID, to: str
) -> None:
    other = capture(deliveries.mail(source_id="<9@example.fi>"), desk=desk, now=NOW).id
    before = left()

    with pytest.raises(OutgoingRefused) as refused:
        send(complaint, desk, aino, to.format(mail=mail, other=other))

    assert refused.value.reason == "no-recipient"
    assert left() == before


def test_nothing_is_sent_kept_or_linked_where_sending_is_refused(
    desk: Desk, aino: Actor, complaint: UUID, box: Mailbox
) -> None:
    mailboxes.pause(box.slug, paused=True, actor=SETUP, now=NOW)
    before = left()

    with pytest.raises(OutgoingRefused) as refused:
        send(complaint, desk, aino, keys(complaint, desk, aino)[0])

    assert refused.value.reason == "mailbox-paused"
    assert left() == before


def test_a_link_that_fails_takes_the_message_back(
    desk: Desk, aino: Actor, complaint: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(work_items, "link", broken)
    before = left()

    with pytest.raises(OSError, match="disk"):
        send(complaint, desk, aino, keys(complaint, desk, aino)[0])

    assert left() == before


def test_no_mailbox_of_the_same_controller_is_a_refusal(
    desk: Desk, aino: Actor
) -> None:
    mails.mailbox("muu", address=mails.OTHER_ADDRESS)
    contact = capture(deliveries.mail(), desk=desk, now=NOW).id
    assert contact is not None
    work_id = complained(desk, aino, contact)
    Mailbox.objects.all().delete()

    with pytest.raises(OutgoingRefused) as refused:
        send(work_id, desk, aino, keys(work_id, desk, aino)[0])

    assert refused.value.reason == "no-mailbox"


def test_without_a_letter_nothing_is_sent(desk: Desk, aino: Actor, mail: UUID) -> None:
    work_id = opened(desk, aino, mail, kind=WorkKind.COMPLAINT)

    with pytest.raises(WorkRefused) as refused:
        send(work_id, desk, aino, keys(work_id, desk, aino)[0])

    assert refused.value.reason == "no-letter"


def test_an_ended_complaint_sends_nothing(
    desk: Desk, aino: Actor, complaint: UUID
) -> None:
    WorkItem.objects.filter(pk=complaint).update(state="closed")

    with pytest.raises(WorkRefused) as refused:
        send(complaint, desk, aino, keys(complaint, desk, aino)[0])

    assert refused.value.reason == "ended"


def test_who_does_not_handle_the_complaint_sends_nothing(
    desk: Desk, aino: Actor, complaint: UUID
) -> None:
    before = left()

    with pytest.raises(NotFound):
        send(complaint, desk, staff("eino", Role.AGENT), keys(complaint, desk, aino)[0])

    assert left() == before
