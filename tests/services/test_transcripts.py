"""Transcripts are read, corrected, checked by one and certified by another."""

from uuid import UUID

import pytest

from seloste.domain.contact import Kind
from seloste.domain.staff import Role
from seloste.domain.transcript import Speaker, Stretch, TranscriptRefused
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, Dialog, SealedObject, Transcript
from seloste.services import audit, transcripts
from seloste.services.access import NotFound
from seloste.services.transcripts import Addition, Edit
from tests.fakes.transcriber import FakeTranscriber
from tests.services.conftest import NOW
from tests.services.transcripts import certified, opened, reader, transcribed

pytestmark = pytest.mark.usefixtures("registers")


@pytest.fixture
def row(desk: Desk) -> Transcript:
    return transcribed(desk)


@pytest.fixture
def aino(row: Transcript) -> UUID:
    return reader("aino")


@pytest.fixture
def anna(row: Transcript) -> UUID:
    return reader("anna")


def correct(row: Transcript, who: UUID, desk: Desk, *edits: Edit, seen: int = 1) -> int:
    return transcripts.correct(
        opened(row, who),
        edits,
        seen_version=seen,
        staff_id=who,
        desk=desk,
        now=NOW,
    )


def shown(row: Transcript, who: UUID, desk: Desk) -> transcripts.Shown:
    found = transcripts.shown(opened(row, who), staff_id=who, desk=desk, now=NOW)
    assert found is not None
    return found


def test_an_opening_of_the_recording_shows_who_said_what(
    desk: Desk, row: Transcript, aino: UUID
) -> None:
    view = shown(row, aino, desk)

    assert view.words is not None
    assert [turn.text for turn in view.words.turns] == ["hyvää päivää"] * 2
    assert [turn.channel for turn in view.words.turns] == [0, 1]
    assert view.state == "machine"


def test_a_correction_takes_the_place_of_the_words_before(
    desk: Desk, row: Transcript, aino: UUID
) -> None:
    before = SealedObject.objects.get(kind=Kind.TRANSCRIPT)
    assert desk.vault.open(before.ref(), inline=before.inline())

    assert correct(row, aino, desk, Edit(0, "hyvää iltaa", Speaker.AGENT)) == 2

    view = shown(row, aino, desk)
    assert view.words is not None
    assert view.words.turns[0].text == "hyvää iltaa"
    assert view.words.turns[0].speaker is Speaker.AGENT
    assert SealedObject.objects.get(kind=Kind.TRANSCRIPT).pk != before.pk
    assert desk.vault.absent([before.ref()]) == ()


def test_a_correction_keeps_the_dates_of_the_recording(
    desk: Desk, row: Transcript, aino: UUID
) -> None:
    correct(row, aino, desk, Edit(0, "hyvää iltaa"))

    words = SealedObject.objects.get(kind=Kind.TRANSCRIPT)
    recording = SealedObject.objects.get(kind=Kind.RECORDING)
    assert words.parent == recording
    assert (words.act_at, words.destroy_by, words.key_day) == (
        recording.act_at,
        recording.destroy_by,
        recording.key_day,
    )


def test_a_correction_is_audited(desk: Desk, row: Transcript, aino: UUID) -> None:
    correct(row, aino, desk, Edit(0, "hyvää iltaa"))

    leaf = AuditLeaf.objects.get(action="transcript.corrected")
    assert leaf.object_id == str(row.contact_id)
    assert "iltaa" not in leaf.body


