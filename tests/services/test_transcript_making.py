"""Transcripts are made piece by piece, sealed on the way, and go on after a death."""

from datetime import timedelta

import pytest

from seloste.domain.contact import Kind
from seloste.domain.notice import HoldKind
from seloste.domain.restriction import Ground
from seloste.domain.staff import Actor, Role, system
from seloste.domain.transcript import ChannelOrder, TranscriptRefused
from seloste.domain.transcript import Transcript as Words
from seloste.ports.audio import AudioRefused
from seloste.ports.desk import Desk
from seloste.ports.transcriber import SpeechUnavailable
from seloste.records.models import (
    AuditLeaf,
    Dialog,
    HoldItem,
    SealedObject,
    Transcript,
    TranscriptPart,
)
from seloste.services import (
    audit,
    capture,
    holds,
    jobs,
    restrictions,
    speech_settings,
    sweeps,
    transcript_asking,
    transcript_making,
    transcript_rows,
)
from seloste.services.holds import HoldRequest
from seloste.services.jobs import Job
from seloste.services.restrictions import Restricting
from seloste.services.speech_settings import Speech, SpeechSettingRefused
from tests.fakes.transcriber import FakeTranscriber
from tests.services.conftest import NOW, SETUP
from tests.services.deliveries import call, recording
from tests.services.people import person
from tests.services.transcripts import hum, listening, no_jobs, recorded

pytestmark = pytest.mark.usefixtures("registers")

AINO = Actor(id="staff:aino")
LONG = 400.0


def make(item: SealedObject, desk: Desk, fake: FakeTranscriber, **how: float) -> bool:
    return transcript_making.transcribe(
        item.pk, desk=listening(desk, fake), now=NOW, **how
    )


def words(desk: Desk) -> Words:
    return transcript_rows.words(
        Transcript.objects.select_related("object").get(), desk=desk
    )


def test_each_channel_is_heard_apart(desk: Desk) -> None:
    item = recorded(desk, seconds=4.0)

    assert make(item, desk, FakeTranscriber())

    turns = words(desk).turns
    assert [(turn.channel, turn.text) for turn in turns] == [
        (0, "hyvää päivää"),
        (1, "hyvää päivää"),
    ]
    assert [word.start for word in turns[0].words] == [0.0, 2.0]


def test_the_register_says_who_is_on_which_channel(desk: Desk) -> None:
    item = recorded(desk)
    speech_settings.change(
        "retta", Speech("fi", ChannelOrder.AGENT_FIRST), actor=SETUP, now=NOW
    )

    make(item, desk, FakeTranscriber())

    assert [turn.speaker for turn in words(desk).turns] == ["agent", "customer"]


def test_the_register_says_the_language(desk: Desk) -> None:
    fake = FakeTranscriber()
    speech_settings.change(
        "retta", Speech("sv", ChannelOrder.UNKNOWN), actor=SETUP, now=NOW
    )

    make(recorded(desk), desk, fake)

    assert fake.heard == [("sv", 0.0), ("sv", 0.0)]
    assert AuditLeaf.objects.filter(action="speech.changed").count() == 1


@pytest.mark.parametrize(
    ("register", "language", "reason"),
    [("retta", "de", "no-language"), ("nobody", "fi", "no-register")],
)
def test_a_register_cannot_say_what_nobody_hears(
    register: str, language: str, reason: str
) -> None:
    with pytest.raises(SpeechSettingRefused, match=reason):
        speech_settings.change(
            register, Speech(language, ChannelOrder.UNKNOWN), actor=SETUP, now=NOW
        )


def test_the_words_are_a_child_of_the_recording_and_bound_to_its_bytes(
    desk: Desk,
) -> None:
    item = recorded(desk)

    make(item, desk, FakeTranscriber())

    child = SealedObject.objects.get(kind=Kind.TRANSCRIPT)
    assert child.parent == item
    assert (child.act_at, child.destroy_by, child.key_day) == (
        item.act_at,
        item.destroy_by,
        item.key_day,
    )
    assert words(desk).sha256 == item.sha256
    assert Transcript.objects.get().audio_sha256 == item.sha256


def test_no_word_is_anywhere_in_the_records(desk: Desk) -> None:
    make(recorded(desk), desk, FakeTranscriber(script=("kanarialintu",)))
    assert words(desk).turns[0].text == "kanarialintu"

    row = Transcript.objects.values().get()
    sealed = SealedObject.objects.get(kind=Kind.TRANSCRIPT)
    assert "kanarialintu" not in str(row)
    assert b"kanarialintu" not in bytes(sealed.sealed or b"")
    assert not AuditLeaf.objects.filter(body__contains="kanaria").exists()


