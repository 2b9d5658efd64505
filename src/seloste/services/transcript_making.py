"""Making transcripts: each channel apart, piece by piece, in turns of a few minutes.

A turn is a job. What is heard is sealed on the way, so that a worker that is
killed costs a few minutes of hearing and nothing else; whoever takes the
recording on next goes on where it was. What cannot be heard is a state that a
person sees and may try again.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from seloste.domain import transcript as rules
from seloste.domain import transcript_json
from seloste.domain.audit import Action
from seloste.domain.contact import Kind
from seloste.domain.staff import system
from seloste.domain.transcript import Making, Stretch, Word
from seloste.domain.transcript import Transcript as Words
from seloste.ports.audio import AudioRefused
from seloste.ports.desk import Desk
from seloste.ports.transcriber import (
    Listener,
    Piece,
    SpeechRefused,
    SpeechUnavailable,
    Transcriber,
)
from seloste.records.models import Dialog, SealedObject, Transcript, TranscriptPart
from seloste.services import (
    audit,
    jobs,
    limits,
    speech_processors,
    speech_settings,
    transcript_asking,
    transcript_rows,
)
from seloste.services.access import NotFound
from seloste.services.jobs import Job
from seloste.services.sealed_file import open_sealed

WINDOW = 1800.0
"""Seconds of sound that are decoded at a time."""

TURN = 240.0
"""Seconds of hearing after which others have their turn."""

SEAL_EVERY = 120.0
"""Seconds of a channel that may have to be heard again after a crash."""

BUSY = timedelta(minutes=10)
LEAST_LIMIT = 120.0
"""Seconds of a processor that any recording may take, however short it is."""

_EDGE = 0.05

MAKER = system("transcribe")


@dataclass(slots=True)
class _Heard:
    """What is known of one channel: up to which second, and what was said."""

    channel: int
    until: float = 0.0
    sealed_until: float = 0.0
    parts: int = 0
    words: list[Word] = field(default_factory=list)
    speech: list[Stretch] = field(default_factory=list)
    language: str = ""
    begins_word: int = 0
    begins_speech: int = 0

    def add(self, piece: Piece, *, offset: float) -> None:
        """Take what was heard next; ``offset`` is where its samples begin."""
        self.until = max(self.until, offset + piece.until)
        self.language = self.language or piece.language
        self.words += [
            Word(one.text, one.start + offset, one.end + offset, one.confidence)
            for one in piece.words
        ]
        self.speech += [
            Stretch(self.channel, start + offset, end + offset)
            for start, end in piece.speech
        ]

    def unsealed(self) -> bytes:
        """Return what was heard since the last part, to be sealed."""
        return json.dumps(
            {
                "language": self.language,
                "words": [asdict(one) for one in self.words[self.begins_word :]],
                "speech": [
                    (one.start, one.end) for one in self.speech[self.begins_speech :]
                ],
            },
            ensure_ascii=False,
        ).encode()

    def sealed(self) -> None:
        """Remember that everything up to here is sealed."""
        self.begins_word, self.begins_speech = len(self.words), len(self.speech)
        self.sealed_until = self.until
        self.parts += 1


@dataclass(slots=True)
class _Work:
    """One worker's turn at one recording; ``spent`` is the work of all turns so far."""

    row: Transcript
    recording: SealedObject
    channels: list[_Heard]
    spent: float
    turn: float = 0.0

    @property
    def dialog(self) -> Dialog:
        return self.row.dialog

    def is_done(self) -> bool:
        return self.begins >= self.dialog.seconds - _EDGE

    @property
    def begins(self) -> float:
        return min((one.until for one in self.channels), default=self.dialog.seconds)


def transcribe(item_id: UUID, *, desk: Desk, now: datetime, turn: float = TURN) -> bool:
    """Work on the transcript of a recording for a while; True where it is made.

    Does nothing for what is gone or made already. Raises SpeechUnavailable,
    AudioUnavailable and the vault's outages: then the job is tried again.
    """
    transcriber = desk.transcriber
    row = _take_on(item_id, now) if transcriber is not None else None
    if row is None or transcriber is None:
        return False
    with _taken(row):
        work = _resume(row, desk)
        register = work.recording.register_id
        try:
            speech_processors.check_register(transcriber, register, now=now)
            _hear(work, transcriber, desk=desk, turn=turn)
        except (AudioRefused, SpeechRefused) as refusal:
            _fail(work, refusal.reason, now)
            return False
        if work.is_done():
            _finish(work, transcriber, desk=desk, now=now)
            return True
        _go_on(work)
        return False


