"""The SMTP receiver, spoken to over real sockets."""

import re
import smtplib
import socket
import ssl
from asyncio import StreamReader
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from seloste import wiring
from seloste.domain.contact import Kind
from seloste.ports.desk import Desk
from seloste.ports.reserve import DiskFull
from seloste.receivers import smtp
from seloste.receivers.smtp import Limits, Rates, listener
from seloste.records.models import Contact, Mailbox, Quarantined, SealedObject
from seloste.services import incoming_mail
from tests.adapters.certificates import write_certificate
from tests.ports import free_port
from tests.services import mails
from tests.services.conftest import NOW
from tests.services.desks import HandClock
from tests.services.mails import ADDRESS, MAIJA, letter

pytestmark = [
    pytest.mark.django_db(transaction=True),  # the receiver has threads of its own
    pytest.mark.usefixtures("registers", "box"),
]


@pytest.fixture(autouse=True)
def _at_this_desk(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiring, "desk", lambda: desk)


@pytest.fixture
def box(desk: Desk) -> Mailbox:
    """The mailbox that receives."""
    return mails.mailbox()


@contextmanager
def listening(
    clock: HandClock,
    *,
    limits: Limits | None = None,
    tls: ssl.SSLContext | None = None,
    require_tls: bool = False,
) -> Iterator[int]:
    server: Controller = listener(
        "127.0.0.1",
        free_port(),
        limits=limits or Limits(),
        tls=tls,
        require_tls=require_tls,
        clock=clock.now,
    )
    server.start()
    try:
        yield server.port
    finally:
        server.stop()


@pytest.fixture
def port(clock: HandClock) -> Iterator[int]:
    """The port of a receiver."""
    with listening(clock) as found:
        yield found


def hand_over(port: int, data: bytes, *, to: str = ADDRESS, sender: str = MAIJA) -> int:
    """Hand a message over and return the server's last word."""
    with smtplib.SMTP("127.0.0.1", port, timeout=20) as client:
        client.ehlo("mx.example.fi")
        client.mail(sender)
        code, _ = client.rcpt(to)
        return client.data(data)[0] if code == 250 else code


