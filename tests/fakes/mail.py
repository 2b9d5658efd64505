"""A mail server that keeps in memory what it was given."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from seloste.ports.mail import MailDeferred, MailRefused


@dataclass(frozen=True)
class Handed:
    """One message under its envelope."""

    message: bytes
    sender: str
    recipients: tuple[str, ...]

    @property
    def parsed(self) -> EmailMessage:
        """Return the message as another program reads it."""
        read = BytesParser(policy=policy.default).parsebytes(self.message)
        assert isinstance(read, EmailMessage)
        return read


@dataclass
class FakeSender:
    """Takes every message, or refuses or defers where it was told to."""

    taken: list[Handed] = field(default_factory=list)
    refuses: int = 0
    defers: bool = False

    def send(self, message: bytes, *, sender: str, recipients: Sequence[str]) -> None:
        """Take a message, as a mail server would."""
        if self.refuses:
            raise MailRefused(self.refuses)
        if self.defers:
            raise MailDeferred("later")
        self.taken.append(Handed(message, sender, tuple(recipients)))
