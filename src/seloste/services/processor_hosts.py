"""Where data go, and whose machines those are: the register against what is in use.

A machine is explained when it is this one, the organisation's own, or that of a
processor whose entry stands. Any other is refused where it is set up, and shown
by ``seloste verify`` where it was set up before, or by a setting.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from urllib.parse import urlsplit
from uuid import UUID

from seloste.domain.errors import SelosteError
from seloste.domain.notice import Recipient
from seloste.domain.outgoing import MailMode
from seloste.domain.processor import KIND
from seloste.domain.retention import local_day
from seloste.protocols import web_address
from seloste.records.models import EgressHost, Mailbox, OwnHost, Webhook
from seloste.services import processors, registers
from seloste.services.notices.store import NoticeNotInForce

# Nothing kept here is sent for these: people go to the provider by themselves.
NO_DATA = frozenset({"identity"})


class HostUnregistered(SelosteError):
    """Data may not go to a machine of nobody in the register of processors."""

    code = "host-unregistered"

    def __init__(self) -> None:
        super().__init__("no processor's entry names this host; it is not your own")


class Whose(StrEnum):
    """Whose machine it is that is in use."""

    HERE = "here"
    OWN = "own"
    PROCESSOR = "processor"
    PROVIDER = "provider"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Use:
    """A machine that is in use, and what for.

    ``register`` is empty where it serves every register, or it is not known
    which. ``recipient`` is whom the notice says that it tells.
    """

    host: str
    purpose: str = ""
    register: str = ""
    recipient: str = ""

    @property
    def label(self) -> str:
        """Return how evidence names it: ``webhooks:crm.example``."""
        return f"{self.purpose}:{self.host}" if self.purpose else self.host


@dataclass(frozen=True, slots=True)
class Line:
    """A machine in use, whose it is, and the entry that says so."""

    use: Use
    whose: Whose
    entry: UUID | None = None


class Known:
    """The machines that may be used on a day, read once."""

    def __init__(self, day: date) -> None:
        """Read the entries that stand and the machines of one's own."""
        self._own = frozenset(OwnHost.objects.values_list("host", flat=True))
        self._entries = processors.standing(day)

    def line(self, use: Use) -> Line:
        """Return whose machine one in use is."""
        if web_address.is_here(use.host):
            return Line(use, Whose.HERE)
        if use.host in self._own:
            return Line(use, Whose.OWN)
        for entry in self._entries:
            if (
                use.host in entry.hosts
                and use.register in {"", entry.register_id}
                and use.recipient in {"", entry.recipient}
            ):
                return Line(use, Whose.PROCESSOR, entry.id)
        if use.purpose in NO_DATA:
            return Line(use, Whose.PROVIDER)
        return Line(use, Whose.NOBODY)


def is_known(use: Use, *, now: datetime) -> bool:
    """Tell whether data may go to a machine."""
    return Known(local_day(now)).line(use).whose is not Whose.NOBODY


def check(use: Use, *, now: datetime) -> None:
    """Raise HostUnregistered where data may not go to a machine."""
    if not is_known(use, now=now):
        raise HostUnregistered


def lines(register: str, *, set_up: Iterable[str], now: datetime) -> tuple[Line, ...]:
    """Return every machine in use for a register, by what for and name.

    ``set_up`` are those that the settings name; they serve every register.
    """
    known = Known(local_day(now))
    uses = {*_listed(), *_mail(register), *_told(register, now)}
    uses |= {Use(host, register=register) for host in set_up}
    found = sorted(uses, key=lambda use: (use.label, use.recipient, use.register))
    return tuple(known.line(use) for use in found)


def _listed() -> Iterator[Use]:
    """Yield what may be reached; for which register is not said there."""
    for one in EgressHost.objects.all():
        yield Use(one.host, one.purpose)


def _mail(register: str) -> Iterator[Use]:
    rows = Mailbox.objects.filter(register=register, mode=MailMode.IMAP, paused=False)
    for host in rows.values_list("host", flat=True):
        yield Use(host.lower(), "imap", register)


def _told(register: str, now: datetime) -> Iterator[Use]:
    for one in Webhook.objects.filter(register=register, paused=False):
        use = told(one.url, register, one.recipient, now=now)
        if use is not None:
            yield use


def told(url: str, register: str, recipient: str, *, now: datetime) -> Use | None:
    """Return the use of a webhook; None where the notice names who is told.

    A company of the group answers for its machines itself; being listed and
    named by the notice is enough.
    """
    kinds = {one.id: one.kind for one in _notice_recipients(register, now)}
    if kinds.get(recipient, KIND) != KIND:
        return None
    host = (urlsplit(url).hostname or "").lower()
    return Use(host, "webhooks", register, recipient)


def _notice_recipients(register: str, now: datetime) -> tuple[Recipient, ...]:
    try:
        return registers.notice_of(register, now).recipients
    except NoticeNotInForce:
        return ()
