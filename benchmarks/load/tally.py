"""What was acknowledged against what is kept: nothing lost, nothing doubled.

Pure counting. What is kept is asked of the records by ``kept``.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """How many ids were acknowledged, and what is there for them.

    ``lost`` were acknowledged and are nowhere, ``doubled`` are there more than
    once, ``strangers`` are kept and nobody handed them over.
    """

    acknowledged: int
    kept: int
    quarantined: int
    lost: int
    doubled: int
    strangers: int

    @property
    def true(self) -> bool:
        """Whether everything is there exactly once."""
        return not (self.lost or self.doubled or self.strangers)


def tally(
    acknowledged: Collection[str],
    *,
    kept: Mapping[str, int],
    quarantined: Mapping[str, int],
    unanswered: Collection[str] = (),
) -> Tally:
    """Compare ids: how often each is kept as a contact, and how often put aside.

    ``unanswered`` were handed over without an answer; they may be there or not.
    """
    known = set(acknowledged)
    found = Counter(kept)
    found.update(quarantined)
    return Tally(
        acknowledged=len(known),
        kept=sum(1 for one in known if kept.get(one)),
        quarantined=sum(1 for one in known if quarantined.get(one)),
        lost=sum(1 for one in known if not found[one]),
        doubled=sum(1 for count in found.values() if count > 1),
        strangers=sum(1 for one in found if one not in known | set(unanswered)),
    )


def together(tallies: Collection[Tally]) -> Tally:
    """Return the sum of several tallies."""
    names = Tally.__dataclass_fields__
    return Tally(**{name: sum(getattr(one, name) for one in tallies) for name in names})
