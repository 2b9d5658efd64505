"""The certified provider that the tests run, and a browser that signs in there.

``tools/node.sh`` installs it. It signs one person in by itself; its clock is set
by the test.
"""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPConnection
from pathlib import Path
from typing import IO, Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from tests.adapters import identity_keys as keys

HOME = Path(__file__).parents[1] / "identity_provider"
HOMES = (
    "http://127.0.0.1:8000/request/identified/",
    "https://seloste.example/request/identified/",
)
"""Where people are led back to: what is served on this machine, and elsewhere."""
MOST_STEPS = 8
MISSING = "the identity provider of the tests is not installed: sh tools/node.sh"


@dataclass(frozen=True, slots=True)
class RunningProvider:
    """A provider that listens at ``issuer``."""

    issuer: str

    @property
    def place(self) -> str:
        """Return its host and port."""
        return urlsplit(self.issuer).netloc

    def set(self, now: datetime, **login: object) -> None:
        """Set its clock, and how the person signs in from now on."""
        words = {"now": int(now.timestamp() * 1000), "login": login}
        with closing(HTTPConnection(self.place, timeout=10)) as connection:
            connection.request("POST", "/test/", body=json.dumps(words))
            connection.getresponse().read()

    def sign_in(self, address: str, *, home: str) -> dict[str, str]:
        """Sign in at ``address`` in a new browser; return what is brought home."""
        cookies: dict[str, str] = {}
        for _ in range(MOST_STEPS):
            said, further = self._step(address, cookies)
            if further.startswith(home):
                return dict(parse_qsl(urlsplit(further).query))
            assert further, f"the provider leads nowhere: {said}"
            address = urljoin(address, further)
        raise AssertionError("the provider leads round and round")

    def _step(self, address: str, cookies: dict[str, str]) -> tuple[str, str]:
        """Open an address and return what it says, and where it leads.

        Cookies are kept as long as they have a value: their times are those of
        the provider's clock, not of this machine.
        """
        parts = urlsplit(address)
        connection = HTTPConnection(parts.netloc, timeout=10)
        sent = "; ".join(f"{name}={value}" for name, value in cookies.items())
        with closing(connection):
            connection.request(
                "GET", f"{parts.path}?{parts.query}", headers={"Cookie": sent}
            )
            answer = connection.getresponse()
            for line in answer.headers.get_all("Set-Cookie", []):
                name, _, value = line.partition(";")[0].partition("=")
                cookies[name] = value
            said = answer.read().decode(errors="replace")
            return said, answer.headers.get("Location", "")


def _configuration(redirect_uris: tuple[str, ...]) -> dict[str, Any]:
    client = {
        "client_id": keys.CLIENT,
        "redirect_uris": redirect_uris,
        "response_types": ["code"],
        "grant_types": ["authorization_code"],
        "token_endpoint_auth_method": "private_key_jwt",
        "token_endpoint_auth_signing_alg": "PS256",
        "request_object_signing_alg": "PS256",
        "id_token_signed_response_alg": "RS256",
        "id_token_encrypted_response_alg": "RSA-OAEP-256",
        "id_token_encrypted_response_enc": "A256GCM",
        "jwks": keys.key_set(keys.our_signing(), keys.our_opening(), private=False),
    }
    return {
        "client": client,
        "jwks": keys.key_set(keys.their_signing(), private=True),
        "levels": sorted(keys.LEVELS),
        "login": {"accountId": "maija", "acr": keys.LEVEL},
        "person": keys.PERSON,
    }


@contextmanager
def running(*redirect_uris: str) -> Iterator[RunningProvider]:
    """Run the provider for one client that is led back to these addresses."""
    node = shutil.which("node")
    assert node, MISSING
    assert (HOME / "node_modules").is_dir(), MISSING
    with (
        tempfile.TemporaryFile("w+") as complaints,
        subprocess.Popen(
            [node, "server.mjs"],
            cwd=HOME,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
        ) as process,
    ):
        try:
            yield RunningProvider(_issuer(process, redirect_uris, complaints))
        finally:
            process.kill()


def _issuer(
    process: subprocess.Popen[str],
    redirect_uris: tuple[str, ...],
    complaints: IO[str],
) -> str:
    """Tell a provider what it serves, and return where it does."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(_configuration(redirect_uris)) + "\n")
    process.stdin.flush()
    said = process.stdout.readline()
    if not said:
        complaints.seek(0)
        raise AssertionError(complaints.read())
    return str(json.loads(said)["issuer"])
