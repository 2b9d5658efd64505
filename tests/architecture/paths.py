"""Where the things are that the architecture tests look at."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "seloste"
DOCS = ROOT / "docs"


def tracked() -> list[Path]:
    """Return every file of the repository, as git lists them."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    files = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [file for file in files if file.is_file()]


def modules(*folders: str) -> list[Path]:
    """Return the program's own modules, those of ``folders`` where any are named."""
    roots = [SOURCE / folder for folder in folders] or [SOURCE]
    found = [file for root in roots for file in root.rglob("*.py")]
    return sorted(file for file in found if "migrations" not in file.parts)


def table(page: Path) -> dict[str, list[str]]:
    """Return the rows of the page's tables by their first cell, without back-ticks."""
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        for line in page.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    ]
    return {row[0].strip("` |"): row[1:] for row in rows}
