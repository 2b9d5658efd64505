"""The portal: the same receipt for everybody, budgets, a mail, and no work unasked."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from seloste.domain.notice import Language
from seloste.domain.rights import RequestKind
from seloste.domain.rights_portal import PortalRefused
from seloste.domain.rights_words import RequestWords
from seloste.domain.staff import Role
from seloste.ports.desk import Desk
from seloste.ports.jobs import Job
from seloste.records.models import (
    Contact,
    Outgoing,
    PortalAttempt,
    RightsRequest,
)
from seloste.services import (
    identities,
    rights_portal,
    rights_reminders,
    rights_tokens,
    work,
)
from seloste.services.access import NotFound
from seloste.services.rights import Received
from seloste.services.rights_portal import Written
from tests.fakes.mail import FakeSender
from tests.services.conftest import NOW
from tests.services.mails import mailbox, sending
from tests.services.requests import WORDS, history, row
from tests.services.works import held, items_of, mail, staff

pytestmark = pytest.mark.usefixtures("registers")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A desk that can send mail."""
    return sending(desk, FakeSender())


BY_PHONE = RequestWords(message="Haluan", tel="+358455550101")
STRANGER = RequestWords(message="Haluan tietoni", email="tuntematon@example.fi")


def written(desk: Desk, **changes: object) -> Written:
    page = rights_portal.page("retta", language=Language.FI, vault=desk.vault, now=NOW)
    one = Written(
        register="retta",
        token=page.token,
        network_address="192.0.2.1",
        kind=RequestKind.ACCESS,
        words=WORDS,
    )
    return replace(one, **changes)  # type: ignore[arg-type]  # names are checked by dataclasses


def sent(desk: Desk, **changes: object) -> Received:
    return rights_portal.send(written(desk, **changes), desk=desk, now=NOW + MINUTE)


def refused(desk: Desk, at: timedelta = MINUTE, **changes: object) -> str:
    one = written(desk, **changes)
    with pytest.raises(PortalRefused) as refusal:
        rights_portal.send(one, desk=desk, now=NOW + at)
    return refusal.value.reason


def worked(desk: Desk, given: Received) -> None:
    rights_portal.follow_up(given.id, desk=desk, now=NOW + 2 * MINUTE)


def proof(desk: Desk, given: Received) -> str:
    return rights_tokens.mailed(given.id, register="retta", vault=desk.vault)


def test_the_page_names_who_answers_and_how_else_to_ask(desk: Desk) -> None:
    page = rights_portal.page(
        "sok-mara", language=Language.SV, vault=desk.vault, now=NOW
    )

    assert page.controllers == ("Suomen Osuuskauppojen keskuskunta SOK",)
    assert page.ways[0] == "tietosuoja.mara@sok.fi"


def test_a_notice_without_an_address_leads_to_where_it_receives(desk: Desk) -> None:
    page = rights_portal.page("retta", language=Language.FI, vault=desk.vault, now=NOW)

    assert "asiakaspalvelu@retta.example" in page.ways


@pytest.mark.parametrize("register", ["ei-ole", ""])
def test_there_is_no_portal_of_a_register_that_does_not_exist(
    desk: Desk, register: str
) -> None:
    with pytest.raises(NotFound):
        rights_portal.page(register, language=Language.FI, vault=desk.vault, now=NOW)


def test_there_is_no_portal_before_a_notice_is_in_force(desk: Desk) -> None:
    with pytest.raises(NotFound):
        rights_portal.page(
            "retta",
            language=Language.FI,
            vault=desk.vault,
            now=NOW - timedelta(days=5000),
        )


def test_a_page_that_is_shown_again_keeps_its_token(desk: Desk) -> None:
    first = written(desk).token

    again = rights_portal.page(
        "retta", language=Language.FI, vault=desk.vault, now=NOW + MINUTE, token=first
    )
    other = rights_portal.page(
        "retta", language=Language.SV, vault=desk.vault, now=NOW + MINUTE, token=first
    )

    assert again.token == first != other.token


def test_a_request_is_kept_and_is_no_work_yet(desk: Desk) -> None:
    given = sent(desk)

    one = row(given.id)
    assert (one.state, one.channel, one.language) == ("unconfirmed", "portal", "fi")


