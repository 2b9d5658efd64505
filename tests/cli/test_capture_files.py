"""``seloste capture``: files by hand, a line for each; originals go on request."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from seloste import wiring
from seloste.cli.capture import capture
from seloste.domain.staff import system
from seloste.records.models import Contact, Quarantined
from seloste.services import sources
from seloste.services.sources import SourceInvalid
from tests.cli.conftest import Run
from tests.services.deliveries import wav

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("notices")]
MAIL = (
    "From: Maija <maija@example.fi>\r\nTo: asiakaspalvelu@retta.example\r\n"
    "Message-ID: <1@example.fi>\r\nSubject: Avain\r\n\r\nHei, avain katosi.\r\n"
)


@pytest.fixture(autouse=True)
def _sources(notices: None) -> None:
    for slug, preset in (("mail", "mail"), ("calls", "manifest")):
        sources.register_source(
            slug=slug,
            register="retta",
            preset=preset,
            time_zone="Europe/Helsinki",
            address="+358900000101",
            actor=system("setup"),
            now=wiring.clock().now(),
        )


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """Maija's mail as a file."""
    path = tmp_path / "maija.eml"
    path.write_bytes(MAIL.encode())
    return path


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    """A list with columns named in Finnish, and the recording it speaks of."""
    folder = tmp_path / "calls"
    folder.mkdir()
    (folder / "a.wav").write_bytes(wav())
    started = wiring.clock().now().strftime("%Y-%m-%d %H:%M:%S")
    (folder / "manifest.csv").write_text(
        f"tunnus,alkoi,tiedosto\n17,{started},a.wav\n", encoding="utf-8"
    )
    return folder


NAMED = (
    *("--map", "source_id=tunnus"),
    *("--map", "started_at=alkoi"),
    *("--map", "file=tiedosto"),
    *("--channel", "call"),
)


def test_a_mail_becomes_a_contact_and_its_file_stays(letter: Path, run: Run) -> None:
    result = run(capture, str(letter), "--source", "mail")

    assert result.exit_code == 0
    assert result.stdout == "captured\tmaija.eml\n1 captured\n"
    assert Contact.objects.count() == 1
    assert letter.exists()


def test_on_request_the_file_goes_with_its_receipt(letter: Path, run: Run) -> None:
    run(capture, str(letter), "--source", "mail", "--remove")

    assert Contact.objects.count() == 1
    assert not letter.exists()


def test_columns_may_have_any_name(calls: Path, run: Run) -> None:
    result = run(capture, str(calls), "--source", "calls", *NAMED, "--format", "json")

    (line,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert (result.exit_code, line["result"]) == (0, "captured")
    assert line["id"] == str(Contact.objects.get().id)


def test_on_request_the_list_goes_with_what_it_names(calls: Path, run: Run) -> None:
    run(capture, str(calls), "--source", "calls", *NAMED, "--remove")

    assert Contact.objects.count() == 1
    assert list(calls.iterdir()) == []


def test_what_is_put_aside_is_status_1(tmp_path: Path, run: Run) -> None:
    odd = tmp_path / "odd.eml"
    odd.write_bytes(b"\0\0 no mail")

    result = run(capture, str(odd), "--source", "mail")

    assert result.exit_code == 1
    assert result.stdout.startswith("quarantined\todd.eml\t")
    assert Quarantined.objects.count() == 1


def test_a_recording_without_its_list_is_left(calls: Path, run: Run) -> None:
    (calls / "manifest.csv").unlink()

    result = run(capture, str(calls), "--source", "calls", "--remove")

    assert result.exit_code == 1
    assert (calls / "a.wav").exists()
    assert not Contact.objects.exists()


def test_a_source_that_is_not_there_is_refused(letter: Path, run: Run) -> None:
    with pytest.raises(SourceInvalid):
        run(capture, str(letter), "--source", "nobody", "--remove")

    assert letter.exists()


def test_a_column_without_a_field_is_wrong_usage(letter: Path) -> None:
    result = CliRunner().invoke(
        capture, [str(letter), "--source", "mail", "--map", "tunnus"]
    )

    assert result.exit_code == 2
    assert "write FIELD=COLUMN" in result.stderr
