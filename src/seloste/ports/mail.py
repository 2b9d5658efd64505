"""Sending mail: the configured server takes a message, or says why not.

What is sent was written by a person or is an acknowledgement the product
promises; nothing here decides that.
"""

from collections.abc import Sequence
from typing import Protocol

from seloste.domain.errors import SelosteError


class MailRefused(SelosteError):
    """The server will never take this message; ``status`` is its SMTP reply code."""

    code = "mail-refused"

    def __init__(self, status: int) -> None:
        super().__init__(f"the mail server refused: {status}")
        self.status = status


class MailDeferred(SelosteError):
    """The server did not take the message now; trying again later may help."""

    code = "mail-deferred"


class MailSender(Protocol):
    """Hands messages to the organisation's mail server."""

    def send(self, message: bytes, *, sender: str, recipients: Sequence[str]) -> None:
        """Hand over a whole RFC 5322 message under an envelope (RFC 5321).

        ``sender`` may be empty: the null reverse-path of automatic answers
        (RFC 3834, section 3.3). Raises MailRefused, MailDeferred.
        """
        ...
