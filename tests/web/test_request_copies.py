"""Copies for a request in the browser: made from its answer, heard, removed."""

import json
import re

import pytest
from django.test import Client

from seloste import wiring
from seloste.domain.contact import Kind
from seloste.domain.staff import Actor
from seloste.records.models import AnswerItem, AuditLeaf, Redaction
from seloste.services import package_reviews
from tests.services import answers
from tests.web.kept import acts
from tests.web.people import NOW, SignedIn

pytestmark = pytest.mark.usefixtures("registers", "sources_of_retta")

NEIGHBOUR = json.dumps([4.0, 4.75, "1", "others", "naapuri"])


@pytest.fixture
def browser(aino: Actor, signed_in: SignedIn) -> Client:
    """The browser of Aino, the records manager."""
    return signed_in(aino)


@pytest.fixture
def listed(aino: Actor, onni: Actor) -> AnswerItem:
    """A call of Maija's, listed in the answer to her request."""
    call = answers.call(wiring.desk())
    answers.certified(call, aino, onni, desk=wiring.desk())
    request_id = answers.deciding(wiring.desk(), aino, call, now=NOW)
    package_reviews.begin(request_id, desk=wiring.desk(), actor=aino, now=NOW)
    return answers.item_of(request_id, Kind.RECORDING)


@pytest.fixture
def made(browser: Client, listed: AnswerItem) -> Redaction:
    """A copy for the request that hides the neighbour, made from its answer."""
    tool = browser.post(f"/answers/items/{listed.pk}/hide/")
    address = tool.headers["Location"]
    assert address.endswith(f"?request={listed.request_id}")
    page = browser.get(address).content.decode()
    [carried] = set(re.findall(r'name="request" value="([^"]+)"', page))
    sent = {"chosen": NEIGHBOUR, "request": carried}
    browser.post(f"{address.partition('?')[0]}separate/", sent)
    return Redaction.objects.get(scope="separate")


def address_of(listed: AnswerItem) -> str:
    return f"/answers/{listed.request_id}/"


def test_a_copy_is_made_from_the_answer_without_a_number_typed(
    listed: AnswerItem, made: Redaction
) -> None:
    assert made.for_id == listed.request_id


def test_the_copies_stand_on_the_page_of_the_answer(
    browser: Client, listed: AnswerItem
) -> None:
    assert "Tätä pyyntöä varten" not in browser.get(address_of(listed)).content.decode()


def test_a_copy_is_read_and_heard_from_there(
    browser: Client, listed: AnswerItem, made: Redaction
) -> None:
    known = acts("answer.shown")
    page = browser.get(address_of(listed)).content.decode()
    assert f"/answers/copies/{made.pk}/open/" in page

    shown = browser.post(f"/answers/copies/{made.pk}/open/", follow=True)

    text = shown.content.decode()
    assert "[toisen henkilön tieto]" in text
    assert "Virtasen" not in text
    assert "naapuri" in text
    [sound] = re.findall(r'<audio[^>]* src="([^"]+)"', text)
    piece = browser.get(
        sound, headers={"Range": f"bytes={44 + 4 * 32000}-{44 + 4 * 32000 + 99}"}
    )
    assert piece.status_code == 206
    assert piece.content == bytes(100)
    assert acts("answer.shown") == known + 1


def test_a_copy_is_removed_from_there(
    browser: Client, listed: AnswerItem, made: Redaction
) -> None:
    page = browser.post(f"/answers/copies/{made.pk}/remove/", follow=True)

    assert not Redaction.objects.filter(scope="separate").exists()
    assert f"/answers/copies/{made.pk}/" not in page.content.decode()


def test_an_agent_hears_no_copy(
    eino: Actor, signed_in: SignedIn, made: Redaction
) -> None:
    theirs = signed_in(eino)

    assert theirs.post(f"/answers/copies/{made.pk}/open/").status_code == 403
    assert theirs.post(f"/answers/copies/{made.pk}/remove/").status_code == 403
    assert Redaction.objects.filter(pk=made.pk).exists()


def test_an_item_shows_what_leaves_and_the_original_is_opened_apart(
    browser: Client, listed: AnswerItem, made: Redaction
) -> None:
    page = browser.get(f"/answers/items/{listed.pk}/").content.decode()
    assert "Virtasen" not in page
    assert 'href="?original"' in page

    whole = browser.get(f"/answers/items/{listed.pk}/?original").content.decode()

    assert "Virtasen" in whole
    leaf = AuditLeaf.objects.filter(action="answer.shown").latest("seq")
    assert json.loads(leaf.body)["details"]["scope"] == "original"


def test_an_item_waits_until_numbers_were_looked_for(
    browser: Client, listed: AnswerItem
) -> None:
    Redaction.objects.all().delete()

    page = browser.get(f"/answers/items/{listed.pk}/", follow=True).content.decode()

    assert "huomenta" not in page
    assert not acts("answer.shown")


def test_a_call_to_be_hidden_in_waits_too(browser: Client, listed: AnswerItem) -> None:
    Redaction.objects.all().delete()

    answer = browser.post(f"/answers/items/{listed.pk}/hide/")

    assert answer.headers["Location"] == address_of(listed)
    assert not acts("content.opened")
