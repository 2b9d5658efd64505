"""How this installation is set up, as far as it can be looked at from inside."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class InstallationFacts:
    """What was found at one look.

    ``remote_hosts`` are other machines that are configured to be given data,
    by name. ``keys_forgettable`` says that the key store overwrites what it
    destroys; ``root_key_private`` that only the service reads the root key.
    """

    root_key_private: bool
    keys_apart: bool
    keys_forgettable: bool
    passwords_hashed: bool
    https: bool
    debug: bool
    remote_hosts: tuple[str, ...]


class Installation(Protocol):
    """Looks at the installation, anew each time."""

    def facts(self) -> InstallationFacts:
        """Return what is found now."""
        ...
