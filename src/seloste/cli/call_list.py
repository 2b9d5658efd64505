"""``seloste call-list``: import lists of calls, end them, and note objections."""

import json
from datetime import datetime
from pathlib import Path
from uuid import UUID

import click

from seloste import wiring
from seloste.cli.actor import operator
from seloste.cli.output import output_format
from seloste.services import call_lists, call_work
from seloste.services.call_lists import NewList
from seloste.services.notices import store


@click.group("call-list")
def call_list() -> None:
    """Call people from a register that the notice names, until a day."""


@call_list.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--register", required=True, help="Register the calls belong to.")
@click.option("--controller", required=True, help="Id of the controller in the notice.")
@click.option("--source", required=True, help="Id of the notice's source.")
@click.option("--purpose", required=True, help="Id of the notice's purpose.")
@click.option("--basis", required=True, help="Basis of it, for example 6(1)(f).")
@click.option(
    "--ends-on",
    required=True,
    type=click.DateTime(["%Y-%m-%d"]),
    help="Last day; the list is destroyed after it.",
)
@click.option("--dry-run", is_flag=True, help="Only count; keep nothing.")
def import_(
    *,
    file: Path,
    register: str,
    controller: str,
    source: str,
    purpose: str,
    basis: str,
    ends_on: datetime,
    dry_run: bool,
) -> None:
    """Import FILE, a table whose first row names its columns (phone, name, …)."""
    desk, data = wiring.desk(), file.read_bytes()
    looked = call_lists.look(data, register=register, desk=desk, purpose=purpose)
    if not dry_run:
        wanted = NewList(register, controller, source, purpose, basis, ends_on.date())
        list_id = call_lists.import_list(
            wanted, data, desk=desk, actor=operator(), now=desk.clock.now()
        )
        click.echo(f"imported list {list_id}")
    click.echo(f"to call: {len(looked.callees)}")
    click.echo(f"objected, left out: {looked.left_out}")
    click.echo(f"doubled, left out: {looked.doubled}")
    if looked.rejected:
        lines = ", ".join(str(line) for line in looked.rejected)
        click.echo(f"without a number, left out: lines {lines}")


@call_list.command("list")
@output_format
def list_(form: str) -> None:
    """List the lists of every register, and how far they are."""
    now = wiring.clock().now()
    rows = []
    for register in store.registers():
        for row in call_lists.lists(register):
            counts = call_lists.counts(row, now)
            rows.append(
                {
                    "id": str(row.id),
                    "register": register,
                    "number": row.number,
                    "source": row.source,
                    "purpose": row.purpose,
                    "ends_on": row.ends_on.isoformat(),
                    "waiting": counts.waiting,
                    "done": counts.done,
                    "untold": counts.untold,
                }
            )
    if form == "json":
        click.echo(json.dumps(rows))
        return
    for one in rows:
        click.echo("\t".join(str(value) for value in one.values()))


@call_list.command("end")
@click.argument("list_id", type=click.UUID)
def end(list_id: UUID) -> None:
    """End LIST_ID before its day; whom it names is destroyed at once."""
    desk = wiring.desk()
    call_lists.end(list_id, desk=desk, actor=operator(), now=desk.clock.now())
    click.echo("ended")


@call_list.command("object")
@click.option("--register", required=True, help="Register whose calls are objected to.")
@click.option("--tel", prompt=True, hide_input=True, help="Number to call no more.")
def object_(register: str, tel: str) -> None:
    """Note that somebody objects to being called."""
    desk = wiring.desk()
    gone = call_work.object_to_calls(
        register, tel, desk=desk, actor=operator(), now=desk.clock.now()
    )
    click.echo(f"taken out of lists: {gone}")
