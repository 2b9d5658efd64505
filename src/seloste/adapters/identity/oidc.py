"""Strong identification over OpenID Connect, as the Finnish Trust Network asks.

Traficom's Recommendation 213/2023 S: the request is signed (RFC 9101), the client
proves itself with a key (private_key_jwt), the answer comes encrypted and signed,
and both sides' keys are configured, never fetched. Beside it PKCE, state, nonce
and an issuer that never varies. Where the provider takes requests ahead
(RFC 9126), nothing but a reference goes through the browser.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode, urlsplit

from joserfc.util import urlsafe_b64encode

from seloste.adapters.identity import claims, tokens
from seloste.adapters.identity.keys import Keys, OurKeys
from seloste.ports.egress import Answer, Egress, EgressBlocked, EgressFailed
from seloste.ports.identity_provider import (
    Asked,
    Identified,
    IdentityAnswerRefused,
    ProviderMisconfigured,
)

OK, CREATED = 200, 201
LASTS = timedelta(seconds=60)
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
SENT = {
    "Content-Type": "application/x-www-form-urlencoded",
    "Accept": "application/json",
}
LONGEST_CODE = 2048
THIS_MACHINE = frozenset({"127.0.0.1", "localhost"})
"""Hosts at which a provider may be tried without TLS."""


@dataclass(frozen=True, slots=True)
class Provider:
    """What the operator was told of a provider, and what is asked of it.

    ``pushed`` is where requests are taken ahead, "" where they are not; ``levels``
    are accepted, ``asked_levels`` asked for, which some brokers use to say where
    a person signs in.
    """

    issuer: str
    client: str
    authorization: str
    token: str
    levels: frozenset[str]
    asked_levels: tuple[str, ...]
    scope: str = "openid profile"
    pushed: str = ""


class OidcProvider:
    """Asks one provider, whose keys are known, with keys of our own."""

    def __init__(
        self, provider: Provider, *, ours: OurKeys, theirs: Keys, egress: Egress
    ) -> None:
        for address in (provider.issuer, provider.authorization, provider.token):
            _check(address)
        self._provider = provider
        self._ours = ours
        self._theirs = theirs
        self._egress = egress

    @property
    def levels(self) -> frozenset[str]:
        """Return the levels (acr) that are accepted."""
        return self._provider.levels

    def begin(self, asked: Asked, *, hosts: frozenset[str], now: datetime) -> str:
        """Return the address the person goes to. Raises IdentityAnswerRefused."""
        request = self._request(asked, now)
        words = {
            "client_id": self._provider.client,
            "response_type": "code",
            "scope": self._provider.scope,
            "request": request,
        }
        if self._provider.pushed:
            words = self._pushed(request, hosts, now)
        return f"{self._provider.authorization}?{urlencode(words)}"

    def finish(
        self,
        code: str,
        *,
        asked: Asked,
        issuer: str,
        hosts: frozenset[str],
        now: datetime,
    ) -> Identified:
        """Fetch the answer of a code and check it. Raises IdentityAnswerRefused."""
        if issuer not in ("", self._provider.issuer):
            raise IdentityAnswerRefused("issuer")
        if not 0 < len(code) <= LONGEST_CODE:
            raise IdentityAnswerRefused("no-answer")
        answer = self._post(
            self._provider.token,
            {
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": asked.redirect_uri,
                "code_verifier": asked.verifier,
            },
            hosts=hosts,
            now=now,
        )
        token = _said(answer, OK).get("id_token")
        return claims.identified(
            tokens.opened(token, ours=self._ours, theirs=self._theirs),
            issuer=self._provider.issuer,
            client=self._provider.client,
            nonce=asked.nonce,
            levels=self._provider.levels,
            now=now,
        )

    def _request(self, asked: Asked, now: datetime) -> str:
        """Return the signed request; the person is asked to sign in anew."""
        provider = self._provider
        digest = sha256(asked.verifier.encode("ascii")).digest()
        said = {
            **self._stamped(now),
            "aud": provider.issuer,
            "client_id": provider.client,
            "response_type": "code",
            "redirect_uri": asked.redirect_uri,
            "scope": provider.scope,
            "state": asked.state,
            "nonce": asked.nonce,
            "code_challenge": urlsafe_b64encode(digest).decode("ascii"),
            "code_challenge_method": "S256",
            "acr_values": " ".join(provider.asked_levels),
            "ui_locales": asked.language,
            "prompt": "login",
            "max_age": int(claims.FRESH.total_seconds()),
        }
        return tokens.signed(said, keys=self._ours, typ="oauth-authz-req+jwt")

    def _pushed(
        self, request: str, hosts: frozenset[str], now: datetime
    ) -> dict[str, str]:
        answer = self._post(
            self._provider.pushed, {"request": request}, hosts=hosts, now=now
        )
        reference = _said(answer, CREATED).get("request_uri")
        if not isinstance(reference, str):
            raise IdentityAnswerRefused("no-answer")
        return {"client_id": self._provider.client, "request_uri": reference}

    def _post(
        self,
        url: str,
        words: Mapping[str, str],
        *,
        hosts: frozenset[str],
        now: datetime,
    ) -> Answer:
        """Send words with a signed proof of who we are."""
        client = self._provider.client
        proof = {**self._stamped(now), "sub": client, "aud": self._provider.issuer}
        body = {
            **words,
            "client_id": client,
            "client_assertion_type": ASSERTION,
            "client_assertion": tokens.signed(proof, keys=self._ours, typ="JWT"),
        }
        try:
            return self._egress.post(
                url, body=urlencode(body).encode(), headers=SENT, hosts=hosts
            )
        except (EgressBlocked, EgressFailed) as failure:
            raise IdentityAnswerRefused("unreachable") from failure

    def _stamped(self, now: datetime) -> dict[str, Any]:
        """Return who says it, when, until when, and that it is said once."""
        at = int(now.timestamp())
        return {
            "iss": self._provider.client,
            "jti": secrets.token_urlsafe(24),
            "iat": at,
            "nbf": at,
            "exp": at + int(LASTS.total_seconds()),
        }


def _check(address: str) -> None:
    """Refuse an address that is none, or that somebody could listen to."""
    parts = urlsplit(address)
    here = parts.scheme == "http" and parts.hostname in THIS_MACHINE
    if not parts.hostname or (parts.scheme != "https" and not here):
        raise ProviderMisconfigured("an address of the provider is not https")


def _said(answer: Answer, status: int) -> dict[str, Any]:
    """Return what was answered. Its words are never shown: they may name somebody."""
    try:
        said = json.loads(answer.body)
    except (ValueError, RecursionError):
        raise IdentityAnswerRefused("no-answer") from None
    if answer.status != status or not isinstance(said, dict):
        raise IdentityAnswerRefused("no-answer")
    return said
