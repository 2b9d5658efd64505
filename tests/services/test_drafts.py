"""Drafts: sealed, one for each writer, gone when sent, thrown away or overdue."""

import io
from datetime import timedelta
from uuid import UUID

import pytest

from seloste.domain.contact import Kind
from seloste.domain.draft import MOST_FILES, DraftRefused, DraftWords
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, Draft, DraftFile, SealedObject
from seloste.services import audit, drafts, sweeps
from seloste.services.access import NotFound
from tests.services.conftest import NOW, SETUP
from tests.services.desks import HandClock
from tests.services.talks import arrives, me, worker

CANARY = "luonnos-canary-19ab"


@pytest.fixture
def eino(registers: None) -> Actor:
    return worker("eino")


@pytest.fixture
def thread(desk: Desk, registers: None) -> UUID:
    return arrives(desk)


def save(desk: Desk, thread: UUID, who: Actor, text: str = CANARY) -> None:
    words = DraftWords(text=text, to=("maija@example.fi",))
    drafts.save(thread, words, desk=desk, actor=who, now=NOW)


def begun(desk: Desk, thread: UUID, who: Actor) -> None:
    drafts.begin(thread, DraftWords(), desk=desk, actor=who, now=NOW)


def draft_items() -> list[SealedObject]:
    return list(SealedObject.objects.filter(kind=Kind.DRAFT))


def test_a_saved_draft_is_found_again(desk: Desk, eino: Actor, thread: UUID) -> None:
    save(desk, thread, eino)
    save(desk, thread, eino, text="Toinen")

    found = drafts.find(thread, staff_id=me(eino), desk=desk)

    assert found is not None
    assert found.words.text == "Toinen"
    assert len(draft_items()) == 1


def test_what_a_draft_replaced_is_destroyed(
    desk: Desk, eino: Actor, thread: UUID
) -> None:
    save(desk, thread, eino)
    ref = draft_items()[0].ref()
    assert desk.vault.absent([ref]) == (ref,)

    save(desk, thread, eino, text="Toinen")

    assert desk.vault.absent([ref]) == ()  # neither key nor bytes exist


def test_beginning_is_audited_and_saving_again_is_not(
    desk: Desk, eino: Actor, thread: UUID
) -> None:
    save(desk, thread, eino)
    save(desk, thread, eino, text="Toinen")

    assert AuditLeaf.objects.filter(action="draft.saved").count() == 1


