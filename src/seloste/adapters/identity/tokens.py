"""Signing what we ask, and opening what is answered: a signed token in a sealed one.

What a token says of itself decides nothing: the algorithm has to be one that its
key may be used with, the key one from our files, and a header that brings or names
another key, or that we do not know, is refused before anything is computed.
"""

import json
from binascii import Error as NotBase64
from typing import Any

from joserfc import jwe, jws
from joserfc.errors import JoseError
from joserfc.util import urlsafe_b64decode

from seloste.adapters.identity.keys import (
    OPENING,
    SIGNING,
    Algorithms,
    AsymmetricKey,
    Keys,
    OurKeys,
    allowed,
)
from seloste.ports.identity_provider import IdentityAnswerRefused

LARGEST = 32 << 10
CONTENT = ("A128GCM", "A256GCM", "A128CBC-HS256", "A256CBC-HS512")
REPEATED = frozenset({"iss", "aud"})
"""Claims that a sealed header may repeat (RFC 7519, 5.3)."""
SEALED_HEADER = REPEATED | {"alg", "enc", "kid", "typ", "cty", "epk", "apu", "apv"}
SIGNED_HEADER = frozenset({"alg", "kid", "typ"})
"""What a header may say; ``jku``, ``jwk``, ``x5u``, ``x5c``, ``crit``, ``zip`` not."""
PARTS_SEALED, PARTS_SIGNED = 5, 3


def signed(claims: dict[str, Any], *, keys: OurKeys, typ: str) -> str:
    """Return a compact JWS of ours; it names its key and its kind."""
    key = keys.signing
    header: dict[str, Any] = {
        "alg": allowed(key, SIGNING)[0],
        "kid": key.kid,
        "typ": typ,
    }
    return jws.serialize_compact(header, json.dumps(claims), key, [header["alg"]])


def opened(token: object, *, ours: OurKeys, theirs: Keys) -> dict[str, Any]:
    """Return the claims of a token that was encrypted for us and signed by them.

    Raises IdentityAnswerRefused.
    """
    if not isinstance(token, str) or not token.isascii() or len(token) > LARGEST:
        raise IdentityAnswerRefused("no-token")
    claims = _claims(_verified(_decrypted(token, ours), theirs))
    header = _header(token, SEALED_HEADER)
    if any(header.get(one, claims.get(one)) != claims.get(one) for one in REPEATED):
        raise IdentityAnswerRefused("header")
    return claims


def _decrypted(token: str, ours: OurKeys) -> str:
    if token.count(".") != PARTS_SEALED - 1:
        raise IdentityAnswerRefused("not-encrypted")
    header = _header(token, SEALED_HEADER)
    if str(header.get("cty", "")).upper() != "JWT":
        raise IdentityAnswerRefused("not-signed")
    key = _key(header, ours.opening)
    _check_algorithm(header, key, OPENING)
    if header.get("enc") not in CONTENT:
        raise IdentityAnswerRefused("algorithm")
    registry = jwe.JWERegistry(
        algorithms=[header["alg"], header["enc"]], strict_check_header=False
    )
    try:
        plain = jwe.decrypt_compact(token, key, registry=registry).plaintext
    except (JoseError, ValueError, TypeError):
        raise IdentityAnswerRefused("not-encrypted") from None
    return (plain or b"").decode("ascii", errors="replace")


def _verified(token: str, theirs: Keys) -> bytes:
    if token.count(".") != PARTS_SIGNED - 1:
        raise IdentityAnswerRefused("not-signed")
    header = _header(token, SIGNED_HEADER)
    if str(header.get("typ", "JWT")).upper() != "JWT":
        raise IdentityAnswerRefused("header")
    algorithms = {alg for every in SIGNING.values() for alg in every}
    if header.get("alg") not in algorithms:
        raise IdentityAnswerRefused("algorithm")
    key = _key(header, theirs)
    _check_algorithm(header, key, SIGNING)
    try:
        return jws.deserialize_compact(token, key, [header["alg"]]).payload
    except (JoseError, ValueError, TypeError):
        raise IdentityAnswerRefused("signature") from None


def _header(token: str, known: frozenset[str]) -> dict[str, Any]:
    header = _object(token.partition(".")[0], "header")
    if not header.keys() <= known:
        raise IdentityAnswerRefused("header")
    return header


def _object(part: str, reason: str) -> dict[str, Any]:
    try:
        found = json.loads(urlsafe_b64decode(part.encode("ascii")))
    except (ValueError, NotBase64, RecursionError):
        raise IdentityAnswerRefused(reason) from None
    if not isinstance(found, dict):
        raise IdentityAnswerRefused(reason)
    return found


def _key(header: dict[str, Any], among: Keys) -> AsymmetricKey:
    key = among.of(header.get("kid"))
    if key is None:
        raise IdentityAnswerRefused("key")
    return key


def _check_algorithm(
    header: dict[str, Any], key: AsymmetricKey, among: Algorithms
) -> None:
    if header.get("alg") not in allowed(key, among):
        raise IdentityAnswerRefused("algorithm")


def _claims(payload: bytes) -> dict[str, Any]:
    try:
        claims = json.loads(payload)
    except (ValueError, RecursionError):
        raise IdentityAnswerRefused("claims") from None
    if not isinstance(claims, dict):
        raise IdentityAnswerRefused("claims")
    return claims
