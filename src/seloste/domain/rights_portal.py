"""The public portal of rights requests: budgets against floods, and a page's token.

A budget counts how requests are sent, never what is held about anybody: whoever
writes gets the same receipt. Over the budget of a network address, or of the
whole register, the page says that there are other ways; over that of an
identifier only the mails stop, so that nobody can keep another from asking.
"""

from dataclasses import dataclass
from datetime import timedelta

from seloste.domain.errors import SelosteError

LEAST = timedelta(seconds=4)
TOKEN_LASTS = timedelta(hours=12)
COUNTED = timedelta(days=1)
HOUR = timedelta(hours=1)
MOST_OF_ADDRESS = 20
MOST_OF_REGISTER = 500
MOST_MAILS = 3
MOST_LETTERS = 30
"""How many letters of one request are saved in an hour: each is drawn anew."""


class PortalRefused(SelosteError):
    """The portal does not take this in now; ``reason`` is a stable word.

    Reasons: bad-token, too-fast, too-old, notice-changed, too-many.
    """

    code = "portal-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"portal: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Sending:
    """How a request was sent: how old its page is, and how many came before it.

    ``of_address`` came from the same network address in a day, ``of_register``
    anywhere in an hour, ``of_identifier`` named the same person in a day.
    """

    age: timedelta
    of_address: int
    of_register: int
    of_identifier: int
    trap: bool


def check(sending: Sending) -> None:
    """Refuse what comes too fast, too late or too often. Raises PortalRefused."""
    if sending.age < LEAST:
        raise PortalRefused("too-fast")
    if sending.age > TOKEN_LASTS:
        raise PortalRefused("too-old")
    if sending.of_address >= MOST_OF_ADDRESS:
        raise PortalRefused("too-many")
    if sending.of_register >= MOST_OF_REGISTER:
        raise PortalRefused("too-many")


def may_mail(sending: Sending) -> bool:
    """Tell whether a mail may ask for confirmation: not to be used to flood people."""
    return not sending.trap and sending.of_identifier < MOST_MAILS


def check_letters(lately: int) -> None:
    """Refuse the letter after so many in an hour. Raises PortalRefused."""
    if lately >= MOST_LETTERS:
        raise PortalRefused("too-many")
