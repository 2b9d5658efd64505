"""Forms on a public page: which fields they ask, what an answer is, what is odd.

An answer is one JSON object, sealed as a whole. What is odd about sending one
is judged by how it was sent, never by who sent it. Nothing here reads the
clock.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from enum import StrEnum

from seloste.domain.errors import SelosteError
from seloste.domain.work_item import Reason

VERSION = 1
LONGEST_MESSAGE = 20_000
LONGEST_LINE = 200
MOST_LINKS = 5
SPAM = "looks-like-spam"
TEXT_AGAIN = 3
SOFT_LIMIT = 5
HARD_LIMIT = 30
SOFT_WITHIN = timedelta(minutes=10)
ATTEMPTS_KEPT = timedelta(days=1)
LEAST_WITH_PROOF = timedelta(seconds=3)
LEAST_WITHOUT_PROOF = timedelta(seconds=15)
TOKEN_LASTS = timedelta(hours=12)
PROOF_BITS = 13

_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


class Field(StrEnum):
    """What a form may ask beside the message, in the order of the page."""

    TOPIC = "topic"
    NAME = "name"
    EMAIL = "email"
    TEL = "tel"
    ANSWER = "answer"
    ATTACHMENT = "attachment"


class Asked(StrEnum):
    """How a form asks for something."""

    OPTIONAL = "optional"
    REQUIRED = "required"


MAY_BE_REQUIRED = frozenset({Field.TOPIC, Field.NAME, Field.EMAIL, Field.TEL})


class FormRefused(SelosteError):
    """The form cannot be set up or sent that way; ``reason`` is a stable word.

    Reasons: unknown-site, unknown-field, never-required, no-name, bad-ancestor,
    unknown-register, unknown-queue, unknown-address, not-promised, name-taken,
    bad-token, too-old, too-fast, notice-changed, too-many, too-long, no-message.
    """

    code = "form-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"form: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class FormAnswer:
    """What somebody wrote. Every text here is personal data.

    ``site`` is the form, ``reference`` what the person was given to refer to it.
    """

    site: str
    reference: str
    message: str = field(repr=False)
    topic: Reason | None = None
    name: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    tel: str = field(default="", repr=False)
    wants_answer: bool = False

    def to_json(self) -> bytes:
        """Return the canonical bytes that are sealed (UTF-8, keys sorted)."""
        return json.dumps(
            {"v": VERSION, **asdict(self)},
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        ).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "FormAnswer":
        """Return the answer that ``to_json`` wrote."""
        value = json.loads(data)
        del value["v"]
        topic = value.pop("topic")
        return cls(**value, topic=None if topic is None else Reason(topic))


def check_fields(fields: Mapping[str, str]) -> dict[Field, Asked]:
    """Return what a form asks, in the order of the page. Raises FormRefused."""
    try:
        known = {Field(name): Asked(how) for name, how in fields.items()}
    except ValueError:
        raise FormRefused("unknown-field") from None
    wrong = [
        name
        for name, how in known.items()
        if how is Asked.REQUIRED and name not in MAY_BE_REQUIRED
    ]
    if wrong:
        raise FormRefused("never-required")
    return {name: known[name] for name in Field if name in known}


def check_answer(answer: FormAnswer) -> None:
    """Refuse an answer without words, or with more than is kept. Raises FormRefused."""
    if not answer.message.strip():
        raise FormRefused("no-message")
    lines = (answer.name, answer.email, answer.tel)
    if len(answer.message) > LONGEST_MESSAGE or max(map(len, lines)) > LONGEST_LINE:
        raise FormRefused("too-long")


def same_words(message: str) -> str:
    """Return what two messages have in common that differ in case and spaces only."""
    return _SPACE.sub(" ", message).strip().casefold()


@dataclass(frozen=True, slots=True)
class Sending:
    """How an answer was sent: nothing about who sent it.

    ``trap`` is what was written into the field that people do not see; ``lately``
    how many came from the same place in ten minutes, ``today`` in a day;
    ``alike`` how many of the day had the same words.
    """

    age: timedelta
    proved: bool
    trap: bool
    lately: int
    today: int
    alike: int
    links: int


def links_in(message: str) -> int:
    """Return how many addresses of pages a message has."""
    return len(_LINK.findall(message))


def check_sending(sending: Sending) -> None:
    """Refuse what comes too fast, too late or far too often; the page says so.

    Raises FormRefused; whoever wrote still has the words.
    """
    least = LEAST_WITH_PROOF if sending.proved else LEAST_WITHOUT_PROOF
    if sending.age < least:
        raise FormRefused("too-fast")
    if sending.age > TOKEN_LASTS:
        raise FormRefused("too-old")
    if sending.today >= HARD_LIMIT:
        raise FormRefused("too-many")


def suspicion(sending: Sending) -> str:
    """Return why a person should look at it first, or nothing; it is kept anyway."""
    odd = (
        sending.trap
        or sending.lately >= SOFT_LIMIT
        or sending.alike >= TEXT_AGAIN
        or sending.links > MOST_LINKS
    )
    return SPAM if odd else ""
