"""Drafts: what somebody is writing to a customer, before it is sent.

Everything in a draft is personal data: it is sealed as a whole.
"""

import json
from dataclasses import asdict, dataclass, field

from seloste.domain.errors import SelosteError

LONGEST = 100_000
MOST_FILES = 10
MOST_BYTES = 15 * 2**20
MOST_RECIPIENTS = 20


class DraftRefused(SelosteError):
    """The draft cannot be kept or sent like this; ``reason`` is a stable word.

    Reasons: empty, too-long, no-recipient, bad-address, too-many-recipients,
    unknown-recipient, too-many-files, too-large, no-such-file, purpose.
    """

    code = "draft-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"draft: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class DraftWords:
    """The words of a draft; ``filenames`` are by the id of the file."""

    text: str = ""
    subject: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    language: str = ""
    filenames: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> bytes:
        """Return the canonical bytes that are sealed (UTF-8, keys sorted)."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "DraftWords":
        """Return the words that ``to_json`` wrote."""
        value = json.loads(data)
        return cls(**{**value, "to": tuple(value["to"]), "cc": tuple(value["cc"])})


def check(words: DraftWords) -> None:
    """Refuse what is too long to keep. Raises DraftRefused."""
    if len(words.text) > LONGEST or len(words.subject) > 998:  # noqa: PLR2004 - RFC 5322, 2.1.1
        raise DraftRefused("too-long")
    if len(words.to) + len(words.cc) > MOST_RECIPIENTS:
        raise DraftRefused("too-many-recipients")
    if any(_breaks(one) for one in (words.subject, *words.to, *words.cc)):
        raise DraftRefused("bad-address")


def _breaks(value: str) -> bool:
    """Tell whether a value would end a header of the mail it goes into."""
    return any(ord(char) < 32 or char == "\x7f" for char in value)  # noqa: PLR2004 - control characters
