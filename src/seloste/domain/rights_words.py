"""The sealed words of a rights request: everything of it that may name somebody.

One JSON object, sealed as a whole and sealed anew at every change. There is no
field for a personal identity code, and a picture of a document has no place.
"""

import json
import re
from dataclasses import asdict, dataclass, field

from seloste.domain.customer import Identifier
from seloste.domain.rights import RequestRefused

VERSION = 1
LONGEST_LINE = 320
LONGEST_MESSAGE = 20_000
MOST_IDENTIFIERS = 20
IDENTITY_CODE = re.compile(r"\b\d{6}[-+A-FU-Ya-fu-y]\d{3}[0-9A-Za-z]\b", re.ASCII)
MASKED = "******-****"


@dataclass(frozen=True, slots=True)
class RequestWords:
    """What somebody wrote, who they are and how they are reached.

    ``identifiers`` are those the person says they are known by, in their one
    form. ``subject_name`` and ``authority`` are given where somebody asks for
    another: whose data, and on what the authority rests. ``protected`` says that
    addresses and places must stay unknown to others (turvakielto).
    """

    message: str = ""
    name: str = ""
    email: str = ""
    tel: str = ""
    address: str = ""
    identifiers: tuple[Identifier, ...] = ()
    subject_name: str = ""
    authority: str = ""
    protected: bool = False
    notes: tuple[str, ...] = field(default=())

    def to_json(self) -> bytes:
        """Return the canonical bytes that are sealed (UTF-8, keys sorted)."""
        return json.dumps(
            {"v": VERSION, **asdict(self)},
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        ).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "RequestWords":
        """Return the words that ``to_json`` wrote."""
        value = json.loads(data)
        value.pop("v")
        identifiers = tuple(Identifier(**one) for one in value.pop("identifiers"))
        notes = tuple(value.pop("notes"))
        return cls(**value, identifiers=identifiers, notes=notes)


def masked(text: str) -> str:
    """Return a text without personal identity codes: they prove nothing here."""
    return IDENTITY_CODE.sub(MASKED, text)


def check(words: RequestWords) -> None:
    """Refuse words that are too long, or leave no way to answer.

    Raises RequestRefused.
    """
    lines = (words.name, words.email, words.tel, words.subject_name)
    if any(len(line) > LONGEST_LINE for line in lines):
        raise RequestRefused("too-long")
    texts = (words.message, words.authority, words.address, *words.notes)
    if sum(map(len, texts)) > LONGEST_MESSAGE:
        raise RequestRefused("too-long")
    if len(words.identifiers) > MOST_IDENTIFIERS:
        raise RequestRefused("too-many")
    if not (words.email.strip() or words.tel.strip() or words.address.strip()):
        raise RequestRefused("no-way-to-answer")
