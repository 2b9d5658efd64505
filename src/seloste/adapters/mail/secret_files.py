"""Passwords and OAuth 2.0 tokens of mailboxes, from files only the program reads.

A file holds a password, or as JSON what a token is asked for with. Nothing is
written, and nothing that is read here is ever logged.
"""

import json
import ssl
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import (
    HTTPRedirectHandler,
    HTTPSHandler,
    ProxyHandler,
    Request,
    build_opener,
)

from seloste.ports.mail_folder import MailServerError

TIMEOUT = 30.0
_EARLY = 60.0  # seconds before its end at which a token is not used any more
_ASKED = ("client_id", "client_secret", "refresh_token", "scope", "grant_type")
_LARGEST = 1 << 20


class _NoRedirect(HTTPRedirectHandler):
    """Follows no redirect: a secret goes to the address in the file and no other."""

    def redirect_request(self, *_: object) -> None:
        """Let the answer stand as the failure it is."""


@dataclass
class SecretFiles:
    """One file for each mailbox in ``folder``, by the mailbox's name."""

    folder: Path
    tls: ssl.SSLContext | None = None
    clock: Callable[[], float] = time.monotonic
    _tokens: dict[str, tuple[str, float]] = field(default_factory=dict)

    def password(self, name: str) -> str:
        """Return the password of a mailbox. Raises MailServerError."""
        return self._read(name).rstrip("\r\n")

    def token(self, name: str) -> str:
        """Return an access token, asked for anew when the last one is over.

        The file holds ``token_url``, ``client_id`` and what the grant needs
        (RFC 6749, sections 4.4 and 6). Raises MailServerError.
        """
        token, until = self._tokens.get(name, ("", 0.0))
        if token and self.clock() < until:
            return token
        try:
            asked = json.loads(self._read(name))
            token, lasts = self._ask(asked)
        except (ValueError, KeyError, TypeError, OSError) as error:
            raise MailServerError("no-token") from error
        self._tokens[name] = (token, self.clock() + lasts - _EARLY)
        return token

    def _read(self, name: str) -> str:
        path = self.folder / name
        try:
            mode = path.stat().st_mode
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeError) as error:
            raise MailServerError("secret-missing") from error
        if mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise MailServerError("secret-readable")
        return text

    def _ask(self, asked: dict[str, str]) -> tuple[str, float]:
        if urlsplit(asked["token_url"]).scheme != "https":
            raise ValueError("a token is only asked for over https")
        words = {key: asked[key] for key in _ASKED if key in asked}
        renews = "refresh_token" if "refresh_token" in words else "client_credentials"
        words.setdefault("grant_type", renews)
        request = Request(  # noqa: S310 - https only, from a file of the operator
            asked["token_url"], data=urlencode(words).encode(), method="POST"
        )
        context = self.tls or ssl.create_default_context()
        opener = build_opener(
            HTTPSHandler(context=context), ProxyHandler({}), _NoRedirect
        )
        try:
            response = opener.open(request, timeout=TIMEOUT)
        except HTTPError as refused:
            refused.close()
            raise
        with response:
            said = json.loads(response.read(_LARGEST))
        return str(said["access_token"]), float(said.get("expires_in", 300))