def test_a_draft_whose_trace_cannot_be_written_is_not_kept(
    desk: Desk, eino: Actor, thread: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> int:
        raise audit.LeafRefused("broken by the test")

    monkeypatch.setattr(audit, "record", broken)

    with pytest.raises(audit.LeafRefused):
        save(desk, thread, eino)

    assert not Draft.objects.exists()
    assert not draft_items()


def test_everybody_has_a_draft_of_their_own(
    desk: Desk, eino: Actor, thread: UUID
) -> None:
    saara = worker("saara")
    save(desk, thread, eino)

    assert drafts.find(thread, staff_id=me(saara), desk=desk) is None


def test_nobody_writes_in_a_conversation_of_another_register(
    desk: Desk, thread: UUID
) -> None:
    sanna = worker("sanna", register="sok-mara")

    with pytest.raises(NotFound):
        save(desk, thread, sanna)

    assert not draft_items()


def test_files_wait_sealed_and_are_destroyed_when_taken_away(
    desk: Desk, eino: Actor, thread: UUID
) -> None:
    begun(desk, thread, eino)
    file = drafts.add_file(
        thread, io.BytesIO(b"lasku"), "../lasku.pdf", desk=desk, actor=eino, now=NOW
    )
    data = drafts.file_opener(file.id, thread=thread, staff_id=me(eino), desk=desk)
    assert (file.name, data) == ("lasku.pdf", b"lasku")
    ref = DraftFile.objects.get().object.ref()

    drafts.remove_file(thread, file.id, desk=desk, actor=eino, now=NOW)

    assert not DraftFile.objects.exists()
    assert desk.vault.absent([ref]) == ()
    found = drafts.find(thread, staff_id=me(eino), desk=desk)
    assert found is not None
    assert found.words.filenames == {}


def test_saving_words_keeps_the_names_of_files(
    desk: Desk, eino: Actor, thread: UUID
) -> None:
    begun(desk, thread, eino)
    drafts.add_file(
        thread, io.BytesIO(b"x"), "kuva.png", desk=desk, actor=eino, now=NOW
    )

    save(desk, thread, eino)

    found = drafts.find(thread, staff_id=me(eino), desk=desk)
    assert found is not None
    assert [file.name for file in found.files] == ["kuva.png"]


def test_a_file_that_is_too_large_leaves_nothing(
    desk: Desk, eino: Actor, thread: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seloste.domain.draft.MOST_BYTES", 10)
    begun(desk, thread, eino)

    with pytest.raises(DraftRefused, match="too-large"):
        drafts.add_file(
            thread, io.BytesIO(b"x" * 11), "iso", desk=desk, actor=eino, now=NOW
        )

    assert len(draft_items()) == 1
    assert not DraftFile.objects.exists()


def test_a_draft_takes_ten_files(desk: Desk, eino: Actor, thread: UUID) -> None:
    begun(desk, thread, eino)
    for number in range(MOST_FILES):
        drafts.add_file(
            thread, io.BytesIO(b"x"), f"{number}", desk=desk, actor=eino, now=NOW
        )

    with pytest.raises(DraftRefused, match="too-many-files"):
        drafts.add_file(thread, io.BytesIO(b"x"), "11", desk=desk, actor=eino, now=NOW)


def test_nobody_takes_files_from_a_colleagues_draft(
    desk: Desk, eino: Actor, thread: UUID
) -> None:
    begun(desk, thread, eino)
    file = drafts.add_file(
        thread, io.BytesIO(b"x"), "kuva.png", desk=desk, actor=eino, now=NOW
    )
    saara = worker("saara")

    with pytest.raises(DraftRefused, match="no-such-file"):
        drafts.remove_file(thread, file.id, desk=desk, actor=saara, now=NOW)
    with pytest.raises(NotFound):
        drafts.file_opener(file.id, thread=thread, staff_id=me(saara), desk=desk)


def test_a_draft_that_is_thrown_away_is_destroyed_with_its_files(
    desk: Desk, eino: Actor, thread: UUID
) -> None:
    begun(desk, thread, eino)
    drafts.add_file(
        thread, io.BytesIO(b"x"), "kuva.png", desk=desk, actor=eino, now=NOW
    )
    refs = [item.ref() for item in draft_items()]
    assert len(refs) == 2

    drafts.discard(thread, desk=desk, actor=eino, now=NOW)

    assert not Draft.objects.exists()
    assert not draft_items()
    assert desk.vault.absent(refs) == ()


def test_a_draft_goes_with_its_conversation(
    desk: Desk, eino: Actor, thread: UUID, clock: HandClock
) -> None:
    save(desk, thread, eino)
    assert draft_items()

    later = clock.move(timedelta(days=200))
    sweeps.sweep(desk=desk, actor=SETUP, now=later)

    assert not Draft.objects.exists()
    assert not draft_items()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (DraftWords(text="x" * 100_001), "too-long"),
        (DraftWords(to=("a@b.fi\r\nBcc: c@d.fi",)), "bad-address"),
        (DraftWords(subject="Hei\nBcc: c@d.fi"), "bad-address"),
        (DraftWords(to=("a@b.fi",) * 21), "too-many-recipients"),
    ],
)
def test_what_cannot_be_sent_is_not_kept(
    desk: Desk, eino: Actor, thread: UUID, words: DraftWords, reason: str
) -> None:
    with pytest.raises(DraftRefused, match=reason):
        drafts.save(thread, words, desk=desk, actor=eino, now=NOW)

    assert not draft_items()
