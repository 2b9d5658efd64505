"""The page for hiding: chosen, previewed, applied; what is hidden is in no page."""

import json
import re
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from django.test import Client

from seloste import wiring
from seloste.domain.staff import Actor
from seloste.domain.transcript import Speaker
from seloste.records.models import Redaction, SealedObject
from seloste.services import redactions
from tests.services import answers, deliveries
from tests.services.hand_transcripts import transcript, turn, write
from tests.web.kept import acts, item_of, kept, opened
from tests.web.people import NOW, SignedIn

pytestmark = pytest.mark.usefixtures("sources_of_retta")

CODE = "131052-308T"
CHOICE = json.dumps([4.0, 5.0, "1", "others", "naapuri"])


@pytest.fixture
def heard() -> UUID:
    """A call of Maija's in which she says a code, and names a neighbour."""
    recording = deliveries.recording(deliveries.wav(10.0))
    contact = kept(deliveries.call(parts=(recording,)))
    item = SealedObject.objects.get(contact=contact, kind="recording")
    words = transcript(
        item,
        turn(1, 1.0, f"Hetuni on {CODE} ja"),
        turn(1, 4.0, "naapurini Pekka Virtanen on sairaalassa nyt"),
        seconds=10.0,
    )
    write(words, desk=wiring.desk(), now=NOW)
    return contact


@pytest.fixture
def hidden(heard: UUID) -> UUID:
    """The same, looked through."""
    redactions.hide(item_of(heard, "recording"), desk=wiring.desk(), now=NOW)
    return heard


@pytest.fixture
def browser(eino: Actor, signed_in: SignedIn) -> Client:
    """The browser of Eino, an agent."""
    return signed_in(eino)


@pytest.fixture
def opening(browser: Client, hidden: UUID) -> str:
    """The call, opened by Eino."""
    return opened(browser, hidden, "recording", "service")


def original(browser: Client, contact: UUID, purpose: str) -> str:
    """Open the original; return the id of the opening, or "" where it is refused."""
    item = item_of(contact, "recording")
    answer = browser.post(
        f"/contacts/{contact}/items/{item}/original/", {f"{item}-purpose": purpose}
    )
    return answer.headers.get("Location", "").rstrip("/").rpartition("/")[2]


def test_the_page_shows_words_without_what_is_hidden(
    browser: Client, opening: str
) -> None:
    page = browser.get(f"/redactions/{opening}/").content.decode()

    assert "[henkilötunnus]" in page
    assert "Pekka Virtanen" in page
    assert CODE not in page


def test_a_preview_shows_the_words_as_they_will_be_and_keeps_nothing(
    browser: Client, opening: str
) -> None:
    page = browser.post(
        f"/redactions/{opening}/preview/",
        {"start": "0:04.0", "end": "5", "channel": "1", "reason": "others"},
    ).content.decode()

    assert "[toisen henkilön tieto]" in page
    assert "Esikatselu: mitään ei ole vielä tallennettu" in page
    assert Redaction.objects.get().by_people == 0


def test_what_was_chosen_is_hidden_from_everyone(browser: Client, opening: str) -> None:
    answer = browser.post(f"/redactions/{opening}/hide/", {"chosen": CHOICE})

    assert answer.status_code == 302
    page = browser.get(answer.headers["Location"]).content.decode()
    assert "Pekka Virtanen" not in page
    assert Redaction.objects.get().by_people == 1


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"chosen": "nonsense"},
        {"chosen": json.dumps([5, 4, "", "others", ""])},
        {"chosen": json.dumps([90, 91, "", "others", ""])},
        {"chosen": '[0, Infinity, "", "others", ""]'},
        {"chosen": '["1", "inf", "", "others", ""]'},
        {"chosen": json.dumps([4, 90, "", "others", ""])},
        {"chosen": json.dumps([4, 5, 7, "others", ""])},
        {"chosen": [CHOICE, "nonsense"]},
    ],
)
def test_what_cannot_be_hidden_is_said_on_the_page(
    browser: Client, opening: str, sent: dict[str, str | list[str]]
) -> None:
    answer = browser.post(f"/redactions/{opening}/hide/", sent)

    assert answer.status_code == 200
    assert Redaction.objects.get().by_people == 0


def test_the_reason_is_on_no_page_of_an_agent(
    browser: Client, opening: str, aino: Actor, signed_in: SignedIn, hidden: UUID
) -> None:
    browser.post(f"/redactions/{opening}/hide/", {"chosen": CHOICE})

    assert '"d-block text-secondary text-break">naapuri<' not in (
        browser.get(f"/redactions/{opening}/").content.decode()
    )

    mine = signed_in(aino)
    theirs = opened(mine, hidden, "recording", "rights")
    assert '"d-block text-secondary text-break">naapuri<' in (
        mine.get(f"/redactions/{theirs}/").content.decode()
    )


def test_the_channels_are_called_by_who_speaks_on_them(
    browser: Client, heard: UUID
) -> None:
    item = SealedObject.objects.get(pk=item_of(heard, "recording"))
    first = turn(0, 1.0, "Hei")
    words = transcript(
        item,
        replace(first, speaker=Speaker.CUSTOMER),
        replace(turn(0, 3.0, "Moi"), speaker=Speaker.OTHER),
        seconds=10.0,
    )
    write(words, desk=wiring.desk(), now=NOW)
    redactions.hide(item.pk, desk=wiring.desk(), now=NOW)
    opening = opened(browser, heard, "recording", "service")

    page = browser.get(f"/redactions/{opening}/").content.decode()

    [select] = re.findall(r"<select[^>]*data-channel.*?</select>", page, re.DOTALL)
    assert re.findall(r'<option value="([01]?)"[^>]*>([^<]+)</option>', select) == [
        ("", "Kaikkien"),
        ("0", "Kanava 1: Asiakas, Joku muu"),
        ("1", "Kanava 2"),
    ]


