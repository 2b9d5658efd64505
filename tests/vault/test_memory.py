"""Dumps are forbidden in a process of its own: it is for good."""

import resource
import subprocess
import sys

import pytest

from seloste.vault import memory

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


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, object]]:
    """Note what the kernel would be asked, and ask nothing."""
    asked: list[tuple[int, object]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda *args: asked.append(args))
    monkeypatch.setattr(memory, "_prctl", lambda *args: asked.append(args))
    return asked


def test_core_size_and_dumpable_are_set(asked: list[tuple[int, object]]) -> None:
    memory.forbid_dumps()

    assert asked == [(resource.RLIMIT_CORE, (0, 0)), (4, 0)]


@pytest.mark.usefixtures("asked")
def test_kernel_that_refuses_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_prctl", lambda *_: -1)

    with pytest.raises(OSError, match="Errno"):
        memory.forbid_dumps()


def test_kernel_says_whether_this_process_may_be_dumped() -> None:
    assert memory._prctl(3, 0) in {0, 1}
