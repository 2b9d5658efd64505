"""``seloste audit``: check the log, prove what it says, and take it out.

Nothing here changes a leaf. Exit status 1 means that something is wrong.
"""

import json
import sys
from pathlib import Path
from typing import TextIO

import click
from django.utils import timezone

from seloste import wiring
from seloste.cli.output import output_format
from seloste.domain.audit import Action, Leaf
from seloste.services import audit as log
from seloste.services.audit import LogReport

VERIFIER = Path(__file__).with_name("standalone_verifier.py")


@click.group()
def audit() -> None:
    """Check and export the tamper-evident log of everything that was done."""


@audit.command()
@click.option(
    "--checkpoint",
    "earlier",
    type=click.File(encoding="utf-8"),
    multiple=True,
    help="A signed checkpoint taken out of the system before.",
)
@output_format
def verify(earlier: tuple[TextIO, ...], form: str) -> None:
    """Derive the whole log again and compare it with all that was ever signed."""
    desk = wiring.desk()
    report = log.verify_log(
        verifier=desk.signer,
        witness=desk.witness,
        earlier=[file.read() for file in earlier],
    )
    click.echo(_as_json(report) if form == "json" else _as_text(report))
    sys.exit(0 if report.sound else 1)


@audit.command()
@click.argument("id_", metavar="ID")
def proof(id_: str) -> None:
    """Print the proof of ID: a certificate, a leaf's index or any object."""
    click.echo(log.export_proof(id_), nl=False)


@audit.command()
@click.argument("seq", type=int)
def leaf(seq: int) -> None:
    """Print the bytes of leaf SEQ, as they are hashed, on one line."""
    click.echo(log.leaf(seq).encoded())


@audit.command()
@click.argument("out", type=click.File("w", encoding="utf-8"), default="-")
def export(out: TextIO) -> None:
    """Write every leaf, one a line, to OUT (standard output)."""
    log.export_log(out)


@audit.command()
def checkpoint() -> None:
    """Sign the log as it is now, tell the witness, and print the checkpoint."""
    desk = wiring.desk()
    note = log.checkpoint(signer=desk.signer, witness=desk.witness, now=timezone.now())
    click.echo(note, nl=False)


@audit.command()
def key() -> None:
    """Print the public key of the log, to be given to those who check it."""
    click.echo(log.verifier_key(wiring.desk().signer))


@audit.command()
def verifier() -> None:
    """Print the stand-alone verifier: one file, Python 3.9, no Seloste."""
    click.echo(VERIFIER.read_text(encoding="utf-8"), nl=False)


@audit.command("list")
@click.option("--limit", default=50, show_default=True, help="How many, newest first.")
@click.option(
    "--action",
    type=click.Choice([action.value for action in Action]),
    help="Only leaves of this kind of act.",
)
@click.option("--about", help="Only leaves about this object, oldest first.")
def list_leaves(limit: int, action: str | None, about: str | None) -> None:
    """List what was done."""
    if about:
        found = log.timeline([about])
    else:
        found = log.latest(limit=limit, action=Action(action) if action else None)
    for one in found:
        click.echo(_line(one))


def _line(one: Leaf) -> str:
    details = " ".join(f"{word}={value}" for word, value in one.details.items())
    role = one.role.value if one.role else "-"
    at = one.at.isoformat(timespec="seconds")
    words = (one.seq, at, one.actor, role, one.action, one.object_id, one.outcome)
    return "  ".join([*map(str, words), one.purpose or "-", details]).rstrip()


def _as_text(report: LogReport) -> str:
    lines = [f"{defect.code}: {defect.message}" for defect in report.defects]
    signed = f"{report.size} leaves, {report.checkpoints} checkpoints"
    verdict = "the log holds" if report.sound else "THE LOG WAS CHANGED"
    return "\n".join([*lines, f"{signed}, root {report.root.hex()}: {verdict}"])


def _as_json(report: LogReport) -> str:
    return json.dumps(
        {
            "sound": report.sound,
            "size": report.size,
            "root": report.root.hex(),
            "checkpoints": report.checkpoints,
            "defects": [
                {"code": defect.code, "at": defect.at, "message": defect.message}
                for defect in report.defects
            ],
        },
        indent=1,
    )
