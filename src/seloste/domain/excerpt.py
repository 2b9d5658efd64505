"""Cutting a short excerpt out of a text around the words that were found."""

from collections.abc import Sequence
from dataclasses import dataclass

AROUND = 70
WINDOWS = 2
GAP = " … "


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an excerpt; ``hit`` marks a word that was searched for."""

    text: str
    hit: bool = False


def excerpt(
    text: str,
    hits: Sequence[tuple[int, int]],
    *,
    around: Sequence[tuple[int, int]] | None = None,
) -> tuple[Piece, ...]:
    """Return pieces of a text around its best hits, or its beginning without one.

    ``hits`` are places of words, in order; ``around`` are the stretches to show, the
    best first, or the hits themselves. Lines become one; nothing is cut inside a
    word that was found.
    """
    best = hits if around is None else sorted(around[:WINDOWS])
    windows = _windows(text, best) or [(0, min(len(text), 2 * AROUND))]
    hits = _apart(hits)
    pieces: list[Piece] = []
    for number, (start, end) in enumerate(windows):
        if start > 0 or number:
            pieces.append(Piece(GAP))
        inside = [hit for hit in hits if start <= hit[0] and hit[1] <= end]
        pieces += _cut(text, start, end, inside)
    if windows[-1][1] < len(text):
        pieces.append(Piece(GAP))
    return tuple(piece for piece in pieces if piece.text)


def _apart(hits: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return hits of which none lies over another: two terms may meet in a word."""
    found: list[tuple[int, int]] = []
    for start, end in hits:
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _windows(text: str, hits: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return up to so many stretches around hits, apart from each other."""
    found: list[tuple[int, int]] = []
    for start, end in hits:
        if found and start <= found[-1][1]:
            if end > found[-1][1]:
                found[-1] = (found[-1][0], end)
            continue
        if len(found) == WINDOWS:
            break
        before = max(_word_start(text, start - AROUND), found[-1][1] if found else 0)
        found.append((before, _word_end(text, end + AROUND)))
    return found


def _word_start(text: str, place: int) -> int:
    if place <= 0:
        return 0
    space = text.find(" ", place)
    return space + 1 if 0 <= space < place + AROUND else place


def _word_end(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", place - AROUND, place)
    return space if space > 0 else place


def _cut(
    text: str, start: int, end: int, hits: Sequence[tuple[int, int]]
) -> list[Piece]:
    pieces, at = [], start
    for first, last in hits:
        pieces += [Piece(_plain(text[at:first])), Piece(_plain(text[first:last]), True)]
        at = last
    return [*pieces, Piece(_plain(text[at:end]))]


def _plain(text: str) -> str:
    """Return a text in one line; a space at its ends stays one."""
    joined = " ".join(text.split())
    before = " " if text[:1].isspace() and joined else ""
    after = " " if text[-1:].isspace() and joined else ""
    return f"{before}{joined}{after}" if joined else " " * bool(text)
