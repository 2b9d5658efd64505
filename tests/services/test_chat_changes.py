"""Word of a change reaches another connection, on either database."""

import threading

import pytest
from django.db import connection

from seloste.ports.desk import Desk
from seloste.services import chat_changes
from seloste.services.chat_changes import Watch
from tests.services.chatting import begun, said
from tests.services.conftest import NOW

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("registers"),
]


def test_watch_wakes_when_somebody_says_something(desk: Desk) -> None:
    chat = begun(desk)
    listening, woken = threading.Event(), []

    def watch() -> None:
        one = Watch()
        one.wait(0.1)
        listening.set()
        woken.append(one.wait(30))
        connection.close()

    thread = threading.Thread(target=watch)
    thread.start()
    assert listening.wait(30)
    before = chat_changes.versions(NOW)[chat]
    said(chat, "Hei", desk=desk)
    thread.join(60)

    assert woken == [True]
    assert chat_changes.versions(NOW)[chat] > before


def test_watch_that_hears_nothing_gives_up_waiting(db: None) -> None:
    watch = Watch()
    watch.wait(0.1)

    assert watch.wait(0.1) is False
