"""A measurement in a process of its own; what it tells on the way is passed on."""

import json
import subprocess
import sys
from typing import Any


def note(words: str) -> None:
    """Tell whoever watches."""
    print(f"   {words}", file=sys.stderr, flush=True)


def apart(module: str, database: str) -> dict[str, Any]:
    """Run a module for a database and return what its last line says."""
    command = [sys.executable, "-m", module, database]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