def test_the_receipt_is_alike_whether_anything_is_held(desk: Desk) -> None:
    mail(desk)

    known = sent(desk)
    unknown = sent(desk, words=STRANGER, network_address="192.0.2.9")

    assert (known.law_on, known.plan_on) == (unknown.law_on, unknown.plan_on)
    assert [len(one.reference) for one in (known, unknown)] == [12, 12]
    assert history(known.id) == history(unknown.id) == ["received"]


def test_the_job_holds_what_the_request_may_cover(desk: Desk) -> None:
    contact = mail(desk)
    given = sent(desk)
    assert not held()

    work.handlers(desk)[Job.RIGHTS_HOLD](given.id)

    assert items_of(contact) <= held()


@pytest.mark.parametrize(
    ("changes", "at", "reason"),
    [
        ({"token": "väärä"}, MINUTE, "bad-token"),
        ({"token": "retta.1.a.1.fi.0000"}, MINUTE, "bad-token"),
        ({}, timedelta(seconds=3), "too-fast"),
        ({}, timedelta(hours=13), "too-old"),
    ],
)
def test_what_is_sent_oddly_is_refused(
    desk: Desk, changes: dict[str, object], at: timedelta, reason: str
) -> None:
    assert refused(desk, at, **changes) == reason
    assert not RightsRequest.objects.exists()


def test_what_was_written_under_another_notice_is_shown_again(desk: Desk) -> None:
    token = rights_tokens.issue(
        "retta", version=9, language=Language.FI, vault=desk.vault, now=NOW
    )

    assert refused(desk, token=token) == "notice-changed"


def test_a_network_address_has_a_budget_of_a_day(desk: Desk) -> None:
    one = written(desk)
    attempts(desk, one, 20)

    assert refused(desk) == "too-many"
    sent(desk, network_address="192.0.2.2")


def attempts(desk: Desk, one: Written, count: int) -> None:
    rights_portal.send(one, desk=desk, now=NOW + MINUTE)
    row_ = PortalAttempt.objects.get()
    PortalAttempt.objects.bulk_create(
        PortalAttempt(
            register_id="retta",
            address_key=row_.address_key,
            identifier_key=row_.identifier_key,
            at=row_.at,
        )
        for _ in range(count - 1)
    )


def test_a_register_has_a_budget_of_an_hour(desk: Desk) -> None:
    attempts(desk, written(desk), 1)
    PortalAttempt.objects.bulk_create(
        PortalAttempt(register_id="retta", address_key=str(number), at=NOW)
        for number in range(499)
    )

    assert refused(desk, network_address="192.0.2.9") == "too-many"


def test_no_network_address_is_kept(desk: Desk) -> None:
    sent(desk)

    stored = str(list(PortalAttempt.objects.values()))
    assert "192.0.2.1" not in stored
    assert "maija" not in stored


def test_somebody_who_gives_no_address_of_their_own_has_no_identifier(
    desk: Desk,
) -> None:
    words = RequestWords(message="Haluan tietoni", address="Katu 1, Helsinki")

    given = sent(desk, words=words)

    assert PortalAttempt.objects.get().identifier_key == ""
    assert row(given.id).repeat_key == ""


def test_a_mail_asks_for_confirmation_and_names_nobody(desk: Desk) -> None:
    mailbox()
    given = sent(desk, words=STRANGER)

    worked(desk, given)
    worked(desk, given)

    assert Outgoing.objects.count() == 1
    assert "mailed" in history(given.id)
    text = letter(desk)
    assert proof(desk, given) in text
    assert "Haluan tietoni" not in text


def letter(desk: Desk) -> str:
    """Return the mail that was written, as it lies sealed."""
    contact = Contact.objects.get(direction="outbound")
    item = contact.objects_of.get(kind="message")
    raw = desk.vault.open(item.ref(), inline=item.inline()).decode()
    return raw.replace("=\n", "").replace("=\r\n", "").replace("=3D", "=")


def test_there_are_at_most_three_mails_a_day_to_one_person(desk: Desk) -> None:
    mailbox()
    given = [sent(desk, network_address=f"192.0.2.{number}") for number in range(5)]

    for one in given:
        worked(desk, one)

    assert Outgoing.objects.count() == 3
    assert [("no-mail" in history(one.id)) for one in given] == [
        False,
        False,
        False,
        True,
        True,
    ]


