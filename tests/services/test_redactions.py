import io
import json
import wave
from array import array
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from seloste.domain.audit import Action
from seloste.domain.contact import Kind, Part
from seloste.domain.notice import PurposeRefused
from seloste.domain.redaction import Mark, Reason
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.ports.jobs import Job
from seloste.records.models import AuditLeaf, Redaction, SealedObject
from seloste.services import (
    audit,
    capture,
    derivations,
    jobs,
    openings,
    playback,
    redaction_sealing,
    redactions,
    search_texts,
    shown_copies,
    sweeps,
    work,
)
from seloste.services.redaction_sealing import Made
from seloste.services.redactions import RedactionPending
from seloste.services.shown_copies import ORDINARY
from tests.services.conftest import NOW, SETUP
from tests.services.deliveries import call, mail, opener, recording, wav
from tests.services.hand_transcripts import transcript, turn, write
from tests.services.people import person

pytestmark = pytest.mark.usefixtures("registers")

SECONDS = 12.0
CARD = "4532 1488 0343 6464"
CODE = "131052-308T"
SECRETS = ("4532", "1488", "0343", "6464", "131052", "308T")


@pytest.fixture
def eino() -> UUID:
    return person("eino", Role.AGENT)


@pytest.fixture
def aino() -> UUID:
    return person("aino", Role.RECORDS_MANAGER)


@pytest.fixture
def heard(desk: Desk) -> SealedObject:
    """A call of twelve seconds: a card at 2 to 4 seconds, a code at 8 to 9."""
    delivery = call(parts=(recording(wav(SECONDS)),))
    capture.capture(delivery, desk=desk, now=NOW)
    item = SealedObject.objects.get(kind=Kind.RECORDING)
    derivations.make_waveform(item.pk, desk=desk, now=NOW)
    words = transcript(
        item,
        turn(0, 0.5, "Mikä on kortin numero?"),
        turn(1, 2.0, f"Se on {CARD} kiitos", pace=0.4),
        turn(0, 5.5, "Selvä, kiitos."),
        turn(1, 7.0, f"ja hetu on {CODE} ja siinä kaikki"),
        seconds=SECONDS,
    )
    write(words, desk=desk, now=NOW)
    return item


def pcm(data: bytes) -> tuple[array[int], int]:
    with wave.open(io.BytesIO(data)) as file:
        return array("h", file.readframes(file.getnframes())), file.getframerate()


def samples(data: bytes, start: float, end: float) -> array[int]:
    decoded, rate = pcm(data)
    return decoded[int(start * rate) * 2 : int(end * rate) * 2]


def listen(item: SealedObject, who: UUID, desk: Desk, **asked: object) -> bytes:
    purpose = str(asked.pop("purpose", "service"))
    leave = openings.open_item(
        item.pk, staff_id=who, purpose_id=purpose, now=NOW, original=bool(asked)
    )
    return openings.read(leave.opening_id, staff_id=who, desk=desk, now=NOW)


def test_the_words_shown_have_labels_where_numbers_were(
    desk: Desk, heard: SealedObject
) -> None:
    redactions.hide(heard.pk, desk=desk, now=NOW)

    shown = shown_copies.words(heard, ORDINARY, desk=desk)

    assert shown is not None
    assert [one.text for one in shown.turns] == [
        "Mikä on kortin numero?",
        "Se on [kortin numero] kiitos",
        "Selvä, kiitos.",
        "ja hetu on [henkilötunnus] ja siinä kaikki",
    ]


def test_the_sound_shown_is_silent_where_numbers_were_said(
    desk: Desk, heard: SealedObject, eino: UUID
) -> None:
    redactions.hide(heard.pk, desk=desk, now=NOW)

    sound = listen(heard, eino, desk)

    original = desk.vault.open(heard.ref())
    assert set(samples(original, 2.8, 4.4)) != {0}
    assert set(samples(sound, 2.8, 4.4)) == {0}
    assert set(samples(sound, 7.75, 8.0)) == {0}
    assert samples(sound, 5.0, 7.0) == samples(original, 5.0, 7.0)
    assert len(sound) == len(original)


