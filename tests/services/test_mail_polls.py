"""Mailboxes read over IMAP from a real Dovecot: nothing lost, nothing twice."""

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections

from seloste.adapters.mail.imap import ImapServers
from seloste.adapters.mail.secret_files import SecretFiles
from seloste.domain.contact import Kind
from seloste.domain.outgoing import AfterTaking, MailMode
from seloste.ports.desk import Desk
from seloste.ports.jobs import Job
from seloste.ports.reserve import DiskFull
from seloste.records.models import (
    Contact,
    Mailbox,
    MailCursor,
    MissedMail,
    SealedObject,
)
from seloste.services import jobs, mail_completeness, mail_polls, mailboxes, work
from seloste.services.mail_polls import Polled
from tests.adapters.dovecot import PASSWORD, USER, Dovecot, dovecot
from tests.services import mails
from tests.services.conftest import NOW, SETUP
from tests.services.job_table import empty_jobs
from tests.services.mails import letter

pytestmark = [
    pytest.mark.django_db(transaction=True),  # a killed process has its own connection
    pytest.mark.usefixtures("registers"),
]
LATER = NOW + timedelta(minutes=5)


@pytest.fixture(scope="module")
def running() -> Iterator[Dovecot]:
    """One server for all of them."""
    with dovecot() as server:
        yield server


@pytest.fixture
def server(running: Dovecot) -> Dovecot:
    """The server with an empty mailbox."""
    if running.process is None:
        running.start()
    with running.signed_in() as client:
        client.select("INBOX")
        if client.search(None, "ALL")[1] != [b""]:
            client.store("1:*", "+FLAGS", r"(\Deleted)")
        client.expunge()
    return running


@pytest.fixture
def servers(server: Dovecot, tmp_path: Path) -> ImapServers:
    """What reads that server."""
    folder = tmp_path / "secrets"
    folder.mkdir()
    (folder / "posti").write_text(PASSWORD)
    (folder / "posti").chmod(0o600)
    return ImapServers(SecretFiles(folder), tls=server.tls(), timeout=10)


def box_of(server: Dovecot, **changes: object) -> Mailbox:
    wanted: dict[str, object] = {
        "mode": MailMode.IMAP,
        "host": "127.0.0.1",
        "port": server.tls_port,
        "username": USER,
        "plus": False,
    }
    return mails.mailbox("posti", **{**wanted, **changes})


@pytest.fixture
def box(server: Dovecot) -> Mailbox:
    """A mailbox that is read over IMAP."""
    return box_of(server)


def poll(box: Mailbox, servers: ImapServers, desk: Desk, *, at: int = 0) -> Polled:
    now = NOW + timedelta(minutes=at)
    return mail_polls.poll(box.id, servers=servers, desk=desk, now=now)


def put(server: Dovecot, *numbers: int) -> None:
    for number in numbers:
        server.put(letter(message_id=f"{number}@example.fi", text=f"viesti {number}"))


def test_what_is_new_is_taken_once_in_order(
    server: Dovecot, servers: ImapServers, box: Mailbox, desk: Desk
) -> None:
    put(server, 1, 2)

    first, second = poll(box, servers, desk), poll(box, servers, desk, at=1)

    assert (first.taken, second.taken) == (2, 0)
    assert Contact.objects.count() == 2


@pytest.mark.parametrize("kind", mails.BOMBS)
def test_a_hostile_mail_is_quarantined_whole_and_the_next_one_taken(
    server: Dovecot, servers: ImapServers, box: Mailbox, desk: Desk, kind: str
) -> None:
    put(server, 1)
    server.put(mails.bomb(kind))
    put(server, 2)

    looked = poll(box, servers, desk)

    assert looked == Polled(taken=3)
    assert Contact.objects.count() == 2
    item = SealedObject.objects.get(kind=Kind.QUARANTINED)
    assert desk.vault.open(item.ref()) == mails.bomb(kind)


