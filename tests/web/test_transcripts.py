"""The pages of a transcript: a purpose first, then words, corrections, certificates."""

import re
from datetime import timedelta
from uuid import UUID

import pypdfium2  # type: ignore[import-untyped] # has no types
import pytest
import time_machine
from django.test import Client

from seloste import wiring
from seloste.domain.staff import Actor, Role
from seloste.domain.transcript import Stretch
from seloste.records.models import Opening, SealedObject, Transcript
from seloste.services import audit, redactions
from tests.services import deliveries
from tests.services.hand_transcripts import transcript, turn, write
from tests.web.kept import acts, item_of, kept
from tests.web.people import NOW, SignedIn, granted, invited

pytestmark = pytest.mark.usefixtures("sources_of_retta")

CARD = "4111 1111 1111 1111"


@pytest.fixture
def item(maijas_call: UUID) -> UUID:
    """Maija's call with words in which nothing is hidden."""
    return spoken(maijas_call, "huomenta Retta", "keittiössä on vesivahinko")


@pytest.fixture
def secret() -> UUID:
    """A call in which Maija says the number of her card."""
    sound = deliveries.recording(deliveries.wav(4))
    contact = kept(deliveries.call(parts=(sound,)))
    return spoken(contact, "mikä on kortin numero", f"se on {CARD}", seconds=4.0)


def spoken(contact: UUID, *texts: str, seconds: float = 0.5) -> UUID:
    """Write what is said in turns, one side after the other; hide what has to be."""
    item = item_of(contact, "recording")
    recording = SealedObject.objects.get(pk=item)
    share = seconds / len(texts)
    turns = [
        turn(at % 2, at * share, text, pace=share / 10) for at, text in enumerate(texts)
    ]
    desk = wiring.desk()
    write(transcript(recording, *turns, seconds=seconds), desk=desk, now=NOW)
    redactions.hide(item, desk=desk, now=NOW)
    return item


@pytest.fixture
def browser(aino: Actor, signed_in: SignedIn) -> Client:
    """The browser of Aino, records manager."""
    return signed_in(aino)


@pytest.fixture
def second(registers: None, signed_in: SignedIn) -> Client:
    """The browser of Anna, who is records manager too."""
    anna = granted(invited("anna", "Anna"), Role.RECORDS_MANAGER, "retta")
    return signed_in(anna)


def opened(
    browser: Client, item: UUID, *, purpose: str = "verification", way: str = "open"
) -> str:
    """Open the words of a recording; return the address of the editor."""
    answer = browser.post(f"/transcripts/{item}/{way}/", {"purpose": purpose})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def saying(turn_: int, text: str, *, seen: int = 1, **more: str) -> dict[str, str]:
    first = {"turn": str(turn_), "text": text, "seen": str(seen), "start": "0.0"}
    return {**first, "speaker": "customer", "purpose": "verification", **more}


