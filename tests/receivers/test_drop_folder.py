"""A watched folder: nothing is taken half-written, nothing goes without a receipt."""

import os
from pathlib import Path

import pytest
from click import ClickException
from pytest_django.fixtures import Settings

from seloste import wiring
from seloste.domain.contact import Kind
from seloste.domain.staff import system
from seloste.ports.vault import VaultUnavailable
from seloste.receivers import command
from seloste.receivers.drop_folder import DropFolder
from seloste.records.models import Contact, Quarantined, SealedObject, Source
from seloste.services import sources
from seloste.services.sources import SourceInvalid
from tests.cli.conftest import Run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("notices")]
MAIL = (
    "From: Maija <maija@example.fi>\r\n"
    "To: asiakaspalvelu@retta.example\r\n"
    "Message-ID: <{number}@example.fi>\r\n"
    "Subject: Avain\r\n\r\nHei, avain katosi.\r\n"
)


@pytest.fixture
def drop(tmp_path: Path) -> Path:
    """The folder that the mail server delivers into."""
    sources.register_source(
        slug="mail",
        register="retta",
        preset="mail",
        time_zone="Europe/Helsinki",
        address="",
        actor=system("setup"),
        now=wiring.clock().now(),
    )
    folder = tmp_path / "drop"
    folder.mkdir()
    return folder


@pytest.fixture
def watched(drop: Path) -> DropFolder:
    """The receiver that watches it."""
    return DropFolder(drop, source="mail")


def put(drop: Path, number: int = 1, text: str = MAIL) -> Path:
    path = drop / f"{number}.eml"
    path.write_bytes(text.format(number=number).encode())
    return path


def test_a_file_is_taken_at_the_second_look_and_then_removed(
    drop: Path, watched: DropFolder
) -> None:
    path = put(drop)

    assert watched.poll() == 0
    assert path.exists()
    assert watched.poll() == 1

    assert not path.exists()
    message = SealedObject.objects.get(kind=Kind.MESSAGE)
    opened = wiring.desk().vault.open(message.ref(), inline=message.inline())
    assert opened == MAIL.format(number=1).encode()


def test_a_file_that_still_grows_is_not_taken(drop: Path, watched: DropFolder) -> None:
    path = put(drop)
    watched.poll()
    with path.open("ab") as file:
        file.write(b"more")

    assert watched.poll() == 0
    assert watched.poll() == 1


def test_an_empty_folder_is_looked_at_in_peace(watched: DropFolder) -> None:
    assert [watched.poll(), watched.poll()] == [0, 0]


def test_the_same_mail_again_is_let_go_without_a_second_contact(
    drop: Path, watched: DropFolder
) -> None:
    put(drop)
    watched.poll()
    watched.poll()

    again = put(drop)
    watched.poll()
    watched.poll()

    assert Contact.objects.count() == 1
    assert not again.exists()


def test_what_is_no_mail_is_sealed_in_quarantine_and_let_go(
    drop: Path, watched: DropFolder
) -> None:
    path = put(drop, text="\0\0 {number} no mail at all")
    watched.poll()

    watched.poll()

    assert Quarantined.objects.count() == 1
    assert not path.exists()


def test_a_link_is_never_followed_and_stays(
    drop: Path, watched: DropFolder, tmp_path: Path
) -> None:
    secret = put(tmp_path, 7)
    link = drop / "link.eml"
    link.symlink_to(secret)
    watched.poll()

    watched.poll()

    assert link.is_symlink()
    assert secret.exists()
    assert not Contact.objects.exists()


def test_a_pipe_does_not_stop_the_receiver(drop: Path, watched: DropFolder) -> None:
    os.mkfifo(drop / "pipe.eml")
    watched.poll()

    watched.poll()

    assert (drop / "pipe.eml").exists()
    assert not Contact.objects.exists()


def test_in_an_outage_the_sender_keeps_its_file(
    drop: Path, watched: DropFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(drop)
    watched.poll()

    def broken(*_: object, **__: object) -> None:
        raise VaultUnavailable("the disk is full")

    with monkeypatch.context() as outage, pytest.raises(VaultUnavailable):
        outage.setattr("seloste.vault.local.LocalVault.sealing", broken)
        watched.poll()

    assert path.exists()
    assert not Contact.objects.exists()


def test_after_an_outage_it_is_taken(drop: Path, watched: DropFolder) -> None:
    path = put(drop)
    Source.objects.update(active=False)
    watched.poll()
    with pytest.raises(SourceInvalid):
        watched.poll()
    assert path.exists()

    Source.objects.update(active=True)

    assert watched.poll() == 1
    assert not path.exists()


@pytest.mark.django_db(transaction=True)  # the command closes old connections
def test_the_command_takes_what_the_settings_name(
    drop: Path, settings: Settings, run: Run
) -> None:
    settings.DROP_FOLDERS = f"mail={drop}"
    path = put(drop)

    result = run(command.receive, "folders", "--poll", "0", "--rounds", "3")

    assert result.exit_code == 0
    assert Contact.objects.count() == 1
    assert not path.exists()


@pytest.mark.django_db(transaction=True)
def test_a_refusal_is_logged_and_the_command_goes_on(
    drop: Path, settings: Settings, run: Run
) -> None:
    settings.DROP_FOLDERS = f"nobody={drop}"
    path = put(drop)

    result = run(command.receive, "folders", "--poll", "0", "--rounds", "3")

    assert result.exit_code == 0
    assert path.exists()


@pytest.mark.parametrize(
    ("value", "said"),
    [("", "names no folder"), ("/only/a/path", "write SELOSTE_DROP_FOLDERS as")],
)
def test_settings_without_a_folder_are_refused(
    settings: Settings, run: Run, value: str, said: str
) -> None:
    settings.DROP_FOLDERS = value

    result = run(command.receive, "folders")

    assert result.exit_code == 1
    assert said in result.stderr


def test_several_folders_are_watched(settings: Settings) -> None:
    settings.DROP_FOLDERS = "mail=/srv/mail:pbx=/srv/pbx=1"

    assert command.configured_folders() == [
        ("mail", Path("/srv/mail")),
        ("pbx", Path("/srv/pbx=1")),
    ]


def test_a_pair_without_a_source_is_refused(settings: Settings) -> None:
    settings.DROP_FOLDERS = "/srv/mail"

    with pytest.raises(ClickException):
        command.configured_folders()