def test_a_message_is_marked_as_read_only_after_its_receipt(
    server: Dovecot,
    servers: ImapServers,
    box: Mailbox,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put(server, 1)
    with monkeypatch.context() as broken:
        broken.setattr("seloste.services.incoming_mail.receive", _disk_full)
        refused = poll(box, servers, desk)
    unread = server.numbers(search="UNSEEN")

    taken = poll(box, servers, desk, at=1)

    assert refused == Polled(taken=0, error="disk-full")
    assert len(unread) == 1
    assert taken.taken == 1
    assert server.numbers(search="UNSEEN") == []


def _disk_full(*_: object, **__: object) -> None:
    raise DiskFull("full")


@pytest.mark.parametrize("at", ["_let_go", "_advance"])
def test_killed_between_receipt_and_bookkeeping_it_takes_nothing_twice(
    server: Dovecot, servers: ImapServers, box: Mailbox, desk: Desk, at: str
) -> None:
    put(server, 1, 2)

    status = _killed_at(at, box, servers, desk)
    captured = Contact.objects.count()
    busy = poll(box, servers, desk)
    again = poll(box, servers, desk, at=3)

    assert os.WTERMSIG(status) == signal.SIGKILL
    assert captured == 1
    assert busy.busy
    assert not again.error
    assert Contact.objects.count() == 2


def _killed_at(name: str, box: Mailbox, servers: ImapServers, desk: Desk) -> int:
    """Poll in a process of its own that dies at once when it comes to ``name``."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        setattr(mail_polls, name, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        poll(box, servers, desk)
        os._exit(0)
    return os.waitpid(child, 0)[1]


def test_a_folder_made_anew_is_read_from_its_beginning_and_doubles_nothing(
    server: Dovecot, servers: ImapServers, box: Mailbox, desk: Desk
) -> None:
    put(server, 1, 2)
    poll(box, servers, desk)
    server.remake()
    server.start()
    put(server, 3)

    poll(box, servers, desk, at=1)

    assert MailCursor.objects.count() == 2
    assert Contact.objects.count() == 3


def test_a_server_that_is_down_is_noted_and_read_when_it_is_back(
    server: Dovecot, servers: ImapServers, box: Mailbox, desk: Desk
) -> None:
    put(server, 1)
    server.stop()
    down = poll(box, servers, desk)
    box.refresh_from_db()
    since = box.failing_since
    server.start()

    back = poll(box, servers, desk, at=1)

    box.refresh_from_db()
    assert down.error == "unreachable"
    assert since == NOW
    assert back.taken == 1
    assert (box.error, box.failing_since) == ("", None)


@pytest.mark.parametrize(
    ("after", "left", "moved"),
    [
        (AfterTaking.LEAVE, 1, 0),
        (AfterTaking.MOVE, 0, 1),
        (AfterTaking.DELETE, 0, 0),
    ],
)
def test_after_its_receipt_a_message_goes_where_the_mailbox_says(  # noqa: PLR0917 - fixtures
    server: Dovecot,
    servers: ImapServers,
    desk: Desk,
    after: AfterTaking,
    left: int,
    moved: int,
) -> None:
    box = box_of(server, after=after, move_to=f"Otettu-{after}")
    put(server, 1)

    poll(box, servers, desk)

    assert len(server.numbers()) == left
    if moved:
        assert len(server.numbers(f"Otettu-{after}")) == moved


def test_a_message_that_vanished_before_it_was_taken_stays_on_the_list(
    server: Dovecot,
    servers: ImapServers,
    box: Mailbox,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put(server, 1, 2)
    monkeypatch.setattr(
        "seloste.adapters.mail.imap.ImapFolder.fetch", _all_but_the_first(server)
    )

    poll(box, servers, desk)

    (gap,) = mail_completeness.gaps("retta", LATER)
    assert gap.reason == "gone"
    assert Contact.objects.count() == 1


def _all_but_the_first(server: Dovecot) -> object:
    from seloste.adapters.mail.imap import ImapFolder  # noqa: PLC0415 - before it is replaced

    fetch, first = ImapFolder.fetch, int(server.numbers()[0])

    def fetched(folder: ImapFolder, uid: int) -> bytes | None:
        return None if uid == first else fetch(folder, uid)

    return fetched


def test_a_person_settles_what_vanished(box: Mailbox) -> None:
    cursor = MailCursor.objects.create(mailbox=box, folder="INBOX", uidvalidity=7)
    row = MissedMail.objects.create(
        cursor=cursor, uid=4, first_seen_at=NOW, tried_at=NOW, error="gone"
    )

    mail_completeness.settle(row.pk, actor=SETUP, now=LATER)

    assert mail_completeness.gaps("retta", LATER) == ()


def test_what_the_server_named_and_nobody_took_in_an_hour_is_a_gap(
    box: Mailbox,
) -> None:
    MailCursor.objects.create(
        mailbox=box, folder="INBOX", uidvalidity=7, last_uid=3, seen_uid=5, seen_at=NOW
    )

    soon = mail_completeness.gaps("retta", NOW + timedelta(minutes=59))
    late = mail_completeness.gaps("retta", NOW + timedelta(minutes=61))

    assert soon == ()
    assert [(gap.reason, gap.count) for gap in late] == [("not-taken", 2)]


def test_the_worker_reads_every_mailbox(
    server: Dovecot, servers: ImapServers, box: Mailbox, desk: Desk
) -> None:
    empty_jobs()
    put(server, 1)
    jobs.enqueue(Job.POLL_MAIL)

    work.work(replace(desk, mail_servers=servers), worker="w1")

    assert Contact.objects.count() == 1


def test_a_paused_mailbox_is_not_read(
    server: Dovecot, servers: ImapServers, box: Mailbox, desk: Desk
) -> None:
    put(server, 1)
    mailboxes.pause("posti", paused=True, actor=SETUP, now=NOW)

    assert poll(box, servers, desk).busy
    assert not Contact.objects.exists()
