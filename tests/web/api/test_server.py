"""Against the server itself: killed in the middle, lied to, watched from outside."""

import http.client
import json
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.web.api.callers import CHUNK, claim, form, form_type
from tests.web.api.callers import call as contact
from tests.web.api.conftest import audio
from tests.web.api.servers import Server, running

pytestmark = pytest.mark.slow
MEGABYTE = 1 << 20
CANARY = b"kanarialintu-77aa"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("server") / "home") as started:
        yield started


@pytest.fixture(autouse=True)
def clock() -> None:
    """The clock of the machine: the server has no other."""


def ask(
    server: Server, method: str, path: str, body: bytes = b"", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(
        method,
        f"/api/v1{path}",
        body,
        {"Authorization": f"Bearer {server.token}", **named},
    )
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, {k.lower(): v for k, v in answer.getheaders()}, content


def begun(server: Server, length: int) -> str:
    status, _, content = ask(
        server,
        "POST",
        "/uploads",
        json.dumps({"length": length}).encode(),
        Content_Type="application/json",
    )
    assert status == 201, content
    upload: str = json.loads(content)["id"]
    return upload


def send(server: Server, upload: str, offset: int, chunk: bytes) -> int:
    status, _, _ = ask(
        server,
        "PATCH",
        f"/uploads/{upload}",
        chunk,
        Content_Type=CHUNK,
        Upload_Offset=str(offset),
    )
    return status


def offset_of(server: Server, upload: str) -> int:
    status, headers, _ = ask(server, "HEAD", f"/uploads/{upload}")
    assert status == 200
    return int(headers["upload-offset"])


def hand_over(server: Server, source_id: str, **changes: object) -> tuple[int, bytes]:
    now = datetime.now(UTC).isoformat()  # noqa: TID251 - the server's clock is real
    body = form(
        json.dumps(contact(source_id=source_id, started_at=now, **changes)).encode()
    )
    status, _, content = ask(
        server, "POST", "/contacts", body, Content_Type=form_type()
    )
    return status, content


def raw(server: Server, *pieces: bytes, end: bool = False) -> bytes:
    """Send bytes as they are and return what comes back."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as wire:
        for piece in pieces:
            wire.sendall(piece)
        if end:
            wire.shutdown(socket.SHUT_WR)
        received = b""
        try:
            while piece := wire.recv(65536):
                received += piece
                if b"\r\n\r\n" in received and not end:
                    break
        except (ConnectionResetError, TimeoutError):
            pass
        return received


def head(server: Server, method: str, path: str, **headers: str) -> bytes:
    lines = [
        f"{method} /api/v1{path} HTTP/1.1",
        f"Host: 127.0.0.1:{server.port}",
        f"Authorization: Bearer {server.token}",
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def holding(canary: bytes, folder: Path) -> list[Path]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return [path for path in files if canary in _content(path)]


def _content(path: Path) -> bytes:
    """Return what a file holds; nothing where the running server just removed it."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def test_upload_goes_on_where_a_kill_cut_it(server: Server) -> None:
    data = audio("11-leak.alaw.wav")
    upload = begun(server, len(data))
    assert send(server, upload, 0, data[:70_000]) == 204
    cut = head(
        server,
        "PATCH",
        f"/uploads/{upload}",
        Upload_Offset="70000",
        Content_Type=CHUNK,
        Content_Length=str(len(data) - 70_000),
    )
    with socket.create_connection(("127.0.0.1", server.port)) as wire:
        wire.sendall(cut + data[70_000:90_000])
        server.kill()
    server.start()

    at = offset_of(server, upload)
    assert at == 70_000
    assert send(server, upload, at, data[at:]) == 204

    claimed = claim(upload, data, media_type="audio/wav")
    status, content = hand_over(server, "killed", uploads=[claimed])
    assert (status, json.loads(content)["result"]) == (201, "captured")


def test_acknowledged_contact_survives_a_kill(server: Server) -> None:
    status, content = hand_over(server, "survivor")
    assert status == 201
    server.kill()
    server.start()

    status, _, told = ask(server, "GET", f"/contacts/{json.loads(content)['id']}")

    assert (status, json.loads(told)["state"]) == (200, "kept")


def test_chunk_shorter_than_announced_is_not_kept(server: Server) -> None:
    upload = begun(server, MEGABYTE)
    lie = head(
        server,
        "PATCH",
        f"/uploads/{upload}",
        Upload_Offset="0",
        Content_Type=CHUNK,
        Content_Length=str(MEGABYTE),
    )

    raw(server, lie, bytes(100_000), end=True)

    assert offset_of(server, upload) == 0


def test_contact_shorter_than_announced_is_not_kept(server: Server) -> None:
    body = form(json.dumps(contact(source_id="short")).encode())
    lie = head(
        server,
        "POST",
        "/contacts",
        Content_Type=form_type(),
        Content_Length=str(len(body) + 10),
    )

    answer = raw(server, lie, body, end=True)

    assert b" 201 " not in answer
    assert hand_over(server, "short")[0] == 201


def test_body_of_unknown_length_is_refused(server: Server) -> None:
    chunked = head(
        server,
        "POST",
        "/contacts",
        Content_Type=form_type(),
        Transfer_Encoding="chunked",
    )

    answer = raw(server, chunked, b"3\r\nabc\r\n0\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 411 ")


def test_two_lengths_smuggle_nothing(server: Server) -> None:
    hidden = head(server, "GET", "/openapi.json")
    both = head(
        server,
        "POST",
        "/contacts",
        Content_Type=form_type(),
        Content_Length="4",
        Transfer_Encoding="chunked",
    )

    answer = raw(server, both, b"0\r\n\r\n" + hidden, end=True)

    assert b"openapi" not in answer
    assert b"200 OK" not in answer.split(b"\r\n")[0]


def test_liars_are_answered_or_gone_but_break_nothing(server: Server) -> None:
    lines = [line for line in server.log().splitlines() if line.startswith("{")]

    assert lines
    assert not [line for line in lines if '"status": 500' in line]
    assert "Traceback" not in server.log()


def test_nothing_lies_in_plain_text_during_and_after(server: Server) -> None:
    upload = begun(server, MEGABYTE)
    body = CANARY * 8 + bytes(MEGABYTE - len(CANARY) * 8)
    first = head(
        server,
        "PATCH",
        f"/uploads/{upload}",
        Upload_Offset="0",
        Content_Type=CHUNK,
        Content_Length=str(len(body)),
    )
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as wire:
        wire.sendall(first + body[:-1])
        assert not holding(CANARY, server.home)
        wire.sendall(body[-1:])
        assert wire.recv(65536).startswith(b"HTTP/1.1 204")
    assert not holding(CANARY, server.home)

    claimed = claim(upload, body, kind="message", filename=CANARY.decode())
    status, _ = hand_over(server, "canary", channel="mail", uploads=[claimed])

    assert status == 201
    assert not holding(CANARY, server.home)
    assert server.token not in server.log()
