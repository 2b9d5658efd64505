"""The page of a queue retires it after naming what waits, and opens it again."""

import pytest
from django.test import Client

from seloste.domain.staff import Actor
from seloste.records.models import Queue
from seloste.services import queues
from seloste.services.queues import QueueSettings
from tests.web.kept import acts
from tests.web.people import NOW, SETUP, SignedIn


@pytest.fixture
def queue(registers: None) -> Queue:
    """A queue of Retta."""
    wanted = QueueSettings("retta", "palvelu", "Palvelu", "Service", "Service")
    return queues.queue(queues.set_queue(wanted, actor=SETUP, now=NOW))


@pytest.fixture
def browser(admin: Actor, signed_in: SignedIn) -> Client:
    """The browser of the administrator."""
    return signed_in(admin)


def test_a_queue_is_retired_and_opened_again(browser: Client, queue: Queue) -> None:
    asked = browser.get(f"/queues/{queue.pk}/").content.decode()
    assert f"/queues/{queue.pk}/retire/" in asked

    browser.post(f"/queues/{queue.pk}/retire/")
    assert queues.retired("retta") == (queue,)
    assert f"/queues/{queue.pk}/" in browser.get("/queues/").content.decode()
    assert (
        f"/queues/{queue.pk}/reopen/"
        in browser.get(f"/queues/{queue.pk}/").content.decode()
    )
    browser.post(f"/queues/{queue.pk}/reopen/")

    assert queues.queues("retta") == (queue,)
    assert acts("queue.changed") == 3


def test_doing_it_twice_says_so(browser: Client, queue: Queue) -> None:
    browser.post(f"/queues/{queue.pk}/retire/")

    answer = browser.post(f"/queues/{queue.pk}/retire/", follow=True)

    assert "alert" in answer.content.decode()
    assert acts("queue.changed") == 2


@pytest.mark.parametrize("act", ["retire", "reopen"])
def test_only_an_administrator_may(
    eino: Actor, signed_in: SignedIn, queue: Queue, act: str
) -> None:
    answer = signed_in(eino).post(f"/queues/{queue.pk}/{act}/")

    assert answer.status_code == 403
    queue.refresh_from_db()
    assert queue.active
