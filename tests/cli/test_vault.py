"""``seloste vault scrub`` says what it found and changes nothing."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from click.testing import CliRunner, Result
from pytest_django.fixtures import Settings

from seloste import wiring
from seloste.cli.vault import vault as command
from seloste.domain.contact import Kind
from seloste.records.models import Register, SealedObject

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _installation(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.DATA = tmp_path / "data"
    settings.KEYS = tmp_path / "keys"
    settings.ROOT_KEY = tmp_path / "root.key"
    wiring.desk.cache_clear()
    wiring.initialise()
    yield
    wiring.desk.cache_clear()


def _sealed() -> UUID:
    """Seal a recording into the installation and write its row."""
    vault = wiring.desk().vault
    with vault.sealing(tenant="retta", record=uuid4(), due=date(2026, 11, 1)) as batch:
        sealed = batch.blob(
            object_id=uuid4(), kind=Kind.RECORDING, source=BytesIO(b"Maija soitti")
        )
    SealedObject.objects.create(
        id=sealed.ref.object,
        register=Register.objects.get_or_create(slug="retta")[0],
        record_id=sealed.ref.record,
        kind=sealed.ref.kind,
        format=sealed.format,
        size=sealed.size,
        sealed_size=sealed.sealed_size,
        sha256=sealed.sha256,
        retention_class="calls",
        promise="R-17",
        mode="exactly",
        captured_at=NOW,
        destroy_by=NOW,
        act_at=NOW,
    )
    return sealed.ref.object


def _damage(object_id: UUID, settings: Settings) -> None:
    path = settings.DATA / "blobs" / object_id.hex[-2:] / str(object_id)
    content = bytearray(path.read_bytes())
    content[-1] ^= 0xFF
    path.write_bytes(content)


def _scrub(*arguments: str) -> Result:
    return CliRunner().invoke(command, ["scrub", *arguments])


def test_sound_store_is_said_to_be_sound() -> None:
    _sealed()

    result = _scrub()

    assert result.exit_code == 0
    assert result.stdout.startswith("1 objects: 1 ok, 0 damaged")


def test_damaged_object_is_named_and_still_there(settings: Settings) -> None:
    object_id = _sealed()
    _damage(object_id, settings)

    result = _scrub()

    assert result.exit_code == 1
    assert f"damaged {object_id}" in result.stdout
    assert (object_id, True, True) in list(wiring.desk().vault.objects())


def test_report_can_be_parsed(settings: Settings) -> None:
    sound, damaged = _sealed(), _sealed()
    _damage(damaged, settings)

    result = _scrub("--format", "json")

    report = json.loads(result.stdout)
    assert report["found"] == [{"object": str(damaged), "state": "damaged"}]
    assert report["counts"]["ok"] == 1
    assert str(sound) not in result.stdout
