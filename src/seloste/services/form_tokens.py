"""Tokens of a form: proof of when its page was made and what it showed.

A token is in the page and nowhere else. It carries the version and language of
the notice that stood above the fields, the reference of the answer to come,
and a keyed fingerprint of all that. It says nothing about who reads the page.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from seloste.domain.form import PROOF_BITS, FormRefused
from seloste.domain.notice import Language
from seloste.ports.vault import Vault
from seloste.records.models import FormSite

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
REFERENCE_LENGTH = 12
LONGEST_PROOF = 20


@dataclass(frozen=True, slots=True)
class Token:
    """What a page of a form showed, and when (aware UTC, whole seconds)."""

    site: str
    at: datetime
    reference: str
    version: int
    language: Language

    def text(self) -> str:
        """Return the token without its fingerprint."""
        moment = int(self.at.timestamp())
        return f"{self.site}.{moment}.{self.reference}.{self.version}.{self.language}"


def issue(
    site: FormSite, *, version: int, language: Language, vault: Vault, now: datetime
) -> str:
    """Return a new token for one page of a form."""
    reference = "".join(secrets.choice(ALPHABET) for _ in range(REFERENCE_LENGTH))
    token = Token(site.slug, now, reference, version, language)
    return f"{token.text()}.{_fingerprint(site, token.text(), vault)}"


def read(text: str, *, site: FormSite, vault: Vault) -> Token:
    """Return what a token says. Raises FormRefused where nobody here issued it."""
    said, _dot, fingerprint = text.rpartition(".")
    expected = _fingerprint(site, said, vault)
    if not hmac.compare_digest(fingerprint.encode(), expected.encode()):
        raise FormRefused("bad-token")
    slug, moment, reference, version, language = said.split(".")
    if slug != site.slug:
        raise FormRefused("bad-token")
    at = datetime.fromtimestamp(int(moment), UTC)
    return Token(slug, at, reference, int(version), Language(language))


def _fingerprint(site: FormSite, text: str, vault: Vault) -> str:
    return vault.fingerprint(tenant=site.register_id, value=f"form-token\x1f{text}")


def is_proof(reference: str, proof: str) -> bool:
    """Tell whether the page's script did its work: a hash that begins with zeros."""
    if not proof.isdecimal() or len(proof) > LONGEST_PROOF:
        return False
    digest = hashlib.sha256(f"{reference}:{proof}".encode()).digest()
    return int.from_bytes(digest[:4]) >> (32 - PROOF_BITS) == 0
