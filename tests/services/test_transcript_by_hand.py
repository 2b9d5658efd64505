"""Transcripts written by hand: begun, looked through for numbers, certified by two."""

import io
import wave
from datetime import timedelta
from uuid import UUID

import pytest

from seloste.domain.contact import Kind
from seloste.domain.notice import PurposeRefused
from seloste.domain.redaction import Mark, Reason
from seloste.domain.staff import Role
from seloste.domain.transcript import (
    NO_SPEECH,
    Making,
    Speaker,
    Stretch,
    TranscriptRefused,
    uncovered,
)
from seloste.ports.desk import Desk
from seloste.records.models import (
    AuditLeaf,
    Redaction,
    SealedObject,
    Transcript,
    TranscriptPart,
)
from seloste.services import (
    audit,
    derivations,
    openings,
    redaction_tool,
    redactions,
    shown_copies,
    transcript_asking,
    transcript_by_hand,
    transcript_making,
    transcript_rows,
    transcripts,
)
from seloste.services.access import NotFound
from seloste.services.capture import capture
from seloste.services.shown_copies import ORDINARY
from seloste.services.transcripts import Addition
from tests.fakes.transcriber import FakeTranscriber
from tests.services.conftest import NOW
from tests.services.deliveries import call, recording
from tests.services.people import person
from tests.services.transcripts import (
    PURPOSE,
    certified,
    listening,
    opened,
    reader,
    recorded,
    transcribed,
)

pytestmark = pytest.mark.usefixtures("registers")

CARD = "4532 1488 0343 6464"
SOUND = 20.0


@pytest.fixture
def item(desk: Desk) -> SealedObject:
    return recorded(desk, seconds=SOUND)


@pytest.fixture
def aino(item: SealedObject) -> UUID:
    return reader("aino")


def opening(item: SealedObject, who: UUID, *, original: bool = False) -> UUID:
    purpose = "rights" if original else PURPOSE
    return openings.open_item(
        item.pk, staff_id=who, purpose_id=purpose, now=NOW, original=original
    ).opening_id


def begin(
    item: SealedObject, who: UUID, desk: Desk, *, seen: int = 0, language: str = "fi"
) -> Transcript:
    transcript_by_hand.begin(
        opening(item, who),
        language=language,
        seen_version=seen,
        staff_id=who,
        desk=desk,
        now=NOW,
    )
    return Transcript.objects.get(dialog__object=item)


def add(row: Transcript, who: UUID, desk: Desk, *said: Addition) -> None:
    row.refresh_from_db()
    transcripts.correct(
        opened(row, who),
        [],
        additions=said,
        seen_version=row.version,
        staff_id=who,
        desk=desk,
        now=NOW,
    )
    row.refresh_from_db()


def rest(row: Transcript, who: UUID, desk: Desk) -> None:
    """Say of both channels that nothing else is said."""
    for channel in (0, 1):
        row.refresh_from_db()
        transcript_by_hand.say_rest_is_no_speech(
            opened(row, who),
            channel,
            seen_version=row.version,
            staff_id=who,
            desk=desk,
            now=NOW,
        )
    row.refresh_from_db()


def written(item: SealedObject, who: UUID, desk: Desk) -> Transcript:
    """Write all of a call by hand."""
    row = begin(item, who, desk)
    hello = Addition(0, 0.0, 4.0, "huomenta Retta", Speaker.AGENT)
    add(row, who, desk, hello)
    rest(row, who, desk)
    return row


def test_a_person_begins_what_no_machine_writes(
    desk: Desk, item: SealedObject, aino: UUID
) -> None:
    row = begin(item, aino, desk)

    assert (row.making, row.state, row.engine) == ("made", "machine", "by-hand")
    assert row.audio_sha256 == item.sha256
    assert row.corrected_by_id == aino
    words = transcript_rows.words(row, desk=desk)
    assert (words.turns, words.recording) == ((), item.pk)


def test_what_is_written_has_the_dates_and_the_parent_of_the_recording(
    desk: Desk, item: SealedObject, aino: UUID
) -> None:
    row = begin(item, aino, desk)

    words = row.object
    assert words is not None
    assert (words.parent, words.kind) == (item, Kind.TRANSCRIPT)
    assert (words.act_at, words.key_day) == (item.act_at, item.key_day)


def test_it_is_open_for_writing_at_once(
    desk: Desk, item: SealedObject, aino: UUID
) -> None:
    row = begin(item, aino, desk)

    shown = transcripts.shown(opened(row, aino), staff_id=aino, desk=desk, now=NOW)

    assert shown is not None
    assert shown.may_edit


