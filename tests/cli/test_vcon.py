"""``seloste vcon export``: files that another system takes in, and goes on."""

import json
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import LazySettings

from seloste import wiring
from seloste.cli.vcon import vcon
from seloste.domain.staff import Role, system
from seloste.ports.jose import JoseRefused
from seloste.services import sources
from seloste.services.capture import capture
from seloste.services.staff import StaffUnknown
from tests.adapters.test_jose import made
from tests.cli.conftest import Run
from tests.services.deliveries import mail
from tests.services.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("notices")]


@pytest.fixture
def contact(notices: None) -> UUID:
    """Maija's mail of today, and Aino, who may read it."""
    now = wiring.clock().now()
    sources.register_source(
        slug="retta-mail",
        register="retta",
        preset="mail",
        time_zone="Europe/Helsinki",
        address="",
        actor=system("setup"),
        now=now,
    )
    receipt = capture(mail(started_at=now), desk=wiring.desk(), now=now)
    person("aino", Role.RECORDS_MANAGER)
    assert receipt.id
    return receipt.id


def options(folder: Path, *more: str) -> tuple[str, ...]:
    return (*("--staff", "aino", "--purpose", "rights", "--to", str(folder)), *more)


def test_contacts_are_written_and_not_again(
    contact: UUID, run: Run, tmp_path: Path
) -> None:
    first = run(vcon, "export", str(contact), *options(tmp_path / "out"))
    second = run(vcon, "export", str(contact), *options(tmp_path / "out"))

    file = tmp_path / "out" / f"{contact}.vcon"
    assert json.loads(file.read_bytes())["uuid"] == str(contact)
    assert file.stat().st_mode & 0o777 == 0o600
    assert first.stdout == f"1/1 {contact}\n"
    assert second.stdout == f"1/1 {contact} is there already\n"


def test_a_signed_vcon_carries_the_certificate(
    contact: UUID, run: Run, tmp_path: Path, settings: LazySettings
) -> None:
    key, chain = made(tmp_path, "own")
    settings.VCON_KEY, settings.VCON_CHAIN = str(key), str(chain)

    run(vcon, "export", str(contact), *options(tmp_path / "out", "--sign"))

    signed = json.loads((tmp_path / "out" / f"{contact}.vcon").read_bytes())
    assert set(signed) == {"payload", "signatures"}
    assert signed["signatures"][0]["header"]["x5c"]


def test_an_encrypted_vcon_shows_nothing(
    contact: UUID, run: Run, tmp_path: Path, settings: LazySettings
) -> None:
    key, chain = made(tmp_path, "own")
    settings.VCON_KEY, settings.VCON_CHAIN = str(key), str(chain)
    more = ("--encrypt-for", str(chain))

    run(vcon, "export", str(contact), *options(tmp_path / "out", *more))

    sealed = json.loads((tmp_path / "out" / f"{contact}.vcon").read_bytes())
    assert {"ciphertext", "recipients"} <= set(sealed)


def test_signing_without_a_key_is_refused_before_anything_is_read(
    contact: UUID, run: Run, tmp_path: Path
) -> None:
    with pytest.raises(JoseRefused):
        run(vcon, "export", str(contact), *options(tmp_path / "out", "--sign"))

    assert not (tmp_path / "out").exists()


def test_nobody_exports_under_a_name_that_is_not_there(
    contact: UUID, run: Run, tmp_path: Path
) -> None:
    with pytest.raises(StaffUnknown):
        run(vcon, "export", str(contact), *options(tmp_path), "--staff", "nobody")
