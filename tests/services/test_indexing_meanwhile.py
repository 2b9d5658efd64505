"""What changes while it is being read is indexed as it is, not as it was.

The dictionary is asked for base forms between the reading of a text and the
writing of its words: there others finish a correction, a redaction, a disposal.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from seloste.domain.contact import Kind
from seloste.domain.redaction import Mark, Reason, Scope
from seloste.domain.search import Form
from seloste.domain.staff import Role, system
from seloste.ports.desk import Desk
from seloste.ports.lemmas import Lemmas
from seloste.records.models import ChatLine, Disposal, Redaction, SealedObject
from seloste.services import disposal, indexing, redactions, search_rows
from seloste.services.indexing import IndexContended
from tests.adapters.search_indexes import products
from tests.adapters.test_search_index_forgets import files
from tests.services import chatting
from tests.services.conftest import NOW
from tests.services.hand_transcripts import transcript, turn, write
from tests.services.searches import call, found, letter, work_off
from tests.services.works import staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registers")]

OLD, NEW = "kanariavanha", "kanariauusi"


@pytest.fixture(params=products(), ids=lambda make: make.__name__)
def desk(request: pytest.FixtureRequest, desk: Desk, tmp_path: Path) -> Iterator[Desk]:
    """The desk of the services, with each of the indexes."""
    folder = tmp_path / "index"
    folder.mkdir()
    with request.param(folder) as index:
        yield replace(desk, index=index)


@dataclass
class Meanwhile:
    """A dictionary; the first so many times that it is asked, others do something."""

    lemmas: Lemmas
    others: Callable[[], object]
    times: int = 1
    name: str = "meanwhile"

    def form(self, word: str, *, language: str) -> Form:
        if self.times and word == OLD:
            self.times -= 1
            self.others()
        return self.lemmas.form(word, language=language)


def during(desk: Desk, others: Callable[[], object], *, times: int = 1) -> Desk:
    """Return a desk at which others do something while a text is read."""
    _, lemmas = indexing.parts(desk)
    return replace(desk, lemmas=Meanwhile(lemmas, others, times))


def left(desk: Desk, tmp_path: Path) -> list[str]:
    """Return the files of the index that have the old word."""
    assert desk.index is not None
    every = files(desk.index, tmp_path / "index")
    return [name for name, data in every.items() if OLD.encode() in data]


def recording(desk: Desk) -> SealedObject:
    """Return a call in which the old word is said, not indexed yet."""
    contact = call(desk, 1, (0.5, f"tuli {OLD} taas"))
    return SealedObject.objects.get(contact=contact, kind=Kind.RECORDING)


def correct(item: SealedObject, desk: Desk) -> None:
    """Put other words in the place of the old, hide anew and index: all of it."""
    words = transcript(item, turn(0, 0.5, f"tuli {NEW} taas"), seconds=4.0)
    write(words, desk=desk, now=NOW)
    search_rows.forget([item.pk], desk=desk)
    redactions.hide(item.pk, desk=desk, now=NOW)
    indexing.index_item(item.pk, desk=desk)


def test_a_correction_meanwhile_is_what_is_indexed(desk: Desk, tmp_path: Path) -> None:
    eino = staff("eino", Role.AGENT)
    item = recording(desk)

    indexing.index_item(item.pk, desk=during(desk, lambda: correct(item, desk)))

    assert left(desk, tmp_path) == []
    assert (found(desk, eino, OLD).total, found(desk, eino, NEW).total) == (0, 1)


def test_a_correction_during_a_rebuild_is_what_is_indexed(
    desk: Desk, tmp_path: Path
) -> None:
    eino = staff("eino", Role.AGENT)
    letter(desk, 2, "Aivan muuta.")
    item = recording(desk)
    busy = during(desk, lambda: correct(item, desk))

    report = indexing.rebuild(desk=busy, actor=system("test"), now=NOW)

    assert report.indexed == 2
    assert left(desk, tmp_path) == []
    assert (found(desk, eino, OLD).total, found(desk, eino, NEW).total) == (0, 1)


def test_what_was_hidden_meanwhile_is_not_indexed(desk: Desk, tmp_path: Path) -> None:
    item = recording(desk)
    base = Redaction.objects.get(dialog__object=item, scope=Scope.EVERYONE)
    mark = Mark(0.5, 1.25, Reason.OTHER, 0, by_person=True)

    def hide() -> None:
        redactions.show_with(
            item.pk, [mark], base=base, actor=system("test"), desk=desk, now=NOW
        )
        indexing.index_item(item.pk, desk=desk)

    indexing.index_item(item.pk, desk=during(desk, hide))

    assert left(desk, tmp_path) == []


def test_a_line_destroyed_meanwhile_is_not_indexed_with_its_chat(
    desk: Desk, tmp_path: Path
) -> None:
    eino = staff("eino", Role.AGENT)
    chat = chatting.begun(desk)
    for text in (f"Sanon {NEW}.", f"Sanoin {OLD}."):
        chatting.said(chat, text, desk=desk)
    last = ChatLine.objects.order_by("-seq").first()
    assert last is not None

    indexing.index_item(last.pk, desk=during(desk, lambda: destroy(desk, last)))

    assert left(desk, tmp_path) == []
    assert found(desk, eino, NEW).total == 1


def destroy(desk: Desk, line: ChatLine) -> None:
    """Destroy a line of a chat now."""
    disposal.dispose(
        [line.object_id],
        cause=Disposal.Cause.DISCARDED,
        desk=desk,
        actor=system("test"),
        now=NOW,
    )


def test_the_lines_before_a_destroyed_one_are_found_again(desk: Desk) -> None:
    eino = staff("eino", Role.AGENT)
    chat = chatting.begun(desk)
    for text in (f"Sanon {NEW}.", f"Sanoin {OLD}."):
        chatting.said(chat, text, desk=desk)
    work_off(desk)
    last = ChatLine.objects.order_by("-seq").first()
    assert last is not None
    assert found(desk, eino, NEW).total == 1

    destroy(desk, last)
    work_off(desk)

    assert (found(desk, eino, OLD).total, found(desk, eino, NEW).total) == (0, 1)


def test_what_changes_all_the_time_is_left_for_the_next_try(desk: Desk) -> None:
    item = recording(desk)

    def same_again() -> None:
        words = transcript(item, turn(0, 0.5, f"tuli {OLD} taas"), seconds=4.0)
        write(words, desk=desk, now=NOW)

    with pytest.raises(IndexContended):
        indexing.index_item(item.pk, desk=during(desk, same_again, times=99))

    assert desk.index is not None
    assert desk.index.items() == frozenset()
