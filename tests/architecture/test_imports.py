"""The import contracts of pyproject.toml hold, and each of them bites."""

import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.architecture.paths import ROOT

LINT = ROOT / ".venv" / "bin" / "lint-imports"

LAYERS = "Layers: entry points use services, services use the core"
PURE = "The core does no I/O and knows no framework"
WIRING = "Only the wiring may choose an adapter"
TABLES = "Only services touch tables: reading a record is a use case too"
VAULT = "Only services open the vault"
CRYPTOGRAPHY = "Cryptography stays in the vault and the key services"
NO_FRAMEWORK = "Adapters and the vault know no framework"
INDEPENDENT = "Adapters are independent of each other"
CYCLES = "No import cycles between siblings"

# What a stray module would import, and the contract that refuses it.
VIOLATIONS = [
    ("services/astray.py", "import seloste.wiring", LAYERS),
    ("records/astray.py", "import seloste.services", LAYERS),
    ("web/astray.py", "import seloste.cli", LAYERS),
    ("domain/astray.py", "import seloste.protocols", LAYERS),
    ("utils/__init__.py", "", LAYERS),
    ("domain/astray.py", "import django", PURE),
    ("protocols/astray.py", "import time", PURE),
    ("ports/astray.py", "import os", PURE),
    ("cli/astray.py", "import seloste.adapters.kms", WIRING),
    ("services/astray.py", "import seloste.adapters.storage", WIRING),
    ("web/astray.py", "import seloste.records", TABLES),
    ("cli/astray.py", "import seloste.vault", VAULT),
    ("services/astray.py", "import cryptography", CRYPTOGRAPHY),
    ("vault/astray.py", "import django", NO_FRAMEWORK),
    ("adapters/kms/astray.py", "import seloste.records", NO_FRAMEWORK),
    ("adapters/kms/astray.py", "import seloste.adapters.storage", INDEPENDENT),
    ("domain/astray.py", "import seloste.ports.clock", CYCLES),
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "src", tmp_path / "src")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(folder: Path) -> str:
    result = subprocess.run(
        [LINT, "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    return result.stdout + result.stderr


def test_every_contract_is_kept() -> None:
    verdicts = lint(ROOT)

    assert "0 broken" in verdicts, verdicts


@pytest.mark.parametrize(("module", "line", "contract"), VIOLATIONS)
def test_a_violation_breaks_its_contract(
    copy: Path, module: str, line: str, contract: str
) -> None:
    astray = copy / "src" / "seloste" / module
    astray.parent.mkdir(exist_ok=True)
    astray.write_text(line)

    assert f"{contract} BROKEN" in lint(copy)


def test_every_contract_has_a_violation_that_breaks_it() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts = {c["name"] for c in settings["tool"]["importlinter"]["contracts"]}

    assert {contract for _, _, contract in VIOLATIONS} == contracts
