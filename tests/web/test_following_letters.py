"""Letters of what follows a decision, from the page of the request."""

from uuid import UUID

import pytest
from django.test import Client

from seloste import wiring
from seloste.domain.restriction import Ground
from seloste.domain.rights import RequestKind
from seloste.domain.staff import Actor
from seloste.records.models import Restriction
from seloste.services import restrictions, rights_letters
from seloste.services.restrictions import Restricting
from tests.services.requests import identified, row
from tests.web.people import NOW, SignedIn

pytestmark = pytest.mark.usefixtures("registers", "initialised")
OFFERED = '<option value="lifting">'


@pytest.fixture
def browser(aino: Actor, signed_in: SignedIn) -> Client:
    return signed_in(aino)


@pytest.fixture
def request_id(aino: Actor, maijas_mail: UUID) -> UUID:
    """A request that led to a restriction."""
    one = identified(wiring.desk(), aino, now=NOW, kind=RequestKind.RESTRICTION)
    restrictions.place(
        Restricting("retta", Ground.CONTESTED, contact_ids=[maijas_mail], request=one),
        actor=aino,
        now=NOW,
    )
    return one


def kinds(request_id: UUID) -> list[str]:
    return [one.kind.value for one in rights_letters.letters(row(request_id))]


def test_announcing_a_lifting_writes_the_letter_and_offers_it_anew(
    browser: Client, request_id: UUID
) -> None:
    path = f"/rights/{request_id}/"
    assert OFFERED not in browser.get(path).content.decode()
    one = Restriction.objects.get().pk

    said = browser.post(f"/rights/restrictions/{one}/announce/", follow=True)

    assert "Kirje henkilölle on kirjoitettu" in said.content.decode()
    assert OFFERED in said.content.decode()
    browser.post(f"/answers/{request_id}/letters/", {"kind": "lifting", "ground": ""})
    assert kinds(request_id) == ["lifting", "lifting"]


def test_a_letter_that_has_nothing_to_say_is_not_written(
    browser: Client, request_id: UUID
) -> None:
    answer = browser.post(
        f"/answers/{request_id}/letters/", {"kind": "forwarded", "ground": ""}
    )

    assert answer.status_code == 302
    assert kinds(request_id) == []


def test_an_agent_announces_nothing(
    eino: Actor, signed_in: SignedIn, request_id: UUID
) -> None:
    one = Restriction.objects.get().pk

    answer = signed_in(eino).post(f"/rights/restrictions/{one}/announce/")

    assert answer.status_code == 403
    assert kinds(request_id) == []
