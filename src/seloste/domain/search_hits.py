"""Where in a text a search is answered best: what is shown, and what is listened to.

A place answers one term. The best stretch of a text has the most different terms
close together; of equals the one with the words themselves, then the shortest,
then the first. Values in, values out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

NEAR = 30
"""Words that stand together in a stretch; stretches are as far from each other."""

MOST = 5


@dataclass(frozen=True, slots=True)
class Place:
    """A word, or the words of a phrase, that answers a term.

    ``first`` and ``last`` are its words by number, ``start`` and ``end`` its letters.
    ``distance`` is 0 for the word itself, more for less: inside a compound, or what
    it is a kind of.
    """

    term: int
    first: int
    last: int
    start: int
    end: int
    distance: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Places close together, as many different terms as there are."""

    places: tuple[Place, ...]

    @property
    def start(self) -> int:
        """Return the letter at which it begins."""
        return self.places[0].start

    @property
    def end(self) -> int:
        """Return the letter before which it ends."""
        return max(place.end for place in self.places)

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """Return what it is sorted by: the smaller the better."""
        distance = sum(place.distance for place in self.places)
        words = max(place.last for place in self.places) - self.places[0].first
        return -len(self.places), distance, words, self.places[0].first


def stretches(places: Sequence[Place], *, most: int = MOST) -> tuple[Stretch, ...]:
    """Return up to so many stretches apart from each other, the best first.

    ``places`` are in the order of the text.
    """
    every = sorted(
        (_from(places, at) for at in range(len(places))), key=lambda one: one.rank
    )
    chosen: list[Stretch] = []
    for one in every:
        if len(chosen) == most:
            break
        if all(_apart(one, other) for other in chosen):
            chosen.append(one)
    return tuple(chosen)


def _from(places: Sequence[Place], at: int) -> Stretch:
    """Return the stretch that begins with a place."""
    found: dict[int, Place] = {}
    for place in islice(places, at, None):
        if place.first - places[at].first > NEAR:
            break
        found.setdefault(place.term, place)
    return Stretch(tuple(found.values()))


def _apart(one: Stretch, other: Stretch) -> bool:
    first, second = sorted((one, other), key=lambda each: each.start)
    ends = max(place.last for place in first.places)
    return second.places[0].first - ends > NEAR