def test_what_holds_the_recording_holds_its_words(desk: Desk) -> None:
    item = recorded(desk)
    holds.place_hold(
        HoldRequest(
            register="retta",
            kind=HoldKind.COMPLAINT,
            reason="Reklamaatio",
            review_by=NOW + timedelta(days=30),
            item_ids=[item.pk],
        ),
        desk=desk,
        actor=AINO,
        now=NOW,
    )

    make(item, desk, FakeTranscriber())

    child = SealedObject.objects.get(kind=Kind.TRANSCRIPT)
    assert HoldItem.objects.filter(item_id=child.pk).count() == 1


def test_making_is_audited_and_hiding_asked_for(desk: Desk) -> None:
    item = recorded(desk)
    no_jobs()

    make(item, desk, FakeTranscriber())

    leaf = AuditLeaf.objects.get(action="transcript.made")
    assert item.sha256 in leaf.body
    assert jobs.queue().waiting(Job.HIDE)


def test_without_its_leaf_nothing_is_made(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = recorded(desk)

    def fail(**_: object) -> None:
        raise RuntimeError("audit log unavailable")

    monkeypatch.setattr(audit, "record", fail)

    with pytest.raises(RuntimeError):
        make(item, desk, FakeTranscriber())

    assert Transcript.objects.get().making == "waiting"
    ids = {id_ for id_, _, _ in desk.vault.objects()}
    assert ids == set(SealedObject.objects.values_list("pk", flat=True))


def test_made_twice_it_is_there_once(desk: Desk) -> None:
    item, fake = recorded(desk), FakeTranscriber()
    make(item, desk, fake)

    assert not make(item, desk, fake)

    assert SealedObject.objects.filter(kind=Kind.TRANSCRIPT).count() == 1
    assert fake.starts == 1


def test_nothing_is_made_where_nothing_hears(desk: Desk) -> None:
    item = recorded(desk)

    assert not transcript_making.transcribe(item.pk, desk=desk, now=NOW)

    assert not Transcript.objects.exists()


def test_nothing_is_made_of_a_recording_that_is_gone(desk: Desk) -> None:
    item = recorded(desk)
    sweeps.sweep(desk=desk, actor=SETUP, now=NOW + timedelta(days=181))

    assert not make(item, desk, FakeTranscriber())


def test_speech_that_the_machine_heard_no_words_in_is_marked(desk: Desk) -> None:
    make(recorded(desk, channels=1), desk, FakeTranscriber(script=("[?]",)))

    assert words(desk).turns[0].text == "[?]"


def test_where_nobody_speaks_there_is_a_transcript_without_turns(desk: Desk) -> None:
    item = recorded(desk)
    Dialog.objects.update(seconds=0.0)

    assert make(item, desk, FakeTranscriber())

    assert words(desk).turns == ()


@pytest.mark.parametrize("reason", ["too-costly", "time-limit"])
def test_what_cannot_be_heard_is_a_state_with_its_reason(
    desk: Desk, reason: str
) -> None:
    make(recorded(desk), desk, FakeTranscriber(refuse=reason))

    row = Transcript.objects.get()
    assert (row.making, row.failure, row.busy_until) == ("failed", reason, None)
    assert AuditLeaf.objects.filter(action="transcript.failed").count() == 1


def test_a_damaged_recording_is_such_a_state_too(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> tuple[bytes, ...]:
        raise AudioRefused("lying")

    item = recorded(desk)
    monkeypatch.setattr(type(desk.audio), "channels", refuse)

    make(item, desk, FakeTranscriber())

    assert Transcript.objects.get().failure == "lying"


def test_hearing_that_takes_too_long_is_given_up(desk: Desk) -> None:
    # 4 s on two channels, at most 4 times as long, and two minutes: 152 s
    make(recorded(desk, seconds=4.0), desk, FakeTranscriber(takes=153))

    assert Transcript.objects.get().failure == "time-limit"


def test_a_recording_is_not_given_up_because_the_machine_is_busy(desk: Desk) -> None:
    item, fake = recorded(desk, seconds=4.0), FakeTranscriber(takes=1, waits=500)

    turns = [make(item, desk, fake) for _ in range(2)]

    assert turns == [False, True]
    assert Transcript.objects.get().spent == 2.0


def test_what_was_given_up_can_be_tried_again(desk: Desk) -> None:
    item = recorded(desk)
    make(item, desk, FakeTranscriber(refuse="too-costly"))
    assert Transcript.objects.get().making == "failed"

    transcript_asking.retry(item.pk, actor=AINO, now=NOW)

    assert make(item, desk, FakeTranscriber())
    assert AuditLeaf.objects.filter(action="transcript.asked").count() == 1


def test_only_what_was_given_up_is_tried_again(desk: Desk) -> None:
    with pytest.raises(TranscriptRefused, match="not-failed"):
        transcript_asking.retry(recorded(desk).pk, actor=AINO, now=NOW)


def test_an_outage_of_the_engine_leaves_it_waiting(desk: Desk) -> None:
    with pytest.raises(SpeechUnavailable):
        make(recorded(desk), desk, FakeTranscriber(missing=True))

    row = Transcript.objects.get()
    assert (row.making, row.busy_until) == ("waiting", None)


def test_after_a_death_hearing_goes_on_where_it_was(desk: Desk) -> None:
    item = recorded(desk, seconds=LONG, channels=1)
    with pytest.raises(KeyboardInterrupt):
        make(item, desk, FakeTranscriber(every=60, dies_after=5))
    assert [part.until for part in TranscriptPart.objects.order_by("number")] == [
        120.0,
        240.0,
    ]
    again = FakeTranscriber(every=60)

    assert make(item, desk, again)

    assert again.heard == [("fi", 0.0)]
    assert again.pieces == 3
    assert [turn.start for turn in words(desk).turns][-1] == 360.0


def test_going_on_gives_the_same_words_as_going_through(
    desk: Desk,
) -> None:
    item = recorded(desk, seconds=LONG, channels=2)
    make(item, desk, FakeTranscriber(every=50))
    through = words(desk)
    Transcript.objects.all().delete()
    SealedObject.objects.filter(kind=Kind.TRANSCRIPT).delete()

    fake = FakeTranscriber(every=50, takes=30)
    rounds = 1
    while not make(item, desk, fake, turn=60.0):
        rounds += 1

    assert words(desk) == through
    assert rounds == 8


def test_others_have_their_turn_between(desk: Desk) -> None:
    item = recorded(desk, seconds=LONG, channels=1)
    no_jobs()

    assert not make(item, desk, FakeTranscriber(every=50, takes=30), turn=60.0)

    assert jobs.queue().waiting(Job.TRANSCRIBE)
    assert Transcript.objects.get().busy_until is None
    assert Transcript.objects.get().spent == 60.0


def test_what_was_sealed_on_the_way_goes_when_all_is_heard(desk: Desk) -> None:
    item = recorded(desk, seconds=LONG, channels=1)
    make(item, desk, FakeTranscriber(every=50, takes=30), turn=60.0)
    part = SealedObject.objects.get(kind=Kind.SPEECH_PART)
    assert "päivää".encode() in desk.vault.open(part.ref(), inline=part.inline())

    assert make(item, desk, FakeTranscriber(every=50))

    assert desk.vault.absent([part.ref()]) == ()
    assert not TranscriptPart.objects.exists()
    assert not SealedObject.objects.filter(kind=Kind.SPEECH_PART).exists()


def test_words_and_what_is_sealed_on_the_way_die_with_the_recording(
    desk: Desk,
) -> None:
    item = recorded(desk, seconds=LONG, channels=1)
    make(item, desk, FakeTranscriber(every=50, takes=30), turn=60.0)
    assert SealedObject.objects.filter(kind=Kind.SPEECH_PART).exists()

    sweeps.sweep(desk=desk, actor=SETUP, now=NOW + timedelta(days=181))

    assert not SealedObject.objects.exists()
    assert not Transcript.objects.exists()
    assert list(desk.vault.objects()) == []


def test_two_workers_never_hear_the_same_recording(desk: Desk) -> None:
    item = recorded(desk)
    no_jobs()
    row = Transcript.objects.create(
        contact_id=item.record_id,
        dialog=item.dialog,
        asked_at=NOW,
        busy_until=NOW + timedelta(minutes=3),
    )
    fake = FakeTranscriber()

    assert not make(item, desk, fake)

    assert fake.starts == 0
    assert jobs.queue().waiting(Job.TRANSCRIBE)
    row.refresh_from_db()
    assert row.run == 0


def test_whoever_was_taken_for_dead_writes_nothing(desk: Desk) -> None:
    item = recorded(desk)

    class Slow(FakeTranscriber):
        """Another worker takes the recording on meanwhile."""

        def _count(self) -> None:
            super()._count()
            Transcript.objects.update(run=99)

    with pytest.raises(SpeechUnavailable, match="taken-over"):
        make(item, desk, Slow())

    assert not SealedObject.objects.filter(kind=Kind.TRANSCRIPT).exists()


def test_what_a_request_needs_is_hurried(desk: Desk) -> None:
    item = recorded(desk)

    transcript_asking.hurry(item.pk, actor=AINO, now=NOW)

    row = Transcript.objects.get()
    assert transcript_asking.priority(row) == transcript_asking.HURRIED
    assert AuditLeaf.objects.get(action="transcript.asked").object_id == str(
        item.contact_id
    )


def test_the_recordings_of_a_request_are_hurried_once(desk: Desk) -> None:
    item = recorded(desk)
    hearing = listening(desk)

    def hurried() -> int:
        return transcript_asking.hurry_contacts(
            [item.record_id], desk=hearing, actor=AINO, now=NOW
        )

    assert hurried() == 1
    assert Transcript.objects.get().urgent
    assert hurried() == 0


def test_where_nothing_hears_nothing_is_hurried(desk: Desk) -> None:
    item = recorded(desk)

    assert not transcript_asking.hurry_contacts(
        [item.record_id], desk=desk, actor=AINO, now=NOW
    )


def test_nothing_is_hurried_that_is_there(desk: Desk) -> None:
    item = recorded(desk)
    make(item, desk, FakeTranscriber())
    no_jobs()

    transcript_asking.hurry(item.pk, actor=AINO, now=NOW)

    assert not jobs.queue().waiting(Job.TRANSCRIBE)


def test_recordings_that_nobody_asked_for_are_caught_up_with(desk: Desk) -> None:
    recorded(desk)
    no_jobs()

    assert transcript_asking.catch_up(now=NOW) == 1


def test_what_only_a_hold_keeps_is_not_caught_up_with(desk: Desk) -> None:
    item = recorded(desk)

    assert transcript_asking.catch_up(now=item.act_at) == 0


@pytest.fixture
def restricted(desk: Desk) -> SealedObject:
    """A recording that is out of use."""
    item = recorded(desk)
    onni = person("onni", Role.DPO)
    restrictions.place(
        Restricting("retta", Ground.CONTESTED, contact_ids=[item.record_id]),
        actor=Actor(f"staff:{onni}", Role.DPO, onni),
        now=NOW,
    )
    return item


def test_what_is_restricted_is_not_heard(desk: Desk, restricted: SealedObject) -> None:
    fake = FakeTranscriber()

    assert not make(restricted, desk, fake)

    assert fake.starts == 0
    assert transcript_asking.catch_up(now=NOW) == 0


def test_what_a_request_needs_is_heard_though_restricted(
    desk: Desk, restricted: SealedObject
) -> None:
    transcript_asking.hurry(restricted.pk, actor=AINO, now=NOW)

    assert make(restricted, desk, FakeTranscriber())


def test_what_was_left_lying_is_asked_for_again(desk: Desk) -> None:
    item = recorded(desk)
    Transcript.objects.create(
        contact_id=item.record_id, dialog=item.dialog, asked_at=NOW
    )
    no_jobs()
    assert transcript_asking.catch_up(now=NOW) == 0

    later = NOW + timedelta(hours=1, minutes=1)

    assert transcript_asking.catch_up(now=later) == 1
    assert transcript_asking.catch_up(now=later) == 0


def test_what_waits_is_not_asked_for_twice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transcript_asking, "BATCH", 1)
    first = recorded(desk)
    second = call(source_id="2", parts=(recording(hum(4.0)),))
    capture.capture(second, desk=desk, now=NOW)
    no_jobs()

    asked = [transcript_asking.catch_up(now=NOW) for _ in range(3)]

    assert asked == [1, 1, 0]
    assert first.pk in jobs.queue().asked_for(Job.TRANSCRIBE)


def test_a_long_recording_is_decoded_window_by_window(desk: Desk) -> None:
    fake = FakeTranscriber(every=600, takes=0.1)
    item = recorded(desk, seconds=1900.0, channels=1)

    assert make(item, desk, fake)

    # the piece that the first half hour cuts off is heard again in the second
    assert fake.heard == [("", 0.0), ("fi", 0.0)]
    assert words(desk).speech[-1].end == pytest.approx(1900.0)


def test_a_transcript_is_made_without_anybody_asking(desk: Desk) -> None:
    recorded(desk)

    assert jobs.queue().waiting(Job.TRANSCRIBE)


def test_the_maker_is_the_program_itself() -> None:
    assert system("transcribe") == transcript_making.MAKER
