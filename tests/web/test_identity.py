"""Who asks, and what is theirs, in the browser of staff and on the portal."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from seloste import wiring
from seloste.domain.contact import Party, PartyRole
from seloste.domain.rights_words import RequestWords
from seloste.domain.staff import Actor
from seloste.records.models import IdentityCode, IdentityMatch, IdentityProof
from seloste.services import (
    capture,
    identities,
    identity_letters,
    matching,
)
from seloste.services.rights import Received
from tests.services import deliveries
from tests.services.papers_kept import on_paper
from tests.services.requests import received
from tests.services.requests import row as request_row
from tests.web.kept import acts
from tests.web.people import NOW, SignedIn

pytestmark = pytest.mark.usefixtures("registers", "sources_of_retta")


@pytest.fixture
def browser(aino: Actor, signed_in: SignedIn) -> Client:
    """The browser of Aino, the records manager."""
    return signed_in(aino)


@pytest.fixture
def asked(aino: Actor) -> Received:
    """Maija's request; her call was kept the day before."""
    day_before = NOW - timedelta(days=1)
    capture.capture(
        deliveries.call(started_at=day_before, ended_at=day_before),
        desk=wiring.desk(),
        now=day_before + timedelta(minutes=1),
    )
    return received(wiring.desk(), aino, now=NOW)


def matched(asked: Received, aino: Actor) -> UUID:
    matching.propose(asked.id, desk=wiring.desk(), actor=aino, now=NOW)
    return IdentityMatch.objects.get(request=asked.id).contact_id


def test_a_call_back_identifies(browser: Client, asked: Received) -> None:
    page = browser.post(
        f"/rights/{asked.id}/identity/call-back/", {"tel": "045 555 0101"}, follow=True
    )

    assert "Soitettu takaisin" in page.content.decode()
    assert request_row(asked.id).assurance == 2


def test_a_number_that_nobody_knew_is_refused_in_words(
    browser: Client, asked: Received
) -> None:
    page = browser.post(
        f"/rights/{asked.id}/identity/call-back/", {"tel": "040 111 2222"}, follow=True
    )

    assert "ennen pyyntöä" in page.content.decode()
    assert not IdentityProof.objects.exists()


def test_a_meeting_identifies_strongly(browser: Client, asked: Received) -> None:
    browser.post(f"/rights/{asked.id}/identity/met/", {"document": "passport"})

    assert request_row(asked.id).assurance == 3


def test_a_letter_shows_its_code_once(
    browser: Client, asked: Received, aino: Actor
) -> None:
    there = browser.get(f"/rights/{asked.id}/").content.decode()
    number = on_paper(wiring.desk(), aino, now=NOW - timedelta(days=1))
    where = f"/rights/{asked.id}/identity/letter/"

    page = browser.post(where, {"paper": number, "address": "Kotikatu 1"})

    assert where not in there
    assert where in browser.get(f"/rights/{asked.id}/").content.decode()
    assert "Koodi:" in page.content.decode()
    assert IdentityCode.objects.get().method == "letter"


def test_a_letter_to_an_address_that_nobody_knew_is_refused_in_words(
    browser: Client, asked: Received
) -> None:
    where = f"/rights/{asked.id}/identity/letter/"

    page = browser.post(where, {"paper": 7, "address": "Katalakatu 6"}, follow=True)

    assert "ennen pyyntöä" in page.content.decode()
    assert not IdentityCode.objects.exists()


def test_matches_are_found_and_decided(
    browser: Client, asked: Received, aino: Actor
) -> None:
    identities.in_person(
        asked.id, document="known", desk=wiring.desk(), actor=aino, now=NOW
    )
    found = browser.post(f"/rights/{asked.id}/matches/", follow=True).content.decode()
    assert "tunniste ilmoitettu" in found
    assert "Meikäläinen" not in found.split('id="matching"')[1].split("</section>")[0]

    contact = IdentityMatch.objects.get().contact_id
    browser.post(
        f"/rights/{asked.id}/matches/decide/",
        {"contact": str(contact), "state": "confirmed"},
    )

    assert IdentityMatch.objects.get().state == "confirmed"
    assert acts("identity.matched") == 2


def test_a_period_is_written_down_and_what_lies_outside_is_not_offered(
    browser: Client, asked: Received, aino: Actor
) -> None:
    identities.in_person(
        asked.id, document="known", desk=wiring.desk(), actor=aino, now=NOW
    )
    contact = matched(asked, aino)
    before = browser.get(f"/rights/{asked.id}/").content.decode()
    assert f'value="{contact}"' in before

    for identifier in ("0", "1"):
        browser.post(
            f"/rights/{asked.id}/matches/period/",
            {"identifier": identifier, "since_on": NOW.date().isoformat()},
        )

    after = browser.get(f"/rights/{asked.id}/").content.decode()
    assert f'value="{contact}"' not in after
    assert "ennen kuin se oli hänen" in after


