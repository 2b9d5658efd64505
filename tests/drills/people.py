"""Invented people with random histories over both registers, and what must follow.

What is expected is worked out here from the plan alone: nothing in this module
calls a service. Every mail and call carries a mark of its own, so that anything
found anywhere can be traced to one contact of one person.
"""

import random
from dataclasses import dataclass
from enum import StrEnum

FIRST = ("Aada", "Eero", "Helmi", "Ilmari", "Kerttu", "Lauri", "Oona", "Veikko")
LAST = ("Aalto", "Harju", "Kivelä", "Laine", "Mäkinen", "Niemi", "Salo", "Toivonen")


class Wish(StrEnum):
    """What a person asks for; nothing is a person who asks for nothing."""

    ACCESS = "access"
    CONFIRMATION = "confirmation"
    PORTABILITY = "portability"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    OBJECTION = "objection"
    TRANSCRIPT = "transcript"
    WITHDRAWAL = "withdrawal"
    NOTHING = "nothing"


RETTA = (
    Wish.ACCESS,
    Wish.ERASURE,
    Wish.RESTRICTION,
    Wish.RECTIFICATION,
    Wish.OBJECTION,
    Wish.CONFIRMATION,
    Wish.PORTABILITY,
    Wish.WITHDRAWAL,
    Wish.NOTHING,
)
SOK = (
    Wish.ERASURE,
    Wish.RESTRICTION,
    Wish.TRANSCRIPT,
    Wish.NOTHING,
    Wish.ACCESS,
    Wish.OBJECTION,
    Wish.CONFIRMATION,
    Wish.RECTIFICATION,
    Wish.PORTABILITY,
    Wish.WITHDRAWAL,
)
REFUSED = frozenset({Wish.WITHDRAWAL})
"""No purpose of either notice rests on consent: there is none to withdraw."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One contact to be: its mark, how it comes, and what stands in its way.

    ``client`` is one kept as a processor for a client; ``complained`` one that an
    open complaint is about.
    """

    mark: str
    call: bool
    client: bool = False
    complained: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a history in one register, and one wish."""

    number: int
    register: str
    name: str
    tel: str
    mailto: str
    wish: Wish
    contacts: tuple[Planned, ...]

    @property
    def own(self) -> tuple[Planned, ...]:
        """Return what the organisation keeps as the controller."""
        return tuple(one for one in self.contacts if not one.client)

    @property
    def erased(self) -> frozenset[str]:
        """Return the marks that must be nowhere once the wish was met."""
        if self.wish is not Wish.ERASURE:
            return frozenset()
        return frozenset(one.mark for one in self.own if not one.complained)

    @property
    def kept(self) -> frozenset[str]:
        """Return the marks that must still open."""
        return frozenset(one.mark for one in self.contacts) - self.erased

    @property
    def given(self) -> frozenset[str] | None:
        """Return the marks that the answer must have; None where there is none."""
        if self.wish in (Wish.ACCESS, Wish.TRANSCRIPT):
            return frozenset(one.mark for one in self.own)
        return frozenset() if self.wish is Wish.CONFIRMATION else None

    @property
    def forwarded(self) -> frozenset[str]:
        """Return the marks that their controller has to be told of."""
        if self.wish in REFUSED | {Wish.NOTHING}:
            return frozenset()
        return frozenset(one.mark for one in self.contacts if one.client)

    @property
    def blocked(self) -> bool:
        """Tell whether what is the organisation's own must be out of use."""
        return self.wish is Wish.RESTRICTION


def invented(count: int, seed: int) -> tuple[Person, ...]:
    """Return ``count`` people, the same ones for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    return tuple(_person(number, chance) for number in range(count))


def _person(number: int, chance: random.Random) -> Person:
    register = "sok-mara" if number % 4 == 3 else "retta"
    wishes = SOK if register == "sok-mara" else RETTA
    wish = wishes[
        (number // 4 if register == "sok-mara" else number - number // 4) % len(wishes)
    ]
    contacts = tuple(
        _planned(number, at, register, chance) for at in range(chance.randint(1, 3))
    )
    return Person(
        number=number,
        register=register,
        name=f"{chance.choice(FIRST)} {chance.choice(LAST)}",
        tel=f"+35840{5550000 + number}",
        mailto=f"henkilo{number}@example.fi",
        wish=wish,
        contacts=contacts,
    )


def _planned(number: int, at: int, register: str, chance: random.Random) -> Planned:
    mark = f"merkki{number:04d}x{at}z"
    if register == "sok-mara":
        return Planned(mark, call=True)
    client = at > 0 and chance.random() < 0.2
    complained = not client and chance.random() < 0.2
    return Planned(mark, call=False, client=client, complained=complained)