@transaction.atomic
def _take_on(item_id: UUID, now: datetime) -> Transcript | None:
    """Take a recording on, for this worker alone; None where there is nothing to do.

    Where another has it, it is asked for again for when that one may be dead.
    """
    try:
        recording = transcript_rows.locked_recording(item_id)
    except NotFound:
        return None
    row = transcript_asking.row_of(recording, now)
    if row is None or row.making != Making.WAITING:
        return None
    if not row.urgent and _is_restricted(item_id, now):
        return None
    if row.busy_until is not None and row.busy_until > now:
        jobs.enqueue(
            Job.TRANSCRIBE,
            object_id=item_id,
            run_at=row.busy_until,
            priority=transcript_asking.priority(row),
        )
        return None
    row.run += 1
    row.busy_until = now + BUSY
    row.save(update_fields=["run", "busy_until"])
    return row


def _is_restricted(item_id: UUID, now: datetime) -> bool:
    """Tell whether a recording is out of use (Art. 18): hearing it is using it."""
    return SealedObject.objects.filter(limits.restricted(now), pk=item_id).exists()


@contextmanager
def _taken(row: Transcript) -> Iterator[None]:
    """Let go of a recording however the turn ends, unless this worker is killed."""
    try:
        yield
    finally:
        Transcript.objects.filter(pk=row.pk, run=row.run).update(busy_until=None)


def _resume(row: Transcript, desk: Desk) -> _Work:
    """Return where the work stands, from what was sealed on the way."""
    recording = row.dialog.object
    channels = [_Heard(at) for at in range(max(1, row.dialog.channels))]
    parts = TranscriptPart.objects.select_related("object").filter(transcript=row)
    for part in parts.order_by("channel", "number"):
        item = part.object
        data = json.loads(desk.vault.open(item.ref(), inline=item.inline()))
        heard = channels[part.channel]
        heard.language = heard.language or data["language"]
        heard.words += [Word(**one) for one in data["words"]]
        heard.speech += [Stretch(part.channel, *span) for span in data["speech"]]
        heard.until = part.until
        heard.sealed()
    return _Work(row, recording, channels, spent=row.spent)


def _hear(work: _Work, transcriber: Transcriber, *, desk: Desk, turn: float) -> None:
    """Hear until all is heard or the turn is over. Raises SpeechRefused.

    Of all channels the one that is furthest behind says where to go on.
    """
    if work.is_done():
        return
    setting = speech_settings.of(work.recording.register_id)
    with transcriber.listening() as listener:
        while not work.is_done() and work.turn < turn:
            begins = work.begins
            with open_sealed(
                desk.vault, work.recording.ref(), size=work.recording.size
            ) as source:
                samples = desk.audio.channels(source, start=begins, seconds=WINDOW)
            if len(samples) != len(work.channels):
                raise AudioRefused("unsupported")
            for heard, channel in zip(work.channels, samples, strict=True):
                if work.turn >= turn:
                    return
                wish = _Wish(channel, begins, setting.language, transcriber.slowest)
                _hear_channel(work, heard, wish, listener, desk=desk, turn=turn)
            if work.begins <= begins and work.turn < turn:
                raise SpeechRefused("too-costly")


@dataclass(frozen=True, slots=True)
class _Wish:
    """The samples of a channel, where they begin, and what is known of them."""

    samples: bytes
    begins: float
    language: str
    slowest: float


def _hear_channel(
    work: _Work,
    heard: _Heard,
    wish: _Wish,
    listener: Listener,
    *,
    desk: Desk,
    turn: float,
) -> None:
    final = wish.begins + WINDOW >= work.dialog.seconds
    for piece in listener.hear(
        wish.samples,
        language=wish.language or heard.language,
        after=heard.until - wish.begins,
        final=final,
    ):
        heard.add(piece, offset=wish.begins)
        _count(work, piece, slowest=wish.slowest)
        if heard.until - heard.sealed_until >= SEAL_EVERY or work.turn >= turn:
            _seal_part(work, heard, desk=desk)
        if work.turn >= turn:
            return
    if final:
        heard.until = work.dialog.seconds


