"""Dumps are forbidden in a process of its own: it is for good."""

import subprocess
import sys

PROGRAM = """
from seloste.vault import memory
print(memory.dumps_forbidden())
memory.forbid_dumps()
print(memory.dumps_forbidden())
"""


def test_process_forbids_dumps_of_itself() -> None:
    shell = f"ulimit -S -c 1; exec {sys.executable} -c '{PROGRAM}'"

    done = subprocess.run(
        ["bash", "-c", shell], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["False", "True"]
