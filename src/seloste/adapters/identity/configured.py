"""The provider as the operator configured it, with the keys in their files."""

from pathlib import Path
from typing import Protocol

from seloste.adapters.identity import keys
from seloste.adapters.identity.oidc import OidcProvider, Provider
from seloste.ports.egress import Egress


class Configuration(Protocol):
    """The settings of strong identification; docs/settings.md explains each."""

    IDENTITY_ISSUER: str
    IDENTITY_CLIENT: str
    IDENTITY_AUTHORIZATION: str
    IDENTITY_TOKEN: str
    IDENTITY_PUSHED: str
    IDENTITY_KEYS: Path
    IDENTITY_PROVIDER_KEYS: str
    IDENTITY_LEVELS: tuple[str, ...]
    IDENTITY_ASKED_LEVELS: tuple[str, ...]
    IDENTITY_SCOPE: str


def provider(settings: Configuration, egress: Egress) -> OidcProvider | None:
    """Return who identifies people strongly; None where nobody is configured.

    Raises ProviderMisconfigured, so that a wrong setting is noticed at the start.
    """
    if not settings.IDENTITY_ISSUER:
        return None
    levels = settings.IDENTITY_LEVELS
    return OidcProvider(
        Provider(
            issuer=settings.IDENTITY_ISSUER,
            client=settings.IDENTITY_CLIENT,
            authorization=settings.IDENTITY_AUTHORIZATION,
            token=settings.IDENTITY_TOKEN,
            levels=frozenset(levels),
            asked_levels=settings.IDENTITY_ASKED_LEVELS or levels,
            scope=settings.IDENTITY_SCOPE,
            pushed=settings.IDENTITY_PUSHED,
        ),
        ours=keys.ours(Path(settings.IDENTITY_KEYS)),
        theirs=keys.theirs(Path(settings.IDENTITY_PROVIDER_KEYS)),
        egress=egress,
    )


def public_keys(settings: Configuration) -> bytes:
    """Return the public half of our keys, made first where there are none.

    Raises ProviderMisconfigured.
    """
    path = Path(settings.IDENTITY_KEYS)
    made = keys.ours if path.exists() else keys.create
    return made(path).public()
