"""Answers of a provider: right ones, and every way we know to make a wrong one.

The signatures are computed here, so that a header can say what no library would
write.
"""

import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from joserfc import jwe, jws
from joserfc.jwk import ECKey, OctKey, RSAKey
from joserfc.jws import JWSRegistry
from joserfc.util import urlsafe_b64encode

from tests.adapters import identity_keys as keys

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
NONCE = "n" * 64
type Claims = dict[str, Any]
type Make = Callable[[Claims], object]


def claims(nonce: str = NONCE, now: datetime = NOW, **changes: object) -> Claims:
    """Return what a right token says; None takes a claim away."""
    at = int(now.timestamp())
    said = {
        "iss": keys.ISSUER,
        "aud": keys.CLIENT,
        "sub": "maija",
        "nonce": nonce,
        "iat": at,
        "exp": at + 300,
        "acr": keys.LEVEL,
        "auth_time": at - 30,
        "jti": "tapahtuma-1",
        **keys.PERSON,
        **changes,
    }
    return {name: value for name, value in said.items() if value is not None}


def part(value: object) -> str:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return urlsafe_b64encode(data).decode()


def signed(
    payload: object,
    key: RSAKey | ECKey | None = None,
    alg: str = "RS256",
    **header: object,
) -> str:
    """Return a token that ``key`` signed, with this header."""
    key = key or keys.their_signing()
    said = {"alg": alg, "kid": key.kid, **header}
    shown = {name: value for name, value in said.items() if value is not None}
    text = f"{part(shown)}.{part(payload)}"
    signature = JWSRegistry.algorithms[alg].sign(text.encode(), key)
    return f"{text}.{urlsafe_b64encode(signature).decode()}"


def sealed(
    token: str,
    key: RSAKey | ECKey | OctKey | None = None,
    alg: str = "RSA-OAEP-256",
    enc: str = "A256GCM",
    **header: object,
) -> str:
    """Return a token encrypted for whoever has ``key``, with this header."""
    key = key or keys.our_opening()
    said = {"alg": alg, "enc": enc, "cty": "JWT", "kid": key.kid, **header}
    shown = {name: value for name, value in said.items() if value is not None}
    registry = jwe.JWERegistry(algorithms=[alg, enc, "DEF"], strict_check_header=False)
    return jwe.encrypt_compact(shown, token, key, registry=registry)


def right(said: Claims) -> str:
    """Return the token of a provider that does everything as it should."""
    return sealed(signed(said))


def read(token: str) -> tuple[dict[str, object], dict[str, object]]:
    """Return header and claims of a token that we signed, after checking that."""
    found = jws.deserialize_compact(token, keys.our_signing(), ["PS256"])
    return found.headers(), json.loads(found.payload)


def _unsigned(said: Claims) -> str:
    return sealed(f"{part({'alg': 'none'})}.{part(said)}.")


def _by_public_key(said: Claims) -> str:
    """Return a token that is "signed" with a key everybody knows."""
    header = {"alg": "HS256", "kid": keys.their_signing().kid}
    text = f"{part(header)}.{part(said)}"
    public = keys.their_signing().as_pem(private=False)
    signature = hmac.new(public, text.encode(), sha256).digest()
    return sealed(f"{text}.{part(signature)}")


def _by_another(said: Claims) -> str:
    return sealed(signed(said, keys.our_signing(), kid=keys.their_signing().kid))


def _with_own_key(said: Claims) -> str:
    mine = keys.our_signing()
    brought = mine.as_dict(private=False)
    return sealed(signed(said, mine, kid=keys.their_signing().kid, jwk=brought))


def _for_another(said: Claims) -> str:
    return sealed(signed(said), keys.strangers(), kid=keys.our_opening().kid)


def _with_a_shared_secret(said: Claims) -> str:
    secret = OctKey.import_key(b"0" * 32)
    return sealed(signed(said), secret, "dir", kid=keys.our_opening().kid)


def _with_an_old_padding(said: Claims) -> str:
    header = {
        "alg": "RSA1_5",
        "enc": "A256GCM",
        "cty": "JWT",
        "kid": keys.our_opening().kid,
    }
    return f"{part(header)}.{right(said).partition('.')[2]}"


def _changed_signature(said: Claims) -> str:
    token = signed(said)
    return sealed(token[:-8] + ("A" if token[-8] != "A" else "B") + token[-7:])


def _changed_seal(said: Claims) -> str:
    start, middle, end = right(said).rpartition(".")[0], ".", "A" * 22
    return f"{start}{middle}{end}"


def _late(minutes: int) -> int:
    return int((NOW + timedelta(minutes=minutes)).timestamp())


@dataclass(frozen=True, slots=True)
class Bad:
    """One wrong answer, and the word it is refused with."""

    name: str
    reason: str
    make: Make


