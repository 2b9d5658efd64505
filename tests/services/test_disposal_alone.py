"""Of several sweeps at once, one destroys each item, and says truly what it found."""

import json
import threading
from datetime import timedelta

import pytest
from django.db import connections

from seloste.ports.desk import Desk
from seloste.ports.vault import VaultUnavailable
from seloste.records.models import Certificate, Disposal
from seloste.services import sweeps
from seloste.services.capture import capture
from tests.services.conftest import NOW, SETUP
from tests.services.deliveries import mail

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOW + timedelta(days=181)


def test_two_sweeps_at_once_destroy_everything_once(
    registers: None, desk: Desk
) -> None:
    for number in range(8):
        capture(mail(source_id=f"<{number}@example.fi>"), desk=desk, now=NOW)
    start = threading.Barrier(2)

    def sweep() -> None:
        start.wait()
        sweeps.sweep(desk=desk, actor=SETUP, now=LATER)
        connections.close_all()

    threads = [threading.Thread(target=sweep) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    found = {
        item["stores"]["keystore"]
        for document in Certificate.objects.values_list("document", flat=True)
        for item in json.loads(document)["items"]
    }
    assert found == {"destroyed"}
    assert Certificate.objects.count() == 8
    assert not Disposal.objects.filter(finished_at=None).exists()


def test_a_disposal_that_does_not_end_keeps_others_out(
    registers: None, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    capture(mail(), desk=desk, now=NOW)
    monkeypatch.setattr(desk.ledger, "_patience", 0.1)

    with desk.ledger.alone(), pytest.raises(VaultUnavailable):
        sweeps.sweep(desk=desk, actor=SETUP, now=LATER)

    sweeps.sweep(desk=desk, actor=SETUP, now=LATER)
    assert Certificate.objects.count() == 1
