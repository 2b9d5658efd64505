import json
from datetime import timedelta

import pytest

from seloste.domain.contact import Kind
from seloste.ports.desk import Desk
from seloste.records.models import Derived, SealedObject
from seloste.services import derivations, sweeps
from seloste.services.capture import capture
from tests.services.conftest import NOW, SETUP
from tests.services.deliveries import call

pytestmark = pytest.mark.usefixtures("registers")


@pytest.fixture
def recording(desk: Desk) -> SealedObject:
    capture(call(), desk=desk, now=NOW)
    return SealedObject.objects.get(kind=Kind.RECORDING)


def test_a_waveform_inherits_the_dates_of_its_recording(
    desk: Desk, recording: SealedObject
) -> None:
    assert derivations.make_waveform(recording.id, desk=desk, now=NOW)

    waveform = SealedObject.objects.get(kind=Kind.WAVEFORM)
    assert waveform.parent == recording
    assert (waveform.act_at, waveform.destroy_by, waveform.key_day) == (
        recording.act_at,
        recording.destroy_by,
        recording.key_day,
    )


def test_a_waveform_has_a_line_for_each_channel(
    desk: Desk, recording: SealedObject
) -> None:
    derivations.make_waveform(recording.id, desk=desk, now=NOW)

    row = SealedObject.objects.get(kind=Kind.WAVEFORM)
    waveform = json.loads(desk.vault.open(row.ref(), inline=row.inline()))
    assert waveform["duration"] == pytest.approx(0.5)
    assert len(waveform["peaks"]) == 2


def test_made_twice_it_is_there_once(desk: Desk, recording: SealedObject) -> None:
    derivations.make_waveform(recording.id, desk=desk, now=NOW)

    assert not derivations.make_waveform(recording.id, desk=desk, now=NOW)

    assert Derived.objects.count() == 1


def test_a_waveform_dies_with_its_recording(
    desk: Desk, recording: SealedObject
) -> None:
    derivations.make_waveform(recording.id, desk=desk, now=NOW)
    waveform = SealedObject.objects.get(kind=Kind.WAVEFORM)
    assert desk.vault.open(waveform.ref(), inline=waveform.inline())

    sweeps.sweep(desk=desk, actor=SETUP, now=NOW + timedelta(days=181))

    assert desk.vault.absent([waveform.ref()]) == ()
    assert not SealedObject.objects.exists()


def test_nothing_is_made_of_a_recording_that_is_gone(
    desk: Desk, recording: SealedObject
) -> None:
    sweeps.sweep(desk=desk, actor=SETUP, now=NOW + timedelta(days=181))

    assert not derivations.make_waveform(recording.id, desk=desk, now=NOW)