class Raw:
    """A session word by word, as nobody's library would write it."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), 20)
        self.said = self.answer()

    def close(self) -> None:
        """Hang up."""
        self.socket.close()

    def say(self, words: bytes) -> bytes:
        """Send bytes and return what is answered to them."""
        self.socket.sendall(words)
        return self.answer()

    def answer(self) -> bytes:
        """Return one answer, all its lines."""
        said = b""
        while not re.search(rb"(?m)^\d{3} [^\r]*\r\n\Z", said):
            more = self.socket.recv(4096)
            if not more:
                return said
            said += more
        return said

    def rest(self) -> bytes:
        """Return everything that is answered until the server hangs up."""
        said = b""
        while more := self.socket.recv(4096):
            said += more
        return said

    def begin(self) -> None:
        """Come as far as the message itself."""
        self.say(b"EHLO mx.example.fi\r\n")
        self.say(f"MAIL FROM:<{MAIJA}>\r\n".encode())
        self.say(f"RCPT TO:<{ADDRESS}>\r\n".encode())
        self.say(b"DATA\r\n")


def test_a_mail_is_acknowledged_when_it_was_kept(port: int) -> None:
    assert hand_over(port, letter()) == 250
    assert Contact.objects.count() == 1


def test_a_mail_to_a_plus_address_belongs_to_its_mailbox(port: int) -> None:
    to = "asiakaspalvelu+mita-vain@isannointi.retta.example"

    assert hand_over(port, letter(), to=to) == 250


@pytest.mark.parametrize("to", ["joku@example.net", "muu@isannointi.retta.example"])
def test_what_is_for_no_mailbox_here_is_refused(port: int, to: str) -> None:
    assert hand_over(port, letter(), to=to) == 550
    assert not Contact.objects.exists()


def test_what_cannot_be_kept_now_is_deferred_and_taken_later(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskFull("full")

    with monkeypatch.context() as broken:
        broken.setattr(incoming_mail, "receive", full)
        deferred = hand_over(port, letter())

    assert deferred == 451
    assert hand_over(port, letter()) == 250
    assert Contact.objects.count() == 1


def test_a_mail_handed_over_twice_is_kept_once(port: int) -> None:
    assert hand_over(port, letter()) == hand_over(port, letter()) == 250
    assert Contact.objects.count() == 1


def test_bytes_that_are_no_mail_are_kept_in_quarantine(port: int) -> None:
    assert hand_over(port, b"\xff\xfe\x00 hei\r\n") == 250
    assert Quarantined.objects.count() == 1


@pytest.mark.parametrize("kind", mails.BOMBS)
def test_a_hostile_mail_is_quarantined_whole_and_the_next_one_taken(
    port: int, desk: Desk, kind: str
) -> None:
    answers = [
        hand_over(port, data)
        for data in (
            letter(message_id="1@example.fi"),
            mails.bomb(kind),
            letter(message_id="2@example.fi"),
        )
    ]

    assert answers == [250, 250, 250]
    assert Contact.objects.count() == 2
    item = SealedObject.objects.get(kind=Kind.QUARANTINED)
    assert desk.vault.open(item.ref()).endswith(mails.bomb(kind))


def test_25_megabytes_of_attachment_are_taken_and_more_are_not(
    clock: HandClock,
) -> None:
    body = "\r\n".join(["x" * 76] * 20_000)
    with listening(clock, limits=Limits(size=1 << 20)) as port:
        refused = hand_over(port, letter(text=body))

    assert refused == 552
    assert smtp.LARGEST >= 25 * 2**20 * 4 // 3


def test_a_line_longer_than_the_rules_allow_is_kept_all_the_same(port: int) -> None:
    assert hand_over(port, letter(text="x" * 20_000)) == 250


def test_a_peer_that_hands_over_too_much_is_deferred(clock: HandClock) -> None:
    with (
        listening(clock, limits=Limits(messages_in_a_minute=2)) as port,
        smtplib.SMTP("127.0.0.1", port, timeout=20) as client,
    ):
        client.ehlo()
        codes = []
        for _ in range(3):
            client.rset()
            codes.append(client.docmd(f"MAIL FROM:<{MAIJA}>")[0])

    assert codes == [250, 250, 451]


def test_only_the_named_networks_may_hand_over(clock: HandClock) -> None:
    with (
        listening(clock, limits=Limits(networks=("192.0.2.0/24",))) as port,
        smtplib.SMTP("127.0.0.1", port, timeout=20) as client,
    ):
        client.ehlo()
        code, _ = client.mail(MAIJA)

    assert code == 554


def test_a_peer_holds_only_so_many_connections_and_gets_them_back(
    clock: HandClock,
) -> None:
    with listening(clock, limits=Limits(sessions_at_once=1)) as port:
        with closing(Raw(port)) as first, closing(Raw(port)) as second:
            refused = second.said
            served = first.say(b"NOOP\r\n")
            first.say(b"QUIT\r\n")
            first.rest()

        again = hand_over(port, letter())

    assert refused.startswith(b"421")
    assert served.startswith(b"250")
    assert again == 250


def test_what_nobody_foresaw_is_deferred_and_its_words_are_not_logged(
    port: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("maija@example.fi")

    monkeypatch.setattr(incoming_mail, "receive", broken)

    assert hand_over(port, letter()) == 451
    assert "maija" not in caplog.text


@pytest.mark.parametrize("charset", [b"a\0b", b"utf-8\xff", b"=?x?=", b"'"])
def test_a_charset_that_is_none_costs_nothing(port: int, charset: bytes) -> None:
    strange = letter().replace(b"charset=utf-8", b'charset="' + charset + b'"')

    assert hand_over(port, strange.replace(b"Hei", "Hyvää päivää".encode())) == 250
    assert Contact.objects.count() == 1


def test_a_rate_forgets_after_a_minute(clock: HandClock) -> None:
    rates = Rates(1)

    first, second = rates.allow("a", NOW), rates.allow("a", NOW)
    later = rates.allow("a", NOW + smtp.MINUTE)

    assert (first, second, later) == (True, False, True)


@pytest.mark.parametrize(
    "end", [b"\n.\r\n", b"\r\n.\n", b"\n.\n", b"\r.\r", b"\r.\r\n", b"\r\n.\r"]
)
def test_attack_11_no_other_end_than_cr_lf_ends_a_message(
    port: int, end: bytes
) -> None:
    smuggled = (
        b"MAIL FROM:<ceo@retta.example>\r\nRCPT TO:<" + ADDRESS.encode() + b">\r\n"
        b"DATA\r\nSubject: smuggled\r\n\r\nPay.\r\n"
    )

    with closing(Raw(port)) as session:
        session.begin()
        session.say(letter() + b"the text" + end + smuggled + b"\r\n.\r\nQUIT\r\n")
        session.rest()

    assert Contact.objects.count() + Quarantined.objects.count() == 1


def test_attack_11_a_receiver_that_believes_other_ends_would_take_two(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Show that the test above would notice."""
    monkeypatch.setattr(StreamReader, "readuntil", _ends_at_any_line_feed)

    with closing(Raw(port)) as session:
        session.begin()
        session.say(
            letter() + b"the text\n.\r\n"
            b"MAIL FROM:<ceo@retta.example>\r\nRCPT TO:<" + ADDRESS.encode() + b">\r\n"
            b"DATA\r\nSubject: smuggled\r\n\r\nPay.\r\n\r\n.\r\nQUIT\r\n"
        )
        session.rest()

    assert Contact.objects.count() + Quarantined.objects.count() == 2


