"""The mail that a letter can be read: to whom, once, and without a word of it."""

from datetime import timedelta

import pytest

from seloste.domain.notice import Language
from seloste.domain.outgoing import OutgoingRefused
from seloste.domain.rights import ExtensionReason, RequestKind
from seloste.domain.rights_letter import LetterKind
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import Outgoing
from seloste.services import (
    letter_mails,
    outgoing_mail,
    rights_letters,
    rights_moves,
    rights_portal,
    rights_texts,
    rights_tokens,
)
from seloste.services.rights import Received
from seloste.services.rights_portal import Written
from tests.fakes.mail import FakeSender
from tests.services.conftest import NOW
from tests.services.mails import mailbox, sending
from tests.services.requests import WORDS, history, received
from tests.services.works import staff

pytestmark = pytest.mark.usefixtures("registers")
LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A desk that can send mail."""
    return sending(desk, FakeSender())


@pytest.fixture
def aino(registers: None) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


def asked(desk: Desk) -> Received:
    """Return a request of the portal that was confirmed from the mail about it."""
    page = rights_portal.page("retta", language=Language.FI, vault=desk.vault, now=NOW)
    wanted = Written(
        register="retta",
        token=page.token,
        network_address="192.0.2.1",
        kind=RequestKind.ACCESS,
        words=WORDS,
    )
    one = rights_portal.send(wanted, desk=desk, now=LATER)
    proof = rights_tokens.mailed(one.id, register="retta", vault=desk.vault)
    rights_portal.confirm(one.id, proof, desk=desk, now=LATER)
    return one


def worked(desk: Desk) -> int:
    rights_letters.write_due(desk=desk, now=LATER)
    return letter_mails.announce(desk=desk, now=LATER)


def test_who_confirmed_by_mail_is_told_once_that_there_is_a_letter(desk: Desk) -> None:
    mailbox()
    one = asked(desk)

    assert (worked(desk), worked(desk)) == (1, 0)

    assert Outgoing.objects.count() == 1
    assert history(one.id).count("letter-mailed") == 1


def test_of_a_letter_that_cannot_be_read_yet_nothing_is_mailed(
    desk: Desk, aino: Actor
) -> None:
    mailbox()
    one = asked(desk)
    worked(desk)
    rights_letters.write(one.id, LetterKind.CONFIRMED, desk=desk, actor=aino, now=LATER)

    assert worked(desk) == 0
    rights_moves.identify(
        one.id, assurance=3, method="in-person", actor=aino, now=LATER
    )
    assert worked(desk) == 1


def test_that_more_time_is_taken_is_mailed_about_at_once(
    desk: Desk, aino: Actor
) -> None:
    mailbox()
    one = asked(desk)
    worked(desk)
    rights_moves.extend(
        one.id, reason=ExtensionReason.COMPLEXITY, actor=aino, now=LATER
    )

    assert worked(desk) == 1


def test_an_address_that_was_not_shown_to_be_theirs_gets_no_mail(
    desk: Desk, aino: Actor
) -> None:
    mailbox()
    received(desk, aino)

    assert worked(desk) == 0
    assert not Outgoing.objects.exists()


def test_without_a_mailbox_nothing_is_mailed_and_nothing_noted(desk: Desk) -> None:
    one = asked(desk)

    assert worked(desk) == 0
    assert "letter-mailed" not in history(one.id)


def test_what_could_not_be_sent_is_noted_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_args: object, **_kwargs: object) -> None:
        raise OutgoingRefused("no-recipient")

    mailbox()
    one = asked(desk)
    monkeypatch.setattr(outgoing_mail, "send_mail", refused)

    assert (worked(desk), worked(desk)) == (0, 0)
    assert history(one.id).count("mail-refused") == 1


def test_the_mail_has_a_number_and_a_link_and_names_nobody() -> None:
    said = rights_texts.letter(
        Language.FI, reference="ABCDEFGHJKLM", link="https://x.example/"
    )

    assert "ABCD-EFGH-JKLM" in said
    assert "https://x.example/" in said
    assert "Maija" not in said
