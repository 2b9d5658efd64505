"""Tokens of the portal: a page of ours, a status page, a mail that was read.

The token of a page proves when it was made and which notice stood above it. The
others follow from the request and the register's key: they are stored nowhere,
and none can be guessed from the other or from anything in the records.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from seloste.domain.notice import Language
from seloste.domain.rights_portal import PortalRefused
from seloste.ports.vault import Vault


@dataclass(frozen=True, slots=True)
class PageToken:
    """What a page of the portal showed, and when (aware UTC, whole seconds)."""

    register: str
    at: datetime
    nonce: str
    version: int
    language: Language

    def text(self) -> str:
        """Return the token without its fingerprint."""
        moment = int(self.at.timestamp())
        return f"{self.register}.{moment}.{self.nonce}.{self.version}.{self.language}"


def issue(
    register: str, *, version: int, language: Language, vault: Vault, now: datetime
) -> str:
    """Return a new token for one page of a register's portal."""
    token = PageToken(register, now, secrets.token_hex(8), version, language)
    return f"{token.text()}.{_fingerprint(register, token.text(), vault)}"


def read(text: str, *, register: str, vault: Vault) -> PageToken:
    """Return what a token says. Raises PortalRefused where nobody here issued it."""
    said, _dot, fingerprint = text.rpartition(".")
    expected = _fingerprint(register, said, vault)
    if not hmac.compare_digest(fingerprint.encode(), expected.encode()):
        raise PortalRefused("bad-token")
    slug, moment, nonce, version, language = said.split(".")
    at = datetime.fromtimestamp(int(moment), UTC)
    return PageToken(slug, at, nonce, int(version), Language(language))


def _fingerprint(register: str, text: str, vault: Vault) -> str:
    return vault.fingerprint(tenant=register, value=f"portal-token\x1f{text}")


def status_token(request_id: UUID, *, register: str, vault: Vault) -> str:
    """Return what opens the status page of a request: 256 bits, stored nowhere.

    It follows from the register's key, so that a letter may name the page again.
    """
    return vault.fingerprint(tenant=register, value=f"portal-status\x1f{request_id}")


def mailed(request_id: UUID, *, register: str, vault: Vault) -> str:
    """Return the proof that the mail about a request was read."""
    return vault.fingerprint(tenant=register, value=f"portal-mail\x1f{request_id}")


def is_mailed(proof: str, request_id: UUID, *, register: str, vault: Vault) -> bool:
    """Tell whether a proof is that of the mail."""
    expected = mailed(request_id, register=register, vault=vault)
    return hmac.compare_digest(proof.encode(), expected.encode())
