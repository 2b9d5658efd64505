"""Processors (GDPR Art. 28): who handles data for a controller, and on what terms.

An entry of the register belongs to a recipient of the notice. One whose contract
or safeguards are not known yet may be entered, so that the register is true, and
says what it lacks. Nothing here is about a data subject.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from seloste.domain.errors import SelosteError
from seloste.domain.notice import Notice, Recipient, Transfer

KIND = "processor"
LONGEST_NAME = 200
LONGEST_TEXT = 4000
MOST = 50
EEA = frozenset(
    {
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR"),
        *("HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO"),
        *("PL", "PT", "RO", "SE", "SI", "SK"),
    }
)
_COUNTRY = re.compile(r"[A-Z]{2}")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


class TransferGround(StrEnum):
    """On what data may go outside the EEA (Art. 45, 46, 47 and 49)."""

    NONE = ""
    ADEQUACY = "adequacy"
    SCC = "scc"
    BCR = "bcr"
    DEROGATION = "derogation"
    OTHER = "other"


class Missing(StrEnum):
    """What an entry has to say and does not."""

    CONTRACT = "contract"
    CONTRACT_DATE = "contract-date"
    SAFEGUARDS = "safeguards"
    TRANSFER_GROUND = "transfer-ground"
    REVIEW_DATE = "review-date"


class ProcessorRefused(SelosteError):
    """The entry cannot be made, changed or ended so; ``reason`` is a stable word.

    Reasons: unknown-register, unknown-recipient, no-name, too-long, bad-country,
    bad-sub-processor, bad-host, contract-in-future, until-before-since,
    name-taken, unknown-processor, already-ended, not-own.
    """

    code = "processor-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"processor: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class SubProcessor:
    """A processor that a processor engages in turn (Art. 28(2) and (4))."""

    name: str
    country: str

    def __str__(self) -> str:
        return f"{self.name}, {self.country}"


def sub_processor(line: str) -> SubProcessor:
    """Return what a line ``Name, CC`` says. Raises ProcessorRefused."""
    name, comma, country = line.rpartition(",")
    found = SubProcessor(name.strip(), country.strip().upper())
    if not comma or not found.name or not _COUNTRY.fullmatch(found.country):
        raise ProcessorRefused("bad-sub-processor")
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Processor:
    """What the register says of one processor.

    ``recipient`` is the id of the notice's recipient it belongs to. ``hosts``
    are the machines data may go to. From ``until`` on it gets nothing any more.
    """

    register: str
    recipient: str
    name: str
    country: str
    since: date
    until: date | None = None
    ground: TransferGround = TransferGround.NONE
    contract: str = ""
    contract_on: date | None = None
    sub_processors: tuple[SubProcessor, ...] = ()
    safeguards: str = ""
    hosts: tuple[str, ...] = ()
    review_on: date | None = None

    def stands(self, day: date) -> bool:
        """Tell whether data may go to it on a day."""
        return self.since <= day and (self.until is None or day < self.until)

    @property
    def outside(self) -> frozenset[str]:
        """Return the countries outside the EEA that data come to with it."""
        countries = {self.country, *(one.country for one in self.sub_processors)}
        return frozenset(countries - EEA)

    @property
    def missing(self) -> tuple[Missing, ...]:
        """Return what Art. 28 and Ch. V want and the entry does not say."""
        said: tuple[tuple[Missing, object], ...] = (
            (Missing.CONTRACT, self.contract),
            (Missing.CONTRACT_DATE, self.contract_on),
            (Missing.SAFEGUARDS, self.safeguards),
            (Missing.TRANSFER_GROUND, self.ground or not self.outside),
            (Missing.REVIEW_DATE, self.review_on),
        )
        return tuple(what for what, given in said if not given)

    @property
    def digest(self) -> str:
        """Return the hash by which the audit log knows the entry as it is."""
        facts = {
            "register": self.register,
            "recipient": self.recipient,
            "name": self.name,
            "country": self.country,
            "since": self.since.isoformat(),
            "until": _day(self.until),
            "ground": self.ground.value,
            "contract": self.contract,
            "contract_on": _day(self.contract_on),
            "sub_processors": [[one.name, one.country] for one in self.sub_processors],
            "safeguards": self.safeguards,
            "hosts": list(self.hosts),
            "review_on": _day(self.review_on),
        }
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def check(entry: Processor, notice: Notice, *, today: date) -> None:
    """Refuse an entry that says what cannot be. Raises ProcessorRefused."""
    if entry.recipient not in {one.id for one in recipients(notice)}:
        raise ProcessorRefused("unknown-recipient")
    if not entry.name:
        raise ProcessorRefused("no-name")
    if not _COUNTRY.fullmatch(entry.country):
        raise ProcessorRefused("bad-country")
    if _too_long(entry):
        raise ProcessorRefused("too-long")
    if entry.contract_on and entry.contract_on > today:
        raise ProcessorRefused("contract-in-future")
    if entry.until and entry.until < entry.since:
        raise ProcessorRefused("until-before-since")


def _too_long(entry: Processor) -> bool:
    names = (entry.name, entry.contract, *(one.name for one in entry.sub_processors))
    return (
        any(len(one) > LONGEST_NAME or _CONTROL.search(one) for one in names)
        or len(entry.safeguards) > LONGEST_TEXT
        or max(len(entry.hosts), len(entry.sub_processors)) > MOST
    )


def recipients(notice: Notice) -> tuple[Recipient, ...]:
    """Return the recipients of a notice that are processors."""
    return tuple(one for one in notice.recipients if one.kind == KIND)


class TransferFault(StrEnum):
    """Why data must not go where an entry says that they go."""

    NO_GROUND = "no-ground"
    NEVER = "never"
    COUNTRY = "country"
    MECHANISM = "mechanism"


def transfer_fault(entry: Processor, promised: Transfer) -> TransferFault | None:
    """Return why a transfer is not founded, or not what the notice promises.

    A notice that names no countries or mechanisms promises nothing about them;
    one that names ``other`` leaves room for any mechanism the law allows.
    """
    if not entry.outside:
        return None
    if entry.ground is TransferGround.NONE:
        return TransferFault.NO_GROUND
    if promised.allowed == "never":
        return TransferFault.NEVER
    if promised.countries and not entry.outside <= set(promised.countries):
        return TransferFault.COUNTRY
    named = set(promised.mechanisms) - {"none"}
    if named and "other" not in named and entry.ground.value not in named:
        return TransferFault.MECHANISM
    return None
