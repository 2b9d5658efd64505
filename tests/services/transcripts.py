"""Recordings with transcripts, as the tests of several parts need them."""

import io
import wave
from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from seloste.domain.contact import Kind
from seloste.domain.staff import Role
from seloste.ports.desk import Desk
from seloste.records.models import Job, SealedObject, Transcript
from seloste.services import openings, redactions, transcript_making, transcripts
from seloste.services.capture import capture
from tests.fakes.transcriber import FakeTranscriber
from tests.services.conftest import NOW
from tests.services.deliveries import call, recording
from tests.services.job_table import empty_jobs
from tests.services.people import person

PURPOSE = "verification"


def hum(seconds: float, *, channels: int = 1, rate: int = 8000) -> bytes:
    """Return a WAV in which something sounds all the time; cheap to make."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(channels)
        writer.setsampwidth(2)
        writer.setframerate(rate)
        writer.writeframes(b"\x10\x01" * int(seconds * rate * channels))
    return file.getvalue()


def no_jobs() -> None:
    """Forget the jobs that capturing asked for, on either database."""
    Job.objects.all().delete()
    empty_jobs()


def listening(desk: Desk, transcriber: FakeTranscriber | None = None) -> Desk:
    """Return the desk with something that hears."""
    return replace(desk, transcriber=transcriber or FakeTranscriber())


def recorded(desk: Desk, *, seconds: float = 4.0, channels: int = 2) -> SealedObject:
    """Capture a call of Maija's and return its recording."""
    sound = recording(hum(seconds, channels=channels))
    capture(call(parts=(sound,)), desk=desk, now=NOW)
    return SealedObject.objects.get(kind=Kind.RECORDING)


def transcribed(
    desk: Desk, transcriber: FakeTranscriber | None = None, *, seconds: float = 4.0
) -> Transcript:
    """Capture a call, transcribe it, and look through its words."""
    item = recorded(desk, seconds=seconds)
    made = transcript_making.transcribe(
        item.pk, desk=listening(desk, transcriber), now=NOW
    )
    assert made
    redactions.hide(item.pk, desk=desk, now=NOW)
    return Transcript.objects.get(dialog__object=item)


def reader(name: str, role: Role = Role.RECORDS_MANAGER) -> UUID:
    """Return somebody who may read recordings of Retta's."""
    return person(name, role)


def opened(row: Transcript, who: UUID, *, purpose: str = PURPOSE) -> UUID:
    """Return an opening of the transcript's recording."""
    leave = openings.open_item(
        row.dialog.object_id, staff_id=who, purpose_id=purpose, now=NOW
    )
    return leave.opening_id


def certified(
    desk: Desk,
    row: Transcript,
    *,
    first: UUID,
    second: UUID,
    listened: Collection[str] = (),
) -> None:
    """Let one person check the transcript and another certify it."""
    row.refresh_from_db()
    transcripts.check(
        opened(row, first),
        seen_version=row.version,
        staff_id=first,
        desk=desk,
        now=NOW,
    )
    transcripts.certify(
        opened(row, second),
        listened=listened,
        seen_version=row.version,
        staff_id=second,
        desk=desk,
        now=NOW + timedelta(minutes=1),
    )
