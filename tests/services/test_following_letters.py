"""Letters before a restriction is lifted, and after what had to wait was erased."""

import email
from dataclasses import replace
from datetime import timedelta
from email import policy
from uuid import UUID, uuid4

import pytest

from seloste.domain.restriction import Ground, RestrictionRefused
from seloste.domain.rights_letter import LetterIncomplete, LetterKind
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import RememberedErasure, Restriction, RightsRequest
from seloste.services import (
    following_letters,
    remembered,
    restrictions,
    rights_letters,
    rights_moves,
    rights_reminders,
    sealed_words,
)
from seloste.services.restrictions import Restricting
from seloste.services.rights_texts import grouped
from tests.fakes.mail import FakeSender
from tests.services import requests
from tests.services.conftest import NOW
from tests.services.mails import mailbox
from tests.services.works import mail, staff

pytestmark = pytest.mark.usefixtures("registers")


@pytest.fixture
def aino(registers: None) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def onni(registers: None) -> Actor:
    return staff("onni", Role.DPO)


def restricted(desk: Desk, aino: Actor, request: UUID | None) -> UUID:
    wanted = Restricting(
        register="retta",
        ground=Ground.CONTESTED,
        contact_ids=[mail(desk)],
        request=request,
    )
    return restrictions.place(wanted, actor=aino, now=NOW)


def test_the_person_is_told_by_letter_before_a_restriction_ends(
    desk: Desk, aino: Actor
) -> None:
    request = requests.identified(desk, aino)
    one = restricted(desk, aino, request)

    told = following_letters.announce_lifting(one, desk=desk, actor=aino, now=NOW)

    [written] = rights_letters.letters(requests.row(request))
    letter = rights_letters.read(request, written.id, desk=desk, actor=aino, now=NOW)
    said = rights_letters.plain(letter)
    assert told
    assert written.kind is LetterKind.LIFTING
    assert "Rajoitus päättyy 11.5.2026" in said
    assert "Syytä, jonka vuoksi käsittelyä rajoitettiin, ei enää ole" in said
    assert "tietosuoja@om.fi" in said
    with pytest.raises(RestrictionRefused, match="told-already"):
        following_letters.announce_lifting(one, desk=desk, actor=aino, now=NOW)


def test_where_the_letter_fails_nobody_counts_as_told(
    desk: Desk, aino: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise OSError("full")

    one = restricted(desk, aino, requests.identified(desk, aino))
    monkeypatch.setattr(rights_letters, "write", broken)

    with pytest.raises(OSError, match="full"):
        following_letters.announce_lifting(one, desk=desk, actor=aino, now=NOW)

    assert Restriction.objects.get().told_at is None


def test_an_agent_announces_nothing(desk: Desk, aino: Actor) -> None:
    request = requests.identified(desk, aino)
    one = restricted(desk, aino, request)
    eino = staff("eino", Role.AGENT)

    with pytest.raises(RestrictionRefused, match="unknown-restriction"):
        following_letters.announce_lifting(one, desk=desk, actor=eino, now=NOW)

    assert not rights_letters.letters(requests.row(request))


def test_a_closed_request_keeps_no_letter_of_it(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    request = requests.released(desk, aino, onni)
    one = restricted(desk, aino, request)
    rights_moves.close(request, desk=desk, actor=aino, now=NOW)

    told = following_letters.announce_lifting(one, desk=desk, actor=aino, now=NOW)

    assert not told
    assert Restriction.objects.get().lift_from == NOW + timedelta(days=7)
    assert not rights_moves.items_of(requests.row(request)).exists()


@pytest.mark.parametrize("kind", list(following_letters.FOLLOWING))
def test_a_letter_of_what_has_not_followed_cannot_be_written(
    desk: Desk, aino: Actor, kind: LetterKind
) -> None:
    row = requests.row(requests.identified(desk, aino))
    facts = following_letters.facts_for(kind, row, desk=desk, now=NOW)

    with pytest.raises(LetterIncomplete):
        rights_letters.write(row.pk, kind, facts=facts, desk=desk, actor=aino, now=NOW)


def remembering(request: UUID, desk: Desk) -> RememberedErasure:
    """Return a promise to erase the rest that has come true today."""
    row = requests.row(request)
    sealed = sealed_words.seal(
        requests.WORDS.to_json(),
        register="retta",
        record=uuid4(),
        desk=desk,
        now=NOW,
    )
    return RememberedErasure.objects.create(
        register_id="retta",
        request=row.pk,
        item_id=uuid4(),
        contact_id=uuid4(),
        address=sealed,
        language="sv",
        remembered_at=NOW,
        erased_at=NOW,
    )


def test_who_was_promised_the_rest_is_told_after_the_request_is_closed(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    mailbox()
    sender = FakeSender()
    request = requests.released(desk, aino, onni)
    remembering(request, desk)
    rights_moves.close(request, desk=desk, actor=aino, now=NOW)

    done = remembered.tell(request, desk=replace(desk, mail=sender), now=NOW)

    [sent] = sender.taken
    message = email.message_from_bytes(sent.message, policy=policy.default)
    text = " ".join(message.get_content().split())
    assert done
    assert "uppgifterna förstördes den 4 maj 2026" in text
    assert grouped(requests.row(request).reference) in text
    assert "tietosuoja@om.fi" in text
    assert not remembered.tell(request, desk=replace(desk, mail=sender), now=NOW)


def test_what_stays_of_a_request_stays_until_the_person_was_told(
    desk: Desk, aino: Actor, onni: Actor
) -> None:
    request = requests.released(desk, aino, onni)
    remembering(request, desk)
    rights_moves.close(request, desk=desk, actor=aino, now=NOW)
    much_later = NOW + timedelta(days=20 * 366)

    rights_reminders.tend(desk=desk, now=much_later)
    assert requests.row(request).state == "closed"
    remembered.note_told(request, actor=aino, now=much_later)
    rights_reminders.tend(desk=desk, now=much_later)

    assert not RightsRequest.objects.filter(pk=request).exists()
