"""``seloste calls``: the exchange's list against what was kept, and telephones."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from seloste import wiring
from seloste.cli.output import output_format
from seloste.ports.sources import read_whole
from seloste.protocols import listed_calls
from seloste.services import completeness, sources
from seloste.services.completeness import Day, Listed

LIMIT = 256 << 20
AT_A_TIME = 1000


@click.group("calls")
def calls() -> None:
    """Compare the exchange's own list of calls with what was kept."""


@calls.command("list")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--source", "slug", required=True, help="Whose list it is.")
def list_(path: Path, slug: str) -> None:
    """Hand over PATH: a CDR export, or a folder of JSON records.

    Nothing but ids, times and whether a call was recorded is read. Exit status
    1 says that rows could not be read.
    """
    source = sources.active_source(slug)
    folder = wiring.safe_folder((path if path.is_dir() else path.parent).resolve())
    documents = (read_whole(folder, file, limit=LIMIT) for file in _documents(path))
    found = listed_calls.read(
        documents, preset=source.preset, zone=ZoneInfo(source.time_zone)
    )
    taken, now = 0, wiring.clock().now()
    rows = [
        Listed(one.source_id, one.started_at, one.answered, one.recorded)
        for one in found.calls
    ]
    for start in range(0, len(rows), AT_A_TIME):
        taken += completeness.take_list(
            rows[start : start + AT_A_TIME], source=slug, desk=wiring.desk(), now=now
        )
    click.echo(f"{taken} calls taken, {found.unread} rows not understood")
    if found.unread:
        click.get_current_context().exit(1)


def _documents(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path.resolve()
        return
    files = sorted(path.resolve().rglob("*"))
    yield from (file for file in files if file.suffix.lower() in (".csv", ".json"))


@calls.command("report")
@click.option("--register", required=True, help="Whose calls are compared.")
@output_format
def report(register: str, form: str) -> None:
    """Show every day of each source: listed, kept, and what is missing.

    Exit status 1 says that something is missing on either side.
    """
    days = completeness.days(register, now=wiring.clock().now())
    if form == "json":
        lines = [
            asdict(one) | {"day": str(one.day), "whole": one.whole} for one in days
        ]
        click.echo(json.dumps(lines))
    else:
        for one in days:
            click.echo(_line(one))
        if not days:
            click.echo("nothing to compare: hand over a list with `seloste calls list`")
    if not all(one.whole for one in days):
        click.get_current_context().exit(1)


def _line(day: Day) -> str:
    wrong = {
        "without a recording": day.missing,
        "without a call": day.unlisted,
        "not fetched": day.unfetched,
    }
    said = [f"{len(ids)} {words}" for words, ids in wrong.items() if ids]
    return "\t".join(
        (
            str(day.day),
            day.source,
            f"{day.listed} listed, {day.kept} kept, {day.refused} refused, "
            f"{day.quarantined} in quarantine, {day.destroyed} destroyed",
            ", ".join(said) or "whole",
        )
    )
