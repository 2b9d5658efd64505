"""The drill: one synthetic person through the whole life of a contact.

It runs in a process of its own, on scratch stores and a driven clock, so that
nothing of this installation is touched. What it shows holds for the program as
installed, not for the data that are kept (``services.verification`` asks those).
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

LIMIT_SECONDS = 180


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it was, whether it came out as promised, and the evidence."""

    name: str
    ok: bool
    detail: str


@dataclass(frozen=True, slots=True)
class DrillReport:
    """Every step that was taken; the drill stops at the first that fails."""

    steps: tuple[Step, ...]

    @property
    def ok(self) -> bool:
        """Return whether the drill came to its end, and every step was right."""
        finished = bool(self.steps) and self.steps[-1].name == LAST
        return finished and all(step.ok for step in self.steps)


LAST = "nothing left"


def run(workdir: Path) -> DrillReport:
    """Run the drill below ``workdir``, which must be empty, and report."""
    try:
        done = subprocess.run(  # noqa: S603 - this program itself
            [sys.executable, "-m", "seloste.cli.drill", str(workdir.absolute())],
            capture_output=True,
            text=True,
            check=False,
            timeout=LIMIT_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return DrillReport((Step("in time", ok=False, detail="it took too long"),))
    steps = [_step(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        steps.append(Step("to the end", ok=False, detail=last))
    return DrillReport(tuple(steps))


def _step(line: str) -> Step:
    said = json.loads(line)
    return Step(said["name"], ok=said["ok"], detail=said["detail"])
