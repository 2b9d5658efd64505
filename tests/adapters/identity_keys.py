"""Keys of both sides of a strong identification, made once for all tests."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from joserfc.jwk import ECKey, RSAKey

from seloste.adapters.identity.oidc import Provider

ISSUER = "https://tunnistus.example"
CLIENT = "seloste-test"
LEVEL = "http://ftn.ficora.fi/2017/loa2"
LEVELS = frozenset({LEVEL, "http://ftn.ficora.fi/2017/loa3"})
HETU = "131052-308T"
"""The identity code that Finland publishes for examples."""
PERSON = {
    "given_name": "Maija",
    "family_name": "Meikäläinen",
    "name": "Meikäläinen Maija",
    "urn:oid:1.2.246.21": HETU,
    "birthdate": "1952-10-13",
}


@dataclass(frozen=True, slots=True)
class Written:
    """Both sides' keys in files, as an operator has them."""

    ours: Path
    theirs: Path


def rsa(use: str, alg: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"use": use, "alg": alg}, auto_kid=True)


@cache
def our_signing() -> RSAKey:
    return rsa("sig", "PS256")


@cache
def our_opening() -> RSAKey:
    return rsa("enc", "RSA-OAEP-256")


@cache
def our_curve() -> ECKey:
    return ECKey.generate_key("P-256", {"use": "enc"}, auto_kid=True)


@cache
def their_signing() -> RSAKey:
    return rsa("sig", "RS256")


@cache
def their_second() -> ECKey:
    return ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, auto_kid=True)


@cache
def strangers() -> RSAKey:
    return rsa("enc", "RSA-OAEP-256")


def key_set(*keys: RSAKey | ECKey, private: bool) -> dict[str, Any]:
    return {"keys": [key.as_dict(private=private) for key in keys]}


def written(folder: Path) -> Written:
    """Write both sides' keys into ``folder``, ours for us alone."""
    ours, theirs = folder / "ours.json", folder / "theirs.json"
    every = (our_signing(), our_opening(), our_curve())
    ours.touch(mode=0o600)
    ours.write_text(json.dumps(key_set(*every, private=True)))
    ours.chmod(0o400)
    known = key_set(their_signing(), their_second(), private=False)
    theirs.write_text(json.dumps(known))
    return Written(ours, theirs)


def provider(issuer: str = ISSUER, *, pushed: bool = False) -> Provider:
    """Return what an operator knows of the provider at ``issuer``."""
    return Provider(
        issuer=issuer,
        client=CLIENT,
        authorization=f"{issuer}/auth",
        token=f"{issuer}/token",
        levels=LEVELS,
        asked_levels=(LEVEL,),
        pushed=f"{issuer}/request" if pushed else "",
    )
