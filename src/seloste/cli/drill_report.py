"""Showing a drill: each step with what was found."""

import json
import tempfile
from dataclasses import asdict
from pathlib import Path

import click

from seloste.services import drill
from seloste.services.drill import DrillReport


def play(form: str) -> bool:
    """Play the drill in a folder that goes afterwards, print it, tell if it is ok."""
    with tempfile.TemporaryDirectory(prefix="seloste-drill-") as folder:
        report = drill.run(Path(folder))
    click.echo(_as_json(report) if form == "json" else _as_text(report))
    return report.ok


def _as_json(report: DrillReport) -> str:
    steps = [asdict(step) for step in report.steps]
    return json.dumps({"ok": report.ok, "steps": steps}, indent=1)


def _as_text(report: DrillReport) -> str:
    lines = [
        f"{'ok    ' if step.ok else 'FAILED'}  {step.name}: {step.detail}"
        for step in report.steps
    ]
    kept = "came to its end as promised" if report.ok else "DID NOT COME OUT"
    return "\n".join([*lines, f"the drill {kept}"])