READ_UNTIL = StreamReader.readuntil


async def _ends_at_any_line_feed(
    reader: StreamReader, separator: bytes = b"\n"
) -> bytes:
    """Read a line as careless servers do."""
    del separator
    line = await READ_UNTIL(reader, b"\n")
    return line.rstrip(b"\r\n") + b"\r\n"


@pytest.fixture
def certificate(tmp_path: Path) -> ssl.SSLContext:
    """The receiver's certificate."""
    write_certificate(tmp_path / "c.pem", tmp_path / "c.key")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(tmp_path / "c.pem", tmp_path / "c.key")
    return context


def test_attack_11_what_was_pipelined_before_tls_is_forgotten(
    clock: HandClock, certificate: ssl.SSLContext, tmp_path: Path
) -> None:
    trusting = ssl.create_default_context(cafile=str(tmp_path / "c.pem"))
    with listening(clock, tls=certificate) as port, closing(Raw(port)) as session:
        session.say(b"EHLO mx.example.fi\r\n")
        session.say(b"STARTTLS\r\nVRFY before\r\nVRFY before\r\n")
        session.socket = trusting.wrap_socket(
            session.socket, server_hostname="localhost"
        )
        session.socket.sendall(b"EHLO mx.example.fi\r\nQUIT\r\n")

        answers = session.rest()

    assert answers.startswith(b"250-seloste")  # the answer to EHLO and to nothing else
    assert answers.endswith(b"221 Bye\r\n")
    assert b"252" not in answers


def test_before_tls_nothing_is_taken_where_it_is_required(
    clock: HandClock, certificate: ssl.SSLContext
) -> None:
    with (
        listening(clock, tls=certificate, require_tls=True) as port,
        smtplib.SMTP("127.0.0.1", port, timeout=20) as client,
    ):
        client.ehlo()
        code, _ = client.mail(MAIJA)

    assert code == 530


def test_a_mail_over_tls_is_kept(
    clock: HandClock, certificate: ssl.SSLContext, tmp_path: Path
) -> None:
    trusting = ssl.create_default_context(cafile=str(tmp_path / "c.pem"))
    with (
        listening(clock, tls=certificate, require_tls=True) as port,
        smtplib.SMTP("localhost", port, timeout=20) as client,
    ):
        client.starttls(context=trusting)
        client.sendmail(MAIJA, [ADDRESS], letter())

    assert Contact.objects.count() == 1


def test_no_address_of_a_session_is_logged(
    port: int, caplog: pytest.LogCaptureFixture
) -> None:
    hand_over(port, letter())
    hand_over(port, letter(), to="joku@example.net")

    assert "example" not in caplog.text


def test_a_mail_from_nobody_is_known_as_such(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    mails.mailbox(acknowledge=True)
    seen: list[object] = []
    receive = incoming_mail.receive

    def noting(data: bytes, **words: object) -> object:
        seen.append(words["null_sender"])
        return receive(data, **words)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(incoming_mail, "receive", noting)

    hand_over(port, letter(), sender="")

    assert seen == [True]
