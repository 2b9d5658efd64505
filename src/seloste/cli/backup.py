"""``seloste backup`` and ``seloste restore``."""

from datetime import datetime
from pathlib import Path

import click
from django.core.management import call_command
from django.db import connections

from seloste import wiring
from seloste.cli.actor import operator
from seloste.ports.backups import RestoreMark
from seloste.ports.desk import Desk
from seloste.services import backup as backups
from seloste.services import indexing, startup, trusted_time
from seloste.services import restore as restoring

FOLDER = click.Path(file_okay=False, path_type=Path)
EXISTING = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("backup")
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option("--keys", is_flag=True, help="Back up the keys, and nothing else.")
def backup(folder: Path, *, keys: bool) -> None:
    """Write a backup of records and sealed bytes, or of the keys, below DIR.

    Never put both on one medium. Backups of data may be kept for any time.
    Backups of keys live SELOSTE_KEY_BACKUP_DAYS: this command and every sweep
    destroy older ones, where they were written.
    """
    desk = wiring.open_desk()
    now = desk.clock.now()
    if keys:
        made_keys = backups.back_up_keys(folder, desk=desk, actor=operator(), now=now)
        click.echo(f"{made_keys.path}: lives {desk.key_backup_days} days")
        _say_overdue(desk, now)
        return
    made = backups.back_up_data(
        folder,
        backups=wiring.data_backups(),
        desk=desk,
        actor=operator(),
        now=now,
    )
    click.echo(f"{made.path}: {made.records} records, {made.blobs} sealed objects")


def _say_overdue(desk: Desk, now: datetime) -> None:
    """Name the key backups that could not be destroyed; status 1 if there are."""
    overdue = backups.overdue_key_backups(desk=desk, now=now)
    for one in overdue:
        click.echo(f"{one.path}: over, and its volume is away: mount it", err=True)
    if overdue:
        click.get_current_context().exit(1)


@click.command("restore")
@click.argument("folder", metavar="[DIR]", type=EXISTING, required=False)
@click.option("--keys", type=EXISTING, help="Folder of key backups to put back first.")
@click.option("--approve", is_flag=True, help="Let an unusually large sweep go on.")
@click.option(
    "--confirm-time",
    type=click.DateTime(["%Y-%m-%dT%H:%M%z"]),
    help="Your word for the time, with its offset, where no clock vouches for it.",
)
def restore(
    folder: Path | None,
    *,
    keys: Path | None,
    approve: bool,
    confirm_time: datetime | None,
) -> None:
    """Put the backup in DIR back, and destroy again what was destroyed since.

    Stop everything else first. What is there is never replaced: move it away.
    Without DIR, what other tools put back (a snapshot, a replica) is treated the
    same. Until it is complete, nothing else works; it may be run again.
    """
    _put_back(folder, keys)
    desk = _desk_after_log_loss()
    if confirm_time:
        now = trusted_time.confirm_time(
            clock=desk.clock, stated=confirm_time, actor=operator()
        )
    else:
        now = trusted_time.trusted_now(desk.clock)
    mark = _mark()
    report = restoring.complete(
        desk=desk,
        actor=operator(),
        now=now,
        ended=(mark.ended_size, mark.ended_root) if mark.ended_root else None,
        approve=approve,
    )
    startup.check(desk)
    wiring.restore_mark().clear()
    wiring.desk.cache_clear()
    if mark.ended_root:
        click.echo(f"log rolled back: {mark.ended_size} leaves ended, a new log began")
    click.echo(
        f"destroyed again {report.returned} items, swept {report.swept.disposed}; open"
    )
    if not indexing.ready(desk=desk):
        click.echo("the search index is empty: run `seloste search rebuild`")


def _put_back(folder: Path | None, keys: Path | None) -> None:
    """Close the installation, then put the files back and bring tables up to date."""
    mark, backups_ = wiring.restore_mark(), wiring.data_backups()
    data = backups_.find(folder) if folder else None
    key_backup = wiring.key_backups().find(keys) if keys else None
    if data:
        backups_.check(data)
    if key_backup:
        wiring.key_backups().check(key_backup)
    connections.close_all()
    if mark.read() is None:
        mark.set(RestoreMark(wiring.clock().now()))
    if key_backup:
        wiring.key_backups().put_back(key_backup)
    if data:
        backups_.put_back(data)
    call_command("migrate", interactive=False, verbosity=0)


def _mark() -> RestoreMark:
    mark = wiring.restore_mark().read()
    if mark is None:
        raise click.ClickException("the restore was completed by somebody else")
    return mark


def _desk_after_log_loss() -> Desk:
    """Return the desk; where leaves were lost, of a new log that says so."""
    mark, desk = _mark(), wiring.closed_desk()
    if not mark.ended_root and (lost := restoring.lost_log(desk)):
        mark = RestoreMark(mark.began_at, lost.size, lost.root.hex())
        wiring.restore_mark().set(mark)
    if mark.ended_root:
        wiring.begin_log(mark.began_at)
        desk = wiring.closed_desk()
    return desk
