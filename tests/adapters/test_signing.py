"""The file of the signing key: golang's form, mode 0400, and nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest

from seloste.adapters.kms import signing
from seloste.adapters.kms.signing import PublicKey, SigningKeyRefused
from seloste.domain.checkpoint import parse_note, parse_verifier_key

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parent.parent / "vectors/audit/notes.json").read_text()
)
TEXT = VECTORS["text"].encode()


@pytest.fixture
def golang_key(tmp_path: Path) -> Path:
    path = tmp_path / "signing.key"
    path.write_text(VECTORS["private_key"] + "\n")
    path.chmod(0o400)
    return path


def test_a_key_of_golang_signs_what_golang_signed(golang_key: Path) -> None:
    signer = signing.load(golang_key)
    key = parse_verifier_key(VECTORS["verifier_key"])

    assert (signer.name, signer.public_key) == (key.name, key.public_key)
    assert signer.sign(TEXT) == parse_note(VECTORS["note"]).signature_by(key)


@pytest.mark.parametrize("key", ["verifier_key", "other_verifier_key"])
def test_the_public_half_tells_right_signatures_from_wrong(key: str) -> None:
    parsed = parse_verifier_key(VECTORS[key])
    public = PublicKey(parsed)
    signature = parse_note(VECTORS["signed_by_both"]).signature_by(parsed)

    assert public.verify(message=TEXT, signature=signature)
    assert not public.verify(message=TEXT + b"\n", signature=signature)
    assert not public.verify(message=TEXT, signature=signature[:-1])


def test_a_new_key_is_for_its_owner_only_and_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "signing.key"

    made = signing.create(path, name="seloste.test/log")

    assert path.stat().st_mode & 0o777 == 0o400
    assert signing.load(path).public_key == made.public_key
    assert signing.load(path).name == "seloste.test/log"


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "signing.key"
    made = signing.create(path, name="seloste.test/log")

    with pytest.raises(SigningKeyRefused):
        signing.create(path, name="seloste.test/log")

    assert signing.load(path).public_key == made.public_key


@pytest.mark.parametrize("mode", [0o440, 0o404, 0o640, 0o420])
def test_a_key_that_others_may_touch_is_refused(golang_key: Path, mode: int) -> None:
    golang_key.chmod(mode)

    with pytest.raises(SigningKeyRefused):
        signing.load(golang_key)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("PRIVATE+KEY+", ""),
        ("c74f20a3", "c74f20a4"),
        ("AYEK", "AoEK"),
        ("AYEK", "!!"),
        ("PeterNeumann", "Peter Neumann"),
        ("Fz", ""),
    ],
)
def test_a_file_that_is_no_key_is_refused(golang_key: Path, old: str, new: str) -> None:
    text = golang_key.read_text()
    assert old in text
    golang_key.chmod(0o600)
    golang_key.write_text(text.replace(old, new))

    with pytest.raises(SigningKeyRefused):
        signing.load(golang_key)


def test_a_missing_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SigningKeyRefused):
        signing.load(tmp_path / "signing.key")
