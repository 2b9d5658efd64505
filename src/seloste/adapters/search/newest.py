"""The newest of what answers, without a look at all of it.

What answers lies on shelves, and of each shelf it is known when its newest text
began. Shelves are gone through from the newest on, until no text of the next one
could be among the newest.
"""

from collections.abc import Callable, Iterable

from seloste.ports.search_index import RANKED, Found, Hit

MOST = RANKED + 1
"""One more than is counted: so it is known that there are more."""


def newest[Shelves](
    shelves: Iterable[tuple[Shelves, float]], look: Callable[[Shelves], Iterable[Hit]]
) -> list[Hit]:
    """Return the newest items, newest first; of one moment, the higher id first.

    ``shelves``, or some of them at once, come newest first, each with a moment
    after which no text of it began; ``look`` returns its newest, each item once.
    """
    found: list[Hit] = []
    for shelf, began in shelves:
        if len(found) == MOST and found[-1].started_at.timestamp() > began:
            break
        found = sorted([*found, *look(shelf)], key=_order, reverse=True)[:MOST]
    return found


def page(found: list[Hit], *, offset: int, limit: int) -> Found:
    """Return a page of the newest items; what is beyond ``RANKED`` is not counted."""
    counted = found[:RANKED]
    return Found(
        len(counted), tuple(counted[offset : offset + limit]), len(found) < MOST
    )


def _order(hit: Hit) -> tuple[float, int]:
    return hit.started_at.timestamp(), hit.item.int