def _count(work: _Work, piece: Piece, *, slowest: float) -> None:
    """Add what a piece cost. Raises SpeechRefused where all of them cost too much.

    By the clock others have their turn; only work is too much, for a busy machine
    is no fault of the recording.
    """
    work.turn += piece.took
    work.spent += piece.used
    length = work.dialog.seconds * len(work.channels)
    if work.spent > LEAST_LIMIT + slowest * length:
        raise SpeechRefused("time-limit")


def _seal_part(work: _Work, heard: _Heard, *, desk: Desk) -> None:
    """Seal what was heard of a channel since the last part."""
    sealed = transcript_rows.seal(
        work.recording, heard.unsealed(), Kind.SPEECH_PART, desk=desk
    )
    with transcript_rows.taken_back(sealed, desk=desk), transaction.atomic():
        recording = transcript_rows.locked_recording(work.recording.pk)
        _still_mine(work)
        TranscriptPart.objects.create(
            transcript=work.row,
            object=transcript_rows.keep(recording, sealed),
            channel=heard.channel,
            number=heard.parts,
            until=heard.until,
        )
        Transcript.objects.filter(pk=work.row.pk).update(spent=work.spent)
    heard.sealed()


def _still_mine(work: _Work) -> Transcript:
    """Return the row, locked, unless another took it on. Raises SpeechUnavailable."""
    row = (
        Transcript.objects.select_for_update(of=("self",))
        .select_related("object", "dialog")
        .filter(pk=work.row.pk, run=work.row.run, making=Making.WAITING)
        .first()
    )
    if row is None:
        raise SpeechUnavailable("taken-over")
    return row


@transaction.atomic
def _go_on(work: _Work) -> None:
    """Let others have their turn, and ask for another of this recording's."""
    row = _still_mine(work)
    jobs.enqueue(
        Job.TRANSCRIBE,
        object_id=work.recording.pk,
        priority=transcript_asking.priority(row),
    )


@transaction.atomic
def _fail(work: _Work, reason: str, now: datetime) -> None:
    """Keep why the machine gave up; what was heard so far stays for another try."""
    row = _still_mine(work)
    row.making, row.failure = Making.FAILED, reason
    row.save(update_fields=["making", "failure"])
    audit.record(
        action=Action.TRANSCRIPT_FAILED,
        actor=MAKER,
        object_id=row.contact_id,
        now=now,
        details={"item": str(work.recording.pk), "reason": reason},
    )


def _finish(
    work: _Work, transcriber: Transcriber, *, desk: Desk, now: datetime
) -> None:
    """Seal all words as one transcript in place of the parts on the way."""
    words = _words(work, transcriber)
    data = transcript_json.to_json(words)
    sealed = transcript_rows.seal(work.recording, data, Kind.TRANSCRIPT, desk=desk)
    with transcript_rows.taken_back(sealed, desk=desk), transaction.atomic():
        recording = transcript_rows.locked_recording(work.recording.pk)
        row = _still_mine(work)
        transcript_rows.replace_words(row, recording, sealed)
        row.making, row.failure, row.made_at = Making.MADE, "", now
        row.audio_sha256, row.language = recording.sha256, words.language
        row.engine, row.spent = transcriber.engine, work.spent
        row.save(
            update_fields=[
                *("making", "failure", "made_at", "audio_sha256"),
                *("language", "engine", "spent"),
            ]
        )
        gone = transcript_rows.drop_parts(row)
        audit.record(
            action=Action.TRANSCRIPT_MADE,
            actor=MAKER,
            object_id=row.contact_id,
            now=now,
            details={"item": str(recording.pk), "sha256": recording.sha256},
        )
    desk.vault.destroy(gone)


def _words(work: _Work, transcriber: Transcriber) -> Words:
    """Return everything that was heard, in turns; bound to the recording's hash."""
    order = speech_settings.of(work.recording.register_id).order
    channels = len(work.channels)
    return rules.with_unheard(
        Words(
            recording=work.recording.pk,
            sha256=work.recording.sha256,
            seconds=work.dialog.seconds,
            channels=channels,
            language=_language(work),
            turns=rules.turns_of(
                ((one.channel, tuple(one.words)) for one in work.channels),
                channels=channels,
                order=order,
            ),
            speech=tuple(span for one in work.channels for span in one.speech),
            gaps=transcript_rows.gaps_of(work.dialog),
            engine=transcriber.engine,
            model=transcriber.model,
        )
    )


def _language(work: _Work) -> str:
    """Return the language of whoever said most."""
    most = max(work.channels, key=lambda one: len(one.words))
    return most.language
