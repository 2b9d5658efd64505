"""Old words go although the index or the keys do not answer: later, by themselves."""

from datetime import timedelta
from uuid import UUID

import pytest

from seloste.domain.contact import Kind
from seloste.domain.staff import system
from seloste.ports.desk import Desk
from seloste.ports.search_index import SearchUnavailable
from seloste.ports.vault import VaultUnavailable
from seloste.records.models import SealedObject, Stray, Transcript
from seloste.services import indexing, jobs, orphans, transcript_rows, transcripts, work
from seloste.services.jobs import Job
from seloste.services.transcripts import Edit
from tests.services.conftest import NOW
from tests.services.transcripts import no_jobs, opened, reader, transcribed

pytestmark = pytest.mark.usefixtures("registers")


@pytest.fixture
def row(desk: Desk) -> Transcript:
    """A call whose words are in the index."""
    row = transcribed(desk)
    index(desk, row)
    assert found(desk, row)
    return row


def index(desk: Desk, row: Transcript) -> None:
    work.handlers(desk)[Job.INDEX](row.dialog.object_id)


def found(desk: Desk, row: Transcript) -> frozenset[UUID]:
    return indexing.parts(desk)[0].holds([row.dialog.object_id])


def current(row: Transcript) -> Transcript:
    return Transcript.objects.select_related("object").get(pk=row.pk)


def correct(desk: Desk, row: Transcript, text: str) -> SealedObject:
    """Correct the first turn; return the words before."""
    before = SealedObject.objects.get(kind=Kind.TRANSCRIPT)
    aino = reader("aino")
    made = transcripts.correct(
        opened(row, aino),
        [Edit(0, text)],
        seen_version=1,
        staff_id=aino,
        desk=desk,
        now=NOW,
    )
    assert made == 2
    return before


def test_old_words_leave_index_and_keys_at_once(desk: Desk, row: Transcript) -> None:
    before = correct(desk, row, "hyvää iltaa")

    assert found(desk, row) == frozenset()
    assert desk.vault.absent([before.ref()]) == ()
    assert not Stray.objects.exists()


def test_a_correction_is_saved_though_the_index_does_not_answer(
    desk: Desk, row: Transcript, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dead(*_: object) -> None:
        raise SearchUnavailable("gone")

    with monkeypatch.context() as broken:
        for name in ("forget", "put"):
            broken.setattr(type(desk.index), name, dead)
        before = correct(desk, row, "hyvää iltaa")
        no_jobs()
        index(desk, row)

    assert jobs.queue().asked_for(Job.INDEX) == {row.dialog.object_id}
    assert desk.vault.absent([before.ref()]) == (before.ref(),)  # still there
    assert Stray.objects.get().pk == before.pk

    index(desk, row)
    destroyed = orphans.destroy_orphans(
        desk=desk, actor=system("test"), now=NOW + timedelta(hours=1)
    )

    assert destroyed == 1
    assert desk.vault.absent([before.ref()]) == ()
    assert transcript_rows.words(current(row), desk=desk).turns[0].text == "hyvää iltaa"


def test_a_correction_is_saved_though_keys_cannot_be_destroyed(
    desk: Desk, row: Transcript, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dead(*_: object) -> None:
        raise VaultUnavailable("gone")

    with monkeypatch.context() as broken:
        broken.setattr(type(desk.vault), "destroy", dead)
        before = correct(desk, row, "hyvää iltaa")

    assert found(desk, row) == frozenset()
    assert Stray.objects.get().pk == before.pk
