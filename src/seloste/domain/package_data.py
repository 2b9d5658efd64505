"""What a package tells of each contact, as values and as JSON.

One value a contact, made once and used three times: in ``data.json``, in the
readable report and in the list of what was left out. The names of the fields are
those of docs/answer-schema.json. Every text here is personal data.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

FORMAT = "seloste-answer"
VERSION = 1


@dataclass(frozen=True, slots=True)
class TurnEntry:
    """What one speaker said in one go; ``text`` is empty where it is redacted."""

    start: float
    end: float
    speaker: str
    text: str
    redacted: bool = False


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file of the package: its place, its kind, and the name it came with."""

    path: str
    media_type: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """One message, file, note or recording of a contact.

    ``by`` is who it is from: you, us, other or system. ``redacted`` says that
    parts were taken out for the sake of others.
    """

    number: int
    kind: str
    at: str
    by: str
    text: str = ""
    turns: tuple[TurnEntry, ...] = ()
    seconds: float = 0
    gaps: tuple[tuple[float, float], ...] = ()
    files: tuple[FileEntry, ...] = ()
    redacted: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that is not given, and why, by a stable word."""

    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """How the person is known in a contact; empty fields are not written."""

    role: str
    name: str = ""
    tel: str = ""
    mailto: str = ""
    customer_no: str = ""


@dataclass(frozen=True, slots=True)
class ContactEntry:
    """One contact as the person gets it. Times are ISO 8601 in UTC.

    ``others`` counts those who took part beside the person and the staff: they
    are not named. ``source`` is where it came from.
    """

    number: int
    channel: str
    direction: str
    started_at: str
    ended_at: str
    kept_until: str
    controller: str
    retention_class: str
    subject: str = ""
    parties: tuple[PartyEntry, ...] = ()
    others: int = 0
    source: str = ""
    items: tuple[ItemEntry, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    vcon: str = ""

    def to_json(self) -> bytes:
        """Return the canonical bytes (UTF-8, keys sorted)."""
        return canonical(asdict(self))

    @classmethod
    def from_json(cls, data: bytes) -> "ContactEntry":
        """Return the entry that ``to_json`` wrote."""
        value = json.loads(data)
        value["items"] = tuple(_item(one) for one in value["items"])
        value["left_out"] = tuple(LeftOut(**one) for one in value["left_out"])
        value["parties"] = tuple(PartyEntry(**one) for one in value["parties"])
        return cls(**value)


def _item(value: dict[str, Any]) -> ItemEntry:
    value["turns"] = tuple(TurnEntry(**one) for one in value["turns"])
    value["files"] = tuple(FileEntry(**one) for one in value["files"])
    value["gaps"] = tuple((start, end) for start, end in value["gaps"])
    return ItemEntry(**value)


@dataclass(frozen=True, slots=True)
class Access:
    """That data were opened: on which day, for which purpose, how often.

    Who opened them is not told (C-579/21).
    """

    day: str
    purpose: str
    times: int


@dataclass(frozen=True, slots=True)
class RecipientEntry:
    """Who received data, by name (C-154/21), when, for what and on which basis."""

    name: str
    day: str
    purpose: str
    basis: str
    items: int


@dataclass(frozen=True, slots=True)
class AnswerHead:
    """What stands above everything else. Days are ISO 8601."""

    reference: str
    right: str
    language: str
    received_on: str
    made_on: str
    register: str
    notice_version: int
    controllers: tuple[str, ...]
    contact: str


@dataclass(frozen=True, slots=True)
class AnswerData:
    """Everything of an answer but the contacts, which follow one by one.

    ``processing`` is the information of Art. 15(1) and (2) in sections of plain
    text, ``known`` what is kept of the person beside their contacts, in lines. For
    portability there is none of it, nor recipients nor openings.
    """

    head: AnswerHead
    processing: tuple[tuple[str, tuple[str, ...]], ...] = ()
    recipients: tuple[RecipientEntry, ...] = ()
    openings: tuple[Access, ...] = ()
    known: tuple[str, ...] = ()


def canonical(value: Mapping[str, Any]) -> bytes:
    """Return JSON in the one form that is hashed: keys sorted, no spaces."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()


def document(data: AnswerData, contacts: Iterable[bytes]) -> Iterable[bytes]:
    """Yield ``data.json`` in pieces: contacts stay as they were written."""
    head = {
        "format": FORMAT,
        "version": VERSION,
        "request": asdict(data.head),
        "processing": [
            {"heading": heading, "lines": list(lines)}
            for heading, lines in data.processing
        ],
        "recipients": [asdict(one) for one in data.recipients],
        "openings": [asdict(one) for one in data.openings],
        "known": list(data.known),
    }
    yield canonical(head).removesuffix(b"}")
    yield b',"contacts":['
    for place, one in enumerate(contacts):
        yield b"," + one if place else one
    yield b"]}"


def manifest(
    package: str, nonce: str, files: Iterable[tuple[str, int, str]]
) -> dict[str, Any]:
    """Return the list of files with their sizes and hashes.

    ``nonce`` is random, so that the hash of the list says nothing of the files.
    """
    return {
        "format": f"{FORMAT}-manifest",
        "version": VERSION,
        "package": package,
        "nonce": nonce,
        "files": [
            {"path": path, "bytes": size, "sha256": sha256}
            for path, size, sha256 in files
        ],
    }
