from datetime import timedelta

import pytest

from seloste.domain.contact import Announcement, Kind
from seloste.ports.desk import Desk
from seloste.records.models import (
    AuditLeaf,
    Certificate,
    Contact,
    Quarantined,
    SealedObject,
)
from seloste.services import retries, sources, sweeps
from seloste.services.access import NotFound
from seloste.services.capture import Result, capture
from tests.services.conftest import NOW, SETUP
from tests.services.deliveries import announced_call, wav

pytestmark = pytest.mark.usefixtures("registers")


@pytest.fixture
def entry(desk: Desk) -> Quarantined:
    """A recording without evidence that its caller was told."""
    delivery = announced_call(announcement=Announcement())
    capture(delivery, desk=desk, now=NOW)
    return Quarantined.objects.get()


def attest() -> None:
    sources.attest_announcement(
        slug="sok-calls", until=NOW + timedelta(days=30), actor=SETUP, now=NOW
    )


def test_retried_after_an_attestation_it_becomes_a_contact(
    desk: Desk, entry: Quarantined
) -> None:
    attest()

    receipt = retries.retry(entry.id, desk=desk, actor=SETUP, now=NOW)

    recording = SealedObject.objects.get(kind=Kind.RECORDING)
    assert receipt.result is Result.CAPTURED
    assert desk.vault.open(recording.ref()) == wav()


def test_of_the_waiting_copy_nothing_is_left(desk: Desk, entry: Quarantined) -> None:
    waiting = SealedObject.objects.get(kind=Kind.QUARANTINED)
    assert desk.vault.open(waiting.ref()) == wav()
    attest()

    retries.retry(entry.id, desk=desk, actor=SETUP, now=NOW)

    assert desk.vault.absent([waiting.ref()]) == ()
    entry.refresh_from_db()
    assert entry.state == Quarantined.State.CAPTURED


def test_retried_without_a_change_it_goes_on_waiting(
    desk: Desk, entry: Quarantined
) -> None:
    receipt = retries.retry(entry.id, desk=desk, actor=SETUP, now=NOW)

    assert (receipt.result, receipt.id) == (Result.QUARANTINED, entry.id)
    assert not Contact.objects.exists()
    assert Quarantined.objects.get().state == Quarantined.State.WAITING


def test_discarded_it_is_destroyed_with_a_certificate(
    desk: Desk, entry: Quarantined
) -> None:
    waiting = SealedObject.objects.get(kind=Kind.QUARANTINED)

    retries.discard(entry.id, desk=desk, actor=SETUP, now=NOW)

    assert desk.vault.absent([waiting.ref()]) == ()
    assert Certificate.objects.get().record_id == entry.id
    assert AuditLeaf.objects.filter(action="quarantine.discarded").count() == 1


def test_what_was_handled_cannot_be_handled_again(
    desk: Desk, entry: Quarantined
) -> None:
    retries.discard(entry.id, desk=desk, actor=SETUP, now=NOW)

    with pytest.raises(NotFound):
        retries.retry(entry.id, desk=desk, actor=SETUP, now=NOW)


def test_retention_runs_in_quarantine(desk: Desk, entry: Quarantined) -> None:
    sweeps.sweep(desk=desk, actor=SETUP, now=entry.destroy_by)

    assert not SealedObject.objects.exists()
    entry.refresh_from_db()
    assert entry.state == Quarantined.State.DISCARDED
