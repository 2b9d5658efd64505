"""A provider of identities in memory: it signs one person in, and says so once."""

import secrets
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

from seloste.ports.identity_provider import Asked, Identified, IdentityAnswerRefused

HOST = "tunnistus.example"
LEVEL = "http://ftn.ficora.fi/2017/loa2"


@dataclass
class FakeIdentityProvider:
    """Signs ``person`` in; ``broken`` is why it is not believed, if it is not."""

    person: Identified = field(
        default_factory=lambda: Identified(
            provider=f"https://{HOST}",
            level=LEVEL,
            subject="maija",
            name="Maija Meikäläinen",
            transaction="",
            authenticated_at=datetime.min.replace(tzinfo=UTC),
        )
    )
    broken: str = ""
    levels: frozenset[str] = frozenset({LEVEL})
    _waiting: dict[str, Asked] = field(default_factory=dict)
    _codes: dict[str, tuple[Asked, datetime]] = field(default_factory=dict)
    _began: dict[str, datetime] = field(default_factory=dict)

    def begin(self, asked: Asked, *, hosts: frozenset[str], now: datetime) -> str:
        """Remember what was asked under a reference."""
        self._reach(hosts)
        reference = secrets.token_urlsafe(16)
        self._waiting[reference] = asked
        self._began[reference] = now
        return f"https://{HOST}/auth?request_uri={reference}"

    def states(self) -> list[str]:
        """Return what ties each person on the way to their request."""
        return [asked.state for asked in self._waiting.values()]

    def sign_in(self, address: str, *, home: str) -> dict[str, str]:
        """Return what the person brings home."""
        reference = dict(parse_qsl(urlsplit(address).query))["request_uri"]
        asked, code = self._waiting.pop(reference), secrets.token_urlsafe(16)
        assert asked.redirect_uri.startswith(home)
        self._codes[code] = (asked, self._began[reference])
        return {"code": code, "state": asked.state, "iss": self.person.provider}

    def finish(
        self,
        code: str,
        *,
        asked: Asked,
        issuer: str,
        hosts: frozenset[str],
        now: datetime,
    ) -> Identified:
        """Say who signed in, once, to whoever asked."""
        if issuer not in ("", self.person.provider):
            raise IdentityAnswerRefused("issuer")
        self._reach(hosts)
        if self.broken:
            raise IdentityAnswerRefused(self.broken)
        if code not in self._codes:
            raise IdentityAnswerRefused("no-answer")
        before, at = self._codes.pop(code)
        assert at <= now
        if before.verifier != asked.verifier:
            raise IdentityAnswerRefused("no-answer")
        if before.nonce != asked.nonce:
            raise IdentityAnswerRefused("nonce")
        return replace(self.person, authenticated_at=at)

    def _reach(self, hosts: frozenset[str]) -> None:
        if HOST not in hosts:
            raise IdentityAnswerRefused("unreachable")
