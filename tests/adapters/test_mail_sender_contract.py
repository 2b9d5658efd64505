"""What sends mail: the same of a real SMTP server and of the fake."""

import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from seloste.adapters.mail import smtp_sender
from seloste.adapters.mail.smtp_sender import (
    MailServerMisnamed,
    SmtpSender,
    SmtpServer,
)
from seloste.ports.mail import MailDeferred, MailRefused, MailSender
from seloste.ports.mail_folder import MailServerError
from tests.adapters.certificates import write_certificate
from tests.adapters.smtp_servers import Answering, smtp_server
from tests.fakes.mail import FakeSender
from tests.ports import free_port

MESSAGE = b"From: a@retta.example\r\nTo: maija@example.fi\r\n\r\n.Hei\r\n"
type Taken = list[tuple[str, list[str], bytes]]
type Told = Callable[[str], None]


@pytest.fixture(params=["smtp", "fake"])
def sending(request: pytest.FixtureRequest) -> Iterator[tuple[MailSender, Told, Taken]]:
    """A sender, how its server is told to answer, and what the server took."""
    if request.param == "fake":
        yield from _fake()
        return
    handler = Answering()
    with smtp_server(handler) as port:
        sender = SmtpSender(SmtpServer("127.0.0.1", port, "none"), timeout=10)
        yield sender, lambda answer: setattr(handler, "data", answer), handler.taken


def _fake() -> Iterator[tuple[MailSender, Told, Taken]]:
    sender = FakeSender()
    taken: Taken = []

    def told(answer: str) -> None:
        sender.refuses = int(answer[:3]) if answer.startswith("5") else 0
        sender.defers = answer.startswith("4")

    class Noting(FakeSender):
        def send(self, message: bytes, *, sender: str, recipients: object) -> None:
            _sender.send(message, sender=sender, recipients=recipients)  # type: ignore[arg-type]  # passed on
            taken.append((sender, list(recipients), message))  # type: ignore[call-overload]  # passed on

    _sender = sender
    yield Noting(), told, taken


def test_a_message_arrives_under_its_envelope(
    sending: tuple[MailSender, Told, Taken],
) -> None:
    sender, _, taken = sending

    sender.send(MESSAGE, sender="a+t@retta.example", recipients=["maija@example.fi"])

    assert taken == [("a+t@retta.example", ["maija@example.fi"], MESSAGE)]


def test_an_automatic_answer_comes_from_nobody(
    sending: tuple[MailSender, Told, Taken],
) -> None:
    sender, _, taken = sending

    sender.send(MESSAGE, sender="", recipients=["maija@example.fi"])

    assert taken[0][0] == ""


def test_what_will_never_be_taken_is_refused_with_its_status(
    sending: tuple[MailSender, Told, Taken],
) -> None:
    sender, told, taken = sending
    told("554 5.7.1 No")

    with pytest.raises(MailRefused) as refusal:
        sender.send(MESSAGE, sender="", recipients=["maija@example.fi"])

    assert refusal.value.status == 554
    assert not taken


def test_what_may_be_taken_later_is_deferred(
    sending: tuple[MailSender, Told, Taken],
) -> None:
    sender, told, taken = sending
    told("451 4.3.0 Later")

    with pytest.raises(MailDeferred):
        sender.send(MESSAGE, sender="", recipients=["maija@example.fi"])

    assert not taken


def test_one_refused_recipient_refuses_the_whole() -> None:
    handler = Answering(rcpt={"b@example.fi": "550 5.1.1 Unknown"})
    with smtp_server(handler) as port:
        sender = SmtpSender(SmtpServer("127.0.0.1", port, "none"))

        with pytest.raises(MailRefused):
            sender.send(MESSAGE, sender="", recipients=["a@example.fi", "b@example.fi"])

    assert not handler.taken


def test_a_server_that_does_not_answer_defers() -> None:
    sender = SmtpSender(SmtpServer("127.0.0.1", free_port(), "none"), timeout=2)

    with pytest.raises(MailDeferred):
        sender.send(MESSAGE, sender="", recipients=["maija@example.fi"])


@pytest.fixture
def certificate(tmp_path: Path) -> ssl.SSLContext:
    """The certificate of a server."""
    write_certificate(tmp_path / "c.pem", tmp_path / "c.key")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(tmp_path / "c.pem", tmp_path / "c.key")
    return context


def test_over_starttls_it_signs_in_with_its_password(
    certificate: ssl.SSLContext, tmp_path: Path
) -> None:
    trusting = ssl.create_default_context(cafile=str(tmp_path / "c.pem"))
    handler = Answering()
    with smtp_server(handler, tls=certificate, password="salainen") as port:
        url = f"smtp+starttls://posti@127.0.0.1:{port}"
        sender = smtp_sender.at(url, password=lambda: "salainen", tls=trusting)

        sender.send(MESSAGE, sender="", recipients=["maija@example.fi"])

    assert len(handler.taken) == 1


def test_a_wrong_password_defers_so_that_no_mail_is_given_up(
    certificate: ssl.SSLContext, tmp_path: Path
) -> None:
    trusting = ssl.create_default_context(cafile=str(tmp_path / "c.pem"))
    with smtp_server(Answering(), tls=certificate, password="salainen") as port:
        url = f"smtp+starttls://posti@127.0.0.1:{port}"
        sender = smtp_sender.at(url, password=lambda: "väärä", tls=trusting)

        with pytest.raises(MailDeferred):
            sender.send(MESSAGE, sender="", recipients=["maija@example.fi"])


def test_a_missing_password_file_defers() -> None:
    def missing() -> str:
        raise MailServerError("secret-missing")

    with smtp_server(Answering()) as port:
        sender = SmtpSender(SmtpServer("127.0.0.1", port, "none", "posti", missing))

        with pytest.raises(MailDeferred):
            sender.send(MESSAGE, sender="", recipients=["maija@example.fi"])


def test_a_certificate_that_nobody_vouches_for_gets_no_mail(
    certificate: ssl.SSLContext,
) -> None:
    handler = Answering()
    with smtp_server(handler, tls=certificate) as port:
        sender = smtp_sender.at(f"smtp+starttls://127.0.0.1:{port}", password=str)

        with pytest.raises(MailDeferred):
            sender.send(MESSAGE, sender="", recipients=["maija@example.fi"])

    assert not handler.taken


@pytest.mark.parametrize(
    "url", ["smtp://mail.example.fi", "http://mail.example.fi", "mail.example.fi"]
)
def test_an_address_without_tls_is_refused_but_on_this_machine(url: str) -> None:
    with pytest.raises(MailServerMisnamed):
        smtp_sender.at(url, password=str)
