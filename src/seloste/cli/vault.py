"""``seloste vault``: look after the sealed objects. Nothing here deletes."""

import json
import sys
from collections import Counter
from collections.abc import Iterator

import click
from rich.console import Console
from rich.progress import Progress

from seloste import wiring
from seloste.cli.output import output_format
from seloste.ports.vault import Health, Scrubbed
from seloste.services import scrub as scrubbing


@click.group()
def vault() -> None:
    """Look after the sealed objects."""


@vault.command()
@output_format
def scrub(form: str) -> None:
    """Check every byte of every object; report damaged, missing and orphaned.

    Nothing is deleted. Exit status 1 means that something was found. An orphan
    may be a capture that was cut short: `seloste work` destroys it in an hour.
    """
    counts: Counter[Health] = Counter()
    found = []
    for one in _with_progress(scrubbing.scrub(vault=wiring.desk().vault)):
        counts[one.state] += 1
        if one.state is not Health.OK:
            found.append(one)
    click.echo(_as_json(counts, found) if form == "json" else _as_text(counts, found))
    sys.exit(1 if found else 0)


def _with_progress(results: Iterator[Scrubbed]) -> Iterator[Scrubbed]:
    """Show on a terminal's standard error how far the scrub is."""
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("scrub", total=scrubbing.count_objects())
        for one in results:
            progress.advance(task)
            yield one


def _as_text(counts: Counter[Health], found: list[Scrubbed]) -> str:
    lines = [f"{one.state} {one.object}" for one in found]
    summary = ", ".join(f"{counts[state]} {state}" for state in Health)
    return "\n".join([*lines, f"{counts.total()} objects: {summary}"])


def _as_json(counts: Counter[Health], found: list[Scrubbed]) -> str:
    return json.dumps(
        {
            "objects": counts.total(),
            "counts": {state.value: counts[state] for state in Health},
            "found": [{"object": str(one.object), "state": one.state} for one in found],
        }
    )
