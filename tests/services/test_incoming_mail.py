"""Mail that comes in: where it is filed, who is answered, and what is believed.

The attacks are those of the security plan, by number.
"""

from datetime import timedelta
from uuid import UUID

import pytest

from seloste.domain.contact import Direction, Kind, PartyRole
from seloste.domain.conversation import ConversationState
from seloste.domain.outgoing import OutgoingState
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import (
    Contact,
    Conversation,
    Mailbox,
    Outgoing,
    Quarantined,
    SealedObject,
)
from seloste.services import (
    incoming_mail,
    mail_sending,
    mail_threads,
    mail_tokens,
    outgoing_mail,
    retries,
)
from seloste.services.capture import Receipt, Result
from seloste.services.outgoing_mail import Reply
from seloste.services.retries import Release
from tests.fakes.mail import FakeSender
from tests.services import mails
from tests.services.conftest import NOW
from tests.services.mails import letter
from tests.services.people import person

pytestmark = pytest.mark.usefixtures("registers")
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def sender() -> FakeSender:
    """A mail server in memory."""
    return FakeSender()


@pytest.fixture
def desk(desk: Desk, sender: FakeSender) -> Desk:
    """A desk that can send mail."""
    return mails.sending(desk, sender)


@pytest.fixture
def box(desk: Desk) -> Mailbox:
    """The mailbox Maija writes to."""
    return mails.mailbox()


@pytest.fixture
def eino() -> Actor:
    """An agent of the register."""
    staff = person("eino", Role.AGENT)
    return Actor(id=f"staff:{staff}", role=Role.AGENT, staff_id=staff)


@pytest.fixture
def first(desk: Desk, box: Mailbox) -> UUID:
    """The thread that Maija's first mail began."""
    return mails.thread_of(take(desk, box, letter()).id)


@pytest.fixture
def answered(desk: Desk, first: UUID, eino: Actor, sender: FakeSender) -> str:
    """The Message-ID of our answer to Maija's first mail, which was sent."""
    reply = Reply(text="Huoltomies tulee.")
    contact = outgoing_mail.send_reply(first, reply, desk=desk, actor=eino, now=NOW)
    row = Outgoing.objects.get(contact=contact)
    mail_sending.send(row.id, desk=desk, now=NOW)
    return str(sender.taken[-1].parsed["Message-ID"]).strip("<>")


def take(desk: Desk, box: Mailbox, data: bytes, **changes: object) -> Receipt:
    return incoming_mail.receive(
        data,
        mailbox=box,
        desk=desk,
        **{"now": LATER, **changes},  # type: ignore[arg-type]  # names are checked by the call
    )


def reply_to(message_id: str, **changes: object) -> bytes:
    """Return Maija's answer to a message of ours."""
    wanted: dict[str, object] = {
        "message_id": "2@example.fi",
        "subject": "Re: Vesivahinko",
        "headers": (f"In-Reply-To: <{message_id}>", f"References: <{message_id}>"),
    }
    return letter(**{**wanted, **changes})  # type: ignore[arg-type]  # names are checked by the call


def test_a_mail_begins_a_thread_and_a_conversation(desk: Desk, first: UUID) -> None:
    contact = Contact.objects.get()

    assert contact.thread == contact.id == first
    assert contact.direction == Direction.INBOUND
    assert Conversation.objects.get().state == ConversationState.NEW


def test_a_mail_is_kept_byte_for_byte(desk: Desk, first: UUID) -> None:
    item = SealedObject.objects.get(kind=Kind.MESSAGE)

    assert desk.vault.open(item.ref()) == letter()


def test_the_same_mail_again_changes_nothing(
    desk: Desk, box: Mailbox, first: UUID
) -> None:
    receipt = take(desk, box, letter())

    assert receipt.result is Result.DUPLICATE
    assert Contact.objects.count() == 1


def test_a_participant_with_a_token_continues_the_thread(
    desk: Desk, box: Mailbox, first: UUID, answered: str
) -> None:
    receipt = take(desk, box, reply_to(answered))

    assert mails.thread_of(receipt.id) == first
    assert Conversation.objects.get().state == ConversationState.OPEN


