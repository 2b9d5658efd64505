"""``seloste calls`` and ``seloste egress``: lists handed over, gaps told, hosts."""

import json
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from seloste.cli.calls import calls
from seloste.cli.egress import egress
from seloste.cli.source import source
from seloste.domain.staff import system
from seloste.records.models import ReportedCall
from tests.cli.conftest import Run
from tests.services.processor_entries import host_of_a_processor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("notices")]
VECTORS = Path(__file__).parents[1] / "vectors"
ADD = ("add", "pbx", "--register", "retta", "--preset", "freepbx")


def cdr(path: Path, *ids: str) -> Path:
    rows = [
        "calldate,uniqueid,disposition,linkedid,recordingfile",
        *(f"2026-05-04 11:00:00,{one},ANSWERED,{one},{one}.wav" for one in ids),
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_a_list_is_taken_and_nothing_but_keys_is_kept(run: Run, tmp_path: Path) -> None:
    run(source, *ADD)

    said = run(
        calls, "list", str(cdr(tmp_path / "cdr.csv", "a", "b")), "--source", "pbx"
    )

    assert said.stdout == "2 calls taken, 0 rows not understood\n"
    assert ReportedCall.objects.filter(answered=True, recorded=True).count() == 2


def test_a_row_that_is_not_understood_is_told(run: Run, tmp_path: Path) -> None:
    run(source, *ADD)
    file = cdr(tmp_path / "cdr.csv", "a")
    file.write_text(f"{file.read_text()}x,y\n", encoding="utf-8")

    said = run(calls, "list", str(file), "--source", "pbx")

    assert said.stdout == "1 calls taken, 1 rows not understood\n"
    assert said.exit_code == 1


def test_without_a_list_there_is_nothing_to_compare(run: Run) -> None:
    said = run(calls, "report", "--register", "retta")

    assert said.stdout.startswith("nothing to compare")
    assert said.exit_code == 0


def test_contact_records_are_a_list_too(run: Run) -> None:
    run(source, "add", "aws", "--register", "retta", "--preset", "amazon-connect")
    file = VECTORS / "amazon_connect" / "ctr.json"

    assert run(calls, "list", str(file), "--source", "aws").exit_code == 0
    assert ReportedCall.objects.get().recorded


def test_a_report_is_json_for_programs(run: Run) -> None:
    assert (
        json.loads(
            run(calls, "report", "--register", "retta", "--format", "json").stdout
        )
        == []
    )


def test_a_secret_is_printed_once_and_kept_in_a_file(
    run: Run, settings: Settings, tmp_path: Path
) -> None:
    settings.SOURCE_SECRETS = tmp_path / "secrets"
    run(source, *ADD)

    printed = run(source, "secret", "pbx").stdout.strip()

    file = tmp_path / "secrets" / "pbx"
    assert file.read_text() == printed
    assert file.stat().st_mode & 0o777 == 0o600


def test_hosts_are_allowed_listed_and_forbidden(run: Run) -> None:
    host_of_a_processor("api.twilio.com", actor=system("setup"))
    run(egress, "allow", "api.twilio.com", "--for", "recordings")
    assert run(egress, "list").stdout == "recordings\tapi.twilio.com\n"

    run(egress, "forbid", "api.twilio.com", "--for", "recordings")

    assert run(egress, "list").stdout == ""
