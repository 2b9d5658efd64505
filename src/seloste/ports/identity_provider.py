"""Strong identification: the person goes to a provider and comes back with a code.

A provider vouches for whoever signed in there, and for nobody else: a mandate is
no part of its answer. It is believed only when its answer was encrypted for us,
signed by it, made for this very request, and new.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from seloste.domain.errors import SelosteError


class IdentityAnswerRefused(SelosteError):
    """What the provider said is not believed; ``reason`` is a stable word.

    Reasons: unreachable, no-answer, no-token, not-encrypted, not-signed, header,
    algorithm, key, signature, claims, issuer, audience, nonce, expired, not-yet,
    level, too-old.
    """

    code = "identity-answer-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"the provider of identities is not believed: {reason}")
        self.reason = reason


class ProviderMisconfigured(SelosteError):
    """A setting or a key file of the provider of identities is not right."""

    code = "identity-provider-misconfigured"


@dataclass(frozen=True, slots=True)
class Asked:
    """What one identification is bound to; all but the first and last are secrets.

    ``verifier`` proves to the provider that whoever fetches the answer is the one
    who asked (PKCE); ``nonce`` comes back in the answer, ``state`` beside it.
    """

    redirect_uri: str
    state: str
    nonce: str
    verifier: str
    language: str


@dataclass(frozen=True, slots=True)
class Identified:
    """Who signed in at the provider. ``subject`` and ``name`` are personal data.

    ``level`` is the acr. A personal identity code is no part of it: whatever else
    the provider says is dropped before anybody sees it.
    """

    provider: str
    level: str
    subject: str
    name: str
    transaction: str
    authenticated_at: datetime


class IdentityProvider(Protocol):
    """Sends a person to a provider, and reads what it says of them.

    ``hosts`` are those that may be reached for this.
    """

    @property
    def levels(self) -> frozenset[str]:
        """Return the levels (acr) that are accepted."""
        ...

    def begin(self, asked: Asked, *, hosts: frozenset[str], now: datetime) -> str:
        """Return the address the person goes to. Raises IdentityAnswerRefused.

        It says who asks and for which request, nothing about the person.
        """
        ...

    def finish(
        self,
        code: str,
        *,
        asked: Asked,
        issuer: str,
        hosts: frozenset[str],
        now: datetime,
    ) -> Identified:
        """Fetch the answer of a code and check it. Raises IdentityAnswerRefused.

        ``issuer`` is who gave the code, as the way back says (RFC 9207), "" where
        it says nothing.
        """
        ...