def test_the_plus_address_is_as_good_as_a_reference(
    desk: Desk, box: Mailbox, first: UUID, answered: str
) -> None:
    token = mail_tokens.token_of(first, register="retta", desk=desk)
    address = f"asiakaspalvelu+{token.upper()}@isannointi.retta.example"

    receipt = take(desk, box, letter(message_id="2@example.fi"), recipient=address)

    assert mails.thread_of(receipt.id) == first


@pytest.mark.parametrize(
    "claims",
    [
        "1@example.fi",
        "seloste.{thread}@isannointi.retta.example",
        "seloste.{forged}.0123456789abcdef@isannointi.retta.example",
        "conversation-1-1-abcdef@isannointi.retta.example",
    ],
)
def test_attack_8_a_guessed_message_id_or_subject_never_joins_a_thread(
    desk: Desk, box: Mailbox, first: UUID, answered: str, claims: str
) -> None:
    token = mail_tokens.token_of(first, register="retta", desk=desk)
    forged = token[:-1] + ("a" if token[-1] != "a" else "b")
    named = claims.format(thread=first, forged=forged)

    receipt = take(desk, box, reply_to(named, subject=f"Re: Vesivahinko [#{first}]"))

    assert receipt.result is Result.CAPTURED
    assert mails.thread_of(receipt.id) != first


def test_attack_8_the_token_of_another_register_or_thread_proves_nothing(
    desk: Desk, first: UUID
) -> None:
    of_other = mail_tokens.token_of(first, register="sok-mara", desk=desk)

    assert mail_tokens.thread_of([of_other], register="retta", desk=desk) is None


def test_a_token_has_at_least_128_bits_that_nobody_can_guess(
    desk: Desk, first: UUID
) -> None:
    token = mail_tokens.token_of(first, register="retta", desk=desk)

    assert (len(token) - 8) * 5 >= 128
    assert str(first).replace("-", "") not in token


def test_attack_9_a_valid_token_from_a_stranger_waits_and_shows_them_nothing(
    desk: Desk, box: Mailbox, first: UUID, answered: str, sender: FakeSender
) -> None:
    sent = len(sender.taken)

    receipt = take(desk, box, reply_to(answered, sender=mails.OUTSIDER))

    assert receipt.reason == "unverified-participant"
    assert Contact.objects.filter(thread=first).count() == 2
    assert not mail_threads.knows(first, [mails.OUTSIDER], desk=desk)
    assert len(sender.taken) == sent


def test_attack_9_a_second_sender_beside_a_known_one_is_a_stranger_too(
    desk: Desk, box: Mailbox, answered: str
) -> None:
    both = f"{mails.MAIJA}, {mails.OUTSIDER}"

    receipt = take(desk, box, reply_to(answered, sender=both))

    assert receipt.reason == "unverified-participant"


def test_who_a_stranger_only_copied_is_no_participant(
    desk: Desk, box: Mailbox, first: UUID, answered: str
) -> None:
    take(
        desk,
        box,
        reply_to(
            answered, headers=(f"In-Reply-To: <{answered}>", f"Cc: {mails.OUTSIDER}")
        ),
    )

    assert not mail_threads.knows(first, [mails.OUTSIDER], desk=desk)


def test_a_person_may_release_an_unverified_mail_into_its_thread(
    desk: Desk, box: Mailbox, first: UUID, answered: str, eino: Actor
) -> None:
    take(desk, box, reply_to(answered, sender=mails.OUTSIDER))
    entry = Quarantined.objects.get()

    receipt = retries.retry(
        entry.id, release=Release.INTO_THREAD, desk=desk, actor=eino, now=LATER
    )

    assert mails.thread_of(receipt.id) == first


