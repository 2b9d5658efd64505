"""An installation as a test wants it found."""

from dataclasses import dataclass, field, replace

from seloste.ports.installation import InstallationFacts

SOUND = InstallationFacts(
    root_key_private=True,
    keys_apart=True,
    keys_forgettable=True,
    passwords_hashed=True,
    https=True,
    debug=False,
    remote_hosts=(),
)


@dataclass
class FakeInstallation:
    """Shows what it was told to show."""

    found: InstallationFacts = field(default=SOUND)

    def facts(self) -> InstallationFacts:
        """Return what the test set."""
        return self.found

    def change(self, **changes: object) -> None:
        """Let the next look find something else."""
        self.found = replace(self.found, **changes)  # type: ignore[arg-type]  # names are checked by dataclasses
