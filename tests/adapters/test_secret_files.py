"""Passwords and tokens from files, asked of a real server over TLS."""

import json
import ssl
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from seloste.adapters.mail.secret_files import SecretFiles
from seloste.ports.mail_folder import MailServerError
from tests.adapters.egress_servers import Heard, Reply, certificate, say, serving

SECRET = "salaisuus-5b1d"
GRANT = {"client_id": "seloste", "client_secret": SECRET, "scope": "imap"}


class Clock:
    """A clock that stands until it is moved."""

    at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


class Server:
    """A server that gives tokens, numbered as they are asked for."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.folder = folder / "secrets"
        self.folder.mkdir()
        cert, self.context = certificate(folder, "localhost")
        self.secrets = SecretFiles(
            self.folder, tls=ssl.create_default_context(cafile=cert), clock=clock
        )
        self.heard = Heard()
        self.reply: Reply = self.token

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer as the test says."""
        self.reply(handler)

    def token(self, handler: BaseHTTPRequestHandler) -> None:
        """Give the next token, for five minutes."""
        said = {
            "access_token": f"token-{len(self.heard.requests)}",
            "expires_in": 300,
        }
        say(body=json.dumps(said).encode())(handler)

    def write(self, **changes: str) -> None:
        """Write what a token is asked for with."""
        url = f"https://localhost:{self.heard.port}/token"
        path = self.folder / "posti"
        path.write_text(json.dumps({"token_url": url, **GRANT, **changes}))
        path.chmod(0o600)

    def asked(self) -> dict[str, str]:
        """Return the fields of the last request."""
        body = self.heard.requests[-1][3].decode()
        return {name: values[0] for name, values in parse_qs(body).items()}


@pytest.fixture
def server(tmp_path: Path, clock: Clock) -> Iterator[Server]:
    """A server at ``localhost`` whose certificate is trusted."""
    made = Server(tmp_path, clock)
    with serving(made.answer, tls=made.context) as heard:
        made.heard = heard
        made.write()
        yield made


def refusal(server: Server) -> str:
    with pytest.raises(MailServerError) as refused:
        server.secrets.token("posti")
    return refused.value.reason


def test_a_token_is_asked_for_with_what_the_file_holds(server: Server) -> None:
    assert server.secrets.token("posti") == "token-1"
    assert server.asked() == {**GRANT, "grant_type": "client_credentials"}


def test_a_refresh_token_is_used_where_there_is_one(server: Server) -> None:
    server.write(refresh_token="r")

    server.secrets.token("posti")

    assert server.asked()["grant_type"] == "refresh_token"
    assert server.asked()["refresh_token"] == "r"


def test_a_token_is_used_until_shortly_before_its_end(
    server: Server, clock: Clock
) -> None:
    tokens = []
    for at in (0.0, 239.0, 241.0):
        clock.at = at
        tokens.append(server.secrets.token("posti"))

    assert tokens == ["token-1", "token-1", "token-2"]


@pytest.mark.parametrize(
    "reply",
    [say(400, b'{"error": "invalid_grant"}'), say(body=b"<html>"), say(body=b"[]")],
    ids=["refused", "no JSON", "no token"],
)
def test_an_answer_without_a_token_is_no_token(server: Server, reply: Reply) -> None:
    server.reply = reply

    assert refusal(server) == "no-token"


def test_a_secret_follows_no_redirect(server: Server) -> None:
    elsewhere = f"https://localhost:{server.heard.port}/elsewhere"
    server.reply = say(307, Location=elsewhere)

    assert refusal(server) == "no-token"
    assert [path for _, path, _, _ in server.heard.requests] == ["/token"]


def test_a_secret_never_goes_in_the_clear(server: Server) -> None:
    server.write(token_url=f"http://localhost:{server.heard.port}/token")

    assert refusal(server) == "no-token"
    assert server.heard.requests == []


def test_a_server_nobody_vouches_for_is_told_nothing(server: Server) -> None:
    server.secrets = SecretFiles(server.folder)

    assert refusal(server) == "no-token"
    assert server.heard.requests == []


def test_a_file_others_can_read_is_not_used(server: Server) -> None:
    (server.folder / "posti").chmod(0o640)

    with pytest.raises(MailServerError, match="secret-readable"):
        server.secrets.password("posti")


def test_a_password_loses_the_end_of_its_line_only(server: Server) -> None:
    (server.folder / "posti").write_text(f" {SECRET} \n")

    assert server.secrets.password("posti") == f" {SECRET} "
