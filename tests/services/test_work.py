"""Work: one round does what is regular and what was asked for, and may be repeated."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from seloste.domain.contact import Kind
from seloste.ports.desk import Desk
from seloste.ports.jobs import Job
from seloste.records.models import (
    AuditCheckpoint,
    Certificate,
    Contact,
    DisposalBrake,
    Heartbeat,
    SealedObject,
)
from seloste.services import jobs, trusted_time, work
from seloste.services.capture import capture
from tests.fakes.transcriber import FakeTranscriber
from tests.services.conftest import NOW
from tests.services.deliveries import call, mail
from tests.services.desks import HandClock, build_desk
from tests.services.job_table import empty_jobs

pytestmark = [
    pytest.mark.django_db(transaction=True),  # workers have connections of their own
    pytest.mark.usefixtures("registers"),
]


@pytest.fixture(autouse=True)
def _no_jobs_of_others(db: None) -> None:
    empty_jobs()


def test_a_round_makes_the_waveform_of_a_new_recording(desk: Desk) -> None:
    capture(call(), desk=desk, now=NOW)
    assert not SealedObject.objects.filter(kind=Kind.WAVEFORM).exists()

    work.work(desk, worker="one")

    assert SealedObject.objects.filter(kind=Kind.WAVEFORM).count() == 1


def test_a_round_destroys_what_is_due(desk: Desk, clock: HandClock) -> None:
    capture(mail(), desk=desk, now=NOW)
    assert Contact.objects.exists()
    clock.move(timedelta(days=200))

    work.work(desk, worker="one")

    assert not Contact.objects.exists()
    assert Certificate.objects.count() == 1


def test_a_round_signs_the_log(desk: Desk) -> None:
    work.work(desk, worker="one")

    assert AuditCheckpoint.objects.exists()


def test_a_round_beats_the_heart(desk: Desk) -> None:
    work.work(desk, worker="one")

    assert Heartbeat.objects.get(name=work.WORKER).at == NOW


def test_what_is_regular_is_asked_for_in_its_time(desk: Desk, clock: HandClock) -> None:
    assert work.work(desk, worker="one") == 7
    clock.move(timedelta(seconds=59))
    assert work.work(desk, worker="one") == 0

    clock.move(timedelta(minutes=10))

    assert work.work(desk, worker="one") == 7


def test_what_waits_already_is_not_asked_for_twice(desk: Desk) -> None:
    jobs.enqueue(Job.SWEEP)
    jobs.enqueue(Job.CHECKPOINT)
    jobs.enqueue(Job.REMIND)

    assert work.work(desk, worker="one") == 7


def test_on_a_doubted_clock_the_sweep_waits_and_the_rest_goes_on(
    desk: Desk, clock: HandClock
) -> None:
    capture(mail(), desk=desk, now=NOW)
    clock.vouched = False
    clock.move(timedelta(days=200))

    work.work(desk, worker="one")

    assert Contact.objects.exists()
    assert trusted_time.distrusted_since()
    assert jobs.queue().counts().failed == 0
    assert AuditCheckpoint.objects.exists()


def test_a_sweep_that_wants_too_much_waits_for_people(
    desk: Desk, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    capture(mail(), desk=desk, now=NOW)
    clock.move(timedelta(days=200))
    monkeypatch.setattr("seloste.domain.retention.trips_brake", lambda **_: True)

    work.work(desk, worker="one")

    assert DisposalBrake.objects.count() == 1
    assert Contact.objects.exists()


def test_a_job_about_nothing_does_nothing(desk: Desk) -> None:
    work.handlers(desk)[Job.WAVEFORM](None)
    work.handlers(desk)[Job.WAVEFORM](uuid4())

    assert not SealedObject.objects.exists()


def test_every_job_has_a_handler(tmp_path: Path) -> None:
    desk = build_desk(tmp_path / "another", HandClock(NOW))

    assert set(work.handlers(desk)) == set(Job)


def test_a_worker_without_work_asks_for_nothing_twice(desk: Desk) -> None:
    work.work(desk, worker="w")

    assert work.work(desk, worker="w") == 0


def test_recordings_are_heard_one_at_a_time_and_after_all_else(desk: Desk) -> None:
    hearing = replace(desk, transcriber=FakeTranscriber())
    capture(call(), desk=desk, now=NOW)

    work.work(hearing, worker="short")
    assert SealedObject.objects.filter(kind=Kind.WAVEFORM).count() == 1
    assert not SealedObject.objects.filter(kind=Kind.TRANSCRIPT).exists()

    while work.listen(hearing, worker="speech"):
        pass
    assert SealedObject.objects.filter(kind=Kind.TRANSCRIPT).count() == 1


def test_where_nothing_hears_no_recording_waits(desk: Desk) -> None:
    capture(call(), desk=desk, now=NOW)
    work.work(desk, worker="one")

    assert not jobs.queue().waiting(Job.TRANSCRIBE)
    assert work.listen(desk, worker="one") == 0