def _says(name: str, reason: str, **changes: object) -> Bad:
    def make(said: Claims) -> str:
        changed = {**said, **changes}
        return right({key: one for key, one in changed.items() if one is not None})

    return Bad(name, reason, make)


def _header(name: str, reason: str = "header", **header: object) -> Bad:
    return Bad(name, reason, lambda said: sealed(signed(said, **header)))  # type: ignore[arg-type]  # names of headers


def _seal(name: str, reason: str, **header: object) -> Bad:
    return Bad(name, reason, lambda said: sealed(signed(said), **header))  # type: ignore[arg-type]  # names of headers


OTHER: Mapping[str, str] = {"jku": "https://other.example/keys.json"}
BAD = (
    _says("another issuer", "issuer", iss="https://other.example"),
    _says("the issuer with a slash", "issuer", iss=f"{keys.ISSUER}/"),
    _says("no issuer", "issuer", iss=None),
    _says("another audience", "audience", aud="other"),
    _says("another audience beside us", "audience", aud=[keys.CLIENT, "other"]),
    _says("no audience", "audience", aud=None),
    _says("made for another's use", "audience", azp="other"),
    _says("another nonce", "nonce", nonce="m" * 64),
    _says("no nonce", "nonce", nonce=None),
    _says("a nonce that is no text", "nonce", nonce=[NONCE]),
    _says("over", "expired", exp=_late(-5)),
    _says("no end", "expired", exp=None),
    _says("an end that is no number", "expired", exp="9999999999"),
    _says("an end that never comes", "expired", exp=float("inf")),
    _says("made eleven minutes ago", "expired", iat=_late(-11)),
    _says("made later", "not-yet", iat=_late(5)),
    _says("never made", "not-yet", iat=None),
    _says("good later", "not-yet", nbf=_late(5)),
    _says("no level", "level", acr=None),
    _says("a weak level", "level", acr="http://ftn.ficora.fi/2017/loa1"),
    _says("a level of several", "level", acr=[keys.LEVEL]),
    _says("nobody knows when they signed in", "too-old", auth_time=None),
    _says("signed in eleven minutes ago", "too-old", auth_time=_late(-11)),
    _says("signed in at a truth", "too-old", auth_time=True),
    _says("signed in later", "not-yet", auth_time=_late(5)),
    _says("nobody", "claims", sub=None),
    _says("a subject that is no text", "claims", sub=7),
    Bad("not signed at all", "algorithm", _unsigned),
    Bad("signed with what everybody knows", "algorithm", _by_public_key),
    Bad("signed by somebody else", "signature", _by_another),
    Bad("brings its own key", "header", _with_own_key),
    Bad("a changed signature", "signature", _changed_signature),
    Bad("only words inside", "not-signed", lambda said: sealed(json.dumps(said))),
    Bad("sealed twice", "not-signed", lambda said: sealed(right(said))),
    Bad("not encrypted", "not-encrypted", signed),
    Bad("encrypted for another", "not-encrypted", _for_another),
    Bad("a changed seal", "not-encrypted", _changed_seal),
    Bad("sealed with a secret", "algorithm", _with_a_shared_secret),
    Bad("no object", "claims", lambda _: sealed(signed([1]))),
    Bad("no token", "no-token", lambda _: None),
    Bad("endless", "no-token", lambda _: "a" * 40_000),
    Bad("letters of another alphabet", "no-token", lambda _: "ä.ä.ä.ä.ä"),
    Bad("no header", "header", lambda _: "....x"),
    _header("leads to a key", **OTHER),
    _header("leads to a certificate", x5u="https://other.example/cert.pem"),
    _header("brings a certificate", x5c=["MIIB"]),
    _header("asks for more", crit=["exp"], exp=1),
    _header("another kind of token", typ="logout+jwt"),
    _header("a key that nobody knows", "key", kid="other"),
    _header("a key that is a path", "key", kid="../../theirs.json"),
    _header("a key that is no text", "key", kid=[1]),
    _header("one of two keys, not said which", "key", kid=None),
    _header("the other key's name", "algorithm", kid=keys.their_second().kid),
    _header("another algorithm than the key's", "algorithm", alg="PS256"),
    _header("a longer hash than is used", "algorithm", alg="RS512"),
    Bad("an old padding", "algorithm", _with_an_old_padding),
    _seal("another padding than the key's", "algorithm", alg="RSA-OAEP"),
    _seal("packed", "header", zip="DEF"),
    _seal("sealed for a key that nobody knows", "key", kid="other"),
    _seal("does not say what is inside", "not-signed", cty=None),
    _seal("another issuer outside than inside", "header", iss="https://other.example"),
)
