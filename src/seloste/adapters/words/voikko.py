"""Finnish through libvoikko: inflection, and what compounds are made of.

The library and its dictionary come from Debian (libvoikko1, voikko-fi), the
module that reads them from pip. One handle serves one thread at a time.
"""

from collections.abc import Iterator, Mapping
from threading import Lock
from typing import Any

from seloste.domain.search import Form, normal

SHORTEST_PART = 3
_BOUNDARY = "="


class FinnishMissing(Exception):
    """libvoikko or its Finnish dictionary is not installed."""


class Voikko:
    """Knows Finnish words as libvoikko does. Raises FinnishMissing."""

    def __init__(self) -> None:
        try:
            import libvoikko  # type: ignore[import-untyped]  # noqa: PLC0415 - it has no types, and fails where the library is missing

            self._handle = libvoikko.Voikko("fi")
        except Exception as error:  # the module raises whatever ctypes does
            raise FinnishMissing("libvoikko") from error
        self.name = f"voikko {libvoikko.Voikko.getVersion()}"
        self._lock = Lock()

    def form(self, word: str) -> Form | None:
        """Return the forms of a word in lower case, or None for an unknown one."""
        found = self._analyses(word)
        if not found:
            return None
        lemmas = tuple(dict.fromkeys(_base(one) for one in found))
        parts: dict[str, None] = {}
        heads: dict[str, None] = {}
        for one in found:
            inside, head = self._inside(word, one)
            parts |= dict.fromkeys(inside)
            heads |= dict.fromkeys(head)
        return Form(
            lemmas=lemmas,
            parts=_fit(parts, but=lemmas),
            heads=_fit(heads, but=lemmas),
        )

    def _inside(
        self, word: str, analysis: Mapping[str, str]
    ) -> tuple[list[str], list[str]]:
        """Return the words inside a compound, and those it is a kind of.

        The words before a boundary are taken as they stand and asked for again
        (``vakuutuksen`` in ``vakuutuksenottaja`` is ``vakuutus``); the words after
        it are the end of the base form.
        """
        base, heads, parts = _base(analysis), [], []
        starts = _starts(analysis["STRUCTURE"])
        for start in starts:
            heads.append(base[start:])
            parts += self._bases(word[:start])
        for start, end in zip([0, *starts], starts, strict=False):
            parts += self._bases(word[start:end])
        return [*parts, *heads], heads

    def _bases(self, piece: str) -> list[str]:
        return [_base(one) for one in self._analyses(piece)] or [piece]

    def _analyses(self, word: str) -> list[Mapping[str, Any]]:
        """Return the analyses of a word, as a name where it is no common word."""
        with self._lock:
            found: list[Mapping[str, Any]] = self._handle.analyze(word)
            return found or self._handle.analyze(word.capitalize())


def _base(analysis: Mapping[str, str]) -> str:
    return normal(analysis["BASEFORM"]).replace("-", "")


def _starts(structure: str) -> list[int]:
    """Return where in the word its parts begin, the first one left out."""
    return list(_boundaries(structure))[1:]


def _boundaries(structure: str) -> Iterator[int]:
    at = 0
    for sign in structure:
        if sign == _BOUNDARY:
            yield at
        else:
            at += 1


def _fit(found: Mapping[str, None], *, but: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in found if len(one) >= SHORTEST_PART and one not in but)
