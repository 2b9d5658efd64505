"""What a stranger gets: a whole licence, a lock file for everybody, a green start."""

import re
import subprocess
import tomllib

from tests.architecture.paths import ROOT, tracked

LOCK = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PYPI = "https://pypi.org/simple"
FILES = "https://files.pythonhosted.org/"


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    articles = [int(number) for number in re.findall(r"^(\d+)\.", text, re.M)]

    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert articles == list(range(1, 16))
    assert "‘Compatible Licences’ according to Article 5 EUPL are:" in text
    assert text.endswith("require the production of a new EUPL version.\n")


def test_the_lock_file_names_pypi_and_nothing_else() -> None:
    ours = {"editable": "."}
    sources = [package["source"] for package in LOCK["package"]]

    assert sources.count(ours) == 1
    assert all(source == {"registry": PYPI} for source in sources if source != ours)


def test_every_locked_file_comes_from_pypi_with_its_hash() -> None:
    files = [
        file
        for package in LOCK["package"]
        for file in [*package.get("wheels", []), package.get("sdist")]
        if file
    ]

    assert files
    assert all(file["url"].startswith(FILES) for file in files)
    assert all(file["hash"].startswith("sha256:") for file in files)


def test_every_dependency_says_why_it_is_there() -> None:
    project = tomllib.loads(PROJECT)
    groups = project["dependency-groups"].values()
    named = [
        *project["project"]["dependencies"],
        *(one for group in groups for one in group if isinstance(one, str)),
    ]
    silent = [
        name for name in named if not re.search(rf'"{re.escape(name)}", +# ', PROJECT)
    ]

    assert named
    assert not silent


def test_uv_is_pinned_by_hash() -> None:
    pinned = (ROOT / "tools" / "uv.txt").read_text(encoding="utf-8")

    assert re.search(r"^uv==\d+\.\d+\.\d+ ", pinned, re.M)
    assert pinned.count("--hash=sha256:") > 1


def test_ci_runs_the_tests_and_the_checks() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    assert "set -euo pipefail" in script
    assert script.index("\nmake test\n") < script.index("\nmake check\n")


def test_every_target_says_what_it_makes() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^\.PHONY: (\S+)", makefile, re.M))

    listed = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout

    assert {"demo", "demo-reset", "test", "check", "docs", "bench"} <= targets
    assert {line.split()[0] for line in listed.splitlines()} == targets


def test_every_licence_of_others_is_named_and_every_name_is_there() -> None:
    page = (ROOT / "docs" / "third-party.md").read_text(encoding="utf-8")
    linked = {ROOT / path for path in re.findall(r"\]\(\.\./([^)]+)\)", page)}
    beside = {file for file in tracked() if "LICENSE" in file.name}

    assert linked == beside - {ROOT / "LICENSE"}
