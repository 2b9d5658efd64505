"""Reading a TILT document by what it has: its words, and the gaps found.

Anything may be missing or malformed; what is not of the right kind is nothing.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from seloste.domain.notice import Language

type Json = dict[str, Any]

LONGEST_ID = 60
EVERY_TEXT = "every text: written in {language} only; write the other languages"


@dataclass
class Reading:
    """What is read of one document: its language, ids given out, gaps found."""

    language: str
    gaps: list[str] = field(default_factory=list)
    ids: set[tuple[str, str]] = field(default_factory=set)

    def text(self, words: str) -> Json:
        """Return words in their own language, with room for the others."""
        return {str(one): words if one == self.language else "" for one in Language}

    def id(self, words: str, kind: str) -> str:
        """Return an id of our format that no other of its kind has."""
        plain = unicodedata.normalize("NFKD", words.lower())
        parts = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode())
        name = "-".join(parts)[:LONGEST_ID].strip("-")
        first = name if name and name[0].isalpha() else kind
        found, number = first, 2
        while (kind, found) in self.ids:
            found, number = f"{first[: LONGEST_ID - 4]}-{number}", number + 1
        self.ids.add((kind, found))
        return found

    def gap(self, place: str, what: str) -> None:
        """Note something that the notice needs and TILT does not say."""
        self.gaps.append(f"{place}: {what}")


def reading_of(meta: Json) -> Reading:
    """Begin to read a document in its own language; another one goes to English."""
    given = words_of(meta.get("language"))
    known = given in set(Language)
    reading = Reading(given if known else Language.EN)
    language = given or "an unnamed language"
    reading.gaps.append(EVERY_TEXT.format(language=language))
    return reading


def object_(value: object) -> Json:
    """Return a value that is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def objects(value: object) -> list[Json]:
    """Return the objects of a list."""
    entries: Iterable[object] = value if isinstance(value, list) else ()
    return [one for one in entries if isinstance(one, dict)]


def words_of(value: object) -> str:
    """Return a text as one line, or nothing where it is no text."""
    return one_line(value) if isinstance(value, str) else ""


def one_line(text: str) -> str:
    """Return a text with all its white space as single spaces."""
    return " ".join(text.split())
