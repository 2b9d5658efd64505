"""Looking at an installation: the real one and the fake answer the same questions."""

from pathlib import Path
from typing import Any

import pytest

from seloste.adapters.installation.local import LocalInstallation
from seloste.ports.installation import Installation
from tests.fakes.installation import SOUND, FakeInstallation


def local(home: Path, **changes: Any) -> LocalInstallation:
    """Return an installation in ``home`` in which everything is as it should be."""
    for folder in ("data", "keys"):
        (home / folder).mkdir(exist_ok=True)
    key = home / "root.key"
    if not key.exists():
        key.write_bytes(b"k" * 32)
        key.chmod(0o400)
    sound: dict[str, Any] = {
        "data": home / "data",
        "keys": home / "keys",
        "root_key": key,
        "public_url": "https://seloste.example",
        "password_hasher": "django.contrib.auth.hashers.Argon2PasswordHasher",
        "debug": False,
        "hosts": ("", "/run/postgresql", "localhost", "127.0.0.1", "::1"),
        "forgets": lambda: True,
    }
    return LocalInstallation(**{**sound, **changes})


@pytest.mark.parametrize("product", ["local", "fake"])
def test_a_sound_installation_is_found_sound(product: str, tmp_path: Path) -> None:
    made: dict[str, Installation] = {
        "local": local(tmp_path),
        "fake": FakeInstallation(),
    }

    assert made[product].facts() == SOUND


def test_a_root_key_others_may_read_is_noticed(tmp_path: Path) -> None:
    looks = local(tmp_path)
    assert looks.facts().root_key_private
    (tmp_path / "root.key").chmod(0o440)

    assert not looks.facts().root_key_private


def test_a_root_key_that_is_not_there_is_noticed(tmp_path: Path) -> None:
    looks = local(tmp_path, root_key=tmp_path / "none")

    assert not looks.facts().root_key_private


def test_a_root_key_behind_a_link_is_noticed(tmp_path: Path) -> None:
    local(tmp_path)
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "root.key")

    assert not local(tmp_path, root_key=link).facts().root_key_private


def test_keys_among_the_data_are_noticed(tmp_path: Path) -> None:
    inside = tmp_path / "data" / "keys"

    assert not local(tmp_path, keys=inside).facts().keys_apart


@pytest.mark.parametrize("host", ["db.example", "192.0.2.7"])
def test_another_machine_is_named(tmp_path: Path, host: str) -> None:
    assert local(tmp_path, hosts=("", host)).facts().remote_hosts == (host,)


def test_settings_are_taken_as_they_are(tmp_path: Path) -> None:
    found = local(
        tmp_path,
        public_url="http://127.0.0.1:8000",
        password_hasher="django.contrib.auth.hashers.MD5PasswordHasher",
        debug=True,
        forgets=lambda: False,
    ).facts()

    assert (found.https, found.passwords_hashed) == (False, False)
    assert (found.debug, found.keys_forgettable) == (True, False)
