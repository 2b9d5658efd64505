"""Writing a transcript by hand: begun, written, checked, certified on the pages."""

import re
from uuid import UUID

import pytest
from django.test import Client

from seloste import wiring
from seloste.domain.staff import Actor, Role
from seloste.records.models import AuditLeaf, Transcript
from seloste.services import redactions, transcript_rows
from tests.services import deliveries
from tests.web.kept import acts, item_of, kept
from tests.web.people import NOW, SignedIn, granted, invited

pytestmark = pytest.mark.usefixtures("sources_of_retta")

CARD = "4111 1111 1111 1111"


@pytest.fixture
def item() -> UUID:
    """A call of ten seconds of which no machine writes the words."""
    sound = deliveries.recording(deliveries.wav(10))
    return item_of(kept(deliveries.call(parts=(sound,))), "recording")


@pytest.fixture
def browser(aino: Actor, signed_in: SignedIn) -> Client:
    """The browser of Aino, records manager."""
    return signed_in(aino)


def opened(browser: Client, item: UUID, *, purpose: str = "verification") -> str:
    answer = browser.post(f"/transcripts/{item}/open/", {"purpose": purpose})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def begun(browser: Client, item: UUID, *, language: str = "fi") -> str:
    """Begin with what the page says it has seen."""
    address = opened(browser, item)
    seen = re.findall(r'name="seen"[^>]*', text(browser, address))
    assert seen == ['name="seen" value="0"']
    answer = browser.post(f"{address}begin/", {"language": language, "seen": "0"})
    assert answer.status_code == 302, answer.content.decode()
    return address


def add(
    browser: Client,
    address: str,
    words: str,
    *,
    channel: int = 0,
    start: str = "0:00",
    end: str = "0:03.5",
) -> str:
    """Add a turn to the newest version; return where that leads."""
    answer = browser.post(
        f"{address}add/",
        {
            "add-channel": str(channel),
            "add-start": start,
            "add-end": end,
            "add-text": words,
            "add-speaker": "customer" if channel else "agent",
            "add-seen": str(Transcript.objects.get().version),
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def rest(browser: Client, address: str) -> None:
    for channel in ("0", "1"):
        seen = str(Transcript.objects.get().version)
        browser.post(f"{address}rest/", {"channel": channel, "seen": seen})


def test_where_no_machine_writes_a_person_is_asked_to(
    browser: Client, item: UUID
) -> None:
    page = text(browser, opened(browser, item))

    assert "Sanoja ei vielä ole" in page
    assert "Kirjoita käsin" in page
    assert '<option value="et">viro</option>' in page


def test_call_is_written_checked_and_certified_by_two(
    browser: Client, item: UUID, signed_in: SignedIn
) -> None:
    address = begun(browser, item)
    assert "Kirjoitettu käsin, ei tarkistettu" in text(browser, address)
    add(browser, address, "huomenta Retta")
    rest(browser, address)
    seen = str(Transcript.objects.get().version)
    browser.post(f"{address}check/", {"seen": seen})
    anna = signed_in(granted(invited("anna", "Anna"), Role.RECORDS_MANAGER, "retta"))

    anna.post(f"{opened(anna, item)}certify/", {"seen": seen})

    row = Transcript.objects.get()
    assert (row.state, row.engine) == ("certified", "by-hand")
    assert acts("transcript.begun") == 1


def test_next_turn_begins_where_the_last_ended(browser: Client, item: UUID) -> None:
    address = begun(browser, item)
    add(browser, address, "huomenta", end="0:03.5")

    page = text(browser, address)

    assert 'value="0:03.50"' in page


def test_sound_without_words_stops_the_check(browser: Client, item: UUID) -> None:
    address = begun(browser, item)
    add(browser, address, "huomenta")

    browser.post(f"{address}check/", {"seen": "2"})

    assert Transcript.objects.get().state == "machine"
    assert "0:04–0:10" in text(browser, address)


def test_number_that_was_written_is_hidden_from_who_sees_no_original(
    browser: Client, item: UUID, eino: Actor, signed_in: SignedIn
) -> None:
    address = begun(browser, item)
    add(browser, address, f"kortin numero on {CARD}")
    written = transcript_rows.words(Transcript.objects.get(), desk=wiring.desk())
    assert written.turns[0].text == f"kortin numero on {CARD}"

    redactions.hide(item, desk=wiring.desk(), now=NOW)

    agent = signed_in(eino)
    page = text(agent, opened(agent, item, purpose="service"))
    assert "[kortin numero]" in page
    assert "1111" not in page


def test_what_is_begun_twice_is_refused(browser: Client, item: UUID) -> None:
    address = begun(browser, item)

    page = browser.post(f"{address}begin/", {"language": "fi", "seen": "1"})

    assert "Joku kirjoittaa sitä jo käsin." in page.content.decode()
    assert Transcript.objects.get().version == 1


def test_language_that_nobody_offered_is_refused(browser: Client, item: UUID) -> None:
    address = opened(browser, item)

    page = browser.post(f"{address}begin/", {"language": "<b>", "seen": "0"})

    assert "Valitse puhelun kieli." in page.content.decode()
    assert not Transcript.objects.exists()


def test_trainer_is_not_asked_to_write(
    tiina: Actor, signed_in: SignedIn, item: UUID
) -> None:
    browser = signed_in(tiina)
    address = opened(browser, item, purpose="quality")
    assert "Kirjoita käsin" not in text(browser, address)

    answer = browser.post(f"{address}begin/", {"language": "fi", "seen": "0"})

    assert answer.status_code in (403, 404)
    assert not AuditLeaf.objects.filter(action="transcript.begun").exists()


def test_rest_of_no_channel_marks_nothing(browser: Client, item: UUID) -> None:
    address = begun(browser, item)

    browser.post(f"{address}rest/", {"channel": "²", "seen": "1"})

    assert Transcript.objects.get().version == 1


def test_print_says_who_wrote_it_and_leaves_silence_out(
    browser: Client, item: UUID
) -> None:
    address = begun(browser, item)
    add(browser, address, "huomenta Retta")
    rest(browser, address)

    page = text(browser, f"{address}print/?language=en")

    assert "people, by hand" in page
    assert "Where nothing is written, nobody speaks." in page
    lines = re.findall(r'<span class="ts-lines-said">([^<]*)</span>', page)
    assert lines == ["huomenta Retta"]


def test_turn_on_a_later_page_leads_back_to_its_page(
    browser: Client, item: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seloste.web.transcripts.editing.PER_PAGE", 1)
    address = begun(browser, item)
    add(browser, address, "huomenta")

    leads = add(browser, address, "hei", channel=1, start="0:04", end="0:05")

    assert leads == f"{address}?page=2#t=4.00"