def test_a_person_may_release_an_unverified_mail_as_a_contact_of_its_own(
    desk: Desk, box: Mailbox, first: UUID, answered: str, eino: Actor
) -> None:
    take(desk, box, reply_to(answered, sender=mails.OUTSIDER))
    entry = Quarantined.objects.get()

    receipt = retries.retry(
        entry.id, release=Release.ON_ITS_OWN, desk=desk, actor=eino, now=LATER
    )

    assert mails.thread_of(receipt.id) == receipt.id != first


def test_an_unverified_mail_that_nobody_decided_about_waits_on(
    desk: Desk, box: Mailbox, answered: str, eino: Actor
) -> None:
    take(desk, box, reply_to(answered, sender=mails.OUTSIDER))

    receipt = retries.retry(
        Quarantined.objects.get().id, desk=desk, actor=eino, now=LATER
    )

    assert receipt.reason == "unverified-participant"


def test_attack_10_an_address_of_staff_in_from_gives_no_authority(
    desk: Desk, box: Mailbox, first: UUID, answered: str
) -> None:
    forged = reply_to(answered, sender="Eino <eino@isannointi.retta.example>")

    receipt = take(desk, box, forged)

    assert receipt.reason == "unverified-participant"
    assert Conversation.objects.get().state == ConversationState.WAITING


def test_attack_10_a_mail_that_names_us_as_its_sender_came_from_outside(
    desk: Desk, box: Mailbox
) -> None:
    take(desk, box, letter(sender=mails.ADDRESS))

    contact = Contact.objects.get()
    roles = set(contact.parties.values_list("role", flat=True))
    assert contact.direction == Direction.INBOUND
    assert PartyRole.AGENT not in roles


def test_a_token_of_another_controllers_thread_is_not_continued(
    desk: Desk, first: UUID, answered: str
) -> None:
    other = mails.mailbox("retta", address=mails.OTHER_ADDRESS)

    receipt = take(desk, other, reply_to(answered, to=mails.OTHER_ADDRESS))

    assert receipt.id is not None
    contact = Contact.objects.get(pk=receipt.id)
    assert contact.thread == contact.id
    assert contact.controller.key == "retta"


def test_what_cannot_be_read_as_a_mail_is_kept_whole_in_quarantine(
    desk: Desk, box: Mailbox
) -> None:
    receipt = take(desk, box, b"\x00\x01 not a mail at all")

    item = SealedObject.objects.get(kind=Kind.QUARANTINED)
    assert receipt.result is Result.QUARANTINED
    assert desk.vault.open(item.ref()) == b"\x00\x01 not a mail at all"


def bounce(
    about: str, *, action: str = "failed", headers: tuple[str, ...] = ()
) -> bytes:
    """Return a report as RFC 3464 has it."""
    extra = "".join(f"{line}\r\n" for line in headers)
    return (
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example.fi\r\n"
        f"To: {mails.ADDRESS}\r\nSubject: Undelivered\r\n"
        "Message-ID: <b1@mx.example.fi>\r\nAuto-Submitted: auto-replied\r\n"
        f"{extra}MIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n'
        "\r\n--b\r\nContent-Type: text/plain\r\n\r\nIt did not arrive.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; mx.example.fi\r\n\r\n"
        f"Final-Recipient: rfc822; {mails.MAIJA}\r\nAction: {action}\r\n"
        "Status: 5.1.1\r\n\r\n"
        "--b\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        f"Message-ID: <{about}>\r\nSubject: Re: Vesivahinko\r\n\r\n--b--\r\n"
    ).encode()


def test_a_bounce_marks_the_message_and_is_nobodys_mail(
    desk: Desk, box: Mailbox, first: UUID, answered: str
) -> None:
    receipt = take(desk, box, bounce(answered))

    row = Outgoing.objects.get()
    assert (row.state, row.error) == (OutgoingState.BOUNCED, "5.1.1")
    assert Conversation.objects.get().state == ConversationState.OPEN
    assert mails.thread_of(receipt.id) != first


def test_a_report_of_a_delay_marks_nothing(
    desk: Desk, box: Mailbox, answered: str
) -> None:
    take(desk, box, bounce(answered, action="delayed"))

    assert Outgoing.objects.get().state == OutgoingState.SENT


