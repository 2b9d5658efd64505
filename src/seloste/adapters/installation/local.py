"""Looks at an installation on this machine: files, modes and settings.

Nothing is changed, and no key is read.
"""

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from seloste.ports.installation import InstallationFacts
from seloste.protocols.web_address import is_here

_PRIVATE = 0o400


@dataclass(frozen=True, slots=True)
class LocalInstallation:
    """The places and settings to look at.

    ``forgets`` asks the key store whether it overwrites what it destroys.
    ``hosts`` are the machines that data are stored on; this one is left out.
    """

    data: Path
    keys: Path
    root_key: Path
    public_url: str
    password_hasher: str
    debug: bool
    hosts: tuple[str, ...]
    forgets: Callable[[], bool]

    def facts(self) -> InstallationFacts:
        """Return what is found now."""
        return InstallationFacts(
            root_key_private=self._root_key_private(),
            keys_apart=not _inside(self.keys, self.data),
            keys_forgettable=self.forgets(),
            passwords_hashed="argon2" in self.password_hasher.lower(),
            https=self.public_url.startswith("https://"),
            debug=self.debug,
            remote_hosts=tuple(host for host in self.hosts if not is_here(host)),
        )

    def _root_key_private(self) -> bool:
        try:
            status = self.root_key.lstat()
        except OSError:
            return False
        return (
            stat.S_ISREG(status.st_mode)
            and stat.S_IMODE(status.st_mode) == _PRIVATE
            and status.st_uid == os.geteuid()
            and not _inside(self.root_key, self.data)
        )


def _inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())