def everything_shown(item: SealedObject, who: UUID, desk: Desk) -> list[bytes]:
    """Return every byte that an ordinary reader is given of a recording."""
    leave = openings.open_item(item.pk, staff_id=who, purpose_id="service", now=NOW)
    asked = {"staff_id": who, "desk": desk, "now": NOW}
    track = playback.track(leave.opening_id, **asked)  # type: ignore[arg-type]  # three of one kind
    peaks = openings.waveform(leave.opening_id, **asked)  # type: ignore[arg-type]  # three of one kind
    words = SealedObject.objects.get(kind=Kind.TEXT_COPY)
    ranged = openings.read_range(
        leave.opening_id, start=0, length=leave.size, staff_id=who, desk=desk, now=NOW
    )
    return [
        track.read(0, track.size),
        b"".join(ranged),
        peaks or b"",
        desk.vault.open(words.ref(), inline=words.inline()),
    ]


def test_no_byte_that_is_shown_holds_the_number_or_its_sound(
    desk: Desk, heard: SealedObject, eino: UUID
) -> None:
    original = desk.vault.open(heard.ref())
    loud = samples(original, 3.0, 3.2).tobytes()
    before = everything_of(heard, desk)
    assert loud in before
    assert all(secret.encode() in before for secret in SECRETS)
    redactions.hide(heard.pk, desk=desk, now=NOW)

    shown = everything_shown(heard, eino, desk)

    assert not [
        secret for secret in SECRETS for data in shown if secret.encode() in data
    ]
    assert samples(shown[0], 3.0, 3.2).tobytes() == bytes(len(loud))
    assert shown[0] == shown[1]


def everything_of(item: SealedObject, desk: Desk) -> bytes:
    """Return the plaintext of the recording and its children, as they are now."""
    rows = [item, *item.children.all()]
    return b"".join(desk.vault.open(one.ref(), inline=one.inline()) for one in rows)


def test_a_waveform_is_flat_where_something_is_hidden(
    desk: Desk, heard: SealedObject, eino: UUID
) -> None:
    redactions.hide(heard.pk, desk=desk, now=NOW)

    shape = json.loads(everything_shown(heard, eino, desk)[2])

    per_second = len(shape["peaks"][0]) / SECONDS
    hidden = shape["peaks"][0][int(3 * per_second) : int(4 * per_second)]
    assert set(hidden) == {0}
    assert set(shape["peaks"][0][: int(2 * per_second)]) != {0}


def test_the_original_is_for_fewer(
    desk: Desk, heard: SealedObject, eino: UUID, aino: UUID
) -> None:
    redactions.hide(heard.pk, desk=desk, now=NOW)
    original = desk.vault.open(heard.ref())
    assert listen(heard, aino, desk, purpose="rights", original=True) == original
    assert listen(heard, aino, desk, purpose="rights") != original

    with pytest.raises(PurposeRefused):
        listen(heard, eino, desk, original=True)

    assert AuditLeaf.objects.filter(action=Action.CONTENT_DENIED).count() == 1


def test_opening_an_original_is_told_apart_in_the_log(
    desk: Desk, heard: SealedObject, aino: UUID
) -> None:
    redactions.hide(heard.pk, desk=desk, now=NOW)
    listen(heard, aino, desk, purpose="rights")

    listen(heard, aino, desk, purpose="rights", original=True)

    leaves = AuditLeaf.objects.filter(action=Action.CONTENT_OPENED).order_by("seq")
    assert ['"scope":"original"' in leaf.body for leaf in leaves] == [False, True]


def test_nothing_is_shown_between_words_and_copy(
    desk: Desk, heard: SealedObject, eino: UUID
) -> None:
    with pytest.raises(RedactionPending):
        listen(heard, eino, desk)

    assert not AuditLeaf.objects.filter(action=Action.CONTENT_OPENED).exists()
    redactions.hide(heard.pk, desk=desk, now=NOW)
    assert listen(heard, eino, desk)


def test_words_ask_for_the_copy_and_the_worker_makes_it(
    desk: Desk, heard: SealedObject, eino: UUID
) -> None:
    assert jobs.queue().waiting(Job.HIDE)

    work.handlers(desk)[Job.HIDE](heard.pk)

    assert Redaction.objects.get().count == 2
    assert listen(heard, eino, desk)


def test_a_copy_is_sealed_with_keys_of_its_own_and_the_dates_of_the_recording(
    desk: Desk, heard: SealedObject
) -> None:
    redactions.hide(heard.pk, desk=desk, now=NOW)

    kinds = {Kind.AUDIO_COPY, Kind.TEXT_COPY, Kind.WAVE_COPY, Kind.MARKS}
    copies = SealedObject.objects.filter(kind__in=kinds)
    assert {one.kind for one in copies} == kinds
    assert {
        (one.parent_id, one.act_at, one.destroy_by, one.key_day) for one in copies
    } == {(heard.pk, heard.act_at, heard.destroy_by, heard.key_day)}


