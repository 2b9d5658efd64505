"""The watch over an IMAP mailbox: it hears of news and looks again, come what may."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from seloste import wiring
from seloste.adapters.mail.imap import ImapServers
from seloste.adapters.mail.secret_files import SecretFiles
from seloste.domain.outgoing import MailMode
from seloste.ports.desk import Desk
from seloste.receivers.imap import ImapWatch
from seloste.records.models import Contact
from seloste.services import mail_polls
from tests.adapters.dovecot import PASSWORD, USER, dovecot
from tests.services import mails
from tests.services.mails import letter

LONG = 600.0  # nothing is found by looking again: only the server's word counts


@pytest.fixture
def stop() -> threading.Event:
    return threading.Event()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("registers")
def test_a_message_that_arrives_meanwhile_is_taken_at_the_servers_word(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: threading.Event
) -> None:
    (tmp_path / "posti").write_text(PASSWORD)
    (tmp_path / "posti").chmod(0o600)
    with dovecot() as server:
        servers = ImapServers(SecretFiles(tmp_path), tls=server.tls(), timeout=10)
        monkeypatch.setattr(wiring, "desk", lambda: desk)
        monkeypatch.setattr(wiring, "mail_servers", lambda: servers)
        box = mails.mailbox(
            "posti",
            mode=MailMode.IMAP,
            host="127.0.0.1",
            port=server.tls_port,
            username=USER,
            plus=False,
        )
        server.put(letter(message_id="1@example.fi"))
        with watching(box.pk, stop):
            kept(1)
            for number in (2, 3):
                server.put(letter(message_id=f"{number}@example.fi"))
                kept(number)

    assert Contact.objects.count() == 3


@contextmanager
def watching(mailbox: UUID, stop: threading.Event) -> Iterator[None]:
    """Watch a mailbox in a thread meanwhile."""
    thread = threading.Thread(target=ImapWatch(mailbox, every=LONG, stop=stop).run)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(20)


def kept(count: int) -> None:
    """Wait until so many contacts are kept."""
    until = time.monotonic() + 60
    while Contact.objects.count() < count:
        assert time.monotonic() < until, "nobody took the message"
        time.sleep(0.05)


@pytest.mark.django_db
def test_what_nobody_foresaw_ends_a_look_and_not_the_watch(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    stop: threading.Event,
) -> None:
    looks = []

    def broken(*_: object, **__: object) -> None:
        looks.append(1)
        raise ValueError("maija@example.fi")

    monkeypatch.setattr(wiring, "desk", lambda: desk)
    monkeypatch.setattr(wiring, "mail_servers", lambda: None)
    monkeypatch.setattr(mail_polls, "poll", broken)
    watch = ImapWatch(uuid4(), every=0.0, stop=stop)
    monkeypatch.setattr(watch, "_rest", lambda **_: None)

    watch.run(rounds=2)

    assert len(looks) == 2
    assert "maija" not in caplog.text