def test_a_wrong_moment_is_said_beside_the_field(browser: Client, opening: str) -> None:
    page = browser.post(
        f"/redactions/{opening}/preview/",
        {"start": "x", "end": "y", "reason": "others"},
    ).content.decode()

    assert "1:23.4" in page


def test_an_agent_makes_no_separate_copy(browser: Client, opening: str) -> None:
    answer = browser.post(f"/redactions/{opening}/separate/", {"chosen": CHOICE})

    assert answer.status_code == 403


def test_a_records_manager_makes_a_separate_copy(
    aino: Actor, signed_in: SignedIn, hidden: UUID
) -> None:
    browser = signed_in(aino)
    request = answers.deciding(wiring.desk(), aino, hidden, now=NOW)
    opening = opened(browser, hidden, "recording", "rights")
    page = browser.post(
        f"/redactions/{opening}/preview/", {"chosen": CHOICE, "request": str(request)}
    ).content.decode()
    assert f'<option value="{request}" selected>' in page

    sent = {"chosen": CHOICE, "request": str(request)}
    answer = browser.post(f"/redactions/{opening}/separate/", sent)

    assert answer.status_code == 302
    assert Redaction.objects.get(scope="separate").for_id == request


def test_a_request_that_covers_nothing_of_it_gets_no_copy(
    aino: Actor, signed_in: SignedIn, hidden: UUID
) -> None:
    browser = signed_in(aino)
    opening = opened(browser, hidden, "recording", "rights")
    said = "Mikään tällainen pyyntö ei koske tätä tallennetta."

    for named in (str(uuid4()), "nonsense", ""):
        sent = {"chosen": CHOICE, "request": named}
        answer = browser.post(f"/redactions/{opening}/separate/", sent)
        assert said in answer.content.decode()

    page = browser.get(f"/redactions/{opening}/?request={uuid4()}").content.decode()
    assert said in page
    assert not Redaction.objects.filter(scope="separate").exists()


def test_the_original_is_offered_to_those_who_may_have_it(
    aino: Actor, eino: Actor, signed_in: SignedIn, hidden: UUID
) -> None:
    address = f"/contacts/{hidden}/items/{item_of(hidden, 'recording')}/original/"
    assert address in signed_in(aino).get(f"/contacts/{hidden}/").content.decode()

    assert address not in signed_in(eino).get(f"/contacts/{hidden}/").content.decode()


def test_an_agent_cannot_open_the_original(browser: Client, hidden: UUID) -> None:
    assert not original(browser, hidden, "service")

    assert acts("content.denied") == 1


def test_with_the_original_open_all_words_are_there_and_can_be_shown_again(
    aino: Actor, signed_in: SignedIn, hidden: UUID, browser: Client, opening: str
) -> None:
    browser.post(f"/redactions/{opening}/hide/", {"chosen": CHOICE})
    mine = signed_in(aino)
    whole = original(mine, hidden, "rights")
    assert CODE in mine.get(f"/redactions/{whole}/").content.decode()

    page = mine.get(f"/redactions/{whole}/").content.decode()
    [copy] = set(re.findall(r'name="copy" value="([^"]+)"', page))
    [mark] = re.findall(r'name="mark" value="([^"]+)"', page)
    for wrong in ({}, {"copy": str(uuid4()), "mark": mark}):
        assert mine.post(f"/redactions/{whole}/again/", wrong).status_code == 200
    assert Redaction.objects.get().by_people == 1

    answer = mine.post(f"/redactions/{whole}/again/", {"copy": copy, "mark": mark})

    assert answer.status_code == 302
    assert Redaction.objects.get().by_people == 0


def test_a_trainer_hides_nothing(
    tiina: Actor, signed_in: SignedIn, hidden: UUID
) -> None:
    browser = signed_in(tiina)
    opening = opened(browser, hidden, "recording", "quality")

    assert browser.get(f"/redactions/{opening}/").status_code == 403


def test_deciding_takes_the_question_away(browser: Client, opening: str) -> None:
    address = f"/redactions/{opening}/decide/"
    page = browser.get(f"/redactions/{opening}/").content.decode()
    assert address in page
    [copy] = set(re.findall(r'name="copy" value="([^"]+)"', page))

    browser.post(address, {"copy": copy})

    assert address not in browser.get(f"/redactions/{opening}/").content.decode()


@pytest.mark.parametrize("copy", ["", str(UUID(int=7))])
def test_deciding_on_what_is_not_shown_any_more_decides_nothing(
    browser: Client, opening: str, copy: str
) -> None:
    address = f"/redactions/{opening}/decide/"

    answer = browser.post(address, {"copy": copy})

    assert address in answer.content.decode()
    assert not acts("redaction.decided")


def test_before_numbers_are_hidden_nothing_is_opened(
    browser: Client, heard: UUID
) -> None:
    item = item_of(heard, "recording")

    answer = browser.post(
        f"/contacts/{heard}/items/{item}/open/", {f"{item}-purpose": "service"}
    )

    assert answer.status_code == 200
    assert not acts("content.opened")
