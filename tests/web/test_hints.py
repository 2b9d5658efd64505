"""The page of recordings on whose hints nobody has decided."""

import re
from uuid import UUID

import pytest
from django.test import Client

from seloste import wiring
from seloste.domain.staff import Actor, Role
from seloste.records.models import SealedObject
from seloste.services import hints, redactions
from tests.services import deliveries
from tests.services.hand_transcripts import transcript, turn, write
from tests.web.kept import item_of, kept
from tests.web.people import NOW, SignedIn, granted

pytestmark = pytest.mark.usefixtures("sources_of_retta")


def said(text: str, *, number: int = 1) -> UUID:
    """Keep a call in which something is said; return the contact."""
    sound = deliveries.recording(deliveries.wav(4))
    return written(kept(deliveries.call(source_id=str(number), parts=(sound,))), text)


def written(contact: UUID, text: str) -> UUID:
    """Let something be said in a call, and look through it."""
    recording = SealedObject.objects.get(pk=item_of(contact, "recording"))
    words = transcript(recording, turn(1, 0.5, text), seconds=4.0)
    write(words, desk=wiring.desk(), now=NOW)
    redactions.hide(recording.pk, desk=wiring.desk(), now=NOW)
    return contact


def page(browser: Client, query: str = "") -> str:
    answer = browser.get(f"/hints/{query}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_agent_finds_what_waits_and_no_word_of_it(
    eino: Actor, signed_in: SignedIn
) -> None:
    contact = said("minulla on keliakia")

    shown = page(signed_in(eino))

    assert f'href="/contacts/{contact}/"' in shown
    assert "keliakia" not in shown
    assert "Päätettävät" in shown


def test_nothing_that_waits_is_said_in_words(eino: Actor, signed_in: SignedIn) -> None:
    assert "Mikään ei odota päätöstä" in page(signed_in(eino))


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("fi", "Päätettävä: arkaluonteista vai ei"),
        ("sv", "Att besluta: känsligt eller inte"),
        ("en", "To decide: sensitive or not"),
    ],
)
def test_page_speaks_three_languages(
    eino: Actor, signed_in: SignedIn, language: str, heading: str
) -> None:
    browser = signed_in(eino)
    browser.post("/language/", {"language": language, "next": "/"})

    assert heading in page(browser)


def test_many_come_in_pages(
    eino: Actor, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hints, "PAGE", 1)
    for number in (1, 2):
        said("minulla on keliakia", number=number)
    browser = signed_in(eino)
    assert 'href="?page=2"' in page(browser)

    second, third = page(browser, "?page=2"), page(browser, "?page=3")

    assert second.count('href="/contacts/') == page(browser).count('href="/contacts/')
    assert "Odottavia ei ole enempää" in third
    assert 'href="?page=2"' in third


def test_list_is_of_one_register_where_one_is_chosen(
    eino: Actor, signed_in: SignedIn, soks_call: UUID
) -> None:
    granted(eino, Role.AGENT, "sok-mara")
    retta, sok = said("minulla on keliakia"), written(soks_call, "minulla on astma")
    browser = signed_in(eino)

    shown = {
        query: [str(one) in page(browser, query) for one in (retta, sok)]
        for query in ("", "?register=retta", "?register=sok-mara", "?register=none")
    }

    assert shown == {
        "": [True, True],
        "?register=retta": [True, False],
        "?register=sok-mara": [False, True],
        "?register=none": [True, True],
    }


def test_nothing_of_a_chosen_register_is_told_apart_from_nothing_at_all(
    eino: Actor, signed_in: SignedIn
) -> None:
    assert "Mikään ei vastaa suodattimia." in page(signed_in(eino), "?register=retta")


def test_trainer_does_not_decide(tiina: Actor, signed_in: SignedIn) -> None:
    assert signed_in(tiina).get("/hints/").status_code == 403
