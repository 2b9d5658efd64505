"""``seloste dispose``: run one sweep now, or say what one would do."""

import json
from datetime import datetime

import click
from rich.console import Console
from rich.table import Table

from seloste import wiring
from seloste.cli.actor import operator
from seloste.cli.output import output_format
from seloste.services import audit, calendar, sweeps, trusted_time
from seloste.services.notices import store


@click.command("dispose")
@click.option("--due", is_flag=True, help="Destroy everything due and not held, now.")
@click.option("--preview", is_flag=True, help="Only say what the next days bring.")
@click.option("--days", default=30, show_default=True, help="How far a preview looks.")
@click.option(
    "--confirm-time",
    type=click.DateTime(["%Y-%m-%dT%H:%M%z"]),
    help="Your word for the time, with its offset, where no clock vouches for it.",
)
@output_format
def dispose(
    *, due: bool, preview: bool, days: int, confirm_time: datetime | None, form: str
) -> None:
    """Destroy what is due (--due), or say what will be (--preview)."""
    if due == preview:
        raise click.UsageError("say either --due or --preview")
    if preview:
        _preview(days, form)
        return
    desk = wiring.open_desk()
    if confirm_time:
        now = trusted_time.confirm_time(
            clock=desk.clock, stated=confirm_time, actor=operator()
        )
    else:
        now = trusted_time.trusted_now(desk.clock)
    report = sweeps.sweep(desk=desk, actor=operator(), now=now)
    audit.checkpoint(signer=desk.signer, witness=desk.witness, now=now)
    if form == "json":
        click.echo(
            json.dumps({name: getattr(report, name) for name in report.__slots__})
        )
        return
    click.echo(
        f"destroyed {report.disposed} items, finished {report.resumed} earlier "
        f"disposals, removed {report.orphans} strays, ended {report.days} key days"
    )


def _preview(days: int, form: str) -> None:
    forecast = calendar.forecast(
        registers=store.registers(), now=wiring.clock().now(), days=days
    )
    if form == "json":
        click.echo(
            json.dumps(
                {
                    "overdue": forecast.overdue,
                    "overdue_held": forecast.overdue_held,
                    "days": [
                        {"day": str(one.day), "due": one.due, "held": one.held}
                        for one in forecast.days
                    ],
                    "holds": [
                        {
                            "hold": str(hold.id),
                            "kind": hold.kind,
                            "promise": hold.promise,
                            "review_by": hold.review_by.isoformat(),
                        }
                        for hold in forecast.holds
                    ],
                }
            )
        )
        return
    table = Table("day", "contacts due", "of them held")
    for one in forecast.days:
        table.add_row(str(one.day), str(one.due), str(one.held))
    console = Console()
    console.print(table)
    console.print(f"overdue: {forecast.overdue}, of them held: {forecast.overdue_held}")
    for hold in forecast.holds:
        console.print(f"hold {hold.id}: {hold.kind} under {hold.promise}")
