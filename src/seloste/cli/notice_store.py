"""``seloste notice publish`` and ``versions``: the notices a register runs on."""

from pathlib import Path

import click
from django.conf import settings

from seloste import wiring
from seloste.cli.actor import operator
from seloste.domain.notice_diff import diff
from seloste.services.notices import document, store


@click.command("publish")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what it would do.")
def publish(file: Path, *, dry_run: bool) -> None:
    """Make FILE the next version of its register's notice.

    A version is never changed again; the same text once more changes nothing.
    """
    if dry_run:
        _preview(file)
        return
    published = store.publish(
        text=document.read(file),
        actor=operator(),
        now=wiring.clock().now(),
        key_backup_days=settings.KEY_BACKUP_DAYS,
    )
    version = published.version
    click.echo(
        f"{version.notice.register} version {version.number}, "
        f"in force from {version.notice.effective}"
    )
    if published.shortened:
        click.echo(f"{published.shortened} items now fall due sooner")


def _preview(file: Path) -> None:
    """Print what publishing would change, and for how much that is kept."""
    seen = store.preview(
        text=document.read(file),
        now=wiring.clock().now(),
        key_backup_days=settings.KEY_BACKUP_DAYS,
    )
    for change in diff(seen.before, seen.notice) if seen.before else ():
        click.echo(f"{change.effect}\t{change.subject}\t{change.text.en}")
    click.echo(
        f"{seen.foreseen.sooner} items would fall due sooner, "
        f"{seen.foreseen.at_once} of them at once"
    )


@click.command("versions")
@click.argument("register")
def versions(register: str) -> None:
    """List every version of REGISTER's notice, newest first."""
    for version in store.versions(register):
        click.echo(f"{version.number}\t{version.notice.effective}\t{version.sha256}")
