"""``seloste finding``: how well personal data is found in text."""

import json
from pathlib import Path

import click

from seloste.cli.output import output_format
from seloste.services.finding import measuring
from seloste.services.finding.measuring import Report

HEAD = f"{'':<15}{'there':>6}{'precision':>11}{'recall':>8}"


@click.group()
def finding() -> None:
    """Say how well personal data is found in text."""


@finding.command()
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@output_format
def report(files: tuple[Path, ...], form: str) -> None:
    """Measure precision and recall on FILES of labelled sentences.

    A sentence a line, with marks around what is to be found, as in
    examples/finding. Every third sentence of a file is held out: no rule was
    written looking at it.
    """
    labelled = tuple(
        sentence
        for file in files
        for sentence in measuring.sentences(
            file.read_text(encoding="utf-8").splitlines()
        )
    )
    parts = {
        "open": measuring.measure(one for one in labelled if not one.held_out),
        "held out": measuring.measure(one for one in labelled if one.held_out),
    }
    click.echo(_as_json(parts) if form == "json" else _as_text(parts))


def _as_text(parts: dict[str, Report]) -> str:
    lines = []
    for name, measured in parts.items():
        lines += [f"{name}: {measured.sentences} sentences", HEAD]
        lines += [
            f"{kind:<15}{score.found + score.missed:>6}"
            f"{score.precision:>11.2f}{score.recall:>8.2f}"
            for kind, score in measured.scores.items()
        ]
    return "\n".join(lines)


def _as_json(parts: dict[str, Report]) -> str:
    return json.dumps(
        {
            name: {
                "sentences": measured.sentences,
                "kinds": {
                    kind.value: {
                        "there": score.found + score.missed,
                        "precision": round(score.precision, 3),
                        "recall": round(score.recall, 3),
                    }
                    for kind, score in measured.scores.items()
                },
            }
            for name, measured in parts.items()
        },
        indent=2,
    )