def test_a_period_that_ends_before_it_begins_is_refused(
    browser: Client, asked: Received, aino: Actor
) -> None:
    matched(asked, aino)

    page = browser.post(
        f"/rights/{asked.id}/matches/period/",
        {"identifier": "0", "since_on": "2026-05-02", "until_on": "2026-05-01"},
        follow=True,
    )

    assert "ennen kuin alkaa" in page.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "identity/codes/",
        "identity/code/",
        "identity/letter/",
        "identity/call-back/",
        "identity/met/",
        "identity/alerts/other-name/",
        "matches/",
        "matches/decide/",
        "matches/period/",
    ],
)
def test_agents_prove_and_match_nothing(
    path: str, asked: Received, eino: Actor, signed_in: SignedIn
) -> None:
    answer = signed_in(eino).post(f"/rights/{asked.id}/{path}", {"state": "confirmed"})

    assert answer.status_code == 403
    assert not IdentityProof.objects.exists()


def test_the_portal_asks_for_a_code_and_says_the_same_to_everybody(
    client: Client, asked: Received, aino: Actor
) -> None:
    stranger = received(
        wiring.desk(),
        aino,
        now=NOW,
        words=RequestWords(name="Outi Ulkopuolinen", email="outi@example.net"),
    )

    pages = [
        client.post(f"/request/status/{one.token}/code/?lang=fi", follow=True)
        for one in (asked, stranger)
    ]

    for page in pages:
        assert "jos antamasi osoite oli tiedoissamme" in page.content.decode().lower()
    assert acts("identity.code-sent") == 0


def test_the_portal_takes_a_code(client: Client, asked: Received, aino: Actor) -> None:
    number = on_paper(wiring.desk(), aino, now=NOW - timedelta(days=1))
    text = identity_letters.write_letter(
        asked.id,
        paper=number,
        address="Kotikatu 1",
        desk=wiring.desk(),
        actor=aino,
        now=NOW,
    )
    code = text.split("Koodi:")[1].strip()[:9]

    wrong = client.post(
        f"/request/status/{asked.token}/code/enter/?lang=en",
        {"code": "0000 0000"},
        follow=True,
    )
    right = client.post(
        f"/request/status/{asked.token}/code/enter/?lang=en",
        {"code": code},
        follow=True,
    )

    assert "is not right" in wrong.content.decode()
    assert "Proven so far: one channel" in right.content.decode()


def test_an_unknown_receipt_is_not_there(client: Client) -> None:
    assert client.post("/request/status/nope/code/").status_code == 404
    assert client.post("/request/status/nope/code/enter/").status_code == 404


def test_the_name_of_a_contact_is_masked_in_a_match(
    browser: Client, asked: Received, aino: Actor
) -> None:
    other = Party(role=PartyRole.CUSTOMER, name="Pekka Edellinen", tel="+358455550101")
    capture.capture(
        deliveries.call(source_id="2", parties=(other,)),
        desk=wiring.desk(),
        now=NOW,
    )
    matching.propose(asked.id, desk=wiring.desk(), actor=aino, now=NOW)

    page = browser.get(f"/rights/{asked.id}/").content.decode()

    assert "toinen nimi" in page
    assert "Edellinen" not in page


def test_what_is_not_proven_is_not_ticked_and_wants_a_reason(
    browser: Client, asked: Received, aino: Actor
) -> None:
    contact = matched(asked, aino)
    where = f"/rights/{asked.id}/"
    box = f'value="{contact}" id="match-{contact}"'
    sent = {"contact": str(contact), "state": "confirmed"}

    before = browser.get(where).content.decode()
    refused = browser.post(f"{where}matches/decide/", sent, follow=True)
    browser.post(f"{where}matches/decide/", {**sent, "reason": "Soitti itse"})
    after = browser.get(where).content.decode()

    assert f"{box}>" in before
    assert "todistamaton" in refused.content.decode()
    assert "Soitti itse" in after


def test_what_is_proven_is_ticked(
    browser: Client, asked: Received, aino: Actor
) -> None:
    identities.call_back(
        asked.id, tel="+358455550101", desk=wiring.desk(), actor=aino, now=NOW
    )
    contact = matched(asked, aino)

    page = browser.get(f"/rights/{asked.id}/").content.decode()

    assert f'value="{contact}" id="match-{contact}" checked>' in page
