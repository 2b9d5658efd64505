"""Age files: opened by their passphrase only, and never too large to be made."""

import pyrage  # type: ignore[import-untyped] # has no types
import pyrage.passphrase  # type: ignore[import-untyped] # has no types
import pytest

from seloste.adapters.kms import age
from seloste.adapters.kms.age import PyrageFiles
from seloste.ports.age import AgeFiles, AgeRefused

PASSPHRASE = "K7QX-29PD-HH3M-AAAA-BBBB-CCCC"


def test_a_file_opens_with_its_passphrase() -> None:
    files: AgeFiles = PyrageFiles()

    made = files.encrypt(b"vastaus", passphrase=PASSPHRASE)

    assert made.startswith(b"age-encryption.org/v1\n")
    assert pyrage.passphrase.decrypt(made, PASSPHRASE) == b"vastaus"


def test_another_passphrase_opens_nothing() -> None:
    made = PyrageFiles().encrypt(b"vastaus", passphrase=PASSPHRASE)

    with pytest.raises(pyrage.DecryptError):
        pyrage.passphrase.decrypt(made, PASSPHRASE.lower())


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(age, "LARGEST", 3)

    with pytest.raises(AgeRefused):
        PyrageFiles().encrypt(b"four", passphrase=PASSPHRASE)
