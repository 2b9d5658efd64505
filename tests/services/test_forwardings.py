"""What a client gets of a request, and what the person is told of it."""

import io
import json
import zipfile
from dataclasses import replace
from uuid import UUID

import pyrage.passphrase  # type: ignore[import-untyped] # has no types
import pytest

from seloste.domain.identity import MatchState
from seloste.domain.rights import RequestKind
from seloste.domain.rights_letter import LetterKind
from seloste.domain.rights_words import RequestWords
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import Forwarding, IdentityMatch
from seloste.services import (
    following_letters,
    forwardings,
    rights_decisions,
    rights_letters,
    rights_moves,
)
from seloste.services.capture import capture
from seloste.services.disclosures import Receiver
from seloste.services.forwardings import Forwarded
from seloste.services.rights_decisions import Deciding
from tests.services import deliveries, requests
from tests.services.conftest import NOW
from tests.services.works import staff

pytestmark = pytest.mark.usefixtures("registers")
CLIENT = Receiver(name="As Oy Esimerkki", mailto="isannoitsija@example.fi")
WORDS = RequestWords(name="Maija", email="maija@example.fi", address="Kotikatu 1")


@pytest.fixture
def aino(registers: None) -> Actor:
    return staff("aino", Role.RECORDS_MANAGER)


def to_forward(desk: Desk, actor: Actor, words: RequestWords = WORDS) -> UUID:
    """Return a request for what is kept for a client; what follows is decided."""
    call = replace(deliveries.call(), address="+358900000102")
    theirs = capture(call, desk=desk, now=NOW).id
    assert theirs is not None
    request = requests.identified(desk, actor, kind=RequestKind.ACCESS, words=words)
    IdentityMatch.objects.create(
        request_id=request, contact_id=theirs, state=MatchState.CONFIRMED
    )
    rights_moves.decide(request, desk=desk, actor=actor, now=NOW)
    one = rights_decisions.decide(Deciding(request), desk=desk, actor=actor, now=NOW)
    rights_decisions.carry_out(one, desk=desk, actor=actor, now=NOW)
    return request


def forwarded(desk: Desk, actor: Actor) -> Forwarded:
    part = Forwarding.objects.get()
    return forwardings.forward(part.pk, CLIENT, desk=desk, actor=actor, now=NOW)


@pytest.mark.parametrize(("protected", "said"), [(False, "Kotikatu 1"), (True, "")])
def test_a_client_is_told_the_address_unless_it_is_protected(
    desk: Desk, aino: Actor, protected: bool, said: str
) -> None:
    to_forward(desk, aino, replace(WORDS, protected=protected))

    sent = forwarded(desk, aino)

    plain = pyrage.passphrase.decrypt(sent.data, sent.passphrase)
    cover = json.loads(zipfile.ZipFile(io.BytesIO(plain)).read("request.json"))
    assert (cover["address"], cover["protected"]) == (said, protected)


def test_the_person_learns_by_letter_who_answers(desk: Desk, aino: Actor) -> None:
    request = to_forward(desk, aino)

    forwarded(desk, aino)

    [written] = rights_letters.letters(requests.row(request))
    letter = rights_letters.read(request, written.id, desk=desk, actor=aino, now=NOW)
    said = rights_letters.plain(letter)
    assert written.kind is LetterKind.FORWARDED
    assert "Rekisterinpitäjä on As Oy Esimerkki." in said
    assert "Välitimme pyyntösi sille 4.5.2026" in said


def test_where_the_letter_fails_nothing_was_forwarded(
    desk: Desk, aino: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise OSError("full")

    to_forward(desk, aino)
    monkeypatch.setattr(rights_letters, "write", broken)

    with pytest.raises(OSError, match="full"):
        forwarded(desk, aino)

    assert Forwarding.objects.get().forwarded_at is None


def test_a_letter_about_it_is_offered_once_there_is_something_to_say(
    desk: Desk, aino: Actor
) -> None:
    request = to_forward(desk, aino)
    before = following_letters.offered(requests.row(request), desk=desk, now=NOW)

    forwarded(desk, aino)

    after = following_letters.offered(requests.row(request), desk=desk, now=NOW)
    assert (before, after) == ((), (LetterKind.FORWARDED,))
