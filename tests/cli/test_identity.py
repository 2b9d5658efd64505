"""``seloste identity``: our public keys, made once."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from seloste.cli.identity import identity
from seloste.ports.identity_provider import ProviderMisconfigured
from tests.cli.conftest import Run


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "identity-keys.json"
    monkeypatch.setattr(settings, "IDENTITY_KEYS", place)
    return place


def test_keys_are_made_once_and_only_their_public_half_is_shown(
    run: Run, path: Path
) -> None:
    first = run(identity, "keys").stdout
    second = run(identity, "keys").stdout

    assert first == second
    assert [one["use"] for one in json.loads(first)["keys"]] == ["sig", "enc"]
    assert not any("d" in one for one in json.loads(first)["keys"])


def test_a_key_file_that_others_may_read_is_refused(run: Run, path: Path) -> None:
    run(identity, "keys")
    path.chmod(0o444)

    with pytest.raises(ProviderMisconfigured, match="0400"):
        run(identity, "keys")
