"""Disposal on the pages: what falls due, certificates to check, the second person."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import time_machine
from django.test import Client

from seloste import wiring
from seloste.domain.staff import Actor, system
from seloste.records.models import Certificate, Contact, DisposalBrake
from seloste.services import audit, sweeps
from tests.architecture.paths import SOURCE
from tests.web.kept import acts
from tests.web.people import NOW, SignedIn

pytestmark = pytest.mark.usefixtures("sources_of_retta")

LATER = NOW + timedelta(days=181)
VERIFIER = SOURCE / "cli" / "standalone_verifier.py"


@pytest.fixture
def browser(aino: Actor, signed_in: SignedIn) -> Client:
    """The browser of Aino, records manager."""
    return signed_in(aino)


@pytest.fixture
def certificate(maijas_mail: UUID) -> Certificate:
    """The certificate of Maija's mail, destroyed when its time was over."""
    assert Contact.objects.filter(pk=maijas_mail).exists()
    sweeps.sweep(desk=wiring.desk(), actor=system("sweep"), now=LATER)
    assert not Contact.objects.filter(pk=maijas_mail).exists()
    return Certificate.objects.get(record_id=maijas_mail)


def sign_log() -> None:
    desk = wiring.desk()
    audit.checkpoint(signer=desk.signer, witness=desk.witness, now=LATER)


def text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(("days", "shown"), [("30", 0), ("180", 1), ("nonsense", 0)])
def test_calendar_counts_what_falls_due(
    browser: Client, maijas_mail: UUID, days: str, shown: int
) -> None:
    page = text(browser, f"/disposal/?days={days}")

    assert f'<div class="figure">{shown}</div>' in page


def test_chart_has_a_table_of_the_same_figures(
    browser: Client, maijas_mail: UUID
) -> None:
    page = text(browser, "/disposal/?days=180")

    assert "<svg" in page
    assert "Taulukkona" in page
    assert '<td class="text-end">1</td>' in page


def test_certificate_says_what_went_and_under_which_promise(
    browser: Client, certificate: Certificate
) -> None:
    page = text(browser, f"/disposal/certificates/{certificate.id}/")

    assert str(certificate.record_id) in page
    assert "R-17" in page
    assert "Säilytysaika päättyi" in page
    assert str(certificate.id) in text(browser, "/disposal/certificates/")


def test_proof_waits_for_the_signature_of_the_log(
    browser: Client, certificate: Certificate
) -> None:
    address = f"/disposal/certificates/{certificate.id}/"

    assert f"{address}file/" not in text(browser, address)
    answer = browser.get(f"{address}file/")

    assert answer.headers["Location"] == address


def test_saved_certificate_passes_the_stand_alone_verifier(
    browser: Client, certificate: Certificate, tmp_path: Path
) -> None:
    sign_log()

    file = browser.get(f"/disposal/certificates/{certificate.id}/file/")

    assert "attachment" in file.headers["Content-Disposition"]
    assert json.loads(file.content)["certificate"]["certificate"] == str(certificate.id)
    saved = tmp_path / "certificate.json"
    saved.write_bytes(file.content)
    key = audit.verifier_key(wiring.desk().signer)
    assert verified(saved, key) == 0
    saved.write_text(saved.read_text().replace("R-17", "R-18"))
    assert verified(saved, key) == 1


def verified(file: Path, key: str) -> int:
    command = [sys.executable, str(VERIFIER), "certificate", str(file), "--key", key]
    return subprocess.run(command, capture_output=True, check=False).returncode


@pytest.mark.parametrize("part", ["", "file/"])
def test_foreign_certificate_does_not_exist(
    browser: Client, certificate: Certificate, part: str
) -> None:
    Certificate.objects.update(register_id="sok-mara")

    for number in (certificate.id, uuid4()):
        address = f"/disposal/certificates/{number}/{part}"
        assert browser.get(address).status_code == 404


@pytest.fixture
def brake(db: None) -> DisposalBrake:
    """A sweep that wanted unusually much."""
    return DisposalBrake.objects.create(
        tripped_at=NOW,
        tripped_by="system:sweep",
        due_by=NOW,
        due_count=900,
        usual_count=12,
    )


def test_second_person_approves(browser: Client, brake: DisposalBrake) -> None:
    assert "900" in text(browser, "/disposal/")

    browser.post(f"/disposal/brakes/{brake.id}/approve/")

    brake.refresh_from_db()
    assert brake.approved_at
    assert acts("disposal.approved") == 1


def test_whoever_set_it_off_does_not_approve(
    browser: Client, aino: Actor, brake: DisposalBrake
) -> None:
    DisposalBrake.objects.update(tripped_by=aino.id)

    page = browser.post(f"/disposal/brakes/{brake.id}/approve/", follow=True)

    brake.refresh_from_db()
    assert brake.approved_at is None
    assert "Jonkun muun on hyväksyttävä" in page.content.decode()


@pytest.mark.parametrize("address", ["/disposal/", "/disposal/certificates/"])
def test_agent_and_administrator_see_no_disposal(
    eino: Actor, admin: Actor, signed_in: SignedIn, address: str
) -> None:
    for person in (eino, admin):
        assert signed_in(person).get(address).status_code == 403


def test_agent_approves_nothing(
    eino: Actor, signed_in: SignedIn, brake: DisposalBrake
) -> None:
    answer = signed_in(eino).post(f"/disposal/brakes/{brake.id}/approve/")

    assert answer.status_code == 403


def test_destroyed_contact_is_no_longer_there(
    browser: Client, certificate: Certificate, clock: time_machine.Traveller
) -> None:
    assert browser.get(f"/contacts/{certificate.record_id}/").status_code == 404
