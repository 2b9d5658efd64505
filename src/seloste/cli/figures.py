"""``seloste figures``: what was counted, as CSV or JSON."""

import csv
import json
import sys
from datetime import datetime

import click

from seloste import wiring
from seloste.cli.actor import operator
from seloste.domain import retention
from seloste.domain.figure import safe_cell
from seloste.services import figures as service
from seloste.services.figures import Period, Wanted

COLUMNS = ("measure", "when", "split", "unit", "value")


@click.command("figures")
@click.option("--register", required=True, help="Register whose figures to show.")
@click.option(
    "--period",
    default=Period.DAY.value,
    show_default=True,
    type=click.Choice([one.value for one in Period]),
    help="How much together; calendar days of Helsinki.",
)
@click.option(
    "--day", type=click.DateTime(["%Y-%m-%d"]), help="A day in it; today if not said."
)
@click.option("--queue", default="", help="One queue by its word; all if not said.")
@click.option(
    "--format",
    "form",
    default="csv",
    show_default=True,
    type=click.Choice(["csv", "json"]),
    help="How to write it.",
)
def figures(
    register: str, period: str, day: datetime | None, queue: str, form: str
) -> None:
    """Write the figures of a period; small groups are hidden, as on the page."""
    now = wiring.clock().now()
    wanted = Wanted(
        register=register,
        period=Period(period),
        day=day.date() if day else retention.local_day(now),
        queue=queue,
    )
    rows = service.export(wanted, actor=operator(), now=now)
    if form == "json":
        lines = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
        click.echo(json.dumps(lines, indent=2))
        return
    writer = csv.writer(sys.stdout)
    writer.writerow(COLUMNS)
    writer.writerows([safe_cell(str(cell)) for cell in row] for row in rows)
