"""The search index: which words stand in which item. Derived, and never kept.

It lies apart from the records, goes into no backup and no shipped log, and can
be made again from the vault at any time. What it holds of an item leaves it, to
the last byte, before the item's key is destroyed. Who may find what is asked in
the query itself, so that nothing is counted that may not be read.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from seloste.domain.errors import SelosteError
from seloste.domain.search import Sought, Streams

RANKED = 1000
"""So many are counted and can be leafed through.

Up to so many the best come first, an item of several passages counting for each;
where there are more, the newest come first, and nobody counts the rest.
"""


class SearchUnavailable(SelosteError):
    """The index does not answer; nothing is destroyed before it does."""

    code = "search-unavailable"


class SearchInsecure(SelosteError):
    """The index does not run the way that lets words be forgotten."""

    code = "search-insecure"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an indexed item beside its words.

    ``due`` is the day (Helsinki's) on which retention destroys it: what goes
    together lies together. ``work`` is set for what belongs to a work item,
    ``contact`` for what belongs to a contact.
    """

    item: UUID
    register: str
    kind: str
    notice: UUID
    started_at: datetime
    due: date
    contact: UUID | None = None
    work: UUID | None = None
    channel: str = ""
    language: str = ""
    controller: UUID | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An item to be indexed: its facts, and its words in one or more passages."""

    facts: Facts
    passages: tuple[Streams, ...]


@dataclass(frozen=True, slots=True)
class Grant:
    """What somebody may read of the items captured under one version of a notice.

    ``works`` are the kinds of work items whose words they may read.
    """

    notice: UUID
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a search may find at all, for this person and purpose, now.

    ``hidden`` are items and ``hidden_contacts`` contacts that the grants reach
    and that may not be read all the same; ``works`` the work items whose words
    may be.
    """

    register: str
    grants: tuple[Grant, ...]
    hidden: frozenset[UUID] = frozenset()
    hidden_contacts: frozenset[UUID] = frozenset()
    works: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What somebody narrowed the search to; empty does not narrow. Times are aware."""

    channel: str = ""
    language: str = ""
    controller: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    contacts: frozenset[UUID] | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """An item that was found."""

    item: UUID
    score: float
    started_at: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """How many items there are that somebody may read, and a page of them.

    ``exact`` is False where there are more than ``total``, which is then ``RANKED``.
    """

    total: int
    hits: tuple[Hit, ...]
    exact: bool = True


@dataclass(frozen=True, slots=True)
class IndexState:
    """How the index stands.

    ``complete`` is False from the moment it was made, emptied or lost until it
    was made anew; ``cursor`` is how far that has come. ``made_with`` is what
    knew the words. ``bytes`` is what it takes on disk.
    """

    complete: bool
    made_with: str
    cursor: UUID | None
    items: int
    bytes: int


class SearchIndex(Protocol):
    """Keeps and finds words. Every method may raise SearchUnavailable."""

    def put(self, entries: Collection[Entry]) -> None:
        """Keep items, each in place of what was kept of it; durable on return."""
        ...

    def forget(self, items: Collection[UUID]) -> int:
        """Remove every trace of some items; return how many there were.

        On return no file of the index holds a word of them that no other item
        has. Idempotent.
        """
        ...

    def holds(self, items: Iterable[UUID]) -> frozenset[UUID]:
        """Return those of ``items`` that the index has anything of."""
        ...

    def items(self) -> frozenset[UUID]:
        """Return every item that the index has anything of."""
        ...

    def find(
        self,
        sought: tuple[Sought, ...],
        *,
        scope: Scope,
        narrowed: Narrowed,
        offset: int,
        limit: int,
    ) -> Found:
        """Return what may be found, best first, and the newer of equals.

        Where there is more than ``RANKED``, it is only what has more of each word
        than its head, if there is any; if that is more than ``RANKED`` too, the
        newest come first, by when they began, and nothing comes after ``RANKED``.
        """
        ...

    def state(self) -> IndexState:
        """Return how the index stands."""
        ...

    def clear(self, *, made_with: str) -> None:
        """Remove everything; from here on it is incomplete until ``complete``."""
        ...

    def mark(self, cursor: UUID | None, *, complete: bool) -> None:
        """Note how far the making has come."""
        ...