def test_a_correction_that_cannot_be_audited_is_not_made(
    desk: Desk, row: Transcript, aino: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = opened(row, aino)

    def fail(**_: object) -> None:
        raise RuntimeError("audit log unavailable")

    with monkeypatch.context() as broken:
        broken.setattr(audit, "record", fail)
        with pytest.raises(RuntimeError):
            transcripts.correct(
                opening,
                [Edit(0, "hyvää iltaa")],
                seen_version=1,
                staff_id=aino,
                desk=desk,
                now=NOW,
            )

    view = shown(row, aino, desk)
    assert view.words is not None
    assert view.words.turns[0].text == "hyvää päivää"
    ids = {item for item, _, _ in desk.vault.objects()}
    assert ids == set(SealedObject.objects.values_list("pk", flat=True))


def test_corrections_on_an_old_version_are_refused(
    desk: Desk, row: Transcript, aino: UUID
) -> None:
    correct(row, aino, desk, Edit(0, "hyvää iltaa"))

    with pytest.raises(TranscriptRefused, match="stale"):
        correct(row, aino, desk, Edit(0, "huomenta vaan"), seen=1)


def test_a_trainer_reads_but_does_not_correct(desk: Desk, row: Transcript) -> None:
    tuula = reader("tuula", Role.TRAINER)
    opening = opened(row, tuula, purpose="quality")
    view = transcripts.shown(opening, staff_id=tuula, desk=desk, now=NOW)
    assert view is not None
    assert not view.may_edit

    with pytest.raises(NotFound):
        transcripts.correct(
            opening,
            [Edit(0, "x")],
            seen_version=1,
            staff_id=tuula,
            desk=desk,
            now=NOW,
        )


def test_an_agent_checks_but_does_not_certify(desk: Desk, row: Transcript) -> None:
    eino = reader("eino", Role.AGENT)
    opening = opened(row, eino)
    transcripts.check(opening, seen_version=1, staff_id=eino, desk=desk, now=NOW)

    with pytest.raises(NotFound):
        transcripts.certify(opening, seen_version=1, staff_id=eino, desk=desk, now=NOW)


def test_somebody_else_than_who_checked_certifies(
    desk: Desk, row: Transcript, aino: UUID, anna: UUID
) -> None:
    certified(desk, row, first=aino, second=anna)

    row.refresh_from_db()
    assert (row.state, row.checked_by_id, row.certified_by_id) == (
        "certified",
        aino,
        anna,
    )
    actions = AuditLeaf.objects.filter(action__startswith="transcript.")
    assert list(actions.order_by("seq").values_list("action", flat=True)) == [
        "transcript.made",
        "transcript.checked",
        "transcript.certified",
    ]


def test_whoever_checked_cannot_certify(
    desk: Desk, row: Transcript, aino: UUID
) -> None:
    with pytest.raises(TranscriptRefused, match="own-check"):
        certified(desk, row, first=aino, second=aino)

    row.refresh_from_db()
    assert row.state == "checked"


def test_nothing_is_certified_that_nobody_checked(
    desk: Desk, row: Transcript, aino: UUID
) -> None:
    with pytest.raises(TranscriptRefused, match="not-now"):
        transcripts.certify(
            opened(row, aino), seen_version=1, staff_id=aino, desk=desk, now=NOW
        )


@pytest.fixture
def long(desk: Desk) -> Transcript:
    """Eight seconds in which the machine heard eight words on each channel."""
    said = ("olen", "odottanut", "vastausta", "teiltä", "jo", "kolme", "viikkoa", "nyt")
    return transcribed(desk, FakeTranscriber(script=said), seconds=8.0)


def test_a_summary_is_not_certified_as_verbatim(desk: Desk, long: Transcript) -> None:
    aino, anna = reader("aino"), reader("anna")
    correct(long, aino, desk, Edit(0, "Asiakas valittaa."))

    with pytest.raises(TranscriptRefused, match="thin"):
        certified(desk, long, first=aino, second=anna)

    long.refresh_from_db()
    assert (long.state, long.version) == ("checked", 2)
    ids = {item for item, _, _ in desk.vault.objects()}
    assert ids == set(SealedObject.objects.values_list("pk", flat=True))


def test_the_word_of_whoever_listened_to_slow_speech_stays_with_the_certificate(
    desk: Desk, long: Transcript
) -> None:
    aino, anna = reader("aino"), reader("anna")
    correct(long, aino, desk, Edit(0, "Asiakas valittaa."))
    before = SealedObject.objects.get(kind=Kind.TRANSCRIPT)

    certified(desk, long, first=aino, second=anna, listened=["0:0.000:8.000"])

    copy = transcripts.certified_of(long.dialog_id, desk=desk)
    assert copy.listened == (Stretch(0, 0.0, 8.0),)
    assert desk.vault.absent([before.ref()]) == ()
    assert AuditLeaf.objects.filter(action="transcript.certified").count() == 1
    correct(long, aino, desk, Edit(0, "Asiakas valitti."), seen=3)
    words = shown(long, aino, desk).words
    assert words is not None
    assert words.listened == ()


def test_certified_words_may_leave_as_the_copy(
    desk: Desk, row: Transcript, aino: UUID, anna: UUID
) -> None:
    certified(desk, row, first=aino, second=anna)

    words = transcripts.certified_of(row.dialog_id, desk=desk)

    assert [turn.text for turn in words.turns] == ["hyvää päivää", "hyvää päivää"]


def test_what_is_only_checked_may_not_leave(
    desk: Desk, row: Transcript, aino: UUID
) -> None:
    transcripts.check(
        opened(row, aino), seen_version=1, staff_id=aino, desk=desk, now=NOW
    )

    with pytest.raises(TranscriptRefused, match="not-now"):
        transcripts.certified_of(row.dialog_id, desk=desk)


def test_an_edit_after_certifying_takes_the_certificate_away(
    desk: Desk, row: Transcript, aino: UUID, anna: UUID
) -> None:
    certified(desk, row, first=aino, second=anna)
    assert transcripts.certified_of(row.dialog_id, desk=desk).turns

    correct(row, anna, desk, Edit(0, "hyvää iltaa"))

    row.refresh_from_db()
    assert (row.state, row.checked_by, row.certified_by) == ("machine", None, None)
    with pytest.raises(TranscriptRefused, match="not-now"):
        transcripts.certified_of(row.dialog_id, desk=desk)


def test_speech_that_nothing_accounts_for_cannot_be_checked(
    desk: Desk, row: Transcript, aino: UUID
) -> None:
    correct(row, aino, desk, Edit(1, ""))

    with pytest.raises(TranscriptRefused, match="uncovered"):
        transcripts.check(
            opened(row, aino), seen_version=2, staff_id=aino, desk=desk, now=NOW
        )


def test_what_is_marked_unclear_accounts_for_its_speech(
    desk: Desk, row: Transcript, aino: UUID
) -> None:
    correct(row, aino, desk, Edit(1, ""))
    transcripts.correct(
        opened(row, aino),
        [],
        additions=[Addition(channel=1, start=0, end=4, text="[?]")],
        seen_version=2,
        staff_id=aino,
        desk=desk,
        now=NOW,
    )

    transcripts.check(
        opened(row, aino), seen_version=3, staff_id=aino, desk=desk, now=NOW
    )

    row.refresh_from_db()
    assert row.state == "checked"


def test_a_recording_that_is_another_by_now_releases_nothing(
    desk: Desk, row: Transcript, aino: UUID, anna: UUID
) -> None:
    certified(desk, row, first=aino, second=anna)
    assert transcripts.certified_of(row.dialog_id, desk=desk).turns

    SealedObject.objects.filter(kind=Kind.RECORDING).update(sha256="f" * 64)

    with pytest.raises(TranscriptRefused, match="recording-changed"):
        transcripts.certified_of(row.dialog_id, desk=desk)


def test_a_gap_that_became_known_later_releases_nothing(
    desk: Desk, row: Transcript, aino: UUID, anna: UUID
) -> None:
    certified(desk, row, first=aino, second=anna)

    Dialog.objects.update(gaps=[[1.0, 2.0]])

    with pytest.raises(TranscriptRefused, match="gaps-changed"):
        transcripts.certified_of(row.dialog_id, desk=desk)


def test_whoever_corrects_takes_a_gap_along_that_became_known_later(
    desk: Desk, row: Transcript, aino: UUID, anna: UUID
) -> None:
    Dialog.objects.update(gaps=[[1.0, 2.0]])
    correct(row, aino, desk, Edit(0, "hyvää päivää", heard=True))

    certified(desk, row, first=aino, second=anna)

    assert transcripts.certified_of(row.dialog_id, desk=desk).gaps == ((1.0, 2.0),)


def test_a_recording_without_transcript_has_none_to_give(
    desk: Desk, row: Transcript
) -> None:
    with pytest.raises(NotFound):
        transcripts.certified_of(UUID(int=1), desk=desk)


def test_who_compared_a_turn_with_the_sound_makes_all_of_it_certain(
    desk: Desk, row: Transcript, aino: UUID
) -> None:
    correct(row, aino, desk, Edit(0, "hyvää päivää", heard=True))

    words = shown(row, aino, desk).words
    assert words is not None
    assert [word.confidence for word in words.turns[0].words] == [1.0, 1.0]
    assert [word.confidence for word in words.turns[1].words] == [0.9, 0.9]


def test_speakers_are_named_by_channel_and_words_stay(
    desk: Desk, row: Transcript, aino: UUID
) -> None:
    speakers = {0: Speaker.CUSTOMER, 1: Speaker.AGENT}
    made = transcripts.name_speakers(
        opened(row, aino), speakers, seen_version=1, staff_id=aino, desk=desk, now=NOW
    )

    words = shown(row, aino, desk).words
    assert words is not None
    assert made == 2
    assert [turn.speaker for turn in words.turns] == ["customer", "agent"]
    assert [word.confidence for word in words.turns[0].words] == [0.9, 0.9]


def test_number_that_was_just_written_is_not_lost_under_its_mark(
    desk: Desk, row: Transcript, aino: UUID
) -> None:
    """Until its copy is made, the mark is shown and nobody may save it as a word."""
    correct(row, aino, desk, Edit(0, "kortti 4111 1111 1111 1111"))
    view = shown(row, aino, desk)
    assert view.words is not None
    assert "1111" not in view.words.turns[0].text
    assert not view.whole
    assert not view.may_edit

    with pytest.raises(TranscriptRefused, match="hidden"):
        correct(row, aino, desk, Edit(0, view.words.turns[0].text), seen=2)
