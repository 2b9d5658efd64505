"""Content is encrypted in one place, and keys are wrapped in two."""

import ast
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent.parent / "src" / "seloste"


@cache
def _all_calls() -> list[tuple[str, str]]:
    """Return what each file calls, once per call."""
    return [
        (path.relative_to(SOURCE).as_posix(), ast.unparse(node.func))
        for path in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
    ]


def _calls(name: str) -> list[str]:
    """Return the files that call something of that name, once per call."""
    return [path for path, called in _all_calls() if called.endswith(name)]


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("AESGCM", ["vault/floe.py"]),
        (".encrypt_into", ["vault/floe.py"]),
        (".decrypt_into", ["vault/floe.py"]),
        (
            ".encrypt",
            [
                "adapters/kms/age.py",
                "cli/vcon.py",  # asks a port; JOSE is in adapters/kms
                "services/forwardings.py",  # asks the port of age files
                "services/package_delivery.py",  # the same
            ],
        ),
        ("start_encryption", ["vault/envelope.py"]),
        ("envelope.seal", ["vault/sealing.py"]),
        ("aes_key_wrap_with_padding", ["adapters/kms/file.py", "vault/keys.py"]),
        ("aes_key_wrap", []),
    ],
)
def test_cryptography_is_called_where_it_should_be(name: str, files: list[str]) -> None:
    assert _calls(name) == files