def test_a_beginning_is_audited(desk: Desk, item: SealedObject, aino: UUID) -> None:
    begin(item, aino, desk)

    [leaf] = AuditLeaf.objects.filter(action="transcript.begun")
    assert f'"actor":"staff:{aino}"' in leaf.body
    assert item.sha256 in leaf.body


def test_a_beginning_that_cannot_be_audited_leaves_nothing(
    desk: Desk, item: SealedObject, aino: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = opening(item, aino)

    def fail(**_: object) -> None:
        raise RuntimeError("audit log unavailable")

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(RuntimeError):
        transcript_by_hand.begin(
            place, language="fi", seen_version=0, staff_id=aino, desk=desk, now=NOW
        )

    assert not Transcript.objects.exists()
    ids = {one for one, _, _ in desk.vault.objects()}
    assert ids == set(SealedObject.objects.values_list("pk", flat=True))


def test_two_people_check_and_certify_what_was_written(
    desk: Desk, item: SealedObject, aino: UUID
) -> None:
    row = written(item, aino, desk)

    certified(desk, row, first=aino, second=reader("anna"))

    words = transcripts.certified_of(row.dialog_id, desk=desk)
    assert words.turns[0].text == "huomenta Retta"
    assert words.engine == "by-hand"


def test_who_checked_what_they_wrote_cannot_certify_it(
    desk: Desk, item: SealedObject, aino: UUID
) -> None:
    row = written(item, aino, desk)

    with pytest.raises(TranscriptRefused, match="own-check"):
        certified(desk, row, first=aino, second=aino)


def test_sound_without_words_cannot_be_checked(
    desk: Desk, item: SealedObject, aino: UUID
) -> None:
    row = begin(item, aino, desk)
    add(row, aino, desk, Addition(0, 0.0, 4.0, "huomenta Retta"))

    with pytest.raises(TranscriptRefused, match="uncovered"):
        certified(desk, row, first=aino, second=reader("anna"))

    holes = uncovered(transcript_rows.words(row, desk=desk))
    assert holes == (Stretch(0, 4.5, SOUND), Stretch(1, 0.0, SOUND))


def test_where_nothing_sounds_nothing_has_to_be_written(desk: Desk) -> None:
    aino = reader("aino")
    sound = recording(half_silent(SOUND))
    capture(call(parts=(sound,)), desk=desk, now=NOW)
    item = SealedObject.objects.get(kind=Kind.RECORDING)
    derivations.make_waveform(item.pk, desk=desk, now=NOW)

    row = begin(item, aino, desk)

    assert transcript_rows.words(row, desk=desk).speech == (Stretch(0, 0.0, 10.0),)


def half_silent(seconds: float) -> bytes:
    """Return a WAV of two channels: one sounds in its first half, one never."""
    file = io.BytesIO()
    half = int(seconds * 8000 / 2)
    with wave.open(file, "wb") as writer:
        writer.setnchannels(2)
        writer.setsampwidth(2)
        writer.setframerate(8000)
        writer.writeframes(b"\x00\x10\x02\x00" * half + b"\x02\x00" * 2 * half)
    return file.getvalue()


def test_marking_the_rest_says_so_of_every_second(
    desk: Desk, item: SealedObject, aino: UUID
) -> None:
    row = written(item, aino, desk)

    words = transcript_rows.words(row, desk=desk)
    assert uncovered(words) == ()
    marks = [turn for turn in words.turns if turn.text == NO_SPEECH]
    assert [(one.channel, one.start, one.end) for one in marks] == [
        (1, 0.0, 20.0),
        (0, 4.5, 20.0),
    ]


def test_marking_a_rest_that_is_not_there_changes_nothing(
    desk: Desk, item: SealedObject, aino: UUID
) -> None:
    row = written(item, aino, desk)
    version = row.version

    rest(row, aino, desk)

    assert version == row.version == 4


def test_the_rest_of_a_machine_transcript_is_not_said_away(
    desk: Desk,
) -> None:
    row = transcribed(desk)
    aino = reader("aino")

    with pytest.raises(TranscriptRefused, match="not-by-hand"):
        rest(row, aino, desk)


def test_a_card_number_that_was_written_is_hidden_in_words_and_sound(
    desk: Desk, item: SealedObject, aino: UUID
) -> None:
    row = begin(item, aino, desk)
    number = Addition(1, 5.0, 9.0, f"se on {CARD}", Speaker.CUSTOMER)
    add(row, aino, desk, Addition(0, 0.0, 3.0, "mikä on kortin numero"), number)

    redactions.hide(item.pk, desk=desk, now=NOW)

    shown = shown_copies.words(item, ORDINARY, desk=desk)
    assert shown is not None
    assert [turn.text for turn in shown.turns] == [
        "mikä on kortin numero",
        "[kortin numero]",
    ]
    copy = Redaction.objects.select_related("marks").get()
    assert copy.audio is not None
    spoken = [
        (one.start, one.end)
        for one in redactions.marks_of(copy, desk=desk)
        if one.channel == 1
    ]
    # All of the turn: nobody gave the seconds of its words. Then what is near.
    assert spoken[0][0] <= 5.0
    assert max(end for _, end in spoken) == pytest.approx(17.0)


def test_a_number_hides_no_hour_in_which_nothing_is_written_yet(
    desk: Desk, item: SealedObject, aino: UUID
) -> None:
    row = begin(item, aino, desk)
    add(row, aino, desk, Addition(0, 1.0, 3.0, f"kortti {CARD}"))
    redactions.hide(item.pk, desk=desk, now=NOW)

    copy = Redaction.objects.select_related("marks").get()
    marks = redactions.marks_of(copy, desk=desk)

    assert max(one.end for one in marks) == pytest.approx(11.0)


def test_where_the_machine_is_about_to_write_nobody_begins(
    desk: Desk, item: SealedObject, aino: UUID
) -> None:
    with pytest.raises(TranscriptRefused, match="not-failed"):
        begin(item, aino, listening(desk))

    assert not Transcript.objects.exists()


def test_what_the_machine_gave_up_is_written_by_hand(
    desk: Desk, item: SealedObject, aino: UUID
) -> None:
    deaf = listening(desk, FakeTranscriber(refuse="time-limit"))
    transcript_making.transcribe(item.pk, desk=deaf, now=NOW)
    assert Transcript.objects.get().making == Making.FAILED

    row = begin(item, aino, deaf)

    assert (row.making, row.failure) == ("made", "")
    assert not transcript_making.transcribe(item.pk, desk=listening(desk), now=NOW)
    row.refresh_from_db()
    assert (row.engine, row.version) == ("by-hand", 1)


def test_what_was_heard_on_the_way_is_destroyed(desk: Desk, aino: UUID) -> None:
    item = recorded(desk, seconds=50.0)
    transcript_making.transcribe(item.pk, desk=listening(desk), now=NOW, turn=2.0)
    assert TranscriptPart.objects.exists()
    Transcript.objects.update(making=Making.FAILED)

    begin(item, aino, desk)

    assert not TranscriptPart.objects.exists()
    assert not SealedObject.objects.filter(kind=Kind.SPEECH_PART).exists()


def test_words_of_a_machine_that_misheard_the_language_are_written_anew(
    desk: Desk,
) -> None:
    row = transcribed(desk)
    aino = reader("aino")
    before = SealedObject.objects.get(kind=Kind.TRANSCRIPT)
    assert desk.vault.open(before.ref(), inline=before.inline())

    begin(row.dialog.object, aino, desk, seen=1, language="et")

    row.refresh_from_db()
    assert (row.engine, row.language, row.version) == ("by-hand", "et", 2)
    assert desk.vault.absent([before.ref()]) == ()


def test_words_that_somebody_changed_meanwhile_are_not_thrown_away(
    desk: Desk,
) -> None:
    row = transcribed(desk)

    with pytest.raises(TranscriptRefused, match="stale"):
        begin(row.dialog.object, reader("aino"), desk, seen=0)


def test_words_for_which_somebody_stands_up_are_not_thrown_away(desk: Desk) -> None:
    row = transcribed(desk)
    aino = reader("aino")
    certified(desk, row, first=aino, second=reader("anna"))

    with pytest.raises(TranscriptRefused, match="not-now"):
        begin(row.dialog.object, aino, desk, seen=1)


def test_what_is_begun_is_not_begun_again(
    desk: Desk, item: SealedObject, aino: UUID
) -> None:
    begin(item, aino, desk)

    with pytest.raises(TranscriptRefused, match="by-hand"):
        begin(item, aino, desk, seen=1)


def test_words_in_which_a_number_is_hidden_are_not_thrown_away(desk: Desk) -> None:
    row = transcribed(desk, FakeTranscriber(script=tuple(f"kortti {CARD}".split())))
    aino = reader("aino")
    original = opening(row.dialog.object, aino, original=True)

    with pytest.raises(TranscriptRefused, match="numbers-hidden"):
        transcript_by_hand.begin(
            original, language="fi", seen_version=1, staff_id=aino, desk=desk, now=NOW
        )


def test_who_does_not_hear_all_does_not_begin(
    desk: Desk, item: SealedObject, aino: UUID
) -> None:
    redaction_tool.hide(
        opening(item, aino),
        [Mark(1.0, 2.0, Reason.SECRET, None, by_person=True)],
        staff_id=aino,
        desk=desk,
        now=NOW,
    )

    with pytest.raises(TranscriptRefused, match="hidden"):
        begin(item, aino, desk)


def test_what_somebody_hid_stays_hidden_in_what_is_begun(
    desk: Desk, item: SealedObject, aino: UUID
) -> None:
    redaction_tool.hide(
        opening(item, aino),
        [Mark(1.0, 2.0, Reason.SECRET, None, by_person=True)],
        staff_id=aino,
        desk=desk,
        now=NOW,
    )
    transcript_by_hand.begin(
        opening(item, aino, original=True),
        language="fi",
        seen_version=0,
        staff_id=aino,
        desk=desk,
        now=NOW,
    )

    redactions.hide(item.pk, desk=desk, now=NOW)

    copy = Redaction.objects.get()
    assert (copy.by_people, copy.transcript_version) == (1, 1)
    assert copy.audio is not None


def test_a_recording_whose_call_went_meanwhile_is_not_begun(
    desk: Desk, item: SealedObject, aino: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        return None

    monkeypatch.setattr(transcript_asking, "row_of", gone)
    with pytest.raises(NotFound):
        begin(item, aino, desk)

    ids = {one for one, _, _ in desk.vault.objects()}
    assert ids == set(SealedObject.objects.values_list("pk", flat=True))


def test_nothing_is_marked_where_nothing_is_written(
    desk: Desk, item: SealedObject, aino: UUID
) -> None:
    place = opening(item, aino)

    with pytest.raises(TranscriptRefused, match="not-made"):
        transcript_by_hand.say_rest_is_no_speech(
            place, 0, seen_version=0, staff_id=aino, desk=desk, now=NOW
        )


def test_who_does_not_see_all_of_the_words_marks_nothing(
    desk: Desk, item: SealedObject, aino: UUID
) -> None:
    row = begin(item, aino, desk)
    add(row, aino, desk, Addition(1, 5.0, 9.0, f"kortti {CARD}"))
    redactions.hide(item.pk, desk=desk, now=NOW)

    with pytest.raises(TranscriptRefused, match="hidden"):
        rest(row, aino, desk)
    transcript_by_hand.say_rest_is_no_speech(
        opening(item, aino, original=True),
        0,
        seen_version=2,
        staff_id=aino,
        desk=desk,
        now=NOW,
    )

    row.refresh_from_db()
    assert row.version == 3


def test_a_trainer_does_not_begin(desk: Desk, item: SealedObject) -> None:
    tuula = reader("tuula", Role.TRAINER)
    listens = openings.open_item(
        item.pk, staff_id=tuula, purpose_id="quality", now=NOW
    ).opening_id

    with pytest.raises(NotFound):
        transcript_by_hand.begin(
            listens, language="fi", seen_version=0, staff_id=tuula, desk=desk, now=NOW
        )


def test_an_opening_that_is_over_begins_nothing(
    desk: Desk, item: SealedObject, aino: UUID
) -> None:
    place = opening(item, aino)

    with pytest.raises(NotFound):
        transcript_by_hand.begin(
            place,
            language="fi",
            seen_version=0,
            staff_id=aino,
            desk=desk,
            now=NOW + timedelta(minutes=16),
        )


def test_nobody_of_another_register_begins(desk: Desk, item: SealedObject) -> None:
    sirpa = person("sirpa", Role.RECORDS_MANAGER, register="sok-mara")

    with pytest.raises((NotFound, PurposeRefused)):
        begin(item, sirpa, desk)


def test_what_is_no_language_begins_nothing(
    desk: Desk, item: SealedObject, aino: UUID
) -> None:
    with pytest.raises(TranscriptRefused, match="no-language"):
        begin(item, aino, desk, language="<fi>")

    assert not Transcript.objects.exists()
