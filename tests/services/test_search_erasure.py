"""After disposal no byte of any word is left, in either search index or elsewhere.

Every kind of text has a word of its own. Each is first shown to be in the files
of the index; then the sweep destroys the texts, and no file of the installation
has any of the words.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from seloste.domain.contact import Kind
from seloste.domain.staff import Role, system
from seloste.ports.desk import Desk
from seloste.records.models import Conversation, SealedObject
from seloste.services import indexing, notes, search_rows, sweeps
from seloste.services.sweeps import SweepReport
from tests.adapters.search_indexes import contents, products
from tests.adapters.test_search_index_forgets import files
from tests.services import chatting
from tests.services.conftest import NOW
from tests.services.hand_transcripts import transcript, turn, write
from tests.services.searches import call, found, letter, work_off
from tests.services.works import staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registers")]

OURS = uuid4().hex
WORDS = {
    "mail": f"kanariakirje{OURS}",
    "note": f"kanariamuistio{OURS}",
    "chat": f"kanariajutelma{OURS}",
    "call": f"kanariapuhelu{OURS}",
}
"""Other words in every process: all of them look through the files of one server."""
SEARCHED = f"kanariahaku{OURS}"


@pytest.fixture(params=products(), ids=lambda make: make.__name__)
def desk(request: pytest.FixtureRequest, desk: Desk, tmp_path: Path) -> Iterator[Desk]:
    """The desk of the services, with each of the indexes."""
    folder = tmp_path / "index"
    folder.mkdir()
    with request.param(folder) as index:
        yield replace(desk, index=index)


@pytest.fixture
def kept(desk: Desk) -> Desk:
    """One text of every kind, indexed."""
    eino = staff("eino", Role.AGENT)
    contact = letter(desk, 1, f"Sanoin {WORDS['mail']} kerran.")
    notes.write_on_contact(
        contact, f"Kirjasin {WORDS['note']}.", desk=desk, actor=eino, now=NOW
    )
    call(desk, 2, (0.5, f"tuli {WORDS['call']} taas"))
    chat = chatting.begun(desk)
    chatting.said(chat, "Hei.", desk=desk)
    chatting.said(chat, f"Kysyn {WORDS['chat']} nyt.", desk=desk)
    work_off(desk)
    for word in WORDS.values():
        assert found(desk, eino, word).total == 1, word
    found(desk, eino, SEARCHED)
    return desk


def holding(desk: Desk, tmp_path: Path, word: str) -> list[str]:
    """Return the files, of the index and of the installation, that have a word."""
    assert desk.index is not None
    every = files(desk.index, tmp_path / "index")
    every |= contents(tmp_path)
    return sorted(name for name, data in every.items() if word.encode() in data)


def swept(desk: Desk, days: int) -> SweepReport:
    """Sweep so many days later."""
    at = NOW + timedelta(days=days)
    desk.clock.at = at  # type: ignore[attr-defined]
    return sweeps.sweep(desk=desk, actor=system("sweep"), now=at)


def test_no_byte_of_any_word_is_left_after_disposal(kept: Desk, tmp_path: Path) -> None:
    for kind, word in WORDS.items():
        assert holding(kept, tmp_path, word), kind
    assert holding(kept, tmp_path, SEARCHED) == []

    swept(kept, 181)

    assert not SealedObject.objects.filter(contact__isnull=False).exists()
    for kind, word in WORDS.items():
        assert holding(kept, tmp_path, word) == [], kind
    assert kept.index is not None
    assert kept.index.items() == frozenset()


def test_the_rest_of_a_chat_stays_searchable(kept: Desk, tmp_path: Path) -> None:
    lines = SealedObject.objects.filter(chat_line__isnull=False)
    last = lines.order_by("-chat_line__seq").first()
    assert last is not None
    assert holding(kept, tmp_path, WORDS["chat"])

    search_rows.forget([last.pk], desk=kept)

    assert holding(kept, tmp_path, WORDS["chat"]) == []
    assert Conversation.objects.exists()


def test_words_taken_out_of_a_transcript_leave_the_index(
    desk: Desk, tmp_path: Path
) -> None:
    eino = staff("eino", Role.AGENT)
    contact = call(desk, 1, (0.5, f"tuli {WORDS['call']} taas"))
    work_off(desk)
    assert holding(desk, tmp_path, WORDS["call"])
    item = SealedObject.objects.get(contact=contact, kind=Kind.RECORDING)

    write(
        transcript(item, turn(0, 0.5, "tuli muu taas"), seconds=4.0), desk=desk, now=NOW
    )
    work_off(desk)

    assert holding(desk, tmp_path, WORDS["call"]) == []
    assert found(desk, eino, "muu").total == 1


def test_an_emptied_index_is_made_again_with_nothing_that_is_gone(
    kept: Desk, tmp_path: Path
) -> None:
    swept(kept, 181)

    indexing.rebuild(desk=kept, actor=system("test"), now=kept.clock.now())

    for word in WORDS.values():
        assert holding(kept, tmp_path, word) == []
