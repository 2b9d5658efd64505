"""Keys of strong identification: our own in a file, the provider's in another.

Ours sign what we ask and open what is answered; the file is a JSON Web Key Set
(RFC 7517) that only we may read. The provider's are public and were given to the
operator: none is ever fetched, so an answer cannot bring its own key.
"""

import json
import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from seloste.ports.identity_provider import ProviderMisconfigured

type AsymmetricKey = RSAKey | ECKey
type Algorithms = Mapping[str, tuple[str, ...]]

SHORTEST = 2048
NEW = 3072
LARGEST = 1 << 20
CURVE = "P-256"
SIGNING: Algorithms = {"RSA": ("RS256", "PS256"), "EC": ("ES256",)}
"""What a key may sign with; the first is meant where the key does not say."""
OPENING: Algorithms = {
    "RSA": ("RSA-OAEP-256", "RSA-OAEP"),
    "EC": ("ECDH-ES", "ECDH-ES+A256KW"),
}
"""What may be encrypted for a key."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of one purpose, by their id."""

    by_id: dict[str, AsymmetricKey]

    def of(self, kid: object) -> AsymmetricKey | None:
        """Return the key of an id; where there is one key only, it needs no id."""
        if kid is None and len(self.by_id) == 1:
            return next(iter(self.by_id.values()))
        return self.by_id.get(kid) if isinstance(kid, str) else None


@dataclass(frozen=True, slots=True)
class OurKeys:
    """What signs our requests, and what opens the answers."""

    signing: AsymmetricKey
    opening: Keys

    def public(self) -> bytes:
        """Return the public half of each as a key set, for the provider."""
        every = [self.signing, *self.opening.by_id.values()]
        shown = [key.as_dict(private=False) for key in every]
        return json.dumps({"keys": shown}, indent=1, sort_keys=True).encode()


def allowed(key: AsymmetricKey, among: Algorithms) -> tuple[str, ...]:
    """Return the algorithms that a key may be used with."""
    every = among[key.key_type]
    return tuple(alg for alg in every if key.alg in (None, alg))


def ours(path: Path) -> OurKeys:
    """Return our keys from their file. Raises ProviderMisconfigured."""
    signing: list[AsymmetricKey] = []
    opening: dict[str, AsymmetricKey] = {}
    for words in _listed(_read(path, private=True)):
        key = _key(words)
        if not key.is_private:
            raise ProviderMisconfigured("our own key has no private half")
        if words.get("use") == "sig":
            signing.append(key)
        elif words.get("use") == "enc":
            opening[_id(key)] = key
    if len(signing) != 1 or not opening:
        raise ProviderMisconfigured("one key to sign with is needed, and one to open")
    if not allowed(signing[0], SIGNING):
        raise ProviderMisconfigured("a key is for an algorithm that is not used")
    return OurKeys(signing[0], Keys(opening))


def theirs(path: Path) -> Keys:
    """Return the keys the provider signs with. Raises ProviderMisconfigured."""
    every = _listed(_read(path, private=False))
    keys = [_key(words) for words in every if words.get("use", "sig") == "sig"]
    if not keys:
        raise ProviderMisconfigured("the provider's file has no key to check with")
    if any(key.is_private for key in keys):
        raise ProviderMisconfigured("the provider's file has a private key")
    return Keys({_id(key): key for key in keys})


def create(path: Path) -> OurKeys:
    """Write new keys into a file that only we may read, and return them.

    Raises ProviderMisconfigured where there is one already.
    """
    made = []
    for use, alg in (("sig", "RS256"), ("enc", "RSA-OAEP-256")):
        key = RSAKey.generate_key(NEW, {"use": use, "alg": alg}, auto_kid=True)
        made.append(key.as_dict(private=True))
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    try:
        handle = os.open(path, flags, 0o400)
    except OSError as error:
        raise ProviderMisconfigured("the key file cannot be made") from error
    with os.fdopen(handle, "w", encoding="ascii") as file:
        json.dump({"keys": made}, file)
        file.flush()
        os.fsync(handle)
    return ours(path)


def _read(path: Path, *, private: bool) -> bytes:
    """Return a file's bytes; one with private keys is ours alone, and no link."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError as error:
        raise ProviderMisconfigured("a key file cannot be opened") from error
    with os.fdopen(handle, "rb") as file:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            raise ProviderMisconfigured("a key file is no file")
        if private and mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise ProviderMisconfigured("others may read our key file: chmod 0400")
        return file.read(LARGEST)


def _listed(data: bytes) -> Iterable[dict[str, Any]]:
    try:
        listed = json.loads(data)["keys"]
    except (ValueError, KeyError, TypeError):
        raise ProviderMisconfigured("a key file is no JSON Web Key Set") from None
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise ProviderMisconfigured("a key file is no JSON Web Key Set")
    return listed


def _key(words: dict[str, Any]) -> AsymmetricKey:
    """Return a key of the file, if it is of a kind and length that is used."""
    kinds: dict[object, type[AsymmetricKey]] = {"RSA": RSAKey, "EC": ECKey}
    kind = kinds.get(words.get("kty"))
    if kind is None:
        raise ProviderMisconfigured("a key is neither RSA nor of a curve")
    try:
        key = kind.import_key(words)
    except (JoseError, ValueError, TypeError, KeyError):
        raise ProviderMisconfigured("a key cannot be read") from None
    if isinstance(key, RSAKey) and key.raw_value.key_size < SHORTEST:
        raise ProviderMisconfigured("a key is too short")
    if isinstance(key, ECKey) and words.get("crv") != CURVE:
        raise ProviderMisconfigured("a key is of another curve than P-256")
    key.ensure_kid()
    return key


def _id(key: AsymmetricKey) -> str:
    return key.kid or key.thumbprint()