def text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def said(browser: Client, address: str) -> str:
    """Return the words of a page, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text(browser, address)))


def written_in(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    text_ = " ".join(page.get_textpage().get_text_range() for page in pages)
    return re.sub(r"\s+", " ", text_)


def test_before_it_is_opened_there_is_no_word(browser: Client, item: UUID) -> None:
    page = text(browser, f"/transcripts/{item}/")

    assert "Konemuistio" not in page
    assert "vesivahinko" not in page
    assert Opening.objects.count() == 0


def test_words_are_shown_after_an_opening_that_the_log_has(
    browser: Client, item: UUID
) -> None:
    address = opened(browser, item)

    assert acts("content.opened") == 1
    assert "keittiössä on vesivahinko" in said(browser, address)


def test_trainer_reads_and_is_offered_no_correction(
    tiina: Actor, signed_in: SignedIn, item: UUID
) -> None:
    browser = signed_in(tiina)
    address = opened(browser, item, purpose="quality")

    page = text(browser, address)

    assert "vesivahinko" in page
    assert "data-correct" not in page
    assert browser.post(f"{address}correct/", saying(0, "x")).status_code == 403


def test_administrator_and_people_of_another_register_find_nothing(
    admin: Actor, registers: None, signed_in: SignedIn, item: UUID
) -> None:
    stranger = granted(invited("sirpa", "Sirpa"), Role.RECORDS_MANAGER, "sok-mara")

    assert signed_in(admin).get(f"/transcripts/{item}/").status_code == 403
    assert signed_in(stranger).get(f"/transcripts/{item}/").status_code == 404


def test_opening_of_another_is_not_mine(
    browser: Client, second: Client, item: UUID
) -> None:
    address = opened(browser, item)

    answer = second.get(address)

    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/transcripts/{item}/"


def test_correction_is_kept_and_leads_back_to_its_second(
    browser: Client, item: UUID
) -> None:
    address = opened(browser, item)

    answer = browser.post(f"{address}correct/", saying(1, "keittiössä on tulipalo"))

    assert answer.headers["Location"] == f"{address}#t=0.00"
    assert "keittiössä on tulipalo" in said(browser, address)
    assert acts("transcript.corrected") == 1


def test_what_somebody_compared_with_the_sound_is_uncertain_no_more(
    browser: Client, item: UUID
) -> None:
    recording = SealedObject.objects.get(pk=item)
    unsure = turn(0, 0.0, "huomenta Retta", pace=0.1)
    low = [type(one)(one.text, one.start, one.end, 0.2) for one in unsure.words]
    words = transcript(
        recording, type(unsure)(0, unsure.speaker, tuple(low)), seconds=0.5
    )
    write(words, desk=wiring.desk(), now=NOW)
    redactions.hide(item, desk=wiring.desk(), now=NOW)
    address = opened(browser, item)
    assert text(browser, address).count("is-low") == 2

    browser.post(f"{address}correct/", saying(0, "huomenta Retta", seen=2))

    assert text(browser, address).count("is-low") == 0


def test_who_was_slower_is_told_and_keeps_the_text(
    browser: Client, second: Client, item: UUID
) -> None:
    mine, hers = opened(browser, item), opened(second, item)
    browser.post(f"{mine}correct/", saying(1, "keittiössä on tulipalo"))

    answer = second.post(
        f"{hers}correct/", saying(1, "keittiössä oli vesivahinko", channel="1")
    )

    page = answer.content.decode()
    assert "keittiössä oli vesivahinko</textarea>" in page
    assert "keittiössä on tulipalo" in page
    assert 'name="seen" value="2"' in page
    assert Transcript.objects.get().version == 2


def test_text_survives_an_opening_that_is_over(browser: Client, item: UUID) -> None:
    address = opened(browser, item)
    with time_machine.travel(NOW + timedelta(minutes=16)):
        over = browser.post(f"{address}correct/", saying(1, "keittiössä on tulipalo"))
        assert "keittiössä on tulipalo" in over.content.decode()
        carried = dict(
            re.findall(r'name="(\w+)" value="([^"]*)"', over.content.decode())
        )

        again = browser.post(f"/transcripts/{item}/again/", carried)

    assert "keittiössä on tulipalo</textarea>" in again.content.decode()
    assert acts("content.opened") == 2
    assert acts("transcript.corrected") == 0


def test_opening_again_asks_for_leave_again(
    tiina: Actor, browser: Client, item: UUID
) -> None:
    answer = browser.post(f"/transcripts/{item}/again/", {"purpose": "quality"})

    assert answer.status_code == 403
    assert acts("content.denied") == 1


def test_two_people_check_and_certify(
    browser: Client, second: Client, item: UUID
) -> None:
    mine, hers = opened(browser, item), opened(second, item)
    browser.post(f"{mine}check/", {"seen": "1"})
    assert "certify/" not in text(browser, mine)

    second.post(f"{hers}certify/", {"seen": "1"})

    page = text(browser, mine)
    assert Transcript.objects.get().state == "certified"
    assert "Anna, 1.7.2026" in page
    assert "Aino, 1.7.2026" in page


def test_certificate_goes_with_a_correction_and_the_page_says_so_before(
    browser: Client, second: Client, item: UUID
) -> None:
    mine, hers = opened(browser, item), opened(second, item)
    browser.post(f"{mine}check/", {"seen": "1"})
    second.post(f"{hers}certify/", {"seen": "1"})
    assert "Tallentaminen poistaa vahvistuksen" in text(browser, f"{mine}?turn=1")

    browser.post(f"{mine}correct/", saying(1, "keittiössä on tulipalo"))

    row = Transcript.objects.get()
    assert (row.state, row.certified_by, row.checked_by) == ("machine", None, None)


@pytest.fixture
def slow() -> UUID:
    """A call in which two words stand for eight seconds of speech."""
    sound = deliveries.recording(deliveries.wav(9))
    item = item_of(kept(deliveries.call(parts=(sound,))), "recording")
    recording = SealedObject.objects.get(pk=item)
    said = turn(1, 0.5, "asiakas valittaa", pace=4.0)
    desk = wiring.desk()
    write(transcript(recording, said, seconds=9.0), desk=desk, now=NOW)
    redactions.hide(item, desk=desk, now=NOW)
    return item


def test_slow_speech_is_certified_with_the_word_of_who_listened(
    browser: Client, second: Client, slow: UUID
) -> None:
    mine = opened(browser, slow)
    assert "Vähän sanoja aikaan nähden" in text(browser, mine)
    browser.post(f"{mine}check/", {"seen": "1"})
    hers = opened(second, slow)
    assert 'name="listened" value="1:0.500:8.500"' in text(second, hers)

    refused = second.post(f"{hers}certify/", {"seen": "1"}).content.decode()
    assert "Sanoja on hyvin vähän siihen aikaan nähden" in refused
    assert Transcript.objects.get().state == "checked"
    second.post(f"{hers}certify/", {"seen": "1", "listened": "1:0.500:8.500"})

    assert Transcript.objects.get().state == "certified"


def test_who_checked_cannot_certify_by_hand(browser: Client, item: UUID) -> None:
    address = opened(browser, item)
    browser.post(f"{address}check/", {"seen": "1"})

    browser.post(f"{address}certify/", {"seen": "1"})

    assert Transcript.objects.get().state == "checked"


def test_speech_without_words_is_listed_and_stops_the_check(
    browser: Client, maijas_call: UUID
) -> None:
    item = item_of(maijas_call, "recording")
    recording = SealedObject.objects.get(pk=item)
    words = transcript(recording, turn(0, 0.0, "huomenta"), seconds=9.0)
    words = type(words)(
        **{
            **{name: getattr(words, name) for name in words.__slots__},
            "speech": (Stretch(0, 0.0, 0.25), Stretch(1, 4.0, 6.0)),
        }
    )
    write(words, desk=wiring.desk(), now=NOW)
    redactions.hide(item, desk=wiring.desk(), now=NOW)
    address = opened(browser, item)
    assert "0:04–0:06" in text(browser, address)
    browser.post(f"{address}check/", {"seen": "1"})
    assert Transcript.objects.get().state == "machine"

    browser.post(
        f"{address}add/",
        {
            "add-channel": "1",
            "add-start": "0:04.00",
            "add-end": "0:06.00",
            "add-speaker": "customer",
            "add-seen": "1",
            "mark": "unclear",
        },
    )

    assert "0:04–0:06" not in text(browser, address)
    browser.post(f"{address}check/", {"seen": "2"})
    assert Transcript.objects.get().state == "checked"


def test_speakers_are_named_by_channel(browser: Client, item: UUID) -> None:
    address = opened(browser, item)

    browser.post(
        f"{address}speakers/",
        {"seen": "1", "channel-0": "customer", "channel-1": "agent"},
    )

    page = text(browser, address)
    assert 'data-channel="0" data-speaker="customer"' in page
    assert 'data-channel="1" data-speaker="agent"' in page


def test_a_speaker_that_there_is_not_is_refused_and_not_called_saved(
    browser: Client, item: UUID
) -> None:
    address = opened(browser, item)

    page = browser.post(
        f"{address}speakers/",
        {"seen": "1", "channel-0": "bishop", "channel-1": "agent"},
        follow=True,
    ).content.decode()

    assert "Kerro jokaisesta kanavasta, kuka siinä puhuu." in page
    assert "Tallennettu." not in page
    assert Transcript.objects.get().version == 1


def test_naming_the_same_speakers_changes_nothing(browser: Client, item: UUID) -> None:
    address = opened(browser, item)
    browser.post(f"{address}check/", {"seen": "1"})

    browser.post(
        f"{address}speakers/",
        {"seen": "1", "channel-0": "agent", "channel-1": "customer"},
    )

    assert Transcript.objects.get().state == "checked"


def test_who_sees_no_original_reads_the_redacted_words(
    browser: Client, secret: UUID
) -> None:
    address = opened(browser, secret)

    page = said(browser, address)

    assert "[kortin numero]" in page
    assert "1111 1111" not in page
    assert "data-correct" not in text(browser, address)


def test_words_are_shown_only_once_numbers_are_hidden(
    browser: Client, maijas_call: UUID
) -> None:
    item = item_of(maijas_call, "recording")
    opened_before = opened(browser, item)
    recording = SealedObject.objects.get(pk=item)
    words = transcript(recording, turn(0, 0.0, CARD), seconds=0.5)
    write(words, desk=wiring.desk(), now=NOW)

    answer = browser.get(opened_before)

    assert answer.headers["Location"] == f"/transcripts/{item}/"
    again = browser.post(f"/transcripts/{item}/open/", {"purpose": "verification"})
    assert CARD not in again.content.decode()
    assert again.status_code == 200


def test_captions_never_hold_a_hidden_number(browser: Client, secret: UUID) -> None:
    address = opened(browser, secret)

    answer = browser.get(f"{address}captions.vtt")

    captions = answer.content.decode()
    assert answer.headers["Content-Type"] == "text/vtt; charset=utf-8"
    assert captions.startswith("WEBVTT\n")
    assert "<v Asiakas>" in captions
    assert "[kortin numero]" in captions
    assert "1111" not in captions


def test_original_is_refused_for_a_purpose_that_does_not_reach_it(
    browser: Client, secret: UUID
) -> None:
    way = f"/transcripts/{secret}/original/"

    answer = browser.post(way, {"purpose": "verification"})

    assert answer.status_code == 200
    assert acts("content.denied") == 1
    assert acts("content.opened") == 0


def test_original_shows_the_number_to_who_may_see_it(
    browser: Client, secret: UUID
) -> None:
    address = opened(browser, secret, purpose="rights", way="original")

    assert CARD in said(browser, address)
    assert "data-correct" in text(browser, address)


PRINTED = {
    "fi": ("Puhelun litterointi", "Ei vahvistettu", "Asiakas"),
    "sv": ("Transkription av ett samtal", "Inte bestyrkt", "Kund"),
    "en": ("Transcript of a call", "Not certified", "Customer"),
}


@pytest.mark.parametrize("language", PRINTED)
def test_print_view_speaks_three_languages(
    browser: Client, item: UUID, language: str
) -> None:
    address = opened(browser, item)

    page = said(browser, f"{address}print/?language={language}")

    sha256 = SealedObject.objects.get(pk=item).sha256
    assert [one for one in PRINTED[language] if one not in page] == []
    assert "vesivahinko" in page
    assert sha256 in page
    assert "Maija" not in page


def test_print_is_noted(browser: Client, item: UUID) -> None:
    address = opened(browser, item)

    browser.get(f"{address}print/")

    assert acts("transcript.printed") == 1


def test_print_as_pdf_is_noted_and_shows_no_hidden_number(
    browser: Client, secret: UUID
) -> None:
    address = opened(browser, secret)

    answer = browser.get(f"{address}print.pdf?language=fi")

    assert answer.headers["Content-Type"] == "application/pdf"
    assert acts("transcript.printed") == 1
    written = written_in(answer.content)
    assert "Puhelun litterointi" in written
    assert "[kortin numero]" in written
    assert "1111 1111" not in written


def test_print_that_cannot_be_noted_is_not_made(
    browser: Client, item: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = opened(browser, item)

    def fail(**_: object) -> None:
        raise RuntimeError("audit log unavailable")

    monkeypatch.setattr(audit, "record", fail)

    with pytest.raises(RuntimeError):
        browser.get(f"{address}print/")


def test_long_call_comes_in_pages_and_a_correction_leads_back_to_its_own(
    browser: Client, maijas_call: UUID
) -> None:
    texts = [f"vuoro{at}" for at in range(251)]
    item = spoken(maijas_call, *texts, seconds=251.0)
    address = opened(browser, item)
    assert "vuoro249" in text(browser, address)
    assert "vuoro250" not in text(browser, address)

    answer = browser.post(f"{address}correct/", saying(250, "viimeinen"))

    assert answer.headers["Location"] == f"{address}?page=2#t=0.00"
    assert "viimeinen" in text(browser, f"{address}?page=2")


@pytest.mark.parametrize(
    ("second", "first"),
    [("0", "vuoro0"), ("249.9", "vuoro0"), ("250", "vuoro250"), ("nan", "vuoro0")],
)
def test_page_is_found_on_which_a_second_is_heard(
    browser: Client, maijas_call: UUID, second: str, first: str
) -> None:
    texts = [f"vuoro{at}" for at in range(251)]
    item = spoken(maijas_call, *texts, seconds=251.0)
    address = opened(browser, item)

    words = re.findall(r"vuoro\d+", said(browser, f"{address}?at={second}"))

    assert words[0] == first


def test_contact_leads_to_its_transcript(
    browser: Client, maijas_call: UUID, item: UUID
) -> None:
    page = text(browser, f"/contacts/{maijas_call}/")

    assert f'href="/transcripts/{item}/"' in page
    assert "Koneen kirjoittama" in page
    assert "vesivahinko" not in page
