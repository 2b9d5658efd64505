"""``seloste speech``: what is installed, how fast it is, and how recordings stand."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from seloste import wiring
from seloste.cli import up
from seloste.cli.speech import speech
from seloste.domain.staff import system
from seloste.domain.transcript import TranscriptRefused
from seloste.records.models import Dialog, SealedObject, Transcript
from seloste.services import sources, speech_settings
from seloste.services.capture import capture
from tests.adapters import speech_model
from tests.cli.conftest import Run
from tests.fakes.transcriber import FakeTranscriber
from tests.services.deliveries import call


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeTranscriber:
    """Something that hears, without a model."""
    engine = FakeTranscriber(language="en")
    monkeypatch.setattr(wiring, "transcriber", lambda: engine)
    return engine


@pytest.fixture
def failed(notices: None) -> SealedObject:
    """A recording that was given up."""
    now = wiring.clock().now()
    sources.register_source(
        slug="retta-pbx",
        register="retta",
        preset="freepbx",
        time_zone="Europe/Helsinki",
        address="",
        actor=system("setup"),
        now=now,
    )
    began = now - timedelta(minutes=5)
    capture(call(started_at=began, ended_at=now), desk=wiring.desk(), now=now)
    dialog = Dialog.objects.get()
    Transcript.objects.create(
        contact_id=dialog.contact_id,
        dialog=dialog,
        asked_at=now,
        making="failed",
        failure="time-limit",
    )
    return dialog.object


def test_what_is_installed_is_said_with_its_speed(
    run: Run, fake: FakeTranscriber
) -> None:
    said = run(speech, "check").stdout

    assert "engine    fake 1" in said
    assert "nobody: it stays on this machine" in said
    assert "70 s of sound in 8.0 s" in said


def test_programs_get_it_as_json(run: Run, fake: FakeTranscriber) -> None:
    said = json.loads(run(speech, "check", "--format", "json").stdout)

    assert (said["engine"], said["model"], said["device"]) == ("fake", "script", "cpu")
    assert said["speed"]["channels"] == 2
    assert said["speed"]["language"] == "en"


def test_without_a_model_nothing_is_said(run: Run, settings: Settings) -> None:
    settings.SPEECH_MODEL = ""

    result = run(speech, "check")

    assert result.exit_code == 1
    assert "SELOSTE_SPEECH_MODEL" in result.output


@pytest.mark.slow
def test_the_base_model_is_put_together(run: Run, settings: Settings) -> None:
    folder = speech_model.folder()

    assert str(folder) in run(speech, "prepare", str(folder)).stdout

    settings.SPEECH_MODEL = str(folder)
    engine = wiring.transcriber()
    assert engine is not None
    assert engine.installed().model == "whisper-base"


@pytest.mark.django_db
def test_a_register_says_how_its_calls_are(run: Run, notices: None) -> None:
    run(speech, "set", "retta", "--language", "fi", "--channels", "agent-first")

    said = speech_settings.of("retta")
    assert (said.language, said.order) == ("fi", "agent-first")


@pytest.mark.django_db
def test_how_recordings_stand_is_listed(run: Run, failed: SealedObject) -> None:
    said = run(speech, "list").stdout

    assert "failed\t1\n" in said
    assert f"{failed.pk}\ttime-limit\n" in said
    counts = json.loads(run(speech, "list", "--format", "json").stdout)["counts"]
    assert counts == {
        "waiting": 0,
        "made": 0,
        "failed": 1,
        "machine": 0,
        "checked": 0,
        "certified": 0,
    }


@pytest.mark.django_db
def test_what_was_given_up_is_tried_again(run: Run, failed: SealedObject) -> None:
    run(speech, "retry", str(failed.pk))

    assert Transcript.objects.get().making == "waiting"
    with pytest.raises(TranscriptRefused, match="not-failed"):
        run(speech, "retry", str(failed.pk))


def test_the_sample_comes_with_the_program() -> None:
    with wiring.speech_sample() as sample:
        assert sample.read(4) == b"OggS"
    assert Path(str(sample.name)).stat().st_size < 200_000


def test_where_recordings_are_heard_some_workers_do_nothing_else(
    settings: Settings,
) -> None:
    settings.SPEECH_MODEL, settings.SPEECH_WORKERS = "/a/model", 2

    assert up._workers() == [
        ["work", "--lane", "short"],
        ["work", "--lane", "speech"],
        ["work", "--lane", "speech"],
    ]


@pytest.mark.parametrize(("model", "workers"), [("", 1), ("/a/model", 0)])
def test_elsewhere_one_worker_does_everything(
    settings: Settings, model: str, workers: int
) -> None:
    settings.SPEECH_MODEL, settings.SPEECH_WORKERS = model, workers

    assert up._workers() == [["work"]]
