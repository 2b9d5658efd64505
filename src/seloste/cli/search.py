"""``seloste search``: how the search index stands, and making it anew."""

import sys

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from seloste import wiring
from seloste.cli.actor import operator
from seloste.services import indexing, missed


@click.group("search")
def search() -> None:
    """Look after the search index: it is in no backup and made from the vault."""


@search.command("status")
def status() -> None:
    """Say how many texts are indexed, of how many; status 1 if a rebuild is due."""
    found = indexing.status(desk=wiring.open_desk())
    click.echo(f"texts      {found.items} of {found.expected}")
    click.echo(f"size       {found.bytes / 2**20:.1f} MiB")
    click.echo(f"words by   {found.made_with or 'nobody yet'}")
    if found.hiding:
        click.echo(
            f"hiding     numbers in {found.hiding} more, not searched before that"
        )
    if found.ready:
        waits = found.waiting + found.hiding
        click.echo(f"complete   {f'not yet, {waits} to come' if waits else 'yes'}")
        return
    how = "was cut short" if found.rebuilding else "is due"
    click.echo(
        f"complete   no: a rebuild {how}; run `seloste search rebuild`", err=True
    )
    click.get_current_context().exit(1)


@search.command("ask-again")
def ask_again() -> None:
    """Ask for the texts that wait and were given up, now and not in ten minutes.

    A worker does what is asked for; what waits already is not asked for twice.
    """
    asked = missed.ask_again(desk=wiring.open_desk())
    click.echo(f"asked for transcripts {asked.hiding}, texts {asked.indexing}")


@search.command("rebuild")
@click.option("--anew", is_flag=True, help="Begin anew, not where a run was cut short.")
def rebuild(*, anew: bool) -> None:
    """Make the index from the vault; a run that is cut short goes on where it was.

    Searching, capture and destruction go on meanwhile.
    """
    desk = wiring.open_desk()
    with _bar() as bar:
        task = bar.add_task("texts", total=None)
        report = indexing.rebuild(
            desk=desk,
            actor=operator(),
            now=desk.clock.now(),
            anew=anew,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    click.echo(f"indexed {report.indexed} texts, {report.empty} had none")


def _bar() -> Progress:
    """Return the bar on standard error; where nobody looks it is silent."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        disable=not sys.stderr.isatty(),
    )
