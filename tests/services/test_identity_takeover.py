"""Somebody has another's contact details changed, and asks as them: it fails (D7)."""

from datetime import timedelta
from uuid import UUID

import pytest

from seloste.domain.contact import Kind, Party, PartyRole
from seloste.domain.customer import Identifier
from seloste.domain.identity import IdentityRefused, MatchState
from seloste.domain.rights import RequestKind
from seloste.domain.rights_words import RequestWords
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import (
    IdentityMatch,
    IdentityProof,
    Outgoing,
    SealedObject,
)
from seloste.services import (
    capture,
    identities,
    identity_codes,
    identity_telling,
    identity_texts,
    matching,
    openings,
    rectifications,
)
from seloste.services.rectifications import PartyChange
from tests.fakes.mail import FakeSender
from tests.services import deliveries, mails
from tests.services.conftest import NOW
from tests.services.requests import history, identified, received, row
from tests.services.works import staff

pytestmark = pytest.mark.usefixtures("registers")
DAY = timedelta(days=1)
EVIL = RequestWords(
    name="Maija Meikäläinen", email="evil@example.net", tel="+358405550666"
)


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """The desk with a mail server."""
    return mails.sending(desk, FakeSender())


@pytest.fixture
def aino(registers: None) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def hers(desk: Desk, registers: None) -> UUID:
    """A mail of Maija's from the day before, to a register with a mailbox."""
    mails.mailbox()
    receipt = capture.capture(deliveries.mail(), desk=desk, now=NOW - DAY)
    assert receipt.id is not None
    return receipt.id


def corrected(desk: Desk, aino: Actor, contact: UUID, **changes: str) -> UUID:
    """Have the details of a contact changed by a request to rectify them."""
    request = identified(desk, aino, kind=RequestKind.RECTIFICATION)
    IdentityMatch.objects.create(
        request_id=request, contact_id=contact, state=MatchState.CONFIRMED
    )
    rectifications.correct_metadata(
        request,
        contact,
        parties={0: PartyChange(**changes)},
        desk=desk,
        actor=aino,
        now=NOW,
    )
    return request


def taken_over(desk: Desk, aino: Actor, contact: UUID) -> UUID:
    return corrected(desk, aino, contact, mailto=EVIL.email, tel=EVIL.tel)


def addressees(desk: Desk) -> list[str]:
    """Return to whom mails went."""
    found = []
    for out in Outgoing.objects.order_by("contact__received_at", "pk"):
        meta = SealedObject.objects.get(contact_id=out.contact_id, kind=Kind.META)
        found += [
            party.mailto
            for party in openings.metadata(meta, desk).parties
            if party.role is PartyRole.CUSTOMER
        ]
    return found


def kinds(request_id: UUID) -> list[str]:
    return sorted(one.kind for one in row(request_id).alerts.all())


def test_corrected_details_prove_nothing_of_the_next_request(
    desk: Desk, aino: Actor, hers: UUID
) -> None:
    now = NOW + 2 * DAY
    before = received(desk, aino, kind=RequestKind.OBJECTION).id
    assert identity_codes.send(before, desk=desk, now=NOW) == 1
    taken_over(desk, aino, hers)

    request = received(desk, aino, words=EVIL, now=now).id

    assert identity_codes.send(request, desk=desk, now=now) == 0
    with pytest.raises(IdentityRefused, match="not-known-before"):
        identities.call_back(request, tel=EVIL.tel, desk=desk, actor=aino, now=now)
    assert not IdentityProof.objects.filter(request=request).exists()
    assert row(request).assurance == 0


def test_nor_when_they_wrote_and_called_themselves_meanwhile(
    desk: Desk, aino: Actor, hers: UUID
) -> None:
    now = NOW + 3 * DAY
    taken_over(desk, aino, hers)
    party = Party(PartyRole.CUSTOMER, mailto=EVIL.email, tel=EVIL.tel)
    wrote = deliveries.mail(source_id="<evil@example.net>", parties=(party,))
    capture.capture(wrote, desk=desk, now=NOW + 2 * DAY)

    request = received(desk, aino, words=EVIL, now=now).id

    assert identity_codes.send(request, desk=desk, now=now) == 0
    with pytest.raises(IdentityRefused, match="not-known-before"):
        identities.call_back(request, tel=EVIL.tel, desk=desk, actor=aino, now=now)


def test_the_address_there_was_before_is_told_at_once(
    desk: Desk, aino: Actor, hers: UUID
) -> None:
    assert "maija@example.fi" not in addressees(desk)

    request = taken_over(desk, aino, hers)

    assert addressees(desk).count("maija@example.fi") == 1
    assert EVIL.email not in addressees(desk)
    assert "old-address-told" in history(request)


def test_who_had_no_address_is_not_said_to_be_told(
    desk: Desk, aino: Actor, hers: UUID
) -> None:
    party = Party(PartyRole.CUSTOMER, name="Maija Meikäläinen", tel="+358455550101")
    receipt = capture.capture(
        deliveries.call(parties=(party,)), desk=desk, now=NOW - DAY
    )
    assert receipt.id is not None

    request = taken_over(desk, aino, receipt.id)

    assert "old-address-untold" in history(request)
    assert "old-address-told" not in history(request)


def test_a_corrected_name_tells_nobody(desk: Desk, aino: Actor, hers: UUID) -> None:
    request = corrected(desk, aino, hers, name="Maija Toinen")

    assert addressees(desk) == []
    assert "old-address-untold" not in history(request)


def test_after_a_month_they_count_but_carry_a_sign_and_wait(
    desk: Desk, aino: Actor, hers: UUID
) -> None:
    now = NOW + 31 * DAY
    taken_over(desk, aino, hers)
    request = received(desk, aino, words=EVIL, now=now).id

    identities.call_back(request, tel=EVIL.tel, desk=desk, actor=aino, now=now)

    assert "details-changed" in kinds(request)


def test_what_came_before_the_change_is_looked_at_one_by_one(
    desk: Desk, aino: Actor, hers: UUID
) -> None:
    taken_over(desk, aino, hers)
    request = received(desk, aino, words=EVIL, now=NOW + 31 * DAY).id

    matching.propose(request, desk=desk, actor=aino, now=NOW + 31 * DAY)

    match = IdentityMatch.objects.get(request=request, contact_id=hers)
    assert "came-later" in match.evidence


def test_an_unchanged_identifier_beside_a_corrected_one_still_counts(
    desk: Desk, aino: Actor, hers: UUID
) -> None:
    corrected(desk, aino, hers, tel="+358405550102")
    now = NOW + 2 * DAY

    request = received(desk, aino, now=now).id

    assert identity_codes.send(request, desk=desk, now=now) == 1


def test_a_mail_of_ours_makes_an_address_no_more_known(
    desk: Desk, aino: Actor, hers: UUID
) -> None:
    words = RequestWords(
        name="Maija Meikäläinen", email=EVIL.email, tel="+358455550101"
    )
    first = received(desk, aino, words=words).id
    identity_telling.tell(
        row(first),
        [Identifier("mailto", EVIL.email)],
        identity_texts.CHANGED,
        desk=desk,
        now=NOW,
    )
    assert addressees(desk) == [EVIL.email]

    later = NOW + DAY
    second = received(desk, aino, words=words, now=later).id

    assert identity_codes.send(second, desk=desk, now=later) == 0