def test_a_bounce_of_an_unknown_message_opens_no_conversation(
    desk: Desk, box: Mailbox
) -> None:
    receipt = take(desk, box, bounce("nobody@example.fi"))

    assert receipt.result is Result.CAPTURED
    assert not Conversation.objects.exists()


def test_an_out_of_office_answer_takes_nobodys_turn(
    desk: Desk, box: Mailbox, first: UUID, answered: str
) -> None:
    away = (f"In-Reply-To: <{answered}>", "Auto-Submitted: auto-replied")

    receipt = take(desk, box, reply_to(answered, headers=away))

    assert mails.thread_of(receipt.id) == first
    assert Conversation.objects.get().state == ConversationState.WAITING


@pytest.fixture
def telling(desk: Desk) -> Mailbox:
    """A mailbox that acknowledges what arrives."""
    return mails.mailbox(acknowledge=True)


def test_an_acknowledgement_says_our_words_only_and_names_the_notice(
    desk: Desk, telling: Mailbox, sender: FakeSender
) -> None:
    take(desk, telling, letter(subject="OSTA HALVALLA", text="http://evil.example"))
    row = Outgoing.objects.get()

    mail_sending.send(row.id, desk=desk, now=LATER)

    message = sender.taken[0].message.decode()
    assert sender.taken[0].recipients == (mails.MAIJA,)
    assert sender.taken[0].sender == ""
    assert "Auto-Submitted: auto-replied" in message
    assert "/notice/retta/" in message
    assert "HALVALLA" not in message
    assert "evil" not in message
    assert "Meik" not in message


def test_an_acknowledgement_is_no_answer(desk: Desk, telling: Mailbox) -> None:
    take(desk, telling, letter())

    assert Outgoing.objects.count() == 1
    assert Conversation.objects.get().state == ConversationState.NEW


def test_attack_13_forged_mail_gets_one_automatic_answer_an_address_a_day(
    desk: Desk, telling: Mailbox
) -> None:
    for number in range(30):
        take(desk, telling, letter(message_id=f"{number}@example.fi"))

    next_day = LATER + timedelta(days=1)
    take(desk, telling, letter(message_id="next@example.fi"), now=next_day)

    assert Outgoing.objects.filter(written_at=LATER).count() == 1
    assert Outgoing.objects.filter(written_at=next_day).count() == 1


def test_attack_13_of_many_forged_addresses_only_so_many_are_answered_in_an_hour(
    desk: Desk, telling: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seloste.services.acknowledgements.MOST_IN_AN_HOUR", 3)

    for number in range(8):
        mail = letter(sender=f"uhri{number}@example.fi", message_id=f"{number}@x.fi")
        take(desk, telling, mail)

    assert Outgoing.objects.count() == 3


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: auto-generated",
        "Precedence: bulk",
        "List-Id: <lista.example.fi>",
        "List-Unsubscribe: <mailto:pois@example.fi>",
        "X-Auto-Response-Suppress: All",
        "Return-Path: <>",
    ],
)
def test_attack_13_machines_and_lists_are_never_answered(
    desk: Desk, telling: Mailbox, header: str
) -> None:
    take(desk, telling, letter(headers=(header,)))

    assert Contact.objects.count() == 1
    assert not Outgoing.objects.exists()


@pytest.mark.parametrize(
    "sender_of",
    [mails.ADDRESS, "MAILER-DAEMON@example.fi", "noreply@example.fi"],
)
def test_attack_13_no_loop_with_ourselves_or_with_what_answers_nobody(
    desk: Desk, telling: Mailbox, sender_of: str
) -> None:
    take(desk, telling, letter(sender=sender_of))

    assert not Outgoing.objects.exists()


def test_a_mail_from_nobody_is_never_answered(desk: Desk, telling: Mailbox) -> None:
    take(desk, telling, letter(), null_sender=True)

    assert not Outgoing.objects.exists()


def test_without_the_setting_nothing_is_acknowledged(desk: Desk, box: Mailbox) -> None:
    take(desk, box, letter())

    assert not Outgoing.objects.exists()
