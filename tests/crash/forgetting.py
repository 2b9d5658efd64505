"""What must hold after a death while words are indexed and destroyed (R2, R-17)."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

from django.db import connection

from seloste import wiring
from seloste.domain.contact import Kind
from seloste.domain.search import Streams
from seloste.ports.search_index import Entry, SearchIndex
from seloste.records.models import SealedObject
from seloste.services import disposal, indexing, search_texts
from tests.crash.installation import hours
from tests.crash.invariants import SWEEP, World
from tests.services.deliveries import CANARY

WORD = CANARY.partition("-")[0].encode()
"""As the index writes it: in letters."""
NEIGHBOURS = frozenset(UUID(int=number) for number in range(1, 5))
"""Texts on the same shelf that stay, so that it is written anew without the mail."""


class ForgetWorld(World):
    """The installation below ``home`` with its search index."""

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self._message: UUID | None = None

    def keep(self, number: int) -> None:
        """Capture a mail, and show that its words would be found in the files."""
        self.capture_first(number)
        item = SealedObject.objects.get(kind=Kind.MESSAGE)
        self._message = item.pk
        indexing.index_item(item.pk, desk=wiring.desk())
        _put_neighbours(item)
        assert _index().items() == {item.pk, *NEIGHBOURS}
        assert self._held_in() or connection.vendor == "postgresql"

    def change(self, number: int) -> None:
        """Index the mail again, as a job does, and destroy it."""
        assert self._message is not None
        indexing.index_item(self._message, desk=wiring.desk())
        self.dispose(number)

    def words_of_what_is_kept(self, _: int) -> None:
        """There is no word of what has no key."""
        keyed = {id_ for id_, has_key, _ in wiring.desk().vault.objects() if has_key}
        if self._message in keyed:
            return
        self._no_word_left()

    def recover(self, number: int) -> None:
        """Do what the sweep does; a job that comes late brings nothing back."""
        for begun in disposal.unfinished():
            disposal.finish(begun, desk=wiring.desk(), actor=SWEEP, now=hours(number))
        self.dispose(number)
        assert self._message is not None
        indexing.index_item(self._message, desk=wiring.desk())

    def forgotten(self, number: int) -> None:
        """Everything is destroyed once, and no file has a word of it."""
        self.destroyed_once(number)
        self._no_word_left()

    def _no_word_left(self) -> None:
        assert _index().items() == NEIGHBOURS
        assert self._held_in() == []

    def _held_in(self) -> list[str]:
        """Return the files that have the word; those of a server are not looked at."""
        files = (path for path in self._home.rglob("*") if path.is_file())
        return sorted(path.name for path in files if WORD in path.read_bytes())


def _put_neighbours(item: SealedObject) -> None:
    text = search_texts.text_of(item, desk=wiring.desk())
    assert text is not None
    words = (Streams(("naapuri",), (), ()),)
    _index().put(
        [Entry(replace(text.facts, item=one), words) for one in sorted(NEIGHBOURS)]
    )


def _index() -> SearchIndex:
    index = wiring.desk().index
    assert index is not None
    return index