def test_what_fills_the_hidden_field_is_kept_and_gets_no_mail(desk: Desk) -> None:
    mailbox()

    given = sent(desk, trap="http://spam.example")
    worked(desk, given)

    assert row(given.id).state == "unconfirmed"
    assert not Outgoing.objects.exists()


def test_a_mail_that_cannot_be_sent_is_written_down(desk: Desk) -> None:
    mailbox()
    given = sent(desk)

    for _ in range(2):
        worked(replace(desk, mail=None), given)

    assert history(given.id).count("mail-refused") == 1
    assert row(given.id).state == "received"


def test_somebody_without_an_e_mail_gets_no_mail_and_is_work_at_once(
    desk: Desk,
) -> None:
    mailbox()
    given = sent(desk, words=BY_PHONE)

    worked(desk, given)

    assert not Outgoing.objects.exists()
    assert (row(given.id).state, row(given.id).expires_at) == ("received", None)


def test_whoever_cannot_be_mailed_from_here_is_work_at_once(desk: Desk) -> None:
    no_mailbox, refused_mail = sent(desk), sent(desk, network_address="192.0.2.9")
    worked(desk, no_mailbox)
    mailbox()

    worked(replace(desk, mail=None), refused_mail)

    assert row(no_mailbox.id).state == "received"
    assert row(refused_mail.id).state == "received"


def test_what_a_machine_filled_in_waits_unseen_and_ends(desk: Desk) -> None:
    given = sent(desk, words=BY_PHONE, trap="x")

    worked(desk, given)

    assert row(given.id).state == "unconfirmed"
    rights_reminders.tend(desk=desk, now=NOW + timedelta(days=8))
    assert row(given.id).state == "expired"


def test_whoever_proves_who_they_are_need_not_open_the_mail(desk: Desk) -> None:
    mailbox()
    aino = staff("aino", Role.RECORDS_MANAGER)
    given = sent(desk)

    identities.in_person(
        given.id, document="known", desk=desk, actor=aino, now=NOW + MINUTE
    )

    assert (row(given.id).state, row(given.id).expires_at) == ("identified", None)
    assert history(given.id).count("confirm") == 1


def test_a_link_of_the_mail_confirms_once(desk: Desk) -> None:
    given = sent(desk)

    for _ in range(2):
        rights_portal.confirm(given.id, proof(desk, given), desk=desk, now=NOW + MINUTE)

    assert row(given.id).state == "received"
    assert history(given.id).count("confirm") == 1


@pytest.mark.parametrize("guess", ["", "0" * 64])
def test_nobody_confirms_without_the_mail(desk: Desk, guess: str) -> None:
    given = sent(desk)

    for wrong in (guess, given.token):
        with pytest.raises(NotFound):
            rights_portal.confirm(given.id, wrong, desk=desk, now=NOW + MINUTE)
    with pytest.raises(NotFound):
        rights_portal.confirm(UUID(int=0), guess, desk=desk, now=NOW)

    assert row(given.id).state == "unconfirmed"


def test_the_receipt_opens_the_status_and_nothing_else_does(desk: Desk) -> None:
    given = sent(desk)

    assert rights_portal.status(given.token).pk == given.id
    assert given.token in rights_portal.status_address(row(given.id), vault=desk.vault)
    for wrong in ("", "x", given.reference):
        with pytest.raises(NotFound):
            rights_portal.status(wrong)


def test_whoever_has_the_receipt_may_withdraw(desk: Desk) -> None:
    given = sent(desk)

    rights_portal.withdraw(given.token, now=NOW + MINUTE)

    assert row(given.id).state == "withdrawn"


def test_one_device_that_asks_for_several_people_is_seen(desk: Desk) -> None:
    first = sent(desk)
    again = sent(desk)
    other = sent(desk, words=STRANGER)
    elsewhere = sent(desk, words=STRANGER, network_address="192.0.2.9")

    seen = {
        one.id: [alert.kind for alert in row(one.id).alerts.all()]
        for one in (first, again, other, elsewhere)
    }
    assert seen == {
        first.id: [],
        again.id: [],
        other.id: ["many-subjects"],
        elsewhere.id: [],
    }
