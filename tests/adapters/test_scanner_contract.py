"""Every scanner: what it finds, what it lets pass, and what it does when it is down."""

import io
import socket
import threading
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from seloste.adapters.scan import clamd
from seloste.adapters.scan.clamd import Clamd
from seloste.ports.scanner import Scanner, ScannerUnavailable
from tests.adapters import clamds
from tests.fakes.scanner import EICAR, FakeScanner
from tests.ports import free_port


@pytest.fixture(scope="module")
def daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    """A real daemon: its socket and its port."""
    if not Path(clamds.CLAMD).exists():
        pytest.skip("needs Debian's clamav-daemon")
    port = free_port()
    with clamds.running(tmp_path_factory.mktemp("clamd"), port=port) as control:
        yield control, port


@pytest.fixture(params=["fake", "socket", "port"])
def scanner(request: pytest.FixtureRequest) -> Scanner:
    """Each scanner there is, the real one over both its ways in."""
    if request.param == "fake":
        return FakeScanner()
    control, port = request.getfixturevalue("daemon")
    return clamd.at(str(control) if request.param == "socket" else f"127.0.0.1:{port}")


def mail_with(content: bytes) -> bytes:
    message = EmailMessage()
    message["From"] = "maija@example.fi"
    message["Subject"] = "liite"
    message.set_content("Hei")
    message.add_attachment(
        content, maintype="application", subtype="octet-stream", cte="7bit"
    )
    return message.as_bytes()


def test_what_it_knows_is_found_by_name(scanner: Scanner) -> None:
    scanned = scanner.scan(io.BytesIO(EICAR))

    assert not scanned.clean
    assert scanned.found.startswith("Eicar-Test")


def test_it_is_found_inside_a_mail(scanner: Scanner) -> None:
    assert not scanner.scan(io.BytesIO(mail_with(EICAR))).clean


@pytest.mark.parametrize("content", [b"", b"Hei", bytes(600_000)])
def test_what_is_harmless_passes(scanner: Scanner, content: bytes) -> None:
    scanned = scanner.scan(io.BytesIO(content))

    assert scanned.clean
    assert scanned.signatures


def test_one_scanner_is_asked_again_and_again(scanner: Scanner) -> None:
    found = [scanner.scan(io.BytesIO(one)).clean for one in (b"a", EICAR, b"b")]

    assert found == [True, False, True]


def test_what_the_daemon_finds_too_large_is_an_outage(
    daemon: tuple[Path, int],
) -> None:
    with pytest.raises(ScannerUnavailable):
        Clamd(str(daemon[0])).scan(io.BytesIO(bytes(3 << 20)))


def test_a_fake_that_is_down_is_an_outage() -> None:
    with pytest.raises(ScannerUnavailable):
        FakeScanner(down=True).scan(io.BytesIO(b"a"))


@pytest.mark.parametrize("setting", ["/nowhere/clamd.ctl", "127.0.0.1:1"])
def test_nobody_listening_is_an_outage(setting: str) -> None:
    with pytest.raises(ScannerUnavailable):
        clamd.at(setting).scan(io.BytesIO(b"a"))


@pytest.mark.parametrize(
    "answer",
    [b"", b"stream: OK and more\0", b"INSTREAM size limit exceeded. ERROR\0", b"\xff"],
)
def test_anything_but_a_plain_answer_is_an_outage(answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_answer_twice, args=(server, answer)).start()
        port = server.getsockname()[1]

        with pytest.raises(ScannerUnavailable):
            clamd.at(f"127.0.0.1:{port}").scan(io.BytesIO(b"a"))


def _answer_twice(server: socket.socket, answer: bytes) -> None:
    for said in (b"ClamAV 1/2/3\0", answer):
        connection, _ = server.accept()
        with connection:
            connection.recv(4096)
            connection.sendall(said)


@pytest.mark.parametrize("setting", ["", "localhost", "host:port"])
def test_a_setting_that_names_nothing_is_refused(setting: str) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        clamd.at(setting)