def test_a_copy_dies_with_its_recording(desk: Desk, heard: SealedObject) -> None:
    redactions.hide(heard.pk, desk=desk, now=NOW)
    refs = [one.ref() for one in SealedObject.objects.all()]
    assert len(desk.vault.absent(refs)) == len(refs)

    sweeps.sweep(desk=desk, actor=SETUP, now=NOW + timedelta(days=181))

    assert desk.vault.absent(refs) == ()
    assert not Redaction.objects.exists()


def test_what_is_hidden_is_audited_without_saying_what(
    desk: Desk, heard: SealedObject
) -> None:
    redactions.hide(heard.pk, desk=desk, now=NOW)

    leaf = AuditLeaf.objects.get(action=Action.REDACTION_MADE)
    assert '"count":2' in leaf.body
    assert not [secret for secret in SECRETS if secret in leaf.body]


def test_without_its_leaf_nothing_of_a_copy_is_left(
    desk: Desk, heard: SealedObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {one for one, _, _ in desk.vault.objects()}

    def refuse(**_: object) -> None:
        raise OSError("no log")

    monkeypatch.setattr(audit, "record", refuse)

    with pytest.raises(OSError, match="no log"):
        redactions.hide(heard.pk, desk=desk, now=NOW)

    assert not Redaction.objects.exists()
    assert {one for one, _, _ in desk.vault.objects()} == known


def test_a_copy_is_taken_back_where_the_next_cannot_be_sealed(
    desk: Desk, heard: SealedObject, aino: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    redactions.hide(heard.pk, desk=desk, now=NOW)
    base = Redaction.objects.get()
    known = {one for one, _, _ in desk.vault.objects()}
    sealed: list[Made] = []

    def seal(*given: Any, **asked: Any) -> Made:
        if sealed:
            raise OSError("no room")
        sealed.append(redaction_sealing.seal(*given, **asked))
        return sealed[0]

    monkeypatch.setattr(redactions, "seal", seal)
    sick = Mark(1.0, 1.5, Reason.SPECIAL, 1, by_person=True)

    with pytest.raises(OSError, match="no room"):
        redactions.show_with(
            heard.pk,
            [sick],
            base=base,
            actor=Actor(f"staff:{aino}", Role.RECORDS_MANAGER, aino),
            desk=desk,
            now=NOW,
        )

    assert len(sealed[0].refs()) == 4
    assert {one for one, _, _ in desk.vault.objects()} == known


def test_made_twice_it_is_there_once(desk: Desk, heard: SealedObject) -> None:
    assert redactions.hide(heard.pk, desk=desk, now=NOW)

    assert not redactions.hide(heard.pk, desk=desk, now=NOW)

    assert Redaction.objects.count() == 1


def test_words_without_numbers_leave_the_recording_as_it_is(
    desk: Desk, heard: SealedObject, eino: UUID
) -> None:
    plain = transcript(heard, turn(1, 1.0, "Putki vuotaa keittiössä"), seconds=SECONDS)
    write(plain, desk=desk, now=NOW)

    redactions.hide(heard.pk, desk=desk, now=NOW)

    assert listen(heard, eino, desk) == desk.vault.open(heard.ref())
    assert not SealedObject.objects.filter(kind=Kind.AUDIO_COPY).exists()


def test_a_copy_is_made_anew_when_the_words_change(
    desk: Desk, heard: SealedObject
) -> None:
    redactions.hide(heard.pk, desk=desk, now=NOW)
    old = SealedObject.objects.get(kind=Kind.AUDIO_COPY)
    later = transcript(heard, turn(1, 1.0, f"Hetu on {CODE}"), seconds=SECONDS)
    write(later, desk=desk, now=NOW)
    fresh = shown_copies.words(heard, ORDINARY, desk=desk)
    assert fresh is not None
    assert fresh.turns[0].text == "Hetu on [henkilötunnus]"

    redactions.hide(heard.pk, desk=desk, now=NOW)

    assert desk.vault.absent([old.ref()]) == ()
    assert Redaction.objects.get().count == 1


def test_other_words_with_the_same_numbers_leave_the_silenced_sound_as_it_is(
    desk: Desk, heard: SealedObject, eino: UUID
) -> None:
    redactions.hide(heard.pk, desk=desk, now=NOW)
    sound = SealedObject.objects.get(kind=Kind.AUDIO_COPY)
    shape = SealedObject.objects.get(kind=Kind.WAVE_COPY)
    before = SealedObject.objects.get(kind=Kind.TEXT_COPY)
    later = transcript(
        heard,
        turn(0, 0.5, "Mikä on sen numero?"),
        turn(1, 2.0, f"Se on {CARD} kiitos", pace=0.4),
        turn(0, 5.5, "Selvä, kiitti."),
        turn(1, 7.0, f"ja hetu on {CODE} ja siinä kaikki"),
        seconds=SECONDS,
    )
    write(later, desk=desk, now=NOW)

    assert redactions.hide(heard.pk, desk=desk, now=NOW)

    copy = Redaction.objects.get()
    assert (copy.audio, copy.waveform) == (sound, shape)
    assert copy.transcript_version == 2
    assert desk.vault.absent([sound.ref()]) == (sound.ref(),)  # still there
    assert desk.vault.absent([before.ref()]) == ()
    fresh = shown_copies.words(heard, ORDINARY, desk=desk)
    assert fresh is not None
    assert fresh.turns[2].text == "Selvä, kiitti."
    kept = SealedObject.objects.filter(kind=Kind.AUDIO_COPY)
    assert list(kept) == [sound]
    assert listen(heard, eino, desk) == desk.vault.open(sound.ref())


def test_what_one_side_asks_for_tells_what_the_other_says(
    desk: Desk, heard: SealedObject
) -> None:
    """As a machine heard it: one digit is missing, so no checksum helps."""
    words = transcript(
        heard,
        turn(0, 0.5, "What is the number of your card?"),
        turn(1, 3.0, "It is 4532 -148 -0343 -6464"),
        turn(0, 6.0, "And your order number?"),
        turn(1, 8.0, "It is 4532 -148 -0343 -6464"),
        seconds=SECONDS,
        language="en",
    )
    write(words, desk=desk, now=NOW)

    redactions.hide(heard.pk, desk=desk, now=NOW)

    shown = shown_copies.words(heard, ORDINARY, desk=desk)
    assert shown is not None
    assert shown.turns[1].text == "It is [card number]"


def test_what_the_other_side_repeats_is_hidden_too(
    desk: Desk, heard: SealedObject
) -> None:
    words = transcript(
        heard,
        turn(1, 2.0, f"Kortti on {CARD}", pace=0.4),
        turn(0, 5.0, "Eli loppu on 0343 ja 6464 selvä"),
        seconds=SECONDS,
    )
    write(words, desk=desk, now=NOW)

    redactions.hide(heard.pk, desk=desk, now=NOW)

    shown = shown_copies.words(heard, ORDINARY, desk=desk)
    assert shown is not None
    assert not [
        each for each in SECRETS if each in " ".join(t.text for t in shown.turns)
    ]


def test_no_file_and_no_row_holds_the_number_in_the_clear(
    desk: Desk, heard: SealedObject, eino: UUID, tmp_path: Path
) -> None:
    redactions.hide(heard.pk, desk=desk, now=NOW)
    everything_shown(heard, eino, desk)

    files = [one for one in tmp_path.rglob("*") if one.is_file()]
    rows = repr([list(Redaction.objects.values()), list(AuditLeaf.objects.values())])
    assert files
    assert not [s for s in ("4532 1488", CODE) if s in rows]
    assert not [
        file
        for file in files
        for s in (CARD, "1488 0343", CODE, "131052")
        if s.encode() in file.read_bytes()
    ]


def test_numbers_in_mail_are_neither_searched_nor_in_excerpts(desk: Desk) -> None:
    head = "Subject: Maksu\r\nMessage-ID: <1@example.fi>\r\n\r\n"
    text = f"{head}Kortti {CARD}. Hetu {CODE}."
    part = Part(Kind.MESSAGE, opener(text.encode()), "message/rfc822")
    capture.capture(mail(parts=(part,)), desk=desk, now=NOW)
    item = search_texts.searchable().get(kind=Kind.MESSAGE)

    found = search_texts.text_of(item, desk=desk)

    assert found is not None
    assert "Kortti [kortin numero]. Hetu [henkilötunnus]." in found.text
