"""``seloste verify`` and ``seloste attest``, as they are typed."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from seloste import wiring
from seloste.cli.attest import attest
from seloste.cli.verify import verify
from seloste.domain.audit import canonical_json
from seloste.domain.staff import Role, system
from seloste.records.models import AuditLeaf, NoticeVersion, StaffUser
from seloste.services import attestations, staff, sweeps
from tests.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("notices", "swept")


@pytest.fixture
def swept(notices: None, settings: Settings) -> None:
    """The sweep has just run; passwords are hashed as they really are."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    wiring.desk.cache_clear()
    desk = wiring.desk()
    sweeps.sweep(desk=desk, actor=system("sweep"), now=desk.clock.now())


def test_a_person_reads_verdict_evidence_and_command(run: Run) -> None:
    done = run(verify, "--register", "sok-mara")

    assert done.exit_code == 0
    assert "S-14" in done.output
    assert "PROVED" in done.output
    assert "$ seloste verify --register sok-mara --promise S-14" in done.output
    assert "12 PROVED" in done.output


def test_every_register_is_verified_without_being_named(run: Run) -> None:
    done = run(verify, "--language", "fi")

    assert "R-38" in done.output
    assert "S-24" in done.output
    assert "lausuntoa" in done.output


def read(output: str) -> list[dict[str, Any]]:
    reports: list[dict[str, Any]] = json.loads(output)["reports"]
    return reports


def test_a_program_reads_signed_json(run: Run) -> None:
    [signed] = read(run(verify, "--register", "retta", "--format", "json").output)

    report, signature = signed["report"], signed["signature"]
    assert report["type"] == "seloste-verification"
    assert len(report["results"]) == 38
    assert signature["algorithm"] == "Ed25519"
    assert wiring.desk().signer.verify(
        message=b"seloste verification 1\n" + canonical_json(report),
        signature=base64.b64decode(signature["value"]),
    )


def test_a_page_is_written_to_standard_output(run: Run) -> None:
    done = run(verify, "--format", "html")

    assert done.output.startswith("<!doctype html>")
    assert done.output.endswith("</html>\n")


def test_one_promise_can_be_asked_for(run: Run) -> None:
    arguments = ("--register", "retta", "--promise", "R-17", "--format", "json")
    [signed] = read(run(verify, *arguments).output)

    assert [result["promise"] for result in signed["report"]["results"]] == ["R-17"]


def test_what_is_broken_is_status_1(run: Run) -> None:
    assert run(verify, "--register", "retta").exit_code == 0
    row = NoticeVersion.objects.get(register_id="retta")
    row.document = row.document.replace("days: 180", "days: 360")
    row.save()

    done = run(verify, "--register", "retta")

    assert done.exit_code == 1
    assert "BROKEN" in done.output


def test_an_exposed_root_key_is_found(run: Run, installation: Path) -> None:
    arguments = ("--register", "retta", "--promise", "R-21")
    assert run(verify, *arguments).exit_code == 0
    (installation / "root.key").chmod(0o444)

    assert run(verify, *arguments).exit_code == 1


def test_each_run_is_in_the_log(run: Run) -> None:
    run(verify)

    runs = AuditLeaf.objects.filter(action="verify.run")
    assert set(runs.values_list("object_id", flat=True)) == {
        "register:retta",
        "register:sok-mara",
    }


def test_a_statement_is_taken_and_counts(run: Run) -> None:
    onni = StaffUser.objects.create(
        username="onni", display_name="Onni", is_active=True
    )
    staff.grant_role(
        staff_id=onni.id,
        role=Role.DPO,
        register="retta",
        ends_at=None,
        actor=system("setup"),
        now=wiring.clock().now(),
    )

    done = run(
        attest,
        "R-22",
        *("--register", "retta", "--statement", "Arkisto on lukossa."),
        *("--valid-days", "180", "--by", "onni"),
    )

    assert done.exit_code == 0
    shown = run(verify, "--register", "retta", "--promise", "R-22")
    assert "ATTESTED" in shown.output
    assert "by:Onni" in shown.output


def test_a_statement_of_a_stranger_is_refused(run: Run) -> None:
    with pytest.raises(attestations.AttestationRefused):
        run(
            attest,
            "R-22",
            *("--register", "retta", "--statement", "Lukossa."),
            *("--valid-days", "180", "--by", "maija"),
        )
