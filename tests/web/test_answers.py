"""The page of the anonymous question."""

import pytest
from django.test import Client

from seloste.domain.contact import Channel
from seloste.records.models import SatisfactionAsked, SatisfactionCount
from seloste.services import satisfaction
from tests.web.people import NOW

pytestmark = pytest.mark.usefixtures("registers")


@pytest.fixture
def link() -> str:
    """A link nobody used yet."""
    path = satisfaction.ask_for("retta", queue="", channel=Channel.CHAT, now=NOW)
    return f"{path}?lang=en"


def test_looking_at_the_question_uses_nothing_up(client: Client, link: str) -> None:
    assert "1 is poor, 5 is excellent" in client.get(link).content.decode()
    assert client.head(link).status_code == 200

    assert SatisfactionAsked.objects.exists()


def test_an_answer_is_counted_without_a_cookie(client: Client, link: str) -> None:
    page = client.post(link, {"value": "4"}).content.decode()

    assert "Your answer was counted" in page
    assert SatisfactionCount.objects.get().value == 4
    assert not client.cookies


@pytest.mark.parametrize("value", ["", "6", "0", "four", "²", "11"])
def test_anything_else_is_asked_again(client: Client, link: str, value: str) -> None:
    answer = client.post(link, {"value": value})

    assert answer.status_code == 422
    assert "Choose a number from 1 to 5." in answer.content.decode()
    assert not SatisfactionCount.objects.exists()


def test_a_used_link_is_over(client: Client, link: str) -> None:
    client.post(link, {"value": "4"})

    assert client.get(link).status_code == 410
    assert client.post(link, {"value": "5"}).status_code == 410
    assert SatisfactionCount.objects.get().count == 1
